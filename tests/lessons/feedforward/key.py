"""The answer key of lesson 03: one function an exercise, as a learner could write it."""

import numpy as np

from helpers.network import sigmoid


def weighted_sums(x, rows, b):
    result = []
    for row, bias in zip(rows, b, strict=True):
        z = bias
        for weight, value in zip(row, x, strict=True):
            z = z + weight * value
        result.append(z)
    return result


def from_rows(rows):
    return np.array(rows).T


def layer(X, W, b):
    return sigmoid(X @ W + b)


def output_shape(X_shape, W_shapes):
    return X_shape[0], W_shapes[-1][1]


def forward(X, weights, biases):
    a = X
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(a @ W + b)
    return a
