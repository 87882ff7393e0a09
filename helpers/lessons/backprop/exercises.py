"""Lesson 05's exercises: delta_output, delta_hidden, backprop, update_parameters, mended_step."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.network import sigmoid, sigmoid_derivative

# ------------------------------------------------------------------------------- delta_output


def delta_output(z, y):
    """Return δ = ∂L/∂z of an output ŷ = σ(z), for L = ½(ŷ − y)²."""
    return (sigmoid(z) - y) * sigmoid_derivative(z)


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


# ------------------------------------------------------------------------------- delta_hidden


def delta_hidden(delta, W, z):
    """Return δ of a hidden layer, from the δ of the next layer and the weights W between."""
    return delta @ W.T * sigmoid_derivative(z)


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


# ----------------------------------------------------------------------------------- backprop


def backprop(X, y, W1, b1, W2, b2):
    """Return ∂L/∂W1, ∂L/∂b1, ∂L/∂W2, ∂L/∂b2 of a network with one hidden layer."""
    return _gradients(X, y, W1, b1, W2, b2)


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


def _backprop_cases(rng):
    return [_by_hand(), *(_network(rng, n) for n in (1, 4, 5))]


BACKPROP = Exercise(
    answer=backprop,
    cases=_backprop_cases,
    hint="forward, keeping Z1, A1 and Z2; then delta2, delta1; a weight's gradient is what came "
    "in, transposed, @ delta; a bias's is delta summed over the rows",
    points=4,
)


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


# ------------------------------------------------------------------------------ update_parameters


def update_parameters(parameters, gradients, eta):
    """Return the parameters after one step of gradient descent."""
    return tuple(p - eta * g for p, g in zip(parameters, gradients, strict=True))


def _update_cases(rng):
    cases = []
    for eta in (0.1, 0.5, 2.0):
        drawn = _network(rng, n_samples=1)[2:], _network(rng, n_samples=1)[2:]
        cases.append((*drawn, eta))
    return cases


UPDATE_PARAMETERS = Exercise(
    answer=update_parameters,
    cases=_update_cases,
    hint="for p, g in zip(parameters, gradients): the new one is p - eta * g; collect all four",
)


@UPDATE_PARAMETERS.mistake(
    "You added. The gradient points uphill, so the step takes it away: p − η·g."
)
def step_uphill(parameters, gradients, eta):
    return tuple(p + eta * g for p, g in zip(parameters, gradients, strict=True))


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


# -------------------------------------------------------------------------------- mended_step


def mended_step(X, y, W1, b1, W2, b2, eta):
    """Return W1, b1, W2, b2 after one step of gradient descent on L = ½ Σ (ŷ − y)²."""
    return _step(X, y, W1, b1, W2, b2, eta)


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
    ],
    hint="go through the lines in order and ask of each: which sign, at which place is the slope, "
    "and which W2 is this, the one that ŷ was computed with?",
    points=4,
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


EXERCISES = (DELTA_OUTPUT, DELTA_HIDDEN, BACKPROP, UPDATE_PARAMETERS, MENDED_STEP)
