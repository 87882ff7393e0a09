"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = [
    "step 2: z = 0.6093, h = 0.5436",
    "step 3: z = 0.4349, h = 0.4094",
    "δ3 = -0.4916",
    "δ2 = -0.2771",
    "δ1 = -0.0931",
    "slopes over w_x, w_h, b: [-0.09308719 -0.4782547  -0.86175629]",
    "nudged:                  [-0.09308719 -0.4782547  -0.86175629]",
    "all within 1e-8 of the nudge: True",
    " 5 steps: 100% of 1,000 new ones right",
    "10 steps: 100% of 1,000 new ones right",
    "75,956 letters of 30 kinds",
    "ln 30 = 3.401",
    "the first batch: 3.5 a letter",
    "after 100 steps: 2.4, after 1,000: 1.7",
]
# Numbers in the text that no cell prints, and where they are from.
BESIDE = {
    "0.96": "h₆ with w_h = 2, in the view",
    "0.659": "softmax of 2, 1, 0.1, lesson 08",
    "0.2424": "softmax of 2, 1, 0.1, lesson 08",
    "0.0986": "softmax of 2, 1, 0.1, lesson 08",
    "0.9014": "0.659 + 0.2424",
    "0.95": "h₈₀ with w_x = 1, w_h = 3, b = 0 and the inputs 1, then −1 in every step",
}
