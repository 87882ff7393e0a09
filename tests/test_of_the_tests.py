"""The notebooks' tests can fail: each kind of damage to a cell is noticed, and nothing else is."""

import base64
import copy
import io
import re
import subprocess
import sys

import nbformat
import pytest
from PIL import Image, ImageOps

from tests.course import ROOT, code_cells, read_notebook
from tests.planted_faults import read_faults, stale

NEEDED = ("import math", "def squash", "def sigmoid")
NUMBERS, QUESTION, VIEW = "class Neuron", "Predict(", "NeuronView("


def wrong_stored_number(cell):
    output = cell.outputs[0]
    assert "0.9990889488055994" in output.text
    output.text = output.text.replace("0.9990889488055994", "0.9990889488055995")


def raising_cell(cell):
    cell.source += "\nraise RuntimeError"


def stale_output(cell):
    cell.source = "None"


def output_never_stored(cell):
    cell.outputs = []


def stale_words(cell):
    cell.outputs[0].data["text/plain"] = "z = 8"


def stale_words_for_who_cannot_see(cell):
    cell.outputs[0].metadata["image/png"]["alt"] = "z = 8"


def stale_picture(cell):
    drawn = Image.open(io.BytesIO(base64.b64decode(cell.outputs[0].data["image/png"])))
    file = io.BytesIO()
    ImageOps.mirror(drawn).save(file, "png")
    cell.outputs[0].data["image/png"] = base64.b64encode(file.getvalue()).decode()


def picture_never_stored(cell):
    del cell.outputs[0].data["image/png"]


# What is done to a copy of a cell; None: nothing, and the copy passes.
DAMAGES = [
    *[(NUMBERS, None), (QUESTION, None), (VIEW, None)],
    *[(NUMBERS, wrong_stored_number), (NUMBERS, raising_cell)],
    *[(NUMBERS, stale_output), (NUMBERS, output_never_stored)],
    *[(QUESTION, stale_words), (VIEW, stale_words), (VIEW, stale_words_for_who_cannot_see)],
    *[(VIEW, stale_picture), (VIEW, picture_never_stored)],
]


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    """Run damaged cells with the course's own settings; return the numbers of those that fail."""
    lesson = read_notebook("01_neuron")
    cells = [c for c in code_cells(lesson) if any(part in c.source for part in NEEDED)]
    assert len(cells) == len(NEEDED)
    for number, (part, damage) in enumerate(DAMAGES):
        cells.append(copy.deepcopy(next(c for c in code_cells(lesson) if part in c.source)))
        cells[-1].id = f"copy{number}"
        if damage:
            damage(cells[-1])
    lesson.cells = cells
    file = tmp_path_factory.mktemp("damaged") / "lesson.ipynb"
    nbformat.write(lesson, file)
    command = [sys.executable, "-m", "pytest", str(file), "-q", "-p", "no:cacheprovider", "-rfp"]
    command += ["-p", "conftest", "-n", "0", "--override-ini", "testpaths="]
    command += ["-c", str(ROOT / "pyproject.toml")]
    report = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300).stdout
    outcomes = re.findall(r"^(FAILED|PASSED) .*::Cell (\d+)", report, re.M)
    assert len(outcomes) == len(cells), report
    return {int(cell) - len(NEEDED) for outcome, cell in outcomes if outcome == "FAILED"}


NAMES = [damage.__name__ if damage else f"undamaged {part}" for part, damage in DAMAGES]


@pytest.mark.parametrize("number", range(len(DAMAGES)), ids=NAMES)
def test_a_damaged_cell_fails_and_no_other(failed, number):
    assert (number in failed) == (DAMAGES[number][1] is not None)


def test_every_planted_fault_still_has_its_place():
    assert [fault["does"] for fault in read_faults([]) if stale(fault)] == []
