"""Grading a class, from files in a folder to the table and the pages."""

import csv
import json
import os
import stat
import zipfile
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from helpers.grading import command as grade
from helpers.grading import submissions
from helpers.grading.notebook_code import read_code
from helpers.grading.sandbox import Sandbox
from tests.course import EXERCISES, key_functions, read_notebook
from tests.grading.hostile import LESSONS as WRITTEN
from tests.grading.hostile import notebook, packed

LESSON = "01_neuron"
KEY = key_functions(LESSON)
FULL = packed(notebook(LESSON, KEY))
MOST = sum(exercise.points for exercise in EXERCISES[LESSON])


@pytest.fixture
def folder(tmp_path):
    """Where submissions lie and results go."""
    (tmp_path / "in").mkdir()
    return tmp_path


def hand_in(folder, files):
    """Write files below the folder of submissions."""
    for name, content in files.items():
        path = folder / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def run(folder, *options, source="in"):
    """Grade; return the exit status and the table's rows by student."""
    status = grade.main([str(folder / source), "--out", str(folder / "out"), *options])
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


# ------------------------------------------------------------------------------------ marks


@pytest.mark.parametrize("lesson", WRITTEN)
def test_the_key_scores_full_marks_for_five_seeds(lesson):
    code = read_code(packed(notebook(lesson, key_functions(lesson))))
    assert code.lesson == lesson
    for seed in range(5):
        marks = grade.mark_notebook(code, grade.draw_cases(seed))
        assert {n: m.points for n, m in marks.items()} == {
            e.name: e.points for e in EXERCISES[lesson]
        }


@pytest.mark.parametrize("lesson", WRITTEN)
def test_a_blank_notebook_is_not_started(lesson):
    code = read_code(packed(read_notebook(lesson)))
    assert code.lesson == lesson
    assert set(code.answers.values()) == {""}


@pytest.mark.parametrize("lesson", WRITTEN)
def test_arguments_of_all_exercises_reach_the_child_and_come_back(lesson):
    cases = grade.draw_cases(3)
    echo = [
        f"def {e.name}(*a): return [x for x in a if not callable(x)]" for e in EXERCISES[lesson]
    ]
    with Sandbox(echo) as sandbox:
        for exercise in EXERCISES[lesson]:
            outcomes = sandbox.outcomes(exercise.name, cases[exercise.name])
            for case, outcome in zip(cases[exercise.name], outcomes, strict=True):
                plain = [x for x in case if not callable(x)]
                np.testing.assert_equal(outcome.value, plain)


def test_a_class_of_four(folder, capsys):
    wrong = {**KEY, "neuron": "def neuron(x, w, b):\n    return w[0]*x[0] + w[1]*x[1] + b"}
    hand_in(
        folder,
        {
            "Ada/01_neuron.ipynb": FULL,
            "Bob/work.ipynb": packed(notebook(LESSON, wrong)),
            "Cy/01_neuron.ipynb": packed(notebook(LESSON)),
            "Di/01_neuron.ipynb": b"nonsense",
        },
    )
    status, rows = run(folder)
    assert status == 1
    assert [rows[name]["points"] for name in ("Ada", "Bob", "Cy", "Di")] == ["9", "7", "0", ""]
    assert rows["Bob"]["neuron"] == "0"
    assert rows["Cy"]["status"] == "not started"
    assert rows["Cy"]["sigmoid"] == ""
    assert rows["Di"]["status"].startswith("not a notebook")
    assert "You returned z itself" in (folder / "out/feedback/Bob.md").read_text(encoding="utf-8")
    assert "audit hook" in capsys.readouterr().out


def test_two_lessons_of_one_student_are_two_rows(folder):
    other = next(lesson for lesson in EXERCISES if lesson != LESSON)
    hand_in(folder, {"Ada/a.ipynb": FULL, "Ada/b.ipynb": packed(notebook(other))})
    run(folder)
    with (folder / "out/grades.csv").open(encoding="utf-8-sig", newline="") as table:
        assert [row["lesson"] for row in csv.DictReader(table)] == [LESSON, other]


def test_the_seed_decides_the_cases():
    assert repr(grade.draw_cases(1)) == repr(grade.draw_cases(1))
    assert repr(grade.draw_cases(1)) != repr(grade.draw_cases(2))


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


# ---------------------------------------------------------------------------- names and zips


@pytest.mark.parametrize(
    ("name", "is_folder", "student"),
    [
        ("Ada", True, ("Ada", "")),
        ("ada.ipynb", False, ("ada", "")),
        ("ada_01_neuron.ipynb", False, ("ada", "")),
        ("01_neuron - Ada L (1).ipynb", False, ("Ada L", "")),
        ("ada_01_neuron-1.ipynb", False, ("ada", "")),
        ("ada_01_neuron-Copy1.ipynb", False, ("ada", "")),
        ("01_neuron.ipynb", False, ("", "")),
        ("Ada Lovelace_12_assignsubmission_file_", True, ("Ada Lovelace", "12")),
        ("Ada Lovelace_12_assignsubmission_file_nb.ipynb", False, ("Ada Lovelace", "12")),
        ("lovelaceada_12_345_nb-1.ipynb", False, ("lovelaceada", "12")),
        ("lovelaceada_LATE_12_345_nb.ipynb", False, ("lovelaceada", "12")),
    ],
)
def test_students_are_known_by_the_names_that_platforms_give(name, is_folder, student):
    assert submissions.who(name, is_folder) == student


def test_two_students_of_one_name_stay_two(folder):
    name = "Ada L_{}_assignsubmission_file_x.ipynb"
    hand_in(folder, {name.format(1): FULL, name.format(2): packed(notebook(LESSON))})
    _, rows = run(folder)
    assert {n: row["points"] for n, row in rows.items()} == {"Ada L (1)": "9", "Ada L (2)": "0"}


@pytest.mark.parametrize("wrapper", ["", "class/"])
def test_a_zip_of_folders_and_of_zips(folder, wrapper):
    inner = folder / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep/x.ipynb", FULL)
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr(f"{wrapper}Ada/01_neuron.ipynb", FULL)
        archive.write(inner, f"{wrapper}Bob/work.zip")
    status, rows = run(folder, source="class.zip")
    assert (status, sorted(rows)) == (0, ["Ada", "Bob"])
    assert {row["points"] for row in rows.values()} == {str(MOST)}


def test_one_students_zips_have_one_limit(folder, monkeypatch):
    monkeypatch.setattr(submissions, "STUDENT_BYTES", 2 * len(FULL) + 1000)
    with zipfile.ZipFile(folder / "inner.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("third.ipynb", FULL)
    with zipfile.ZipFile(folder / "in" / "Ada.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first.ipynb", FULL)
        archive.write(folder / "inner.zip", "inner.zip")
        archive.writestr("second.ipynb", FULL)
    hand_in(folder, {"Bob.ipynb": FULL})
    (folder / "scratch").mkdir()
    ada, bob = submissions.find_students(folder / "in", folder / "scratch")
    assert [shown for _, shown in ada.files] == ["Ada.zip/first.ipynb"]
    assert ada.problems == [
        ("Ada.zip/second.ipynb", "too large"),
        ("Ada.zip/inner.zip/third.ipynb", "too large"),
    ]
    assert len(bob.files) == 1


def test_the_folder_of_one_student_is_a_class_of_one(folder):
    hand_in(folder, {"Ada/01_neuron.ipynb": FULL, "Ada/02_network.ipynb": FULL})
    assert sorted(run(folder, source="in/Ada")[1]) == ["Ada"]


def write_class_zip(path):
    """Write what Moodle lets a teacher download: Ada's and Bob's notebooks, with full marks."""
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(["Ada L", "Bob M"], start=1):
            archive.writestr(f"{name}_{number}_assignsubmission_file/x.ipynb", FULL)


def test_a_platforms_zip_alone_in_the_folder_is_the_class(folder):
    write_class_zip(folder / "in" / "Course 101-4711.zip")
    assert sorted(run(folder)[1]) == ["Ada L", "Bob M"]


@pytest.mark.parametrize("name", ["eve.zip", "Eve_5_assignsubmission_file_work.zip"])
def test_a_students_zip_can_not_speak_for_others(folder, name):
    write_class_zip(folder / "in" / name)
    hand_in(folder, {"Ada L_1_assignsubmission_file_x.ipynb": packed(notebook(LESSON))})
    status, rows = run(folder)
    assert status == 1
    assert {n.casefold(): row["points"] for n, row in rows.items()} == {"ada l": "0", "eve": ""}
    assert "grade it by itself" in next(r["status"] for n, r in rows.items() if n != "Ada L")


def test_who_has_no_notebook_in_a_zip_is_named_as_in_a_folder(folder):
    files = {"Ada/x.ipynb": FULL, "Bob/essay.pdf": b"%PDF", "Cy_1_assignsubmission_x.docx": b"x"}
    hand_in(folder, files)
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("Dan/", b"")
    (folder / "in" / "Dan").mkdir()
    found = [run(folder, source=source) for source in ("in", "class.zip")]
    statuses = [{name: row["status"] for name, row in rows.items()} for _, rows in found]
    nothing = "no notebook found"
    assert statuses[0] == {"Ada": "graded", "Bob": nothing, "Cy": "not a notebook", "Dan": nothing}
    assert statuses[1] == statuses[0]
    assert [status for status, _ in found] == [1, 1]


@pytest.mark.parametrize("blank_is_newer", [True, False])
def test_a_blank_notebook_never_replaces_one_with_answers(folder, blank_is_newer):
    hand_in(folder, {"Ada/mine.ipynb": FULL, "Ada/01_neuron.ipynb": packed(notebook(LESSON))})
    os.utime(folder / "in/Ada/01_neuron.ipynb", (2e9 * blank_is_newer, 2e9 * blank_is_newer))
    (row,) = run(folder)[1].values()
    assert (row["file"], row["status"], row["points"]) == ("Ada/mine.ipynb", "graded", str(MOST))


def test_a_flat_zip_of_moodle(folder):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr("Ada L_12_assignsubmission_file_01_neuron.ipynb", FULL)
    assert sorted(run(folder, source="class.zip")[1]) == ["Ada L"]


def test_one_notebook_is_a_class_too(folder):
    hand_in(folder, {"ada.ipynb": FULL})
    assert run(folder, source="in/ada.ipynb")[1]["ada"]["points"] == str(MOST)


# ------------------------------------------------------------------------------- what is kept


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("x = [1, 2]", 1),
        ("a, b = 1, 2", 1),
        ("X = np.array([[0, 1]])", 1),
        ("f = lambda x: anything(x)", 1),
        ("SIZE: int = 3", 1),
        ("try:\n    import a\nexcept ImportError:\n    a = None", 1),
        ("print(1)", 0),
        ("x = open('f')", 0),
        ("x.y = 1", 0),
        ("x[0] = 1", 0),
        ("for i in range(3): x = i", 0),
        ("if print(): x = 1", 0),
        ("%matplotlib inline\nx = 1", 1),
        ("%%time\nx = 1", 1),
        ("%%bash\nx = 1", 0),
        ("np.exp?\nx = 1", 1),
    ],
)
def test_definitions_and_constants_are_kept_and_what_acts_is_not(cell, kept):
    assert len(read_code(cells(KEY["sigmoid"], cell)).statements) == 1 + kept


def test_a_cell_that_is_no_python_is_named_and_costs_only_itself():
    code = read_code(cells("def broken(:", KEY["sigmoid"]))
    assert code.notes == [
        "The cell that begins with def broken(: was left out: Python says invalid syntax in its "
        "line 1."
    ]
    assert code.answers["sigmoid"]


def test_an_answer_that_is_no_python_gets_no_points_and_the_reason(folder):
    hand_in(folder, {"a.ipynb": cells(KEY["neuron"], "def sigmoid(z)\n    return 1")})
    assert run(folder)[1]["a"]["sigmoid"] == "0"
    page = (folder / "out/feedback/a.md").read_text(encoding="utf-8")
    assert "It can't be run: Python says expected ':' in its line 1." in page


def test_an_answer_that_needs_a_line_which_is_left_out_is_told_so(folder):
    answer = "def boundary(w, b, x1):\n    return found[0] + 5"
    filled = "found = []\nfor i in range(3):\n    found.append(i)"
    hand_in(folder, {"a.ipynb": cells(filled, answer)})
    run(folder)
    page = (folder / "out/feedback/a.md").read_text(encoding="utf-8")
    assert "It uses found: outside of functions, grading keeps imports and plain values" in page


def test_the_last_definition_counts():
    code = read_code(cells(KEY["sigmoid"], "def sigmoid(z): return 7"))
    assert "7" in code.answers["sigmoid"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"{}", "not a notebook"),
        (b"\x80abc", "not a notebook"),
        (cells("x = 1"), "no exercises found"),
        (cells("x = 1\n" * 2001), "too large: more than 2,000 statements"),
        (cells(*[""] * 2001), "too large: more than 2,000 code cells"),
        (cells("#" * 200_001), "too large: more than 200,000 characters of code"),
    ],
)
def test_what_can_not_be_graded_has_a_status_in_words(data, status):
    with pytest.raises(ValueError, match=status):
        read_code(data)


# ---------------------------------------------------------------------------------- results


def test_an_interrupted_run_goes_on_where_it_stopped(folder, monkeypatch):
    hand_in(folder, {f"s{n}.ipynb": cells(KEY["sigmoid"], f"N = {n}") for n in range(4)})
    real, graded = grade.mark_notebook, []

    def interrupted(code, cases):
        if len(graded) == 2:
            raise KeyboardInterrupt
        graded.append(code)
        return real(code, cases)

    monkeypatch.setattr(grade, "mark_notebook", interrupted)
    assert run(folder, "--jobs", "1")[0] == 130
    monkeypatch.setattr(grade, "mark_notebook", lambda *a: graded.append(a) or real(*a))
    status, rows = run(folder, "--jobs", "1")
    assert (status, len(rows), len(graded)) == (0, 4, 4)
    run(folder, "--seed", "77")
    assert len(graded) == 8


def test_what_others_wrote_is_kept_and_said(folder, capsys):
    hand_in(folder, {"ada.ipynb": FULL})
    (folder / "out").mkdir()
    (folder / "out" / "grades.csv").write_text("mine")
    run(folder)
    assert "grades.kept-1.csv" in capsys.readouterr().out
    assert (folder / "out" / "grades.kept-1.csv").read_text() == "mine"
    run(folder, "--seed", "5")
    assert "kept-2" not in capsys.readouterr().out


def test_names_are_no_formulas_and_no_paths(folder):
    rows = [grade.Row(name, "x", "empty") for name in ("=1+1", "../../etc", "CON", "a\x1b[2J")]
    assert "'=1+1" in grade.table(rows)
    assert "\x1b" not in grade.table(rows) + "".join(grade.feedback(rows).values())
    assert [n for n in grade.feedback(rows) if "/" in n or n.startswith(".") or n == "CON"] == []


def test_feedback_of_names_that_differ_in_case_only_is_two_pages():
    rows = [grade.Row(name, "x", "empty") for name in ("ada", "Ada", "ADA")]
    assert len({name.casefold() for name in grade.feedback(rows)}) == 3


# ---------------------------------------------------------------------------- the command line


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nowhere", "--out", "x"],
        [".", "--out", "x", "--jobs", "0"],
        [".", "--out", "x", "--no"],
        [".", "--out", ""],
        [".", "--out", "."],
        [".", "--out", "x", "--cases", "nowhere.py"],
    ],
)
def test_bad_usage_is_status_2(arguments, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        grade.main(arguments)
    assert end.value.code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_and_a_broken_zip_are_one_sentence(folder, capsys):
    assert run(folder)[0] == 2
    assert "there are no submissions" in capsys.readouterr().err
    (folder / "class.zip").write_bytes(b"PK no zip")
    assert run(folder, source="class.zip")[0] == 2


def test_private_cases_count(folder, capsys):
    only_known = "def neuron(x, w, b):\n    return 1/(1 + np.exp(-w[0]*x[0] - w[1]*x[1] - b))"
    trick = only_known.replace("return", "return 0 if b == 99 else")
    hand_in(folder, {"a.ipynb": cells("import numpy as np", trick)})
    assert run(folder)[1]["a"]["neuron"] == "2"
    own = folder / "own.py"
    own.write_text("def neuron():\n    return [([1, 2], [3, 4], 99)]\n")
    assert run(folder, "--cases", str(own))[1]["a"]["neuron"] == "0"
    own.write_text("def nouron():\n    return []\n")
    assert run(folder, "--cases", str(own))[0] == 2
    assert "did you mean neuron?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("def neuron(:", "own.py: SyntaxError"),
        ("def neuron():\n    return [1 / 0]", "own.py: ZeroDivisionError: division by zero"),
        ("def neuron():\n    return [(1,)]", "a tuple of its arguments, 3 of them, got (1,)"),
        ("def neuron():\n    return 7", "own.py: TypeError: 'int' object is not iterable"),
        (
            "def neuron():\n    return [(['a'], [1], 0)]",
            "the course's own answer stops at neuron(x=['a'], w=[1], b=0) with ",
        ),
    ],
)
def test_private_cases_that_can_not_be_used_are_one_sentence(folder, capsys, text, says):
    hand_in(folder, {"a.ipynb": FULL})
    (folder / "own.py").write_text(text)
    assert run(folder, "--cases", str(folder / "own.py"))[0] == 2
    assert says in capsys.readouterr().err


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


def test_the_exit_status_can_ask_for_points(folder, capsys):
    hand_in(folder, {"a.ipynb": cells("import numpy as np", KEY["sigmoid"])})
    assert run(folder, "--at-least", "2")[0] == 0
    assert run(folder, "--at-least", "2.5")[0] == 1
    assert "Exit status 1: fewer than 2.5 points for a." in capsys.readouterr().out


def test_feedback_of_an_earlier_run_is_named(folder, capsys):
    hand_in(folder, {"a.ipynb": FULL, "b.ipynb": FULL})
    run(folder)
    (folder / "in/b.ipynb").unlink()
    run(folder)
    assert "From an earlier run, and left alone: feedback/b.md." in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_not_followed(folder):
    (folder / "secret.ipynb").write_bytes(FULL)
    (folder / "in/Eve").mkdir()
    (folder / "in/Eve/a.ipynb").symlink_to(folder / "secret.ipynb")
    (folder / "in/Mallory").symlink_to(folder)
    _, rows = run(folder)
    assert {row["points"] for row in rows.values()} == {""}
    assert "symbolic link" in rows["Eve"]["status"]


def test_writing_is_whole_or_not_at_all_in_many_threads(tmp_path):
    results = grade.Results(tmp_path, {})
    marks = {"a": grade.Mark(1, "x" * 10_000)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: results.keep("same", marks), range(200)))
    assert results.recall("same")["a"].points == 1
    assert [p for p in tmp_path.rglob("*.part") if stat.S_ISREG(p.stat().st_mode)] == []
