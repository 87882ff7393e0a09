"""The figures of the lesson's calculations that a learner sees printed."""

FIGURES = [
    "800 sums. Fully connected: 116000 numbers to learn; shared: 80",
    "[[0 0 1 0 0 1 0 0 1]\n [0 1 1 0 1 1 0 1 1]]",
    "under the kernel: [3. 3.]",
    "[[1. 2. 2. 1.]",
    "8, pooled by 2 (2090 numbers)",
    "16, over all (330 numbers)",
    "8, then 16 over all (1418 numbers)",
]
# Numbers in the text that no cell prints: the table of tests/benchmarks/convolution.py. The others
# of the table are those of seed 0, which the cell above it prints.
TABLE = [
    *("0.953", "0.986", "0.203", "0.733"),
    *("0.961", "0.983", "0.289", "0.814"),
    *("0.833", "0.672", "0.722", "0.792"),
    *("0.956", "0.497", "0.939"),
]
MOVED = "0.90", "0.98", "0.64", "0.80"  # the same script's last lines, paper around
BESIDE = dict.fromkeys([*TABLE, *MOVED], "five seeds")
