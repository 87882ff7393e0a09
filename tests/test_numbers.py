"""helpers.numbers: one clear sentence for every kind of bad numbers."""

import doctest

import numpy as np
import pytest

from helpers import numbers
from helpers.numbers import as_numbers, positive_whole


def test_examples_in_the_docstrings_print_what_they_say():
    result = doctest.testmod(numbers)
    assert result.attempted >= 1
    assert result.failed == 0


@pytest.mark.parametrize(
    ("values", "limits", "sentence"),
    [
        ("ab", {}, "x must be a number or an array of numbers, got 'ab'"),
        ([], {}, "x must hold at least one number"),
        ([[1], [1, 2]], {}, "x must have rows of equal length"),
        ([1, 2], {"ndim": (0, 2)}, "x must be one number or a table of numbers"),
        ([1, 2], {"shape": (3,)}, r"x must have shape \(3,\), got \(2,\)"),
        ([1, 2], {"shape": ("n", 2)}, r"x must have shape \(n, 2\), got \(2,\)"),
        ([[1, 2]], {"shape": ("n", 3)}, r"x must have shape \(n, 3\), got \(1, 2\)"),
        ([1, np.nan], {"finite": True}, r"x must hold finite numbers, got \[1, nan\]"),
        (-np.inf, {"finite": True}, "x must hold finite numbers, got -inf"),
    ],
)
def test_bad_numbers_are_named(values, limits, sentence):
    with pytest.raises(ValueError, match=sentence):
        as_numbers(values, "x", **limits)


def test_good_numbers_become_floats_of_their_own():
    given = np.array([[1, 2], [3, 4]])
    array = as_numbers(given, "x", ndim=(2,), shape=("n_samples", 2), finite=True)
    array[0, 0] = 9
    assert array.dtype == float
    assert given[0, 0] == 1
    assert isinstance(as_numbers(True, "x", shape=()), float)
    assert np.isnan(as_numbers([np.nan], "x")).all()


@pytest.mark.parametrize("number", [0, -1, 2.0, "3", None])
def test_only_whole_numbers_from_1_on_are_positive_whole(number):
    with pytest.raises(ValueError, match="epochs must be a positive whole number, got"):
        positive_whole(number, "epochs")
    assert positive_whole(np.int64(3), "epochs") == 3
