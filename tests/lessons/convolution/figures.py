"""The figures of the lesson's calculations that a learner sees printed."""

FIGURES = [
    "800 sums. Fully connected: 116000 numbers to learn; shared: 80",
    "(100, 9) the same map: True",
    "8, pooled by 2 (2090 numbers)",
    "16, over all (330 numbers)",
    "8, then 16 over all (1418 numbers)",
]
# Numbers in the text that no cell prints: the table of tests/benchmarks/convolution.py.
TABLE = [
    *("0.972", "0.986", "0.156", "0.236", "0.736", "0.783"),
    *("0.983", "0.200", "0.269", "0.767", "0.814"),
    *("0.844", "0.869", "0.631", "0.744", "0.833"),
    *("0.961", "0.322", "0.461", "0.903", "0.956"),
]
BESIDE = dict.fromkeys(TABLE, "five seeds, 60 epochs")
