"""How long each lesson takes, counted: `python tests/benchmarks/lesson_times.py`.

Nobody was clocked. Reading: 200 words a minute, ten lines of code a minute, half a minute for a
displayed equation. A view: two minutes, and half a minute for each numbered question of the
lesson. An exercise: three minutes. README.md and the lessons state these figures, rounded to 5.
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.course import LESSONS, code_cells, exercise_cells, read_notebook


def minutes(notebook):
    """Return the minutes for reading, for views and questions, and for exercises."""
    text = "\n".join(c.source for c in notebook.cells if c.cell_type == "markdown")
    equations = re.findall(r"\$\$.+?\$\$", text, re.DOTALL)
    words = re.findall(
        r"\w[\w’'.,]*", re.sub(r"\$.+?\$", "x", re.sub(r"\$\$.+?\$\$", "", text, flags=re.DOTALL))
    )
    code = [cell.source for cell in code_cells(notebook)]
    lines = [line for source in code for line in source.splitlines() if line.strip()]
    views = [source for source in code if re.search(r"^\w*View\(", source, re.MULTILINE)]
    questions = re.findall(r"^\d+\. .*\?", text, re.MULTILINE)
    reading = len(words) / 200 + len(lines) / 10 + len(equations) / 2
    return reading, 2 * len(views) + len(questions) / 2, 3 * len(exercise_cells(notebook))


def main():
    """Print a line for each lesson."""
    for lesson in LESSONS:
        parts = minutes(read_notebook(lesson))
        reading, views, exercises = map(round, parts)
        print(f"{lesson}: {sum(parts):.0f} minutes = {reading} + {views} + {exercises}")


if __name__ == "__main__":
    main()
