"""One student, from files to rows: what is read, which notebook counts, what each answer gets."""

import time
from collections import defaultdict
from dataclasses import dataclass, field

from helpers.grading import budget
from helpers.grading.kept import Kept, fingerprint
from helpers.grading.marks import mark_notebook
from helpers.grading.notebook_code import Code, read_code
from helpers.grading.rows import FileStatus, Row
from helpers.lessons import LESSONS


@dataclass
class Grader:
    """What is the same for all students of a run.

    Attributes
    ----------
    cases : name of the exercise → its cases
    kept : the marks of earlier runs
    seconds : for one call
    jail : the command before Python's
    lessons : those asked for; empty for all that a student began
    """

    cases: dict
    kept: Kept
    seconds: float = budget.CALL_SECONDS
    jail: tuple = ()
    lessons: list = field(default_factory=list)

    def rows(self, student):
        """Yield a student's rows: a notebook for each lesson, and what could not be read."""
        end = time.monotonic() + budget.student_seconds(self.seconds)
        notebooks, unread = defaultdict(list), []
        for path, shown in student.files:
            try:
                found = read_file(path, shown, end)
            except (OSError, ValueError) as error:
                unread.append(Row(student.name, shown, FileStatus.UNREAD, _words(error)))
                continue
            for lesson in found.code.lessons:
                notebooks[lesson].append(found)
        problems = [f"{file}: {why}." for file, why in student.problems]
        for lesson in self.counted(notebooks):
            row, code = choose(student.name, lesson, notebooks[lesson])
            row.notes += problems
            problems = []
            row.marks = self.marks(code, lesson, end)
            yield row
        if not notebooks and not unread:
            (file, why), *_ = [*student.problems, *student.nothing, (student.name, "nothing found")]
            yield Row(student.name, file, FileStatus.UNREAD, why)
        elif self.lessons and not unread and not self.counted(notebooks):
            why = f"no notebook of {', '.join(self.lessons)}"
            yield Row(student.name, student.files[0][1], FileStatus.UNREAD, why)
        yield from unread

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


def read_file(path, shown, end):
    """Return the Notebook of a file, if it can be read before the time `end`.

    Raises
    ------
    OSError, ValueError
        If it can't be read, or holds nothing that can be graded.
    """
    if time.monotonic() > end:
        raise ValueError("not read: the student's time was used up")
    found = path.stat()
    if found.st_size > budget.NOTEBOOK_BYTES:
        raise ValueError(f"too large: more than {budget.NOTEBOOK_BYTES // 10**6} MB")
    return Notebook(shown, found.st_mtime, read_code(path.read_bytes()))


def choose(student, lesson, notebooks):
    """Return the Row of the notebook that counts for a lesson, without marks, and its Code."""
    # Who hands in the whole course may have answered in a copy beside the blank notebook.
    notebooks.sort(key=lambda n: (n.code.is_begun(lesson), n.time, n.file))
    newest = notebooks[-1]
    code = newest.code
    row = Row(student, newest.file, FileStatus.GRADED, lesson=lesson, notes=[*code.notes])
    begun = [notebook for notebook in notebooks if notebook.code.is_begun(lesson)]
    if not begun:
        row.status = FileStatus.BLANK
    elif len(begun) > 1:
        row.status = FileStatus.NEWEST
        row.notes.append(f"Not counted: {', '.join(other.file for other in begun[:-1])}.")
    answers = code.answers_of(lesson)
    row.answers = fingerprint(*answers) if any(answers) else ""
    return row, code


def _words(error):
    if isinstance(error, OSError):
        return f"could not be read: {error.strerror}"
    return str(error)
