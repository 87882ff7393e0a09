"""fitting: an outcome whose value is not far larger than what is expected.

Comparing and writing what an answer returned takes time for each case and each known mistake. A
result of a million parts is wrong by its size alone.
"""

import dataclasses

import numpy as np

PARTS = 10_000  # that any result may have, and ten times those expected


class Oversized:
    """Stands for a value that is far larger than what is expected."""

    def __init__(self, value):
        if isinstance(value, np.ndarray):
            self.words = f"an array of {value.size:,} numbers"
        elif isinstance(value, str):
            self.words = f"a text of {len(value):,} characters"
        else:
            self.words = f"a {type(value).__name__} of {len(value):,} parts"

    def __repr__(self):
        return self.words


def fitting(outcome, expected):
    """Return an outcome, with a stand-in for its value where that is far larger than expected."""
    most = PARTS + 10 * _size(expected.value, 10 * PARTS)
    if _size(outcome.value, most) <= most:
        return outcome
    return dataclasses.replace(outcome, value=Oversized(outcome.value))


def _size(value, most):
    """Return how many parts a value has, no matter how many more than `most`."""
    waiting, found = [value], 0
    while waiting and found <= most:
        part = waiting.pop()
        found += 1
        if type(part) in (list, tuple):
            waiting += part
        elif type(part) is dict:
            waiting += [*part.keys(), *part.values()]
        elif type(part) is np.ndarray:
            found += part.size
        elif type(part) is str:
            found += len(part) // 100
        if len(waiting) > most:
            return len(waiting)
    return found
