"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "z = 7",
    "0.9990889488055994",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "99.91": "0.9991 as a percentage",
}
