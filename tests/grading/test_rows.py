"""Which of a student's notebooks counts."""

import csv
import io
import os
import zipfile

import pytest

from tests.course import EXERCISES, key_functions
from tests.grading.hostile import notebook, packed
from tests.grading.small import FULL, LESSON, MOST, hand_in, run

OTHER, THIRD = [lesson for lesson in EXERCISES if lesson != LESSON][:2]
ALL_BUT_ONE = {f"Ada/{lesson}.ipynb": packed(notebook(lesson)) for lesson in (LESSON, THIRD)}
COURSE = ALL_BUT_ONE | {f"Ada/{OTHER}.ipynb": packed(notebook(OTHER, key_functions(OTHER)))}


def rows_of(folder, *options):
    run(folder, *options)
    with (folder / "out/grades.csv").open(encoding="utf-8-sig", newline="") as table:
        return [(row["student"], row["lesson"], row["status"]) for row in csv.DictReader(table)]


def test_two_lessons_of_one_student_are_two_rows(folder):
    hand_in(folder, COURSE | {"Ada/01_neuron.ipynb": FULL})
    assert rows_of(folder) == [("Ada", LESSON, "graded"), ("Ada", OTHER, "graded")]


def test_of_a_whole_course_the_untouched_lessons_are_no_rows_unless_asked_for(folder):
    hand_in(folder, COURSE)
    assert rows_of(folder) == [("Ada", OTHER, "graded")]
    asked = rows_of(folder, "--lessons", "01", OTHER)
    assert asked == [("Ada", LESSON, "not started"), ("Ada", OTHER, "graded")]


@pytest.mark.parametrize("in_a_zip", [True, False])
def test_the_courses_own_notebooks_with_answers_are_nobodys_work(folder, in_a_zip):
    blank = packed(notebook(LESSON))
    parts = {"notebooks/01_neuron.ipynb": blank}
    parts |= {f"tests/grading/cases/{name}/in/Ada.ipynb": FULL for name in ("01-one", "13-more")}
    if in_a_zip:
        packed_up = io.BytesIO()
        with zipfile.ZipFile(packed_up, "w") as file:
            for name, content in parts.items():
                file.writestr(f"course-main/{name}", content)
        hand_in(folder, {"Bo/course.zip": packed_up.getvalue(), "Cy/01_neuron.ipynb": FULL})
    else:
        hand_in(folder, {f"Bo/{name}": content for name, content in parts.items()})
        hand_in(folder, {"Cy/01_neuron.ipynb": FULL})
    assert rows_of(folder) == [("Bo", LESSON, "not started"), ("Cy", LESSON, "graded")]


def test_everybody_has_a_row(folder):
    hand_in(folder, ALL_BUT_ONE | {"Bo/01_neuron.ipynb": FULL})
    assert rows_of(folder) == [("Ada", LESSON, "not started"), ("Bo", LESSON, "graded")]
    assert rows_of(folder, "--lessons", "02") == [
        ("Ada", "", "no notebook of 02_network"),
        ("Bo", "", "no notebook of 02_network"),
    ]


def test_a_lesson_that_there_is_not_is_refused(folder, capsys):
    hand_in(folder, {"a.ipynb": FULL})
    with pytest.raises(SystemExit):
        run(folder, "--lessons", "77")
    assert "got 77" in capsys.readouterr().err


@pytest.mark.parametrize("blank_is_newer", [True, False])
def test_a_blank_notebook_never_replaces_one_with_answers(folder, blank_is_newer):
    hand_in(folder, {"Ada/mine.ipynb": FULL, "Ada/01_neuron.ipynb": packed(notebook(LESSON))})
    os.utime(folder / "in/Ada/01_neuron.ipynb", (2e9 * blank_is_newer, 2e9 * blank_is_newer))
    (row,) = run(folder)[1].values()
    assert (row["file"], row["status"], row["points"]) == ("Ada/mine.ipynb", "graded", str(MOST))
