"""What a teacher reads: the table and the summary; Gradescope's JSON."""

import csv
import io
import json
from collections import defaultdict

from helpers.exercises.status import Status
from helpers.grading.jail import isolation
from helpers.grading.pages import most_points, status_words
from helpers.grading.rows import FileStatus
from helpers.grading.texts import for_spreadsheet, one_line, without_paths
from helpers.lessons import LESSONS, exercises_of


def table(rows, separator=","):
    """Return the text of grades.csv."""
    lessons = [lesson for lesson in LESSONS if any(row.lesson == lesson for row in rows)]
    exercises = [exercise for lesson in lessons for exercise in exercises_of(lesson)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(
        ["student", "lesson", "file", "status", "points", "max", *(e.name for e in exercises)]
    )
    for row in rows:
        marks = [_cell(exercise, row.marks.get(exercise.name)) for exercise in exercises]
        totals = [row.points, most_points(row.lesson)] if row.lesson else ["", ""]
        words = (row.student, row.lesson, row.file, status_words(row))
        writer.writerow([*map(for_spreadsheet, words), *totals, *marks])
    return "\ufeff" + text.getvalue()  # the mark without which Excel takes UTF-8 for something else


def _cell(exercise, mark):
    if mark is None or mark.points is None:
        return ""
    if exercise.optional:  # in words, which no spreadsheet adds up
        return "right" if mark.status is Status.RIGHT else "wrong"
    return mark.points


def gradescope(rows):
    """Return the text of Gradescope's results.json for one submission."""
    tests = [
        {
            "name": f"{row.lesson}: {exercise.name}{' (extra)' * exercise.optional}",
            "status": "passed" if row.marks[exercise.name].status is Status.RIGHT else "failed",
            "score": row.marks[exercise.name].points or 0,
            "max_score": exercise.points,
            "output": one_line(without_paths(row.marks[exercise.name].text), 3000),
        }
        for row in rows
        if row.lesson
        for exercise in exercises_of(row.lesson)
    ]
    said = "\n".join(one_line(without_paths(f"{row.file}: {status_words(row)}")) for row in rows)
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
        lines.append(f"{len(names):5d}  {one_line(without_paths(words))}{named}")
    for lesson in LESSONS:
        points = [row.points for row in rows if row.lesson == lesson]
        if points:
            mean = sum(points) / len(points)
            most = f"{most_points(lesson)} points on average"
            lines.append(f"{lesson}: {mean:.1f} of {most}, notebooks: {len(points)}")
    for lesson, names in identical(rows):
        lines.append(f"The same code for all answers of {lesson}: {some(names)}.")
    return [*lines, f"Seed {seed}. {isolation().words}"]


def some(names):
    """Return in words the first of these names, and how many more there are."""
    names = [one_line(name, 60) for name in dict.fromkeys(names)]
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def identical(rows):
    """Return `[(lesson, students)]` whose answers are the same but for spaces and comments."""
    alike = defaultdict(list)
    for row in rows:
        if row.answers:
            alike[row.lesson, row.answers].append(row.student)
    return [(lesson, names) for (lesson, _), names in alike.items() if len(set(names)) > 1]
