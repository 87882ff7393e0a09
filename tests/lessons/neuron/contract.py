"""What the contract of all views has to know of this room."""

import numpy as np


def learners_sigmoid(z):
    return 1 / (1 + np.exp(-z))


AND = {"X": [[0, 0], [0, 1], [1, 0], [1, 1]], "y": [0, 0, 0, 1]}
ARGUMENTS = {"NeuronView": {"activation": learners_sigmoid, **AND}}

WRONG = {
    "NeuronView": [
        ({"x": (1, 2, 3)}, r"x must have shape \(2,\), got \(3,\)"),
        ({"w": "ab"}, "w must be a number or an array of numbers, got 'ab'"),
        ({"b": None}, "b must be a number or an array of numbers, got None"),
        ({"X": [[1, 2]], "y": [0, 1]}, r"y must have shape \(1,\), got \(2,\)"),
        ({"X": [[1, 2]], "y": [3]}, r"targets \[3.\]"),
        ({"X": [[1, 2]]}, "y must be a number"),
    ],
}
