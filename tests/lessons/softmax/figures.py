"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "softmax [0.659  0.2424 0.0986]",
    "  +0: [0.65900114 0.24243297 0.09856589]",
    "+100: [0.65900114 0.24243297 0.09856589]",
    "[[0.26894142 0.73105858]\n [       nan        nan]]",
    "class 0 is true: p = 0.65900114, loss 0.41703002",
    "class 1 is true: p = 0.24243297, loss 1.41703002",
    "class 2 is true: p = 0.09856589, loss 2.31703002",
    "z0: p − y = -0.340999, nudged -0.340999",
    "squared: from 0.8175745 to 0.0939557, first slope 0.1219383",
    "squared: from 0.9820138 to 0.2028484, first slope 0.0173450",
    "entropy: from 0.8175745 to 0.4176793, first slope 0.8175745",
    "entropy: from 0.9820138 to 0.7795871, first slope 0.9820138",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.019": "0.98 · 0.98 · 0.02",
    "0.693": "ln 2",
    "2.3026": "ln 10",
    "20.09": "e³, in the view",
    "23.91": "in the view",
    "1.0986": "ln 3",
}
