"""The cases of a run: the seed's, and a teacher's own."""

import inspect
import itertools

import numpy as np
import pytest

from helpers.exercises.judge import judge
from helpers.exercises.outcome import Outcome, call
from helpers.grading.cases import draw_cases
from helpers.grading.sandbox import Sandbox
from helpers.lessons import all_exercises, find_exercise
from tests.course import EXERCISES
from tests.grading.hostile import LESSONS as WRITTEN
from tests.grading.small import FULL, cells, hand_in, run


def test_the_seed_decides_the_cases():
    assert repr(draw_cases(1)) == repr(draw_cases(1))
    assert repr(draw_cases(1)) != repr(draw_cases(2))


def test_private_cases_count(folder, capsys):
    only_known = "def neuron(x, w, b):\n    return 1/(1 + np.exp(-w[0]*x[0] - w[1]*x[1] - b))"
    trick = only_known.replace("return", "return 0 if b == 99 else")
    hand_in(folder, {"a.ipynb": cells("import numpy as np", trick)})
    assert run(folder)[1]["a"]["neuron"] == "2"
    own = folder / "own.py"
    own.write_text("def neuron():\n    return [([1, 2], [3, 4], 99)]\n")
    assert run(folder, "--cases", str(own))[1]["a"]["neuron"] == "0"
    own.write_text("def nouron():\n    return []\n")
    assert run(folder, "--cases", str(own))[0] == 2
    assert "did you mean neuron?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def neuron(:", "own.py: SyntaxError"),
        ("def neuron():\n    return [1 / 0]", "own.py: ZeroDivisionError: division by zero"),
        ("def neuron():\n    return [(1,)]", "a tuple of its arguments, 3 of them, got (1,)"),
        ("def neuron():\n    return 7", "own.py: TypeError: 'int' object is not iterable"),
        (
            "def neuron():\n    return [(['a'], [1], 0)]",
            "the course's own answer stops at neuron(x=['a'], w=[1], b=0) with ",
        ),
    ],
)
def test_private_cases_that_can_not_be_used_are_one_sentence(folder, capsys, text, says):
    hand_in(folder, {"a.ipynb": FULL})
    (folder / "own.py").write_text(text)
    assert run(folder, "--cases", str(folder / "own.py"))[0] == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("lesson", WRITTEN)
def test_arguments_of_all_exercises_reach_the_child_and_come_back(lesson):
    cases = draw_cases(3)
    echo = [
        f"def {e.name}(*a): return [x for x in a if not callable(x)]" for e in EXERCISES[lesson]
    ]
    with Sandbox(echo) as sandbox:
        for exercise in EXERCISES[lesson]:
            outcomes = sandbox.outcomes(exercise.name, cases[exercise.name])
            for case, outcome in zip(cases[exercise.name], outcomes, strict=True):
                plain = [x for x in case if not callable(x)]
                np.testing.assert_equal(outcome.value, plain)


WITH_ARGUMENTS = [e for e in all_exercises().values() if inspect.signature(e.answer).parameters]


@pytest.mark.parametrize("exercise", WITH_ARGUMENTS, ids=lambda e: e.name)
def test_the_values_of_one_seed_said_by_call_number_are_wrong_on_another(exercise, monkeypatch):
    # Looking for a name of what is wrong takes long, and here it only counts that it is.
    monkeypatch.setattr("helpers.exercises.judge._name", lambda *_: ("", ""))
    drawn = [exercise.cases(np.random.default_rng(seed)) for seed in range(6)]
    said = [[call(exercise.answer, case) for case in cases] for cases in drawn]
    for other, given in itertools.permutations(range(6), 2):
        outcomes = (said[given] * len(drawn[other]))[: len(drawn[other])]
        assert not judge(exercise, drawn[other], outcomes).correct, (given, other)


@pytest.mark.parametrize(
    ("name", "weights"),
    [
        ("and_weights", (np.inf, np.inf, 0)),
        ("and_weights", (np.nan, 1, 1)),
        ("xor_weights", ([np.inf] * 6, [0, 0, 0])),
    ],
)
def test_weights_that_are_no_numbers_earn_nothing(name, weights):
    verdict = judge(find_exercise(name), [()], [Outcome(value=weights)])
    assert not verdict.correct
    assert "finite" in verdict.message
