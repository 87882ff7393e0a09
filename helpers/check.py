"""check(answer): the feedback under an exercise, at the learner's desk."""

import copy
import html
import time
import warnings
from collections import Counter
from dataclasses import dataclass
from functools import partial

import numpy as np

from helpers.exercises.blank import is_blank
from helpers.exercises.deadline import GaveUp, call_within
from helpers.exercises.judge import judge
from helpers.exercises.outcome import Outcome, call
from helpers.exercises.status import Status
from helpers.lessons import exercises_of, find_exercise

SEED = 1  # every learner sees the same cases, so that two of them can compare
SECONDS = 5  # for all cases of an exercise together

MARKS = {
    Status.RIGHT: ("✓", "correct", "#009E73"),
    Status.WRONG: ("✗", "not yet", "#D55E00"),
    Status.BLANK: ("○", "not started yet", "#767676"),
}

_failed_tries = Counter()
_points = {}  # by exercise, of the last check


@dataclass(frozen=True)
class Feedback:
    """What the learner reads under an exercise: a mark, a title and one or two sentences."""

    mark: str
    title: str
    text: str
    color: str

    def __repr__(self):
        return f"{self.mark} {self.title} {self.text}".strip()

    def _repr_html_(self):
        return (
            f'<div role="status" style="border-left: 4px solid {self.color}; padding: 4px 12px">'
            f"<b>{self.mark} {html.escape(self.title)}</b> {html.escape(self.text)}</div>"
        )


def check(answer):
    """Try the learner's function and return the feedback; never raises.

    Parameters
    ----------
    answer : function
        The learner's function, under the name that the exercise gave it.
    """
    try:
        exercise = find_exercise(answer.__name__)
    except (AttributeError, ValueError) as error:
        reason = str(error) if isinstance(error, ValueError) else f"it was given {answer!r:.60}"
        return Feedback("✗", "check takes an exercise's function.", f"Here {reason}.", "#767676")
    if hasattr(answer, "__code__") and is_blank(answer.__code__):
        return _feedback(exercise, Status.BLANK)
    cases = exercise.cases(np.random.default_rng(SEED))
    verdict = judge(exercise, cases, _outcomes(answer, cases))
    if verdict.correct:
        _failed_tries.pop(exercise.name, None)
        _points[exercise.name] = exercise.points
        points = f"{exercise.points} of {exercise.points} points."
        return _feedback(exercise, Status.RIGHT, points)
    _failed_tries[exercise.name] += 1
    _points[exercise.name] = 0
    hint = f" Hint: {exercise.hint}." if _failed_tries[exercise.name] > 1 else ""
    return _feedback(exercise, Status.WRONG, verdict.message + hint)


def yours_or_ours(answer):
    """Return the learner's function if it is right, else the course's; print which of them.

    So a later lesson can go on with what an earlier one asked for, whatever came of it there.

    Parameters
    ----------
    answer : function
        The learner's function, under the name that an exercise gave it.

    Raises
    ------
    ValueError
        If no exercise has this name.
    """
    exercise = find_exercise(answer.__name__)
    cases = exercise.cases(np.random.default_rng(SEED))
    if judge(exercise, cases, _outcomes(answer, cases)).correct:
        print(f"From here on your {exercise.name} is used.")
        return answer
    blank = hasattr(answer, "__code__") and is_blank(answer.__code__)
    why = "is blank" if blank else "is not right yet"
    print(f"Your {exercise.name} {why}, so from here on the course's is used in its place.")
    return exercise.answer


def _feedback(exercise, status, text=""):
    mark, words, color = MARKS[status]
    return Feedback(mark, f"{exercise.name}: {words}.", text, color)


def progress(lesson):
    """Return the exercises of a lesson with the points of their last check.

    Parameters
    ----------
    lesson : str
        The notebook's name, such as "01_neuron".

    Raises
    ------
    ValueError
        If there is no such lesson, naming those that there are.
    """
    return Progress({e.name: (_points.get(e.name), e.points) for e in exercises_of(lesson)})


@dataclass(frozen=True)
class Progress:
    """Points of each exercise: `(points, out of)`, points being None where nothing was checked."""

    exercises: dict

    def _lines(self):
        for name, (points, most) in self.exercises.items():
            if points is None:
                yield f"○ {name}: not started yet, {most} points"
            else:
                yield f"{'✓' if points == most else '✗'} {name}: {points} of {most} points"
        reached = sum(points or 0 for points, _ in self.exercises.values())
        yield f"Together {reached} of {sum(most for _, most in self.exercises.values())} points."

    def __repr__(self):
        return "\n".join(self._lines())

    def _repr_html_(self):
        return f'<div role="status">{"<br>".join(map(html.escape, self._lines()))}</div>'


def _outcomes(answer, cases):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        end = time.monotonic() + SECONDS
        return [_outcome(answer, copy.deepcopy(case), end - time.monotonic()) for case in cases]


def _outcome(answer, case, seconds):
    outcome = call(answer, case, within=partial(call_within, max(seconds, 0.01)))
    if outcome.error != GaveUp.__name__:
        return outcome
    message = f"it had not ended after {SECONDS} seconds or was interrupted, so the check gave up"
    return Outcome(error=outcome.error, message=message, gave_up=True)
