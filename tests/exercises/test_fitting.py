"""A result far larger than what is expected is wrong by its size, and costs no time."""

import numpy as np
import pytest

from helpers.exercises.fitting import fitting
from helpers.exercises.outcome import Outcome

ENDLESS = []
ENDLESS.append(ENDLESS)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (([1, 2],) * 300_000, "a tuple of 300,000 parts"),
        (np.zeros((2,) * 21), "an array of 2,097,152 numbers"),
        ("x" * 10**7, "a text of 10,000,000 characters"),
        ([[[0] * 1000] * 1000], "a list of 1 parts"),
        (ENDLESS, "a list of 1 parts"),
    ],
)
def test_a_far_larger_result_is_replaced_by_words(value, words):
    assert repr(fitting(Outcome(value=value), Outcome(value=1.0)).value) == words


@pytest.mark.parametrize("value", [1.0, [1, (2, 3)], np.zeros(9999), {"a": [1] * 9000}, None])
def test_others_stay(value):
    outcome = Outcome(value=value)
    assert fitting(outcome, Outcome(value=1.0)) is outcome


def test_a_large_result_that_is_expected_stays():
    outcome = Outcome(value=np.zeros(100_000))
    assert fitting(outcome, Outcome(value=np.zeros(100_000))) is outcome
