"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "z = 7",
    "0.9990889488055994",
]
