"""The reader of digits, 64-h-10, as lesson 09 writes it, and the images that it learns."""

from functools import cache

import numpy as np

from helpers.data import load_digits
from helpers.network import cross_entropy, initialize, relu, softmax

N_TEST = 360  # images, a fifth
RATE, BATCH, EPOCHS = 0.1, 32, 60


@cache
def images():
    """Return X (1797, 64) from 0 to 1, the one-hot y (1797, 10) and the labels (1797,)."""
    pictures, labels = load_digits()
    arrays = pictures.reshape(-1, 64) / 16, np.eye(10)[labels], labels
    for array in arrays:
        array.flags.writeable = False  # all views train on the same rows
    return arrays


def split(shuffled, seed):
    """Return the numbers of the rows to train on, and of those to test with.

    Parameters
    ----------
    shuffled : bool
        Whether a fifth of each digit is drawn at random, instead of the last fifth of the file.
    seed : int
    """
    labels = images()[2]
    rows = np.arange(len(labels))
    if not shuffled:
        return rows[:-N_TEST], rows[-N_TEST:]
    order = np.random.default_rng(seed).permutation(rows)
    by_digit = order[np.argsort(labels[order], kind="stable")]
    return np.setdiff1d(rows, by_digit[::5]), by_digit[::5]


def new_network(hidden, seed):
    """Return a network 64-hidden-10 with weights by He's rule."""
    functions = {"hidden": relu, "output": softmax, "loss": cross_entropy}
    return initialize([64, hidden, 10], "he", seed=seed, **functions)


def parameters_of(network):
    """Return W1, b1, W2, b2 of a network with one hidden layer."""
    return [part for pair in zip(network.weights, network.biases, strict=True) for part in pair]


@cache
def trained():
    """Return W1, b1, W2, b2 of a reader that has learnt all images but the file's last fifth."""
    X, y, _ = images()
    rows, _ = split(shuffled=False, seed=0)
    network = new_network(32, seed=0)
    network.train(X[rows], y[rows], EPOCHS, RATE, BATCH, seed=0)
    return parameters_of(network)


def forward(X, W1, b1, W2, b2):
    """Return the hidden activations (n_samples, n_hidden) and the probabilities (n_samples, 10)."""
    A1 = np.maximum(X @ W1 + b1, 0)
    return A1, softmax(A1 @ W2 + b2)


def gradients(X, y, W1, b1, W2, b2):
    """Return dW1, db1, dW2, db2, the slopes of the mean cross-entropy."""
    A1, p = forward(X, W1, b1, W2, b2)
    delta2 = (p - y) / len(X)
    delta1 = delta2 @ W2.T * (A1 > 0)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


def accuracy(p, labels):
    """Return the share of rows whose largest probability is that of their label."""
    # The place of the largest probability of each row is the digit that is read.
    read = np.argmax(p, axis=1)
    # Of True and False the mean is the share of True.
    return np.mean(read == labels)


def train_epoch(gradients, X, y, parameters, eta, batch_size, order):
    """Return W1, b1, W2, b2 after one epoch: a step of gradient descent for each batch."""
    W1, b1, W2, b2 = parameters
    for start in range(0, len(order), batch_size):
        # The next few rows of the order; the last batch may be smaller.
        rows = order[start : start + batch_size]
        dW1, db1, dW2, db2 = gradients(X[rows], y[rows], W1, b1, W2, b2)
        # The step comes before the next batch, whose slopes are taken from there.
        W1 = W1 - eta * dW1
        b1 = b1 - eta * db1
        W2 = W2 - eta * dW2
        b2 = b2 - eta * db2
    return W1, b1, W2, b2
