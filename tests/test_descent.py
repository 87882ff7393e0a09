"""helpers.descent, the fast path, does what plain gradients and updates do, for any network."""

import warnings

import numpy as np
import pytest

from helpers.functions import Activation
from helpers.network import Network, forward, identity, relu, sigmoid, softmax, tanh
from tests.test_functions import ACTIVATIONS, PAIRS, targets


def random_problem(seed, hidden, output, loss):
    rng = np.random.default_rng(seed)
    sizes = [int(n) for n in rng.integers(1, 7, size=rng.integers(2, 6))]
    sizes[-1] += output is softmax  # one class is no choice
    network = Network(sizes, seed=seed, hidden=hidden, output=output, loss=loss)
    network.weights = [W / 2 for W in network.weights]
    network.biases = [rng.normal(size=b.shape) for b in network.biases]
    n_samples = int(rng.integers(1, 12))
    X, y = rng.normal(size=(n_samples, sizes[0])), targets(rng, (n_samples, sizes[-1]), output)
    return network, X, y, int(rng.integers(1, n_samples + 1))


def plain_epoch(network, X, y, rate, order, batch_size):
    """Return the parameters after an epoch of plain updates, and the epoch's loss."""
    total = 0.0
    weights = [W.copy() for W in network.weights]
    biases = [b.copy() for b in network.biases]
    functions = {
        "hidden": network.functions[0],
        "output": network.functions[-1],
        "loss": network.loss,
    }
    for start in range(0, len(X), batch_size):
        rows = order[start : start + batch_size]
        twin = Network.from_parameters(weights, biases, **functions)
        total += network.loss.total(y[rows], twin.feedforward(X[rows]))
        slopes = twin.gradients(X[rows], y[rows])
        weights = [W - rate * dW for W, dW in zip(weights, slopes[0], strict=True)]
        biases = [b - rate * db for b, db in zip(biases, slopes[1], strict=True)]
    return weights, biases, total / network.loss.divisor(y.shape)


@pytest.mark.parametrize(("output", "loss"), PAIRS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_an_epoch_is_plain_gradients_and_updates(hidden, output, loss):
    for seed in range(12):
        network, X, y, batch_size = random_problem(seed, hidden, output, loss)
        order = np.arange(len(X))
        if batch_size < len(X):
            order = np.random.default_rng(seed).permutation(len(X))
        weights, biases, expected = plain_epoch(network, X, y, 0.01, order, batch_size)
        (found,) = network.train(X, y, 1, 0.01, batch_size, seed=seed)
        assert found == pytest.approx(expected, rel=1e-9)
        for ours, plain in zip(network.weights + network.biases, weights + biases, strict=True):
            np.testing.assert_allclose(ours, plain, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("hidden", [sigmoid, tanh, relu, identity])
def test_twenty_epochs_stay_together(hidden):
    output, loss = PAIRS[0]
    network, X, y, _ = random_problem(5, hidden, output, loss)
    twin = Network.from_parameters(
        network.weights, network.biases, hidden=hidden, output=output, loss=loss
    )
    losses = network.train(X, y, 20, 0.05)
    for found in losses:
        weights, biases, expected = plain_epoch(twin, X, y, 0.05, np.arange(len(X)), len(X))
        twin.weights, twin.biases = weights, biases
        assert found == pytest.approx(expected, rel=1e-9)


def test_an_activation_of_ones_own_trains_too():
    leaky = Activation(
        lambda z: np.where(z > 0, z, 0.1 * z), lambda a, slope: slope * np.where(a > 0, 1, 0.1)
    )
    network, X, y, _ = random_problem(3, leaky, *PAIRS[0])
    weights, _, expected = plain_epoch(network, X, y, 0.1, np.arange(len(X)), len(X))
    assert network.train(X, y, 1, 0.1) == pytest.approx([expected], rel=1e-9)
    np.testing.assert_allclose(network.weights[0], weights[0], rtol=1e-9)


@pytest.mark.parametrize("pair", [p for p in PAIRS if p[1].output])
def test_the_loss_of_cross_entropy_stays_finite_where_probabilities_are_0(pair):
    output, loss = pair
    network = Network.from_parameters([[[900.0, -900]]], [[0, 0]], output=output, loss=loss)
    y = [[0, 1]]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (found,) = network.train([[1]], y, 1, 0.001)
    assert found == pytest.approx(1800)  # 1800 or 900 + 900


def test_training_leaves_the_passes_that_others_see_alone():
    network, X, y, _ = random_problem(1, tanh, sigmoid, PAIRS[1][1])
    before = [a.copy() for a in network.activations(X)]
    epochs = network.epochs(X, y, 0.1)
    again = network.activations(X)
    next(epochs)
    for kept, seen in zip(before, again, strict=True):
        np.testing.assert_array_equal(kept, seen)
    layers = forward(X, network.weights, network.biases, network.functions)
    assert not np.array_equal(layers[-1], before[-1])
