"""The answer key of lesson 04: one function an exercise, as a learner could write it."""

import numpy as np


def mean_squared_error(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def slope(f, w, h):
    return (f(w + h) - f(w - h)) / (2 * h)


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
    return X - X.mean(axis=0)
