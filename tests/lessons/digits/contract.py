"""What the contract of all views has to know of this room."""

import numpy as np

WRONG = {
    "ReaderTrainingView": [
        ({"split": "random"}, "split must be one of shuffled, order of the file, got 'random'"),
        ({"hidden": 0}, "hidden must be a whole number from 1 to 32, got 0"),
        ({"learning_rate": 0}, "learning_rate must be a positive number, got 0"),
        ({"batch_size": 0}, "batch_size must be a positive whole number, got 0"),
        ({"seed": 21}, "seed must be a whole number from 0 to 20, got 21"),
        ({"train_epoch": lambda *_: 3}, "must return W1, b1, W2 and b2 in their shapes"),
        ({"accuracy": lambda p, labels: p}, "must return one number"),
    ],
    "DigitsView": [
        ({"parameters": [1, 2]}, r"parameters must be W1, b1, W2 and b2, got \[1, 2\]"),
        ({"parameters": [np.zeros((3, 2)), 0, 0, 0]}, r"W1 must have shape \(64, n_hidden\)"),
        ({"strokes": [[[2, 0]]]}, "strokes must be a list of strokes, each a list of points"),
        ({"strokes": "abc"}, "strokes must be a list of strokes"),
        ({"drawings": [(1, 2)]}, "drawings must hold pairs of 64 numbers and a digit"),
        ({"forward": lambda *_: 3}, "must return hidden activations and ten finite"),
    ],
}
