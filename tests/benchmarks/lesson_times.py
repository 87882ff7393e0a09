"""How long each lesson takes, counted: `python tests/benchmarks/lesson_times.py [COMMIT]`.

The rates are fitted to the lessons of commit be7d6a5, which took somebody who tried them as a new
learner, in a browser, with every view and every exercise, the minutes in TRIED: each lesson's count
is within a fifth of them, most within an eighth. README.md and the lessons state the count, rounded
to 5. With a commit, the lessons are counted as they were there, beside the minutes tried.

A part whose heading begins with "If you have time" is left out, up to the next heading of its
level.
"""

import re
import subprocess
import sys
from pathlib import Path

import nbformat

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.course import EXERCISES, LESSONS, ROOT, exercise_cells, read_notebook

WORDS_A_MINUTE = 180
LINES_A_MINUTE = 6  # of code: read, run, and its output looked at
EQUATION = 0.5
VIEW = 4
QUESTION = 1  # a numbered one of a view or a warm-up: think, move, compare
POINT = 1.5  # of an exercise: most have 2, backprop has 4

TRIED = {
    "01_neuron": 50,
    "02_network": 55,
    "03_feedforward": 60,
    "04_loss": 85,
    "05_backprop": 80,
    "06_xor_training": 110,
    "07_initialization": 70,
}
POINTS = {exercise.name: exercise.points for lesson in EXERCISES.values() for exercise in lesson}
OPTIONAL = "If you have time"


def minutes(notebook):
    """Return the minutes for reading, for views and questions, and for exercises."""
    notebook = on_the_way(notebook)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    equations = re.findall(r"\$\$.+?\$\$", text, re.DOTALL)
    words = re.findall(
        r"\w[\w’'.,]*", re.sub(r"\$.+?\$", "x", re.sub(r"\$\$.+?\$\$", "", text, flags=re.DOTALL))
    )
    lines = [line for source in code for line in source.splitlines() if line.strip()]
    views = [source for source in code if re.search(r"^\w*View\(", source, re.MULTILINE)]
    questions = re.findall(r"^\d+\. .*\?", text, re.MULTILINE)
    # A lesson of an older commit may have exercises that are gone: most had 2 points.
    points = sum(POINTS.get(name, 2) for name in exercise_cells(notebook))
    reading = len(words) / WORDS_A_MINUTE + len(lines) / LINES_A_MINUTE + EQUATION * len(equations)
    return reading, VIEW * len(views) + QUESTION * len(questions), POINT * points


def on_the_way(notebook):
    """Return a copy of the notebook without its parts "If you have time"."""
    kept, left_out = [], 0  # the level of the heading whose part is left out, 0 for none
    for cell in notebook.cells:
        cell = cell.copy()
        if cell.cell_type == "markdown":
            lines = []
            for line in cell.source.splitlines():
                if heading := re.match(r"(#+) (.*)", line):
                    level = len(heading[1])
                    if heading[2].startswith(OPTIONAL):
                        left_out = left_out or level
                    elif level <= left_out:
                        left_out = 0
                if not left_out:
                    lines.append(line)
            cell.source = "\n".join(lines)
            kept.append(cell)
        elif not left_out:
            kept.append(cell)
    return nbformat.v4.new_notebook(cells=kept)


def notebooks_of(commit):
    """Return the notebooks of the lessons tried, as they were at a commit, by their lessons."""
    show = ["git", "-C", str(ROOT), "show"]
    texts = {
        lesson: subprocess.check_output([*show, f"{commit}:notebooks/{lesson}.ipynb"], text=True)
        for lesson in TRIED
    }
    return {lesson: nbformat.reads(text, as_version=4) for lesson, text in texts.items()}


def main(commit=None):
    """Print a line for each lesson."""
    now = commit is None
    notebooks = (
        {lesson: read_notebook(lesson) for lesson in LESSONS} if now else notebooks_of(commit)
    )
    for lesson, notebook in notebooks.items():
        parts = minutes(notebook)
        reading, views, exercises = map(round, parts)
        tried = "" if now else f", tried: {TRIED[lesson]}, {sum(parts) / TRIED[lesson] - 1:+.0%}"
        print(f"{lesson}: {sum(parts):.0f} minutes = {reading} + {views} + {exercises}{tried}")


if __name__ == "__main__":
    main(*sys.argv[1:])
