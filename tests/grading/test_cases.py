"""The cases of a run: the seed's, and a teacher's own."""

import numpy as np
import pytest

from helpers.grading.cases import draw_cases
from helpers.grading.sandbox import Sandbox
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
