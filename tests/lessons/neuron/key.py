"""The answer key of lesson 01: one function an exercise, as a learner could write it."""

import numpy as np


def sigmoid(z):
    e = np.exp(-z)
    denominator = 1 + e
    return 1 / denominator


def neuron(x, w, b):
    z = b
    for i in range(len(x)):
        z = z + x[i] * w[i]
    return sigmoid(z)


def and_weights():
    return 8, 8, -12


def boundary(w, b, x1):
    rest = w[0] * x1 + b
    x2 = -rest / w[1]
    return x2
