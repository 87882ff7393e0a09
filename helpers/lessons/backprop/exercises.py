"""Lesson 05's exercises: delta_output, delta_hidden, backprop, update_parameters, mended_step."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.network import sigmoid, sigmoid_derivative

# ------------------------------------------------------------------------------- delta_output


def delta_output(z, y):
    """Return δ = ∂L/∂z of an output ŷ = σ(z), for L = ½(ŷ − y)²."""
    # The slope of ½(ŷ − y)² over ŷ is the error itself …
    error = sigmoid(z) - y
    # … and ŷ changes with z as the sigmoid's slope at z says.
    return error * sigmoid_derivative(z)


def _delta_output_cases(rng):
    return [
        (0.5716957799302356, 1.0),
        (float(rng.normal(scale=2)), 0.0),
        (rng.normal(scale=2, size=(4, 1)), np.array([[0.0], [1.0], [1.0], [0.0]])),
        (np.array([-30.0, 0.0, 30.0]), np.array([1.0, 0.5, 0.0])),
    ]


DELTA_OUTPUT = Exercise(
    answer=delta_output,
    cases=_delta_output_cases,
    hint="two factors: first sigmoid(z) - y, then the slope of the sigmoid at z",
)


@DELTA_OUTPUT.mistake("The sign is flipped: the error is ŷ − y, not y − ŷ.")
def output_sign(z, y):
    return (y - sigmoid(z)) * sigmoid_derivative(z)


@DELTA_OUTPUT.mistake(
    "That is ∂L/∂ŷ, the first factor. δ is about z, so the slope σ′(z) is still to come."
)
def output_slope_missing(z, y):
    return sigmoid(z) - y


@DELTA_OUTPUT.mistake(
    "You took σ′ of the activation. The slope is wanted where the sigmoid was entered: at z."
)
def output_slope_of_activation(z, y):
    return (sigmoid(z) - y) * sigmoid_derivative(sigmoid(z))


@DELTA_OUTPUT.mistake("There is a factor 2 too many: the ½ in L = ½(ŷ − y)² takes it away.")
def output_not_halved(z, y):
    return 2 * (sigmoid(z) - y) * sigmoid_derivative(z)


@DELTA_OUTPUT.mistake("You took z for the prediction: ŷ is σ(z).")
def output_error_of_z(z, y):
    return (z - y) * sigmoid_derivative(z)


@DELTA_OUTPUT.mistake("That is the loss itself, not its slope.")
def loss_for_slope(z, y):
    return (sigmoid(z) - y) ** 2 / 2


@DELTA_OUTPUT.way
def delta_output_by_activation(z, y):
    y_hat = sigmoid(z)
    return (y_hat - y) * y_hat * (1 - y_hat)


@DELTA_OUTPUT.mistake(
    "There is a factor ½ too many: the slope of ½(ŷ − y)² is ŷ − y, since the 2 takes the ½ away."
)
def output_halved(z, y):
    return (sigmoid(z) - y) * sigmoid_derivative(z) / 2


@DELTA_OUTPUT.mistake("You multiplied by the activation ŷ; the slope σ′(z) = ŷ(1 − ŷ) is wanted.")
def output_activation_for_slope(z, y):
    return (sigmoid(z) - y) * sigmoid(z)


@DELTA_OUTPUT.mistake("You multiplied by 1 − ŷ alone; the slope is σ′(z) = ŷ(1 − ŷ).")
def output_half_of_slope(z, y):
    return (sigmoid(z) - y) * (1 - sigmoid(z))


@DELTA_OUTPUT.mistake("z(1 − z) is not the slope: a(1 − a) takes the activation a = σ(z).")
def output_slope_of_z(z, y):
    return (sigmoid(z) - y) * z * (1 - z)


@DELTA_OUTPUT.mistake("The error is squared, as in the loss; its slope has the error itself.")
def output_error_squared(z, y):
    return (sigmoid(z) - y) ** 2 * sigmoid_derivative(z)


@DELTA_OUTPUT.mistake("Only y is multiplied by the slope: put ŷ − y in parentheses.")
def output_parentheses_missing(z, y):
    return sigmoid(z) - y * sigmoid_derivative(z)


@DELTA_OUTPUT.mistake("That is the sigmoid's slope alone; the error ŷ − y is its other factor.")
def output_error_missing(z, y):
    return sigmoid_derivative(z) * np.ones_like(y)


@DELTA_OUTPUT.mistake("You added the error and the slope; they are multiplied.")
def output_factors_added(z, y):
    return (sigmoid(z) - y) + sigmoid_derivative(z)


@DELTA_OUTPUT.mistake("There is one σ′ too many.")
def output_slope_twice(z, y):
    return (sigmoid(z) - y) * sigmoid_derivative(z) ** 2


# ------------------------------------------------------------------------------- delta_hidden


def delta_hidden(delta, W, z):
    """Return δ (n_samples, n_hidden) of a hidden layer with the weighted sums z."""
    # Back through the same weights: each hidden neuron adds up what comes from all outputs.
    back = delta @ W.T
    # Element by element, the slope at each neuron's own z.
    return back * sigmoid_derivative(z)


def _delta_hidden_cases(rng):
    # The square W lets a forgotten transposition through without an error, but not unnoticed.
    shapes = [(1, 2, 1), (4, 2, 1), (3, 2, 2), (2, 4, 3)]
    first = (
        np.array([[-0.08322401306626225]]),
        np.array([[0.6], [-0.1]]),
        np.array([[0.17, 0.15]]),
    )
    return [
        first,
        *(
            (
                rng.normal(size=(n, n_out)),
                rng.normal(size=(n_hid, n_out)),
                rng.normal(size=(n, n_hid)),
            )
            for n, n_hid, n_out in shapes
        ),
    ]


DELTA_HIDDEN = Exercise(
    answer=delta_hidden,
    cases=_delta_hidden_cases,
    hint="delta has shape (n_samples, n_outputs), W (n_hidden, n_outputs), the answer "
    "(n_samples, n_hidden): which matrix product fits? Then times the slope at z",
)


@DELTA_HIDDEN.mistake(
    "You went through W in the forward direction. Backwards it is its transpose, W.T."
)
def hidden_not_transposed(delta, W, z):
    return delta @ W * sigmoid_derivative(z)


@DELTA_HIDDEN.mistake("That is ∂L/∂a of the hidden layer; its slope σ′(z) is still to come.")
def hidden_slope_missing(delta, W, z):
    return delta @ W.T


@DELTA_HIDDEN.mistake(
    "You took σ′ of the activation. The slope is wanted where the sigmoid was entered: at z."
)
def hidden_slope_of_activation(delta, W, z):
    return delta @ W.T * sigmoid_derivative(sigmoid(z))


@DELTA_HIDDEN.mistake(
    "You multiplied by the activation σ(z); the slope σ′(z) = σ(z)(1 − σ(z)) is wanted."
)
def hidden_activation_for_slope(delta, W, z):
    return delta @ W.T * sigmoid(z)


@DELTA_HIDDEN.mistake(
    "That is right for one output: W[:, 0] leads to the first only. The matrix product "
    "with W.T adds up what comes back from all of them."
)
def hidden_first_output_only(delta, W, z):
    return delta * W[:, 0] * sigmoid_derivative(z)


@DELTA_HIDDEN.mistake(
    "The weights are missing: each δ comes back through the weight that it went out by."
)
def hidden_weights_missing(delta, W, z):
    return delta.sum(axis=1, keepdims=True) * sigmoid_derivative(z)


@DELTA_HIDDEN.mistake("The sign is flipped: δ already carries the sign of the error.")
def hidden_sign(delta, W, z):
    return -delta @ W.T * sigmoid_derivative(z)


@DELTA_HIDDEN.way
def delta_hidden_by_activation(delta, W, z):
    a = sigmoid(z)
    return delta @ W.T * a * (1 - a)


@DELTA_HIDDEN.mistake("z(1 − z) is not the slope: a(1 − a) takes the activation a = σ(z).")
def hidden_slope_of_z(delta, W, z):
    return delta @ W.T * z * (1 - z)


@DELTA_HIDDEN.mistake("You multiplied by 1 − σ(z) alone; the slope is σ(z)(1 − σ(z)).")
def hidden_half_of_slope(delta, W, z):
    return delta @ W.T * (1 - sigmoid(z))


@DELTA_HIDDEN.mistake("You multiplied by z; the slope of the sigmoid there, σ′(z), is wanted.")
def hidden_z_for_slope(delta, W, z):
    return delta @ W.T * z


@DELTA_HIDDEN.mistake("There is one σ′ too many.")
def hidden_slope_twice(delta, W, z):
    return delta @ W.T * sigmoid_derivative(z) ** 2


@DELTA_HIDDEN.mistake("There is a factor 2 too many.")
def hidden_doubled(delta, W, z):
    return 2 * delta_hidden(delta, W, z)


@DELTA_HIDDEN.mistake("There is a factor ½ too many; the ½ of the loss is gone with its slope.")
def hidden_halved(delta, W, z):
    return delta_hidden(delta, W, z) / 2


@DELTA_HIDDEN.mistake("Rows and columns are swapped: a sample is a row.")
def hidden_transposed(delta, W, z):
    return delta_hidden(delta, W, z).T


@DELTA_HIDDEN.mistake("That is the slope alone; what comes back, delta @ W.T, is the other factor.")
def hidden_delta_missing(delta, W, z):
    return sigmoid_derivative(z)


# ----------------------------------------------------------------------------------- backprop


def backprop(X, y, W1, b1, W2, b2):
    """Return dW1, db1, dW2, db2, the slopes of L = ½ Σ (ŷ − y)² in the shapes of W1, b1, W2, b2."""
    # Forward; what the way back needs is kept.
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    A2 = sigmoid(Z2)
    # δ of the output, then back through W2 to δ of the hidden layer.
    delta2 = (A2 - y) * sigmoid_derivative(Z2)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    # A weight: what came in times δ, summed over the rows. A bias: δ, summed over the rows.
    dW1 = X.T @ delta1
    db1 = delta1.sum(axis=0)
    dW2 = A1.T @ delta2
    db2 = delta2.sum(axis=0)
    return dW1, db1, dW2, db2


def _gradients(
    X, y, W1, b1, W2, b2, slope=sigmoid_derivative, W2_on_the_way_back=None, hidden_slope=None
):
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    delta2 = (sigmoid(Z2) - y) * slope(Z2)
    W2 = W2 if W2_on_the_way_back is None else W2_on_the_way_back
    delta1 = delta2 @ W2.T * (hidden_slope or slope)(Z1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


def _slope_of_activation(z):
    return sigmoid_derivative(sigmoid(z))


def _network(rng, n_samples):
    """Return X, y, W1, b1, W2, b2 of a 2-2-1 network with a batch."""
    return (
        rng.normal(size=(n_samples, 2)),
        rng.integers(0, 2, size=(n_samples, 1)).astype(float),
        rng.normal(size=(2, 2)),
        rng.normal(size=2),
        rng.normal(size=(2, 1)),
        rng.normal(size=1),
    )


def _by_hand():
    """Return X, y, W1, b1, W2, b2 of the network that the lesson calculates by hand."""
    return (
        np.array([[0.5, -0.2]]),
        np.array([[1.0]]),
        np.array([[0.1, 0.3], [0.4, -0.5]]),
        np.array([0.2, -0.1]),
        np.array([[0.6], [-0.1]]),
        np.array([0.3]),
    )


def _wide(rng, n_samples, n_inputs, n_hidden, n_outputs):
    """Return X, y, W1, b1, W2, b2 of a network with several outputs; X and y are whole numbers."""
    return (
        rng.integers(-2, 3, size=(n_samples, n_inputs)),
        rng.integers(0, 2, size=(n_samples, n_outputs)),
        rng.normal(size=(n_inputs, n_hidden)),
        rng.normal(size=n_hidden),
        rng.normal(size=(n_hidden, n_outputs)),
        rng.normal(size=n_outputs),
    )


def _backprop_cases(rng):
    networks = [_by_hand(), *(_network(rng, n) for n in (1, 4, 5))]
    return [*networks, _wide(rng, 5, 2, 2, 2), _wide(rng, 4, 3, 4, 2)]


BACKPROP = Exercise(
    answer=backprop,
    cases=_backprop_cases,
    hint="forward, keeping Z1, A1 and Z2; then delta2, delta1; a weight's gradient is what came "
    "in, transposed, @ delta; a bias's is delta summed over the rows",
    points=4,
)


@BACKPROP.way
def backprop_by_activations(X, y, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1 + b1)
    A2 = sigmoid(A1 @ W2 + b2)
    delta2 = (A2 - y) * A2 * (1 - A2)
    delta1 = delta2 @ W2.T * A1 * (1 - A1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


@BACKPROP.mistake("All signs are flipped. The error is ŷ − y; the minus belongs to the update.")
def backprop_sign(*arguments):
    return tuple(-gradient for gradient in backprop(*arguments))


@BACKPROP.mistake("You took σ′ of the activations. The slopes are wanted at Z2 and Z1.")
def backprop_slope_of_activation(*arguments):
    return _gradients(*arguments, slope=_slope_of_activation)


@BACKPROP.mistake("The slopes σ′ are missing: each δ is multiplied by the slope at its own z.")
def backprop_slopes_missing(*arguments):
    return _gradients(*arguments, slope=np.ones_like)


@BACKPROP.mistake("For ∂L/∂W2 you took Z1. What came into the second layer is A1, the activations.")
def backprop_z_for_activation(X, y, W1, b1, W2, b2):
    dW1, db1, _, db2 = backprop(X, y, W1, b1, W2, b2)
    Z1 = X @ W1 + b1
    delta2 = delta_output(sigmoid(Z1) @ W2 + b2, y)
    return dW1, db1, Z1.T @ delta2, db2


@BACKPROP.mistake(
    "A bias serves every row, so its gradient is the sum of δ over the rows, shape (n_outputs,)."
)
def backprop_bias_not_summed(X, y, W1, b1, W2, b2):
    dW1, _, dW2, _ = backprop(X, y, W1, b1, W2, b2)
    Z1 = X @ W1 + b1
    delta2 = delta_output(sigmoid(Z1) @ W2 + b2, y)
    return dW1, delta_hidden(delta2, W2, Z1), dW2, delta2


@BACKPROP.mistake(
    "You divided by the number of rows. This loss is a sum over the rows, not a mean."
)
def mean_for_sum(X, *others):
    return tuple(gradient / len(X) for gradient in backprop(X, *others))


@BACKPROP.mistake("The order is different: W1, b1, W2, b2.")
def order_swapped(*arguments):
    dW1, db1, dW2, db2 = backprop(*arguments)
    return dW2, db2, dW1, db1


def _varied(X, y, W1, b1, W2, b2, error=1, output=sigmoid_derivative, hidden=sigmoid_derivative):
    """Return the gradients with the error times a factor and other slopes."""
    Z1 = X @ W1 + b1
    Z2 = sigmoid(Z1) @ W2 + b2
    delta2 = error * (sigmoid(Z2) - y) * output(Z2)
    delta1 = delta2 @ W2.T * hidden(Z1)
    return X.T @ delta1, delta1.sum(axis=0), sigmoid(Z1).T @ delta2, delta2.sum(axis=0)


@BACKPROP.mistake("There is a factor 2 too many: the ½ in L = ½ Σ (ŷ − y)² takes it away.")
def backprop_not_halved(*arguments):
    return _varied(*arguments, error=2)


@BACKPROP.mistake("There is a factor ½ too many: the slope of ½(ŷ − y)² is ŷ − y.")
def backprop_halved(*arguments):
    return _varied(*arguments, error=0.5)


@BACKPROP.mistake("The slope σ′(Z1) is missing in δ of the hidden layer.")
def backprop_hidden_slope_missing(*arguments):
    return _varied(*arguments, hidden=np.ones_like)


@BACKPROP.mistake("The slope σ′(Z2) is missing in δ of the output.")
def backprop_output_slope_missing(*arguments):
    return _varied(*arguments, output=np.ones_like)


@BACKPROP.mistake("σ′ is taken of the activation A1 in δ of the hidden layer; it belongs to Z1.")
def backprop_hidden_slope_of_activation(*arguments):
    return _varied(*arguments, hidden=_slope_of_activation)


@BACKPROP.mistake("σ′ is taken of the activation A2 in δ of the output; it belongs to Z2.")
def backprop_output_slope_of_activation(*arguments):
    return _varied(*arguments, output=_slope_of_activation)


@BACKPROP.mistake("δ of the hidden layer is multiplied by A1, not by the slope A1(1 − A1).")
def backprop_activation_for_hidden_slope(*arguments):
    return _varied(*arguments, hidden=sigmoid)


@BACKPROP.mistake("δ of the output is multiplied by ŷ, not by the slope ŷ(1 − ŷ).")
def backprop_activation_for_output_slope(*arguments):
    return _varied(*arguments, output=sigmoid)


@BACKPROP.mistake(
    "That is right for one output: W2[:, 0] leads to the first only. The matrix product with W2.T "
    "adds up what comes back from all of them."
)
def backprop_first_output_only(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    delta2 = delta_output(sigmoid(Z1) @ W2 + b2, y)
    delta1 = delta2 * W2[:, 0] * sigmoid_derivative(Z1)
    return X.T @ delta1, delta1.sum(axis=0), sigmoid(Z1).T @ delta2, delta2.sum(axis=0)


@BACKPROP.mistake("The biases are left out of the pass forward.")
def backprop_without_biases(X, y, W1, b1, W2, b2):
    return backprop(X, y, W1, 0 * b1, W2, 0 * b2)


@BACKPROP.mistake("W2 is missing on the way back: δ goes back through the weights.")
def backprop_weights_missing(X, y, W1, b1, W2, b2):
    return _gradients(X, y, W1, b1, W2, b2, W2_on_the_way_back=np.ones_like(W2))


@BACKPROP.mistake(
    "A bias's gradient is one number for each neuron: sum δ over the rows alone, with axis=0."
)
def backprop_bias_sum_of_all(*arguments):
    dW1, db1, dW2, db2 = backprop(*arguments)
    return dW1, db1.sum(), dW2, db2.sum()


@BACKPROP.mistake(
    "axis=1 sums along each row, which gives a number for each sample; a bias has one for each "
    "neuron, summed over the rows: axis=0."
)
def backprop_bias_sum_along_rows(X, y, W1, b1, W2, b2):
    dW1, _, dW2, _ = backprop(X, y, W1, b1, W2, b2)
    Z1 = X @ W1 + b1
    delta2 = delta_output(sigmoid(Z1) @ W2 + b2, y)
    return dW1, delta_hidden(delta2, W2, Z1).sum(axis=1), dW2, delta2.sum(axis=1)


@BACKPROP.mistake("A bias's gradient is the sum of δ over the rows; you took the mean.")
def backprop_bias_mean(X, *others):
    dW1, db1, dW2, db2 = backprop(X, *others)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@BACKPROP.mistake("For ∂L/∂W2 you took X. What came into the second layer is A1.")
def backprop_inputs_for_activations(X, y, W1, b1, W2, b2):
    dW1, db1, _, db2 = backprop(X, y, W1, b1, W2, b2)
    return dW1, db1, X.T @ delta_output(sigmoid(X @ W1 + b1) @ W2 + b2, y), db2


@BACKPROP.mistake("The weights' gradients are transposed: they have the shapes of W1 and W2.")
def backprop_transposed(*arguments):
    dW1, db1, dW2, db2 = backprop(*arguments)
    return dW1.T, db1, dW2.T, db2


@BACKPROP.mistake("Those are the weights after a step with η = 1; their slopes are asked for.")
def backprop_stepped(X, y, *parameters):
    gradients = backprop(X, y, *parameters)
    return tuple(p - g for p, g in zip(parameters, gradients, strict=True))


@BACKPROP.mistake("The order is different: both weights come first in yours; it is W1, b1, W2, b2.")
def backprop_weights_first(*arguments):
    dW1, db1, dW2, db2 = backprop(*arguments)
    return dW1, dW2, db1, db2


@BACKPROP.mistake("ŷ is taken without its sigmoid: ŷ = σ(Z2).")
def backprop_z_for_prediction(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    Z2 = sigmoid(Z1) @ W2 + b2
    delta2 = (Z2 - y) * sigmoid_derivative(Z2)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    return X.T @ delta1, delta1.sum(axis=0), sigmoid(Z1).T @ delta2, delta2.sum(axis=0)


# ------------------------------------------------------------------------------ update_parameters


def update_parameters(parameters, gradients, eta):
    """Return the tuple of the parameters after one step; both arguments hold W1, b1, W2, b2."""
    W1, b1, W2, b2 = parameters
    dW1, db1, dW2, db2 = gradients
    # Each against its own gradient, η times as far; new arrays, so that the old ones stay.
    return W1 - eta * dW1, b1 - eta * db1, W2 - eta * dW2, b2 - eta * db2


def _update_cases(rng):
    cases = []
    for eta in (0.1, 0.5, 2.0):
        drawn = _network(rng, n_samples=1)[2:], _network(rng, n_samples=1)[2:]
        cases.append((*drawn, eta))
    whole = tuple(rng.integers(-3, 4, size=p.shape) for p in _network(rng, n_samples=1)[2:])
    return [*cases, (whole, _network(rng, n_samples=1)[2:], 0.3)]


UPDATE_PARAMETERS = Exercise(
    answer=update_parameters,
    cases=_update_cases,
    hint="for p, g in zip(parameters, gradients): the new one is p - eta * g; collect all four",
)


@UPDATE_PARAMETERS.mistake(
    "You added. The gradient points uphill, so the step takes it away: p − η·g."
)
def step_uphill(parameters, gradients, eta):
    return update_parameters(parameters, gradients, -eta)


@UPDATE_PARAMETERS.mistake("The learning rate η is missing.")
def step_without_eta(parameters, gradients, eta):
    return update_parameters(parameters, gradients, 1)


@UPDATE_PARAMETERS.mistake("The biases have stayed as they were; they learn too.")
def step_without_biases(parameters, gradients, eta):
    W1, _, W2, _ = update_parameters(parameters, gradients, eta)
    return W1, parameters[1], W2, parameters[3]


@UPDATE_PARAMETERS.mistake("That is the step alone: add it to the parameters.")
def step_without_parameters(parameters, gradients, eta):
    return tuple(-eta * g for g in gradients)


@UPDATE_PARAMETERS.mistake("You divided by the learning rate; multiply by it.")
def step_divided(parameters, gradients, eta):
    return update_parameters(parameters, gradients, 1 / eta)


@UPDATE_PARAMETERS.mistake(
    "Those are the parameters as they were. In a loop, p = p - … only gives p another meaning: "
    "collect the new arrays, and return them."
)
def step_not_kept(parameters, gradients, eta):
    return tuple(parameters)


@UPDATE_PARAMETERS.mistake("Those are the gradients times η: take them from the parameters.")
def step_alone_uphill(parameters, gradients, eta):
    return tuple(eta * g for g in gradients)


@UPDATE_PARAMETERS.mistake("The sign is turned round: it is p − η·g, not η·g − p.")
def step_turned_round(parameters, gradients, eta):
    return tuple(eta * g - p for p, g in zip(parameters, gradients, strict=True))


@UPDATE_PARAMETERS.mistake("Right numbers, another order: W1, b1, W2, b2 is asked for.")
def step_weights_first(parameters, gradients, eta):
    W1, b1, W2, b2 = update_parameters(parameters, gradients, eta)
    return W1, W2, b1, b2


@UPDATE_PARAMETERS.mistake("Right numbers, another order: the first layer comes first.")
def step_second_layer_first(parameters, gradients, eta):
    W1, b1, W2, b2 = update_parameters(parameters, gradients, eta)
    return W2, b2, W1, b1


@UPDATE_PARAMETERS.mistake(
    "Only the first of the four came back: does the return stand inside the loop?"
)
def step_first_only(parameters, gradients, eta):
    return update_parameters(parameters, gradients, eta)[0]


@UPDATE_PARAMETERS.mistake("Only the last of the four came back: collect them all.")
def step_last_only(parameters, gradients, eta):
    return update_parameters(parameters, gradients, eta)[-1]


@UPDATE_PARAMETERS.mistake("The weights have stayed as they were; they learn too.")
def step_without_weights(parameters, gradients, eta):
    _, b1, _, b2 = update_parameters(parameters, gradients, eta)
    return parameters[0], b1, parameters[2], b2


@UPDATE_PARAMETERS.mistake("W2 and b2 have stayed as they were; every layer takes a step.")
def step_first_layer_only(parameters, gradients, eta):
    return (*update_parameters(parameters, gradients, eta)[:2], *parameters[2:])


@UPDATE_PARAMETERS.mistake("You multiplied by 1 − η·g; the step is subtracted, p − η·g.")
def step_multiplied(parameters, gradients, eta):
    return tuple(p * (1 - eta * g) for p, g in zip(parameters, gradients, strict=True))


@UPDATE_PARAMETERS.mistake(
    "The parameters themselves are multiplied by η too: it belongs to the gradient alone."
)
def step_eta_on_both(parameters, gradients, eta):
    return tuple(eta * (p - g) for p, g in zip(parameters, gradients, strict=True))


# -------------------------------------------------------------------------------- mended_step


def mended_step(X, y, W1, b1, W2, b2, eta):
    """Return W1, b1, W2, b2 after one step of gradient descent on L = ½ Σ (ŷ − y)²."""
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    A2 = sigmoid(Z2)
    # Mended: the error is ŷ − y, and the slopes are those at Z2 and Z1.
    delta2 = (A2 - y) * sigmoid_derivative(Z2)
    # Mended: before W2 changes, since ŷ was computed with the old one.
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    W2 = W2 - eta * A1.T @ delta2
    b2 = b2 - eta * delta2.sum(axis=0)
    W1 = W1 - eta * X.T @ delta1
    b1 = b1 - eta * delta1.sum(axis=0)
    return W1, b1, W2, b2


def _step(X, y, W1, b1, W2, b2, eta, flipped=False, early=False, wrong_slope=False):
    slope = _slope_of_activation if wrong_slope else sigmoid_derivative
    sign = -1 if flipped else 1
    *_, dW2, _ = _gradients(X, y, W1, b1, W2, b2, slope)
    used = W2 - sign * eta * dW2 if early else W2
    gradients = _gradients(X, y, W1, b1, W2, b2, slope, W2_on_the_way_back=used)
    return update_parameters((W1, b1, W2, b2), gradients, sign * eta)


_BUGS = {
    "flipped": "a flipped sign (subtracting η times the gradient needs the error ŷ − y)",
    "early": "W2 is updated before it is used on the way back",
    "wrong_slope": "σ′ is taken of the activations (it belongs to Z2 and Z1)",
}


def _bugs_left(*names):
    opening = {1: "One bug is left", 2: "Two bugs are left", 3: "All three bugs are left"}
    return f"{opening[len(names)]}: {'; '.join(_BUGS[name] for name in names)}."


def _step_with_slopes(arguments, output_slope, hidden_slope):
    *network, eta = arguments
    gradients = _gradients(*network, output_slope, hidden_slope=hidden_slope)
    return update_parameters(network[2:], gradients, eta)


MENDED_STEP = Exercise(
    answer=mended_step,
    cases=lambda rng: [
        (*_by_hand(), 0.1),
        *((*_network(rng, n), eta) for n, eta in ((1, 1.0), (4, 0.5), (5, 2.0))),
        (*_wide(rng, 5, 2, 2, 2), 0.5),
        (*_wide(rng, 4, 3, 4, 2), 0.25),
    ],
    hint="go through the lines in order and ask of each: which sign, at which place is the slope, "
    "and which W2 is this, the one that ŷ was computed with?",
    optional=True,
)


@MENDED_STEP.mistake(_bugs_left("flipped"))
def sign_left(*arguments):
    return _step(*arguments, flipped=True)


@MENDED_STEP.mistake(_bugs_left("early"))
def early_update_left(*arguments):
    return _step(*arguments, early=True)


@MENDED_STEP.mistake(_bugs_left("wrong_slope"))
def slopes_left(*arguments):
    return _step(*arguments, wrong_slope=True)


@MENDED_STEP.mistake(_bugs_left("flipped", "early"))
def sign_and_early_update_left(*arguments):
    return _step(*arguments, flipped=True, early=True)


@MENDED_STEP.mistake(_bugs_left("flipped", "wrong_slope"))
def sign_and_slopes_left(*arguments):
    return _step(*arguments, flipped=True, wrong_slope=True)


@MENDED_STEP.mistake(_bugs_left("early", "wrong_slope"))
def early_update_and_slopes_left(*arguments):
    return _step(*arguments, early=True, wrong_slope=True)


@MENDED_STEP.mistake(_bugs_left("flipped", "early", "wrong_slope"))
def all_bugs_left(*arguments):
    return _step(*arguments, flipped=True, early=True, wrong_slope=True)


_ONE_SLOPE = "σ′ is mended for one δ, and still taken of the activations for the other."


@MENDED_STEP.mistake(_ONE_SLOPE)
def hidden_slope_left(*arguments):
    return _step_with_slopes(arguments, sigmoid_derivative, _slope_of_activation)


@MENDED_STEP.mistake(_ONE_SLOPE)
def output_slope_left(*arguments):
    return _step_with_slopes(arguments, _slope_of_activation, sigmoid_derivative)


@MENDED_STEP.mistake(
    "The output layer steps downhill and the hidden layer uphill: one sign has been mended in one "
    "place and not in the other."
)
def hidden_layer_uphill(X, y, W1, b1, W2, b2, eta):
    down, up = (mended_step(X, y, W1, b1, W2, b2, sign * eta) for sign in (1, -1))
    return *up[:2], *down[2:]


@MENDED_STEP.mistake(
    "The hidden layer steps downhill and the output layer uphill: one sign has been mended in one "
    "place and not in the other."
)
def output_layer_uphill(X, y, W1, b1, W2, b2, eta):
    down, up = (mended_step(X, y, W1, b1, W2, b2, sign * eta) for sign in (1, -1))
    return *down[:2], *up[2:]


@MENDED_STEP.mistake("Those are the gradients; take the step with them and return the parameters.")
def gradients_returned(X, y, W1, b1, W2, b2, eta):
    return backprop(X, y, W1, b1, W2, b2)


@MENDED_STEP.mistake("The bugs are mended, but η is missing in the updates.")
def mended_without_eta(X, y, W1, b1, W2, b2, eta):
    return mended_step(X, y, W1, b1, W2, b2, 1)


@MENDED_STEP.mistake(
    "W2[:, 0] leads to the first output only. The matrix product with W2.T adds up what comes back "
    "from all of them."
)
def mended_first_output_only(X, y, W1, b1, W2, b2, eta):
    gradients = backprop_first_output_only(X, y, W1, b1, W2, b2)
    return update_parameters((W1, b1, W2, b2), gradients, eta)


@MENDED_STEP.mistake("The slopes σ′ are missing now: they belong to Z2 and Z1.")
def mended_slopes_missing(X, y, W1, b1, W2, b2, eta):
    gradients = backprop_slopes_missing(X, y, W1, b1, W2, b2)
    return update_parameters((W1, b1, W2, b2), gradients, eta)


@MENDED_STEP.mistake("The bugs are mended, but you divided by the number of rows.")
def mended_mean(X, y, W1, b1, W2, b2, eta):
    return mended_step(X, y, W1, b1, W2, b2, eta / len(X))


@MENDED_STEP.mistake("The order is different: W1, b1, W2, b2.")
def mended_order_swapped(X, y, W1, b1, W2, b2, eta):
    W1, b1, W2, b2 = mended_step(X, y, W1, b1, W2, b2, eta)
    return W2, b2, W1, b1


EXERCISES = (DELTA_OUTPUT, DELTA_HIDDEN, BACKPROP, UPDATE_PARAMETERS, MENDED_STEP)
