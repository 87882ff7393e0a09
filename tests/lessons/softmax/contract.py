"""What the contract of all views has to know of this room."""

import math

WRONG = {
    "SoftmaxView": [
        ({"z": (1, 2)}, r"z must have shape \(3,\), got \(2,\)"),
        ({"z": (1, 2, math.nan)}, "z must hold finite numbers"),
        ({"z": (1, 2, 7)}, "z₂ must be a number from -6 to 6, got 7"),
        ({"z": "abc"}, "z must be a number or an array of numbers, got 'abc'"),
    ],
    "SlowdownView": [
        ({"w": 4}, "first w must be a number from -3 to 3, got 4"),
        ({"w": math.inf}, "w must hold finite numbers"),
        ({"b": (1, 2)}, "b must be one number"),
        ({"learning_rate": 0}, "learning_rate must be a positive number, got 0"),
        (
            {"learning_rate": "fast"},
            "learning_rate must be a number or an array of numbers, got 'fast'",
        ),
    ],
}
