"""The folder of results: what an earlier run leaves is used or kept, never lost."""

import os
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from helpers.exercises.status import Status
from helpers.grading import command
from helpers.grading.marks import Mark
from helpers.grading.results import Results
from tests.course import ROOT
from tests.grading.small import FULL, KEY, cells, hand_in, run


def test_an_interrupted_run_goes_on_where_it_stopped(folder, monkeypatch):
    hand_in(folder, {f"s{n}.ipynb": cells(KEY["sigmoid"], f"N = {n}") for n in range(4)})
    real, graded = command.mark_notebook, []

    def interrupted(code, *rest):
        if len(graded) == 2:
            raise KeyboardInterrupt
        graded.append(code)
        return real(code, *rest)

    monkeypatch.setattr(command, "mark_notebook", interrupted)
    assert run(folder, "--jobs", "1")[0] == 130
    monkeypatch.setattr(command, "mark_notebook", lambda *a: graded.append(a) or real(*a))
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


def test_feedback_of_an_earlier_run_is_named(folder, capsys):
    hand_in(folder, {"a.ipynb": FULL, "b.ipynb": FULL})
    run(folder)
    (folder / "in/b.ipynb").unlink()
    run(folder)
    assert "From an earlier run, and left alone: feedback/b.md." in capsys.readouterr().out


def test_writing_is_whole_or_not_at_all_in_many_threads(tmp_path):
    results = Results(tmp_path, {})
    marks = {"a": Mark(Status.RIGHT, "x" * 10_000, 1)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: results.keep("same", marks), range(200)))
    assert results.recall("same")["a"].points == 1
    assert [p for p in tmp_path.rglob("*.part") if stat.S_ISREG(p.stat().st_mode)] == []


FINGERPRINTS = """
import sys
from pathlib import Path
from helpers.grading.results import what_marks_depend_on

def changed(path):
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "# another", encoding="utf-8")
    after = what_marks_depend_on()
    path.write_text(text, encoding="utf-8")
    return after != before

before = what_marks_depend_on()
print(*(file for file in sys.argv[1:] if changed(Path("helpers", file))))
"""


def test_kept_marks_become_void_with_what_they_depend_on_and_not_with_a_picture(tmp_path):
    shutil.copytree(ROOT / "helpers", tmp_path / "helpers")
    bearing = ["network.py", "exercises/exercise.py", "lessons/neuron/exercises.py"]
    bearing += [f"grading/{name}.py" for name in ("child", "jail", "marks", "notebook_code")]
    pictures = ["figure.py", "views/view.py", "lessons/neuron/view.py", "check.py"]
    process = subprocess.run(
        [sys.executable, "-B", "-P", "-c", FINGERPRINTS, *bearing, *pictures],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert process.stdout.split() == bearing


@pytest.mark.parametrize("what", ["sys.version", "numpy.__version__"])
def test_kept_marks_become_void_with_another_python_or_numpy(what, tmp_path, monkeypatch):
    before = Results(tmp_path, {}).basis
    monkeypatch.setattr(what, "another")
    assert Results(tmp_path, {}).basis != before


def test_kept_marks_become_void_with_a_case_that_differs_in_its_last_digit(tmp_path):
    bases = {Results(tmp_path, {"a": [(np.array([x]),)]}).basis for x in (0.1, 0.1 + 1e-15)}
    assert len(bases) == 2
