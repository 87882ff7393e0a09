"""How values are read as data, and how they are written to a learner."""

import math
import re

import numpy as np

MOST = 1_000_000  # numbers that a result may hold
SHOWN = 60  # characters
# What is gone through once, and shown by its address: `map`, `reversed`, a generator, …
ITERATOR = re.compile(
    r"<(generator|map|zip|filter|reversed|enumerate|\w+iterator) object |dict_\w+\("
)


def as_data(value):
    """Return `value` as an array of floats, None where it is no number or array of numbers."""
    if is_endless(value) or _begins_with_text(value):
        return None
    # Exact types: a subclass could bring its own idea of equality.
    if type(value) in (int, float, list, tuple, np.ndarray) or isinstance(value, np.generic):
        try:
            array = np.asarray(value)
        except ValueError:
            return None
        if array.dtype.kind in "iuf":
            return array.astype(float)
    return None


def is_endless(value):
    """Tell whether nested lists hold far too many numbers: without end, if one holds itself."""
    return _size(value, {}) > MOST


def _begins_with_text(value):
    # NumPy would copy all of it before it is known to be no number.
    while type(value) in (list, tuple) and value:
        value = value[0]
    return type(value) in (str, bytes)


def _size(value, known):
    if type(value) not in (list, tuple):
        return 1
    if id(value) not in known:
        known[id(value)] = math.inf
        known[id(value)] = sum(_size(part, known) for part in value)
    return known[id(value)]


def show(value, digits=6):
    """Return `value` in at most a line: so many digits, the middle of a long array left out."""
    if type(value) is list and _begins_with_text(value):
        return _cut(f"[{', '.join(show(part, digits) for part in value[:SHOWN])}]")
    if isinstance(value, tuple):
        return f"({', '.join(show(part, digits) for part in value)}{',' * (len(value) == 1)})"
    if type(value) is np.ndarray or (type(value) is list and as_data(value) is not None):
        written = {"float_kind": f"{{:.{digits}g}}".format}
        array = np.asarray(value)
        if array.dtype.kind == "f":
            array = array + 0.0  # what is −0 is 0
        text = np.array2string(array, formatter=written, threshold=12, edgeitems=3, separator=", ")
        return " ".join(text.split()).replace("[ ", "[")
    try:
        if type(value) in (int, float) or isinstance(value, np.floating | np.integer):
            return f"{value + 0:.{digits}g}"
        text = repr(value[:SHOWN] if type(value) in (str, bytes) else value)
    except OverflowError:
        return "a whole number of more than 300 digits"
    except Exception:  # of an object's own repr
        return f"something of type {type(value).__name__} that can't be shown"
    # An address says nothing, and differs from run to run.
    if text.startswith(("<function ", "<built-in ", "<bound method ", "<ufunc ")):
        return "a function"
    if ITERATOR.match(text):
        return "an iterator"
    if found := re.match(r"<(?:[\w<>]+\.)*(\w+) object at ", text):
        return f"something of type {found[1]}"
    return _cut(" ".join(text.split()))


def is_iterator(value):
    """Tell whether a value gives its parts one by one and has to be made a list of."""
    known = type(value) in (int, float, str, list, tuple, dict, np.ndarray)
    return not known and show(value) == "an iterator"


def _cut(text):
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
