"""BackpropView, the gradient microscope, driven from Python as a notebook may drive it."""

import doctest
import itertools
import math
import warnings

import numpy as np
import pytest

from helpers.lessons.backprop import view as module
from helpers.network import sigmoid, sigmoid_derivative
from helpers.views import BackpropView, Predict
from tests.views import overhang, pictures

# Tutorial E, with the parameters in the order of the diagram.
SLOPES = {
    "w₁": -0.012393840598352489 * 0.5,
    "w₂": -0.012393840598352489 * -0.2,
    "b₁": -0.012393840598352489,
    "w₃": 0.002068940697999165 * 0.5,
    "w₄": 0.002068940697999165 * -0.2,
    "b₂": 0.002068940697999165,
    "w₅": -0.08322401306626225 * 0.542397940774351,
    "w₆": -0.08322401306626225 * 0.5374298453437496,
    "b₃": -0.08322401306626225,
}


def learners_backprop(X, y, W1, b1, W2, b2, slope=sigmoid_derivative):
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    delta2 = (sigmoid(Z2) - y) * slope(Z2)
    delta1 = delta2 @ W2.T * slope(Z1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


def shown(slope):
    return f"{slope:.6f}".replace("-", "−")


def test_example_in_the_docstring_prints_what_it_says():
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("name", SLOPES)
def test_all_nine_slopes_of_tutorial_e_are_calculated_and_measured(name):
    view = BackpropView(backprop=learners_backprop)
    view.parameter.value = name
    slope = shown(SLOPES[name])
    assert f"Your backprop's slope: {slope} (solid). Nudged slope: {slope} (dashed)." in view.state
    assert "The slopes agree" in view.state
    assert f"= {slope}" in view.state.splitlines()[2]  # the product of the factors


@pytest.mark.parametrize("name", SLOPES)
def test_a_planted_sign_error_disagrees_visibly_for_every_parameter(name):
    view = BackpropView()
    view.parameter.value = name
    picture = pictures(view)
    view.planted.value = True
    assert "The slopes DISAGREE" in view.state
    assert view._verdict.get_text() == "✗ THE SLOPES DISAGREE"
    assert pictures(view) != picture
    view.planted.value = False
    assert pictures(view) == picture


@pytest.mark.parametrize("name", ["setting", "x1", "x2", "y"])
def test_every_slider_changes_picture_and_words(name):
    view = BackpropView()
    picture, words = pictures(view), view.state
    getattr(view, name).value = 0.4
    assert pictures(view) != picture
    assert view.state != words


def test_choosing_another_parameter_keeps_the_values_of_all():
    view = BackpropView()
    view.setting.value = 2.5
    view.parameter.value = "b₃"
    assert view.setting.value == 0.3
    view.parameter.value = "w₁"
    assert view.setting.value == 2.5


def test_a_wrong_backprop_disagrees():
    def backprop(*arguments):
        return learners_backprop(*arguments, slope=lambda z: sigmoid_derivative(sigmoid(z)))

    assert "The slopes DISAGREE" in BackpropView(backprop=backprop).state


def test_while_the_answer_is_blank_the_courses_stands_in_and_says_so():
    def backprop(X, y, W1, b1, W2, b2): ...

    view = BackpropView(backprop=backprop)
    assert "Your backprop returns nothing yet" in view.state
    assert pictures(view) == pictures(BackpropView())


@pytest.mark.parametrize("result", [1.0, (1, 2, 3, 4), "abc", (np.ones(2),) * 4])
def test_gradients_of_other_shapes_are_told(result):
    def backprop(X, y, W1, b1, W2, b2):
        return result

    state = BackpropView(backprop=backprop).state
    assert "The picture could not follow: backprop returned" in state
    assert "expected four arrays of the shapes (2, 2), (2,), (2, 1), (1,)" in state


def test_the_tangent_touches_the_curve():
    view = BackpropView()
    (x0, x1), (y0, y1) = view._calculated.get_data()
    point = view._point.get_xydata()[0]
    assert (y1 - y0) / (x1 - x0) == pytest.approx(SLOPES["w₁"], rel=1e-9)
    np.testing.assert_allclose([(x0 + x1) / 2, (y0 + y1) / 2], point, atol=1e-12)


def test_slider_ends_draw_without_a_warning():
    view = BackpropView(backprop=learners_backprop)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for end in ("min", "max"):
            for name in ("setting", "x1", "x2", "y"):
                control = getattr(view, name)
                control.value = getattr(control, end)
                assert "slopes agree" in view.state


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_numbers_that_are_none_are_told_and_the_view_lives_on(value):
    view = BackpropView()
    view.x1.min, view.x1.max = -math.inf, math.inf
    view.x1.value = value
    assert "The picture could not follow: x₁ must be a finite number" in view.state
    view.x1.value = 1
    assert "The slopes agree" in view.state


def test_a_guess_is_drawn_and_stays_in_the_words():
    view = BackpropView(predict=Predict("What will it be?", low=-1, high=1))
    assert view.parameter.disabled
    view.predict.commit("-0.0124")
    view.parameter.value = "b₁"
    assert "Your guess was −0.0124" in view.state


def test_nothing_stands_out_of_the_figures():
    view = BackpropView()
    for name in SLOPES:
        view.parameter.value = name
        assert overhang(view) <= 0.01


@pytest.mark.parametrize("name", SLOPES)
def test_no_factor_covers_another_or_the_title(name):
    view = BackpropView()
    view.parameter.value = name
    view.planted.value = True
    axes = view.diagram.live.figure.axes[0]
    written = [text for text in [axes.title, *axes.texts] if text.get_text()]
    boxes = [text.get_window_extent() for text in written]
    overlaps = [
        (a.get_text(), b.get_text())
        for (a, box), (b, other) in itertools.combinations(zip(written, boxes, strict=True), 2)
        if box.overlaps(other)
    ]
    assert overlaps == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"x": (1, 2, 3)}, r"x must have shape \(2,\), got \(3,\)"),
        ({"y": 2}, "y must lie between 0 and 1, got 2"),
        ({"W1": [[1, 2]]}, r"W1 must have shape \(2, 2\), got \(1, 2\)"),
        ({"b2": "abc"}, "b2 must be a number or an array of numbers, got 'abc'"),
        ({"W2": [[9], [0]]}, "W2 must lie between -5 and 5"),
    ],
)
def test_bad_arguments_are_named(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        BackpropView(**arguments)
