"""The functions that a network is made of, each with its derivative: activations and losses.

`z` is a weighted sum, `a` the activation made of it, `y` a target, `ŷ` (`y_hat`) the prediction,
`L` the loss. Arrays are `(n_samples, n_outputs)`; more axes before these two are allowed, so that
many networks can be computed at once.
"""

import math
from functools import update_wrapper

import numpy as np

from helpers.numbers import as_numbers


class Activation:
    """A function that makes the activation a of the weighted sums z, and knows its way back.

    Call it, `activation(z)`, with a number or an array of any shape; the result has the same
    shape. It raises a ValueError if `z` is text, ragged or empty.

    Parameters
    ----------
    function : function of an array z that returns the array a
    delta : function of a and ∂L/∂a that returns δ = ∂L/∂z, both arrays of one shape
        For a function of single numbers, δ is ∂L/∂a times its slope, which a is enough to tell.
    low, high : numbers
        Between which the activations lie.

    Examples
    --------
    >>> print(f"{sigmoid(7):.4f}", tanh(0), relu(-3))
    0.9991 0.0 0.0
    """

    def __init__(self, function, delta, low=-math.inf, high=math.inf):
        self.function, self.delta = function, delta
        self.low, self.high = low, high
        update_wrapper(self, function)

    def __call__(self, z):
        """Return the activation of `z`."""
        return self.function(as_numbers(z, "z"))

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__  # a copy of a network has the very same activations, as of a function


def activation(**way_back):
    """Make an Activation of the function below it."""
    return lambda function: Activation(function, **way_back)


@activation(delta=lambda a, slope: slope * a * (1 - a), low=0, high=1)
def sigmoid(z):
    """Squash `z` into the range from 0 to 1: σ(z) = 1 / (1 + e⁻ᶻ). Lesson 01.

    Parameters
    ----------
    z : number or array of any shape
        The weighted sum; ±inf gives 1 and 0, NaN stays NaN.

    Returns
    -------
    float or array of the same shape

    Raises
    ------
    ValueError
        If `z` is text, ragged or empty.

    Examples
    --------
    >>> print(f"{sigmoid(7):.4f}")
    0.9991
    """
    # e⁻ᶻ overflows to infinity below z ≈ −709, and 1/(1 + ∞) is the right answer: no warning.
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-z))


def sigmoid_derivative(z):
    """Return the slope of the sigmoid at `z`: σ′(z) = σ(z)·(1 − σ(z)). Lesson 04.

    `z` is the weighted sum, not the activation. Parameters, return value and errors are
    those of `sigmoid`; the slope is at most 0.25, at z = 0.

    Examples
    --------
    >>> print(sigmoid_derivative(0))
    0.25
    """
    # σ(−z) instead of 1 − σ(z): the difference loses every digit where σ(z) is close to 1.
    return sigmoid(z) * sigmoid(-as_numbers(z, "z"))


@activation(delta=lambda a, slope: slope * (1 - a**2), low=-1, high=1)
def tanh(z):
    """Squash `z` into the range from −1 to 1. Lesson 07."""
    return np.tanh(z)


# The sign of a ReLU's activation is its slope, and keeps NaN where numbers have overflowed.
@activation(delta=lambda a, slope: slope * np.sign(a), low=0)
def relu(z):
    """Keep what is above 0 and make the rest 0. Lesson 07; at z = 0 the slope counts as 0."""
    return np.maximum(z, 0)


@activation(delta=lambda a, slope: slope)
def identity(z):
    """Return `z` as it is: the activation of a linear neuron. Lesson 04."""
    return z


# Each output depends on all z of its row: a row of δ is its row of slopes times the Jacobian.
@activation(
    delta=lambda p, slope: p * (slope - np.sum(p * slope, axis=-1, keepdims=True)), low=0, high=1
)
def softmax(z):
    """Make probabilities of each row of `z`: pᵢ = e^zᵢ / Σ e^zⱼ along the last axis.

    A single number, which is no row, raises a ValueError.

    Examples
    --------
    >>> print(softmax([2, 1, 0.1]).round(4))
    [0.659  0.2424 0.0986]
    """
    if np.ndim(z) == 0:
        raise ValueError(f"z must be a row of numbers for a softmax, got the number {z:g}")
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))  # of each row's own largest: no overflow
    return powers / np.sum(powers, axis=-1, keepdims=True)


# -------------------------------------------------------------------------------------- losses


class Loss:
    """What a batch of predictions costs. Call it, `loss(y, y_hat)`, for the number.

    `y` and `y_hat` are of one shape, targets first. Every loss is a total, summed over the batch,
    and what that is divided by.

    Attributes
    ----------
    output : Activation or None
        The one activation that the last layer must have; any where it is None.
    """

    output = None

    def __init__(self, name, total, divisor):
        self.__name__ = name
        self.total = total  # of y and ŷ
        self.divisor = divisor  # of the shape of ŷ

    def __call__(self, y, y_hat):
        """Return the loss, a number."""
        y, y_hat = as_numbers(y, "y"), as_numbers(y_hat, "y_hat")
        # NumPy would stretch (n,) against (n, 1) to a square of n·n differences, without a word.
        if np.shape(y) != np.shape(y_hat):
            raise ValueError(
                f"y and y_hat must have the same shape, got {np.shape(y)} and {np.shape(y_hat)}"
            )
        return float(1 / self.divisor(np.shape(y)) * self.total(y, y_hat))

    def __repr__(self):
        return self.__name__

    def __reduce__(self):
        return self.__name__

    def delta(self, y, y_hat, output):
        """Return δ = ∂L/∂z of the last layer, whose activation is `output`; unchecked."""
        raise NotImplementedError

    def check_targets(self, y):
        """Raise a ValueError where this loss has no meaning for the targets `y`."""


class SquaredError(Loss):
    """The sum of squared errors Σ(ŷ − y)², divided by something. Lesson 04."""

    def __init__(self, name, divisor):
        super().__init__(name, lambda y, y_hat: np.sum((y_hat - y) ** 2), divisor)

    def delta(self, y, y_hat, output):
        """Return ∂L/∂ŷ = 2(ŷ − y) / divisor, taken back through the activation."""
        return output.delta(y_hat, 2 / self.divisor(y_hat.shape) * (y_hat - y))


sum_squared_error = SquaredError("sum_squared_error", lambda shape: 1)
mean_squared_error = SquaredError("mean_squared_error", lambda shape: math.prod(shape[-2:]))
half_squared_error = SquaredError("half_squared_error", lambda shape: 2)


class CrossEntropy(Loss):
    """How surprising the targets are to the predicted probabilities: the mean over the rows.

    Parameters
    ----------
    total : function of y and ŷ
    total_of_sums : function of y and z
        The same from the last layer's weighted sums, in logarithms throughout: finite where a
        probability is too small for a computer's number.
    output : Activation
        The one that makes such probabilities.
    """

    def __init__(self, name, total, total_of_sums, output):
        super().__init__(name, total, divisor=lambda shape: math.prod(shape[-2:-1]))
        self.total_of_sums, self.output = total_of_sums, output

    def of_sums(self, y, z):
        """Return the loss from the weighted sums `z` of the last layer: finite for finite ones."""
        y, z = as_numbers(y, "y"), as_numbers(z, "z", shape=np.shape(y))
        return float(self.total_of_sums(y, z) / self.divisor(z.shape))

    def delta(self, y, y_hat, output):
        """Return (ŷ − y) / n_samples: the slope of the activation has cancelled out."""
        return (y_hat - y) / self.divisor(y_hat.shape)

    def check_targets(self, y):
        """Raise a ValueError if `y` holds no probabilities, or a softmax's don't sum to 1."""
        if np.min(y) < 0 or np.max(y) > 1:
            raise ValueError(
                f"y must lie between 0 and 1 for {self}, got {np.min(y):g} to {np.max(y):g}"
            )
        if self.output is softmax and not np.allclose(np.sum(y, axis=-1), 1):
            raise ValueError(
                "each row of y must be one hot for cross_entropy, a 1 for its class and 0 for the "
                f"others, got {y[np.argmax(np.abs(np.sum(y, axis=-1) - 1))]}"
            )


def _surprise(y, p):
    """Return −Σ y·ln p, where what is not expected, y = 0, costs nothing even for p = 0."""
    with np.errstate(divide="ignore"):
        return -np.sum(y * np.log(p, where=y != 0, out=np.zeros_like(p)))


def _log_of_sum(z):
    """Return ln Σ e^z along the last axis, which is kept."""
    largest = np.max(z, axis=-1, keepdims=True)
    return largest + np.log(np.sum(np.exp(z - largest), axis=-1, keepdims=True))


cross_entropy = CrossEntropy(
    "cross_entropy",
    total=_surprise,
    total_of_sums=lambda y, z: np.sum(y * (_log_of_sum(z) - z)),
    output=softmax,
)
binary_cross_entropy = CrossEntropy(
    "binary_cross_entropy",
    total=lambda y, y_hat: _surprise(y, y_hat) + _surprise(1 - y, 1 - y_hat),
    total_of_sums=lambda y, z: np.sum(np.logaddexp(0, z) - y * z),
    output=sigmoid,
)
