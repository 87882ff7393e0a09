"""Small data sets that several lessons learn."""

import numpy as np

XOR_INPUTS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
XOR_TARGETS = np.array([0.0, 1, 1, 0])
for _array in (XOR_INPUTS, XOR_TARGETS):
    _array.flags.writeable = False  # every view trains on the same rows
