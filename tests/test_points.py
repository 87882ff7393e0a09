"""The points of all lessons: kept beside the notebooks, read again, and never in anybody's way."""

import json
import os
import subprocess
import sys

import nbformat
import pytest

from helpers import points
from helpers.check import check, progress
from helpers.lessons import LESSONS, all_exercises
from tests.course import ROOT, build, exercise_cells, key_functions

FULL = {name: exercise.points for name, exercise in all_exercises().items()}


@pytest.fixture(autouse=True)
def session(monkeypatch):
    monkeypatch.setattr("helpers.check._right", {})


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Where the points go, as beside a notebook."""
    monkeypatch.delenv(points.SETTING)
    monkeypatch.chdir(tmp_path)
    return tmp_path / points.FILE


def sigmoid_right(z):
    return 1 / (1 + 2.718281828459045**-z)


def answer(name, function):
    function.__name__ = name
    return check(function)


def test_a_check_keeps_its_points_and_another_day_they_are_read(file, monkeypatch):
    assert repr(progress()) == "No exercise of the course has been checked yet."
    assert not file.exists()
    answer("sigmoid", sigmoid_right)
    answer("mean_squared_error", lambda y, y_hat: 0)
    monkeypatch.setattr("helpers.check._right", {})  # another kernel
    told = repr(progress())
    assert told.splitlines()[0] == "Neural networks from scratch: your points so far."
    assert "○ 01_neuron: 2 of 9 points" in told
    assert f"Together 2 of {sum(FULL.values())} points." in told
    assert json.loads(file.read_text())["points"] == {"mean_squared_error": 0, "sigmoid": 2}
    assert os.listdir(file.parent) == [file.name]


def test_a_lesson_counts_what_was_solved_before_the_kernel_was_started_anew(file, monkeypatch):
    answer("sigmoid", sigmoid_right)
    answer("neuron", lambda x, w, b: 0)
    monkeypatch.setattr("helpers.check._right", {})
    assert repr(progress("01_neuron")).splitlines() == [
        "✓ sigmoid: 2 of 2 points, when it was last checked",
        "✗ neuron: 0 of 2 points, when it was last checked",
        "○ and_weights: not started yet, 2 points",
        "○ boundary: not started yet, 3 points",
        "Together 2 of 9 points.",
    ]
    answer("sigmoid", lambda z: z)
    told = repr(progress("01_neuron")).splitlines()
    assert (told[0], told[-1]) == ("✗ sigmoid: 0 of 2 points", "Together 0 of 9 points.")


def test_the_last_check_counts(file):
    answer("sigmoid", sigmoid_right)
    answer("sigmoid", lambda z: z)
    assert json.loads(file.read_text())["points"] == {"sigmoid": 0}


def test_all_points_are_a_certificate_with_its_day(file):
    assert points.write_points(FULL) == ""
    lines = repr(progress()).splitlines()
    assert lines[0].startswith("Neural networks from scratch: all exercises solved. ")
    assert [line[0] for line in lines[1:-1]] == ["✓"] * len(LESSONS)
    assert 'role="status"' in progress()._repr_html_()


def test_nobody_gets_more_points_than_there_are_and_unknown_names_are_kept(file):
    file.write_text(json.dumps({"points": {"sigmoid": 99, "of_a_later_course": 3}}))
    assert "○ 01_neuron: 2 of 9 points" in repr(progress())
    answer("sigmoid", sigmoid_right)
    assert json.loads(file.read_text())["points"] == {"of_a_later_course": 3, "sigmoid": 2}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"points": [1]}', '{"points": {"a": "b"}}']
)
def test_a_damaged_file_is_told_and_left_as_it_is(file, text):
    file.write_text(text)
    feedback = answer("sigmoid", sigmoid_right)
    assert feedback.mark == "✓"
    assert "my_progress.json holds no points that can be read, and is left" in feedback.text
    assert "python3 start.py progress" in repr(progress())
    assert "python3 start.py progress" in repr(progress("01_neuron"))
    assert "○ 01_neuron: 2 of 9 points" in repr(progress())  # of this session
    assert file.read_text() == text


def test_a_place_where_nothing_can_be_written_or_read_is_told(file):
    file.mkdir()
    feedback = answer("sigmoid", sigmoid_right)
    assert (feedback.mark, feedback.title) == ("✓", "sigmoid: correct.")
    assert "Your points in my_progress.json can't be read: " in feedback.text
    assert points.write_points({"sigmoid": 2}).startswith("Your points could not be kept in")
    assert os.listdir(file.parent) == [file.name]


def test_the_course_has_no_file_of_this_name_and_ignores_it():
    assert not list((ROOT / "notebooks").glob(f"sources/{points.FILE}"))
    command = ["git", "check-ignore", f"notebooks/{points.FILE}", f"notebooks/{points.FILE}.77"]
    ignored = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if ignored.returncode == 128:
        pytest.skip("no git here")
    assert len(ignored.stdout.split()) == 2


def test_points_are_made_anew_from_the_saved_notebooks(file):
    answers = key_functions("01_neuron")
    notebook = build.read_source(ROOT / "notebooks" / "sources" / "01_neuron.md")
    cells = exercise_cells(notebook)
    cells["sigmoid"].source = answers["sigmoid"]
    cells["neuron"].source = "def neuron(x, w, b):\n    return 0"
    nbformat.write(notebook, file.with_name("01_neuron.ipynb"))
    file.with_name("02_network.ipynb").write_text("no notebook")
    file.write_text(json.dumps({"points": {"and_weights": 2, "network": 3}}))
    command = [sys.executable, "-P", "-m", "helpers.grading.own"]
    environment = {k: v for k, v in os.environ.items() if k != points.SETTING}
    done = subprocess.run(command, cwd=file.parent, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "○ 01_neuron: 2 of 9 points" in done.stdout
    assert "02_network.ipynb could not be read (not a notebook" in done.stdout
    assert "03_feedforward.ipynb could not be read (No such file" in done.stdout
    kept = json.loads(file.read_text())["points"]
    assert kept == {"network": 3, "neuron": 0, "sigmoid": 2}
