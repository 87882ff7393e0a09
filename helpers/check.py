"""check(answer): the feedback under an exercise, at the desk; solution(name) and progress()."""

import ast
import copy
import functools
import html
import re
import sys
import time
import warnings
from collections import Counter
from dataclasses import dataclass

import numpy as np
from IPython import get_ipython

from helpers.exercises.blank import is_blank
from helpers.exercises.deadline import GaveUp, call_within
from helpers.exercises.judge import judge
from helpers.exercises.outcome import Outcome, call
from helpers.exercises.solution import steps_in_words, worked_answer
from helpers.exercises.status import Status
from helpers.lessons import all_exercises, exercises_of, find_exercise
from helpers.points import SEED, Summary, keep_points, read_points

SECONDS = 5  # for all cases of an exercise together
HINT, STEPS, SOLUTION = 2, 3, 5  # wrong tries before each of them is shown

MARKS = {
    Status.RIGHT: ("✓", "correct", "#009E73"),
    Status.WRONG: ("✗", "not yet", "#D55E00"),
    Status.BLANK: ("○", "not started yet", "#767676"),
}

_failed_tries = Counter()
_right = {}  # by exercise: whether the last check found it so


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
        exercise = find_exercise(_name_of(answer, sys._getframe(1)))
    except (AttributeError, ValueError) as error:
        reason = str(error) if isinstance(error, ValueError) else f"it was given {answer!r:.60}"
        return Feedback("✗", "check takes an exercise's function.", f"Here {reason}.", "#767676")
    note = _unread_cell(exercise.name)
    if _is_blank(answer):
        return _feedback(exercise, Status.BLANK, note)
    verdict = _verdict(exercise, answer)
    if verdict.correct:
        _failed_tries.pop(exercise.name, None)
        _right[exercise.name] = True
        points = exercise.points_in_words(exercise.points)
        trouble = keep_points({exercise.name: exercise.points})
        said = [note, f"{points[0].upper()}{points[1:]}.", trouble]
        return _feedback(exercise, Status.RIGHT, " ".join(filter(None, said)))
    _failed_tries[exercise.name] += 1
    _right[exercise.name] = False
    trouble = keep_points({exercise.name: 0})
    said = [note, verdict.message, _help(exercise, answer), trouble]
    return _feedback(exercise, Status.WRONG, " ".join(filter(None, said)))


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
    exercise = find_exercise(_name_of(answer, sys._getframe(1)))
    if _verdict(exercise, answer).correct:
        print(f"From here on your {exercise.name} is used.")
        return answer
    why = "is blank" if _is_blank(answer) else "is not right yet"
    print(f"Your {exercise.name} {why}, so from here on the course's is used in its place.")
    return exercise.answer


def _name_of(answer, caller):
    """Return a function's name; of a lambda, the exercise's name that it was given to."""
    name = getattr(answer, "__name__", "")
    if name in all_exercises():
        return name
    for names in (getattr(answer, "__globals__", {}), caller.f_locals, caller.f_globals):
        for exercise in all_exercises():
            if callable(answer) and names.get(exercise) is answer:
                return exercise
    return answer.__name__


def _help(exercise, answer):
    """Return what a learner is shown after so many wrong tries, "" after the first."""
    tries = _failed_tries[exercise.name]
    if tries >= SOLUTION:
        return (
            f"A worked answer, line by line: from helpers.check import solution, then "
            f'solution("{exercise.name}").'
        )
    if tries > STEPS:
        return f"Step by step: {steps_in_words(exercise, answer)}"
    return f"Hint: {exercise.hint}." if tries >= HINT else ""


def _unread_cell(name):
    """Say so if Python could not read the last cell with this definition: an older one stands."""
    shell = get_ipython()
    if shell is None:
        return ""
    defines = re.compile(rf"^(?:def\s+{name}\s*\(|{name}\s*=[^=])", re.MULTILINE)
    cells = [cell for cell in shell.history_manager.input_hist_raw if defines.search(cell)]
    if not cells:
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(shell.transform_cell(cells[-1]))
    except SyntaxError as error:
        where = f" in its line {error.lineno}" if error.lineno else ""
        return (
            f"Your last version of {name} did not run: Python can't read the cell ({error.msg}"
            f"{where}). What follows is about the version before it."
        )
    return ""


def solution(exercise):
    """Return a worked answer, once an exercise is solved or has been tried five times.

    Parameters
    ----------
    exercise : str or function
        The exercise's name, or the learner's function.
    """
    name = exercise if isinstance(exercise, str) else getattr(exercise, "__name__", "")
    try:
        found = find_exercise(name)
    except ValueError as error:
        return Feedback("✗", "solution takes an exercise's name.", f"Here {error}.", "#767676")
    if _right.get(name) or _failed_tries[name] >= SOLUTION:
        return Solution(worked_answer(found))
    tries = f"{SOLUTION} wrong tries at check({name}), of which there were {_failed_tries[name]}"
    return Feedback("○", f"{name}: no worked answer yet.", f"It comes after {tries}.", "#767676")


@dataclass(frozen=True)
class Solution:
    """A worked answer, shown as code."""

    code: str

    def __repr__(self):
        return self.code

    def _repr_html_(self):
        return f'<pre role="status">{html.escape(self.code)}</pre>'


def _feedback(exercise, status, text=""):
    mark, words, color = MARKS[status]
    return Feedback(mark, f"{exercise.name}: {words}.", text, color)


def progress(lesson=None):
    """Return a lesson's exercises with the verdict of their last check, or all lessons' points.

    Both count the points that are kept from other days and notebooks in `my_progress.json`.

    Parameters
    ----------
    lesson : str, optional
        The notebook's name, such as "01_neuron". Without it the lessons are summed up.

    Raises
    ------
    ValueError
        If there is no such lesson, naming those that there are.
    """
    exercises, notes = None if lesson is None else exercises_of(lesson), []
    try:
        kept = read_points()
    except ValueError as error:
        kept, notes = {}, [str(error)]
    if exercises is None:
        session = {name: right * find_exercise(name).points for name, right in _right.items()}
        return Summary({**kept, **session}, notes)
    return Progress([(e, _right.get(e.name), kept.get(e.name)) for e in exercises], notes)


@dataclass(frozen=True)
class Progress:
    """A lesson's exercises, and what their last checks found.

    Attributes
    ----------
    verdicts : list of triples
        The exercise; whether it was right since the kernel started; the points that are kept of
        it. The last two are None where there was no check. Of an extra no points can be kept.
    notes : list of str
        What could not be read.
    """

    verdicts: list
    notes: list

    def _lines(self):
        together = 0
        for exercise, right, kept in self.verdicts:
            when = ""
            if right is None and kept is not None and not exercise.optional:
                right, when = kept >= exercise.points, ", when it was last checked"
            if right is None:
                worth = "extra" if exercise.optional else f"{exercise.points} points"
                yield f"○ {exercise.name}: not started yet, {worth}"
                continue
            points = exercise.points * right
            together += points
            mark = "✓" if right else "✗"
            yield f"{mark} {exercise.name}: {exercise.points_in_words(points)}{when}"
        yield f"Together {together} of {sum(e.points for e, _, _ in self.verdicts)} points."
        yield from self.notes

    def __repr__(self):
        return "\n".join(self._lines())

    def _repr_html_(self):
        return f'<div role="status">{"<br>".join(map(html.escape, self._lines()))}</div>'


@functools.lru_cache
def _cases_of(name):
    return find_exercise(name).cases(np.random.default_rng(SEED))


def _is_blank(answer):
    return hasattr(answer, "__code__") and is_blank(answer.__code__)


def _verdict(exercise, answer):
    cases = _cases_of(exercise.name)
    return judge(exercise, cases, _outcomes(answer, cases))


def _outcomes(answer, cases):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        end = time.monotonic() + SECONDS
        return [_outcome(answer, copy.deepcopy(case), end - time.monotonic()) for case in cases]


def _outcome(answer, case, seconds):
    outcome = call(answer, case, within=functools.partial(call_within, max(seconds, 0.01)))
    if outcome.error != GaveUp.__name__:
        return outcome
    message = f"it had not ended after {SECONDS} seconds or was interrupted, so the check gave up"
    return Outcome(error=outcome.error, message=message, gave_up=True)
