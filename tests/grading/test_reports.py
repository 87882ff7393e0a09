"""The table, the pages, the summary, and what Gradescope takes."""

import json

from helpers.grading.reports import identical
from helpers.grading.rows import FileStatus, Row
from tests.course import EXERCISES, key_functions
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


def test_an_exercise_for_those_who_have_time_is_told_and_adds_and_takes_no_points(folder):
    lesson, extra = "07_initialization", "different_neurons"
    key = key_functions(lesson)
    answers = {
        "right": key,
        "wrong": {**key, extra: f"def {extra}(W):\n    return len({{tuple(row) for row in W}})"},
        "blank": {name: key[name] for name in key if name != extra},
    }
    hand_in(folder, {f"{n}/a.ipynb": packed(notebook(lesson, own)) for n, own in answers.items()})
    rows = run(folder)[1]
    assert {name: row[extra] for name, row in rows.items()} == {
        "right": "right",
        "wrong": "wrong",
        "blank": "",
    }
    most = str(sum(e.points for e in EXERCISES[lesson] if e.name != extra))
    assert {(row["points"], row["max"]) for row in rows.values()} == {(most, most)}
    for ending, name in (("md", f"`{extra}`"), ("html", f"<code>{extra}</code>")):
        page = (folder / "out" / "feedback" / f"wrong.{ending}").read_text(encoding="utf-8")
        assert f"✗ {name} (extra, no points): not yet. You compared rows" in page
    page = (folder / "out" / "class.md").read_text(encoding="utf-8")
    assert f"### {extra} (extra): solved by 1 of 2 who tried" in page
    assert f"| `{extra}` (extra) | {lesson} | 50 % | 2 |" in page


def test_gradescope_shows_whether_an_exercise_without_points_is_right(folder):
    key = key_functions("07_initialization")
    hand_in(folder, {"a.ipynb": packed(notebook("07_initialization", key))})
    assert run(folder, "--format", "gradescope")[0] == 0
    tests = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))["tests"]
    (extra,) = [test for test in tests if not test["max_score"]]
    assert extra["name"] == "07_initialization: different_neurons (extra)"
    assert (extra["score"], extra["status"]) == (0, "passed")


def test_gradescope_is_told_that_there_is_no_notebook(folder):
    hand_in(folder, {"essay.pdf": b"x"})
    assert run(folder, "--format", "gradescope")[0] == 1
    results = json.loads((folder / "out" / "results.json").read_text(encoding="utf-8"))
    assert "no notebook found" in results["output"]
