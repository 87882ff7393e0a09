"""Which of a student's notebooks counts."""

import csv
import os

import pytest

from tests.course import EXERCISES
from tests.grading.hostile import notebook, packed
from tests.grading.small import FULL, LESSON, MOST, hand_in, run


def test_two_lessons_of_one_student_are_two_rows(folder):
    other = next(lesson for lesson in EXERCISES if lesson != LESSON)
    hand_in(folder, {"Ada/a.ipynb": FULL, "Ada/b.ipynb": packed(notebook(other))})
    run(folder)
    with (folder / "out/grades.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["lesson"] for row in csv.DictReader(table)] == [LESSON, other]


@pytest.mark.parametrize("blank_is_newer", [True, False])
def test_a_blank_notebook_never_replaces_one_with_answers(folder, blank_is_newer):
    hand_in(folder, {"Ada/mine.ipynb": FULL, "Ada/01_neuron.ipynb": packed(notebook(LESSON))})
    os.utime(folder / "in/Ada/01_neuron.ipynb", (2e9 * blank_is_newer, 2e9 * blank_is_newer))
    (row,) = run(folder)[1].values()
    assert (row["file"], row["status"], row["points"]) == ("Ada/mine.ipynb", "graded", str(MOST))
