"""What the class got wrong: counted by hand, anonymous, with its picture."""

import csv
import re
import subprocess
import sys

import numpy as np
import pytest

from helpers.exercises.outcome import Outcome
from helpers.exercises.status import Status
from helpers.grading.alike import same_results
from helpers.grading.chart import draw
from helpers.grading.marks import Mark
from helpers.grading.mistakes import class_page, names_hidden, picture_words, tallies
from helpers.grading.rows import FileStatus, Row
from tests.course import ROOT
from tests.grading.hostile import notebook, packed
from tests.grading.small import KEY, LESSON, hand_in, run

BIAS = "def neuron(x, w, b):\n    return sigmoid(w[0] * x[0] + w[1] * x[1])"
ODD = "def neuron(x, w, b):\n    return (7.3 * w[0] * x[1] ** 3 - b * x[0] + w[1]) / {}"
SHOUTS = "def boundary(w, b, x1):\n    raise ValueError('Zebedee was here')"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The results of a class of eight, one notebook each."""
    top = tmp_path_factory.mktemp("class")
    answers = {
        "Ada": KEY,
        "Bob": KEY | {"neuron": BIAS},
        "Cy": KEY | {"neuron": BIAS},
        "Di": KEY | {"neuron": ODD.format(4)},
        "Ed": KEY | {"neuron": ODD.format("(2 + 2)")},
        "Flo": KEY | {"neuron": ODD.format(8)},
        "Zebedee": {"boundary": SHOUTS},
        "Gus": {"sigmoid": "def sigmoid(z)\n    return 1"},
    }
    files = {f"{n}/work.ipynb": packed(notebook(LESSON, own)) for n, own in answers.items()}
    hand_in(top, files)
    run(top)
    return top / "out"


def test_the_table_counts_each_mistake_once_for_each_student(out):
    with (out / "mistakes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["exercise"] == "neuron"]
    assert {(row["students"], row["tried"], row["solved"]) for row in rows} == {("8", "6", "1")}
    assert [(row["mistake"], row["made by"]) for row in rows] == [
        ("(not named)", "2"),
        ("bias_missing", "2"),
        ("(not named)", "1"),
    ]
    assert rows[0]["example"].startswith("For neuron(x=")
    assert rows[1]["what was done"] == "You left out the bias b."


def test_the_page_says_it_in_words_the_hardest_first(out):
    page = (out / "class.md").read_text(encoding="utf-8")
    hardest = re.findall(r"^\| `(\w+)`", page, re.MULTILINE)
    assert hardest == ["neuron", "sigmoid", "boundary", "and_weights"]
    assert "### neuron: solved by 1 of 6 who tried" in page
    assert "**2 students**, `bias_missing`. You left out the bias b." in page
    assert "**3 students**, no mistake that has a name" in page
    assert "**1 student**, can't be run. One of them: It can't be run: Python says" in page
    assert "![sigmoid 6 solved, 0 with a named mistake, 1 wrong otherwise, 1 not tried;" in page
    assert (out / f"class-{LESSON}.png").read_bytes().startswith(b"\x89PNG")


def test_names_of_students_are_only_where_they_belong(out):
    for path in out.glob("*"):
        if path.name in ("grades.csv", "report.txt", "feedback", ".grading"):
            continue
        text = path.read_bytes().decode(errors="replace")
        for name in ("Ada", "Bob", "Flo", "Zebedee", "Gus"):
            assert not re.search(rf"\b{name}\b", text), (path.name, name)
    assert "… was here" in (out / "class.md").read_text(encoding="utf-8")
    for path in (out / "feedback").glob("Ada.*"):
        assert "Bob" not in path.read_text(encoding="utf-8")


def test_a_second_run_counts_the_marks_that_were_kept_alike(out):
    before = (out / "mistakes.csv").read_bytes()
    run(out.parent)
    assert (out / "mistakes.csv").read_bytes() == before


def test_a_name_that_is_an_exercise_hides_nothing():
    hidden = names_hidden({"ada neuron", "Bo Li", "Jürgen"})
    assert hidden("neuron(x=[1]): ADA, jürgen, Bo, adamant") == "neuron(x=[1]): …, …, Bo, adamant"


def test_what_was_told_in_different_words_is_said_to_be_that():
    told = [f"You never use {name}." for name in "wx"]
    marks = [Mark(Status.WRONG, "", 0, "argument_not_used", sentence=words) for words in told]
    rows = [
        Row(name, "x", FileStatus.GRADED, lesson=LESSON, marks={"neuron": mark})
        for name, mark in zip(("Ada", "Bob"), marks, strict=True)
    ]
    page = class_page(tallies(rows), {}, 1)
    words = "`argument_not_used`. In different words, to one of them: You never use w."
    assert f"- **2 students**, {words}" in page


def test_nothing_that_could_be_graded_is_a_page_too():
    rows = [Row("Ada", "x", FileStatus.UNREAD, "empty")]
    assert tallies(rows) == []
    assert "Nothing could be graded" in class_page([], {}, 1)


def test_the_picture_has_the_numbers_of_its_words():
    marks = {"neuron": Mark(Status.RIGHT, "", 2), "sigmoid": Mark(Status.WRONG, "", 0, "slip")}
    found = tallies([Row("Ada", "x", FileStatus.GRADED, lesson=LESSON, marks=marks)])
    figure = draw([one.exercise for one in found], [one.parts for one in found])
    widths = [[bar.get_width() for bar in bars] for bars in figure.axes[0].containers]
    numbers = [int(n) for n in re.findall(r" (\d+) ", picture_words(found))]
    assert [list(column) for column in zip(*widths, strict=True)] == np.reshape(
        numbers, (-1, 4)
    ).tolist()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (0.1 + 0.2, 0.3, True),
        (1, 1.0, True),
        (0.0, -0.0, True),
        (0.1, 0.1001, False),
        ([1, 2], (1, 2), False),
        ([1, [2]], [[1], 2], False),
        (np.zeros(3), np.zeros((3, 1)), False),
        (float("nan"), float("nan"), True),
        (None, 0, False),
    ],
)
def test_equal_results_are_one_group(one, other, same):
    assert (same_results([Outcome(value=one)]) == same_results([Outcome(value=other)])) == same


def test_errors_of_one_kind_are_one_group():
    errors = [Outcome(error="ValueError", message=words) for words in ("a", "b")]
    assert same_results(errors[:1]) == same_results(errors[1:])


def test_a_large_result_is_told_apart_in_bounded_time():
    large = tuple([] for _ in range(300_000))
    wide = {n: large for n in range(1000)}
    deep = [large, wide, "x" * 10**6, 10**200, np.zeros(10**6), np.zeros([1] * 64)]
    assert same_results([Outcome(value=deep)] * 20)


def test_the_command_itself_loads_no_matplotlib():
    # It takes 40 MB, of which a class has no use but for its pictures.
    code = "import sys, helpers.grading.command as c; c.draw_cases(1); print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "matplotlib" not in loaded.stdout.split()
    assert "helpers.grading.mistakes" in loaded.stdout.split()
