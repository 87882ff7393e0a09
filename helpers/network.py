"""Neurons and networks in NumPy: the same code as in the lessons, with checked arguments.

Notation of the whole course: `x` inputs, `w`/`W` weights, `b` bias, `z` the weighted sum,
`a = σ(z)` the activation. Shapes: `X (n_samples, n_inputs)`, `W (n_inputs, n_outputs)`.
"""

import numpy as np


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
        return 1 / (1 + np.exp(-as_numbers(z, "z")))


def sigmoid_derivative(z):
    """Return the slope of the sigmoid at `z`: σ′(z) = σ(z)·(1 − σ(z)). Lesson 05.

    `z` is the weighted sum, not the activation. Parameters, return value and errors are
    those of `sigmoid`; the slope is at most 0.25, at z = 0.

    Examples
    --------
    >>> print(sigmoid_derivative(0))
    0.25
    """
    # σ(−z) instead of 1 − σ(z): the difference loses every digit where σ(z) is close to 1.
    return sigmoid(z) * sigmoid(-as_numbers(z, "z"))


class Neuron:
    """One neuron: a = activation(w·x + b). Lesson 01.

    Parameters
    ----------
    weights : array (n_inputs,)
    bias : number
    activation : function of the weighted sum, optional

    Raises
    ------
    ValueError
        If the weights are no list of numbers or the bias is no number.

    Examples
    --------
    >>> neuron = Neuron(weights=[0, 1], bias=4)
    >>> print(f"{neuron.feedforward([2, 3]):.4f}")
    0.9991
    """

    def __init__(self, weights, bias, activation=sigmoid):
        self.weights = as_numbers(weights, "weights", ndim=(1,))
        self.bias = as_numbers(bias, "bias", ndim=(0,))
        self.activation = activation

    def weighted_sum(self, x):
        """Return z = w·x + b: a number for `x (n_inputs,)`, `(n_samples,)` for a batch."""
        x = as_numbers(x, "x", ndim=(1, 2))
        if x.shape[-1] != self.weights.size:
            raise ValueError(
                f"x has shape {x.shape}, but this neuron has {self.weights.size} weights: "
                f"expected shape ({self.weights.size},) or (n_samples, {self.weights.size})"
            )
        return x @ self.weights + self.bias

    def feedforward(self, x):
        """Return the output a for one row `x (n_inputs,)` or for a batch `(n_samples, n_inputs)`.

        Raises
        ------
        ValueError
            If `x` is no list of numbers or its length is not the number of weights.
        """
        return self.activation(self.weighted_sum(x))


def as_numbers(values, name, ndim=None):
    """Return `values` as a float array, or raise a ValueError that names what is wrong.

    Parameters
    ----------
    values : number or nested lists of numbers
    name : str
        What the caller calls it; the error begins with it.
    ndim : tuple of int, optional
        The numbers of dimensions that are allowed; any where it is left out.
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} must have rows of equal length, got {values!r}") from None
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be a number or an array of numbers, got {values!r}")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, got an empty {array.shape} array")
    if ndim is not None and array.ndim not in ndim:
        expected = " or ".join(_DIMENSIONS[n] for n in ndim)
        raise ValueError(f"{name} must be {expected}, got an array of shape {array.shape}")
    return array.astype(float)[()]  # [()] makes a plain number of an array without dimensions


_DIMENSIONS = {0: "one number", 1: "a list of numbers", 2: "a table of numbers (rows of a batch)"}
