"""There and back: what Moodle and Canvas export, with the marks filled in."""

import csv
import io
import zipfile

import pytest

from helpers.exercises.status import Status
from helpers.grading import command
from helpers.grading.gradebook import feedback_zip, fill, name_keys, read_gradebook, written
from helpers.grading.marks import Mark
from helpers.grading.rows import FileStatus, Row
from helpers.grading.submissions import Student
from tests.course import key_functions
from tests.grading.hostile import notebook, packed
from tests.grading.small import FULL, KEY, LESSON, MOST

# As Moodle's "Download grading worksheet" writes it.
MOODLE = """\ufeffIdentifier,"Full name","Email address",Status,Grade,"Maximum Grade",\
"Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"
"Participant 101","Ada Lovelace",ada@example.org,"Submitted for grading",,{most},Yes,\
"Monday, 2 November 2026, 9:00 AM",-,
"Participant 102","José Núñez",jose@example.org,"Submitted for grading",,{most},Yes,\
"Monday, 2 November 2026, 9:05 AM",-,"Well, ""nearly"" so"
"Participant 103","Bo Li",bo@example.org,"No submission",,{most},Yes,-,-,
"Participant 104","Cy Young",cy@example.org,"Submitted for grading",3.00,{most},No,\
"Monday, 2 November 2026, 9:05 AM","Tuesday, 3 November 2026, 9:05 AM",
"""
# As Canvas's "Export entire gradebook" writes it.
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Neuron (7001),Essay (7002),\
Current Score,Final Score
,,,,,Manual Posting,,(read only),(read only)
    Points Possible,,,,,{most},20,(read only),(read only)
"Lovelace, Ada",101,s101,ada,Lab 1,,17,85.0,42.5
"Núñez, José",102,s102,jose,Lab 1,4,18,90.0,45.0
"Li, Bo",103,s103,bo,"Lab 1, evening",,,,0.0
"Student, Test",999,,x9f,Lab 1,,,,
"""


def book_of(folder, text, **options):
    path = folder / "export.csv"
    path.write_bytes(text.format(most=options.pop("most", MOST)).encode())
    return read_gradebook(path, **options)


def lines_of(text):
    return [*csv.reader(io.StringIO(text.removeprefix("\ufeff")))]


def row(name, points):
    marks = {"neuron": Mark(Status.RIGHT, "", points)}
    return Row(name, "x", FileStatus.GRADED, lesson=LESSON, marks=marks)


def changed(before, after):
    """Return which cells differ, `(first cell of the line, column): cell`."""
    assert [len(line) for line in before] == [len(line) for line in after]
    return {
        (old[0], before[0][place]): new[place]
        for old, new in zip(before, after, strict=True)
        for place in range(len(old))
        if old[place] != new[place]
    }


def test_moodle_there_and_back(tmp_path):
    students = [Student("Ada Lovelace", "101"), Student("José Núñez", "102")]
    book = book_of(tmp_path, MOODLE)
    before = (tmp_path / "export.csv").read_bytes().decode()
    said, undone = fill(book, students, [row("Ada Lovelace", 9), row("José Núñez", 6)], [LESSON])
    assert changed(lines_of(before), lines_of(book.text())) == {
        ("Participant 101", "Grade"): "9",
        ("Participant 102", "Grade"): "6",
    }
    assert book.text().startswith("\ufeffIdentifier")
    assert undone == []
    assert said == ["Gradebook: 2 marks of 4 lines filled in."]


def test_canvas_there_and_back(tmp_path):
    students = [Student("lovelaceada", "101"), Student("núñezjosé", "102")]
    book = book_of(tmp_path, CANVAS, column="Neuron")
    before = (tmp_path / "export.csv").read_bytes().decode()
    _, undone = fill(book, students, [row("lovelaceada", 9), row("núñezjosé", 6)], [LESSON])
    assert changed(lines_of(before), lines_of(book.text())) == {
        ("Lovelace, Ada", "Neuron (7001)"): "9",
        ("Núñez, José", "Neuron (7001)"): "6",
    }
    assert undone == []


@pytest.mark.parametrize(("separator", "end"), [(",", "\n"), (";", "\r\n"), ("\t", "\n")])
def test_a_file_comes_back_as_it_was_written(tmp_path, separator, end):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=end)
    writer.writerows(lines_of(CANVAS.format(most=9)))
    (tmp_path / "book.csv").write_bytes(text.getvalue().encode())
    assert read_gradebook(tmp_path / "book.csv", "7001").text() == text.getvalue()


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["Ada Lovelace"], ["Participant 101"]),
        (["ada lovelace"], ["Participant 101"]),
        (["Lovelace, Ada"], ["Participant 101"]),
        (["José Núñez"], ["Participant 102"]),
        (["Jose\u0301 Nu\u0301n\u0303ez"], ["Participant 102"]),
        (["bo@example.org"], ["Participant 103"]),
        (["Ada"], []),
        (["Ada Lovelace", "Lovelace, Ada"], []),
    ],
)
def test_without_a_number_a_name_must_be_the_only_one(tmp_path, names, found):
    book = book_of(tmp_path, MOODLE)
    students = [Student(name) for name in names]
    _, undone = fill(book, students, [row(name, 9) for name in names], [LESSON])
    filled = [line[0] for line in lines_of(book.text())[1:] if line[4] == "9"]
    assert filled == found
    assert len(undone) == (0 if found else len(names))


def test_a_name_that_two_lines_have_is_nobodys(tmp_path):
    twins = MOODLE + '"Participant 105","Ada Lovelace",ada2@example.org,x,,{most},Yes,-,-,\n'
    book = book_of(tmp_path, twins)
    _, undone = fill(book, [Student("Ada Lovelace")], [row("Ada Lovelace", 9)], [LESSON])
    assert undone == ["not in the gradebook: Ada Lovelace (this name is there 2 times)"]


def test_a_number_of_another_assignment_gives_nobody_a_mark(tmp_path):
    book = book_of(tmp_path, MOODLE)
    students = [Student("Bo Li", "101"), Student("Di", "555"), Student("Participant", "103")]
    _, undone = fill(book, students, [row(s.name, 9) for s in students], [LESSON])
    assert undone[0] == "not in the gradebook: Bo Li (number 101 is somebody else's there)"
    assert "number 555 is there 0 times" in undone[1]
    assert [line[0] for line in lines_of(book.text()) if line[4] == "9"] == ["Participant 103"]


def test_a_mark_that_is_locked_or_missing_is_named(tmp_path):
    book = book_of(tmp_path, MOODLE)
    students = [Student("Cy Young", "104"), Student("Bo Li", "103")]
    unread = Row("Bo Li", "x", FileStatus.UNREAD, "empty")
    _, undone = fill(book, students, [row("Cy Young", 9), unread], [LESSON])
    assert undone == [
        "no mark to fill in for Bo Li",
        "the platform lets nobody change the mark of Cy Young",
    ]
    assert lines_of(book.text()) == lines_of(MOODLE.format(most=MOST))


@pytest.mark.parametrize(
    ("most", "mark"), [("100.00", "66.67"), ('"100,00"', "66,67"), ("4.5", "3"), ("9", "6")]
)
def test_points_are_on_the_platforms_scale(tmp_path, most, mark):
    book = book_of(tmp_path, MOODLE, most=most)
    said, _ = fill(book, [Student("Bo Li", "103")], [row("Bo Li", 6)], [LESSON])
    assert book.lines[3][4] == mark
    assert any("points here are" in words for words in said) == (most != "9")


def test_a_mark_that_is_no_number_is_not_filled_in(tmp_path):
    book = book_of(tmp_path, MOODLE, most="Pass")
    with pytest.raises(ValueError, match="'Pass' in the gradebook"):
        fill(book, [Student("Bo Li", "103")], [row("Bo Li", 6)], [LESSON])


def test_what_is_no_gradebook_is_refused_in_a_sentence(tmp_path):
    for text in ("", "a,b\n1,2\n", "\x00", '"'):
        with pytest.raises(ValueError, match="no grading worksheet of Moodle"):
            book_of(tmp_path, text)
    with pytest.raises(ValueError, match="got nothing; there are: Neuron"):
        book_of(tmp_path, CANVAS)


def test_marks_are_written_short():
    assert [written(mark, "9") for mark in (6.0, 6.5, 2 / 3, 10, 0)] == [
        "6",
        "6.5",
        "0.67",
        "10",
        "0",
    ]
    assert name_keys("Lovelace, Ada") == {"lovelaceada", "adalovelace"}


def test_feedback_lies_in_the_folders_that_moodle_made(tmp_path):
    file = "Ada_Mae Lovelace_101_assignsubmission_file_/x.ipynb"
    students = [Student("Ada_Mae Lovelace", "101", [("", file)]), Student("Bo Li"), Student("Di")]
    pages = {student.name: f"<p>{student.name}" for student in students}
    data = feedback_zip(pages, students, book_of(tmp_path, MOODLE))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert archive.read(names[0]) == b"<p>Ada_Mae Lovelace"
    assert names == [
        "Ada Mae Lovelace_101_assignsubmission_file_/feedback.html",
        "Bo Li_103_assignsubmission_file_/feedback.html",
    ]
    # Moodle takes the parts between the first underscores.
    assert [name.split("_", 4)[1:4] for name in names] == [
        [number, "assignsubmission", "file"] for number in ("101", "103")
    ]
    assert feedback_zip(pages, [Student("Bo Li")]) is None
    assert feedback_zip(pages, [Student("libo", "7", [("", "libo_7_8_x.ipynb")])]) is None


@pytest.fixture
def moodle_class(tmp_path):
    """A download of Moodle's as a zip, and its worksheet."""
    wrong = packed(notebook(LESSON, KEY | {"boundary": "def boundary(w, b, x1): return 0"}))
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        folder = "{}_assignsubmission_file_/01_neuron.ipynb"
        archive.writestr(folder.format("Ada Lovelace_101"), FULL)
        archive.writestr(folder.format("Jose Nunez_102"), wrong)
        archive.writestr(folder.format("Eve_777"), wrong)
    (tmp_path / "sheet.csv").write_bytes(MOODLE.format(most="10.00").encode())
    return tmp_path


def test_the_command_fills_in_the_worksheet_and_packs_the_feedback(moodle_class, capsys):
    out = moodle_class / "out"
    paths = [str(moodle_class / "class.zip"), "--out", str(out)]
    status = command.main([*paths, "--gradebook", str(moodle_class / "sheet.csv")])
    said = capsys.readouterr().out
    assert status == 1
    assert "Exit status 1: not in the gradebook: Eve (number 777 is there 0 times)." in said
    assert "9 points here are 10 there." in said
    before = lines_of((moodle_class / "sheet.csv").read_text(encoding="utf-8"))
    after = lines_of((out / "gradebook.csv").read_bytes().decode())
    assert changed(before, after) == {
        ("Participant 101", "Grade"): "10",
        ("Participant 102", "Grade"): "6.67",
    }
    with zipfile.ZipFile(out / "feedback.zip") as archive:
        assert len(archive.namelist()) == 3
        assert b"9 of 9 points" in archive.read(
            "Ada Lovelace_101_assignsubmission_file_/feedback.html"
        )


def test_several_lessons_need_a_word_which_one_the_column_is_for(tmp_path, capsys):
    other = packed(notebook("02_network", key_functions("02_network")))
    (tmp_path / "in/Ada Lovelace").mkdir(parents=True)
    (tmp_path / "in/Ada Lovelace/a.ipynb").write_bytes(FULL)
    (tmp_path / "in/Ada Lovelace/b.ipynb").write_bytes(other)
    (tmp_path / "sheet.csv").write_bytes(MOODLE.format(most=MOST).encode())
    asked = [str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    asked += ["--gradebook", str(tmp_path / "sheet.csv")]
    assert command.main(asked) == 1
    assert "say with --lessons which of 01_neuron, 02_network" in capsys.readouterr().out
    assert command.main([*asked, "--lessons", "01"]) == 0
    filled = lines_of((tmp_path / "out/gradebook.csv").read_bytes().decode())
    assert filled[1][4] == str(MOST)
