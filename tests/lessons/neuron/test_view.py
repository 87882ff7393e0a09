"""NeuronView, driven from Python as a notebook may drive it."""

import itertools
import math
import warnings

import numpy as np
import pytest

from helpers.views import NeuronView
from tests.lessons.neuron.contract import AND, learners_sigmoid
from tests.views import overhang, pictures

CONTROLS = ["x1", "x2", "w1", "w2", "b"]


def test_it_starts_with_the_first_neuron_of_the_course():
    view = NeuronView()
    assert view.state.splitlines() == [
        "z = w₁·x₁ + w₂·x₂ + b = 0·2 + 1·3 + 4 = 7",
        "a = sigmoid(z) = sigmoid(7) = 0.9991",
    ]
    assert view._point.get_data() == ([7], [pytest.approx(0.9990889488055994)])


def test_every_combination_of_slider_ends_draws_without_a_warning():
    view = NeuronView(activation=learners_sigmoid, **AND)
    controls = [getattr(view, name) for name in CONTROLS]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ends in itertools.product(*[(control.min, control.max) for control in controls]):
            with view.hold_trait_notifications():
                for control, value in zip(controls, ends, strict=True):
                    control.value = value
            x1, x2, w1, w2, b = ends
            z = w1 * x1 + w2 * x2 + b
            assert view.state.startswith("z = ")
            assert view._point.get_xdata()[0] == np.clip(z, -12, 12)
            assert view._point.get_ydata()[0] == pytest.approx(1 / (1 + math.exp(-z)))


def test_a_point_beyond_the_curve_becomes_an_arrow_and_is_told():
    view = NeuronView(b=20)
    assert view._point.get_marker() == ">"
    assert "z lies beyond the curve's picture" in view.state
    view.b.value = -20
    assert view._point.get_marker() == "<"
    view.b.value = 0
    assert view._point.get_marker() == "o"


@pytest.mark.parametrize(("w", "b"), [((3, 2), -2), ((-4, 0.5), 1), ((0, 2), 3), ((5, 0), -5)])
def test_z_is_zero_along_the_line_and_positive_on_the_side_that_says_so(w, b):
    view = NeuronView(w=w, b=b)
    x1, x2 = view.plane._line.get_data()
    np.testing.assert_allclose(w[0] * np.asarray(x1) + w[1] * np.asarray(x2) + b, 0, atol=1e-12)
    assert np.dot(w, view.plane._side.get_position()) + b > 0


@pytest.mark.parametrize("b", [0, -1.8, -1])
def test_no_row_lies_under_the_words_on_the_positive_side(b):
    view = NeuronView(**AND, x=(0.5, 0.5), w=(1, 1), b=b)
    words = view.plane._side.get_position()
    points = [*AND["X"], (0.5, 0.5)]
    assert view.plane._side.get_visible()
    assert min(math.dist(words, point) for point in points) > 0.25


def test_no_title_or_label_is_cut():
    assert overhang(NeuronView(b=-4)) <= 0.01


def test_without_weights_there_is_no_line():
    view = NeuronView(w=(0, 0))
    assert len(view.plane._line.get_xdata()) == 0
    assert not view.plane._side.get_visible()
    assert np.ptp(view.plane._colors.get_array()) == 0


def test_the_plane_is_coloured_by_the_learners_function():
    view = NeuronView(activation=lambda z: 0 * z + 0.25)
    assert (view.plane._colors.get_array() == 0.25).all()


def test_a_function_for_single_numbers_draws_as_well():
    def squash(z):
        return 1 / (1 + math.exp(-z))

    assert pictures(NeuronView(squash)) == pictures(NeuronView(learners_sigmoid))


def test_a_bug_in_the_learners_function_shows_in_the_picture():
    def sigmoid(z):
        return 1 / (1 + np.exp(z))

    view = NeuronView(activation=sigmoid)
    assert "sigmoid(7) = 0.0009" in view.state
    assert pictures(view) != pictures(NeuronView())


def test_a_function_that_gives_no_numbers_is_refused_by_name():
    def sigmoid(z):
        return [1, 2]

    with pytest.raises(
        ValueError,
        match=r"sigmoid must return one number for each of the 201 .* begins with \[1, 2\]",
    ):
        NeuronView(activation=sigmoid)


def test_rows_are_listed_with_output_and_verdict():
    view = NeuronView(w=(10, 10), b=-5, **AND)
    assert view.state.splitlines()[-5:] == [
        "(0, 0) → 0.0067, target 0: right side of ½",
        "(0, 1) → 0.9933, target 0: not on its side of ½ (crossed out)",
        "(1, 0) → 0.9933, target 0: not on its side of ½ (crossed out)",
        "(1, 1) → 1, target 1: right side of ½",
        "To copy w₁, w₂ and b: 10, 10, -5",
    ]
    np.testing.assert_array_equal(view.plane._wrong.get_xydata(), [[0, 1], [1, 0]])
    view.b.value = -15
    assert "crossed out" not in view.state
    assert len(view.plane._wrong.get_xdata()) == 0


def test_weights_beyond_the_sliders_are_refused_and_not_cut():
    with pytest.raises(ValueError, match=r"^w₁ must be a number from -10 to 10, got 25\.0$"):
        NeuronView(w=(25, 1), b=-60)


def test_an_activation_that_is_rounded_to_1_is_not_called_1():
    view = NeuronView(b=12)
    assert view.state.splitlines()[1] == "a = sigmoid(z) = sigmoid(15) ≈ 1"


def test_a_row_that_is_right_but_not_clear_yet_says_so():
    view = NeuronView(**AND, w=(1, 1), b=-1.5)
    assert "(1, 1) → 0.6225, target 1: right side of ½, not above 0.9 yet" in view.state
    assert "(0, 0) → 0.1824, target 0: right side of ½, not below 0.1 yet" in view.state
