"""Lots: many small networks that learn XOR side by side, one a seed (lesson 06)."""

import numpy as np

from helpers.data import XOR_INPUTS, XOR_TARGETS
from helpers.network import backward, forward, mean_squared_error, sigmoid

RATE = 5
FUNCTIONS = [sigmoid, sigmoid]


class Lots:
    """Networks 2-h-1, one a seed, that learn XOR all at once.

    Every array has the seeds along its first axis. Weights and biases are drawn from N(0, 1), in
    the order W⁽¹⁾, b⁽¹⁾, W⁽²⁾, b⁽²⁾.

    Parameters
    ----------
    hidden : int
    seeds : iterable of int

    Attributes
    ----------
    weights : list of arrays, (n_seeds, 2, h) and (n_seeds, h, 1)
    biases : list of arrays, (n_seeds, 1, h) and (n_seeds, 1, 1)
    epoch : int
        Epochs trained so far.
    """

    def __init__(self, hidden, seeds):
        shapes = (2, hidden), (1, hidden), (hidden, 1), (1, 1)
        drawn = []
        for seed in seeds:
            rng = np.random.default_rng(seed)
            drawn.append([rng.normal(size=shape) for shape in shapes])
        W1, b1, W2, b2 = map(np.array, zip(*drawn, strict=True))
        self.weights, self.biases = [W1, W2], [b1, b2]
        self.epoch = 0
        self._X, self._y = XOR_INPUTS, XOR_TARGETS[:, None]

    def advance(self, epochs):
        """Train a number of epochs, by the same passes as one network."""
        for _ in range(epochs):
            layers = self._activations()
            delta = mean_squared_error.delta(self._y, layers[-1], sigmoid)
            deltas = backward(delta, layers, self.weights, FUNCTIONS)
            for W, b, a, delta in zip(self.weights, self.biases, layers[:-1], deltas, strict=True):
                W -= RATE * a.mT @ delta
                b -= RATE * delta.sum(axis=-2, keepdims=True)
            self.epoch += 1

    def _activations(self):
        return forward(self._X, self.weights, self.biases, FUNCTIONS)

    def losses(self):
        """Return the mean squared error of every network `(n_seeds,)`."""
        return np.array([mean_squared_error(self._y, y_hat) for y_hat in self._activations()[-1]])

    def largest_weights(self):
        """Return the largest weight of every network, without its sign `(n_seeds,)`."""
        return np.maximum(*(np.abs(W).max(axis=(1, 2)) for W in self.weights))
