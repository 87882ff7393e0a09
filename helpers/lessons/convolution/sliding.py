"""A kernel moved over a picture, as lesson 11 writes it."""

import numpy as np


def convolve(X, K):
    """Return the map of X (height, width) under K (k, k): a sum for each place where K fits.

    The kernel isn't turned; the map has shape (height − k + 1, width − k + 1).
    """
    k = len(K)
    height, width = X.shape[0] - k + 1, X.shape[1] - k + 1
    Z = np.zeros((height, width))
    for i in range(height):
        for j in range(width):
            # The k×k pixels from (i, j) on, each times the weight that lies upon it.
            Z[i, j] = np.sum(X[i : i + k, j : j + k] * K)
    return Z
