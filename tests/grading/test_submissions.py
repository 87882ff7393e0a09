"""Whose a file is, from folders and zips as platforms make them."""

import os
import time
import zipfile
from functools import partialmethod

import pytest

from helpers.grading import budget
from helpers.grading.archives import Room
from helpers.grading.handed_in import look_through
from helpers.grading.submissions import find_class, who
from tests.grading.hostile import notebook, packed
from tests.grading.small import FULL, LESSON, MOST, hand_in, run


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
        ("Copy of 01_neuron.ipynb", False, ("", "")),
        ("Copy of Copy of 01_neuron (2).ipynb", False, ("", "")),
        ("Kopie von 01_neuron.ipynb", False, ("", "")),
        ("Lab_1_s_7_attempt_2024-03-01-10-00-00_x.ipynb", False, ("7", "")),
        ("12-7 - Ada Lovelace - Mar 1, 2024 1000 AM", True, ("Ada Lovelace", "12")),
        ("Zoe\u0308  L", True, ("Zoë L", "")),
    ],
)
def test_students_are_known_by_the_names_that_platforms_give(name, is_folder, student):
    owner = who(name, is_folder)
    assert (owner.name, owner.number) == student


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
    monkeypatch.setattr(Room, "__init__", partialmethod(Room.__init__, 2 * len(FULL) + 1000))
    with zipfile.ZipFile(folder / "inner.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("third.ipynb", FULL)
    with zipfile.ZipFile(folder / "in" / "Ada.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("first.ipynb", FULL)
        archive.write(folder / "inner.zip", "inner.zip")
        archive.writestr("second.ipynb", FULL)
    hand_in(folder, {"Bob.ipynb": FULL})
    (folder / "scratch").mkdir()
    ada, bob = find_class(folder / "in", folder / "scratch").students
    found = look_through(ada.places, folder / "scratch", time.monotonic() + 60)
    assert [shown for _, shown, _ in found.files] == ["Ada.zip/first.ipynb"]
    assert found.problems == [
        ("Ada.zip/second.ipynb", "too large"),
        ("Ada.zip/inner.zip/third.ipynb", "too large"),
    ]
    found = look_through(bob.places, folder / "scratch", time.monotonic() + 60)
    assert len(found.files) == 1


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


def test_a_flat_zip_of_moodle(folder):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr("Ada L_12_assignsubmission_file_01_neuron.ipynb", FULL)
    assert sorted(run(folder, source="class.zip")[1]) == ["Ada L"]


def test_one_notebook_is_a_class_too(folder):
    hand_in(folder, {"ada.ipynb": FULL})
    assert run(folder, source="in/ada.ipynb")[1]["ada"]["points"] == str(MOST)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_links_are_not_followed(folder):
    (folder / "secret.ipynb").write_bytes(FULL)
    (folder / "in/Eve").mkdir()
    (folder / "in/Eve/a.ipynb").symlink_to(folder / "secret.ipynb")
    (folder / "in/Mallory").symlink_to(folder)
    _, rows = run(folder)
    assert {row["points"] for row in rows.values()} == {""}
    assert "symbolic link" in rows["Eve"]["status"]


def rows_of_zip(folder, *names):
    """Grade a class's zip with a notebook under each of these names; return status and rows."""
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        for name in names:
            archive.writestr(name, FULL if name.endswith(".ipynb") else b"x")
    return run(folder, source="class.zip")


@pytest.mark.parametrize(
    ("names", "students"),
    [
        (["index.html", "1-7 - Ada L - Mar 1, 2024 1000 AM/x.ipynb"], ["Ada L"]),
        (
            [
                "1-7 - Ada L - Mar 1, 2024 1000 AM/x.ipynb",
                "1-7 - Ada L - Mar 2, 2024 900 AM/x.ipynb",
                "2-7 - Bo M - Mar 1, 2024 1000 AM/x.ipynb",
            ],
            ["Ada L", "Bo M"],
        ),
        (["adal_1_5_x.ipynb", "adal_LATE_1_6_x-1.ipynb", "bom_2_7_x.ipynb"], ["adal", "bom"]),
        (
            ["status.xlsx", "s/L_A_la_100/x.ipynb", "s/M_B_mb_200/x.ipynb"],
            ["L_A_la_100", "M_B_mb_200"],
        ),
        (["w/v/Ada/x.ipynb", "w/v/Bob/x.ipynb", "w/v/list.csv"], ["Ada", "Bob"]),
        (["Zo\u00eb.ipynb", "Zoe\u0308.ipynb"], ["Zo\u00eb"]),
        (
            ["Bo (5)/x.ipynb", "Bo_5_assignsubmission_file_/x.ipynb", "Bo/x.ipynb"],
            ["Bo", "Bo (5)", "Bo (5) [2]"],
        ),
    ],
)
def test_each_student_of_a_platform_has_one_row(names, students, folder):
    _, rows = rows_of_zip(folder, *names)
    assert sorted(rows) == sorted(students)
    assert {row["points"] for row in rows.values()} == {str(MOST)}


def test_a_name_with_a_platforms_pattern_in_it_takes_nobodys_place(folder):
    names = ["Bo_5_assignsubmission_file_/x.ipynb"]
    names += ["Bo_5_assignsubmission_file__9_assignsubmission_file_/x.ipynb"]
    status, rows = rows_of_zip(folder, *names)
    assert (status, len(rows)) == (1, 2)
    assert "can be read in two ways" in (folder / "out/report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "names",
    [
        ["lab 1/ada.ipynb", "lab 1/bob.ipynb"],
        ["lab 1/ada/x.ipynb", "lab 1/bob/x.ipynb", "lab 2/ada/x.ipynb", "lab 2/bob/x.ipynb"],
        ["01_neuron.ipynb", "Copy of 01_neuron.ipynb"],
    ],
)
def test_where_it_can_not_be_told_whose_files_these_are_the_command_says_so(names, folder):
    status, _ = rows_of_zip(folder, *names)
    assert status == 1
    report = (folder / "out/report.txt").read_text(encoding="utf-8")
    assert "if they are several students', give the command the folder" in report


def test_what_is_taken_for_nobodys_is_said(folder):
    status, _ = rows_of_zip(folder, "grades.xlsx", "Ada/x.ipynb", "Bob/x.ipynb")
    assert status == 0
    report = (folder / "out/report.txt").read_text(encoding="utf-8")
    assert "Taken for nobody's work: grades.xlsx." in report


def test_a_virtual_environment_is_not_looked_through(folder, monkeypatch):
    monkeypatch.setattr(budget, "ENTRIES", 30)
    files = {f"Ada/env/lib/{n}.py": b"" for n in range(40)} | {"Ada/env/pyvenv.cfg": b""}
    hand_in(folder, {**files, "Ada/x.ipynb": FULL})
    (ada,) = find_class(folder / "in", folder).students
    found = look_through(ada.places, folder, time.monotonic() + 60)
    assert ([shown for _, shown, _ in found.files], found.problems) == (["Ada/x.ipynb"], [])


def test_what_lies_near_the_top_is_found_among_too_many_files(folder, monkeypatch):
    monkeypatch.setattr(budget, "ENTRIES", 30)
    hand_in(folder, {f"Ada/a/b/{n}.zip": b"" for n in range(90)} | {"Ada/x.ipynb": FULL})
    (ada,) = find_class(folder / "in", folder).students
    found = look_through(ada.places, folder, time.monotonic() + 60)
    assert [shown for _, shown, _ in found.files] == ["Ada/x.ipynb"]
    assert "too many files" in found.problems[-1][1]


@pytest.mark.parametrize(
    ("at", "value"), [((6, 6), b"\x63\x00"), ((46, 30), b"\xff\xfe")], ids=["version", "name"]
)
def test_one_odd_entry_in_the_classs_zip_costs_nobody_else_anything(at, value, folder):
    with zipfile.ZipFile(folder / "class.zip", "w") as archive:
        archive.writestr("éve/x.ipynb", FULL)
        archive.writestr("bob/x.ipynb", FULL)
    data = bytearray((folder / "class.zip").read_bytes())
    for mark, place in ((b"PK\x01\x02", at[0]), (b"PK\x03\x04", at[1])):
        begin = data.index(mark) + place
        if place != 6 or mark == b"PK\x01\x02":
            data[begin : begin + 2] = value
    (folder / "class.zip").write_bytes(data)
    _, rows = run(folder, source="class.zip")
    assert len(rows) == 2
    assert rows["bob"]["points"] == str(MOST)


def test_files_that_are_no_notebooks_may_be_there_in_any_number(folder, monkeypatch):
    monkeypatch.setattr(budget, "ENTRIES", 30)
    hand_in(folder, {f"Ada/{n}.txt": b"" for n in range(90)} | {"Ada/x.ipynb": FULL})
    (ada,) = find_class(folder / "in", folder).students
    found = look_through(ada.places, folder, time.monotonic() + 60)
    assert ([shown for _, shown, _ in found.files], found.problems) == (["Ada/x.ipynb"], [])
