"""What the contract of all views has to know of this room."""

import math

WRONG = {
    "PlaygroundView": [
        ({"data": "square"}, "data must be one of circle, moons, .*, got 'square'"),
        ({"noise": 51}, "noise must be a number from 0 to 50, got 51"),
        ({"noise": math.nan}, "noise must be a number from 0 to 50, got nan"),
        ({"test_share": 0.5}, "test_share must be a whole number from 10 to 90, got 0.5"),
        ({"data_seed": -1}, "data_seed must be a whole number from 0 to 99, got -1"),
        ({"points": [(1, 2)]}, r"a point must have shape \(3,\), got \(2,\)"),
        ({"points": [(7, 2, 1)]}, "a point must lie from −6 to 6, got"),
        ({"points": [(math.nan, 2, 1)]}, "a point must lie from −6 to 6, got"),
        ({"points": [(1, 2, 3)]}, "a point's class must be 0 or 1"),
        ({"points": [(0, 0, 1)] * 501}, "at most 500 points of your own, got 501"),
        ({"points": 3}, "points must be a list of"),
        ({"table": "\n\n"}, "the table is empty"),
        ({"table": [1, 2]}, "the table must be text"),
        ({"inputs": ["x1"]}, "inputs must be one of x₁, .*, got 'x1'"),
        ({"inputs": []}, "inputs must name at least one of x₁"),
        ({"inputs": 3}, "inputs must name at least one of x₁"),
        ({"hidden": [9]}, "hidden must be a whole number from 0 to 8, got 9"),
        ({"hidden": [4] * 7}, "hidden must list the neurons of at most 6 layers"),
        ({"hidden": 4}, "hidden must list the neurons of at most 6 layers, got 4"),
        ({"activation": "sin"}, "activation must be one of tanh, ReLU, sigmoid, linear, got 'sin'"),
        ({"optimizer": "sgd"}, "optimizer must be one of plain, momentum, adam, got 'sgd'"),
        ({"learning_rate": 0}, "learning_rate must be a positive number, got 0"),
        ({"learning_rate": math.inf}, "learning_rate must hold finite numbers, got inf"),
        ({"batch_size": 0}, "batch_size must be a whole number from 1 to 100, got 0"),
        ({"l1": 2}, "l1 must be a number from 0 to 1, got 2"),
        ({"l2": "much"}, "l2 must be"),
        ({"dropout": 1}, "dropout must be a number from 0 to 0.9, got 1"),
        ({"seed": 100}, "seed must be a whole number from 0 to 99, got 100"),
    ]
}
