"""What teachers and learners met: each folder of `cases` has a README with the right outcome."""

import os
import shutil
from pathlib import Path

import pytest

from tests.grading.small import run

CASES = Path(__file__).with_name("cases")
FOUR = ["01-input-that-ipython-takes", "02-main-guard", "03-numpy-star-import", "04-display"]


def graded(tmp_path, source):
    """Grade a copy of what lies in `cases`; return the exit status and the rows by student."""
    (shutil.copytree if source.is_dir() else shutil.copyfile)(source, tmp_path / source.name)
    return run(tmp_path, source=source.name)


@pytest.mark.parametrize("case", FOUR)
def test_what_the_desk_takes_for_right_is_right(case, tmp_path):
    status, rows = graded(tmp_path, CASES / case / "in")
    assert status == 0
    assert len(rows) == len(list((CASES / case / "in").iterdir()))
    assert {row["sigmoid"] for row in rows.values()} == {"2"}


@pytest.mark.parametrize(
    "name",
    [
        "one folder deeper",
        "platform one folder deeper",
        "two wrappers.zip",
        "wrapper and a list.zip",
    ],
)
def test_each_of_a_class_in_wrappers_has_a_row(name, tmp_path):
    status, rows = graded(tmp_path, CASES / "07-class-in-wrappers" / name)
    assert (status, len(rows)) == (0, 2)
    assert all(row["lesson"] == "01_neuron" for row in rows.values())


def test_a_name_of_many_bytes_has_a_page(tmp_path):
    status, rows = graded(tmp_path, CASES / "08-name-of-many-bytes" / "in.zip")
    assert (status, len(rows)) == (0, 2)
    assert len([*(tmp_path / "out" / "feedback").glob("*.md")]) == 2
    assert (tmp_path / "out" / "report.txt").exists()


def test_a_long_output_keeps_no_code_from_being_graded(tmp_path):
    status, rows = graded(tmp_path, CASES / "09-long-output" / "in")
    assert (status, [row["points"] for row in rows.values()]) == (0, ["9"])


@pytest.mark.parametrize(("year", "points"), [(2024, "9"), (2025, "7")])
def test_the_newest_of_a_loose_file_and_a_zips_entry_counts(year, points, tmp_path):
    shutil.copytree(CASES / "10-newest-of-zip-and-file" / "in", tmp_path / "in")
    seconds = (year - 1970) * 365.25 * 86400
    os.utime(tmp_path / "in" / "student a" / "01_neuron.ipynb", (seconds, seconds))
    _, rows = run(tmp_path)
    assert [row["points"] for row in rows.values()] == [points]


def test_attempts_of_blackboard_are_one_students(tmp_path):
    status, rows = graded(tmp_path, CASES / "12-other-platforms" / "blackboard.zip")
    assert (status, sorted(rows)) == (0, ["s100", "s200"])
    assert {row["points"] for row in rows.values()} == {"9"}


def test_what_the_browser_edition_saves_is_graded_like_any_other(tmp_path):
    status, rows = graded(tmp_path, CASES / "13-browser-edition" / "in")
    assert (status, [row["points"] for row in rows.values()]) == (0, ["9"])
