"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "layer 10: a 1.1e-08   δ 1.0e+00   ∂L/∂W 1.1e-06",
    "layer  1: a 1.6e-01   δ 6.7e-08   ∂L/∂W 1.1e-06",
    "tanh, Xavier: from 0.22 to 0.23",
    "ReLU, Xavier: from 0.018 to 0.032",
    "ReLU, He: from 0.67 to 1.2",
    "ReLU, N(0, 1): from 2.3e+10 to 4.2e+10",
    "zeros, one row at a time: loss 0.201",
    "256 times it 8.6, the root of that 2.9",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.167": "1/6",
    "0.0256": "256 · 0.01²",
    "0.0025": "1/400",
    "0.0078": "2/256",
    "0.088": "the root of 2/256",
    "0.016": "0.5⁶",
    "0.28": "a scale of the view",
}
