"""Judging one notebook: its answers are called in the sandbox and compared here."""

import re
from dataclasses import asdict, dataclass

from helpers.exercises.judge import judge
from helpers.exercises.status import Status
from helpers.grading import budget
from helpers.grading.alike import same_results
from helpers.grading.sandbox import Sandbox
from helpers.lessons import exercises_of

TEXT = 2000  # characters of feedback on one exercise: some of them come from the submission


@dataclass
class Mark:
    """What came out for one exercise.

    Attributes
    ----------
    status : a Status
    text : what to tell the learner
    points : None where there was no answer
    mistake : the name of the known mistake that was made, "" where it is none
    gave_up : whether a call had to be ended from outside
    sentence : what the learner did, where the mistake is known
    failure : the first case that failed, and what came out
    results : a fingerprint of all that came out, the same for equal results
    """

    status: Status
    text: str
    points: int | None = None
    mistake: str = ""
    gave_up: bool = False
    sentence: str = ""
    failure: str = ""
    results: str = ""


def marks_as_data(marks):
    """Return marks, by the name of their exercise, as JSON can carry them."""
    return {n: asdict(mark) | {"status": mark.status.name} for n, mark in marks.items()}


def marks_from_data(data):
    """Return the marks of which `marks_as_data` made this."""
    return {n: Mark(**mark | {"status": Status[mark["status"]]}) for n, mark in data.items()}


def mark_notebook(code, lesson, cases, jail=(), seconds=budget.CALL_SECONDS, most=None):
    """Return the Mark of each exercise of a lesson, in the lesson's order.

    Parameters
    ----------
    code : Code
    lesson : str
    cases : dict
        Name of the exercise → its cases.
    jail : sequence of str
        The command before Python's.
    seconds : float
        For one call.
    most : float, optional
        For all of them.
    """
    # Each answer is called where the notebook checks it: what later cells define was not there.
    exercises = sorted(exercises_of(lesson), key=lambda exercise: code.place(exercise.name))
    with Sandbox(code.statements, code.imports, jail, seconds, most) as sandbox:
        marks = {e.name: mark_exercise(e, code, cases[e.name], sandbox) for e in exercises}
        # Cells can be run in any order: what a cell below defines may have been there all the same.
        for exercise in exercises:
            if marks[exercise.name].status is Status.WRONG and exercise.name in code.later:
                again = mark_exercise(exercise, code, cases[exercise.name], sandbox, late=True)
                if again.status is Status.RIGHT:
                    marks[exercise.name] = again
    return {exercise.name: marks[exercise.name] for exercise in exercises_of(lesson)}


def mark_exercise(exercise, code, cases, sandbox, late=False):
    """Return the Mark of one exercise; the calls go to the child, the judgement stays here.

    They go where the notebook checks the answer, or if it is `late` when all is defined.
    """
    name = exercise.name
    if name in code.broken:
        return Mark(Status.UNREADABLE, f"not yet. It can't be run: {code.broken[name]}.", 0)
    if name not in code.answers:
        return Mark(Status.MISSING, "not in the notebook.")
    if not code.answers[name]:
        return Mark(Status.BLANK, "not started yet.")
    outcomes = sandbox.outcomes(name, cases, None if late else code.place(name))
    verdict = judge(exercise, cases, outcomes)
    if verdict.correct:
        return Mark(Status.RIGHT, "correct.", exercise.points)
    text = f"not yet. {verdict.message}"
    text += _why_undefined(name, code.statements, sandbox.problems, outcomes[0].error)
    text += _what_was_left_out(code.missed[name])
    gave_up = any(outcome.gave_up for outcome in outcomes)
    sentence = verdict.message.removesuffix(verdict.failure).strip() if verdict.mistake else ""
    known = sentence[:TEXT], verdict.failure[:TEXT], same_results(outcomes)
    return Mark(Status.WRONG, text[:TEXT], 0, verdict.mistake, gave_up, *known)


def _what_was_left_out(names):
    if not names:
        return ""
    return (
        f" It uses {', '.join(names)}: outside of functions, grading keeps imports and plain "
        "values only, and leaves out lines that call, loop or print."
    )


def _why_undefined(name, statements, problems, error):
    """Return in words which import, or the definition of `name` itself, has failed."""
    if not error:
        return ""
    starts = rf"^\s*(@|(async +)?def +{name}\b|{name} *=)"
    if error == "NameError":
        starts += r"|^\s*(import|from)\b"
    failed = [problems[i] for i in sorted(problems) if re.search(starts, statements[i], re.M)]
    return f" While the notebook was defined: {failed[0]}." if failed else ""
