"""Which wrong answers give the same: a fingerprint of results, whatever they are."""

import hashlib

import numpy as np

NUMBERS = 1000  # of each result that are looked at: who differs after these is rare


def same_results(outcomes):
    """Return a text that is the same for answers with equal results, to six digits."""
    words = []
    for outcome in outcomes:
        words.append(f"|{outcome.error}|{outcome.gave_up}|")
        words += leaves(outcome.value, NUMBERS)
    return hashlib.sha256("\n".join(words).encode(errors="replace")).hexdigest()[:16]


def leaves(value, most):
    """Return words for the first numbers and texts of a value, and for how they are arranged."""
    words, waiting = [], [value]
    while waiting and len(words) < most:
        one = waiting.pop()
        if type(one) in (list, tuple):
            words.append(f"{type(one).__name__} {len(one)}")
            waiting += reversed(one[:most])
        elif type(one) is dict:
            words.append(f"dict {len(one)}")
            pairs = [pair for pair, _ in zip(one.items(), range(most), strict=False)]
            waiting += [part for pair in reversed(pairs) for part in reversed(pair)]
        elif type(one) is np.ndarray:
            words.append(f"array {one.shape}")
            words += map(number, one.reshape(-1)[: most - len(words)])
        elif type(one) in (int, float, bool) or isinstance(one, np.generic):
            words.append(number(one))
        else:
            words.append(f"{type(one).__name__} {one!r:.60}")
    return words


def number(value):
    """Return a number in six digits; -0 is 0."""
    try:
        return f"{float(value) + 0.0:.6g}"
    except (OverflowError, ValueError, TypeError):
        return f"{value!r:.60}"
