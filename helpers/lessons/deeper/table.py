"""A learner's own table as the playground's data: two columns of numbers, and a third."""

import csv
import math

import numpy as np

from helpers.lessons.deeper.data_sets import DataSet

MOST_ROWS = 500
MOST_LETTERS = 100_000
REACH = 5  # the scaled columns go from −5 to 5


def read_table(text, regression=False):
    """Return the data set in a table of text, and what was done to its columns, in words.

    Parameters
    ----------
    text : str
        Rows of two numbers and a class, which is any word or number, of which there are two;
        separated by commas, semicolons or tabs. A first row without numbers is the columns' names.
    regression : bool
        Whether the third column holds numbers too; they are scaled to −1 to 1.

    Returns
    -------
    DataSet, list of str

    Raises
    ------
    ValueError
        If there is no such table, naming the first row that is none.

    Examples
    --------
    >>> data, said = read_table("age,size,kind\\n20,1,cat\\n40,3,dog")
    >>> data.X.tolist(), data.y.tolist()
    ([[-5.0, -5.0], [5.0, 5.0]], [0.0, 1.0])
    >>> said[0]
    'x₁ = (age − 30) · 0.5'
    """
    rows = _rows(text)
    names = ["column 1", "column 2", "column 3"]
    if not any(map(_is_number, rows[0][1][:2])):
        names = [cell.strip() for cell in rows.pop(0)[1]]
        if not rows:
            raise ValueError("the table has names of columns but no row below them")
    X = np.array([_numbers(line, cells[:2]) for line, cells in rows])
    X, said = _scaled(X, ["x₁", "x₂"], names, REACH)
    if regression:
        y = np.array([_numbers(line, cells[2:]) for line, cells in rows])
        y, how = _scaled(y, ["y"], names[2:], 1)
        return DataSet(X, y[:, 0], regression=True), said + how
    words = [cells[2].strip() for _, cells in rows]
    classes = sorted(set(words))
    if len(classes) != 2:
        shown = ", ".join(classes[:4]) + (", …" if len(classes) > 4 else "")
        advice = ""
        if len(classes) > 2 and all(map(_is_number, classes)):
            advice = "; for numbers, choose “your table (regression)” as the data"
        raise ValueError(
            f"the third column must name two classes, got {len(classes)}: {shown}{advice}"
        )
    said.append(f"class 0 is “{classes[0]}”, class 1 is “{classes[1]}”")
    return DataSet(X, np.array([float(word == classes[1]) for word in words])), said


def _scaled(numbers, letters, names, reach):
    """Return the columns scaled to −`reach` to `reach`, and how each was, in words."""
    low, high = numbers.min(axis=0), numbers.max(axis=0)
    if not np.all(high > low):
        name = names[int(np.argmin(high - low))]
        raise ValueError(f"{name} is the same in all rows, so it tells nothing apart")
    middle, factor = (low + high) / 2, 2 * reach / (high - low)
    said = [
        f"{letter} = ({name} − {m:.4g}) · {f:.4g}".replace("− -", "+ ")
        for letter, name, m, f in zip(letters, names, middle, factor, strict=False)
    ]
    return (numbers - middle) * factor, said


def _rows(text):
    """Return the number of each line that isn't empty, and its three cells."""
    if not isinstance(text, str):
        raise ValueError(f"the table must be text, such as '1, 2, a', got {text!r:.60}")
    text = text.removeprefix("\ufeff")  # a mark that spreadsheets put before their text
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip(" \t,;")
    ]
    if not lines:
        raise ValueError("the table is empty; give rows of two numbers and a class, as 1.5, 2, a")
    if len(lines) > MOST_ROWS + 1 or len(text) > MOST_LETTERS:
        raise ValueError(
            f"the table has {len(lines):,} rows; at most {MOST_ROWS} can be used, so take a sample"
        )
    # A comma may be a decimal one, so it separates only where nothing else does.
    delimiter = next((mark for mark in "\t;" if mark in lines[0][1]), ",")
    rows = [
        (number, next(csv.reader([line], delimiter=delimiter, skipinitialspace=True)))
        for number, line in lines
    ]
    for number, cells in rows:
        if len(cells) != 3:
            raise ValueError(
                f"line {number} of the table has {len(cells)} cell{'s' * (len(cells) > 1)}, "
                "expected 3: two numbers and a class"
            )
    if len(rows) > MOST_ROWS and _is_number(rows[0][1][0]):
        raise ValueError(f"the table has {len(rows):,} rows; at most {MOST_ROWS} can be used")
    return rows


def _number(cell):
    try:
        return float(cell.strip().replace("−", "-").replace(",", "."))
    except ValueError:
        return None


def _is_number(cell):
    return _number(cell) is not None


def _numbers(line, cells):
    numbers = [_number(cell) for cell in cells]
    for cell, number in zip(cells, numbers, strict=True):
        if number is None or not math.isfinite(number):
            raise ValueError(f"line {line} of the table has “{cell:.30}” where a number must be")
    return numbers
