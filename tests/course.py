"""The lessons as data: sources, notebooks, exercise cells, answer keys."""

import ast
import functools
import importlib.util
from pathlib import Path

import nbformat

from helpers.lessons import exercises_of

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(path.stem for path in (NOTEBOOKS / "sources").glob("*.md"))
EXERCISES = {lesson: exercises_of(lesson) for lesson in LESSONS}


def load_module(path):
    """Import a file whose name is no name for Python, such as 01_neuron.py."""
    spec = importlib.util.spec_from_file_location(f"loaded_{path.stem}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = load_module(NOTEBOOKS / "build.py")


def read_notebook(lesson):
    """Return the built notebook of a lesson."""
    return nbformat.read(NOTEBOOKS / f"{lesson}.ipynb", as_version=4)


def code_cells(notebook):
    """Return the notebook's code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def exercise_cells(notebook):
    """Return the cells where the learner writes, by the name of their function."""
    cells = [c for c in code_cells(notebook) if "exercise" in c.metadata.get("tags", [])]
    return {ast.parse(cell.source).body[0].name: cell for cell in cells}


def room(lesson):
    """Return the name of a lesson's room: "neuron" of "01_neuron"."""
    return lesson.split("_", 1)[1]


def figures(lesson):
    """Return the figures of a lesson's calculations that its notebook must print."""
    return _figures(lesson).FIGURES


def beside(lesson):
    """Return the numbers in a lesson's text that no cell prints, with where they are from."""
    return getattr(_figures(lesson), "BESIDE", {})


def _figures(lesson):
    return load_module(ROOT / "tests" / "lessons" / room(lesson) / "figures.py")


def key_path(lesson):
    """Return the file with the answers of a lesson."""
    return ROOT / "tests" / "lessons" / room(lesson) / "key.py"


@functools.cache
def key_functions(lesson):
    """Return the key's functions: name to source text."""
    text = key_path(lesson).read_text(encoding="utf-8")
    functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.get_source_segment(text, node) for node in functions}


def printed(notebook):
    """Return everything that the notebook's cells print and show in words."""
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    return "".join(
        output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs
    )
