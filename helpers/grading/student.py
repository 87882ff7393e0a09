"""One student, from files to rows: what is read, which notebook counts, what each answer gets."""

import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from helpers.grading import budget
from helpers.grading.handed_in import look_through
from helpers.grading.kept import Kept, fingerprint
from helpers.grading.marks import mark_notebook
from helpers.grading.notebook_code import Code, read_code
from helpers.grading.rows import FileStatus, Row
from helpers.grading.submissions import who
from helpers.lessons import LESSONS

NOTES = 100  # of what can't be read that a page may name
UNREAD = 5  # rows of one student's files that can't be read


@dataclass
class Grader:
    """What is the same for all students of a run.

    Attributes
    ----------
    cases : name of the exercise → its cases
    kept : the marks of earlier runs
    seconds : for one call
    jail : the command before Python's
    scratch : an empty folder for what comes out of zips
    skip : a folder that is none of the students', or None
    lessons : those asked for; empty for all that a student began
    """

    cases: dict
    kept: Kept
    seconds: float = budget.CALL_SECONDS
    jail: tuple = ()
    scratch: Path = None
    skip: Path = None
    lessons: list = field(default_factory=list)

    def rows(self, student):
        """Yield a student's rows: a notebook for each lesson, and what could not be read."""
        end = time.monotonic() + budget.student_seconds(self.seconds)
        with tempfile.TemporaryDirectory(dir=self.scratch, ignore_cleanup_errors=True) as folder:
            found = look_through(student.places, Path(folder), end, self.skip)
            notebooks, unread = self.read(student, found, end)
        problems = student.problems + found.problems
        yield from self.judged(student, notebooks, problems, end)
        if not notebooks and not unread:
            (file, why), *_ = [*problems, *student.nothing, (student.name, "nothing found")]
            yield Row(student.name, file, FileStatus.UNREAD, why, doubt=student.doubt)
        elif self.lessons and not unread and not self.counted(notebooks):
            why = f"no notebook of {', '.join(self.lessons)}"
            yield Row(student.name, found.files[0][1], FileStatus.UNREAD, why)
        yield from alike_in_one(unread)[:UNREAD]

    def read(self, student, found, end):
        """Return a student's notebooks, by lesson, and the rows of those that can't be read."""
        notebooks, unread = defaultdict(list), []
        for path, shown, when in found.files:
            try:
                notebook = read_file(path, shown, when, end)
            except (OSError, ValueError) as error:
                unread.append(Row(student.name, shown, FileStatus.UNREAD, _words(error)))
                continue
            for lesson in notebook.code.lessons:
                notebooks[lesson].append(notebook)
        return notebooks, unread

    def judged(self, student, notebooks, problems, end):
        """Yield the rows of the notebooks that count."""
        notes = [f"{file}: {why}." for file, why in problems[:NOTES]]
        for lesson in self.counted(notebooks):
            row, code = choose(student, lesson, notebooks[lesson])
            row.notes += notes
            notes = []
            row.marks = self.marks(code, lesson, end)
            yield row

    def counted(self, notebooks):
        """Return the lessons of a student that are rows: those asked for, else those begun.

        Who hands in the whole course has begun a part of it; who began nothing has one row.
        """
        there = [lesson for lesson in LESSONS if lesson in notebooks]
        if self.lessons:
            return [lesson for lesson in there if lesson in self.lessons]
        begun = [n for n in there if any(one.code.is_begun(n) for one in notebooks[n])]
        return begun or there[:1]

    def marks(self, code, lesson, end):
        """Return the marks of a notebook, from an earlier run where there is one."""
        key = self.kept.key(code, lesson)
        marks = self.kept.recall(key)
        if marks is None:
            most = min(budget.notebook_seconds(self.seconds), end - time.monotonic())
            marks = mark_notebook(code, lesson, self.cases, self.jail, self.seconds, most)
            # What took too long may be quicker the next time.
            if not any(mark.gave_up for mark in marks.values()):
                self.kept.keep(key, marks)
        return marks


def alike_in_one(unread):
    """Return one row for each reason why files can't be read."""
    rows = {}
    for row in unread:
        rows.setdefault(row.reason, []).append(row)
    for reason, (first, *more) in rows.items():
        first.reason = reason + (f", like {len(more)} more" if more else "")
    return [first for first, *_ in rows.values()]


@dataclass
class Notebook:
    """A notebook that was read.

    Attributes
    ----------
    file : as the table shows it
    time : of its change, in seconds
    code : what is kept of it
    """

    file: str
    time: float
    code: Code


def read_file(path, shown, when, end):
    """Return the Notebook of a file, if it can be read before the time `end`.

    Raises
    ------
    OSError, ValueError
        If it can't be read, or holds nothing that can be graded.
    """
    if time.monotonic() > end:
        raise ValueError("not read: the student's time was used up")
    if path.stat().st_size > budget.NOTEBOOK_BYTES:
        raise ValueError(f"too large: more than {budget.NOTEBOOK_BYTES // 10**6} MB")
    return Notebook(shown, when, read_code(path.read_bytes()))


def choose(student, lesson, notebooks):
    """Return the Row of the notebook that counts for a lesson, without marks, and its Code."""
    # Who hands in the whole course may have answered in a copy beside the blank notebook.
    notebooks.sort(key=lambda n: (n.code.is_begun(lesson), n.time, n.file))
    newest = notebooks[-1]
    code = newest.code
    row = Row(student.name, newest.file, FileStatus.GRADED, lesson=lesson, notes=[*code.notes])
    row.doubt = student.doubt
    begun = [notebook for notebook in notebooks if notebook.code.is_begun(lesson)]
    if not begun:
        row.status = FileStatus.BLANK
    elif len(begun) > 1:
        row.status = FileStatus.NEWEST
        row.notes.append(f"Not counted: {', '.join(other.file for other in begun[:-1])}.")
        row.doubt = row.doubt or doubt(student, [one.file for one in begun])
    answers = code.answers_of(lesson)
    row.answers = fingerprint(*answers) if any(answers) else ""
    return row, code


def doubt(student, files):
    """Return why several notebooks of one lesson may not be one student's, "" where they are.

    In a class that lies one folder deeper than it seems, a student is taken for an attempt.
    """
    parts = [PurePosixPath(file).parts for file in files]
    folders = {part[:2] for part in parts if len(part) > 2}
    several = len(folders) > len({folder[0] for folder in folders})
    names = {who(part[-1], is_folder=False).name for part in parts} - {""}
    if several or not student.is_named or (student.is_alone and len(names) > 1):
        return (
            f"{student.name} has several notebooks for one lesson; if they are several students', "
            "give the command the folder that these are in"
        )
    return ""


def _words(error):
    if isinstance(error, OSError):
        return f"could not be read: {error.strerror}"
    return str(error)
