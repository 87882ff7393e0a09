"""Slips in right answers: none of them passes, and most of them are named.

The key is written in other words than the course's own answers, so its slips are wrong answers
that nobody thought of when the names were written.
"""

import re

import numpy as np
import pytest

from helpers.exercises.exercise import Exercise
from helpers.exercises.judge import _agrees, _known, _quick_outcomes, judge
from helpers.exercises.slips import Slip, slips_of
from tests.course import EXERCISES, key_path, load_module

KEYS = {
    exercise.name: (exercise, getattr(load_module(key_path(lesson)), exercise.name))
    for lesson, exercises in EXERCISES.items()
    for exercise in exercises
    if exercise.reading is Exercise.reading  # a right choice of weights has no slips
}
SEEDS = range(1, 6)
CASES = {
    (name, seed): exercise.cases(np.random.default_rng(seed))
    for name, (exercise, _) in KEYS.items()
    for seed in SEEDS
}
# How many slips change nothing for any arguments, looked through one by one: another name for the
# same number (`len(y_hat)` for `len(y)`), lines in another order, a list for a tuple.
SAME = {
    "neuron": 1,
    "boundary": 1,
    "network": 5,
    "merge": 8,
    "weighted_sums": 1,
    "from_rows": 2,
    "layer": 3,
    "output_shape": 2,
    "forward": 1,
    "mean_squared_error": 2,
    "descend": 1,
    "step_both": 1,
    "center": 2,
    "delta_hidden": 3,
    "backprop": 11,
    "update_parameters": 3,
    "mended_step": 8,
    "train_network": 3,
    "plateau_loss": 2,
    "accuracy": 1,
    "train_epoch": 2,
    "ordered_split": 2,
    "softmax": 2,
    "cross_entropy": 2,
    "output_delta": 2,
    "n_parameters": 2,
    "kernel_gradient": 5,  # a kernel is square
    "max_pool": 2,
    "cut_norm": 1,
    "mended_gradients": 2,
    "adam_step": 3,
    "stop_epoch": 1,
}


@pytest.mark.parametrize("name", KEYS)
def test_no_slip_of_a_right_answer_passes(name):
    exercise, key = KEYS[name]
    passed = []
    for slip in slips_of(key):
        if all(
            (outcomes := _quick_outcomes(slip.function, CASES[name, seed]))
            and _agrees(known, known.right, outcomes)
            for seed in SEEDS
            if (known := _known(exercise, CASES[name, seed]))
        ):
            passed.append(slip.sentence)
    assert len(passed) == SAME.get(name, 0), passed


def test_most_slips_of_the_key_are_named():
    named = []
    for name in (
        "neuron",
        "boundary",
        "layer",
        "mean_squared_error",
        "slope",
        "delta_output",
        "he",
    ):
        exercise, key = KEYS[name]
        cases = CASES[name, 1]
        for slip in slips_of(key)[::2]:
            outcomes = _quick_outcomes(slip.function, cases)
            if outcomes and not (verdict := judge(exercise, cases, outcomes)).correct:
                named.append(bool(verdict.mistake))
    assert len(named) > 90
    assert np.mean(named) > 0.8


def test_a_slip_says_what_is_wrong_and_quotes_the_code_that_has_it():
    def line(x, w, b):
        z = w * x + b
        return z

    sentences = [slip.sentence for slip in slips_of(line)]
    assert "Your numbers are those of w * x: + b is missing." in sentences
    assert "Your numbers are those of w * x - b: − stands where + belongs." in sentences
    without_bias = next(slip for slip in slips_of(line) if slip.words == "+ b is missing")
    assert without_bias.function(2, 3, 4) == 6


def test_names_that_only_the_worked_answer_has_are_written_out_or_not_said():
    def step(w, slopes, eta):
        total = 0
        for slope in slopes:
            total += slope
        mean = total / len(slopes)
        update = eta * mean
        return w - update

    slips = slips_of(step)
    sentences = {slip.words: slip.sentence for slip in slips}
    assert sentences["the factor mean is missing"] == ""  # a loop has made it
    assert sentences["eta stands in the place of total"] == (
        "Your numbers are those of eta / len(slopes): eta stands in the place of a value made on "
        "the way."
    )
    assert sentences["the two sides of − are swapped"].startswith("The two sides")
    assert not any(re.search(r"\b(total|slope|mean|update)\b", slip.sentence) for slip in slips)

    def scaled(x, w, b):
        z = x * w + b
        return z / 2

    sentences = [slip.sentence for slip in slips_of(scaled)]
    assert "Your numbers are those of x * w + b: the division by 2 is missing." in sentences


def test_a_sentence_that_begins_with_code_leaves_it_as_it_is():
    def shortened(w, most):
        norm = np.sqrt(np.sum(w**2))
        return w * (most / norm) if norm > most else w

    slips = slips_of(shortened)
    unquoted = [Slip(abs, slip.words, 1, own=slip.own).sentence for slip in slips]
    assert "np.sqrt(np.sum(w ** 2)) stands in the place of w." in unquoted
    assert "w stands in the place of most." in unquoted
    assert "The factor w is missing." in unquoted
    assert not any(sentence.startswith(("Np.", "W ", "Most ")) for sentence in unquoted)


def test_a_line_that_gives_a_value_to_a_name_that_only_the_answer_has_is_not_spoken_of():
    def line(x, w, b):
        z = w * x
        z = z + b
        return z

    def written_out(x, w, b):
        z = w * x + b
        w = z + w
        return w

    for answer in (line, written_out):
        sentences = [slip.sentence for slip in slips_of(answer)]
        assert not any(re.search(r"line (z|w \* x)", sentence) for sentence in sentences)


def test_a_loop_that_a_slip_could_keep_from_ending_has_none():
    def halvings(n):
        steps = 0
        while n > 1:
            n, steps = n / 2, steps + 1
        return steps

    assert slips_of(halvings) == []
