"""Every lesson: built from its source, finished, solvable, and harmless while blank."""

import ast
import itertools
import re

import nbformat
import pytest

from tests.course import (
    EXERCISES,
    LESSONS,
    NOTEBOOKS,
    beside,
    build,
    code_cells,
    exercise_cells,
    figures,
    printed,
    read_notebook,
)
from tests.outputs import differences

MAX_BYTES = 150_000

each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@each_lesson
def test_notebook_holds_the_cells_of_its_source(lesson):
    source = build.read_source(NOTEBOOKS / "sources" / f"{lesson}.md")
    notebook = read_notebook(lesson)
    wanted = [(c.id, c.cell_type, c.source, c.metadata.get("tags", [])) for c in source.cells]
    assert [
        (c.id, c.cell_type, c.source, c.metadata.get("tags", [])) for c in notebook.cells
    ] == wanted, f"run python notebooks/build.py {lesson}"


def test_building_twice_gives_the_same_bytes_and_what_is_stored():
    """The first lesson stands for all: conftest.py holds the outputs of each against nbval's."""
    source = NOTEBOOKS / "sources" / f"{LESSONS[0]}.md"
    text = build.build(source)
    assert text == build.build(source)
    built, stored = nbformat.reads(text, as_version=4), read_notebook(LESSONS[0])
    for one, other in zip(code_cells(built), code_cells(stored), strict=True):
        assert differences(one.outputs, other.outputs) == []
        one.outputs = other.outputs = []
    assert built == stored


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
    assert [figure for figure in figures(lesson) if figure not in text] == []


@each_lesson
def test_a_decimal_number_in_the_text_is_one_that_a_cell_prints_or_says_where_it_is_from(lesson):
    notebook = read_notebook(lesson)
    code = "\n".join(cell.source for cell in code_cells(notebook))
    shown = [float(x) for x in re.findall(r"\d+(?:\.\d+)?(?:e[-+]?\d+)?", printed(notebook))]
    text = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    text = re.sub(r"\]\([^)]*\)", "]", text)  # links
    stated = set(re.findall(r"(?<![\d.])\d+\.\d{2,}(?![\d.])", text))

    def is_shown(number):
        half = 0.51 * 10.0 ** -len(number.partition(".")[2])  # of its last digit
        return number in code or any(abs(other - float(number)) <= half for other in shown)

    assert {number for number in stated if not is_shown(number)} <= set(beside(lesson))
    assert set(beside(lesson)) <= stated


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
def test_the_exercises_without_points_are_those_for_who_has_time(lesson):
    part, found = "", {}
    for cell in read_notebook(lesson).cells:
        if cell.cell_type == "markdown":
            part = (re.findall(r"^## (.*)", cell.source, re.MULTILINE) or [part])[-1]
        elif "exercise" in cell.metadata.get("tags", []):
            name = ast.parse(cell.source).body[0].name
            found[name] = part.startswith("If you have time")
    assert found == {e.name: e.optional for e in EXERCISES[lesson]}
