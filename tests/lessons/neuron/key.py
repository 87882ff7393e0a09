"""The answer key of lesson 01: one function an exercise, as a learner could write it."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def neuron(x, w, b):
    return sigmoid(np.dot(w, x) + b)


def and_weights():
    return 8, 8, -12


def boundary(w, b, x1):
    return -(w[0] * x1 + b) / w[1]
