"""The command line, from submissions in a folder to the exit status."""

import pytest

from helpers.grading.command import main
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
