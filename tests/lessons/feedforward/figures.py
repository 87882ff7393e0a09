"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "z1 = 0.17, 0.15",
    "0.542397940774351",
    "0.5374298453437496",
    "0.5716957799302356",
    "0.6391543753700678",
    "rounded   0.5424",
]
