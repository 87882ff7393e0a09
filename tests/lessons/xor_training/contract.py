"""What the contract of all views has to know of this room."""

import math

ARGUMENTS = {"LotteryView": {"n_seeds": 5}}

WRONG = {
    "TrainingView": [
        ({"hidden": 0}, "hidden must be a whole number from 1 to 10, got 0"),
        ({"learning_rate": 0}, "learning_rate must be a positive number, got 0"),
        ({"learning_rate": -1}, "learning_rate must be a positive number, got -1"),
        ({"learning_rate": math.nan}, "learning_rate must hold finite numbers, got nan"),
        ({"seed": 1.5}, "seed must be a whole number from 0 to 99, got 1.5"),
        ({"y": [0, 1, 1, 2]}, "targets"),
        ({"speed": "fast"}, "speed must be one of full speed"),
    ],
    "ComparisonView": [
        ({"hidden": 11}, "hidden must be a whole number from 1 to 10, got 11"),
        ({"learning_rate": "fast"}, "learning_rate must be a number"),
        ({"seed": 100}, "seed must be a whole number from 0 to 99, got 100"),
        ({"X": [[1, 2]], "y": [3]}, r"targets \[3.\]"),
    ],
    "LotteryView": [
        ({"hidden": 5}, "hidden must be a whole number from 2 to 4, got 5"),
        ({"n_seeds": 0}, "n_seeds must be a whole number from 1 to 1000, got 0"),
    ],
}
