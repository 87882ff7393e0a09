"""The table, the pages, the summary, and what Gradescope takes."""

import json

from helpers.grading.reports import identical
from helpers.grading.rows import FileStatus, Row
from tests.grading.hostile import notebook, packed
from tests.grading.small import FULL, KEY, LESSON, MOST, hand_in, run


def test_identical_answers_are_pointed_out(folder, capsys):
    respaced = {**KEY, "sigmoid": KEY["sigmoid"] + "  # mine"}
    other = {**KEY, "and_weights": "def and_weights():\n    return 20, 20, -30"}
    blank = packed(notebook(LESSON))
    hand_in(folder, {"A.ipynb": FULL, "B.ipynb": packed(notebook(LESSON, respaced))})
    hand_in(folder, {"C.ipynb": packed(notebook(LESSON, other)), "D.ipynb": blank})
    hand_in(folder, {"E.ipynb": blank})
    assert run(folder)[0] == 0
    said = capsys.readouterr().out
    assert [x for x in said.splitlines() if "same code" in x] == [
        f"The same code for all answers of {LESSON}: A, B."
    ]


def test_who_hands_in_the_same_twice_is_like_nobody_else():
    twice = [Row("Ada", f"{n}.ipynb", FileStatus.GRADED, lesson=LESSON, answers="x") for n in "ab"]
    assert identical(twice) == []
    assert identical([*twice, Row("Bob", "c.ipynb", FileStatus.GRADED, lesson=LESSON, answers="x")])


def test_gradescope_gets_its_results(folder):
    hand_in(folder, {"01_neuron.ipynb": FULL, "notes.txt": b"x"})
    assert run(folder, "--format", "gradescope")[0] == 0
    results = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))
    assert results["score"] == MOST
    assert sum(test["max_score"] for test in results["tests"]) == MOST


def test_gradescope_is_told_that_there_is_no_notebook(folder):
    hand_in(folder, {"essay.pdf": b"x"})
    assert run(folder, "--format", "gradescope")[0] == 1
    results = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))
    assert "no notebook found" in results["output"]
