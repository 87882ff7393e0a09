"""How values are read as data, and how they are written to a learner."""

import numpy as np


def as_data(value):
    """Return `value` as an array of floats, None where it is no number or array of numbers."""
    # Exact types: a subclass could bring its own idea of equality.
    if type(value) in (int, float, list, tuple, np.ndarray) or isinstance(value, np.generic):
        try:
            array = np.asarray(value)
        except ValueError:
            return None
        if array.dtype.kind in "iuf":
            return array.astype(float)
    return None


def show(value):
    """Return `value` in at most a line: six digits, the middle of a long array left out."""
    if isinstance(value, tuple):
        return f"({', '.join(show(part) for part in value)}{',' * (len(value) == 1)})"
    if type(value) is np.ndarray or (type(value) is list and as_data(value) is not None):
        digits = {"float_kind": "{:.6g}".format}
        array = np.asarray(value)
        text = np.array2string(array, formatter=digits, threshold=12, edgeitems=3, separator=", ")
        return " ".join(text.split()).replace("[ ", "[")
    try:
        if type(value) in (int, float) or isinstance(value, np.floating | np.integer):
            return f"{value:.6g}"
        text = repr(value)
    except OverflowError:
        return "a whole number of more than 300 digits"
    except Exception:  # of an object's own repr
        return f"something of type {type(value).__name__} that can't be shown"
    return text if len(text) <= 60 else f"{text[:59]}…"
