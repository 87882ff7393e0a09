"""The answer key of lesson 08: one function an exercise, as a learner could write it."""

import numpy as np


def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]


def cross_entropy(P, labels):
    total = 0
    for i in range(len(labels)):
        total -= np.log(P[i, labels[i]])
    return total / len(labels)


def output_delta(P, labels):
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) / P.shape[0]


def hidden_delta(delta, W, z):
    slope = np.where(z > 0, 1, 0)
    return slope * (delta @ W.T)
