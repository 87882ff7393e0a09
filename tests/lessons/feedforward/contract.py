"""What the contract of all views has to know of this room."""

import numpy as np

WRONG = {
    "FeedforwardView": [
        ({"X": [1, 2]}, r"X must be a table of numbers"),
        ({"X": [[1, 2, 3]]}, r"X has shape \(1, 3\), but this network has 2 inputs"),
        ({"X": [[1, np.nan]]}, "X must hold finite numbers"),
        ({"X": np.empty((0, 2))}, "X must hold at least one number"),
        ({"X": [[1, 2], [3]]}, "X must have rows of equal length"),
        ({"weights": [[[1, 2], [3, 4]]]}, "each W must have shape"),
        ({"biases": ["ab", [0]]}, r"biases\[0\] must be a number or an array of numbers"),
        ({"X": np.zeros((6, 2))}, "room for 5 rows.* got 6 rows"),
        ({"X": [[0] * 4], "weights": [[[0]] * 4], "biases": [[0]]}, "1 layers and 4"),
    ],
}
