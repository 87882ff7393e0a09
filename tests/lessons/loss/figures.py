"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "prediction 0.5236951740839997",
    "0.2268662872",
    "0.6391543753700678",
    "0.06510478240728296",
    "loss as they are 0.2500",
    "largest slope over a hidden weight: 0.0003",
]
