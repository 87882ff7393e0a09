"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "prediction 0.5236951740839997",
    "0.2268662872",
    "slope of the network's loss at 1: 0.0215",
    "z =   0   a = 0.5000   a(1 - a) = 0.250000   measured 0.250000",
    "(1, 0, 0): from 0.99993704 to 0.99993709",
    "loss as they are: from 0.2500 to 0.2500",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.0474": "σ(−3)",
    "0.04": "0.2²",
    "0.16": "0.4²",
    "0.49": "0.7²",
    "0.22": "η in the view, of the fewest steps",
    "0.29": "η in the view, of the last walk that comes down",
    "0.0978": "the view at η = 0.29, 50 steps",
    "94.3694": "the view at η = 0.3, 50 steps",
    "0.6457": "σ(0.6)",
    "0.3543": "1 − 0.6457",
    "0.2288": "0.6457 · 0.3543",
}
