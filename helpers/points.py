"""The learner's points of all lessons, kept in a file of theirs beside the notebooks.

An update of the course leaves the file alone, since the course has none of this name. Points that
can't be kept or read are told in a sentence: no check of an answer ends because of them.
"""

import contextlib
import datetime
import html
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from helpers.lessons import LESSONS, exercises_of

FILE = "my_progress.json"
SETTING = "COURSE_PROGRESS_FILE"  # another place for it; empty: nothing is kept, as in the tests
SEED = 1  # every learner sees the same cases, so that two of them can compare
REPAIR = "`python3 start.py progress` makes it anew from your saved notebooks"


def place():
    """Return where the points are kept, None where they are not."""
    setting = os.environ.get(SETTING)
    return Path(FILE).absolute() if setting is None else Path(setting) if setting else None


def read_points():
    """Return the points that are kept, by exercise.

    Raises
    ------
    ValueError
        If there is a file that can't be read, in a sentence.
    """
    path = place()
    if path is None:
        return {}
    try:
        points = json.loads(path.read_text(encoding="utf-8"))["points"]
        if not all(type(number) is int for number in points.values()):
            raise TypeError
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ValueError(f"Your points in {path.name} can't be read: {error.strerror}.") from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError(
            f"{path.name} holds no points that can be read, and is left as it is: {REPAIR}."
        ) from None
    return points


def keep_points(points):
    """Add points to those that are kept, by exercise; return "", or why not in a sentence."""
    try:
        return write_points({**read_points(), **points})
    except ValueError as error:
        return str(error)


def write_points(points):
    """Keep these points and no others, by exercise; return "", or why not in a sentence."""
    path = place()
    if path is None:
        return ""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        new.write_text(json.dumps({"points": points}, indent=1, sort_keys=True), encoding="utf-8")
        os.replace(new, path)  # at once: whoever reads meanwhile finds the old one or the new one
    except OSError as error:
        with contextlib.suppress(OSError):
            new.unlink()
        return f"Your points could not be kept in {path.name}: {error.strerror}."
    return ""


@dataclass(frozen=True)
class Summary:
    """All lessons with their points, as a learner reads them: at the end, a certificate.

    Attributes
    ----------
    points : dict
        By exercise; what was never checked is not in it.
    notes : list of str
        What could not be read or kept.
    """

    points: dict
    notes: list = field(default_factory=list)

    def lessons(self):
        """Yield each lesson with its points and how many there are."""
        for lesson in LESSONS:
            exercises = exercises_of(lesson)
            reached = sum(min(self.points.get(e.name, 0), e.points) for e in exercises)
            yield lesson, reached, sum(exercise.points for exercise in exercises)

    def lines(self):
        """Yield the summary line by line."""
        lessons = [*self.lessons()]
        reached, most = (sum(lesson[i] for lesson in lessons) for i in (1, 2))
        if not any(exercise.name in self.points for n in LESSONS for exercise in exercises_of(n)):
            yield "No exercise of the course has been checked yet."
        else:
            if reached == most:
                today = datetime.date.today()
                day = f"{today.day} {today:%B %Y}"
                yield f"Neural networks from scratch: all exercises solved. {day}."
            else:
                yield "Neural networks from scratch: your points so far."
            for lesson, points, of in lessons:
                yield f"{'✓' if points == of else '○'} {lesson}: {points} of {of} points"
            yield f"Together {reached} of {most} points."
        yield from self.notes

    def __repr__(self):
        return "\n".join(self.lines())

    def _repr_html_(self):
        first, *others = map(html.escape, self.lines())
        style = "border: 4px double #767676; padding: 8px 16px; display: inline-block"
        lines = "<br>".join([f"<b>{first}</b>", *others]) if others else first
        return f'<div role="status" style="{style}">{lines}</div>'
