"""Python's own errors, said in the lessons' words: what was combined with what."""

import math
import re

import numpy as np
import pytest

from helpers.exercises.errors import explain
from helpers.exercises.outcome import Outcome, call

ROWS, PAIR, LIST = np.ones((3, 2)), np.ones(2), [1, 2]

WRONG = [
    (lambda a: a @ a, (ROWS,), r"a @ a has the shapes \(3, 2\) @ \(3, 2\): .* 2 and 3, must be"),
    (lambda a: np.exp(a) @ a, (ROWS,), "don't fit: .* must be equal, here 2 and 3"),
    (lambda a, b: a @ b, (ROWS, (ROWS, PAIR)), "b is a tuple of 2: take its arrays one by one"),
    (lambda a, b: a * b, (ROWS, np.ones((2, 2))), r"element by element.*\(3, 2\) and \(2, 2\)"),
    (lambda w: w[2], (LIST,), r"w\[2\] does not exist: w has 2 entries.* the last is w\[1\]"),
    (lambda e: e ^ 2, (PAIR,), r"\^ is not a power"),
    (lambda z: 1 if z >= 0.5 else 0, (PAIR,), "A condition needs one True or False, and z >= 0.5"),
    (lambda p, g: p - 0.1 * g, ((1, 2), (1, 2)), "in 0.1 \\* g, g is a tuple of 2. Go through it"),
    (lambda p, g: p - g, (LIST, LIST), "with a whole list: in p - g, p is a list of 2"),
    (lambda f, w: f * w, (abs, 2.0), r"f is a function: call it, as in f\(…\)"),
    (lambda z: math.exp(z), (PAIR,), "math.exp takes one number, no array. np.exp takes both"),
    (lambda z: float(z), (PAIR,), "leave the conversion out"),
    (lambda z: z + nowhere, (1,), "The name nowhere is not defined"),  # noqa: F821
    (lambda r: r.T, (LIST,), r"r is a list, and .T belongs to arrays: np.array\(r\)"),
    (lambda n: [i for i in n], (3,), "A loop can't go through .* one whole number"),
    (lambda z: [v for v in z], (0.5,), "One number alone can't be gone through"),
    (lambda f, w: f[w], (abs, 1), r"square brackets, but a function is called with round ones"),
    (lambda w: w(2), (1,), "calls what is no function"),
    (lambda f: f(1, 2), (abs,), "calls f with other arguments than it takes"),
    (lambda W: {c for c in W}, (ROWS,), "can't be put into a set"),
    (lambda a: np.argmax(a, axis=1), (PAIR,), "asks for axis 1, and the array has 1 axis"),
    (lambda w: w / 0, (1,), "w / 0 divides by 0"),
    (lambda d: d[0], ({1: 2},), r"d\[0\] has no key 0"),
    (lambda a: min(a), ([],), "nothing is left to choose from"),
]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("function", "arguments", "says"), WRONG)
def test_an_error_is_said_in_words(function, arguments, says):
    outcome = call(function, arguments)
    assert outcome.error
    assert re.search(says, explain(outcome)), explain(outcome)


def unpack(p):
    a, b, c = p
    return a + b + c


def assign(p):
    p[0] = 3
    return p


def in_place(X):
    X -= 0.5
    return X


def use_before(n):
    total += n  # noqa: F821
    return total


def endless(n):
    return endless(n)


@pytest.mark.parametrize(
    ("function", "argument", "says"),
    [
        (unpack, (1, 2), "fewer values than the 3 names that take them"),
        (unpack, None, r"None can't be taken apart into \(a, b, c\)"),
        (assign, (1, 2), r"p\[0\] = 3 changes an entry of what can't be changed|such as a tuple"),
        (in_place, np.array([1, 2]), "numbers with decimals into an array of whole numbers"),
        (use_before, 1, "total is used before it has a value"),
        (endless, 1, "calls itself again and again"),
    ],
)
def test_an_error_of_a_statement_is_said_in_words(function, argument, says):
    assert re.search(says, explain(call(function, (argument,))))


def test_an_error_that_nothing_is_known_of_is_left_as_it_is():
    assert explain(Outcome(error="RuntimeError", message="something else")) == ""
    assert explain(call(lambda: {}.pop(), ())) == explain(Outcome(error="X"))
