"""Numbers from outside: made into arrays and checked once, with one clear sentence if they are not.

Whoever takes numbers from a learner, a file or another module lets `as_numbers` look at them first;
behind it, code computes without further checks.
"""

import numpy as np


def as_numbers(values, name, ndim=None, shape=None, finite=False):
    """Return `values` as a float array, or raise a ValueError that names what is wrong.

    Parameters
    ----------
    values : number or nested lists of numbers
    name : str
        What the caller calls it; the error begins with it.
    ndim : tuple of int, optional
        The numbers of dimensions that are allowed; any where it is left out.
    shape : tuple, optional
        The shape that is expected. A word in it, as in `("n_samples", 2)`, stands for any number.
    finite : bool
        Whether NaN and ±inf are refused.

    Examples
    --------
    >>> as_numbers([[1, 2]], "X", shape=("n_samples", 3))
    Traceback (most recent call last):
    ValueError: X must have shape (n_samples, 3), got (1, 2)
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} must have rows of equal length, got {values!r:.80}") from None
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be a number or an array of numbers, got {values!r:.80}")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, got an empty {array.shape} array")
    if ndim is not None and array.ndim not in ndim:
        expected = " or ".join(_DIMENSIONS[n] for n in ndim)
        raise ValueError(f"{name} must be {expected}, got an array of shape {array.shape}")
    if shape is not None and not _fits(array.shape, shape):
        raise ValueError(f"{name} must have shape {_written(shape)}, got {array.shape}")
    if finite and not np.all(np.isfinite(array)):
        raise ValueError(f"{name} must hold finite numbers, got {values!r:.80}")
    return array.astype(float)[()]  # [()] makes a plain number of an array without dimensions


_DIMENSIONS = {0: "one number", 1: "a list of numbers", 2: "a table of numbers (rows of a batch)"}


def _fits(given, expected):
    return len(given) == len(expected) and all(
        isinstance(e, str) or g == e for g, e in zip(given, expected, strict=True)
    )


def _written(shape):
    return f"({shape[0]},)" if len(shape) == 1 else f"({', '.join(map(str, shape))})"


def positive_whole(number, name):
    """Return `number` as an int, or raise a ValueError if it is no whole number from 1 on."""
    if not isinstance(number, int | np.integer) or number < 1:
        raise ValueError(f"{name} must be a positive whole number, got {number!r}")
    return int(number)


def whole_number(value, name, low, high):
    """Return `value` as an int, or raise a ValueError that says which numbers `name` may be."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not is_whole or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    return int(value)
