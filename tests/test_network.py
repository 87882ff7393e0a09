"""helpers.network: numbers from published calculations, and one clear sentence for bad input."""

import doctest
import math
import warnings

import numpy as np
import pytest

from helpers import network
from helpers.network import Neuron, sigmoid, sigmoid_derivative


def test_examples_in_the_docstrings_print_what_they_say():
    result = doctest.testmod(network)
    assert result.attempted >= 3
    assert result.failed == 0


def test_sigmoid_agrees_with_pythons_own_exponential():
    z = np.linspace(-30, 30, 121)
    expected = [1 / (1 + math.exp(-value)) for value in z]
    np.testing.assert_allclose(sigmoid(z), expected, rtol=1e-14)


@pytest.mark.parametrize(
    ("z", "a"),
    [(1e308, 1), (-1e308, 0), (np.inf, 1), (-np.inf, 0), (1000, 1), (-1000, 0), (0, 0.5)],
)
def test_sigmoid_is_right_at_the_ends_without_a_warning(z, a):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sigmoid(z) == a
        np.testing.assert_array_equal(sigmoid([z, z]), [a, a])
        assert np.isfinite(sigmoid_derivative(z))


def test_nan_stays_nan():
    assert np.isnan(sigmoid(np.nan))
    np.testing.assert_array_equal(np.isnan(sigmoid([0, np.nan])), [False, True])


def test_numbers_give_numbers_and_arrays_keep_their_shape():
    assert isinstance(sigmoid(3), float)
    assert isinstance(sigmoid(np.array(3)), float)
    assert sigmoid(np.zeros((2, 3))).shape == (2, 3)
    assert sigmoid_derivative(np.zeros((4, 1))).shape == (4, 1)


def test_derivative_is_the_slope():
    z = np.linspace(-8, 8, 33)
    slope = (sigmoid(z + 1e-6) - sigmoid(z - 1e-6)) / 2e-6
    np.testing.assert_allclose(sigmoid_derivative(z), slope, atol=1e-9)
    assert sigmoid_derivative(40) == pytest.approx(math.exp(-40), rel=1e-12)


def test_neuron_of_tutorial_a():
    neuron = Neuron(weights=[0, 1], bias=4)
    assert neuron.weighted_sum([2, 3]) == 7
    assert neuron.feedforward([2, 3]) == pytest.approx(0.9990889488055994, rel=1e-14)


def test_neuron_takes_a_batch_and_another_activation():
    neuron = Neuron([1, -2], 0.5, activation=np.tanh)
    X = np.array([[1.0, 2.0], [3.0, 4.0], [0.0, 0.0]])
    np.testing.assert_allclose(neuron.feedforward(X), np.tanh(X[:, 0] - 2 * X[:, 1] + 0.5))


def test_neuron_keeps_its_own_copy_of_the_weights():
    weights = np.array([0.0, 1.0])
    neuron = Neuron(weights, 4)
    weights[:] = 99
    assert neuron.weighted_sum([2, 3]) == 7


BAD_NUMBERS = [
    ("seven", "must be a number or an array of numbers, got 'seven'"),
    ([], "must hold at least one number, got an empty"),
    ([[1], [1, 2]], "must have rows of equal length, got"),
    (None, "must be a number or an array of numbers, got None"),
    (["1", "2"], "must be a number or an array of numbers"),
    (1j, "must be a number or an array of numbers"),
]


@pytest.mark.parametrize(("given", "sentence"), BAD_NUMBERS)
@pytest.mark.parametrize("function", [sigmoid, sigmoid_derivative])
def test_bad_numbers_are_named(function, given, sentence):
    with pytest.raises(ValueError, match=f"z {sentence}"):
        function(given)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("ab", 0), "weights must be a number or an array of numbers, got 'ab'"),
        ((3, 0), r"weights must be a list of numbers, got an array of shape \(\)"),
        (([[1, 2]], 0), r"weights must be a list of numbers, got an array of shape \(1, 2\)"),
        (([1, 2], [1]), r"bias must be one number, got an array of shape \(1,\)"),
        (([1, 2], "b"), "bias must be a number"),
    ],
)
def test_bad_neurons_are_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        Neuron(*arguments)


@pytest.mark.parametrize(
    ("x", "sentence"),
    [
        ([1, 2, 3], r"x has shape \(3,\), but this neuron has 2 weights: expected shape \(2,\)"),
        ([[1], [2]], r"x has shape \(2, 1\), but this neuron has 2 weights"),
        (5, "x must be a list of numbers or a table of numbers"),
        ("ab", "x must be a number or an array of numbers, got 'ab'"),
        ([], "x must hold at least one number"),
    ],
)
def test_inputs_that_do_not_fit_are_refused(x, sentence):
    with pytest.raises(ValueError, match=sentence):
        Neuron([1, 2], 0).feedforward(x)
