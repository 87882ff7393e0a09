"""Lesson 99's exercises: double, triple, halve, negate."""

from helpers.exercises.exercise import Exercise


def double(x):
    """Return twice x."""
    return 2 * x


def triple(x):
    """Return three times x."""
    return 3 * x


def halve(x):
    """Return half of x."""
    return x / 2


def negate(x):
    """Return minus x."""
    return -x


def _cases(rng):
    return [(1.5,), *((float(x),) for x in rng.normal(size=4))]


DOUBLE = Exercise(answer=double, cases=_cases, hint="multiply x by 2")
TRIPLE = Exercise(answer=triple, cases=_cases, hint="multiply x by 3")
HALVE = Exercise(answer=halve, cases=_cases, hint="divide x by 2")
NEGATE = Exercise(answer=negate, cases=_cases, hint="put a minus before x")


@DOUBLE.mistake("You added 2; multiply by it.")
def two_added(x):
    return x + 2


@DOUBLE.mistake("You squared x; multiply it by 2.")
def squared(x):
    return x**2


@DOUBLE.mistake("You divided by 2; multiply by it.")
def divided(x):
    return x / 2


@TRIPLE.mistake("You added 3; multiply by it.")
def three_added(x):
    return x + 3


@TRIPLE.mistake("You took the third power; multiply by 3.")
def cubed(x):
    return x**3


@TRIPLE.mistake("You divided by 3; multiply by it.")
def divided_by_three(x):
    return x / 3


@HALVE.mistake("You subtracted 2; divide by it.")
def two_subtracted(x):
    return x - 2


@HALVE.mistake("You multiplied by 2; divide by it.")
def multiplied(x):
    return 2 * x


@HALVE.mistake("You divided 2 by x; it is x that is divided.")
def turned_round(x):
    return 2 / x


@NEGATE.mistake("You left x as it is; put a minus before it.")
def unchanged(x):
    return x


@NEGATE.mistake("You divided 1 by x; put a minus before x.")
def inverted(x):
    return 1 / x


@NEGATE.mistake("You took 1 − x; put a minus before x, and nothing else.")
def taken_from_one(x):
    return 1 - x


EXERCISES = (DOUBLE, TRIPLE, HALVE, NEGATE)
