"""helpers.functions: activations and losses agree with their definitions and with each other."""

import copy
import doctest
import math
import warnings

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from helpers import functions
from helpers.functions import (
    binary_cross_entropy,
    cross_entropy,
    half_squared_error,
    identity,
    mean_squared_error,
    relu,
    sigmoid,
    softmax,
    sum_squared_error,
    tanh,
)

# Written again, for automatic differentiation.
ACTIVATIONS = {
    sigmoid: lambda z: 1 / (1 + anp.exp(-z)),
    tanh: anp.tanh,
    relu: lambda z: anp.where(z > 0, z, 0 * z),
    identity: lambda z: z,
    softmax: lambda z: anp.exp(z) / anp.sum(anp.exp(z), axis=-1, keepdims=True),
}
LOSSES = {
    sum_squared_error: lambda y, y_hat: anp.sum((y_hat - y) ** 2),
    mean_squared_error: lambda y, y_hat: anp.mean((y_hat - y) ** 2),
    half_squared_error: lambda y, y_hat: anp.sum((y_hat - y) ** 2) / 2,
    cross_entropy: lambda y, p: -anp.sum(y * anp.log(p)) / len(y),
    binary_cross_entropy: lambda y, p: -anp.sum(y * anp.log(p) + (1 - y) * anp.log(1 - p)) / len(y),
}
PAIRS = [
    (output, loss) for output in ACTIVATIONS for loss in LOSSES if loss.output in (None, output)
]


def targets(rng, shape, output):
    """Return targets that the activation can give; one hot for a softmax."""
    if output is softmax:
        return np.eye(shape[1])[rng.integers(shape[1], size=shape[0])]
    return rng.uniform(size=shape)


def test_examples_in_the_docstrings_print_what_they_say():
    result = doctest.testmod(functions)
    assert result.attempted >= 4
    assert result.failed == 0


@pytest.mark.parametrize("function", ACTIVATIONS)
def test_activations_are_what_they_are_called(function):
    z = np.random.default_rng(0).normal(scale=4, size=(5, 3))
    np.testing.assert_allclose(function(z), ACTIVATIONS[function](z), rtol=1e-12)
    assert np.all((function.low <= function(z)) & (function(z) <= function.high))
    with pytest.raises(ValueError, match="z must be a number or an array of numbers, got 'one'"):
        function("one")


@pytest.mark.parametrize("function", ACTIVATIONS)
def test_the_way_back_through_an_activation_agrees_with_automatic_differentiation(function):
    rng = np.random.default_rng(1)
    z, slope = rng.normal(scale=2, size=(2, 6, 4))
    expected = autograd.grad(lambda z: anp.sum(slope * ACTIVATIONS[function](z)))(z)
    np.testing.assert_allclose(function.delta(function(z), slope), expected, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("loss", LOSSES)
def test_losses_are_what_they_are_called(loss):
    rng = np.random.default_rng(2)
    output = loss.output or sigmoid
    y, y_hat = targets(rng, (5, 3), output), output(rng.normal(size=(5, 3)))
    assert loss(y, y_hat) == pytest.approx(LOSSES[loss](y, y_hat), rel=1e-12)
    assert isinstance(loss(y, y_hat), float)


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_delta_of_the_last_layer_agrees_with_automatic_differentiation(output, loss):
    rng = np.random.default_rng(3)
    z, y = rng.normal(size=(6, 4)), targets(rng, (6, 4), output)
    expected = autograd.grad(lambda z: LOSSES[loss](y, ACTIVATIONS[output](z)))(z)
    np.testing.assert_allclose(loss.delta(y, output(z), output), expected, rtol=1e-8, atol=1e-12)


def test_figures_of_softmax():
    p = softmax([2, 1, 0.1])
    np.testing.assert_allclose(p, [0.65900114, 0.24243297, 0.09856589], atol=5e-9)
    costs = [cross_entropy(row, p) for row in np.eye(3)]
    np.testing.assert_allclose(costs, [0.41703002, 1.41703002, 2.31703002], atol=5e-9)
    np.testing.assert_allclose(softmax([102, 101, 100.1]), p, rtol=1e-12)
    assert softmax([3, 1])[0] == pytest.approx(sigmoid(2), rel=1e-14)


def test_figures_of_cross_entropy():
    z, y = [[10, 1, -1, -20], [10, 10, 2, -10]], np.eye(4)[[0, 1]]
    assert cross_entropy(y, softmax(z)) == pytest.approx(0.3467275, abs=5e-8)
    assert cross_entropy.of_sums(y, z) == pytest.approx(0.3467275, abs=5e-8)
    assert cross_entropy(np.eye(10), np.full((10, 10), 0.1)) == pytest.approx(math.log(10))


def test_a_softmax_of_a_single_number_is_refused():
    with pytest.raises(ValueError, match="z must be a row of numbers for a softmax, got the num"):
        softmax(3)


def test_softmax_takes_each_rows_own_maximum():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        p = softmax([[1000, 1001], [0, 1]])
    np.testing.assert_allclose(p, [[0.26894142, 0.73105858]] * 2, atol=5e-9)


@pytest.mark.parametrize("z", [[[1000.0, 0]], [[-1000.0, 0]], [[0.0, 800]], [[745.0, -745]]])
@pytest.mark.parametrize("loss", [cross_entropy, binary_cross_entropy])
def test_cross_entropies_of_sums_are_finite_and_right_where_probabilities_are_0(loss, z):
    y = [[1, 0]]
    first, second = z[0]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = loss.of_sums(y, z)
    softplus = [max(-first, 0) + math.log1p(math.exp(-abs(first)))]
    softplus += [max(second, 0) + math.log1p(math.exp(-abs(second)))]
    gap = second - first
    expected = max(gap, 0) + math.log1p(math.exp(-abs(gap)))
    assert found == pytest.approx(expected if loss is cross_entropy else sum(softplus), rel=1e-12)


def test_a_probability_of_0_for_what_happened_costs_infinitely_much_and_else_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cross_entropy([[1, 0]], [[0, 1]]) == math.inf
        assert cross_entropy([[0, 1]], [[0, 1]]) == 0
        assert binary_cross_entropy([[1]], [[0]]) == math.inf
        assert binary_cross_entropy([[0]], [[0]]) == 0


def test_copies_of_activations_and_losses_are_the_same_ones():
    for value in [*ACTIVATIONS, *LOSSES]:
        assert copy.deepcopy(value) is value


def test_a_cross_entropy_names_targets_that_are_not_one_hot():
    with pytest.raises(ValueError, match=r"each row of y must be one hot .* got \[1. 1.\]"):
        cross_entropy.check_targets(np.array([[0.0, 1], [1, 1]]))
    with pytest.raises(ValueError, match="y must lie between 0 and 1 for binary_cross_entropy"):
        binary_cross_entropy.check_targets(np.array([[-1.0]]))
