"""What is true of all of an answer's numbers, and what goes for every exercise."""

import copy

import numpy as np
import pytest

from helpers.exercises.exercise import Exercise
from helpers.exercises.facts import find_fact
from helpers.exercises.judge import judge
from helpers.exercises.outcome import call

TABLES = [np.array([[1.5, -2.0], [0.25, 4.0], [3.0, 7.5]]), np.array([[0.3, 0.7, -0.1], [5, 6, 8]])]
PAIRS = [(1.5, np.array([2.0, 3.0])), (-2.5, np.array([0.5, 7.0, 1.0])), (4.0, np.array([9.0]))]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda a: -a, "Every number has the wrong sign."),
        (lambda a: 2 * a, "Every number is twice what it should be."),
        (lambda a: 0.3 * a, "Every number is 0.3 times what it should be."),
        (lambda a: a + 1, "Every number is too large, by 1."),
        (lambda a: a.T, "Rows and columns are swapped: yours is the transpose."),
        (lambda a: a[0], "Only the first entry has come back"),
        (lambda a: a.sum(axis=0), "Yours is the sum over the rows of what is asked for."),
        (lambda a: a.ravel(), "The numbers are right, the shape is not"),
        (lambda a: a[::-1], "The numbers are right, in the opposite order."),
        (lambda a: a.round(0), "Every number has been rounded to a whole one."),
        (lambda a: a * len(a), "Every number is the number of rows of X times what it should be."),
        (lambda a: a / len(a), "Every number is divided by the number of rows of X"),
        (lambda a: np.where(np.arange(len(a))[:, None] == 0, a, 9), "Only the first row is right."),
        (lambda a: 1 / a, "Every number is 1 divided by what it should be."),
        (lambda a: "3", "It returns text"),
        (lambda a: abs, "It returns a function"),
    ],
)
def test_what_all_numbers_have_in_common_is_said(change, says):
    arguments = [{"X": np.ones((len(table), 1))} for table in TABLES]
    given = [change(table) for table in TABLES]
    assert find_fact(arguments, TABLES, given, 1e-9).startswith(says)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            lambda a, b: (b, a),
            "The results are right, but in another order: yours are results 2, 1.",
        ),
        (lambda a, b: a, "It returns result 1 alone; 2 results are asked for."),
        (
            lambda a, b: (a, -b),
            "Result 1 is right, and result 2 is not. Every number has the wrong",
        ),
        (lambda a, b: (2 * a, 2 * b), "Every number is twice what it should be."),
        (lambda a, b: (a, b, b), "It returns 3 results, and 2 are asked for."),
    ],
)
def test_what_is_true_of_several_results_is_said(change, says):
    arguments = [{"x": 1.0}] * len(PAIRS)
    assert find_fact(arguments, PAIRS, [change(*pair) for pair in PAIRS], 1e-9).startswith(says)


def test_numbers_without_anything_in_common_have_no_fact():
    arguments = [{"X": table} for table in TABLES]
    rng = np.random.default_rng(0)
    assert find_fact(arguments, TABLES, [rng.normal(size=t.shape) for t in TABLES], 1e-9) == ""


def scale(X, factor):
    """Return X times a factor."""
    scaled = X * factor
    return scaled


SCALE = Exercise(
    answer=scale,
    cases=lambda rng: [(rng.normal(size=3), f) for f in (2.0, 3.0, 0.5)],
    hint="multiply",
)
NOTEBOOK = np.ones(3)


def verdict(function):
    cases = SCALE.cases(np.random.default_rng(1))
    return judge(SCALE, cases, [call(function, copy.deepcopy(case)) for case in cases])


def prints(X, factor):
    print(X * factor)


def forgets(X, factor):
    X * factor


def changes(X, factor):
    X *= factor
    return X


def reads_the_notebook(X, factor):
    return NOTEBOOK * factor + NOTEBOOK


def leaves_an_argument(X, factor):
    return X * 7 + 1


def draws(X, factor):
    return np.random.default_rng(3).normal(size=3)


@pytest.mark.parametrize(
    ("function", "name", "says"),
    [
        (prints, "prints_instead_of_returning", "prints its result and returns nothing"),
        (forgets, "returns_nothing", "returns nothing: hand the result back with return"),
        (changes, "changes_argument", "The results are right, but your function changes X"),
        (
            reads_the_notebook,
            "name_of_the_notebook",
            "never uses its argument X, and takes NOTEBOOK",
        ),
        (leaves_an_argument, "argument_not_used", "never uses its argument factor."),
        (draws, "draws_random_numbers", "draws random numbers of its own"),
    ],
)
def test_what_goes_for_all_exercises_is_named(function, name, says):
    given = verdict(function)
    assert not given.correct
    assert given.mistake == name
    assert says in given.message


def test_a_slip_has_a_name_for_the_teacher_and_words_for_the_learner():
    given = verdict(lambda X, factor: X / factor)
    assert given.mistake == "stands_where_belongs"
    assert "Your numbers are those of X / factor: / stands where * belongs." in given.message


@pytest.mark.parametrize(
    "function",
    [
        lambda X, factor: (X * factor).tolist(),
        lambda X, factor: tuple(X * factor),
        lambda X, factor: np.float32(X) * np.float32(factor),
        lambda X, factor: [value * factor for value in X],
    ],
)
def test_right_numbers_in_another_form_are_right(function):
    assert verdict(function).correct
