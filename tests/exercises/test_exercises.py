"""The judgement of answers: right ones pass, and each known mistake is caught and named."""

import ast
import copy
import functools
import inspect
import re

import numpy as np
import pytest

from helpers.exercises.compare import difference
from helpers.exercises.exercise import Exercise
from helpers.exercises.judge import judge
from helpers.exercises.outcome import call
from helpers.exercises.show import show
from helpers.lessons import find_exercise
from tests.course import EXERCISES, key_path, load_module

ALL = [(lesson, exercise) for lesson, exercises in EXERCISES.items() for exercise in exercises]
each_exercise = pytest.mark.parametrize(
    ("lesson", "exercise"), ALL, ids=[f"{lesson}-{exercise.name}" for lesson, exercise in ALL]
)
SEEDS = range(5)


@functools.cache
def cases_of(name, seed):
    return find_exercise(name).cases(np.random.default_rng(seed))


def verdict(exercise, function, seed):
    cases = cases_of(exercise.name, seed)
    return judge(exercise, cases, [call(function, copy.deepcopy(case)) for case in cases])


@each_exercise
def test_the_key_is_right_for_every_seed(lesson, exercise):
    key = getattr(load_module(key_path(lesson)), exercise.name)
    assert [verdict(exercise, key, seed).correct for seed in SEEDS] == [True] * len(SEEDS)


@each_exercise
def test_the_key_is_written_in_other_words_than_the_reference(lesson, exercise):
    def code(function):
        body = ast.parse(inspect.getsource(function)).body[0].body
        return [ast.unparse(part) for part in body if not isinstance(part, ast.Expr)]

    key = getattr(load_module(key_path(lesson)), exercise.name)
    assert code(key) != code(exercise.answer)


@each_exercise
def test_every_known_mistake_is_wrong_and_named_for_every_seed(lesson, exercise):
    assert len(exercise.mistakes) >= 3
    sentences = {mistake.name: mistake.sentence for mistake in exercise.mistakes}
    for seed in SEEDS:
        for mistake in exercise.mistakes:
            given = verdict(exercise, mistake.function, seed)
            assert not given.correct
            assert given.message.startswith(mistake.sentence)
            assert given.mistake == mistake.name or mistake.sentence == sentences[given.mistake]


@each_exercise
def test_mistakes_have_names_that_a_teacher_can_read(lesson, exercise):
    names = [mistake.name for mistake in exercise.mistakes]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z0-9_]{5,45}", name) and name[0] != "_" for name in names)


def test_a_mistake_of_the_same_name_is_refused():
    exercise = Exercise(answer=min, cases=None, hint="")

    @exercise.mistake("You took the other one.")
    def other_one(a, b):
        return max(a, b)

    with pytest.raises(ValueError, match="min has a mistake other_one already"):
        exercise.mistake("Again.")(other_one)
    assert [mistake.name for mistake in exercise.mistakes] == ["other_one"]


@each_exercise
def test_cases_depend_on_nothing_but_the_seed(lesson, exercise):
    first, again = (exercise.cases(np.random.default_rng(7)) for _ in range(2))
    assert [exercise.write_call(case) for case in first] == [
        exercise.write_call(case) for case in again
    ]


def test_exercise_names_are_unique_in_the_course():
    names = [exercise.name for _, exercise in ALL]
    assert len(names) == len(set(names))


def test_an_unknown_name_is_answered_with_a_similar_one():
    with pytest.raises(ValueError, match=r"no exercise named sigmoit; did you mean sigmoid\?"):
        find_exercise("sigmoit")
    with pytest.raises(ValueError, match=r"no exercise named <lambda>$"):
        find_exercise("<lambda>")


@pytest.mark.parametrize(
    ("expected", "given"),
    [
        (1.0, 1),
        (1.0, np.float32(1)),
        ([1.0, 2.0], (1, 2)),
        (np.ones((2, 2)), [[1, 1], [1, 1]]),
        (np.nan, np.nan),
        ((1.0, np.zeros(2)), [1, [0, 0]]),
        (0.1, 0.1 + 1e-12),
    ],
)
def test_the_same_data_in_another_form_is_right(expected, given):
    assert difference(expected, given, 1e-9) == ""


class EqualToEverything:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


class CleverFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


@pytest.mark.parametrize(
    ("expected", "given", "says"),
    [
        (1.0, 1.1, "1 is expected, yours is 1.1"),
        (1.0, [1.0], r"one number is expected, 1, yours is \[1\]"),
        (1.0, (1.0,), r"one number is expected, 1, yours is \(1,\)"),
        (0.7382234, 0.7382231, "0.7382234 is expected, yours is 0.7382231"),
        (np.zeros((3, 3)), np.eye(3), r"at \[0, 0\] 0 is expected, yours is 1, and 2 more differ"),
        (np.ones(2), np.ones((2, 1)), r"shape \(2,\) is expected"),
        (1.0, "1.0", "no number"),
        (1.0, True, "no number"),
        (1.0, np.nan, "yours is nan"),
        (np.nan, 1.0, "nan is expected"),
        (1.0, EqualToEverything(), "no number"),
        (1.0, CleverFloat(3), "no number"),
        (np.ones(2), [[1], [1, 2]], "no number"),
        ((1.0, 2.0), 1.0, "2 results are expected, yours is one number, 1"),
        ((1.0, 2.0), [1.0], r"2 results are expected, yours is a list of 1, \[1\]"),
        ((1.0, 2.0), np.ones(3), r"2 results are expected, yours is one array, \[1, 1, 1\]"),
        (np.ones(2), 2.0, r"yours is one number, 2"),
        (np.ones(2), (v for v in (1, 1)), r"yours is an iterator: list\(…\) makes a list of it"),
        (np.ones(2), np.array([True, False]), r"no number; .astype\(int\)"),
        (np.full(2, 0.5), np.array([True, False]), "no number$"),
        ((1.0, 2.0), (1.0, 3.0), "result 2: 2 is expected"),
    ],
)
def test_other_data_is_wrong_and_the_difference_is_named(expected, given, says):
    assert re.search(says, difference(expected, given, 1e-9))


def test_a_negative_zero_is_shown_as_zero():
    assert show(np.array([-0.0, 1])) == "[0, 1]"
    assert show([-0.0, -1.5]) == "[0, -1.5]"
    assert show(-0.0) == show(np.float32(-0.0)) == "0"


def test_an_answer_that_raises_is_an_outcome():
    outcome = call(lambda: 1 / 0, ())
    assert (outcome.error, outcome.message) == ("ZeroDivisionError", "division by zero")
    assert call(lambda: exit(3), ()).error == "SystemExit"
