"""Judging one notebook: the key, and what a page says of an answer that can't be run."""

import pytest

from helpers.exercises.status import Status
from helpers.grading.cases import draw_cases
from helpers.grading.marks import mark_notebook
from helpers.grading.notebook_code import read_code
from tests.course import EXERCISES, key_functions
from tests.grading.hostile import LESSONS as WRITTEN
from tests.grading.hostile import notebook, packed
from tests.grading.small import JAIL, KEY, cells, hand_in, run


@pytest.mark.parametrize("lesson", WRITTEN)
def test_the_key_scores_full_marks_for_five_seeds(lesson):
    code = read_code(packed(notebook(lesson, key_functions(lesson))))
    assert code.lessons == [lesson]
    for seed in range(5):
        marks = mark_notebook(code, lesson, draw_cases(seed), JAIL)
        assert {n: (m.status, m.points) for n, m in marks.items()} == {
            e.name: (Status.RIGHT, e.points) for e in EXERCISES[lesson]
        }


def test_an_answer_that_is_no_python_gets_no_points_and_the_reason(folder):
    hand_in(folder, {"a.ipynb": cells(KEY["neuron"], "def sigmoid(z)\n    return 1")})
    assert run(folder)[1]["a"]["sigmoid"] == "0"
    page = (folder / "out/feedback/a.md").read_text(encoding="utf-8")
    assert "It can't be run: Python says expected ':' in its line 1." in page


def test_an_answer_that_needs_a_line_which_is_left_out_is_told_so(folder):
    answer = "def boundary(w, b, x1):\n    return found[0] + 5"
    filled = "found = []\nfor i in range(3):\n    found.append(i)"
    hand_in(folder, {"a.ipynb": cells(filled, answer)})
    run(folder)
    page = (folder / "out/feedback/a.md").read_text(encoding="utf-8")
    assert "It uses found: outside of functions, grading keeps imports and plain values" in page
