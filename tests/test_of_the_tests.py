"""The notebooks' tests can fail: each kind of damage to a notebook is noticed by nbval."""

import copy
import subprocess
import sys

import nbformat
import pytest

from tests.course import ROOT, code_cells, read_notebook

PARTS = ("import math", "def squash", "def sigmoid", "Predict(", "class Neuron")


def short_lesson():
    """Return a copy of lesson 01 that consists of a few of its code cells."""
    notebook = copy.deepcopy(read_notebook("01_neuron"))
    notebook.cells = [c for c in code_cells(notebook) if any(part in c.source for part in PARTS)]
    return notebook


def find_cell(notebook, part):
    """Return the cell whose source holds `part`."""
    return next(cell for cell in notebook.cells if part in cell.source)


def wrong_stored_number(notebook):
    output = find_cell(notebook, "class Neuron").outputs[0]
    assert "0.9990889488055994" in output.text
    output.text = output.text.replace("0.9990889488055994", "0.9990889488055995")


def raising_cell(notebook):
    find_cell(notebook, "class Neuron").source += "\nraise RuntimeError"


def stale_output(notebook):
    find_cell(notebook, "class Neuron").source = "None"


def output_never_stored(notebook):
    find_cell(notebook, "class Neuron").outputs = []


def stale_view(notebook):
    find_cell(notebook, "Predict(").outputs[0].data["text/plain"] = "z = 8"


DAMAGES = [wrong_stored_number, raising_cell, stale_output, output_never_stored, stale_view]


@pytest.fixture(scope="module")
def outcome(tmp_path_factory):
    """Run nbval with the course's own settings over damaged copies; text of the report."""
    folder = tmp_path_factory.mktemp("damaged")
    for damage in [lambda notebook: None, *DAMAGES]:
        notebook = short_lesson()
        damage(notebook)
        name = "undamaged" if damage not in DAMAGES else damage.__name__
        nbformat.write(notebook, folder / f"{name}.ipynb")
    command = [sys.executable, "-m", "pytest", str(folder), "-q", "-p", "no:cacheprovider", "-rf"]
    command += ["--override-ini", "testpaths=", "-c", str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300).stdout


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_notebook_fails(outcome, damage):
    assert f"{damage.__name__}.ipynb::" in outcome


def test_the_notebook_without_damage_passes(outcome):
    assert "undamaged.ipynb::" not in outcome
    assert f"{len(DAMAGES)} failed" in outcome
