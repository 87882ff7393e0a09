"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "prediction 0.5236951740839997",
    "0.2268662872",
    "slope of the network's loss at 1: 0.0215",
    "z =   0   a = 0.5000   a(1 - a) = 0.250000   measured 0.250000",
    "(1, 0, 0): from 0.99993704 to 0.99993709",
    "loss as they are: from 0.2500 to 0.2500",
]
