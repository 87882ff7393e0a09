"""What trains in the playground: gradients, optimizers, dropout, and numbers that overflow."""

import numpy as np
import pytest

from helpers.functions import binary_cross_entropy, half_squared_error, identity, sigmoid
from helpers.lessons.deeper.data_sets import FEATURES, LIMIT, MAKERS, DataSet, make, split
from helpers.lessons.deeper.trainer import Hyperparameters, Trainer
from helpers.network import Network, relu, tanh

ACTIVATIONS = [tanh, relu, sigmoid, identity]


def trainer(data="spiral", hidden=(4, 3), activation=tanh, optimizer="plain", **more):
    return Trainer(make(data), ["x₁", "x₂"], list(hidden), activation, optimizer, **more)


@pytest.mark.parametrize("name", MAKERS)
def test_data_lie_in_the_plane_and_are_the_same_for_a_seed(name):
    data = make(name, noise=50, seed=3)
    assert data.X.shape == (300, 2)
    assert np.abs(data.X).max() <= LIMIT
    assert not data.trouble
    np.testing.assert_array_equal(make(name, noise=50, seed=3).X, data.X)
    assert (make(name, noise=50, seed=4).X != data.X).any()
    if data.regression:
        assert data.y.min() >= -1
        assert data.y.max() <= 1
    else:
        assert 0.4 < data.y.mean() < 0.6


def test_a_split_has_every_row_once_and_something_on_both_sides():
    for n, share in ((300, 0.5), (10, 0.9), (2, 0.1), (3, 0.9)):
        train, test = split(n, share, seed=0)
        assert sorted([*train, *test]) == list(range(n))
        assert min(len(train), len(test)) >= 1
    assert [len(part) for part in split(1, 0.9, seed=0)] == [1, 0]
    assert [len(part) for part in split(300, 0.1, seed=0)] == [270, 30]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("data", ["circle", "hills"])
def test_the_gradient_is_that_of_the_courses_network(activation, data):
    made = trainer(data, activation=activation)
    loss = half_squared_error if data == "hills" else binary_cross_entropy
    network = Network.from_parameters(
        made.weights, made.biases, hidden=activation, output=made.output, loss=loss
    )
    X, y = made.train
    weights, biases = network.gradients(X, y)
    divisor = len(X) if data == "hills" else 1  # half_squared_error is a sum
    for found, W, b in zip(made.gradients(Hyperparameters()), weights, biases, strict=True):
        np.testing.assert_allclose(found[:-1], W / divisor, atol=1e-12)
        np.testing.assert_allclose(found[-1], b / divisor, atol=1e-12)
    np.testing.assert_allclose(made.loss(X, y), loss(y, network.feedforward(X)) / divisor)


def test_the_gradient_with_decay_is_the_slope_of_the_loss_with_it():
    made, settings = trainer(), Hyperparameters(l2=0.3)

    def loss():
        return made.loss(*made.train) + 0.15 * sum(np.sum(W**2) for W in made.weights)

    found = made.gradients(settings)[1][2, 0]
    w, h = made.parameter(1, 2, 0), 1e-6
    losses = []
    for value in (w - h, w + h):
        made.edit(1, 2, 0, value)
        losses.append(loss())
    np.testing.assert_allclose((losses[1] - losses[0]) / (2 * h), found, rtol=1e-5)


def _reference_steps(optimizer, w, slopes, eta):
    """Return the parameter after steps with these slopes, written out for one number."""
    v = m = s = 0.0
    for t, g in enumerate(slopes, 1):
        if optimizer == "plain":
            w -= eta * g
        elif optimizer == "momentum":
            v = 0.9 * v + g
            w -= eta * v
        else:
            m, s = 0.9 * m + 0.1 * g, 0.999 * s + 0.001 * g * g
            w -= eta * (m / (1 - 0.9**t)) / ((s / (1 - 0.999**t)) ** 0.5 + 1e-8)
    return w


@pytest.mark.parametrize("optimizer", ["plain", "momentum", "adam"])
def test_full_batch_steps_are_those_of_the_formula(optimizer):
    made = trainer(hidden=(3,), optimizer=optimizer)
    settings = Hyperparameters(learning_rate=0.05, batch_size=150)
    start, slopes = made.parameter(0, 1, 2), []
    for _ in range(4):
        slopes.append(made.gradients(settings)[0][1, 2])
        made.advance(1, settings)
    expected = _reference_steps(optimizer, start, slopes, 0.05)
    np.testing.assert_allclose(made.parameter(0, 1, 2), expected)


def test_l1_draws_weights_to_zero_and_leaves_them_there_but_no_bias():
    made = trainer(hidden=(8, 8))
    made.advance(100, Hyperparameters(l1=0.3, learning_rate=0.1))
    assert np.mean(np.concatenate([W.ravel() for W in made.weights]) == 0) > 0.9
    assert made.biases[-1][0] != 0


def test_dropout_leaves_out_its_share_and_keeps_the_mean():
    made = trainer(hidden=(8,))
    gradient = made._gradient(100)
    masks = np.array([made._masks(gradient, 0.3)[0] for _ in range(50)])
    assert set(np.unique(masks)) == {0, 1 / 0.7}
    assert abs(np.mean(masks == 0) - 0.3) < 0.02
    assert abs(masks.mean() - 1) < 0.02
    assert made._masks(gradient, 0) is None


def test_with_masks_the_gradient_is_that_of_the_masked_network():
    made = trainer(hidden=(4, 3))
    X, y = made._X[:10], made.train[1][:10]
    gradient = made._gradient(10)
    rng = np.random.default_rng(0)
    masks = [(rng.random((10, n)) < 0.5) * 2.0 for n in (4, 3)]

    def loss():
        a = X[:, :-1]
        for W, b, mask in zip(made.weights, made.biases, masks, strict=False):
            a = np.tanh(a @ W + b) * mask
        z = a @ made.weights[-1] + made.biases[-1]
        return np.mean(np.logaddexp(0, z) - y * z)

    gradient(X, y, masks)
    found = [layer.copy() for layer in made._g.layers]
    for layer, source, target in ((0, 1, 2), (0, 2, 0), (1, 0, 1), (2, 2, 0)):
        w, h, losses = made.parameter(layer, source, target), 1e-6, []
        for value in (w - h, w + h):
            made.edit(layer, source, target, value)
            losses.append(loss())
        made.edit(layer, source, target, w)
        slope = (losses[1] - losses[0]) / (2 * h)
        np.testing.assert_allclose(found[layer][source, target], slope, atol=1e-8)


@pytest.mark.parametrize("learning_rate", [10, 1e6])
def test_an_overflow_is_explained_and_the_epoch_taken_back(learning_rate):
    made = trainer("hills", hidden=(8, 8, 8), activation=relu)
    made.advance(100, Hyperparameters(learning_rate=learning_rate))
    assert made.epoch < 100
    assert "In batch" in made.trouble
    assert f"η = {learning_rate:g}" in made.trouble
    assert "inf − inf is nan" in made.trouble
    assert all(np.isfinite(W).all() for W in made.weights)
    epoch = made.epoch
    made.advance(1, Hyperparameters())
    assert made.epoch == epoch  # until a weight is edited or it begins anew
    made.edit(0, 0, 0, 1.0)
    assert made.trouble == ""


@pytest.mark.parametrize(
    ("X", "y", "sentence"),
    [
        (np.empty((0, 2)), [], "There are no points yet"),
        ([[1, 2], [3, 4]], [1, 1], "All points are of class 1"),
    ],
)
def test_what_cannot_be_learnt_is_refused_with_a_sentence(X, y, sentence):
    data = DataSet(np.array(X, dtype=float), np.array(y, dtype=float))
    made = Trainer(data, ["x₁", "x₂"], [3], tanh, "plain")
    with pytest.raises(ValueError, match=sentence):
        made.advance(1, Hyperparameters())


def test_it_learns_what_it_should():
    for seed in range(3):
        made = trainer("circle", hidden=(4,), seed=seed)
        made.advance(200, Hyperparameters(learning_rate=0.1))
        X, y = made.test
        assert np.mean((made.outputs(X) > 0.5) == (y[:, 0] == 1)) > 0.95
        regression = trainer("slope", hidden=(), seed=seed)
        regression.advance(200, Hyperparameters(learning_rate=0.03))
        assert regression.loss(*regression.test) < 0.001


def test_losses_are_kept_every_few_epochs_and_thinned_out():
    made = trainer(hidden=())
    made.advance(4000, Hyperparameters(batch_size=150))
    assert made.losses.epochs[:2] == [0, made.losses.every]
    assert np.ptp(np.diff(made.losses.epochs)) == 0
    assert 256 <= len(made.losses.epochs) <= 512
    assert len(made.losses.epochs) == len(made.losses.train) == len(made.losses.test)


def test_the_features_are_what_they_are_called():
    X = np.array([[2.0, -3.0]])
    values = [function(X)[0] for function in FEATURES.values()]
    np.testing.assert_allclose(values, [2, -3, 4, 9, -6, np.sin(2), np.sin(-3)])
