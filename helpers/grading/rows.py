"""The lines of the table: which of a student's notebooks counts for a lesson, and what is read."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum, auto

from helpers.grading.notebook_code import Code, read_code
from helpers.grading.submissions import NOTEBOOK_BYTES


class FileStatus(Enum):
    """What became of a file."""

    GRADED = auto()
    BLANK = auto()
    NEWEST = auto()  # of two notebooks for one lesson
    UNREAD = auto()  # the row's reason says why


@dataclass
class Row:
    """One line of the table.

    Attributes
    ----------
    student, file : as the table shows them
    status : what became of the file
    reason : why nothing could be graded, "" where something could
    code : what is kept of the notebook, None where nothing could be graded
    time : the file's time of change, in seconds
    marks : name of the exercise → Mark
    """

    student: str
    file: str
    status: FileStatus
    reason: str = ""
    code: Code | None = None
    time: float = 0
    marks: dict = field(default_factory=dict)

    @property
    def points(self):
        """The points reached."""
        return sum(mark.points or 0 for mark in self.marks.values())

    @property
    def lesson(self):
        """The lesson's name, "" where nothing could be graded."""
        return self.code.lesson if self.code else ""


def read_student(student):
    """Return the rows of a student: a notebook for each lesson, and what could not be read."""
    rows = [read_file(student.name, *file) for file in student.files]
    lessons = defaultdict(list)
    for row in rows:
        if row.code:
            lessons[row.code.lesson].append(row)
    counted = []
    for notebooks in lessons.values():
        # Who hands in the whole course may have answered in a copy beside the blank notebook.
        notebooks.sort(key=lambda row: (row.status is not FileStatus.BLANK, row.time, row.file))
        newest = notebooks[-1]
        counted.append(newest)
        begun = [row for row in notebooks if row.status is not FileStatus.BLANK]
        if len(begun) > 1:
            newest.status = FileStatus.NEWEST
            others = ", ".join(row.file for row in begun[:-1])
            newest.code.notes.append(f"Not counted: {others}.")
    unread = [row for row in rows if row.code is None]
    if counted:
        counted[0].code.notes += [f"{file}: {why}." for file, why in student.problems]
    elif not unread:
        unread = [
            Row(student.name, file, FileStatus.UNREAD, why) for file, why in student.problems[:1]
        ]
    return sorted(counted, key=lambda row: row.code.lesson) + unread


def read_file(student, path, shown):
    """Return the row of a notebook, not graded yet."""
    row = Row(student, shown, FileStatus.UNREAD)
    try:
        found = path.stat()
        row.time = found.st_mtime
        if found.st_size > NOTEBOOK_BYTES:
            raise ValueError("too large")
        row.code = read_code(path.read_bytes())
        begun = any(row.code.answers.values()) or row.code.broken
        row.status = FileStatus.GRADED if begun else FileStatus.BLANK
    except OSError as error:
        row.reason = f"could not be read: {error.strerror}"
    except ValueError as error:
        row.reason = str(error)
    return row
