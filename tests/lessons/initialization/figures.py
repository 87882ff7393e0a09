"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "0.16 to the power of 10 = 1.1e-08",
    "times 0.01: from 1e-08 to 1.1e-08, published 1e-8",
    "tanh, Xavier: from 0.22 to 0.23, published 0.23",
    "ReLU, Xavier: from 0.018 to 0.032, published 0.027",
    "ReLU, He: from 0.67 to 1.2, published 0.85",
    "ReLU, N(0, 1): from 2.3e+10 to 4.2e+10, published 3e10",
]
