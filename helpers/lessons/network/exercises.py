"""Lesson 02's exercises: network, parameter_count, merge, xor_weights."""

from itertools import pairwise

import numpy as np

from helpers.data import XOR_TARGETS
from helpers.exercises.decisions import ROWS, describe_decisions, name_wrong_rows, read_decisions
from helpers.exercises.exercise import Exercise
from helpers.exercises.show import show
from helpers.network import sigmoid
from helpers.numbers import as_numbers

# ------------------------------------------------------------------------------------- network


def network(x, w, b):
    """Return h1, h2, o1 of a 2-2-1 network for the two inputs x."""
    # Both hidden neurons look at the inputs, each with weights and a bias of its own.
    h1 = sigmoid(w[0] * x[0] + w[1] * x[1] + b[0])
    h2 = sigmoid(w[2] * x[0] + w[3] * x[1] + b[1])
    # The output neuron looks at the hidden activations alone.
    o1 = sigmoid(w[4] * h1 + w[5] * h2 + b[2])
    return h1, h2, o1


def _network_cases(rng):
    drawn = rng.normal(size=(3, 11)).round(1).tolist()
    return [
        ([2, 3], [0, 1, 0, 1, 0, 1], [0, 0, 0]),
        *((numbers[:2], numbers[2:8], numbers[8:]) for numbers in drawn),
    ]


NETWORK = Exercise(
    answer=network,
    cases=_network_cases,
    hint="three lines: h1 from x with w[0], w[1], b[0]; h2 from x with w[2], w[3], b[1]; "
    "o1 from h1 and h2 with w[4], w[5], b[2]",
)


@NETWORK.mistake("You left out the biases: every neuron has one of its own.")
def biases_missing(x, w, b):
    return network(x, w, [0, 0, 0])


@NETWORK.mistake("o1 does not see the inputs: what goes into it is h1 and h2.")
def inputs_into_the_output(x, w, b):
    h1, h2, _ = network(x, w, b)
    return h1, h2, sigmoid(w[4] * x[0] + w[5] * x[1] + b[2])


@NETWORK.mistake("Both hidden neurons use w1 and w2; h2 has w3 and w4.")
def same_weights_twice(x, w, b):
    return network(x, [w[0], w[1], w[0], w[1], w[4], w[5]], b)


@NETWORK.mistake(
    "The weights of h1 and h2 are mixed up: w1 and w2 both belong to h1, w3 and w4 to h2."
)
def weights_by_input(x, w, b):
    return network(x, [w[0], w[2], w[1], w[3], w[4], w[5]], b)


@NETWORK.mistake("The hidden neurons give their z: the sigmoid is missing in the hidden layer.")
def hidden_without_activation(x, w, b):
    h1 = w[0] * x[0] + w[1] * x[1] + b[0]
    h2 = w[2] * x[0] + w[3] * x[1] + b[1]
    return h1, h2, sigmoid(w[4] * h1 + w[5] * h2 + b[2])


@NETWORK.mistake("o1 gives its z: the sigmoid is missing at the output.")
def output_without_activation(x, w, b):
    h1, h2, _ = network(x, w, b)
    return h1, h2, w[4] * h1 + w[5] * h2 + b[2]


@NETWORK.mistake("h1 goes into o1 twice, and h2 is never used.")
def first_hidden_twice(x, w, b):
    h1, h2, _ = network(x, w, b)
    return h1, h2, sigmoid(w[4] * h1 + w[5] * h1 + b[2])


@NETWORK.mistake("All three neurons use b1; h2 has b2, and o1 has b3.")
def one_bias_for_all(x, w, b):
    return network(x, w, [b[0], b[0], b[0]])


@NETWORK.mistake(
    "Your result doesn't change with w and b, as if the neurons of the cell above were "
    "used: make them from w and b inside the function."
)
def neurons_of_the_notebook(x, w, b):
    return network(x, [0, 1, 0, 1, 0, 1], [0, 0, 0])


@NETWORK.mistake("h2 has the bias b1; its own is b2, which is b[1].")
def first_bias_for_second_neuron(x, w, b):
    return network(x, w, [b[0], b[0], b[2]])


@NETWORK.mistake("Right numbers, in another order: h1, h2, o1 is asked for, and o1 comes first.")
def output_first(x, w, b):
    h1, h2, o1 = network(x, w, b)
    return o1, h1, h2


@NETWORK.mistake("There is no sigmoid in any neuron: each gives the sigmoid of its z.")
def no_activation_at_all(x, w, b):
    h1 = w[0] * x[0] + w[1] * x[1] + b[0]
    h2 = w[2] * x[0] + w[3] * x[1] + b[1]
    return h1, h2, w[4] * h1 + w[5] * h2 + b[2]


@NETWORK.mistake("The biases are added after the sigmoid; they belong to z, inside.")
def biases_after_sigmoid(x, w, b):
    h1 = sigmoid(w[0] * x[0] + w[1] * x[1]) + b[0]
    h2 = sigmoid(w[2] * x[0] + w[3] * x[1]) + b[1]
    return h1, h2, sigmoid(w[4] * h1 + w[5] * h2) + b[2]


@NETWORK.mistake("The output neuron's weights have changed places: w5 belongs to h1, w6 to h2.")
def output_weights_swapped(x, w, b):
    return network(x, [*w[:4], w[5], w[4]], b)


@NETWORK.mistake("Each hidden neuron sees one input only; each of them takes both.")
def one_input_for_each(x, w, b):
    h1 = sigmoid(w[0] * x[0] + b[0])
    h2 = sigmoid(w[3] * x[1] + b[1])
    return h1, h2, sigmoid(w[4] * h1 + w[5] * h2 + b[2])


@NETWORK.mistake("You returned o1 alone: return h1, h2, o1.")
def output_only(x, w, b):
    return network(x, w, b)[2]


# ----------------------------------------------------------------------------- parameter_count


def parameter_count(sizes):
    """Return how many weights and biases a fully connected network has."""
    count = 0
    # One round for each layer of neurons: from every size to the one after it.
    for i in range(len(sizes) - 1):
        # A weight from every number that comes in to every neuron, and a bias for each neuron.
        count += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return count


def _parameter_count_cases(rng):
    drawn = rng.integers(1, 30, size=(3, 4)).tolist()
    return [([2, 2, 1],), ([784, 16, 16, 10],), ([3, 5],), *((sizes,) for sizes in drawn)]


PARAMETER_COUNT = Exercise(
    answer=parameter_count,
    cases=_parameter_count_cases,
    hint="go through neighbouring sizes, zip(sizes, sizes[1:]): n_in * n_out weights, n_out biases",
)


@PARAMETER_COUNT.mistake("You counted the weights; each neuron has a bias as well.")
def weights_only(sizes):
    return sum(a * b for a, b in pairwise(sizes))


@PARAMETER_COUNT.mistake(
    "You gave the inputs biases. An input is a number that comes in, not a neuron."
)
def biases_for_the_inputs_too(sizes):
    return weights_only(sizes) + sum(sizes)


@PARAMETER_COUNT.mistake("You counted one bias for a layer; each neuron in it has one.")
def one_bias_a_layer(sizes):
    return weights_only(sizes) + len(sizes) - 1


@PARAMETER_COUNT.mistake(
    "The biases belong to the neurons that the weights lead to, not to the layer before."
)
def biases_by_the_layer_before(sizes):
    return weights_only(sizes) + sum(sizes[:-1])


@PARAMETER_COUNT.mistake("You counted neurons; asked for are their weights and biases.")
def neurons_counted(sizes):
    return sum(sizes)


@PARAMETER_COUNT.mistake("You stopped after the first layer of neurons.")
def first_layer_only(sizes):
    return sizes[0] * sizes[1] + sizes[1]


@PARAMETER_COUNT.mistake(
    "That is the last layer alone: the count is overwritten in every round, not added to."
)
def last_layer_only(sizes):
    return sizes[-2] * sizes[-1] + sizes[-1]


@PARAMETER_COUNT.mistake("The last layer is not counted: is the loop one round short?")
def last_layer_missing(sizes):
    return parameter_count(sizes[:-1])


@PARAMETER_COUNT.mistake("The first layer of neurons is not counted: does the loop begin too late?")
def first_layer_missing(sizes):
    return parameter_count(sizes[1:])


@PARAMETER_COUNT.mistake(
    "You multiplied all sizes with each other. Weights lead from one layer to the next only: "
    "multiply neighbours, and add."
)
def all_sizes_multiplied(sizes):
    return int(np.prod(sizes)) + sum(sizes[1:])


@PARAMETER_COUNT.mistake("You counted the neurons with their biases; the weights are missing.")
def biases_only(sizes):
    return sum(sizes[1:])


@PARAMETER_COUNT.mistake("Exactly three sizes are counted; there may be fewer or more.")
def three_sizes_only(sizes):
    return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]


# --------------------------------------------------------------------------------------- merge


def merge(w1, b1, w2, b2):
    """Return w and b of the one neuron w*x + b that does the same as the two."""
    # w2 * (w1*x + b1) + b2, multiplied out: what stands by x is the weight …
    w = w2 * w1
    # … and what stands alone is the bias. The second neuron multiplies the first one's bias too.
    b = w2 * b1 + b2
    return w, b


def _merge_cases(rng):
    return [(2, 1, 3, -4), *map(tuple, rng.uniform(-3, 3, size=(3, 4)).round(1).tolist())]


MERGE = Exercise(
    answer=merge,
    cases=_merge_cases,
    hint="put w1*x + b1 in the place of h in w2*h + b2, multiply out, and collect what stands by x",
)


@MERGE.mistake("You added the weights. The second neuron multiplies what the first one gives it.")
def weights_added(w1, b1, w2, b2):
    return (w1 + w2, b1 + b2)


@MERGE.mistake("The second weight multiplies b1 as well: put w1*x + b1 in parentheses.")
def first_bias_not_multiplied(w1, b1, w2, b2):
    return (w1 * w2, b1 + b2)


@MERGE.mistake("The bias of the second neuron is lost.")
def second_bias_lost(w1, b1, w2, b2):
    return (w1 * w2, w2 * b1)


@MERGE.mistake("Biases are not multiplied with each other: b2 is added at the end.")
def biases_multiplied(w1, b1, w2, b2):
    return (w1 * w2, b1 * b2)


@MERGE.mistake("You put the second neuron into the first: what comes first is w1*x + b1.")
def second_into_first(w1, b1, w2, b2):
    return (w1 * w2, w1 * b2 + b1)


@MERGE.mistake("b1 goes through the second neuron, so w2 multiplies it, not w1.")
def own_weight_on_first_bias(w1, b1, w2, b2):
    return w1 * w2, w1 * b1 + b2


@MERGE.mistake("w2 multiplies b1 only: b2 is added after it.")
def second_bias_multiplied_too(w1, b1, w2, b2):
    return w1 * w2, w2 * (b1 + b2)


@MERGE.mistake("The bias is right; the weights are multiplied with each other, not added.")
def weights_added_bias_right(w1, b1, w2, b2):
    return w1 + w2, w2 * b1 + b2


@MERGE.mistake("Right numbers, wrong order: w comes first, then b.")
def order_swapped(w1, b1, w2, b2):
    return w2 * b1 + b2, w1 * w2


# --------------------------------------------------------------------------------- xor_weights


def xor_weights():
    """Return w (six weights) and b (three biases) of a 2-2-1 network that computes XOR."""
    # h1 is OR, h2 the opposite of AND, and o1 asks with AND whether both say yes.
    return [20, 20, -20, -20, 20, 20], [-10, 30, -30]


def _activations(result):
    if type(result) not in (tuple, list) or len(result) != 2:
        raise ValueError(f"two lists, w and b, are expected, yours is {show(result)}")
    w, b = (as_numbers(part, name, finite=True) for part, name in zip(result, "wb", strict=True))
    if np.shape(w) != (6,) or np.shape(b) != (3,):
        raise ValueError(
            f"six weights and three biases are expected, yours have shapes {np.shape(w)} "
            f"and {np.shape(b)}"
        )
    return network(ROWS.T, w, b)


def _describe(result):
    h1, h2, o1 = _activations(result)
    rows = [f"{name} is {', '.join(f'{a:.2f}' for a in h)}" for name, h in (("h1", h1), ("h2", h2))]
    return f"{describe_decisions(o1)}; there {', and '.join(rows)}"


def _name_wrong_neuron(result):
    """Return in words which neuron is at fault where all rows come out on one side of ½."""
    *hidden, o1 = _activations(result)
    if not (all(o1 > 0.5) or all(o1 < 0.5)):
        return name_wrong_rows(o1, XOR_TARGETS)
    always = [words for i, h in enumerate(hidden, start=1) if (words := _one_sided(h, i))]
    if all(o1 > 0.5):
        return f"Every row comes out above ½: {'; '.join(always) or 'make b3 smaller'}."
    remedy = "make b3 larger, or multiply all nine numbers by the same factor"
    return f"No row comes out above ½: {'; '.join(always) or remedy}."


def _one_sided(h, i):
    if all(h > 0.5):
        return f"h{i} is above ½ in all rows, so make b{i} smaller"
    if all(h < 0.5):
        return f"h{i} is below ½ in all rows, so make b{i} larger"
    return ""


XOR_WEIGHTS = Exercise(
    answer=xor_weights,
    cases=lambda rng: [()],
    hint="let h1 compute OR and h2 the opposite of AND; the output is 1 where both are, "
    "so it is an AND of h1 and h2",
    reading=lambda result: read_decisions(_activations(result)[2], XOR_TARGETS),
    describe=_describe,
    fact=_name_wrong_neuron,
    points=3,
)


@XOR_WEIGHTS.mistake("That is OR: (1, 1) has to come out as 0 as well.")
def or_instead():
    return ([20, 20, 20, 20, 20, 20], [-10, -10, -10])


@XOR_WEIGHTS.mistake("That is AND.")
def and_instead():
    return ([20, 20, 20, 20, 20, 20], [-30, -30, -30])


@XOR_WEIGHTS.mistake("That is XOR turned round: turn the three signs of the output neuron.")
def turned_round():
    return ([20, 20, -20, -20, -20, -20], [-10, 30, 30])


@XOR_WEIGHTS.mistake("That is NAND, which is one half of XOR: (0, 0) has to come out as 0 as well.")
def nand_instead():
    return ([-20, -20, -20, -20, 20, 20], [30, 30, -10])


@XOR_WEIGHTS.mistake(
    "Every row is on its side of ½, but not beyond 0.9 or 0.1: multiply all nine numbers "
    "by the same factor, as in lesson 01."
)
def not_clear():
    return ([4, 4, -4, -4, 4, 4], [-2, 6, -6])


EXERCISES = (NETWORK, PARAMETER_COUNT, MERGE, XOR_WEIGHTS)
