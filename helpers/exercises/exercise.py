"""What an exercise is, and how its answers are judged. Used at the desk and for a class alike."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


def _all_of_it(result):
    return result


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners really give.

    Attributes
    ----------
    function : the wrong function, with the arguments of the right one
    sentence : what the learner did, said to the learner
    """

    function: Callable
    sentence: str


@dataclass(frozen=True)
class Exercise:
    """One exercise: a pure function that the learner writes.

    Attributes
    ----------
    answer : the reference answer; its name is the exercise's name
    cases : function of a `numpy.random.Generator` that returns a list of argument tuples
    hint : what to try, shown from the second try on
    mistakes : the known wrong answers
    points : what a right answer is worth
    tolerance : how far a number may be off, relative and absolute
    reading : function of a result that returns what counts of it, where many answers are right
        (weights for AND are read as the decisions they make); raises ValueError on nonsense
    describe : function of a result that says in words what it does, instead of its numbers
    """

    answer: Callable
    cases: Callable
    hint: str
    mistakes: tuple[Mistake, ...]
    points: int = 2
    tolerance: float = 1e-9
    reading: Callable = _all_of_it
    describe: Callable = None

    @property
    def name(self):
        """The name of the function that the learner writes."""
        return self.answer.__name__

    def write_call(self, arguments):
        """Return how the call with these arguments is written: `neuron(x=[2, 3], b=4)`."""
        names = inspect.signature(self.answer).parameters
        written = (f"{n}={show(v)}" for n, v in zip(names, arguments, strict=True))
        return f"{self.name}({', '.join(written)})"


@dataclass(frozen=True)
class Outcome:
    """What one call gave: a value, or the error that it ended with."""

    value: object = None
    error: str = ""  # the error's type, "" where there was none
    message: str = ""
    gave_up: bool = False  # the call was ended from outside; the message says why


@dataclass(frozen=True)
class Verdict:
    """The judgement on one answer: right or not, and what to tell the learner."""

    correct: bool
    message: str = ""


def call(function, arguments):
    """Return the Outcome of `function(*arguments)`; whatever it raises is part of the outcome."""
    try:
        return Outcome(value=function(*arguments))
    except BaseException as error:  # sys.exit() in an answer is a wrong answer, not the end
        return Outcome(error=type(error).__name__, message=str(error))


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
    return Verdict(correct=False, message=f"{known} {failure}" if known else failure)


def _known_mistake(exercise, cases, outcomes):
    for mistake in exercise.mistakes:
        wrong = [call(mistake.function, case) for case in cases]
        if not any(_difference(exercise, *pair) for pair in zip(wrong, outcomes, strict=True)):
            return mistake.sentence
    return ""


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
    numbers = _as_data(given)
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


def _as_data(value):
    # Exact types: a subclass could bring its own idea of equality.
    if type(value) in (int, float, list, tuple, np.ndarray) or isinstance(value, np.generic):
        try:
            array = np.asarray(value)
        except ValueError:
            return None
        if array.dtype.kind in "iuf":
            return array.astype(float)
    return None


def show(value):
    """Return `value` in at most a line: six digits, the middle of a long array left out."""
    if isinstance(value, tuple):
        return f"({', '.join(show(part) for part in value)}{',' * (len(value) == 1)})"
    if type(value) is np.ndarray or (type(value) is list and _as_data(value) is not None):
        digits = {"float_kind": "{:.6g}".format}
        array = np.asarray(value)
        text = np.array2string(array, formatter=digits, threshold=12, edgeitems=3, separator=", ")
        return " ".join(text.split()).replace("[ ", "[")
    try:
        if type(value) in (int, float) or isinstance(value, np.floating | np.integer):
            return f"{value:.6g}"
        text = repr(value)
    except OverflowError:
        return "a whole number of more than 300 digits"
    except Exception:  # of an object's own repr
        return f"something of type {type(value).__name__} that can't be shown"
    return text if len(text) <= 60 else f"{text[:59]}…"
