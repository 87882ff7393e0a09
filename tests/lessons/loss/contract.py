"""What the contract of all views has to know of this room."""

import math

import numpy as np


def learners_loss(y, y_hat):
    return np.mean((y_hat - y) ** 2)


def learners_slope(f, w, nudge):
    return (f(w + nudge) - f(w - nudge)) / (2 * nudge)


ARGUMENTS = {"LossView": {"loss": learners_loss, "slope": learners_slope}}

WRONG = {
    "LossView": [
        ({"X": [[1, 2, 3]], "y": [1]}, r"X must have shape \(n_samples, 2\), got \(1, 3\)"),
        ({"X": [[1, 2]], "y": [1, 2]}, r"y must have shape \(1,\), got \(2,\)"),
        ({"X": [[1, math.inf]], "y": [1]}, "X must hold finite numbers"),
        ({"y": "abc"}, "y must be a number or an array of numbers, got 'abc'"),
        ({"w": (1, 2, 3)}, r"w must have shape \(2,\), got \(3,\)"),
        ({"w": (1, math.nan)}, "w must hold finite numbers"),
        ({"eta": "fast"}, "eta must be a number"),
        ({"loss": lambda y, y_hat: (y_hat - y) ** 2}, "returned array.*expected one number"),
        ({"loss": lambda y, y_hat: "much"}, "returned 'much', expected one number"),
    ],
}
