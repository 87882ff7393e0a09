"""What is seen of a call: its value, its error and where, what it printed, changed and read."""

import math

import numpy as np
import pytest

from helpers.exercises.outcome import PRINTED, Part, call

W1 = np.ones((2, 2))
NUMBER = 3


def test_what_is_printed_is_kept_in_part_and_not_shown(capsys):
    def shout(x):
        print("a" * 1000)
        print(x)

    outcome = call(shout, (1,))
    assert outcome.printed == "a" * PRINTED
    assert outcome.value is None
    assert capsys.readouterr().out == ""


def test_arguments_that_were_changed_are_named():
    def change(x, rows, z, f):
        x[0] += 1
        rows[1][0] = 9
        return z + 1

    arguments = ([1, 2], [[1], [2]], np.ones(2), abs)
    assert call(change, arguments).changed == ("x", "rows")
    assert call(max, ([1, 2], [3, np.nan])).changed == ()


def test_arrays_that_change_their_type_or_a_number_have_changed():
    def change(a, b, c):
        a[:] = [["x"]]
        b[0, 0] = 2
        c -= 0

    arguments = ([[1.0]], np.ones((2, 2)), np.zeros(2))
    assert call(change, arguments).changed == ("a", "b")


def test_names_of_the_notebook_and_arguments_that_are_not_read():
    def uses(X, W, b):
        b = NUMBER
        return [row @ W1 for row in X], math.pi, b

    outcome = call(uses, (np.ones((1, 2)), 0, 0))
    assert set(outcome.outside) == {"W1", "NUMBER"}
    assert outcome.unread == ("W", "b")


def test_arguments_that_only_an_inner_function_reads_are_read():
    def closed(f, w, eta):
        def step(v):
            return f(v) * eta

        return sum(step(v) for v in [w])

    assert call(closed, (abs, 1, 2)).unread == ()


def test_a_function_that_is_built_of_another_has_no_names():
    outcome = call(np.vectorize(lambda z: NUMBER * z), (np.ones(2),))
    assert (outcome.outside, outcome.unread) == ((), ())


def matrix(X, w, b):
    return X @ W1.T + b


def beyond(x, w, b):
    return w[2] * x[0]


def through_a_helper(x, w, b):
    return beyond(x, w, b)


def loop(n, w, b):
    for _ in n:
        pass


def unknown(n, w, b):
    return n * nothing_of_that_name  # noqa: F821


TWO = Part("2", "number", (), "the number 2")
LIST = Part("w", "list", (2,), "a list of 2")


@pytest.mark.parametrize(
    ("function", "first", "code", "operation", "parts"),
    [
        (
            matrix,
            np.ones((2, 3)),
            "X @ W1.T",
            "@",
            (
                Part("X", "array", (2, 3), "an array of shape (2, 3)"),
                Part("W1.T", "array", (2, 2), "an array of shape (2, 2)"),
            ),
        ),
        (beyond, 1, "w[2]", "[]", (LIST, TWO)),
        (through_a_helper, 1, "w[2]", "[]", (LIST, TWO)),
        (loop, 2, "for _ in n", "for", (Part("n", "number", (), "the number 2"),)),
        (unknown, 1, "nothing_of_that_name", "name", (Part("nothing_of_that_name"),)),
    ],
)
def test_the_code_that_raised_is_taken_apart(function, first, code, operation, parts):
    outcome = call(function, (first, [1, 2], 3))
    assert (outcome.code, outcome.operation) == (code, operation)
    assert outcome.parts == parts


def test_an_error_in_another_function_of_the_notebook_names_it():
    def nested(x, w):
        def inner():
            return w[5]

        return inner()

    assert call(through_a_helper, (1, [1, 2], 3)).inside == "beyond"
    assert call(beyond, (1, [1, 2], 3)).inside == ""
    assert call(nested, (1, [1, 2])).inside == ""


def test_code_without_its_text_gives_the_error_alone():
    defined = {}
    exec("def f(x):\n    return x[5]", defined)
    outcome = call(defined["f"], ([1],))
    assert (outcome.error, outcome.code, outcome.parts) == ("IndexError", "", ())
