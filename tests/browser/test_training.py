"""Lesson 06's training in the real JupyterLab: play, pause, one step, reset, and how it ends."""

import re
import tempfile
import time
from pathlib import Path

import nbformat
import pytest

from tests.browser.conftest import ROOT
from tests.course import build

pytestmark = pytest.mark.browser

CELLS = [
    "from helpers.views import TrainingView\nviews = []",
    "views.append(TrainingView())\nviews[-1]",
    "print([bool(view._task) and not view._task.done() for view in views])",
]


@pytest.fixture
def scratch():
    """The name of a notebook that shows a view, and prints which views made so far have a task."""
    cells = [nbformat.v4.new_code_cell(cell) for cell in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=build.METADATA)
    with tempfile.NamedTemporaryFile(
        dir=ROOT / "notebooks", suffix=".ipynb", delete=False, mode="w", encoding="utf-8"
    ) as file:
        nbformat.write(notebook, file)
    path = Path(file.name)
    yield path.stem
    path.unlink()


def epoch(view):
    return int(re.search(r"[Ee]poch ([\d,]+)", view.words())[1].replace(",", ""))


def test_play_moves_the_curve_pause_stops_it_step_is_one_epoch_reset_is_the_start(
    open_lesson, scratch
):
    training = open_lesson(scratch).view(0)
    start = training.look()

    training.button("Play").press("Space")
    first = training.wait_for_change(start)
    training.wait_for_change(first)

    training.button("Pause").press("Space")
    stopped = training.look_when_still()
    training.page.wait_for_timeout(500)
    assert training.look() == stopped
    assert epoch(training) > 10

    before = epoch(training)
    training.button("One step").press("Space")
    training.wait_for_change(stopped)
    assert epoch(training) == before + 1

    training.button("Reset").press("Space")
    training.wait_for_words(start[1].splitlines()[0])
    assert training.look_when_still() == start


def wait_for_tasks(lesson, expected):
    """Ask the kernel which views have a running task until the answer is as expected."""
    answer = lesson.cell("print").locator(".jp-OutputArea-output")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        lesson.run_cell("print")
        if answer.inner_text().strip() == expected:
            return
    raise AssertionError(f"not {expected} within 10 s")


def test_a_cell_run_again_and_a_closed_page_leave_no_task(new_lab, lab, scratch):
    first = new_lab()
    lesson = first.open(scratch)
    lesson.run_all()
    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[True]")
    lesson.run_cell("views.append")
    wait_for_tasks(lesson, "[False, False]")

    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[False, True]")
    lesson.page.wait_for_timeout(6000)  # the page answers that it is there
    wait_for_tasks(lesson, "[False, True]")
    lesson.menu("Edit", "Clear Outputs of All Cells")
    wait_for_tasks(lesson, "[False, False]")

    lesson.run_cell("views.append")
    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[False, False, True]")
    first.page.close()
    # The kernel lives on, and the next page that opens the notebook speaks to the same one.
    wait_for_tasks(lab.open(scratch), "[False, False, False]")
