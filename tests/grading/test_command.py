"""The command line, from submissions in a folder to the exit status."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from helpers.grading.command import main
from tests.course import ROOT
from tests.grading.hostile import notebook, packed
from tests.grading.small import FULL, KEY, LESSON, cells, hand_in, run


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
        main(arguments)
    assert end.value.code == 2
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_and_a_broken_zip_are_one_sentence(folder, capsys):
    assert run(folder)[0] == 2
    assert "there are no submissions" in capsys.readouterr().err
    (folder / "class.zip").write_bytes(b"PK no zip")
    assert run(folder, source="class.zip")[0] == 2


def test_the_exit_status_can_ask_for_points(folder, capsys):
    hand_in(folder, {"a.ipynb": cells("import numpy as np", KEY["sigmoid"])})
    assert run(folder, "--at-least", "2")[0] == 0
    assert run(folder, "--at-least", "2.5")[0] == 1
    assert "Exit status 1: fewer than 2.5 points for a." in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_an_end_from_outside_leaves_nothing_behind(name, folder):
    endless = "def sigmoid(z):\n    while True: pass"
    hand_in(folder, {f"{n}.ipynb": cells(endless) for n in "abc"})
    (folder / "temporary").mkdir()
    command = [sys.executable, "-m", "helpers.grading", str(folder / "in"), "--seconds", "60"]
    process = subprocess.Popen(
        [*command, "--out", str(folder / "out")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    started = below(process.pid, lambda names: len(names) >= 2)
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=30)
    assert process.returncode == 128 + getattr(signal, name)
    assert b"the same command goes on" in said
    assert [*(folder / "temporary").iterdir()] == []
    wait_for(lambda: not any(map(is_running, started)))


def below(pid, enough):
    """Return the processes below one, as soon as there are enough and a child computes."""
    found = []

    def there():
        found[:] = psutil.Process(pid).children(recursive=True)
        return enough(found) and any(sum(one.cpu_times()[:2]) > 1 for one in found[1:])

    wait_for(there)
    return found


def is_running(process):
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)
