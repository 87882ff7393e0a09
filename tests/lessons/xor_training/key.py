"""The answer key of lesson 06: one function an exercise, as a learner could write it."""

import numpy as np


def train_network(gradients, X, y, parameters, eta, epochs):
    current = list(parameters)
    for _ in range(epochs):
        slopes = gradients(X, y, *current)
        for i in range(4):
            current[i] = current[i] - eta * slopes[i]
    return tuple(current)


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
