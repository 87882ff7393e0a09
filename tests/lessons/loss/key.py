"""The answer key of lesson 04: one function an exercise, as a learner could write it."""

import numpy as np


def mean_squared_error(y, y_hat):
    total = 0
    for target, prediction in zip(y, y_hat, strict=True):
        total = total + (target - prediction) ** 2
    return total / len(y)


def slope(f, w, nudge):
    left, right = w - nudge, w + nudge
    rise = f(right) - f(left)
    return rise / (right - left)


def step_both(f, w1, w2, eta):
    nudge = 0.001
    slope1 = (f(w1 + nudge, w2) - f(w1 - nudge, w2)) / (2 * nudge)
    slope2 = (f(w1, w2 + nudge) - f(w1, w2 - nudge)) / (2 * nudge)
    return w1 - eta * slope1, w2 - eta * slope2


def descend(f, w, eta, n):
    nudge = 0.001
    for _ in range(n):
        w = w - eta * (f(w + nudge) - f(w - nudge)) / (2 * nudge)
    return w


def center(X):
    shifted = np.zeros(X.shape)
    for column in range(X.shape[1]):
        mean = sum(X[:, column]) / len(X)
        shifted[:, column] = X[:, column] - mean
    return shifted
