"""The marks of earlier runs: used again where nothing that they depend on has changed."""

import os
import shutil
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from helpers.exercises.status import Status
from helpers.grading.kept import Kept
from helpers.grading.marks import Mark
from helpers.grading.workers import Worker
from tests.course import ROOT
from tests.grading.small import KEY, cells, hand_in, run


def test_an_interrupted_run_goes_on_where_it_stopped(folder, monkeypatch):
    hand_in(folder, {f"s{n}.ipynb": cells(KEY["sigmoid"], f"N = {n}") for n in range(4)})
    real, asked = Worker.rows, []

    def interrupted(worker, student):
        if len(asked) == 2:
            raise KeyboardInterrupt
        asked.append(student)
        return real(worker, student)

    def kept():
        return {path.name: path.stat().st_mtime_ns for path in memory.glob("[!w]*.json")}

    memory = folder / "out" / ".grading"
    monkeypatch.setattr(Worker, "rows", interrupted)
    assert run(folder, "--jobs", "1")[0] == 130
    monkeypatch.setattr(Worker, "rows", real)
    before = kept()
    assert len(before) == 2
    status, rows = run(folder, "--jobs", "1")
    assert (status, len(rows), len(kept())) == (0, 4, 4)
    assert {name: kept()[name] for name in before} == before
    run(folder, "--seed", "77")
    assert len(kept()) == 8


def test_writing_is_whole_or_not_at_all_in_many_threads(tmp_path):
    kept = Kept(tmp_path, {})
    marks = {"a": Mark(Status.RIGHT, "x" * 10_000, 1)}
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: kept.keep("same", marks), range(200)))
    assert kept.recall("same")["a"].points == 1
    assert [p for p in tmp_path.rglob("*.part") if stat.S_ISREG(p.stat().st_mode)] == []


FINGERPRINTS = """
import sys
from pathlib import Path
import helpers.grading.worker  # what is loaded where marks are made
from helpers.grading.kept import what_marks_depend_on

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
    bearing += [f"grading/{name}.py" for name in ("child", "sandbox", "marks", "notebook_code")]
    pictures = ["figure.py", "views/view.py", "lessons/neuron/view.py", "check.py"]
    pictures += ["grading/reports.py"]
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
    before = Kept(tmp_path, {}).basis
    monkeypatch.setattr(what, "another")
    assert Kept(tmp_path, {}).basis != before


def test_kept_marks_become_void_with_a_case_that_differs_in_its_last_digit(tmp_path):
    bases = {Kept(tmp_path, {"a": [(np.array([x]),)]}).basis for x in (0.1, 0.1 + 1e-15)}
    assert len(bases) == 2


def test_kept_marks_become_void_with_another_jail(tmp_path):
    assert Kept(tmp_path, {}).basis != Kept(tmp_path, {}, ["bwrap"]).basis
