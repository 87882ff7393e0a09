"""Small classes for the tests of grading: notebooks, where they are handed in, one run."""

import csv
import textwrap

from helpers.grading import command
from helpers.grading.jail import isolation
from helpers.grading.sandbox import Sandbox
from tests.course import EXERCISES, key_functions
from tests.grading.hostile import notebook, packed

LESSON = "01_neuron"
KEY = key_functions(LESSON)
FULL = packed(notebook(LESSON, KEY))
MOST = sum(exercise.points for exercise in EXERCISES[LESSON])
# What the tests of a jail need; a fence does less.
JAIL = isolation().jail if isolation().bubblewrap else ()


def hand_in(folder, files):
    """Write files below the folder of submissions."""
    for name, content in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run(folder, *options, source="in"):
    """Grade; return the exit status and the table's rows by student."""
    status = command.main([str(folder / source), "--out", str(folder / "out"), *options])
    try:
        with (folder / "out" / "grades.csv").open(encoding="utf-8-sig", newline="") as table:
            rows = list(csv.DictReader(table))
    except OSError:
        rows = []
    return status, {row["student"]: row for row in rows}


def cells(*sources):
    """Return a notebook's bytes with these code cells."""
    code = [{"cell_type": "code", "source": source} for source in sources]
    return packed({"nbformat": 4, "cells": code})


def call_f(source, arguments=(), jail=(), **options):
    """Return the Outcome of calling f, which `source` defines."""
    with Sandbox([textwrap.dedent(source)], jail=jail, **options) as sandbox:
        return sandbox.outcomes("f", [arguments])[0]
