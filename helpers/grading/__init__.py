"""Grading a class: submissions in, marks and feedback out. `python -m helpers.grading --help`."""
