"""A student's page, as Markdown and as a file that any browser shows, also on a phone."""

from collections import defaultdict

from helpers.exercises.status import Status
from helpers.grading.rows import FileStatus
from helpers.grading.texts import escaped, file_name, markdown
from helpers.lessons import exercises_of

ANSWER = 3000  # characters of what is told of one
NOTES = 20  # on one notebook
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
# One file without anything from elsewhere: it opens from a mail, or in a learning platform.
HTML = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 0 auto; padding: 1rem;
  overflow-wrap: anywhere; background: Canvas; color: CanvasText }}
h1, h2 {{ line-height: 1.2 }}
code {{ font-family: ui-monospace, monospace }}
li {{ margin: 0.5rem 0 }}
ul.answers {{ list-style: none; padding: 0 }}
ul.answers li {{ border-left: 0.25rem solid GrayText; padding-left: 0.75rem }}
</style>
</head>
<body>
<h1>{title}</h1>
{sections}
</body>
</html>
"""


def status_words(row):
    """Return in words what became of a row's file."""
    return WORDS.get(row.status, row.reason)


def most_points(lesson):
    """Return the points that a lesson's exercises have together."""
    return sum(exercise.points for exercise in exercises_of(lesson))


def pages(rows):
    """Return each student's rows, by a name that a file can have."""
    students = defaultdict(list)
    for row in rows:
        students[row.student].append(row)
    found, taken = {}, set()
    for student, own in students.items():
        name, number = file_name(student), 2
        while name.casefold() in taken:
            name, number = f"{file_name(student)} {number}", number + 1
        taken.add(name.casefold())
        found[name] = own
    return found


def markdown_page(rows):
    """Return a student's page as Markdown."""
    lines = [f"# {markdown(rows[0].student)}", ""]
    for row in rows:
        if row.lesson:
            lines += [f"## {row.lesson}: {_points(row)}", ""]
        lines += [f"{markdown(row.file)}: {markdown(status_words(row))}.", ""]
        lines += [
            f"- {sign} `{name}` ({reached}): {markdown(text, ANSWER)}"
            for sign, name, reached, text in _answers(row)
        ]
        lines += ["", *(f"- {markdown(note)}" for note in row.notes[:NOTES]), ""]
    return "\n".join(lines)


def html_page(rows):
    """Return a student's page as HTML that needs nothing else."""
    sections = []
    for row in rows:
        if row.lesson:
            sections.append(f"<h2>{row.lesson}: {_points(row)}</h2>")
        sections.append(f"<p>{escaped(row.file)}: {escaped(status_words(row))}.</p>")
        answers = [
            f"<li>{sign} <code>{name}</code> ({reached}): {escaped(text, ANSWER)}</li>"
            for sign, name, reached, text in _answers(row)
        ]
        notes = [f"<li>{escaped(note)}</li>" for note in row.notes[:NOTES]]
        for kind, items in ((' class="answers"', answers), ("", notes)):
            if items:
                sections += [f"<ul{kind}>", *items, "</ul>"]
    return HTML.format(title=escaped(rows[0].student), sections="\n".join(sections))


def _points(row):
    return f"{row.points} of {most_points(row.lesson)} points"


def _answers(row):
    """Yield sign, name, points in words and text of each exercise."""
    exercises = {e.name: e for e in exercises_of(row.lesson)} if row.lesson else {}
    for name, mark in row.marks.items():
        points = exercises[name].points_in_words(mark.points or 0)
        yield SIGNS[mark.status], name, points, mark.text
