"""Every lesson: built from its source, finished, solvable, and harmless while blank."""

import ast
import base64
import itertools
import re
from importlib.metadata import version

import nbformat
import pytest

from tests.course import (
    EXERCISES,
    LESSONS,
    NOTEBOOKS,
    build,
    code_cells,
    exercise_cells,
    key_functions,
    printed,
    read_notebook,
)
from tests.pictures import difference

MAX_BYTES = 150_000
# The figures of the lessons' calculations that a learner sees printed, to the last digit.
FIGURES = {
    "01_neuron": ["z = 7", "0.9990889488055994"],
    "02_network": [
        "h1 = 0.9525741268224334, h2 = 0.9525741268224334",
        "o1 = 0.7216325609518421",
        "2-2-1:        9",
        "= 13002",
        "output 0.0000454",
        "output 0.9999545",
    ],
    "03_feedforward": [
        "z1 = 0.17, 0.15",
        "0.542397940774351",
        "0.5374298453437496",
        "0.5716957799302356",
        "0.6391543753700678",
        "rounded   0.5424",
    ],
    "04_loss": [
        "prediction 0.5236951740839997",
        "0.2268662872",
        "0.6391543753700678",
        "0.06510478240728296",
        "loss as they are 0.2500",
        "largest slope over a hidden weight: 0.0003",
    ],
    "05_backprop": [
        "dL/dy_hat -0.952609651832001",
        "dy_hat/dh1 0.249438538725128",
        "dh1/dw1   -0.090353319461824",
        "dL/dw1     0.0214695352658111",
        "dL/db3    -0.2376176",
        "η =  0.001: right 0.065094, all wrong 0.065116, hidden wrong 0.065094",
        "from the rounded factors  0.021429",
        "A1    0.542397940774 0.537429845344",
        "y_hat 0.639154375370",
        "loss  0.06510478240728",
        "delta2 -0.08322401306626",
        "delta1 -0.012393840598352 0.002068940697999",
        "W1, into h1 0.100619692030 0.399752123188",
        "W1, into h2 0.299896552965 -0.499958621186",
        "b1          0.201239384060 -0.100206894070",
        "W2          0.604514053331 -0.095527293153",
        "b2          0.308322401307",
        "all nine agree to seven decimals: True",
    ],
    "06_xor_training": [
        "squares [0.    0.111 0.111 0.444] mean 0.1667",
        "the same losses: True",
        "loss 0.125075, largest weight 11.1",
        "loss 0.125007, largest weight 13.8",
        "0.023    0.009   0.013   0.024",
        "0.979    0.968   0.975   0.984",
        "0.975    0.968   0.975   0.984",
        "0.025    0.021   0.026   0.038",
        "epoch    0: loss from 0.25 to 0.40, median 0.28",
        "epoch 1000: loss from 0.04 to 0.25, median 0.23",
        "loss 0.1775 at first, 0.0015 at the end",
    ],
    "07_initialization": [
        "0.16 to the power of 10 = 1.1e-08",
        "times 0.01: from 1e-08 to 1.1e-08, published 1e-8",
        "tanh, Xavier: from 0.22 to 0.23, published 0.23",
        "ReLU, Xavier: from 0.018 to 0.032, published 0.027",
        "ReLU, He: from 0.67 to 1.2, published 0.85",
        "ReLU, N(0, 1): from 2.3e+10 to 4.2e+10, published 3e10",
    ],
}

each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@each_lesson
def test_notebook_holds_the_cells_of_its_source(lesson):
    source = build.read_source(NOTEBOOKS / "sources" / f"{lesson}.md")
    notebook = read_notebook(lesson)
    wanted = [(c.id, c.cell_type, c.source, c.metadata.get("tags", [])) for c in source.cells]
    assert [
        (c.id, c.cell_type, c.source, c.metadata.get("tags", [])) for c in notebook.cells
    ] == wanted, f"run python notebooks/build.py {lesson}"


@each_lesson
def test_the_stored_notebook_is_what_its_source_builds(lesson):
    built = nbformat.reads(build.build(NOTEBOOKS / "sources" / f"{lesson}.md"), as_version=4)
    stored = read_notebook(lesson)
    pairs = list(zip(take_pictures(built), take_pictures(stored), strict=True))
    assert built == stored
    assert pairs
    if version("matplotlib") == build_version("matplotlib"):
        assert max(difference(*pair) for pair in pairs) < 1


def take_pictures(notebook):
    """Take the pictures out of the notebook's outputs and return them."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    pictures = [o.data.pop("image/png") for o in outputs if "image/png" in o.get("data", {})]
    return [base64.b64decode(picture) for picture in pictures]


def build_version(package):
    """Return the version that the notebooks are built with; others set letters differently."""
    pins = (NOTEBOOKS.parent / "binder" / "requirements.txt").read_text(encoding="utf-8")
    return re.search(rf"^{package}==(\S+)", pins, re.MULTILINE)[1]


def test_building_twice_gives_the_same_bytes():
    source = NOTEBOOKS / "sources" / f"{LESSONS[0]}.md"
    assert build.build(source) == build.build(source)


@each_lesson
def test_notebook_is_executed_in_order_small_and_without_leftovers(lesson):
    notebook = read_notebook(lesson)
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))
    assert dict(notebook.metadata) == build.METADATA
    assert (NOTEBOOKS / f"{lesson}.ipynb").stat().st_size < MAX_BYTES
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error"]
    assert not [output for output in outputs if output.get("name") == "stderr"]
    assert build.WIDGET not in str(outputs)


@each_lesson
def test_stored_views_have_a_picture_and_its_state_in_words(lesson):
    cells = [
        c for c in code_cells(read_notebook(lesson)) if re.search(r"^\w*View\(", c.source, re.M)
    ]
    assert cells
    for cell in cells:
        (output,) = cell.outputs
        assert output.data["image/png"]
        assert output.metadata["image/png"]["alt"] == output.data["text/plain"]


@each_lesson
def test_the_figures_of_the_lesson_are_printed(lesson):
    text = printed(read_notebook(lesson))
    assert [figure for figure in FIGURES[lesson] if figure not in text] == []


@each_lesson
def test_text_has_one_title_ordered_headings_and_described_images(lesson):
    text = [c.source for c in read_notebook(lesson).cells if c.cell_type == "markdown"]
    levels = [len(marks) for marks in re.findall(r"^(#+) ", "\n\n".join(text), re.M)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    assert not re.search(r"!\[\s*\]\(|<img(?![^>]*\balt=)", "\n\n".join(text))


@each_lesson
def test_relative_links_lead_somewhere(lesson):
    text = "\n".join(c.source for c in read_notebook(lesson).cells if c.cell_type == "markdown")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if "://" not in link]
    assert [link for link in links if not (NOTEBOOKS / link).exists()] == []


@each_lesson
def test_the_time_that_a_lesson_states_is_that_of_the_readme(lesson):
    text = "\n".join(c.source for c in read_notebook(lesson).cells if c.cell_type == "markdown")
    (stated,) = re.findall(r"\*\*Time\*\* about (\d+) minutes", text)
    readme = (NOTEBOOKS.parent / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"{lesson}\.ipynb\) \|.*\| {stated} min \|", readme)


@each_lesson
def test_code_uses_no_machinery_that_flickers_or_hides_errors(lesson):
    code = "\n".join(cell.source for cell in code_cells(read_notebook(lesson)))
    assert not re.search(r"\binteract|\bOutput\(|clear_output|^\s*%", code, re.M)


@each_lesson
def test_exercises_are_blank_checked_in_the_next_cell_and_known(lesson):
    notebook = read_notebook(lesson)
    cells = exercise_cells(notebook)
    assert list(cells) == [exercise.name for exercise in EXERCISES[lesson]]
    assert len(cells) >= 4
    order = code_cells(notebook)
    for name, cell in cells.items():
        (function,) = ast.parse(cell.source).body
        assert ast.unparse(function.body[-1]) == "..."
        check = order[order.index(cell) + 1]
        assert check.source == f"check({name})"
        assert check.outputs[0].data["text/plain"] == f"○ {name}: not started yet."


@each_lesson
def test_the_key_earns_full_marks_in_the_notebook(lesson):
    answers = key_functions(lesson)
    notebook = build.read_source(NOTEBOOKS / "sources" / f"{lesson}.md")
    for name, cell in exercise_cells(notebook).items():
        cell.source = answers[name]
    build.execute(notebook)
    text = printed(notebook)
    for exercise in EXERCISES[lesson]:
        full = f"{exercise.points} of {exercise.points} points"
        assert f"✓ {exercise.name}: correct. {full}" in text
    assert "returns nothing yet" not in text  # the views draw with the learner's own functions
