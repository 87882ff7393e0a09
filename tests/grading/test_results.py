"""The folder of results: what others wrote there is never lost."""

from tests.grading.small import FULL, hand_in, run


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
