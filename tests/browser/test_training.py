"""Lesson 06's training in the real JupyterLab: play, pause, one step, reset, and how it ends."""

import re
import tempfile
from pathlib import Path

import nbformat
import pytest

from tests.browser.conftest import ROOT
from tests.browser.lab import LabPage
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
    start = training.picture(), training.words()

    training.button("Play").press("Space")
    first = training.wait_for_change(start)
    training.wait_for_change(first)

    training.button("Pause").press("Space")
    stopped = training.wait_until_still()
    training.page.wait_for_timeout(500)
    assert (training.picture(), training.words()) == stopped
    assert epoch(training) > 10

    before = epoch(training)
    training.button("One step").press("Space")
    training.wait_for_change(stopped)
    assert epoch(training) == before + 1

    training.button("Reset").press("Space")
    training.wait_for_words(start[1].splitlines()[0])
    assert training.wait_until_still() == start


def run_cell(lesson, text):
    lesson.cell(text).locator(".cm-content").click()
    lesson.page.keyboard.press("Shift+Enter")


def wait_for_tasks(lesson, expected):
    """Ask the kernel which views have a running task until the answer is as expected."""
    answer = lesson.cell("print").locator(".jp-OutputArea-output").get_by_text(expected)
    for _ in range(20):
        run_cell(lesson, "print")
        lesson.page.wait_for_timeout(500)
        if answer.count():
            return
    raise AssertionError(f"not {expected} within 10 s")


def test_a_cell_run_again_and_a_closed_page_leave_no_task(open_lesson, chromium, lab_url, scratch):
    lesson = open_lesson(scratch)
    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[True]")
    run_cell(lesson, "views.append")
    wait_for_tasks(lesson, "[False, False]")

    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[False, True]")
    lesson.page.wait_for_timeout(6000)  # the page answers that it is there
    wait_for_tasks(lesson, "[False, True]")
    lesson.menu("Edit", "Clear Outputs of All Cells")
    wait_for_tasks(lesson, "[False, False]")

    run_cell(lesson, "views.append")
    lesson.page.wait_for_timeout(1000)
    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[False, False, True]")
    lesson.page.close()
    # The kernel lives on, and the next page that opens the notebook speaks to the same one.
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    again = LabPage(page, lab_url, scratch)
    page.locator(".jp-StatusBar-Widget").get_by_text("| Idle").wait_for()
    wait_for_tasks(again, "[False, False, False]")
    page.close()
