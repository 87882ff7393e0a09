"""Python's own errors, said in the lessons' words: what was combined with what."""

import math
import re

import numpy as np
import pytest

from helpers.exercises.errors import explain
from helpers.exercises.formula import Formula
from helpers.exercises.outcome import Outcome, call

ROWS, PAIR, LIST = np.ones((3, 2)), np.ones(2), [1, 2]

WRONG = [
    (lambda a: a @ a, (ROWS,), r"a @ a has the shapes \(3, 2\) @ \(3, 2\): .* 2 and 3, must be"),
    (lambda a: np.exp(a) @ a, (ROWS,), "don't fit: .* must be equal, here 2 and 3"),
    (lambda a, b: a @ b, (ROWS, (ROWS, PAIR)), "b is a tuple of 2: take its arrays one by one"),
    (lambda a, b: a * b, (ROWS, np.ones((2, 2))), r"element by element.*\(3, 2\) and \(2, 2\)"),
    (lambda a, b: a @ b, (ROWS, np.ones((4, 2))), r"2 and 4, must be equal. a @ b.T would fit\.$"),
    (lambda a, b: a @ b, (ROWS, np.ones((3, 4))), r"2 and 3, must be equal. a.T @ b would fit\.$"),
    (lambda a, b: a.T @ b, (ROWS, np.ones((2, 4))), r"3 and 2, must be equal. a @ b would fit\.$"),
    (lambda a, b: a @ b, (np.ones((3, 3)), ROWS.T), r"3 and 2, must be equal. b @ a would fit\.$"),
    (lambda a, b: a / b.T, (ROWS, np.ones((3, 1))), r"As a column, \(3, 1\), the row would fit"),
    (lambda a, b: a @ b, (ROWS, np.ones((5, 3))), r"2 and 5, must be equal. b @ a would fit\.$"),
    (lambda a, b: a @ b, (ROWS, np.ones((5, 4))), r"2 and 5, must be equal\.$"),
    (lambda n: range(n), (LIST,), r"a list is given: range\(len\(n\)\) counts its entries"),
    (lambda a: round(a), (PAIR,), "Python's round takes one number, np.round an array"),
    (lambda a: np.where(a > 0, 1), (PAIR,), r"needs three: np.where\(condition, "),
    (lambda a: a.diagonal / 2, (ROWS,), r"a function that isn't called: its \(…\) is missing"),
    (lambda w, i: w[i], ([], 0), r"w\[i\] does not exist, i being 0: w has no entries"),
    (lambda w: w.argmin(), (LIST,), r"w is a list, and .argmin belongs to arrays"),
    (lambda s: s.shape[0], ((2, 3),), "is s the shape itself"),
    (lambda e: (e - 1) ^ 2, (PAIR,), r"In \(e - 1\) \^ 2, \^ is not a power"),
    (lambda a: a @ a, (ROWS,), r"Two arrays of one shape multiply element by element with \*"),
    (
        lambda a: np.dot(a, a),
        (ROWS,),
        r"np.dot\(a, a\) has the shapes \(3, 2\) and \(3, 2\): .*2 and 3",
    ),
    (lambda p: p > 0 and p < 1, (PAIR,), r"`and` stands between single .* stands &, with brackets"),
    (lambda p: np.arange(p), (PAIR,), r"np.arange\(len\(…\)\) counts an array's entries"),
    (lambda: np.array([1, 2], [3, 4]), (), r"belong in one list: np.array\(\[\[…\], \[…\]\]\)"),
    (lambda p: np.concatenate(p, [1]), (PAIR,), r"belongs in one list: np.concatenate\(\[a, b\]\)"),
    (lambda p: p.append(1), (PAIR,), "p is an array, which doesn't grow: collect in a list"),
    (lambda p: sum(p, axis=0), (ROWS,), "Python's own sum knows no axis; np.sum does"),
    (lambda p: max(p, axis=0), (ROWS,), "Python's own max knows no axis; np.max does"),
    (lambda p: "p" + p, (1,), "a number is added to a text"),
    (
        lambda p: p.reshape(4, 4),
        (ROWS,),
        r"there are 6 numbers, and the shape \(4, 4\) has room for 16",
    ),
    (lambda p: p.reshape(4, -1), (ROWS,), r"6 numbers, which can't be shared out in .*\(4, -1\)"),
    (lambda p: len(np.sum(p)), (ROWS,), "counts entries, and there is one number: is it the right"),
    (lambda n: np.eye(2.5), (1,), r"whole numbers are needed, and 2.5, a float: / always"),
    (lambda z: max(0, z), (PAIR,), r"max\(0, z\) has an array. np.maximum compares element by el"),
    (lambda z: 0 < z < 1, (PAIR,), r"two comparisons .* write \(0 < z\) & \(z < 1\)\."),
    (lambda a, b: a[:, None] * b, (ROWS, np.ones((3, 4))), r"don't fit that. Both must be of one"),
    (lambda v, order: v[order / 2], (PAIR, PAIR), "order / 2 is a float: / always makes"),
    (lambda a: max(a), (ROWS,), "Python's own max compares the rows .* np.max looks at"),
    (lambda v, n: v[n, n + 1], (PAIR, 0), r"more axes than .* cut out with a colon: v\[n:n \+ 1\]"),
    (lambda v, n: v[n], (LIST, 2), r"v\[n\] does not exist, n being 2: v has 2 entries"),
    (lambda a: a.shape - 1, (ROWS,), r"a.shape is a pair: a.shape\[0\] is the number of rows"),
    (lambda v: range(v), (PAIR,), r"range\(len\(v\)\) counts its entries"),
    (lambda r, i: r[i], (LIST, [0]), r"In r\[i\], i is a list. From a list one entry is taken"),
    (lambda n: len(n), (3,), r"len\(n\) counts entries, and n is the number 3: is it the right"),
    (lambda a, b: a * b, (ROWS, np.ones((2, 4))), "A matrix product is written with @"),
    (lambda a, b: a * b, (ROWS, np.ones((4, 3))), "product is written with @, and b @ a would fit"),
    (lambda a: not_run(a), (ROWS,), "not_run is not .* been run since the kernel st"),  # noqa: F821
    (lambda a, k: a[0:2, 0:2] * k, (ROWS, np.ones((2, 3))), "must have the size of what it m"),
    (lambda a: a / a.sum(axis=1), (ROWS,), r"as a column, \(3, 1\), it would: keepdims=True"),
    (lambda a, b: a + b, (ROWS, np.ones(4)), r"\(4,\) counts as a row, and must have 2 numbers"),
    (lambda a, b: a - b, (ROWS, np.ones((2, 3))), r"\.T turns one round"),
    (lambda a: a[0, 4], (ROWS,), "a has 3 rows and 2 columns, no column 4: they count from 0 to 1"),
    (lambda a: a[3, 0], (ROWS,), "a has 3 rows and 2 columns, no row 3: they count from 0 to 2"),
    (lambda a: (a + 1)[0, 4], (ROWS,), "There is no column 4 in .*there are 2 columns, counted"),
    (lambda n: range(n / 2), (6,), "n / 2 is a float: / always makes a float, .* here n // 2"),
    (lambda n: np.zeros((n / 2, 1)), (6,), "n / 2 is a float: / always makes a float"),
    (lambda a, n: a[: n / 2], (ROWS, 2), "n / 2 is a float: / always makes a float"),
    (lambda a, n: a[n / 2, 0], (ROWS, 2), "n / 2 is a float: / always makes a float"),
    (lambda w, n: w[n], (LIST, 1.0), r"n is the number 1.0, a float: / always"),
    (lambda n: [0] * (n / 2), (6,), "n / 2 is a float: / always makes a float"),
    (lambda r: r[0, 0], ([[1]],), r"r is a list: r\[i\]\[j\]"),
    (lambda p: [1 for _ in p if p > 0.5 == 1], (PAIR,), r"two comparisons .* \(p > 0.5\) == 1"),
    (lambda p: p > 0.5 & p == 1, (PAIR,), r"each comparison needs brackets, \(a > b\) & \(c"),
    (lambda a: np.array([a, a[0]]), (ROWS,), "an array of parts that have different shapes"),
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


def sum_left_out(X):
    X[0, 0] = X * X
    return X


def put_behind(order):
    order += 3
    return order


def into_an_empty_list(w):
    w[0] = 1
    return w


def too_much(X):
    X[0] = X[:2]
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
        (unpack, None, r"None can't be taken apart into a, b, c: a function"),
        (assign, (1, 2), r"p\[0\] = 3 changes an entry of what can't be changed|such as a tuple"),
        (in_place, np.array([1, 2]), "numbers with decimals .* Write X = X - …"),
        (sum_left_out, np.ones((2, 2)), r"X\[0, 0\] has room for one number.*a sum is left out"),
        (
            put_behind,
            [1],
            r"order is a list: .* no list is given. To put one entry there, order.append",
        ),
        (into_an_empty_list, [], r"w has no entries yet: w.append\(…\) puts one in"),
        (lambda f: f(ROWS, ROWS), Formula("lambda X, Y: X @ Y"), r"In f\(ROWS, ROWS\) a matrix pr"),
        (too_much, np.ones((2, 3)), r"X\[0\] has the shape \(3,\), .* of shape \(2, 3\) is put"),
        (use_before, 1, "total is used before it has a value"),
        (endless, 1, "calls itself again and again"),
    ],
)
def test_an_error_of_a_statement_is_said_in_words(function, argument, says):
    assert re.search(says, explain(call(function, (argument,))))


def test_no_matrix_product_is_advised_where_none_is_asked_for():
    outcome = call(lambda a, b: a * b, (ROWS, np.ones((2, 4))))
    assert explain(outcome, products=False).endswith("Both must be of one size.")


def test_an_error_that_nothing_is_known_of_is_left_as_it_is():
    assert explain(Outcome(error="RuntimeError", message="something else")) == ""
    assert explain(call(lambda: {}.pop(), ())) == explain(Outcome(error="X"))
