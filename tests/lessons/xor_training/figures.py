"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "squares [0.    0.111 0.111 0.444] mean 0.1667",
    "the same losses: True",
    "loss 0.125075, largest weight 11.1",
    "loss 0.125007, largest weight 13.8",
    "0.023    0.009   0.013   0.024",
    "0.979    0.968   0.975   0.984",
    "0.975    0.968   0.975   0.984",
    "0.025    0.021   0.026   0.038",
    "epoch    0: loss from 0.25 to 0.40, median 0.28",
    "epoch 1000: loss from 0.04 to 0.25, median 0.23",
    "loss 0.1775 at first, 0.0015 at the end",
]
