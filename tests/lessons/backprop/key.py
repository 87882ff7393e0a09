"""The answer key of lesson 05: one function an exercise, as a learner could write it."""

import numpy as np

from helpers.network import sigmoid, sigmoid_derivative


def delta_output(z, y):
    y_hat = sigmoid(z)
    return (y_hat - y) * y_hat * (1 - y_hat)


def delta_hidden(delta, W, z):
    back = np.zeros(z.shape)
    for sample in range(len(z)):
        for output in range(W.shape[1]):
            back[sample] += delta[sample, output] * W[:, output]
    return back * sigmoid_derivative(z)


def backprop(X, y, W1, b1, W2, b2):
    dW1, db1, dW2, db2 = 0, 0, 0, 0
    for x, target in zip(X, y, strict=True):
        a1 = sigmoid(x @ W1 + b1)
        a2 = sigmoid(a1 @ W2 + b2)
        delta2 = (a2 - target) * a2 * (1 - a2)
        delta1 = W2 @ delta2 * a1 * (1 - a1)
        dW1 = dW1 + np.outer(x, delta1)
        db1 = db1 + delta1
        dW2 = dW2 + np.outer(a1, delta2)
        db2 = db2 + delta2
    return dW1, db1, dW2, db2


def update_parameters(parameters, gradients, eta):
    stepped = []
    for i in range(4):
        stepped.append(parameters[i] - eta * gradients[i])
    return tuple(stepped)


def mended_step(X, y, W1, b1, W2, b2, eta):
    A1 = sigmoid(X @ W1 + b1)
    A2 = sigmoid(A1 @ W2 + b2)

    delta2 = (A2 - y) * A2 * (1 - A2)
    delta1 = delta2 @ W2.T * A1 * (1 - A1)
    new_W2 = W2 - eta * A1.T @ delta2
    new_b2 = b2 - eta * delta2.sum(axis=0)
    new_W1 = W1 - eta * X.T @ delta1
    new_b1 = b1 - eta * delta1.sum(axis=0)
    return new_W1, new_b1, new_W2, new_b2
