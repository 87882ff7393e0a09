"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "z1 = 0.17, 0.15",
    "0.542397940774351",
    "0.5374298453437496",
    "0.5716957799302356",
    "0.6391543753700678",
    "rounded   0.5424",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.05": "0.5 · 0.1",
    "0.08": "0.2 · 0.4",
    "0.5425": "what the tutorial prints, wrongly",
    "0.5423": "the digits of 0.542398 before rounding",
}
