"""What the contract of all views has to know of this room."""

import numpy as np


def learners_network(x, w, b):
    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    h1 = sigmoid(w[0] * x[0] + w[1] * x[1] + b[0])
    h2 = sigmoid(w[2] * x[0] + w[3] * x[1] + b[1])
    return h1, h2, sigmoid(w[4] * h1 + w[5] * h2 + b[2])


XOR = {"X": [[0, 0], [0, 1], [1, 0], [1, 1]], "y": [0, 1, 1, 0]}
ARGUMENTS = {"NetworkView": {"network": learners_network, **XOR}}

WRONG = {
    "NetworkView": [
        ({"w": (1, 2)}, r"w must have shape \(6,\), got \(2,\)"),
        ({"b": "abc"}, "b must be a number or an array of numbers, got 'abc'"),
        ({"x": 3}, r"x must have shape \(2,\), got \(\)"),
        ({"X": [[1, 2]], "y": [3]}, r"targets \[3.\]"),
    ],
}
