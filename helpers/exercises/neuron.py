"""Lesson 01's exercises: sigmoid, neuron, and_weights, boundary."""

import math

import numpy as np

from helpers.exercises.exercise import Exercise, Mistake
from helpers.network import sigmoid

# ------------------------------------------------------------------------------------ sigmoid


def _sigmoid_cases(rng):
    return [
        (0.0,),
        (float(rng.normal(scale=3)),),
        (rng.normal(scale=3, size=5),),
        (rng.normal(scale=3, size=(2, 3)),),
        (np.array([-30.0, 0.0, 30.0]),),
    ]


def _sign_missing(z):
    return 1 / (1 + np.exp(z))


def _parentheses_missing(z):
    return 1 / 1 + np.exp(-z)


def _numbers_only(z):
    return 1 / (1 + math.exp(-z))


def _rounded(z):
    return np.round(sigmoid(z))


SIGMOID = Exercise(
    answer=sigmoid,
    cases=_sigmoid_cases,
    hint="np.exp takes a whole array; put the complete denominator, 1 + np.exp(-z), in parentheses",
    mistakes=(
        Mistake(_sign_missing, "The exponent has lost its minus sign: it is e to the power of −z."),
        Mistake(
            _parentheses_missing,
            "That is 1 + e⁻ᶻ, the denominator. Write 1 / (…) with all of it in the parentheses.",
        ),
        Mistake(
            _numbers_only,
            "Right for one number, but math.exp takes no arrays. np.exp takes both.",
        ),
        Mistake(_rounded, "You rounded the output to 0 or 1; the values between them matter."),
    ),
)

# ------------------------------------------------------------------------------------- neuron


def neuron(x, w, b):
    """Return the output of one neuron: σ(w·x + b)."""
    return sigmoid(np.dot(w, x) + b)


def _neuron_cases(rng):
    drawn = rng.normal(size=(3, 5)).round(1).tolist()
    return [
        ([2, 3], [0, 1], 4),
        ([0, 0], [5, -7], 0.5),
        *(([x1, x2], [w1, w2], b) for x1, x2, w1, w2, b in drawn),
    ]


def _bias_missing(x, w, b):
    return sigmoid(np.dot(w, x))


def _activation_missing(x, w, b):
    return float(np.dot(w, x) + b)


def _bias_outside(x, w, b):
    return sigmoid(np.dot(w, x)) + b


def _bias_twice(x, w, b):
    return sigmoid(w[0] * x[0] + b + w[1] * x[1] + b)


def _bias_multiplied(x, w, b):
    return sigmoid(np.dot(w, x) * b)


def _sums_multiplied(x, w, b):
    return sigmoid(sum(w) * sum(x) + b)


NEURON = Exercise(
    answer=neuron,
    cases=_neuron_cases,
    hint="first z = w[0]*x[0] + w[1]*x[1] + b, then the sigmoid of z, in this order",
    mistakes=(
        Mistake(_bias_missing, "You left out the bias b."),
        Mistake(_activation_missing, "You returned z itself: the sigmoid of z is still to come."),
        Mistake(_bias_outside, "You added the bias after the sigmoid; it belongs to z, inside."),
        Mistake(_bias_twice, "You added the bias once for each input; a neuron has one bias."),
        Mistake(_bias_multiplied, "You multiplied by the bias; it is added."),
        Mistake(
            _sums_multiplied,
            "You multiplied the sum of the weights by the sum of the inputs. "
            "Each weight belongs to its own input: multiply pairs, then add.",
        ),
    ),
)

# -------------------------------------------------------------------------------- and_weights


def and_weights():
    """Return w₁, w₂ and b of a neuron that computes AND."""
    return 10.0, 10.0, -15.0


def _read_and_weights(result):
    """Read three numbers as the outputs of the four rows: 1 above 0.9, 0 below 0.1, else ½."""
    try:
        w1, w2, b = (float(value) for value in result)
    except (TypeError, ValueError):
        raise ValueError(f"three numbers w1, w2, b are expected, yours is {result!r:.60}") from None
    outputs = sigmoid([b, w2 + b, w1 + b, w1 + w2 + b])
    return np.where(outputs > 0.9, 1.0, np.where(outputs < 0.1, 0.0, 0.5))


AND_WEIGHTS = Exercise(
    answer=and_weights,
    cases=lambda rng: [()],
    hint="z must be negative for (0, 1) and (1, 0), but positive for (1, 1): "
    "choose b between −w and −2w, and w large enough",
    mistakes=(
        Mistake(lambda: (10, 10, -5), "That is OR: one input alone already switches it on."),
        Mistake(lambda: (-10, -10, 15), "That is NAND, the opposite: turn all three signs round."),
        Mistake(lambda: (10, 10, 0), "Without a negative bias no row comes out below ½."),
        Mistake(lambda: (10, 10, -25), "The bias is so negative that no row switches it on."),
        Mistake(lambda: (10, 10, 5), "The bias is so positive that every row switches it on."),
        Mistake(
            lambda: (1, 1, -1.5),
            "The outputs lie on the right sides of ½ but are undecided: multiply all by a factor.",
        ),
    ),
    reading=_read_and_weights,
    read_as="with ½ for anything from 0.1 to 0.9, the rows (0, 0), (0, 1), (1, 0), (1, 1)",
)

# ----------------------------------------------------------------------------------- boundary


def boundary(w, b, x1):
    """Return the x₂ at which the neuron's z is 0 for the given x₁."""
    return -(w[0] * x1 + b) / w[1]


def _boundary_cases(rng):
    weights = rng.uniform(0.5, 3, size=(3, 2)).round(1) * [[1, 1], [1, -1], [-1, 1]]
    return [
        ([1, 2], 4, 2),
        *((w.tolist(), *rng.uniform(-4, 4, size=2).round(1).tolist()) for w in weights),
    ]


def _boundary_sign(w, b, x1):
    return (w[0] * x1 + b) / w[1]


def _boundary_weights_swapped(w, b, x1):
    return -(w[1] * x1 + b) / w[0]


def _boundary_bias_missing(w, b, x1):
    return -w[0] * x1 / w[1]


def _boundary_not_divided(w, b, x1):
    return -(w[0] * x1 + b)


def _boundary_bias_sign(w, b, x1):
    return -(w[0] * x1 - b) / w[1]


BOUNDARY = Exercise(
    answer=boundary,
    cases=_boundary_cases,
    hint="write w[0]*x1 + w[1]*x2 + b = 0 on paper, bring all but w[1]*x2 to the right, divide",
    mistakes=(
        Mistake(_boundary_sign, "The sign is lost: what crosses the equals sign changes its sign."),
        Mistake(_boundary_weights_swapped, "The two weights are swapped: w[1] belongs to x2."),
        Mistake(_boundary_bias_missing, "You left out the bias: the line runs through (0, 0) now."),
        Mistake(_boundary_not_divided, "One step is missing: divide by the weight of x2, w[1]."),
        Mistake(_boundary_bias_sign, "The bias changes its sign too when it crosses the equals."),
    ),
    points=3,
)

EXERCISES = (SIGMOID, NEURON, AND_WEIGHTS, BOUNDARY)
