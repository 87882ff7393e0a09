"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "1077 360 360",
    "4 × sigmoid      0.086 to 0.111   loss 2.31 to 2.32",
    "1 × ReLU         0.947 to 0.956   loss 0.16 to 0.18",
    "sigmoid  ∂L/∂W  5e-05  2e-04  1e-03  5e-03  3e-02",
    "64 rows: off by 0.72 of the slope",
    "β 0    η 0.018   loss after 0, 10, 50, 100, 200 steps:      1e+02        35       8.1",
    "plain, η 0.1     0.878 to 0.914   loss 0.41 to 0.49",
    "momentum, η 0.01 0.889 to 0.922   loss 0.43 to 0.51",
    "Adam, η 0.01     0.950 to 0.953   loss 0.15 to 0.18",
    "epoch  463: training 0.088   validation 0.160",
    "epoch 2999: training 0.005   validation 0.225",
    "plain            0.917 to 0.922   loss 0.24 to 0.26",
    "dropout          0.928 to 0.933   loss 0.22 to 0.24",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "2.30": "ln 10",
    "0.000015": "(1/4)⁸",
    "1.83": "2 − 0.1 · 1.7",
    "0.982": "1 − 0.018",
    "0.21": "a loss of the example",
    "2.71": "0.9 · 1.9 + 1",
    "1.25": "2 − 0.5 · (1 + 0.25 · 2)",
}
