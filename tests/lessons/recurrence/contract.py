"""What the contract of all views has to know of this room."""

import math

WRONG = {
    "RecurrenceView": [
        ({"w_x": 4}, "w_x must be a number from -3 to 3, got 4"),
        ({"w_h": math.nan}, "w_h must hold finite numbers"),
        ({"b": (1, 2)}, "b must be one number"),
        ({"w_h": "large"}, "w_h must be a number or an array of numbers, got 'large'"),
    ],
    "WritingView": [
        ({"beginning": 3}, "beginning must be a text of at most 60 letters, got '3'"),
        ({"beginning": "a" * 61}, "beginning must be a text of at most 60 letters"),
        ({"temperature": 0}, "temperature must be a number from 0.1 to 10, got 0"),
        ({"temperature": (1, 2)}, "temperature must be one number"),
        ({"choose_letter": lambda z, t, u: 1.5}, "must return a whole number from 0 to 29"),
    ],
}
