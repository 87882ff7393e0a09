"""InitializationView, driven from Python as a notebook may drive it."""

import itertools
import re
import warnings

import numpy as np
import pytest

from helpers.lessons.initialization.view import ACTIVATIONS, activations_and_gradients
from helpers.network import Network, initialize, sigmoid
from helpers.views import InitializationView, Predict
from tests.views import overhang, pictures

SEEDS = range(12)


def he(draws):
    return draws * np.sqrt(2 / draws.shape[0])


def spreads(view, what):
    """Return the standard deviations that the words list, as numbers."""
    (listed,) = re.findall(rf"Standard deviation of (?:the )?{what}.*?: (.*)\.\n", view.state)
    return [float(text) for text in listed.split(", ")]


def hills(ridges):
    """Return the outlines of the histograms, one a layer that has one."""
    return [path.vertices for path in ridges._hills.get_paths()]


# The published standard deviations, and how far single seeds lie from them.
@pytest.mark.parametrize(
    ("activation", "scheme", "scale", "published", "low", "high"),
    [
        ("tanh", "normal", 0.01, 1e-8, 0.9e-8, 1.3e-8),
        ("tanh", "xavier", 1, 0.23, 0.215, 0.24),
        ("ReLU", "xavier", 1, 0.027, 0.014, 0.045),
        ("ReLU", "he", 1, 0.85, 0.5, 1.5),
        ("ReLU", "normal", 1, 3e10, 1.5e10, 6e10),
    ],
)
def test_spread_of_the_activations_after_ten_layers_of_256(
    activation, scheme, scale, published, low, high
):
    measured = []
    for seed in SEEDS:
        weights = initialize([256] * 11, scheme, seed, scale).weights
        X = np.random.default_rng(1000 + seed).normal(size=(256, 256))
        activations, *_ = activations_and_gradients(X, weights, np.zeros((256, 256)), activation)
        measured.append(activations[-1].std())
    assert low < min(measured)
    assert max(measured) < high
    assert np.median(measured) == pytest.approx(published, rel=0.2)


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_agree_with_nudging_sums_and_weights(activation):
    rng = np.random.default_rng(5)
    X, top = rng.normal(size=(3, 4)), rng.normal(size=(3, 2))
    weights = [rng.normal(size=shape) for shape in ((4, 6), (6, 6), (6, 2))]
    function = ACTIVATIONS[activation][0]
    _, deltas, gradients = activations_and_gradients(X, weights, top, activation)

    def loss(layer, in_sum=0, in_weights=0):
        a = X
        for i, W in enumerate(weights):
            z = a @ (W + in_weights) + in_sum if i == layer else a @ W
            a = function(z)
        return np.sum(top * a)

    for layer in range(3):
        for calculated, what in [(deltas[layer], "in_sum"), (gradients[layer], "in_weights")]:
            for place in np.ndindex(calculated.shape):
                nudge = np.zeros(calculated.shape)
                nudge[place] = 1e-6
                rise = loss(layer, **{what: nudge}) - loss(layer, **{what: -nudge})
                assert calculated[place] == pytest.approx(rise / 2e-6, abs=1e-8)


def test_every_combination_of_control_ends_draws_without_a_warning():
    view = InitializationView(scheme=he)
    schemes = [value for _, value in view.scheme.options]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for scheme, scale, name, depth in itertools.product(
            schemes, (0.01, 10), ACTIVATIONS, (1, 10)
        ):
            with view.hold_trait_notifications():
                view.scheme.value, view.scale.value = scheme, scale
                view.activation.value, view.depth.value = name, depth
            assert "could not follow" not in view.state
            assert len(spreads(view, "activations")) == depth
            assert len(spreads(view, "gradients")) == depth
    for seed in (0, 20):
        view.seed.value = seed
        assert f"seed {seed}." in view.state


def test_no_title_or_label_is_cut():
    view = InitializationView("normal", activation="ReLU", depth=10)
    assert overhang(view) <= 0.01
    view.activation.value = "tanh"
    assert overhang(view) <= 0.01


def test_words_work_out_the_sum_of_the_first_layer():
    view = InitializationView("normal", scale=0.1)
    assert "Layer 1: n·var(w) = 100·0.01 = 1, so each weighted sum has 1 times" in view.state


def test_half_of_hes_scale_halves_the_spread_in_each_of_six_layers():
    view = InitializationView("he", activation="ReLU", depth=6)
    whole = spreads(view, "activations")
    view.scale.min, view.scale.value = -2, 0.5
    halved = spreads(view, "activations")
    np.testing.assert_allclose(halved, whole / 2.0 ** np.arange(1, 7), rtol=0.06)
    assert halved[-1] == pytest.approx(0.5**6, rel=0.3)


def test_histograms_stand_where_the_numbers_are():
    view = InitializationView("normal", activation="tanh", depth=3)
    saturated = hills(view._forward)
    assert len(saturated) == 3
    for outline in saturated:  # tall at both ends, flat in the middle
        heights = np.ptp(outline[:, 1]), outline[:, 1].max() - outline[:, 1]
        middle = np.abs(outline[:, 0]) < 0.8
        assert heights[1][middle].max() < 0.1 * heights[0]
    view.scale.value = 0.01
    for outline in hills(view._forward)[1:]:  # in the middle only
        high = outline[:, 1] < outline[:, 1].max() - 1e-9
        assert np.abs(outline[high, 0]).max() <= 0.05 + 1e-9


def test_bars_reach_one_standard_deviation_to_either_side_of_the_mean():
    view = InitializationView("xavier", activation="sigmoid", depth=4)
    for bar, spread in zip(
        view._forward._bars.get_segments(), spreads(view, "activations"), strict=True
    ):
        assert np.ptp(bar[:, 0]) == pytest.approx(2 * spread, rel=0.05)


@pytest.mark.parametrize("scheme", ["zeros", "constant"])
def test_equal_weights_leave_one_neuron_all_curves_on_one_another(scheme):
    view = InitializationView(scheme)
    first, *others = [curve.get_ydata() for curve in view._curves]
    for other in others:
        np.testing.assert_allclose(other, first, rtol=1e-12)
    assert "the hidden layer has 1 different neuron." in view.state
    assert "nothing tells the neurons of a layer apart" in view.state


def test_zeros_never_move_and_random_weights_part():
    view = InitializationView("zeros")
    assert all((curve.get_ydata() == 0.5).all() for curve in view._curves)
    assert "loss 0.2500 after 500 epochs" in view.state
    assert "The first layer's gradients are 0: it can't learn." in view.state
    assert {text.get_text() for text in view._backward._remarks[:4]} == {"all 0"}
    view.scheme.value = "normal"
    assert "The hidden layer has 4 different neurons." in view.state
    assert len({curve.get_ydata()[-1] for curve in view._curves}) == 4


def test_the_curves_are_those_of_a_network_trained_as_the_words_say():
    view = InitializationView("he", seed=3)
    rng = np.random.default_rng(3)
    weights = [rng.normal(scale=np.sqrt(2 / n), size=shape) for n, *shape in ((2, 2, 4), (4, 4, 1))]
    network = Network.from_parameters(weights, [np.zeros(4), np.zeros(1)])
    losses = network.train([[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0], 500, 5)
    hidden = sigmoid(network.weights[0][1] + network.biases[0])
    np.testing.assert_allclose([curve.get_ydata()[-1] for curve in view._curves], hidden)
    assert f"loss {losses[-1]:.4f} after 500 epochs" in view.state


def test_the_training_is_done_anew_only_when_its_weights_change(monkeypatch):
    view = InitializationView()
    monkeypatch.setattr(view, "_train", lambda: pytest.fail("it was trained again"))
    view.depth.value, view.activation.value = 7, "ReLU"
    assert "could not follow" not in view.state


def test_the_learners_scheme_is_the_first_choice_and_drives_the_pictures():
    view = InitializationView(scheme=he, activation="ReLU")
    assert view.scheme.label == "yours: he"
    assert "weights: yours: he" in view.state
    words = view.state
    view.scheme.value = "he"
    assert view.state == words.replace("yours: he", "He")

    def twice(draws):
        return 2 * he(draws)

    doubled = InitializationView(scheme=twice, activation="ReLU")
    np.testing.assert_allclose(
        spreads(doubled, "activations"),
        np.array(spreads(view, "activations")) * 2.0 ** np.arange(1, 6),
        rtol=0.06,
    )


def test_a_uniform_scheme_is_given_numbers_from_0_to_1():
    seen = []

    def xavier(u):
        seen.append(u)
        return (2 * u - 1) * np.sqrt(6 / sum(u.shape))

    view = InitializationView(scheme=xavier, draws="uniform")
    numbers = np.concatenate([u.ravel() for u in seen])
    assert numbers.min() >= 0
    assert numbers.max() < 1
    assert view.scheme.label == "yours: xavier"
    assert spreads(view, "activations")[-1] == pytest.approx(0.33, rel=0.15)


@pytest.mark.parametrize("draws", ["normal", "uniform"])
def test_while_the_answer_is_blank_the_courses_scheme_stands_in_and_says_so(draws):
    def mine(draws): ...

    view = InitializationView(scheme=mine, draws=draws)
    stand_in = {"normal": "he", "uniform": "xavier"}[draws]
    note = f"Your mine returns nothing yet, so the course's {stand_in} is drawn"
    assert note in view.state
    view.scheme.value = stand_in
    reference = InitializationView(stand_in)
    assert spreads(view, "activations") == spreads(reference, "activations")


@pytest.mark.parametrize("given", [[1, 2], "text", np.zeros((4, 2)), np.full((2, 4), np.nan)])
def test_a_scheme_that_gives_no_weights_is_refused_by_name(given):
    def mine(draws):
        return given

    with pytest.raises(ValueError, match=r"mine returned .+ for draws of shape \(2, 4\), expected"):
        InitializationView(scheme=mine)


def test_a_scheme_that_fails_while_moving_is_told_in_words():
    def mine(draws):
        if draws.shape == (100, 100) and abs(draws[0, 0]) > 1e-9 and mine.grumpy:
            raise RuntimeError("too much")
        return he(draws)

    mine.grumpy = False
    view = InitializationView(scheme=mine)
    mine.grumpy = True
    picture = pictures(view)
    view.seed.value = 3
    assert "The picture could not follow: RuntimeError('too much')" in view.state
    assert pictures(view) == picture
    mine.grumpy = False
    view.seed.value = 4
    assert view.state.startswith("5 layers of 100")


def test_overflow_is_told_and_the_view_lives_on():
    view = InitializationView(scheme=lambda draws: 1e40 * draws, activation="ReLU", depth=10)
    assert "Overflow: numbers beyond 10³⁰⁸" in view.state
    assert "Going back, the gradients overflow." in view.state
    assert "overflow, overflow" in view.state
    assert [text.get_text() for text in view._forward._remarks].count("overflow") == 7
    view.scheme.value = "he"
    assert "verflow" not in view.state
    assert len(hills(view._forward)) == 10


def test_deep_relu_layers_of_standard_normal_weights_explode():
    view = InitializationView("normal", activation="ReLU", depth=10)
    assert 1e8 < spreads(view, "activations")[-1] < 2e9
    assert "lie beyond the picture" in view.state
    deltas = spreads(view, "δ")
    assert deltas == sorted(deltas, reverse=True)


@pytest.mark.parametrize("seed", range(0, 21, 4))
@pytest.mark.parametrize(("activation", "scale"), [("tanh", 0.01), ("ReLU", 1)])
def test_where_deltas_shrink_or_grow_the_weights_gradients_may_all_be_of_one_size(
    activation, scale, seed
):
    view = InitializationView("normal", activation=activation, scale=scale, depth=10, seed=seed)
    deltas, gradients = spreads(view, "δ"), spreads(view, "gradients")
    assert max(deltas) / min(deltas) > 1e6
    assert max(gradients) / min(gradients) < 2


def test_the_lessons_answers_about_the_view_hold():
    view = InitializationView("he", activation="sigmoid", depth=6)
    for what in ("δ", "gradients"):
        sizes = np.array(spreads(view, what))
        assert np.median(sizes[1:] / sizes[:-1]) == pytest.approx(3, rel=0.15)
    view = InitializationView("normal", activation="ReLU", depth=10)
    activations = np.array(spreads(view, "activations"))
    assert np.median(activations[1:] / activations[:-1]) == pytest.approx(50**0.5, rel=0.1)


def test_the_guess_stays_in_the_picture_and_in_the_words():
    view = InitializationView("xavier", predict=Predict("What will it be?"))
    assert view.scale.disabled
    assert view.scheme.disabled
    picture = pictures(view)
    view.predict.commit("0.3")
    assert not view.scale.disabled
    (bar,) = view._forward._guess.get_segments()
    assert np.ptp(bar[:, 0]) == pytest.approx(0.6)
    assert pictures(view) != picture
    assert "Your guess was 0.3 (the dashed bar in the last layer)." in view.state
