"""The answer key of lesson 06: one function an exercise, as a learner could write it."""

import numpy as np


def train_network(gradients, X, y, parameters, eta, epochs):
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
        W1 = W1 - eta * dW1
        b1 = b1 - eta * db1
        W2 = W2 - eta * dW2
        b2 = b2 - eta * db2
    return W1, b1, W2, b2


def predict_class(y_hat):
    return np.where(y_hat < 0.5, 0, 1)


def plateau_loss(y, groups):
    total = 0
    for group in np.unique(groups):
        targets = y[groups == group]
        total = total + np.sum((targets - np.mean(targets)) ** 2)
    return total / len(y)


def smallest_size(sizes, losses, share):
    for size, row in zip(sizes, losses, strict=True):
        if np.mean(row < 0.01) >= share:
            return size
