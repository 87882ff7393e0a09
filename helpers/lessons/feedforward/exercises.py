"""Lesson 03's exercises: weighted_sums, from_rows, layer, output_shape, forward."""

from itertools import pairwise

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.network import sigmoid

# The hidden layer of the pass by hand: one row of weights for each neuron.
ROWS = [[0.1, 0.4], [0.3, -0.5]]
W1, B1 = np.array(ROWS).T, np.array([0.2, -0.1])
W2, B2 = np.array([[0.6], [-0.1]]), np.array([0.3])

# ------------------------------------------------------------------------------ weighted_sums


def weighted_sums(x, rows, b):
    """Return the list of z of a layer: rows[i] and b[i] belong to neuron i."""
    result = []
    # One round for each neuron, with its row of weights and its bias.
    for row, bias in zip(rows, b, strict=True):
        # Each z starts anew: with the bias, which comes once.
        z = bias
        for weight, value in zip(row, x, strict=True):
            z = z + weight * value
        # Kept after all inputs, once a neuron; returned after all neurons.
        result.append(z)
    return result


def _weighted_sums_cases(rng):
    drawn = [rng.normal(size=shape).round(1).tolist() for shape in (3, (2, 3), 2, 4, (3, 4), 3)]
    return [([0.5, -0.2], ROWS, [0.2, -0.1]), tuple(drawn[:3]), tuple(drawn[3:])]


_COLUMNS = "You took a column of the table for a neuron. Here each row belongs to one neuron."

WEIGHTED_SUMS = Exercise(
    answer=weighted_sums,
    cases=_weighted_sums_cases,
    hint="for each row and its bias: start with z = bias, add weight * value for every pair, "
    "then append z to the list",
)


@WEIGHTED_SUMS.mistake("You left out the biases.")
def sums_without_bias(x, rows, b):
    return [sum(w * value for w, value in zip(row, x, strict=True)) for row in rows]


@WEIGHTED_SUMS.mistake(_COLUMNS)
def columns_for_rows(x, rows, b):
    columns = zip(*rows, strict=True)
    pairs = zip(columns, b, strict=False)
    return [sum(w * v for w, v in zip(column, x, strict=False)) + bias for column, bias in pairs]


@WEIGHTED_SUMS.mistake(_COLUMNS)
def columns_for_rows_in_arrays(x, rows, b):
    return np.array(x) @ np.array(rows) + b


@WEIGHTED_SUMS.mistake(
    "You added the bias once for each input; a neuron has one bias: start z with it."
)
def bias_for_each_input(x, rows, b):
    return [
        sum(w * value + bias for w, value in zip(row, x, strict=True))
        for row, bias in zip(rows, b, strict=True)
    ]


@WEIGHTED_SUMS.mistake("One step too far: z is wanted, before the sigmoid.")
def sigmoid_too_early(x, rows, b):
    return sigmoid(weighted_sums(x, rows, b))


@WEIGHTED_SUMS.mistake("Every neuron got the first bias; neuron i has its own, b[i].")
def first_bias_for_all(x, rows, b):
    return [z + b[0] for z in sums_without_bias(x, rows, b)]


@WEIGHTED_SUMS.mistake("You added the neurons up; each neuron has a z of its own in the list.")
def neurons_added_up(x, rows, b):
    return sum(weighted_sums(x, rows, b))


@WEIGHTED_SUMS.mistake("That is the first neuron alone: return after the loop, not in it.")
def first_neuron_only(x, rows, b):
    return weighted_sums(x, rows, b)[0]


@WEIGHTED_SUMS.way
def weighted_sums_as_arrays(x, rows, b):
    return np.array(rows) @ np.array(x) + np.array(b)


@WEIGHTED_SUMS.mistake(
    "Each z has the ones before it in it: start it anew for every neuron, inside the outer loop."
)
def not_started_anew(x, rows, b):
    return np.cumsum(weighted_sums(x, rows, b)).tolist()


@WEIGHTED_SUMS.mistake(
    "There is an entry for each input: append z after the inner loop, once for each neuron."
)
def kept_for_each_input(x, rows, b):
    return [
        weighted_sums(x[: i + 1], [row[: i + 1]], [bias])[0]
        for row, bias in zip(rows, b, strict=True)
        for i in range(len(x))
    ]


@WEIGHTED_SUMS.mistake("That is the last neuron alone: each z belongs into a list.")
def last_neuron_only(x, rows, b):
    return weighted_sums(x, rows, b)[-1]


@WEIGHTED_SUMS.mistake(
    "You multiplied the sum of a row by the sum of the inputs. Each weight belongs to its own "
    "input: multiply pairs, then add."
)
def sums_multiplied(x, rows, b):
    return [sum(row) * sum(x) + bias for row, bias in zip(rows, b, strict=True)]


@WEIGHTED_SUMS.mistake("The bias is subtracted; it is added.")
def bias_subtracted(x, rows, b):
    return weighted_sums(x, rows, [-bias for bias in b])


@WEIGHTED_SUMS.mistake("The products are not added up: each neuron has one z, their sum.")
def products_not_added(x, rows, b):
    return [[w * v for w, v in zip(row, x, strict=True)] for row in rows]


@WEIGHTED_SUMS.mistake("Only the last input arrives in z: it is overwritten, not added to.")
def last_input_only(x, rows, b):
    return [row[-1] * x[-1] for row in rows]


@WEIGHTED_SUMS.mistake("Only the last input and the bias arrive in z: add to z, don't replace it.")
def last_input_and_bias_only(x, rows, b):
    return [row[-1] * x[-1] + bias for row, bias in zip(rows, b, strict=True)]


# ---------------------------------------------------------------------------------- from_rows


def from_rows(rows):
    """Return W (n_inputs, n_outputs) for a list with one row of weights for each neuron."""
    # Only an array can be transposed, so the list becomes one first.
    table = np.array(rows)
    # Row i becomes column i: neuron i's weights.
    W = table.T
    return W


def _from_rows_cases(rng):
    return [
        (ROWS,),
        ([[0.6, -0.1]],),
        (rng.normal(size=(2, 3)).round(1).tolist(),),
        (rng.normal(size=(4, 3)).round(1).tolist(),),
    ]


FROM_ROWS = Exercise(
    answer=from_rows,
    cases=_from_rows_cases,
    hint="make an array of the rows, then transpose it: .T",
)


@FROM_ROWS.mistake("The columns are in the opposite order: neuron 0 belongs into column 0.")
def neurons_in_opposite_order(rows):
    return np.array(rows)[::-1].T


@FROM_ROWS.mistake(
    "Neuron i still stands in row i; in W it is column i. The transposition is missing."
)
def not_transposed(rows):
    return np.array(rows)


@FROM_ROWS.mistake(
    "reshape gives the right shape, but it refills the table in reading order, so weights "
    "end up at other neurons. Transpose instead."
)
def reshaped(rows):
    return np.array(rows).reshape(len(rows[0]), len(rows))


@FROM_ROWS.mistake("You turned the table by 90°; transposing mirrors it along the diagonal.")
def turned_by_90_degrees(rows):
    return np.rot90(rows)


@FROM_ROWS.mistake("The weights lie in one long list now; a table of columns is wanted.")
def flattened(rows):
    return np.ravel(rows)


# -------------------------------------------------------------------------------------- layer


def layer(X, W, b):
    """Return the activations (n_samples, n_outputs) for X (n_samples, n_inputs)."""
    # (n_samples, n_inputs) @ (n_inputs, n_outputs); b is added to every row.
    Z = X @ W + b
    # The sigmoid takes every element of Z.
    return sigmoid(Z)


def _layer_cases(rng):
    return [
        (np.array([[0.5, -0.2]]), W1, B1),
        (rng.normal(size=(2, 2)).round(1), W1, B1),
        *(
            tuple(rng.normal(size=shape).round(1) for shape in ((n, i), (i, o), o))
            for n, i, o in ((4, 3, 2), (3, 2, 4), (3, 3, 3))
        ),
        (rng.integers(-2, 3, size=(4, 2)), W1, B1),
    ]


LAYER = Exercise(
    answer=layer,
    cases=_layer_cases,
    hint="Z = X @ W + b, in this order, then the sigmoid of all of Z",
)


@LAYER.mistake(
    "You wrote W @ X. The rows of the batch come first: X @ W. "
    "(For square tables both run, and the numbers differ.)"
)
def weights_before_batch(X, W, b):
    return sigmoid(W @ X + b)


@LAYER.mistake("You transposed W once more; it already has shape (n_inputs, n_outputs).")
def weights_transposed(X, W, b):
    return sigmoid(X @ W.T + b)


@LAYER.mistake("You added the bias after the sigmoid; it belongs to Z, inside.")
def bias_after_sigmoid(X, W, b):
    return sigmoid(X @ W) + b


@LAYER.mistake("You left out the bias b.")
def layer_without_bias(X, W, b):
    return sigmoid(X @ W)


@LAYER.mistake("You returned Z: the sigmoid of Z is still to come.")
def layer_without_sigmoid(X, W, b):
    return X @ W + b


@LAYER.mistake("You used the first row of X only; X @ W takes the whole batch.")
def first_row_only(X, W, b):
    return sigmoid(X[0] @ W + b)


@LAYER.mistake(
    "You summed over the rows of the batch, which mixes the samples. "
    "The sum runs over the inputs: axis=1 here, or simply X @ W."
)
def rows_added_up(X, W, b):
    return sigmoid((X[:, :, None] * W).sum(axis=0) + b)


@LAYER.mistake(
    "You stood the bias up as a column. As (n_outputs,) it lies along the columns of "
    "X @ W, one bias a neuron."
)
def bias_in_a_column(X, W, b):
    return sigmoid(X @ W + b.reshape(-1, 1))


@LAYER.mistake("All biases of the layer are added together; each neuron has its own.")
def biases_added_up(X, W, b):
    return sigmoid(X @ W + b.sum())


@LAYER.mistake("Every neuron gets the first bias; b as it is gives each its own.")
def layer_first_bias_for_all(X, W, b):
    return sigmoid(X @ W + b[0])


@LAYER.mistake("Rows and columns are swapped: a sample is a row, (n_samples, n_outputs).")
def layer_transposed(X, W, b):
    return layer(X, W, b).T


@LAYER.mistake("The sigmoid is taken of the inputs; it is taken of Z, at the end.")
def sigmoid_of_inputs(X, W, b):
    return sigmoid(X) @ W + b


@LAYER.mistake("There is one sigmoid too many.")
def layer_sigmoid_twice(X, W, b):
    return sigmoid(layer(X, W, b))


@LAYER.mistake("The bias is subtracted; it is added.")
def layer_bias_subtracted(X, W, b):
    return layer(X, W, -b)


# ------------------------------------------------------------------------------- output_shape


def output_shape(X_shape, W_shapes):
    """Return the shape of the output, as two numbers."""
    # The rows of the batch stay rows all the way.
    n_samples = X_shape[0]
    # The inner numbers disappear; what is left is the last layer's outputs.
    n_outputs = W_shapes[-1][1]
    return n_samples, n_outputs


def _output_shape_cases(rng):
    n, i, h, k, o = rng.permutation(np.arange(2, 30))[:5].tolist()
    return [
        ((4, 2), ((2, 2), (2, 1))),
        ((100, 784), ((784, 16), (16, 16), (16, 10))),
        ((n, i), ((i, o),)),
        ((n, i), ((i, h), (h, k), (k, o))),
    ]


OUTPUT_SHAPE = Exercise(
    answer=output_shape,
    cases=_output_shape_cases,
    hint="write the shapes in a row, (n, 3) @ (3, 5) @ (5, 2), and cross out the equal neighbours",
)


@OUTPUT_SHAPE.mistake("You stopped after the first layer; there are more of them.")
def first_layer_only(X_shape, W_shapes):
    return X_shape[0], W_shapes[0][1]


@OUTPUT_SHAPE.mistake(
    "That is the shape of the last W. The batch keeps its number of rows all the way."
)
def shape_of_last_weights(X_shape, W_shapes):
    return W_shapes[-1]


@OUTPUT_SHAPE.mistake(
    "The number of inputs is used up by the first product; what stays is the number of "
    "rows, X_shape[0]."
)
def inputs_and_outputs(X_shape, W_shapes):
    return X_shape[1], W_shapes[-1][1]


@OUTPUT_SHAPE.mistake("Right numbers, wrong order: (n_samples, n_outputs).")
def order_swapped(X_shape, W_shapes):
    return W_shapes[-1][1], X_shape[0]


@OUTPUT_SHAPE.mistake("A shape is wanted, two numbers: (n_samples, n_outputs).")
def outputs_only(X_shape, W_shapes):
    return W_shapes[-1][1]


@OUTPUT_SHAPE.mistake(
    "W_shapes[-1][0] is what goes into the last layer; what comes out of it is W_shapes[-1][1]."
)
def inputs_of_last_layer(X_shape, W_shapes):
    return X_shape[0], W_shapes[-1][0]


@OUTPUT_SHAPE.mistake("You took the second layer for the last: there may be one, or three.")
def second_layer_for_last(X_shape, W_shapes):
    return X_shape[0], W_shapes[1][1]


@OUTPUT_SHAPE.mistake("That is the shape of X: the columns change with every layer.")
def shape_of_batch(X_shape, W_shapes):
    return tuple(X_shape)


@OUTPUT_SHAPE.mistake("Those are the inputs and outputs of the first layer.")
def shape_of_first_weights(X_shape, W_shapes):
    return W_shapes[0]


# ------------------------------------------------------------------------------------ forward


def forward(X, weights, biases):
    """Return ŷ (n_samples, n_outputs); weights and biases are lists, one entry a layer."""
    # The first layer takes the inputs …
    A = X
    for W, b in zip(weights, biases, strict=True):
        # … and each of the others what the one before it gave.
        A = sigmoid(A @ W + b)
    # After the loop, when all layers are done.
    return A


def _forward_cases(rng):
    def network(n, *sizes):
        weights = tuple(rng.normal(size=shape).round(1) for shape in pairwise(sizes))
        biases = tuple(rng.normal(size=size).round(1) for size in sizes[1:])
        return rng.normal(size=(n, sizes[0])).round(1), weights, biases

    return [
        (np.array([[0.5, -0.2], [0.0, 0.0]]), (W1, W2), (B1, B2)),
        network(3, 2, 3),
        network(2, 2, 2, 2, 2),
        network(5, 3, 4, 2),
        (np.array([[0, 1], [2, -1]]), (W1, W2), (B1, B2)),
    ]


FORWARD = Exercise(
    answer=forward,
    cases=_forward_cases,
    hint="start with a = X, go through zip(weights, biases), replace a by the layer's output, "
    "and return a after the loop",
    points=3,
)


@FORWARD.way
def forward_written_out(X, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        Z = X @ W + b
        X = 1 / (1 + np.exp(-Z))
    return X


@FORWARD.mistake("The last layer has lost its sigmoid; it has one too.")
def last_without_sigmoid(X, weights, biases):
    return forward(X, weights[:-1], biases[:-1]) @ weights[-1] + biases[-1]


@FORWARD.mistake("The hidden layers have lost their sigmoid; only the last one has it.")
def hidden_without_sigmoid(X, weights, biases):
    a = X
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        a = a @ W + b
    return sigmoid(a @ weights[-1] + biases[-1])


@FORWARD.mistake("There is no sigmoid in any layer.")
def never_a_sigmoid(X, weights, biases):
    a = X
    for W, b in zip(weights, biases, strict=True):
        a = a @ W + b
    return a


@FORWARD.mistake("You left out the biases.")
def forward_without_bias(X, weights, biases):
    return forward(X, weights, [0] * len(weights))


@FORWARD.mistake("You added the bias after the sigmoid; it belongs to z, inside.")
def forward_bias_after_sigmoid(X, weights, biases):
    a = X
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(a @ W) + b
    return a


@FORWARD.mistake(
    "Every layer starts from X again; from the second on, a layer takes what the layer "
    "before it gave."
)
def always_from_the_inputs(X, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(X @ W + b)
    return a


@FORWARD.mistake(
    "That is the first layer's output alone. A return in the loop ends it in its first round; and "
    "without a loop there is one layer only."
)
def returned_in_the_loop(X, weights, biases):
    return layer(X, weights[0], biases[0])


@FORWARD.mistake("There is one sigmoid too many: the last layer's output has had its own.")
def forward_sigmoid_twice(X, weights, biases):
    return sigmoid(forward(X, weights, biases))


@FORWARD.mistake("Every layer gets the first layer's biases: each has an entry of its own.")
def first_biases_for_all(X, weights, biases):
    A = X
    for W in weights:
        A = sigmoid(A @ W + biases[0])
    return A


@FORWARD.mistake("You went through the layers from the last to the first; the inputs come first.")
def layers_in_opposite_order(X, weights, biases):
    return forward(X, weights[::-1], biases[::-1])


@FORWARD.mistake("Those are the activations of all layers; the last one alone is ŷ.")
def all_activations(X, weights, biases):
    return tuple(forward(X, weights[:i], biases[:i]) for i in range(1, len(weights) + 1))


@FORWARD.mistake("The last layer is missing: does the loop end one round too early?")
def last_layer_missing(X, weights, biases):
    return forward(X, weights[:-1], biases[:-1])


@FORWARD.mistake("You wrote two layers out; the lists may hold one, or three.")
def always_two_layers(X, weights, biases):
    return layer(layer(X, weights[0], biases[0]), weights[1], biases[1])


@FORWARD.mistake("You used the first row of X only; pass on the whole batch.")
def forward_first_row_only(X, weights, biases):
    return forward(X[0], weights, biases)


@FORWARD.mistake("You wrote W @ a. The batch comes first: a @ W.")
def forward_weights_before_batch(X, weights, biases):
    a = X
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(W @ a + b)
    return a


EXERCISES = (WEIGHTED_SUMS, FROM_ROWS, LAYER, OUTPUT_SHAPE, FORWARD)
