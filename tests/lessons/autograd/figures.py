"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "L 0.06510478240728, δ -0.08322401306626 and -0.01239384059835 0.00206894069800",
    "-0.00619692029918 0.00247876811967 -0.01239384059835",
    "0.00103447034900 -0.00041378813960 0.00206894069800",
    "-0.04514053331012 -0.04472706847109 -0.08322401306626",
    "equal to fourteen digits: True",
    "more than a hundred times slower: True",
    "δ1 = -0.0931",
    "δ2 = -0.2771",
    "δ3 = -0.4916",
    "slopes over w_x, w_h, b: -0.09308719 -0.47825470 -0.86175629",
]
