"""A playground's setting as a line of Python, and as the end of a link that brings it back.

A link's end names the data, and then what differs from a playground made without arguments, by
the names of its arguments: `playground=xor&hidden=4,2&learning_rate=0.3`. Rows of points and of
weights are separated by "_", as `points=1,2,0_-3,0.5,1`.
"""

from inspect import signature
from urllib.parse import parse_qsl, urlencode

from helpers.lessons.deeper.controls import TICKS

LINK = "playground"  # what the data are called in a link
ROWS = "points", "weights"
WHOLE = "test_share", "data_seed", "batch_size", "seed"
NAMES = {name: key for key, name in TICKS.items()}


def usual_values(view):
    """Return the arguments of a kind of playground without which it is made, by name."""
    parameters = signature(view).parameters.values()
    return {one.name: one.default for one in parameters if one.name != "predict"}


def python_line(values, usual):
    """Return the line of Python that makes a playground with these values."""
    changed = _changed(values, usual).items()
    return f"PlaygroundView({', '.join(f'{key}={value!r}' for key, value in changed)})"


def link_end(values, usual):
    """Return these values as the end of a link, behind its "#"."""
    changed = _changed(values, usual).items()
    parts = {key: _written(key, value) for key, value in changed if key != "data"}
    return urlencode({LINK: values["data"], **parts}, safe=",")


def read_link_end(end, usual):
    """Return all values that the end of a link stands for, by name.

    Raises
    ------
    ValueError
        If it holds something else; whether a value is in its range is not looked at.

    Examples
    --------
    >>> usual = {"data": "circle", "hidden": (4, 2), "noise": 0}
    >>> read_link_end("playground=xor&hidden=8,8", usual)
    {'data': 'xor', 'hidden': (8, 8), 'noise': 0}
    """
    values = dict(usual)
    for key, text in parse_qsl(end, keep_blank_values=True):
        name = "data" if key == LINK else key
        if name not in usual or key == "data":
            raise ValueError(f"“{key:.30}” is no part of a setting")
        try:
            values[name] = _read(name, text, usual[name])
        except ValueError:
            raise ValueError(f"{name} can't be “{text:.30}”") from None
    return values


def _changed(values, usual):
    return {key: values[key] for key in usual if values[key] != usual[key]}


def _written(key, value):
    if key in ROWS:
        return "_".join(",".join(f"{number:.15g}" for number in row) for row in value)
    if key == "inputs":
        return ",".join(NAMES[name] for name in value)
    if key == "hidden":
        return ",".join(map(str, value)) or "0"
    return value if isinstance(value, str) else f"{value:.15g}"


def _read(key, text, usual):
    if key in ROWS:
        return tuple(tuple(map(_number, row.split(","))) for row in text.split("_") if row)
    if key == "inputs":
        if not {*text.split(",")} <= {*TICKS}:
            raise ValueError
        return tuple(TICKS[part] for part in text.split(","))
    if key == "hidden":
        return tuple(map(int, text.split(",")))
    if key in WHOLE:
        return int(text)
    if isinstance(usual, bool):
        return bool(("0", "1").index(text))
    return text if isinstance(usual, str) else _number(text)


def _number(text):
    try:
        return int(text)
    except ValueError:
        return float(text)
