"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "h1 = 0.9525741268224334, h2 = 0.9525741268224334",
    "o1 = 0.7216325609518421",
    "2-2-1:        9",
    "= 13002",
    "output 0.0000454",
    "output 0.9999545",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.1143": "the view with b₃ = −3",
}
