"""helpers.network: numbers from published calculations, and one clear sentence for bad input."""

import doctest
import math
import warnings

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from helpers import network
from helpers.network import (
    Network,
    Neuron,
    backward,
    binary_cross_entropy,
    cross_entropy,
    forward,
    half_squared_error,
    identity,
    initialize,
    mean_squared_error,
    relu,
    sigmoid,
    sigmoid_derivative,
    softmax,
    sum_squared_error,
    tanh,
)
from tests.test_functions import ACTIVATIONS, PAIRS, targets
from tests.test_functions import LOSSES as WRITTEN_AGAIN


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
    assert sigmoid_derivative(40) == pytest.approx(math.exp(-40), rel=1e-12, abs=0)


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


# ------------------------------------------------------------------------------------ Network

LOSSES = {
    "sum": (sum_squared_error, lambda e: anp.sum(e**2)),
    "mean": (mean_squared_error, lambda e: anp.mean(e**2)),
    "half": (half_squared_error, lambda e: anp.sum(e**2) / 2),
}
SHAPES = [([2, 2, 1], 1), ([2, 4, 1], 4), ([3, 5, 4, 2], 7), ([1, 1], 3), ([6, 3, 3, 3, 2], 10)]


def tutorial_e():
    """Tutorial E's network; its rows belong to the neurons, so they are transposed here."""
    return Network.from_parameters(
        weights=[np.transpose([[0.1, 0.4], [0.3, -0.5]]), [[0.6], [-0.1]]],
        biases=[[0.2, -0.1], [0.3]],
    )


def test_network_of_tutorial_a():
    network = Network.from_parameters([[[0, 0], [1, 1]], [[0], [1]]], [[0, 0], [0]])
    hidden, output = network.activations(np.array([2.0, 3.0]))[1:]
    np.testing.assert_allclose(hidden, [0.9525741268224334] * 2, rtol=1e-14)
    np.testing.assert_allclose(output, [0.7216325609518421], rtol=1e-14)


def test_forward_pass_loss_and_gradients_of_tutorial_e():
    network, x, y = tutorial_e(), [[0.5, -0.2]], [[1]]
    _, hidden, y_hat = network.activations(np.array(x))
    np.testing.assert_allclose(hidden, [[0.542397940774351, 0.5374298453437496]], rtol=1e-12)
    np.testing.assert_allclose(y_hat, [[0.6391543753700678]], rtol=1e-12)
    assert half_squared_error(y, y_hat) == pytest.approx(0.06510478240728296, rel=1e-12)
    (W1, W2), (b1, b2) = network.gradients(x, y, loss=half_squared_error)
    np.testing.assert_allclose(b2, [-0.08322401306626225], rtol=1e-12)
    np.testing.assert_allclose(b1, [-0.012393840598352489, 0.002068940697999165], rtol=1e-12)
    after = [
        p - 0.1 * g for p, g in zip(network.weights + network.biases, [W1, W2, b1, b2], strict=True)
    ]
    np.testing.assert_allclose(
        after[0].T,
        [[0.10061969202991763, 0.399752123188033], [0.29989655296510004, -0.49995862118604]],
        rtol=1e-12,
    )
    np.testing.assert_allclose(after[1].T, [[0.6045140533310118, -0.09552729315289125]], rtol=1e-12)
    np.testing.assert_allclose(after[2], [0.20123938405983527, -0.10020689406979992], rtol=1e-12)
    np.testing.assert_allclose(after[3], [0.3083224013066262], rtol=1e-12)


def test_chain_rule_of_tutorial_d():
    network = Network.from_parameters([np.ones((2, 2)), np.ones((2, 1))], [np.zeros(2), [0]])
    x, y = [[-2, -1]], [[1]]
    assert sum_squared_error(y, network.feedforward(x)) == pytest.approx(0.2268662872, abs=1e-10)
    (W1, W2), (b1, b2) = network.gradients(x, y, loss=sum_squared_error)
    assert W1[0, 0] == pytest.approx(0.02146953526581111, rel=1e-12)
    assert [W1[1, 0], b1[0], W2[0, 0], b2[0]] == pytest.approx(
        [0.0107348, -0.0107348, -0.0112692, -0.2376176], abs=5e-8
    )


def random_problem(sizes, n_samples, seed):
    rng = np.random.default_rng(seed)
    network = Network(sizes, seed=seed)
    network.biases = [rng.normal(size=b.shape) for b in network.biases]
    return network, rng.normal(size=(n_samples, sizes[0])), rng.uniform(size=(n_samples, sizes[-1]))


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(("sizes", "n_samples"), SHAPES)
def test_gradients_agree_with_automatic_differentiation(sizes, n_samples, loss):
    network, X, y = random_problem(sizes, n_samples, seed=n_samples)
    ours, written_again = LOSSES[loss]

    def total(parameters):
        a = X
        for W, b in parameters:
            a = 1 / (1 + anp.exp(-(a @ W + b)))
        return written_again(a - y)

    expected = autograd.grad(total)(list(zip(network.weights, network.biases, strict=True)))
    for W, b, (dW, db) in zip(*network.gradients(X, y, loss=ours), expected, strict=True):
        np.testing.assert_allclose(W, dW, rtol=1e-8)
        np.testing.assert_allclose(b, db, rtol=1e-8)


@pytest.mark.parametrize(("output", "loss"), PAIRS)
@pytest.mark.parametrize("hidden", ACTIVATIONS)
def test_gradients_agree_for_all_activations_and_losses(hidden, output, loss):
    rng = np.random.default_rng(4)
    network = Network([3, 5, 4, 3], seed=2, hidden=hidden, output=output, loss=loss)
    # Halved, since the logarithms as they are written again lose digits close to 0 and 1.
    network.weights = [W / 2 for W in network.weights]
    network.biases = [rng.normal(size=b.shape) for b in network.biases]
    X, y = rng.normal(size=(7, 3)), targets(rng, (7, 3), output)

    def total(parameters):
        a = X
        for (W, b), function in zip(parameters, [hidden, hidden, output], strict=True):
            a = ACTIVATIONS[function](a @ W + b)
        return WRITTEN_AGAIN[loss](y, a)

    expected = autograd.grad(total)(list(zip(network.weights, network.biases, strict=True)))
    for W, b, (dW, db) in zip(*network.gradients(X, y), expected, strict=True):
        np.testing.assert_allclose(W, dW, rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(b, db, rtol=1e-8, atol=1e-12)


def test_many_networks_go_through_the_same_passes_at_once():
    networks = [Network([2, 3, 2], seed=seed, hidden=tanh) for seed in range(4)]
    X, y = np.random.default_rng(0).uniform(size=(2, 5, 2))
    weights = [np.array(layer) for layer in zip(*(n.weights for n in networks), strict=True)]
    biases = [np.zeros((4, 1, W.shape[2])) for W in weights]
    layers = forward(X, weights, biases, [tanh, sigmoid])
    delta = mean_squared_error.delta(y, layers[-1], sigmoid)
    deltas = backward(delta, layers, weights, [tanh, sigmoid])
    for i, one in enumerate(networks):
        np.testing.assert_allclose(layers[-1][i], one.feedforward(X), rtol=1e-14)
        (dW1, dW2), _ = one.gradients(X, y)
        np.testing.assert_allclose(X.T @ deltas[0][i], dW1, rtol=1e-12)
        np.testing.assert_allclose(layers[1][i].T @ deltas[1][i], dW2, rtol=1e-12)


@pytest.mark.parametrize(
    ("functions", "sentence"),
    [
        ({"hidden": np.tanh}, "hidden must be an activation of helpers.network, such as sigmoid"),
        ({"output": "relu"}, "output must be an activation .* got 'relu'"),
        ({"loss": "mse"}, "loss must be one of helpers.network, .* got 'mse'"),
        ({"loss": cross_entropy}, "cross_entropy needs the output softmax, .* output is sigmoid"),
        (
            {"loss": binary_cross_entropy, "output": softmax},
            "binary_cross_entropy needs the output sigmoid",
        ),
    ],
)
def test_functions_that_do_not_fit_are_refused(functions, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network([2, 2, 2], **functions)
    with pytest.raises(ValueError, match=sentence):
        Network.from_parameters([np.ones((2, 2))], [[0, 0]], **functions)
    if "loss" in functions:
        network = Network([2, 2, 2], **{k: f for k, f in functions.items() if k != "loss"})
        with pytest.raises(ValueError, match=sentence):
            network.gradients([[1, 2]], [[1, 0]], loss=functions["loss"])


def test_a_softmax_wants_targets_that_are_one_hot():
    network = Network([2, 3], output=softmax, loss=cross_entropy)
    with pytest.raises(ValueError, match="each row of y must be one hot for cross_entropy"):
        network.gradients([[1, 2]], [[1, 1, 0]])
    with pytest.raises(ValueError, match=r"y has shape \(2,\), expected \(2, 3\)"):
        network.train([[1, 2], [3, 4]], [0, 2], 1, 0.1)


@pytest.mark.parametrize(("sizes", "n_samples"), SHAPES)
def test_gradients_agree_with_nudging_every_parameter(sizes, n_samples):
    network, X, y = random_problem(sizes, n_samples, seed=1)
    gradients = network.gradients(X, y)
    for parameters, slopes in zip((network.weights, network.biases), gradients, strict=True):
        for parameter, slope in zip(parameters, slopes, strict=True):
            for index in np.ndindex(parameter.shape):
                kept, losses = parameter[index], []
                for nudge in (1e-5, -1e-5):
                    parameter[index] = kept + nudge
                    losses.append(mean_squared_error(y, network.feedforward(X)))
                parameter[index] = kept
                assert slope[index] == pytest.approx((losses[0] - losses[1]) / 2e-5, abs=1e-9)


def test_a_batch_is_its_rows_one_by_one():
    network, X, _ = random_problem([3, 4, 2], 5, seed=0)
    rows = [network.feedforward(row) for row in X]
    np.testing.assert_allclose(network.feedforward(X), rows, rtol=1e-14)
    assert rows[0].shape == (2,)


def test_a_seed_fixes_the_weights():
    first, again, other = (Network([2, 4, 1], seed=seed) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first.weights[0], again.weights[0])
    assert (first.weights[0] != other.weights[0]).all()
    assert [W.shape for W in first.weights] == [(2, 4), (4, 1)]
    assert [b.tolist() for b in first.biases] == [[0] * 4, [0]]


def test_losses_of_one_error_and_of_four():
    assert sum_squared_error([1], [0.5]) == 0.25
    assert half_squared_error([1], [0.5]) == 0.125
    assert mean_squared_error([0, 1, 1, 0], [0.5] * 4) == 0.25
    assert sum_squared_error([0, 1, 1, 0], [0.5] * 4) == 1


@pytest.mark.parametrize("sizes", [[2], [], [2, 0, 1], [2, 1.5], [2, -1, 1], ["2", "1"]])
def test_impossible_sizes_are_refused(sizes):
    with pytest.raises(ValueError, match="sizes must be two or more positive whole numbers"):
        Network(sizes)


@pytest.mark.parametrize(
    ("X", "sentence"),
    [
        ([[1, 2], [3]], "X must have rows of equal length"),
        ([[1, 2, 3]], r"X has shape \(1, 3\), but this network has 2 inputs: expected shape"),
        ("ab", "X must be a number or an array of numbers, got 'ab'"),
        (np.empty((0, 2)), r"X must hold at least one number, got an empty \(0, 2\) array"),
        ([[1, np.nan]], r"X must hold finite numbers, got \[\[1, nan\]\]"),
        (3, "X must be a list of numbers or a table"),
    ],
)
def test_bad_batches_are_named(X, sentence):
    network = Network([2, 2, 1], seed=0)
    with pytest.raises(ValueError, match=sentence):
        network.feedforward(X)
    with pytest.raises(ValueError, match=sentence):
        network.gradients(X, [[1]])


@pytest.mark.parametrize(
    ("y", "sentence"),
    [
        ([1, 2, 3], r"y has shape \(3,\), expected \(2, 1\): \(n_samples, n_outputs\)"),
        ([[1, 2]], r"y has shape \(1, 2\), expected \(2, 1\)"),
        ([1, np.nan], "y must hold finite numbers"),
        ("ab", "y must be a number"),
    ],
)
def test_bad_targets_are_named(y, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network([2, 2, 1], seed=0).gradients([[1, 2], [3, 4]], y)


def test_losses_refuse_to_stretch_a_column_against_a_row():
    with pytest.raises(ValueError, match=r"same shape, got \(2,\) and \(2, 1\)"):
        mean_squared_error([1, 0], [[1], [0]])


@pytest.mark.parametrize(
    ("weights", "biases", "sentence"),
    [
        ([[[1, np.nan]]], [[0, 0]], r"weights\[0\] must hold finite numbers"),
        ([[[1, 2]]], [[np.inf, 0]], r"biases\[0\] must hold finite numbers"),
        ([[[1, 2]], [[1]]], [[0, 0], [0]], r"got weights \[\(1, 2\), \(1, 1\)\]"),
        ([[[1, 2]]], [[0]], r"biases \[\(1,\)\]"),
        ([], [], "each W must have shape"),
        (["ab"], [[0]], r"weights\[0\] must be a number or an array"),
    ],
)
def test_parameters_that_do_not_fit_are_refused(weights, biases, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network.from_parameters(weights, biases)


def test_weights_that_became_nan_are_named_when_used():
    network = Network([2, 2, 1], seed=0)
    network.weights[1][0, 0] = np.nan
    with pytest.raises(ValueError, match=r"weights\[1\] must hold finite numbers"):
        network.feedforward([[1, 2]])


# ----------------------------------------------------------------------------------- training

XOR, TARGETS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])


def descend_by_autograd(network, X, y, rate):
    """Return the parameters after one step and the loss before it, without our gradients."""

    def mean_error(parameters):
        a = X
        for W, b in parameters:
            a = 1 / (1 + anp.exp(-(a @ W + b)))
        return anp.mean((a - y) ** 2)

    parameters = list(zip(network.weights, network.biases, strict=True))
    loss, slopes = autograd.value_and_grad(mean_error)(parameters)
    return [
        (W - rate * dW, b - rate * db) for (W, b), (dW, db) in zip(parameters, slopes, strict=True)
    ], loss


@pytest.mark.parametrize(("sizes", "n_samples"), SHAPES)
def test_an_epoch_is_one_step_down_the_mean_squared_error(sizes, n_samples):
    network, X, y = random_problem(sizes, n_samples, seed=2)
    for _ in range(3):
        expected, loss = descend_by_autograd(network, X, y, rate=0.7)
        assert network.train(X, y, epochs=1, learning_rate=0.7) == pytest.approx([loss], rel=1e-10)
        for W, b, (expected_W, expected_b) in zip(
            network.weights, network.biases, expected, strict=True
        ):
            np.testing.assert_allclose(W, expected_W, rtol=1e-10)
            np.testing.assert_allclose(b, expected_b, rtol=1e-10)


@pytest.mark.parametrize(
    ("loss", "rate", "w", "b", "first_slope", "start", "end"),
    [
        (half_squared_error, 0.15, 0.6, 0.9, 0.1219383, 0.8175745, 0.0939557),
        (half_squared_error, 0.15, 2, 2, 0.0173450, 0.9820138, 0.2028484),
        (binary_cross_entropy, 0.005, 0.6, 0.9, 0.8175745, 0.8175745, 0.4176793),
        (binary_cross_entropy, 0.005, 2, 2, 0.9820138, 0.9820138, 0.7795871),
        (binary_cross_entropy, 0.15, 0.6, 0.9, 0.8175745, 0.8175745, 0.0116382),
        (binary_cross_entropy, 0.15, 2, 2, 0.9820138, 0.9820138, 0.0120087),
    ],
)
def test_nielsens_neuron_learns_as_slowly_as_his_third_chapter_has_it(
    loss, rate, w, b, first_slope, start, end
):
    neuron = Network.from_parameters([[[w]]], [[b]], loss=loss)
    assert neuron.feedforward([[1]]).item() == pytest.approx(start, abs=5e-8)
    (dW,), (db,) = neuron.gradients([[1]], [[0]])
    assert [dW.item(), db.item()] == pytest.approx([first_slope] * 2, abs=5e-8)
    neuron.train([[1]], [[0]], 300, rate)
    assert neuron.feedforward([[1]]).item() == pytest.approx(end, abs=5e-8)


def test_batches_see_every_row_once_an_epoch_in_the_order_of_the_seed():
    network, X, y = random_problem([3, 4, 2], 10, seed=0)
    twin = Network.from_parameters(network.weights, network.biases)
    losses = network.train(X, y, epochs=1, learning_rate=0.5, batch_size=4, seed=5)
    order, squares = np.random.default_rng(5).permutation(10), 0.0
    for rows in (order[:4], order[4:8], order[8:]):
        parameters, loss = descend_by_autograd(twin, X[rows], y[rows], rate=0.5)
        twin = Network.from_parameters(*zip(*parameters, strict=True))
        squares += loss * len(rows) * 2
    assert losses == pytest.approx([squares / 20], rel=1e-10)
    np.testing.assert_allclose(network.weights[0], twin.weights[0], rtol=1e-10)


def test_a_batch_larger_than_the_data_is_all_of_it():
    first, second = Network([2, 4, 1], seed=0), Network([2, 4, 1], seed=0)
    np.testing.assert_array_equal(
        first.train(XOR, TARGETS, 5, 1), second.train(XOR, TARGETS, 5, 1, batch_size=99)
    )


def test_epoch_by_epoch_is_the_same_training():
    first, second = Network([2, 4, 1], seed=0), Network([2, 4, 1], seed=0)
    epochs = second.epochs(XOR, TARGETS, learning_rate=0.5)
    np.testing.assert_array_equal(
        first.train(XOR, TARGETS, 20, 0.5), [next(epochs) for _ in range(20)]
    )
    np.testing.assert_array_equal(first.weights[0], second.weights[0])


def test_training_can_be_continued():
    once, twice = Network([2, 4, 1], seed=0), Network([2, 4, 1], seed=0)
    whole = once.train(XOR, TARGETS, 30, 0.5)
    parts = [twice.train(XOR, TARGETS, count, 0.5) for count in (10, 20)]
    np.testing.assert_array_equal(whole, np.concatenate(parts))


def test_targets_may_be_a_plain_list_where_there_is_one_output():
    first, second = Network([2, 4, 1], seed=0), Network([2, 4, 1], seed=0)
    np.testing.assert_array_equal(
        first.train(XOR, TARGETS, 3, 0.5), second.train(XOR, [0, 1, 1, 0], 3, 0.5)
    )


def test_xor_is_learnt_over_seeds_as_tutorial_c_has_it():
    # Its gradient leaves out the factor 2/n of the mean: with four rows, η = 0.1 there is 0.2 here.
    losses = np.array(
        [
            Network([2, 4, 1], seed).train(XOR, TARGETS, 10_000, 0.2)[[0, 1000, -1]]
            for seed in range(30)
        ]
    )
    assert (losses[:, 0] > 0.2).all()
    assert (losses[:, 0] < 0.5).all()
    assert 0.2 < np.median(losses[:, 1]) <= 0.25
    assert (losses[:, 1] > 0.02).all()
    assert 0.001 < np.median(losses[:, 2]) < 0.004


@pytest.mark.filterwarnings("error")
def test_a_huge_learning_rate_saturates_without_a_warning():
    losses = Network([2, 4, 1], seed=0).train(XOR, TARGETS, 50, learning_rate=1e6)
    assert np.isfinite(losses).all()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"epochs": 0}, "epochs must be a positive whole number, got 0"),
        ({"epochs": 2.5}, "epochs must be a positive whole number, got 2.5"),
        ({"learning_rate": 0}, "learning_rate must be positive, got 0"),
        ({"learning_rate": -1}, "learning_rate must be positive, got -1"),
        ({"learning_rate": np.nan}, "learning_rate must hold finite numbers, got nan"),
        ({"learning_rate": "fast"}, "learning_rate must be a number"),
        ({"batch_size": 0}, "batch_size must be a positive whole number, got 0"),
        ({"y": [0, 1, 1, 2]}, "y must lie between 0 and 1, as a sigmoid does, got 0 to 2"),
        ({"y": [0, 1, 1]}, r"y has shape \(3,\), expected \(4, 1\)"),
        ({"X": np.empty((0, 2))}, "X must hold at least one number"),
    ],
)
def test_training_that_cannot_be_meant_is_refused_and_changes_nothing(arguments, sentence):
    network = Network([2, 4, 1], seed=0)
    kept = [W.copy() for W in network.weights]
    with pytest.raises(ValueError, match=sentence):
        network.train(**({"X": XOR, "y": TARGETS, "epochs": 1, "learning_rate": 1} | arguments))
    np.testing.assert_array_equal(network.weights[0], kept[0])


@pytest.mark.parametrize(
    ("output", "y", "sentence"),
    [
        (tanh, -1.5, "y must lie between -1 and 1, as a tanh does, got -1.5 to -1.5"),
        (relu, -1, "y must lie between 0 and inf, as a relu does, got -1 to -1"),
    ],
)
def test_targets_out_of_an_activations_reach_are_named(output, y, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network([1, 1], output=output).train([[1]], [y], 1, 1)
    Network([1, 1], output=identity).train([[1]], [y], 1, 1)


def test_a_linear_neuron_that_overshoots_tells_it_by_its_losses():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        losses = Network([1, 1], seed=0, output=identity).train([[1], [2]], [1, 2], 600, 5)
    assert np.isinf(losses).any()
    assert not np.isfinite(losses[-1])


def test_an_interrupted_training_keeps_the_weights_reached():
    network, twin = Network([2, 4, 1], seed=0), Network([2, 4, 1], seed=0)
    epochs = network.epochs(XOR, TARGETS, 0.5)
    for _ in range(7):
        next(epochs)
    with pytest.raises(KeyboardInterrupt):
        epochs.throw(KeyboardInterrupt())
    twin.train(XOR, TARGETS, 7, 0.5)
    np.testing.assert_array_equal(network.weights[0], twin.weights[0])
    assert np.isfinite(network.feedforward(XOR)).all()


# ------------------------------------------------------------------------------ initialization


@pytest.mark.parametrize(
    ("scheme", "variance"),
    [
        ("zeros", 0),
        ("constant", 0),
        ("uniform", 1 / 12),
        ("normal", 1),
        ("xavier", 2 / 500),
        ("he", 2 / 200),
    ],
)
def test_schemes_have_the_variance_they_are_known_for(scheme, variance):
    (W,) = initialize([200, 300], scheme, seed=0).weights
    assert W.shape == (200, 300)
    assert np.var(W) == pytest.approx(variance, rel=0.03)
    (halved,) = initialize([200, 300], scheme, seed=0, scale=0.5).weights
    np.testing.assert_allclose(halved, W / 2)


def test_uniform_schemes_stay_inside_their_limits():
    assert np.abs(initialize([20, 30], "uniform", seed=0).weights[0]).max() <= 0.5
    assert np.abs(initialize([20, 30], "xavier", seed=0).weights[0]).max() <= np.sqrt(6 / 50)


def test_an_unknown_scheme_is_answered_with_the_ones_there_are():
    with pytest.raises(ValueError, match="must be one of zeros, constant, uniform, normal, xavier"):
        initialize([2, 2, 1], "glorot")
    with pytest.raises(ValueError, match="scale must hold finite numbers"):
        initialize([2, 2, 1], "he", scale=np.nan)
    with pytest.raises(ValueError, match="sizes must be two or more"):
        initialize([2], "he")
