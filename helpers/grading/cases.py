"""The cases on which a class is judged: the course's, drawn from a seed, and the teacher's own."""

import inspect

import numpy as np

from helpers.exercises.formula import Formula
from helpers.exercises.outcome import call
from helpers.grading.child import decode
from helpers.grading.sandbox import encode_argument
from helpers.lessons import all_exercises, find_exercise


def draw_cases(seed, path=None):
    """Return each exercise's cases, by name: those of the seed, and the teacher's own.

    Raises
    ------
    ValueError
        If the teacher's file names no exercise or gives no arguments of one.
    """
    cases = {n: e.cases(np.random.default_rng(seed)) for n, e in all_exercises().items()}
    for name, own in (own_cases(path) if path else {}).items():
        cases[name] = [*cases[name], *own]
    return cases


def own_cases(path):
    """Return the cases of a teacher's file, by the name of their exercise.

    Raises
    ------
    ValueError
        If the file can't be run, names no exercise, or gives arguments that one doesn't take.
    """
    own = {"__name__": "cases"}
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), own)
        functions = {n: f for n, f in own.items() if callable(f) and f.__module__ == "cases"}
        public = {n: f for n, f in functions.items() if not n.startswith("_")}
        return {
            exercise.name: [checked_case(exercise, case) for case in function()]
            for exercise, function in ((find_exercise(name), f) for name, f in public.items())
        }
    except OSError:
        raise
    except Exception as error:
        words = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        raise ValueError(f"{path.name}: {words}") from None


def checked_case(exercise, case):
    """Return a teacher's case as a tuple, if the exercise's own answer can do it."""
    expected = len(inspect.signature(exercise.answer).parameters)
    if not isinstance(case, tuple | list) or len(case) != expected:
        raise ValueError(
            f"a case of {exercise.name} is a tuple of its arguments, {expected} of them, "
            f"got {case!r:.80}"
        )
    outcome = call(exercise.answer, tuple(case))
    if outcome.error:
        raise ValueError(
            f"the course's own answer stops at {exercise.write_call(case)} with "
            f"{outcome.error}: {outcome.message}"
        )
    return tuple(case)


def cases_as_data(cases):
    """Return cases, by the name of their exercise, as JSON can carry them."""
    return {n: [[encode_argument(a) for a in case] for case in some] for n, some in cases.items()}


def cases_from_data(data):
    """Return the cases of which `cases_as_data` made this."""
    return {n: [tuple(map(_argument, case)) for case in some] for n, some in data.items()}


def _argument(data):
    is_function = isinstance(data, list) and data[0] == "function"
    return Formula(data[1]) if is_function else decode(data)
