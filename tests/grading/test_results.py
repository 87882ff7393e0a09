"""The folder of results: what others wrote there is never lost."""

from helpers.grading.results import keep_seed
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
    left = "From an earlier run, and left alone: feedback/b.md, feedback/b.html."
    assert left in capsys.readouterr().out


def test_the_seed_is_drawn_for_each_folder_and_kept_there(tmp_path):
    drawn = {keep_seed(tmp_path / str(number)) for number in range(5)}
    assert len(drawn) == 5
    assert keep_seed(tmp_path / "0") in drawn
    assert keep_seed(tmp_path / "0", 7) == 7
    assert keep_seed(tmp_path / "0") == 7
    (tmp_path / "1/.grading/seed").write_text("spoilt")
    assert keep_seed(tmp_path / "1") == keep_seed(tmp_path / "1")
