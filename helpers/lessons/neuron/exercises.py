"""Lesson 01's exercises: sigmoid, neuron, and_weights, boundary."""

import math

import numpy as np

from helpers.exercises.decisions import ROWS, describe_decisions, read_decisions
from helpers.exercises.exercise import Exercise, Mistake, show
from helpers.network import as_numbers, sigmoid

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


def _parentheses_missing_numbers_only(z):
    return 1 / 1 + math.exp(-z)


def _lists_only(z):
    return [1 / (1 + math.exp(-value)) for value in z]


def _rounded(z):
    return np.round(sigmoid(z))


SIGMOID = Exercise(
    answer=sigmoid,
    cases=_sigmoid_cases,
    hint="np.exp takes a whole array; put the complete denominator, 1 + np.exp(-z), in parentheses",
    mistakes=(
        Mistake(
            _sign_missing,
            "That is 1 − σ(z), the curve turned round: e to the power of −z belongs into the "
            "denominator, and nowhere else.",
        ),
        Mistake(
            _parentheses_missing,
            "That is 1 + e⁻ᶻ, the denominator. Write 1 / (…) with all of it in the parentheses.",
        ),
        Mistake(
            _parentheses_missing_numbers_only,
            "That is 1 + e⁻ᶻ, the denominator, and for single numbers only: write 1 / (…) with "
            "all of it in the parentheses, and np.exp.",
        ),
        Mistake(
            _numbers_only,
            "Right for one number, but math.exp, which squash uses as well, takes no arrays. "
            "np.exp takes both.",
        ),
        Mistake(
            _lists_only,
            "It works for lists, but one number alone can't be gone through. np.exp takes both.",
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


def _bias_at_the_start_and_each_time(x, w, b):
    return sigmoid(w[0] * x[0] + w[1] * x[1] + 3 * b)


def _not_added_up(x, w, b):
    return sigmoid(np.array(w) * np.array(x) + b)


def _first_input_only(x, w, b):
    return sigmoid(w[0] * x[0] + b)


def _last_input_only(x, w, b):
    return sigmoid(w[1] * x[1] + b)


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
        Mistake(
            _bias_at_the_start_and_each_time,
            "You begin with the bias and add it again for each input; a neuron has one bias.",
        ),
        Mistake(
            _not_added_up, "You multiplied the pairs but did not add them up; np.dot does both."
        ),
        Mistake(
            _first_input_only,
            "Only the first input arrives in z. Does a return stand inside the loop?",
        ),
        Mistake(
            _last_input_only,
            "Only the last input arrives in z. Is z overwritten in the loop, not added to?",
        ),
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


AND = np.array([0.0, 0.0, 0.0, 1.0])


def _outputs(result):
    weights = as_numbers(result, "the result")
    if np.shape(weights) != (3,):
        raise ValueError(f"three numbers w1, w2, b are expected, yours is {show(result)}")
    return sigmoid(ROWS @ weights[:2] + weights[2])


AND_WEIGHTS = Exercise(
    answer=and_weights,
    cases=lambda rng: [()],
    hint="with equal weights w, z must be negative for one w alone and positive for both: "
    "choose b between −w and −2w, and w large enough",
    mistakes=(
        Mistake(lambda: (10, 10, -5), "That is OR: one input alone already switches it on."),
        Mistake(lambda: (-10, -10, 15), "That is NAND, the opposite: turn all three signs round."),
        Mistake(lambda: (10, 10, 0), "Without a negative bias no row comes out below ½."),
        Mistake(lambda: (10, 10, -25), "The bias is so negative that no row switches it on."),
        Mistake(lambda: (10, 10, 5), "The bias is so positive that every row switches it on."),
        Mistake(lambda: (10, 10, -20), "For (1, 1) z is 0: the line runs through that very point."),
        Mistake(
            lambda: (10, 10, -10), "One input alone gives z = 0: the line runs through two rows."
        ),
        Mistake(
            lambda: (1, 1, -1.5),
            "Every row is on its side of ½, but not beyond 0.9 or 0.1: what did doubling both "
            "weights and the bias do to the colours?",
        ),
    ),
    reading=lambda result: read_decisions(_outputs(result), AND),
    describe=lambda result: describe_decisions(_outputs(result)),
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


def _boundary_parentheses_missing(w, b, x1):
    return -w[0] * x1 - b / w[1]


def _boundary_multiplied(w, b, x1):
    return -(w[0] * x1 + b) * w[1]


def _boundary_bias_sign(w, b, x1):
    return -(w[0] * x1 - b) / w[1]


BOUNDARY = Exercise(
    answer=boundary,
    cases=_boundary_cases,
    hint="write w[0]*x1 + w[1]*x2 + b = 0 on paper, bring all but w[1]*x2 to the right, divide",
    mistakes=(
        Mistake(
            _boundary_sign,
            "The sign is the wrong way round: bringing w[0]*x1 + b over takes exactly one minus.",
        ),
        Mistake(_boundary_weights_swapped, "The two weights are swapped: w[1] belongs to x2."),
        Mistake(_boundary_bias_missing, "You left out the bias: the line runs through (0, 0) now."),
        Mistake(_boundary_not_divided, "One step is missing: divide by the weight of x2, w[1]."),
        Mistake(
            _boundary_parentheses_missing,
            "Only the bias is divided by w[1]: both parts are, so put them in parentheses.",
        ),
        Mistake(_boundary_multiplied, "You multiplied by w[1]: to get x2 alone, divide by it."),
        Mistake(
            _boundary_bias_sign, "The bias changes its sign too when it crosses the equals sign."
        ),
    ),
    points=3,
)

EXERCISES = (SIGMOID, NEURON, AND_WEIGHTS, BOUNDARY)
