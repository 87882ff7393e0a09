"""What a wrong answer is told is the cause that it has, in answers as newcomers wrote them."""

import copy

import numpy as np
import pytest

from helpers.exercises.judge import judge
from helpers.exercises.outcome import call
from helpers.lessons.autograd.exercises import (
    HAND_BACK,
    HAND_BACK_QUOTIENT,
    MENDED_GRADIENTS,
    WAY_BACK,
)
from helpers.lessons.convolution.exercises import CONVOLVE, KERNEL_GRADIENT
from helpers.lessons.deeper.exercises import DROPOUT, MOMENTUM_STEP
from helpers.lessons.digits.exercises import ACCURACY, SHARE_READ
from helpers.lessons.loss.exercises import DESCEND
from helpers.lessons.network.exercises import XOR_WEIGHTS
from helpers.lessons.neuron.exercises import AND_WEIGHTS, BOUNDARY
from helpers.lessons.recurrence.exercises import CHOOSE_LETTER, RECURRENT_STEP
from helpers.lessons.softmax.exercises import SOFTMAX
from helpers.lessons.xor_training.exercises import PLATEAU_LOSS, PREDICT_CLASS, TRAIN_NETWORK


def classes_one_by_one(y_hat):
    result = []
    for v in y_hat:
        if v >= 0.5:
            result.append(1)
        else:
            result.append(0)
    return result


def new_weight_not_kept(f, w, eta, n):
    for _ in range(n):
        w - eta * (f(w + 0.001) - f(w - 0.001)) / 0.002
    return w


def new_parameters_not_kept(gradients, X, y, parameters, eta, epochs):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
        W1 - eta * dW1, b1 - eta * db1, W2 - eta * dW2, b2 - eta * db2
    return W1, b1, W2, b2


def arrays_changed_in_place(gradients, X, y, parameters, eta, epochs):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
        W1 -= eta * dW1
        b1 -= eta * db1
        W2 -= eta * dW2
        b2 -= eta * db2
    return W1, b1, W2, b2


def compared_with_itself(y, groups):
    y = y.astype(float)
    for group in np.unique(groups):
        y[groups == group] = np.mean(y[groups == group])
    return np.mean((y - y) ** 2)


def xor(w, b):
    return lambda: (w, b)


def convolve(X, K):
    """The learner's own, its windows a row and a column too large."""
    k = len(K)
    Z = np.zeros((X.shape[0] - k + 1, X.shape[1] - k + 1))
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            Z[i, j] = np.sum(X[i : i + k + 1, j : j + k + 1] * K)
    return Z


def sum_left_out(X, K):
    Z = np.zeros((X.shape[0] - len(K) + 1, X.shape[1] - len(K) + 1))
    Z[0, 0] = X[: len(K), : len(K)] * K
    return Z


def way_back_as_an_iterator(inputs, output):
    order = WAY_BACK.answer(inputs, output)
    return reversed(order[::-1])


def two_for_one(x, h, W_x, W_h, b):
    h = np.tanh(x @ W_x + h @ W_h + b)
    return h, h @ W_h


def first_row_only(Z):
    for z in Z:
        powers = np.exp(z - z.max())
        return powers / powers.sum()


def in_an_array_like_it(Z):
    P = np.zeros_like(Z)
    for i, z in enumerate(Z):
        powers = np.exp(z - z.max())
        P[i] = powers / powers.sum()
    return P


def gradients_of_whole_numbers(inputs, slopes, order):
    gradients = np.zeros(len(inputs), dtype=int)
    gradients[order[0]] = 1
    for node in order:
        for source, slope in zip(inputs[node], slopes[node], strict=True):
            gradients[source] += int(slope * gradients[node])
    return gradients


def quotient_cut_down(a, b, upstream):
    return upstream // b, -upstream * a // b**2


def never_true(operation, a, b, upstream):
    if operation == "plus":
        return upstream, upstream
    if operation == "times":
        return upstream * b, upstream * a


def lists_within_a_list(inputs, output):
    order = [output]
    for source in inputs[output]:
        order.append(lists_within_a_list(inputs, source))
    return order


def windows_not_summed(X, K):
    k = len(K)
    rows, columns = X.shape[0] - k + 1, X.shape[1] - k + 1
    return [[X[i : i + k, j : j + k] * K for j in range(columns)] for i in range(rows)]


OTHERS = "a name of the module that is no argument"
LINES = [20, 20, -20, -20, 20, 20]


@pytest.mark.parametrize(
    ("exercise", "answer", "says"),
    [
        (PREDICT_CLASS, classes_one_by_one, "Your values are right, the shape is not"),
        (DESCEND, new_weight_not_kept, "write w = w - eta * slope"),
        (TRAIN_NETWORK, new_parameters_not_kept, "write W1 = W1 - eta * dW1"),
        (TRAIN_NETWORK, arrays_changed_in_place, "W -= … changes the array W itself"),
        (PLATEAU_LOSS, compared_with_itself, "y was overwritten and compared with itself"),
        (AND_WEIGHTS, lambda: ([1, 1], -1.5), "plain ones as in return w1, w2, b"),
        (
            KERNEL_GRADIENT,
            lambda X, delta: convolve(X, delta),
            "in convolve, which kernel_gradient",
        ),
        (KERNEL_GRADIENT, lambda X, delta: convolve(X, delta), "must have the size of what it m"),
        (CONVOLVE, windows_not_summed, "yours has several, whose sum it is."),
        (CONVOLVE, sum_left_out, "Most likely a sum is left out"),
        (CONVOLVE, sum_left_out, "ValueError: setting an array element with a sequence."),
        (WAY_BACK, way_back_as_an_iterator, "yours is an iterator: list(…) makes a list of it."),
        (SHARE_READ, lambda table: map(float, table[0]), "yours is an iterator: list(…)"),
        (SHARE_READ, lambda table: {0: table[0, 0]}.values(), "yours is an iterator: list(…)"),
        (HAND_BACK, lambda operation, a, b, upstream: 2, "expected, yours is one number, 2."),
        (HAND_BACK, lambda operation, a, b, upstream: [a, b, 1], "yours is a list of 3, [3, -1.5"),
        (DROPOUT, lambda a, u, rate: u >= rate * a, "within a formula needs brackets"),
        (PREDICT_CLASS, lambda y_hat: y_hat >= 0.5, ".astype(int) makes 1 and 0"),
        (
            WAY_BACK,
            lambda inputs, output: {output, *inputs[output]},
            "a set, in which nothing has a place",
        ),
        (SHARE_READ, lambda table: {0: table[0, 0]}, "It returns a dictionary: return the numbers"),
        (ACCURACY, lambda p, labels: p.argmax(axis=1) == labels, "np.mean their share"),
        (CHOOSE_LETTER, lambda z, t, u: OTHERS[int(u / t) % len(z)], "It returns text; numbers"),
        (RECURRENT_STEP, two_for_one, "It returns 2 results, of which result 1 alone is asked"),
        (SOFTMAX, first_row_only, "Only the first entry has come back"),
        (SOFTMAX, in_an_array_like_it, "where Z is an array of whole numbers: such an array, and"),
        (MENDED_GRADIENTS, gradients_of_whole_numbers, "Your result is an array of whole numbers"),
        (HAND_BACK, never_true, "No return is reached, in no case: is a condition never true?"),
        (WAY_BACK, lists_within_a_list, "append puts a list in as one entry, += puts each"),
        (HAND_BACK_QUOTIENT, quotient_cut_down, "cut down to a whole one, as // does"),
        (
            MOMENTUM_STEP,
            lambda w, v, slope, eta, beta: (v, slope, eta * beta * w),
            "3 results, and",
        ),
        (BOUNDARY, lambda w, b, x1: -w[0] * x1 + b / w[1], "Only the bias is divided by w[1]"),
        (BOUNDARY, lambda w, b, x1: -w[0] * x1 / w[1] + b, "The bias isn't divided by w[1]"),
        (XOR_WEIGHTS, xor(LINES, [-10, 30, -10]), "Every row comes out above ½: make b3 smaller"),
        (XOR_WEIGHTS, xor(LINES, [10, 30, -10]), "h1 is above ½ in all rows, so make b1 smaller"),
        (XOR_WEIGHTS, xor(LINES, [-50, 30, -30]), "h1 is below ½ in all rows, so make b1 larger"),
        (XOR_WEIGHTS, xor(LINES, [-10, 30, -50]), "No row comes out above ½: make b3 larger"),
    ],
)
def test_the_cause_is_told_and_no_other(exercise, answer, says):
    cases = exercise.cases(np.random.default_rng(0))
    verdict = judge(exercise, cases, [call(answer, copy.deepcopy(case)) for case in cases])
    assert not verdict.correct
    assert says in verdict.message
    assert "A condition needs one True" not in verdict.message
    assert "written with @" not in verdict.message
    assert ".." not in verdict.message.replace("...", "")
