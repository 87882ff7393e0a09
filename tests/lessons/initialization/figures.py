"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "0.16 to the power of 10 = 1.1e-08",
    "times 0.01: from 1e-08 to 1.1e-08, published 1e-8",
    "tanh, Xavier: from 0.22 to 0.23, published 0.23",
    "ReLU, Xavier: from 0.018 to 0.032, published 0.027",
    "ReLU, He: from 0.67 to 1.2, published 0.85",
    "ReLU, N(0, 1): from 2.3e+10 to 4.2e+10, published 3e10",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.167": "1/6",
    "0.0256": "256 · 0.01²",
    "0.0025": "1/400",
    "0.0625": "the root of 2/512",
    "0.0078": "2/256",
    "0.088": "the root of 2/256",
    "0.025": "0.03 · 0.82",
    "0.016": "0.5⁶",
}
