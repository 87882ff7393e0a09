"""Comparing results: what counts as the same data, and where two differ."""

import numpy as np

from helpers.exercises.show import as_data, is_iterator, show

# Results in single precision are right to about six digits.
SINGLE_PRECISION = 1e-5


def difference(expected, given, tolerance):
    """Return in words how the data `given` differs from `expected`, "" where it doesn't.

    Numbers, lists and arrays of numbers are compared by shape and value; tuples part by part, with
    a tuple, a list or the rows of an array. NaN is right only where NaN is expected.
    """
    if isinstance(expected, tuple):
        parts = as_parts(given, len(expected))
        if parts is None:
            return f"{len(expected)} results are expected, yours is {_kind(given)}"
        if type(given) is np.ndarray and any(
            np.shape(one) != np.shape(other) for one, other in zip(expected, parts, strict=True)
        ):
            return f"{len(expected)} results are expected, yours is one array, {show(given)}"
        differences = [difference(*pair, tolerance) for pair in zip(expected, parts, strict=True)]
        named = [f"result {i}: {part}" for i, part in enumerate(differences, start=1) if part]
        return named[0] if named else ""
    numbers, target = as_data(given), np.asarray(expected, dtype=float)
    if numbers is None:
        return f"{show(expected)} is expected, yours is {_no_numbers(target, given)}"
    if numbers.shape and not target.shape:
        return f"one number is expected, {show(expected)}, yours is {show(given)}"
    if target.shape and not numbers.shape:
        return (
            f"{show(expected)} with shape {target.shape} is expected, "
            f"yours is one number, {show(given)}"
        )
    if numbers.shape != target.shape:
        return (
            f"{show(expected)} with shape {target.shape} is expected, "
            f"yours is {show(given)} with shape {numbers.shape}"
        )
    if is_close(numbers, target, tolerance_for(given, tolerance)).all():
        return ""
    return _where(target, numbers, tolerance)


def as_parts(value, number):
    """Return a tuple, a list or the rows of an array as a list of so many parts, None if not."""
    if type(value) is np.ndarray and value.shape[:1] == (number,) and value.dtype.kind in "iuf":
        return list(value)
    return list(value) if type(value) in (tuple, list) and len(value) == number else None


def tolerance_for(value, tolerance):
    """Return how far numbers may be off: further where they are in single precision."""
    parts = value if type(value) in (list, tuple) else [value]
    single = any(getattr(part, "dtype", None) == np.float32 for part in parts)
    return max(tolerance, SINGLE_PRECISION) if single else tolerance


def is_close(numbers, target, tolerance):
    """Return where two arrays agree, element by element."""
    return np.isclose(numbers, target, rtol=tolerance, atol=tolerance, equal_nan=True)


def _where(target, numbers, tolerance):
    """Return the values that differ, and the place of the first one in a larger array."""
    wrong = np.argwhere(~is_close(numbers, target, tolerance))
    if target.size <= 4 or len(wrong) == target.size:
        return _pair(target[()], numbers[()])
    place = tuple(wrong[0].tolist())
    at = ", ".join(map(str, place))
    others = f", and {len(wrong) - 1} more differ" if len(wrong) > 1 else ""
    return f"at [{at}] {_pair(target[place], numbers[place])}{others}"


def _pair(expected, given):
    # Two numbers that look alike are written with as many digits as it takes to tell them apart.
    for digits in range(6, 18):
        texts = show(expected, digits), show(given, digits)
        if texts[0] != texts[1]:
            break
    return f"{texts[0]} is expected, yours is {texts[1]}"


def _kind(value):
    """Return a value that is no tuple of the right length with the word for what it is."""
    if is_iterator(value):
        return AN_ITERATOR
    if type(value) in (list, tuple):
        return f"a {type(value).__name__} of {len(value)}, {show(value)}"
    numbers = as_data(value)
    words = {dict: "a dictionary, ", str: "a text, ", set: "a set, "}.get(type(value), "")
    if numbers is not None:
        words = "one array, " if numbers.shape else "one number, "
    return f"{words}{show(value)}"


AN_ITERATOR = "an iterator: list(…) makes a list of it"


def _no_numbers(target, value):
    if is_iterator(value):
        return AN_ITERATOR
    if not is_truth(value):
        return f"{show(value)}, which is no number or array"
    if not is_zero_or_one(target) or np.shape(value) != target.shape:
        return f"{show(value)}, which is no number"
    way = "int(…) makes 1 of True and 0 of False"
    if np.shape(value):
        way = ".astype(int) makes 1 and 0 of an array of True and False"
    return f"{show(value)}, which is no number; {way}"


def is_zero_or_one(array):
    """Tell whether all numbers of an array are 0 or 1, as a comparison's True and False are."""
    return bool(np.isin(array, (0, 1)).all())


def is_truth(value):
    """Tell whether a value is True, False, or an array or a list of them."""
    if type(value) is list:
        return bool(value) and all(type(part) in (bool, np.bool) for part in value)
    return type(value) in (bool, np.bool) or (type(value) is np.ndarray and value.dtype == bool)
