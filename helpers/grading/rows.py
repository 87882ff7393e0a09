"""The lines of the table."""

from dataclasses import asdict, dataclass, field
from enum import Enum, auto

from helpers.grading.marks import marks_as_data, marks_from_data


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
    lesson : the lesson's name, "" where nothing could be graded
    notes : what the student's page says besides, in sentences
    doubt : why it can't be told whose this is, "" where it can
    answers : a fingerprint of the answers but for spaces and comments, "" where there are none
    marks : name of the exercise → Mark, in the lesson's order
    """

    student: str
    file: str
    status: FileStatus
    reason: str = ""
    lesson: str = ""
    notes: list = field(default_factory=list)
    doubt: str = ""
    answers: str = ""
    marks: dict = field(default_factory=dict)

    @property
    def points(self):
        """The points reached."""
        return sum(mark.points or 0 for mark in self.marks.values())


def row_as_data(row):
    """Return a row as JSON can carry it."""
    return asdict(row) | {"status": row.status.name, "marks": marks_as_data(row.marks)}


def row_from_data(data):
    """Return the row of which `row_as_data` made this."""
    status, marks = FileStatus[data["status"]], marks_from_data(data["marks"])
    return Row(**data | {"status": status, "marks": marks})
