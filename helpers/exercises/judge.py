"""Judging an answer by what its calls gave. Used at the desk and for a class alike."""

from dataclasses import dataclass

import numpy as np

from helpers.exercises.outcome import call
from helpers.exercises.show import as_data, show


@dataclass(frozen=True)
class Verdict:
    """The judgement on one answer: right or not, and what to tell the learner.

    Attributes
    ----------
    correct : whether the answer is right
    message : what to tell the learner about a wrong answer
    failure : the end of the message: the first case that fails, and what came out
    mistake : the name of the mistake, "" where it is none that is known
    """

    correct: bool
    message: str = ""
    mistake: str = ""
    failure: str = ""


def judge(exercise, cases, outcomes):
    """Return the Verdict on the outcomes of an answer, one for each case.

    A wrong answer is compared with the known mistakes first, so that the message can say what
    the learner did; after it comes the first case that fails.
    """
    expected = [call(exercise.answer, case) for case in cases]
    wrong = [i for i in range(len(cases)) if _difference(exercise, expected[i], outcomes[i])]
    if not wrong:
        return Verdict(correct=True)
    first = wrong[0]
    failure = (
        f"For {exercise.write_call(cases[first])}: "
        f"{_difference(exercise, expected[first], outcomes[first])}."
    )
    known = _known_mistake(exercise, cases, outcomes)
    if known is None:
        return Verdict(correct=False, message=failure, failure=failure)
    return Verdict(
        correct=False,
        message=f"{known.sentence} {failure}",
        mistake=known.name,
        failure=failure,
    )


def _known_mistake(exercise, cases, outcomes):
    for mistake in exercise.mistakes:
        wrong = [call(mistake.function, case) for case in cases]
        if not any(_difference(exercise, *pair) for pair in zip(wrong, outcomes, strict=True)):
            return mistake
    return None


def _difference(exercise, expected, given):
    """Return in words how an outcome differs from the one expected, "" where it doesn't."""
    if expected.error or given.error:
        if expected.error == given.error:
            return ""
        stopped = f"it stopped with {given.error}" + (given.message and f": {given.message}")
        return given.message if given.gave_up else stopped
    if given.value is None:
        return (
            "the result is None: either no return was reached, or what is returned comes from "
            "another function that returns nothing yet"
        )
    try:
        reading = exercise.reading(given.value)
        wrong = difference(exercise.reading(expected.value), reading, exercise.tolerance)
        return exercise.describe(given.value) if wrong and exercise.describe else wrong
    except ValueError as error:
        return str(error)
    except Exception as error:  # readings are made for numbers, and anything may come back
        return f"the result, {show(given.value)}, can't be read ({type(error).__name__})"


def difference(expected, given, tolerance):
    """Return in words how the data `given` differs from `expected`, "" where it doesn't.

    Numbers, lists and arrays of numbers are compared by shape and value, tuples part by part.
    NaN is right only where NaN is expected.
    """
    if isinstance(expected, tuple):
        if type(given) not in (tuple, list) or len(given) != len(expected):
            return f"{len(expected)} results are expected, yours is {show(given)}"
        parts = [difference(*pair, tolerance) for pair in zip(expected, given, strict=True)]
        named = [f"result {i}: {part}" for i, part in enumerate(parts, start=1) if part]
        return named[0] if named else ""
    numbers = as_data(given)
    if numbers is None and _is_truth(given):
        return (
            f"{show(expected)} is expected, yours is {show(given)}, which is no number; "
            ".astype(int) makes 1 and 0 of an array of True and False"
        )
    if numbers is None:
        return f"{show(expected)} is expected, yours is {show(given)}, which is no number or array"
    target = np.asarray(expected, dtype=float)
    if numbers.shape and not target.shape:
        return f"one number is expected, {show(expected)}, yours is {show(given)}"
    if numbers.shape != target.shape:
        return (
            f"{show(expected)} with shape {target.shape} is expected, "
            f"yours is {show(given)} with shape {numbers.shape}"
        )
    if np.isclose(numbers, target, rtol=tolerance, atol=tolerance, equal_nan=True).all():
        return ""
    wrong = f"{show(expected)} is expected, yours is {show(given)}"
    if any(np.array_equal(numbers, np.round(target, digits)) for digits in range(2, 7)):
        return f"{wrong}, which has been rounded"
    return wrong


def _is_truth(value):
    return type(value) in (bool, np.bool) or (type(value) is np.ndarray and value.dtype == bool)
