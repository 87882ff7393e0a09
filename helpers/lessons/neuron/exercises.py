"""Lesson 01's exercises: sigmoid, neuron, and_weights, boundary."""

import math

import numpy as np

from helpers.exercises.decisions import ROWS, describe_decisions, name_wrong_rows, read_decisions
from helpers.exercises.exercise import Exercise
from helpers.exercises.show import show
from helpers.numbers import as_numbers

# ------------------------------------------------------------------------------------ sigmoid


def sigmoid(z):
    """Return 1 / (1 + e^-z), for a number or an array z."""
    # np.exp takes arrays as well; the whole denominator stands in parentheses.
    return 1 / (1 + np.exp(-z))


def _sigmoid_cases(rng):
    return [
        (0.0,),
        (float(rng.normal(scale=3)),),
        (int(rng.integers(1, 4)),),
        (-float(rng.uniform(0.5, 2)),),
        (rng.normal(scale=3, size=5),),
        (rng.normal(scale=3, size=(2, 3)),),
        (np.array([-3, 0, 2]),),  # whole numbers: an array made like it has no room for decimals
        (np.array([-30.0, 0.0, 30.0]),),
    ]


SIGMOID = Exercise(
    answer=sigmoid,
    cases=_sigmoid_cases,
    hint="np.exp takes a whole array; put the complete denominator, 1 + np.exp(-z), in parentheses",
)


@SIGMOID.mistake(
    "That is 1 − σ(z), the curve turned round: e to the power of −z belongs into the "
    "denominator, and nowhere else."
)
def sign_missing(z):
    return 1 / (1 + np.exp(z))


@SIGMOID.mistake(
    "That is 1 + e⁻ᶻ, the denominator. Write 1 / (…) with all of it in the parentheses."
)
def parentheses_missing(z):
    return 1 / 1 + np.exp(-z)


@SIGMOID.mistake(
    "That is 1 + e⁻ᶻ, the denominator, and for single numbers only: write 1 / (…) with "
    "all of it in the parentheses, and np.exp."
)
def parentheses_missing_numbers_only(z):
    return 1 / 1 + math.exp(-z)


@SIGMOID.mistake(
    "Right for one number, but math.exp, which squash uses as well, takes no arrays. "
    "np.exp takes both."
)
def numbers_only(z):
    return 1 / (1 + math.exp(-z))


@SIGMOID.mistake(
    "It works for lists, but one number alone can't be gone through. np.exp takes both."
)
def lists_only(z):
    return [1 / (1 + math.exp(-value)) for value in z]


@SIGMOID.mistake("You rounded the output to 0 or 1; the values between them matter.")
def rounded_to_whole_numbers(z):
    return np.round(sigmoid(z))


@SIGMOID.mistake(
    "Right for numbers with decimals. Of whole numbers it makes whole numbers: an array that is "
    "made like z, as by np.zeros_like(z), has no room for decimals if z has none."
)
def whole_numbers_cut_off(z):
    a = np.zeros_like(z)
    a[...] = sigmoid(z)
    return a


@SIGMOID.mistake("That is the sigmoid's slope, σ(z)(1 − σ(z)); the sigmoid itself is asked for.")
def slope_for_sigmoid(z):
    return sigmoid(z) * (1 - sigmoid(z))


@SIGMOID.mistake("That is tanh, another curve of this form: it runs from −1 to 1.")
def tanh_for_sigmoid(z):
    return np.tanh(z)


# ------------------------------------------------------------------------------------- neuron


def neuron(x, w, b):
    """Return the output of a neuron with weights w and bias b for the inputs x."""
    # Each input times its own weight, all added up, and the bias once.
    z = w[0] * x[0] + w[1] * x[1] + b
    # The activation comes last, and takes all of z.
    return sigmoid(z)


def _neuron_cases(rng):
    drawn = rng.normal(size=(3, 5)).round(1).tolist()
    return [
        ([2, 3], [0, 1], 4),
        ([0, 0], [5, -7], 0.5),
        *(([x1, x2], [w1, w2], b) for x1, x2, w1, w2, b in drawn),
    ]


NEURON = Exercise(
    answer=neuron,
    cases=_neuron_cases,
    hint="first z = w[0]*x[0] + w[1]*x[1] + b, then the sigmoid of z, in this order",
)


@NEURON.way
def neuron_with_dot(x, w, b):
    return sigmoid(np.dot(w, x) + b)


@NEURON.way
def neuron_with_loop(x, w, b):
    z = 0
    for weight, value in zip(w, x, strict=True):
        # Each input times its own weight, added to those before.
        z += weight * value
    # After the loop the bias, once; then the activation of all of it.
    return sigmoid(z + b)


@NEURON.mistake("You left out the bias b.")
def bias_missing(x, w, b):
    return sigmoid(np.dot(w, x))


@NEURON.mistake("You returned z itself: the sigmoid of z is still to come.")
def activation_missing(x, w, b):
    return float(np.dot(w, x) + b)


@NEURON.mistake("You added the bias after the sigmoid; it belongs to z, inside.")
def bias_outside(x, w, b):
    return sigmoid(np.dot(w, x)) + b


@NEURON.mistake("You added the bias once for each input; a neuron has one bias.")
def bias_twice(x, w, b):
    return sigmoid(w[0] * x[0] + b + w[1] * x[1] + b)


@NEURON.mistake("You begin with the bias and add it again for each input; a neuron has one bias.")
def bias_at_the_start_and_each_time(x, w, b):
    return sigmoid(w[0] * x[0] + w[1] * x[1] + 3 * b)


@NEURON.mistake("You multiplied the pairs but did not add them up; np.dot does both.")
def not_added_up(x, w, b):
    return sigmoid(np.array(w) * np.array(x) + b)


@NEURON.mistake("Only the first input arrives in z. Does a return stand inside the loop?")
def first_input_only(x, w, b):
    return sigmoid(w[0] * x[0] + b)


@NEURON.mistake("Only the last input arrives in z. Is z overwritten in the loop, not added to?")
def last_input_only(x, w, b):
    return sigmoid(w[1] * x[1] + b)


@NEURON.mistake("You multiplied by the bias; it is added.")
def bias_multiplied(x, w, b):
    return sigmoid(np.dot(w, x) * b)


@NEURON.mistake(
    "You multiplied the sum of the weights by the sum of the inputs. "
    "Each weight belongs to its own input: multiply pairs, then add."
)
def sums_multiplied(x, w, b):
    return sigmoid(sum(w) * sum(x) + b)


@NEURON.mistake("Each weight belongs to its own input: yours have changed places.")
def weights_changed_places(x, w, b):
    return neuron(x, [w[1], w[0]], b)


@NEURON.mistake("You added each weight to its input; it is multiplied by it.")
def weights_added(x, w, b):
    return sigmoid(sum(w) + sum(x) + b)


@NEURON.mistake("That is the side of the line, 0 or 1. A neuron gives the sigmoid of z.")
def decision_for_activation(x, w, b):
    return int(np.dot(w, x) + b > 0)


@NEURON.mistake("There is one sigmoid too many: it is taken once, of z.")
def sigmoid_twice(x, w, b):
    return sigmoid(neuron(x, w, b))


@NEURON.mistake("The sigmoid is taken of each product; it is taken once, of their sum.")
def sigmoid_of_each_product(x, w, b):
    return sigmoid(w[0] * x[0]) + sigmoid(w[1] * x[1]) + b


# -------------------------------------------------------------------------------- and_weights


def and_weights():
    """Return w1, w2, b of a neuron that computes AND."""
    # z = 10*x1 + 10*x2 - 15 is −15, −5 and −5 for the first three rows, and 5 for (1, 1).
    return 10.0, 10.0, -15.0


AND = np.array([0.0, 0.0, 0.0, 1.0])


def _outputs(result):
    wanted = "three numbers w1, w2, b are expected, plain ones as in return w1, w2, b"
    if isinstance(result, list | tuple) and any(np.ndim(part) for part in result):
        raise ValueError(f"{wanted}, yours is {show(result)}")
    weights = as_numbers(result, "the result", finite=True)
    if np.shape(weights) != (3,):
        raise ValueError(f"{wanted}, yours is {show(result)}")
    return sigmoid(ROWS @ weights[:2] + weights[2])


AND_WEIGHTS = Exercise(
    answer=and_weights,
    cases=lambda rng: [()],
    hint="with equal weights w, z must be negative for one w alone and positive for both: "
    "choose b between −w and −2w, and w large enough",
    reading=lambda result: read_decisions(_outputs(result), AND),
    describe=lambda result: describe_decisions(_outputs(result)),
    fact=lambda result: name_wrong_rows(_outputs(result), AND),
)


@AND_WEIGHTS.mistake("That is OR: one input alone already switches it on.")
def or_instead():
    return (10, 10, -5)


@AND_WEIGHTS.mistake("That is NAND, the opposite: turn all three signs round.")
def nand_instead():
    return (-10, -10, 15)


@AND_WEIGHTS.mistake("Without a negative bias no row comes out below ½.")
def bias_zero():
    return (10, 10, 0)


@AND_WEIGHTS.mistake("No row comes out above ½: the bias is too negative for weights like these.")
def bias_too_negative():
    return (10, 10, -25)


@AND_WEIGHTS.mistake(
    "Every row comes out above ½: for (0, 0) z is the bias alone, so that has to be negative."
)
def bias_positive():
    return (10, 10, 5)


@AND_WEIGHTS.mistake("For (1, 1) z is 0: the line runs through that very point.")
def border_through_one_one():
    return (10, 10, -20)


@AND_WEIGHTS.mistake("One input alone gives z = 0: the line runs through two rows.")
def border_through_two_rows():
    return (10, 10, -10)


@AND_WEIGHTS.mistake(
    "Every row is on its side of ½, but not beyond 0.9 or 0.1: what did doubling both "
    "weights and the bias do to the colours?"
)
def not_clear():
    return (1, 1, -1.5)


# ----------------------------------------------------------------------------------- boundary


def boundary(w, b, x1):
    """Return the x2 at which a neuron with weights w and bias b has z = 0."""
    # w[0]*x1 + w[1]*x2 + b = 0: all but w[1]*x2 goes to the other side, with a minus.
    rest = -(w[0] * x1 + b)
    # x2 is left alone when both sides are divided by its weight.
    return rest / w[1]


def _boundary_cases(rng):
    weights = rng.uniform(0.5, 3, size=(3, 2)).round(1) * [[1, 1], [1, -1], [-1, 1]]
    return [
        ([1, 2], 4, 2),
        ([1.5, -2.0], 1.0, 0.5),
        *((w.tolist(), *rng.uniform(-4, 4, size=2).round(1).tolist()) for w in weights),
    ]


BOUNDARY = Exercise(
    answer=boundary,
    cases=_boundary_cases,
    hint="write w[0]*x1 + w[1]*x2 + b = 0 on paper, bring all but w[1]*x2 to the right, divide",
    points=3,
)


@BOUNDARY.mistake(
    "The sign is the wrong way round: bringing w[0]*x1 + b over takes exactly one minus."
)
def sign_turned(w, b, x1):
    return (w[0] * x1 + b) / w[1]


@BOUNDARY.mistake("The two weights are swapped: w[1] belongs to x2.")
def boundary_weights_swapped(w, b, x1):
    return -(w[1] * x1 + b) / w[0]


@BOUNDARY.mistake("You left out the bias: the line runs through (0, 0) now.")
def boundary_bias_missing(w, b, x1):
    return -w[0] * x1 / w[1]


@BOUNDARY.mistake("One step is missing: divide by the weight of x2, w[1].")
def boundary_not_divided(w, b, x1):
    return -(w[0] * x1 + b)


@BOUNDARY.mistake("Only the bias is divided by w[1]: both parts are, so put them in parentheses.")
def boundary_parentheses_missing(w, b, x1):
    return -w[0] * x1 - b / w[1]


@BOUNDARY.mistake(
    "Only the bias is divided by w[1], and it keeps its sign: write one minus before parentheses "
    "around w[0]*x1 + b, and divide the whole by w[1]."
)
def boundary_parentheses_missing_and_sign_of_bias(w, b, x1):
    return -w[0] * x1 + b / w[1]


@BOUNDARY.mistake(
    "The bias isn't divided by w[1], and it keeps its sign: write one minus before parentheses "
    "around w[0]*x1 + b, and divide the whole by w[1]."
)
def bias_not_divided_and_sign_of_bias(w, b, x1):
    return -w[0] * x1 / w[1] + b


@BOUNDARY.mistake("You multiplied by w[1]: to get x2 alone, divide by it.")
def boundary_multiplied(w, b, x1):
    return -(w[0] * x1 + b) * w[1]


@BOUNDARY.mistake("The bias changes its sign too when it crosses the equals sign.")
def sign_of_bias(w, b, x1):
    return -(w[0] * x1 - b) / w[1]


@BOUNDARY.way
def boundary_in_two_parts(w, b, x1):
    return -w[0] / w[1] * x1 - b / w[1]


@BOUNDARY.mistake("The bias is divided by w[1] too: both parts are, so put them in parentheses.")
def bias_not_divided(w, b, x1):
    return -w[0] * x1 / w[1] - b


@BOUNDARY.mistake("That is z, with x1 in both places; asked for is the x2 that makes z = 0.")
def z_for_border(w, b, x1):
    return w[0] * x1 + w[1] * x1 + b


@BOUNDARY.mistake("The decimals are cut off: // divides whole numbers, / is what is wanted.")
def whole_division(w, b, x1):
    return -(w[0] * x1 + b) // w[1]


EXERCISES = (SIGMOID, NEURON, AND_WEIGHTS, BOUNDARY)
