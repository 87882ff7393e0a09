"""Lots: many small networks that learn XOR side by side, one a seed (lesson 06)."""

import numpy as np

from helpers.data import XOR_INPUTS, XOR_TARGETS

RATE = 5


class Lots:
    """Networks 2-h-1, one a seed, that learn XOR all at once.

    Every array has the seeds along its first axis. Weights and biases are drawn from N(0, 1), in
    the order of the attributes.

    Parameters
    ----------
    hidden : int
    seeds : iterable of int

    Attributes
    ----------
    W1, b1, W2, b2 : arrays (n_seeds, 2, h), (n_seeds, 1, h), (n_seeds, h, 1), (n_seeds, 1, 1)
    epoch : int
        Epochs trained so far.
    """

    def __init__(self, hidden, seeds):
        shapes = (2, hidden), (1, hidden), (hidden, 1), (1, 1)
        drawn = []
        for seed in seeds:
            rng = np.random.default_rng(seed)
            drawn.append([rng.normal(size=shape) for shape in shapes])
        self.W1, self.b1, self.W2, self.b2 = map(np.array, zip(*drawn, strict=True))
        self.epoch = 0
        self._X, self._y = XOR_INPUTS, XOR_TARGETS[:, None]

    def advance(self, epochs):
        """Train a number of epochs, by the same formulas as one network."""
        for _ in range(epochs):
            a1, a2 = self._forward()
            delta2 = 2 / len(self._y) * (a2 - self._y) * a2 * (1 - a2)
            delta1 = delta2 @ self.W2.swapaxes(1, 2) * a1 * (1 - a1)
            self.W2 -= RATE * a1.swapaxes(1, 2) @ delta2
            self.b2 -= RATE * delta2.sum(axis=1, keepdims=True)
            self.W1 -= RATE * self._X.T @ delta1
            self.b1 -= RATE * delta1.sum(axis=1, keepdims=True)
            self.epoch += 1

    def _forward(self):
        # Not `sigmoid`: its checks would make this a quarter slower.
        a1 = 1 / (1 + np.exp(-(self._X @ self.W1 + self.b1)))
        return a1, 1 / (1 + np.exp(-(a1 @ self.W2 + self.b2)))

    def losses(self):
        """Return the mean squared error of every network `(n_seeds,)`."""
        return np.mean((self._forward()[1] - self._y) ** 2, axis=(1, 2))

    def largest_weights(self):
        """Return the largest weight of every network, without its sign `(n_seeds,)`."""
        return np.maximum(np.abs(self.W1).max(axis=(1, 2)), np.abs(self.W2).max(axis=(1, 2)))
