"""The answer key of lesson 02: one function an exercise, as a learner could write it."""

import numpy as np


def network(x, w, b):
    h1 = 1 / (1 + np.exp(-(w[0] * x[0] + w[1] * x[1] + b[0])))
    h2 = 1 / (1 + np.exp(-(w[2] * x[0] + w[3] * x[1] + b[1])))
    o1 = 1 / (1 + np.exp(-(w[4] * h1 + w[5] * h2 + b[2])))
    return h1, h2, o1


def parameter_count(sizes):
    count = 0
    for n_in, n_out in zip(sizes, sizes[1:]):  # noqa: B905, RUF007
        count += n_in * n_out + n_out
    return count


def merge(w1, b1, w2, b2):
    at_zero = w2 * (w1 * 0 + b1) + b2
    at_one = w2 * (w1 * 1 + b1) + b2
    return at_one - at_zero, at_zero


def xor_weights():
    return [15, 15, -14, -14, 15, 15], [-7, 20, -22]
