"""Judging one notebook: its answers are called in the sandbox and compared here."""

from dataclasses import dataclass

from helpers.exercises.judge import judge
from helpers.exercises.status import Status
from helpers.grading.jail import isolation
from helpers.grading.sandbox import CALL_SECONDS, Sandbox
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
    """

    status: Status
    text: str
    points: int | None = None
    mistake: str = ""
    gave_up: bool = False


def mark_notebook(code, cases, seconds=CALL_SECONDS):
    """Return the Mark of each exercise of a notebook; a call may take so many seconds."""
    with Sandbox(code.statements, code.imports, isolation().jail, seconds) as sandbox:
        return {
            exercise.name: mark_exercise(exercise, code, cases[exercise.name], sandbox)
            for exercise in exercises_of(code.lesson)
        }


def mark_exercise(exercise, code, cases, sandbox):
    """Return the Mark of one exercise; the calls go to the child, the judgement stays here."""
    name = exercise.name
    if name in code.broken:
        return Mark(Status.UNREADABLE, f"not yet. It can't be run: {code.broken[name]}.", 0)
    if name not in code.answers:
        return Mark(Status.MISSING, "not in the notebook.")
    if not code.answers[name]:
        return Mark(Status.BLANK, "not started yet.")
    outcomes = sandbox.outcomes(name, cases)
    verdict = judge(exercise, cases, outcomes)
    if verdict.correct:
        return Mark(Status.RIGHT, "correct.", exercise.points)
    text = f"not yet. {verdict.message}"
    text += _why_undefined(name, code.statements, sandbox.problems, outcomes[0].error)
    text += _what_was_left_out(code.missed[name])
    gave_up = any(outcome.gave_up for outcome in outcomes)
    return Mark(Status.WRONG, text[:TEXT], 0, verdict.mistake, gave_up)


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
    starts = ("@", f"def {name}(", f"{name} = ")
    if error == "NameError":
        starts += ("import ", "from ")
    failed = [problems[i] for i in sorted(problems) if statements[i].startswith(starts)]
    return f" While the notebook was defined: {failed[0]}." if failed else ""
