"""The answer key of lesson 07: one function an exercise, as a learner could write it."""

import numpy as np


def different_neurons(W):
    return len({tuple(column) for column in W.T})


def sum_std(n, std_w, std_x):
    return np.sqrt(n * std_w**2 * std_x**2)


def xavier(u):
    n_in, n_out = u.shape
    limit = np.sqrt(6 / (n_in + n_out))
    return -limit + 2 * limit * u


def he(draws):
    n_in = draws.shape[0]
    std = (2 / n_in) ** 0.5
    return std * draws
