"""What is true of an answer's numbers as a whole: a sign, a factor, an order, a shape, a place.

The last resort before the failing case alone: a sentence here says what the numbers have in
common in all cases, and not where that comes from.
"""

import itertools

import numpy as np

from helpers.exercises.compare import (
    as_parts,
    is_close,
    is_truth,
    is_zero_or_one,
    tolerance_for,
)
from helpers.exercises.show import as_data, is_iterator, show


def find_fact(arguments, expected, given, tolerance):
    """Return a sentence that is true of all results, "" where nothing is found.

    Parameters
    ----------
    arguments : list of dict
        The arguments of each case, by name.
    expected, given : list
        The results of each case, right and as they came.
    tolerance : float
        How far a number may be off.
    """
    tolerance = max(tolerance_for(value, tolerance) for value in given)
    for find in FACTS:
        if words := find(Results(arguments, expected, given, tolerance)):
            return words
    return ""


class Results:
    """The results of all cases: right ones, given ones, and the same as arrays of numbers."""

    def __init__(self, arguments, expected, given, tolerance):
        self.arguments, self.expected, self.given = arguments, expected, given
        self.tolerance = tolerance
        self.several = isinstance(expected[0], tuple)
        self.right = [None if self.several else as_data(value) for value in expected]
        self.arrays = [as_data(value) for value in given]
        self.numeric = all(array is not None for array in [*self.right, *self.arrays])

    def same(self, one, other):
        """Tell whether two arrays are equal in shape and value."""
        one, other = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
        return one.shape == other.shape and bool(is_close(one, other, self.tolerance).all())

    def all_are(self, change, telling=lambda right: right.size > 0):
        """Tell whether each given result is its right one after `change`, and some tell it."""
        if not self.numeric:
            return False
        pairs = list(zip(self.right, self.arrays, strict=True))
        try:
            changed = [change(right) for right, _ in pairs]
        except (ValueError, IndexError, TypeError):
            return False
        if not all(map(self.same, changed, self.arrays)):
            return False
        return any(telling(r) and not self.same(c, r) for c, r in zip(changed, self.right))  # noqa: B905


# ------------------------------------------------------------------------------- what came back


def _texts(results):
    if all(map(_is_text, results.given)):
        return "It returns text; numbers are asked for."
    if all(map(is_truth, results.given)):
        return _truths(results)
    if all(map(is_iterator, results.given)):
        return "It returns an iterator, which only promises its numbers."
    kinds = {_kind(value) for value in results.given}
    if kinds == {"function"}:
        return "It returns a function: call it, or return what it computes."
    flat = all(right is not None and right.ndim == 1 for right in results.right)
    if flat and any(map(_is_nested, results.given)):
        return (
            "It returns lists within a list: append puts a list in as one entry, += puts each of "
            "its entries in."
        )
    if kinds == {"set"}:
        return "It returns a set, in which nothing has a place: collect in a list."
    if kinds == {"dict"}:
        return "It returns a dictionary: return the numbers in it, as a list or an array."
    if all(value is results.given[0] for value in results.given) and results.given[0] is ...:
        return "It returns ...: that is what was to be replaced."
    return ""


def _is_nested(value):
    """Tell whether a list holds lists beside numbers."""
    kinds = {type(part) for part in value} if type(value) is list else set()
    return list in kinds and bool(kinds & {int, float})


def _truths(results):
    pairs = zip(results.right, results.given, strict=True)
    if all(r is not None and is_zero_or_one(r) and np.shape(g) == r.shape for r, g in pairs):
        return "It returns True and False; the numbers 1 and 0 are asked for."
    if all(r is not None and r.ndim == 0 for r in results.right):
        return (
            "It returns True and False, and one number is asked for: of an array of them np.sum "
            "is the number of True, np.mean their share."
        )
    return (
        "It returns True and False, and numbers are asked for. A comparison within a formula needs "
        "brackets, as in (a > b) * c: without them it comes last, after + − * / and @."
    )


def _kind(value):
    """Return the type's name; of what comes from grading's child, by its first letters."""
    other = getattr(value, "text", None)
    if callable(value) or str(other).startswith(("<function", "<built-in", "<bound")):
        return "function"
    if type(other) is str:
        return "set" if other.startswith(("{", "set(")) else other.strip("<").partition(" ")[0]
    return type(value).__name__


def _is_text(value):
    if type(value) in (list, tuple) and value:
        return all(type(part) is str for part in value)
    other = getattr(value, "text", "")
    return (
        type(value) is str
        or (type(value) is np.ndarray and value.dtype.kind == "U")
        or (type(other) is str and other.startswith("array(['"))
    )


def _untouched(results):
    for name in results.arguments[0]:
        values = [as_data(case[name]) for case in results.arguments]
        known = results.numeric and all(value is not None for value in values)
        if known and all(map(results.same, values, results.arrays)):
            return f"It returns {name} as it came."
    return ""


def _several_for_one(results):
    """Where one result is expected, and a tuple came that can't be it."""
    if results.several or not all(type(value) is tuple for value in results.given):
        return ""
    numbers = {len(value) for value in results.given}
    if len(numbers) > 1 or any(r is None or _are_rows(g, r) for r, g in _pairs(results)):
        return ""
    for i in range(number := numbers.pop()):
        if all(_same_data(results, right, given[i]) for right, given in _pairs(results)):
            return f"It returns {number} results, of which result {i + 1} alone is asked for."
    return f"It returns {number} results, and one is asked for."


def _are_rows(parts, right):
    """Tell whether the parts of a tuple may be the rows, or the numbers, of one array."""
    arrays = [as_data(part) for part in parts]
    return all(array is not None and array.ndim == right.ndim - 1 for array in arrays)


def _pairs(results):
    return list(zip(results.right, results.given, strict=True))


def _whole(results):
    """Where a result with decimals came in an array made for whole numbers."""
    if (numbers := _numbers(results)) is None or np.equal(numbers[0], np.round(numbers[0])).all():
        return ""
    if not all(type(g) is np.ndarray and g.ndim and g.dtype.kind in "iu" for g in results.given):
        return ""
    return (
        "Your result is an array of whole numbers, in which decimals are cut off: without int, "
        "np.zeros makes one that keeps them."
    )


def _always_the_same(results):
    if len(results.given) < 3 or not results.numeric:
        return ""
    first = results.arrays[0]
    if all(results.same(first, other) for other in results.arrays[1:]) and first.size <= 12:
        return f"It returns {show(results.given[0])} in every case, whatever it is given."
    return ""


# --------------------------------------------------------------------------------- several results


def _parts(results):
    """Where a tuple is expected: which of its parts are right, and what is true of the others."""
    if not results.several:
        return ""
    number = len(results.expected[0])
    if any(len(value) != number for value in results.expected):
        return ""
    given = [as_parts(value, number) for value in results.given]
    if any(parts is None for parts in given):
        return _one_part(results, number)
    columns = list(zip(*results.expected, strict=True)), list(zip(*given, strict=True))
    if words := _permuted(results, *columns):
        return words
    right = [
        all(_same_data(results, *pair) for pair in zip(*column, strict=True))
        for column in zip(*columns, strict=True)
    ]
    inner = [
        _part_fact(results, columns[0][i], columns[1][i]) for i in range(number) if not right[i]
    ]
    told = inner[0] if inner and all(words == inner[0] for words in inner) else ""
    wrong = [str(i + 1) for i in range(number) if not right[i]]
    if not any(right):
        return told
    fine = [str(i + 1) for i in range(number) if right[i]]
    return f"{_results(fine)} right, and {_results(wrong, False)} not. {told}".strip()


def _results(numbers, start=True):
    word = "Result" if start else "result"
    if len(numbers) == 1:
        return f"{word} {numbers[0]} is"
    return f"{word}s {', '.join(numbers[:-1])} and {numbers[-1]} are"


def _same_data(results, expected, given):
    array = as_data(given)
    return array is not None and results.same(expected, array)


def _permuted(results, expected, given):
    number = len(expected)
    if number > 4:
        return ""
    for order in itertools.permutations(range(number)):
        if order == tuple(range(number)):
            continue
        pairs = [zip(expected[i], given[place], strict=True) for place, i in enumerate(order)]
        if all(_same_data(results, *pair) for pair in itertools.chain(*pairs)):
            names = ", ".join(str(i + 1) for i in order)
            return f"The results are right, but in another order: yours are results {names}."
    return ""


def _one_part(results, number):
    for i in range(number):
        pairs = zip((value[i] for value in results.expected), results.given, strict=True)
        if all(_same_data(results, *pair) for pair in pairs):
            return f"It returns result {i + 1} alone; {number} results are asked for."
    flat = [np.concatenate([np.ravel(part) for part in value]) for value in results.expected]
    if all(map(lambda right, value: _same_data(results, right, value), flat, results.given)):
        return f"All numbers are there, in one row; {number} results are asked for."
    lengths = {len(v) if type(v) in (tuple, list) else 1 for v in results.given}
    if len(lengths) == 1 and (count := lengths.pop()) != number:
        some = "one result" if count == 1 else f"{count} results"
        return f"It returns {some}, and {number} are asked for."
    return ""


def _part_fact(results, expected, given):
    inner = Results(results.arguments, list(expected), list(given), results.tolerance)
    for find in NUMERIC:
        if words := find(inner):
            return words
    return ""


# ---------------------------------------------------------------------------------------- shapes

SHAPES = (
    (lambda a: a.T, "Rows and columns are swapped: yours is the transpose.", 2),
    (lambda a: a[0], "Only the first entry has come back, where one for each is asked for.", 1),
    (lambda a: a[-1], "Only the last entry has come back, where one for each is asked for.", 1),
    (lambda a: a[:1], "Only the first entry has come back, where one for each is asked for.", 1),
    (lambda a: a[-1:], "Only the last entry has come back, where one for each is asked for.", 1),
    (lambda a: a[1:], "The first entry is missing; the others are right.", 1),
    (lambda a: a[:-1], "The last entry is missing; the others are right.", 1),
    (np.sum, "Yours is the sum of all the numbers that are asked for.", 1),
    (np.mean, "Yours is the mean of all the numbers that are asked for.", 1),
    (lambda a: a.sum(axis=0), "Yours is the sum over the rows of what is asked for.", 1),
    (lambda a: a.mean(axis=0), "Yours is the mean over the rows of what is asked for.", 1),
    (lambda a: a.sum(axis=1), "Yours is the sum along each row of what is asked for.", 2),
    (lambda a: a[::-1], "The numbers are right, in the opposite order.", 1),
    (lambda a: np.cumsum(a), "Each number has those before it added to it.", 1),
    (lambda a: np.sort(a, axis=None).reshape(a.shape), "The numbers are right, but sorted.", 1),
)


def _shapes(results):
    for change, words, axes in SHAPES:
        if results.all_are(change, lambda right, axes=axes: right.ndim >= axes and len(right) > 1):
            return words
    if results.numeric and all(
        results.same(r.ravel(), g.ravel())
        for r, g in zip(results.right, results.arrays, strict=True)
    ):
        wrong = next(i for i, r in enumerate(results.right) if r.shape != results.arrays[i].shape)
        return (
            f"The numbers are right, the shape is not: {results.arrays[wrong].shape} in the place "
            f"of {results.right[wrong].shape}."
        )
    for name, take in (("sum", np.sum), ("mean", np.mean), ("largest number", np.max)):
        if results.numeric and all(
            g.ndim > r.ndim
            and g.size
            and results.same(r, take(g, axis=tuple(range(r.ndim, g.ndim))))
            for r, g in zip(results.right, results.arrays, strict=True)
        ):
            return f"Where one number is asked for, yours has several, whose {name} it is."
    if results.numeric:
        pairs = list(zip(results.right, results.arrays, strict=True))
        if all(g.ndim == 1 == r.ndim and len(g) > len(r) for r, g in pairs):
            if all(results.same(g[: len(r)], r) for r, g in pairs):
                return "The first entries are right, and then there are too many."
            if all(results.same(g[-len(r) :], r) for r, g in pairs):
                return "There are too many entries at the beginning; the others are right."
    return ""


# --------------------------------------------------------------------------------------- numbers

WORDS = {2: "twice", 0.5: "half of", 3: "three times", 4: "four times", 0.25: "a quarter of"}


def _signs(results):
    if results.all_are(lambda a: -a):
        return "Every number has the wrong sign."
    if results.all_are(lambda a: np.abs(a), lambda a: (a < 0).any()):
        return "The signs are lost: every number is positive."
    return ""


def _numbers(results):
    """Return all right and all given numbers in one row each, None where shapes differ."""
    if not results.numeric:
        return None
    pairs = list(zip(results.right, results.arrays, strict=True))
    if any(right.shape != given.shape for right, given in pairs):
        return None
    return [np.concatenate([np.ravel(p[side]) for p in pairs]) for side in (0, 1)]


def _factor(results):
    if (numbers := _numbers(results)) is None:
        return ""
    right, given = numbers
    clear = np.abs(right) > 1e-6
    if clear.sum() < 3 or not np.isfinite(given).all():
        return ""
    ratios = given[clear] / right[clear]
    factor = float(np.median(ratios))
    if factor and not np.isclose(factor, 1) and results.same(right * factor, given):
        near = next((words for f, words in WORDS.items() if np.isclose(f, factor)), None)
        return f"Every number is {near or f'{factor:.6g} times'} what it should be."
    shift = float(np.median(given - right))
    if abs(shift) > 1e-6 and results.same(right + shift, given):
        way = "large" if shift > 0 else "small"
        return f"Every number is too {way}, by {abs(shift):.6g}."
    return ""


def _factor_of_each_case(results):
    """A factor that differs from case to case: a number of rows, or one of the arguments."""
    if _numbers(results) is None:
        return ""
    factors = []
    for right, given in zip(results.right, results.arrays, strict=True):
        clear = np.abs(right) > 1e-9
        if not clear.any() or not np.isfinite(given).all():
            return ""
        factor = float(np.median(given[clear] / right[clear]))
        if not results.same(right * factor, given):
            return ""
        factors.append(factor)
    factors = np.array(factors)
    if len(set(factors.round(6))) < 2:
        return ""
    for words, values in _measures(results.arguments):
        for power, said in ((1, f"{words} times"), (-1, f"divided by {words}, compared with")):
            with np.errstate(all="ignore"):
                wanted = np.asarray(values, dtype=float) ** power
            if np.isfinite(wanted).all() and np.allclose(factors, wanted, rtol=1e-6):
                return f"Every number is {said} what it should be."
    return ""


def _measures(arguments):
    """Yield numbers that each case has: arguments that are numbers, and lengths."""
    for name in arguments[0]:
        values = [case[name] for case in arguments]
        if all(type(value) in (int, float) for value in values):
            yield name, values
            yield f"the square of {name}", [value**2 for value in values]
        arrays = [value for value in values if type(value) is np.ndarray and value.ndim]
        if len(arrays) == len(values):
            yield f"the number of rows of {name}", [len(value) for value in values]
            yield f"the number of entries of {name}", [value.size for value in values]
            if all(value.ndim == 2 for value in values):
                yield f"the number of columns of {name}", [value.shape[1] for value in values]
        elif all(type(value) in (list, tuple) for value in values):
            yield f"the number of entries of {name}", [len(value) for value in values]


FUNCTIONS = (
    (lambda a: 1 - a, "Every number is 1 minus what it should be."),
    (lambda a: 1 / a, "Every number is 1 divided by what it should be."),
    (lambda a: a**2, "Every number is the square of what it should be."),
    (lambda a: np.sqrt(a), "Every number is the root of what it should be."),
    (lambda a: np.round(a), "Every number has been rounded to a whole one."),
    (lambda a: np.trunc(a), "Every number has lost its decimals."),
    (lambda a: np.floor(a), "Every number has been cut down to a whole one, as // does."),
    (lambda a: np.exp(a), "Every number is e to the power of what it should be."),
)


def _functions(results):
    with np.errstate(all="ignore"):
        for change, words in FUNCTIONS:
            if results.all_are(change, lambda right: right.size > 0) and _is_telling(results):
                return words
        for digits in range(1, 7):
            if results.all_are(lambda a, digits=digits: np.round(a, digits)):
                return f"Every number has been rounded to {digits} decimals."
    return ""


def _is_telling(results):
    numbers = _numbers(results)
    return numbers is not None and len(set(numbers[1].round(9))) > 2


def _not_finite(results):
    if results.numeric and all(not np.isfinite(array).all() for array in results.arrays):
        return "There are nan or inf among your numbers: something was divided by 0 or overflowed."
    return ""


def _not_finite_somewhere(results):
    """The same of some cases, and of several results."""
    if not results.several and _numbers(results) is None:
        return ""
    for value in results.given:
        parts = value if type(value) in (tuple, list) else [value]
        arrays = [array for part in parts if (array := as_data(part)) is not None]
        if not all(np.isfinite(array).all() for array in arrays):
            return (
                "There are nan or inf among your numbers in some cases: something was divided by "
                "0, the mean of nothing was taken, or a number grew too large."
            )
    return ""


def _places(results):
    """Where arrays are right in one place only: a row, a column, or all but one of them."""
    if _numbers(results) is None or not all(a.ndim == 2 for a in results.right):
        return ""
    close = [
        is_close(given, right, results.tolerance)
        for right, given in zip(results.right, results.arrays, strict=True)
    ]
    for axis, word in ((1, "row"), (0, "column")):
        lines = [mask.all(axis=axis) for mask in close]
        long = [line for line in lines if len(line) > 1]
        if not long:
            continue
        if all(line[0] and not line[1:].any() for line in long):
            return f"Only the first {word} is right."
        if all(line[-1] and not line[:-1].any() for line in long):
            return f"Only the last {word} is right."
        if all(not line[0] and line[1:].all() for line in long):
            return f"All is right but the first {word}."
        if all(not line[-1] and line[:-1].all() for line in long):
            return f"All is right but the last {word}."
    return ""


def _one_off(results):
    """Whole numbers that are one too large or too small now and then."""
    if (numbers := _numbers(results)) is None:
        return ""
    right, given = numbers
    off = given - right
    if not (np.equal(right, np.round(right)).all() and np.equal(given, np.round(given)).all()):
        return ""
    wrong = off[off != 0]
    if len(right) > 2 and len(wrong) and np.abs(wrong).max() == 1 and len(set(wrong)) == 1:
        way = "large" if wrong[0] > 0 else "small"
        return f"Where it is wrong, it is too {way} by 1."
    return ""


def _kinds_of_cases(results):
    """What the cases have in common in which an answer fails, against those where it is right."""
    right = [
        _same_data(results, expected, given)
        if not results.several
        else _all_parts_right(results, expected, given)
        for expected, given in zip(results.expected, results.given, strict=True)
    ]
    if all(right) or not any(right):
        return ""
    for words, test in [*KINDS, *_texts_given(results)]:
        for name in results.arguments[0]:
            having = [test(case[name]) for case in results.arguments]
            if any(having) and having == [not is_right for is_right in right]:
                return f"It is right but where {words.format(name)}{_cut_off(results, right)}."
    return ""


def _texts_given(results):
    """Yield words and test, as in KINDS, for each text that an argument has been."""
    texts = {value for case in results.arguments for value in case.values() if type(value) is str}
    for text in sorted(texts):
        yield f"{{}} is {text!r}", lambda value, text=text: type(value) is str and value == text


def _cut_off(results, right):
    """Say what arrays of whole numbers do to others, where that is what came out."""
    wrong = [given for given, is_right in zip(results.given, right, strict=True) if not is_right]
    if not all(type(value) is np.ndarray and value.dtype.kind in "iu" for value in wrong):
        return ""
    return ": such an array, and np.zeros_like of it, cuts the decimals of what is put in"


def _all_parts_right(results, expected, given):
    parts = as_parts(given, len(expected))
    return parts is not None and all(
        _same_data(results, *pair) for pair in zip(expected, parts, strict=True)
    )


def _is_array(value):
    return type(value) is np.ndarray


KINDS = (
    ("{} is an array", _is_array),
    ("{} is one number", lambda value: type(value) in (int, float)),
    ("{} is an array of whole numbers", lambda v: _is_array(v) and v.dtype.kind in "iu"),
    ("{} has several columns", lambda v: _is_array(v) and v.ndim == 2 and v.shape[1] > 1),
    ("{} has several rows", lambda v: _is_array(v) and v.ndim == 2 and len(v) > 1),
    ("{} has one row", lambda v: _is_array(v) and v.ndim == 2 and len(v) == 1),
    ("{} has more than two columns", lambda v: _is_array(v) and v.ndim == 2 and v.shape[1] > 2),
    ("{} is not square", lambda v: _is_array(v) and v.ndim == 2 and v.shape[0] != v.shape[1]),
    ("{} is square", lambda v: _is_array(v) and v.ndim == 2 and v.shape[0] == v.shape[1]),
    ("{} has one entry", lambda v: type(v) in (list, tuple) and len(v) == 1),
    ("{} has more than one entry", lambda v: type(v) in (list, tuple) and len(v) > 1),
    ("{} has more than two entries", lambda v: type(v) in (list, tuple) and len(v) > 2),
    ("{} has more than three entries", lambda v: type(v) in (list, tuple) and len(v) > 3),
    ("{} is more than 1", lambda v: type(v) is int and v > 1),
)

NUMERIC = (
    _signs,
    _factor,
    _shapes,
    _whole,
    _functions,
    _factor_of_each_case,
    _not_finite,
    _places,
    _one_off,
)
FACTS = (
    _texts,
    _untouched,
    _several_for_one,
    _parts,
    *NUMERIC,
    _always_the_same,
    _kinds_of_cases,
    _not_finite_somewhere,
)
