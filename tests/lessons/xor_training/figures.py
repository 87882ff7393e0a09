"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "weight 0.2941, its slope 0.0902",
    "epoch  500: loss 0.0135",
    "the same losses: True",
    "output 0.667: squares [0.111 0.111 0.444], together 0.6667",
    "loss 0.125075, largest weight 11.1",
    "loss 0.125007, largest weight 13.8",
    "epoch    0: loss from 0.25 to 0.40, median 0.28",
    "epoch 1000: loss from 0.04 to 0.25, median 0.23",
    "0.023    0.009     0.011     0.025       18",
    "0.979    0.967     0.973     0.984       18",
    "0.975    0.968     0.973     0.985       12",
    "0.025    0.022     0.033     0.037        4",
    "loss 0.1775 at first, 0.0015 at the end",
    "(136, 63): from 0.12 to 0.95, 10 of 20 say group 1",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.15": "0.5 · 0.3",
    "0.2421": "the view at epoch 500",
    "0.1687": "the view",
    "0.000075": "0.125075 − 1/8",
    "0.000007": "0.125007 − 1/8",
    "0.256": "what the tutorial prints at epoch 0",
    "0.0016": "the view with the ten times larger η",
}
