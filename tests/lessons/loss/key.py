"""The answer key of lesson 04: one function an exercise, as a learner could write it."""

import numpy as np


def mean_squared_error(y, y_hat):
    total = 0
    for target, prediction in zip(y, y_hat, strict=True):
        total = total + (target - prediction) ** 2
    return total / len(y)


def slope(f, w, h):
    left, right = w - h, w + h
    rise = f(right) - f(left)
    return rise / (right - left)


def step_both(f, w1, w2, eta):
    h = 0.001
    slope1 = (f(w1 + h, w2) - f(w1 - h, w2)) / (2 * h)
    slope2 = (f(w1, w2 + h) - f(w1, w2 - h)) / (2 * h)
    return w1 - eta * slope1, w2 - eta * slope2


def descend(f, w, eta, n):
    h = 0.001
    for _ in range(n):
        w = w - eta * (f(w + h) - f(w - h)) / (2 * h)
    return w


def center(X):
    shifted = np.zeros(X.shape)
    for column in range(X.shape[1]):
        mean = sum(X[:, column]) / len(X)
        shifted[:, column] = X[:, column] - mean
    return shifted
