"""What a teacher and a student read: the table, the pages, the summary; Gradescope's JSON."""

import csv
import io
import json
import re
from collections import defaultdict

from helpers.exercises.status import Status
from helpers.grading.jail import isolation
from helpers.grading.rows import FileStatus
from helpers.lessons import LESSONS, exercises_of

SIGNS = {
    Status.MISSING: "○",
    Status.BLANK: "○",
    Status.UNREADABLE: "✗",
    Status.WRONG: "✗",
    Status.RIGHT: "✓",
}
WORDS = {
    FileStatus.GRADED: "graded",
    FileStatus.BLANK: "not started",
    FileStatus.NEWEST: "two notebooks for one lesson: the newest counted",
}


def status_words(row):
    """Return in words what became of a row's file."""
    return WORDS.get(row.status, row.reason)


def table(rows):
    """Return the text of grades.csv."""
    lessons = [lesson for lesson in LESSONS if any(row.lesson == lesson for row in rows)]
    names = [exercise.name for lesson in lessons for exercise in exercises_of(lesson)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["student", "lesson", "file", "status", "points", "max", *names])
    for row in rows:
        marks = [getattr(row.marks.get(name), "points", "") for name in names]
        totals = [row.points, _most(row)] if row.lesson else ["", ""]
        words = [_for_spreadsheet(word) for word in (row.student, row.lesson, row.file)]
        writer.writerow([*words, _for_spreadsheet(status_words(row)), *totals, *marks])
    return "\ufeff" + text.getvalue()  # the mark without which Excel takes UTF-8 for something else


def _most(row):
    return sum(exercise.points for exercise in exercises_of(row.lesson))


def _for_spreadsheet(text):
    """Return text that no spreadsheet takes for a formula."""
    text = _one_line(text)
    return f"'{text}" if text[:1] in tuple("=+-@") else text


def _one_line(text):
    """Return text without line ends and other control characters, which could rule a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def feedback(rows):
    """Return the text of each student's page, by a name that a file can have."""
    students = defaultdict(list)
    for row in rows:
        students[row.student].append(row)
    pages = {}
    for student, own in students.items():
        name, number = _file_name(student), 2
        while name.casefold() in {known.casefold() for known in pages}:
            name, number = f"{_file_name(student)} {number}", number + 1
        pages[name] = "\n".join([f"# {_markdown(student)}", "", *map(_section, own)])
    return pages


def _file_name(student):
    name = re.sub(r'[\\/:*?"<>|]', "-", _one_line(student))[:80].strip(" .") or "student"
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)
    return f"{name}-" if reserved else name


def _section(row):
    lines = [f"{_markdown(row.file)}: {_markdown(status_words(row))}.", ""]
    if row.lesson:
        lines = [f"## {row.lesson}: {row.points} of {_most(row)} points", "", *lines]
        points = {e.name: e.points for e in exercises_of(row.lesson)}
        for name, mark in row.marks.items():
            sign = SIGNS[mark.status]
            reached = f"{mark.points or 0} of {points[name]} points"
            lines.append(f"- {sign} `{name}` ({reached}): {_markdown(mark.text)}")
        lines += ["", *(f"- {_markdown(note)}" for note in row.notes[:20]), ""]
    return "\n".join(lines)


def _markdown(text):
    """Return text that is shown as it is: some of it was written by those who handed in."""
    # Brackets alone do nothing: a link needs `](`, and a line that begins with one.
    return re.sub(r"([\\`*<|~]|(?<=\])\(|^[#>\[])", r"\\\1", _one_line(text))


def gradescope(rows):
    """Return the text of Gradescope's results.json for one submission."""
    tests = [
        {
            "name": f"{row.lesson}: {exercise.name}",
            "score": row.marks[exercise.name].points or 0,
            "max_score": exercise.points,
            "output": _one_line(row.marks[exercise.name].text),
        }
        for row in rows
        if row.lesson
        for exercise in exercises_of(row.lesson)
    ]
    said = "\n".join(_one_line(f"{row.file}: {status_words(row)}") for row in rows)
    score = sum(row.points for row in rows)
    return json.dumps({"score": score, "output": said, "tests": tests}, indent=1)


def summary(rows, seed):
    """Return the report's lines: how many of each status, who is alike, what held submissions."""
    lines = []
    statuses = defaultdict(list)
    for row in rows:
        statuses[row.status, status_words(row)].append(row.student)
    for (status, words), names in sorted(statuses.items(), key=lambda item: -len(item[1])):
        named = f": {some(names)}" if status in (FileStatus.UNREAD, FileStatus.NEWEST) else ""
        lines.append(f"{len(names):5d}  {_one_line(words)}{named}")
    for lesson in LESSONS:
        points = [row.points for row in rows if row.lesson == lesson]
        if points:
            most = sum(exercise.points for exercise in exercises_of(lesson))
            mean = sum(points) / len(points)
            lines.append(
                f"{lesson}: {mean:.1f} of {most} points on average, notebooks: {len(points)}"
            )
    for lesson, names in identical(rows):
        lines.append(f"The same code for all answers of {lesson}: {some(names)}.")
    return [*lines, f"Seed {seed}. {isolation().words}"]


def some(names):
    """Return in words the first of these names, and how many more there are."""
    names = [_one_line(name)[:60] for name in dict.fromkeys(names)]
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def identical(rows):
    """Return `[(lesson, students)]` whose answers are the same but for spaces and comments."""
    alike = defaultdict(list)
    for row in rows:
        if row.answers:
            alike[row.lesson, row.answers].append(row.student)
    return [(lesson, names) for (lesson, _), names in alike.items() if len(set(names)) > 1]
