"""A learner's own points, made anew from their saved notebooks: `python3 start.py progress`.

The answers are called as in grading, apart from this process, on the cases of the desk.
"""

import sys
from pathlib import Path

from helpers.grading.cases import draw_cases
from helpers.grading.jail import isolation
from helpers.grading.marks import mark_notebook
from helpers.grading.notebook_code import read_code
from helpers.lessons import LESSONS, exercises_of
from helpers.points import SEED, Summary, read_points, write_points


def main():
    """Write the file of points beside the notebooks of this folder; return the exit status."""
    cases, notes = draw_cases(SEED), []
    try:
        known = read_points()
    except ValueError:  # a damaged file is what this command is for
        known = {}
    for lesson in LESSONS:
        file = Path(f"{lesson}.ipynb")
        try:
            code = read_code(file.read_bytes())
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else error
            notes.append(f"{file} could not be read ({why}), so its points are the earlier ones.")
            continue
        for exercise in exercises_of(lesson):
            known.pop(exercise.name, None)
        if code.is_begun(lesson):
            marks = mark_notebook(code, lesson, cases, isolation().jail)
            known |= {n: mark.points for n, mark in marks.items() if mark.points is not None}
    trouble = write_points(known)
    print(Summary(known, [*notes, *[trouble] * bool(trouble)]))
    return int(bool(trouble))


if __name__ == "__main__":
    sys.exit(main())
