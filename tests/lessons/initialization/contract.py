"""What the contract of all views has to know of this room."""

import math

import numpy as np


def lecun(draws):
    return draws * np.sqrt(1 / draws.shape[0])


ARGUMENTS = {"InitializationView": {"scheme": lecun, "activation": "ReLU"}}

WRONG = {
    "InitializationView": [
        ({"scheme": "glorot"}, "scheme must be one of zeros, constant, .*, got 'glorot'"),
        ({"scheme": 3}, "scheme must be one of .*, got 3"),
        ({"draws": "poisson"}, "draws must be one of normal, uniform, got 'poisson'"),
        ({"activation": "step"}, "activation must be one of ReLU, tanh, sigmoid, got 'step'"),
        ({"scale": 0}, "scale must be a number from 0.01 to 10, got 0"),
        ({"scale": math.nan}, "scale must be a number from 0.01 to 10, got nan"),
        ({"scale": "big"}, "got 'big'"),
        ({"depth": 0}, "depth must be a whole number from 1 to 10, got 0"),
        ({"depth": 2.5}, "depth must be a whole number from 1 to 10, got 2.5"),
        ({"seed": -1}, "seed must be a whole number from 0 to 20, got -1"),
    ],
}
