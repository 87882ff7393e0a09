"""BackpropView, the gradient microscope, driven from Python as a notebook may drive it."""

import itertools
import warnings

import numpy as np
import pytest

from helpers.network import sigmoid, sigmoid_derivative
from helpers.views import BackpropView
from tests.lessons.backprop.contract import learners_backprop
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


@pytest.fixture(scope="module")
def made():
    return BackpropView(backprop=learners_backprop)


@pytest.fixture
def view(made):
    """A view as it begins. To make one takes longer than most tests."""
    made.reset()
    return made


def shown(slope):
    return f"{slope:.6f}".replace("-", "−")


@pytest.mark.parametrize("name", SLOPES)
def test_all_nine_slopes_of_tutorial_e_are_calculated_and_measured(view, name):
    view.parameter.value = name
    slope = shown(SLOPES[name])
    assert f"Your backprop's slope: {slope} (solid). Nudged slope: {slope} (dashed)." in view.state
    assert "The slopes agree" in view.state
    assert f"= {slope}" in view.state.splitlines()[2]  # the product of the factors


@pytest.mark.parametrize("name", SLOPES)
def test_a_planted_sign_error_disagrees_visibly_for_every_parameter(view, name):
    view.parameter.value = name
    picture = pictures(view)
    view.planted.value = True
    assert "The slopes DISAGREE" in view.state
    assert view._verdict.get_text() == "✗ THE SLOPES DISAGREE"
    assert pictures(view) != picture
    view.planted.value = False
    assert pictures(view) == picture


def test_choosing_another_parameter_keeps_the_values_of_all(view):
    view.setting.value = 2.5
    view.parameter.value = "b₃"
    assert view.setting.value == 0.3
    view.parameter.value = "w₁"
    assert view.setting.value == 2.5


def test_a_wrong_backprop_disagrees():
    def backprop(*arguments):
        return learners_backprop(*arguments, slope=lambda z: sigmoid_derivative(sigmoid(z)))

    assert "The slopes DISAGREE" in BackpropView(backprop=backprop).state


@pytest.mark.parametrize("result", [1.0, (1, 2, 3, 4), "abc", (np.ones(2),) * 4])
def test_gradients_of_other_shapes_are_told(result):
    def backprop(X, y, W1, b1, W2, b2):
        return result

    state = BackpropView(backprop=backprop).state
    assert "The picture could not follow: backprop returned" in state
    assert "expected four arrays of the shapes (2, 2), (2,), (2, 1), (1,)" in state


def test_the_tangent_touches_the_curve(view):
    (x0, x1), (y0, y1) = view._calculated.get_data()
    point = view._point.get_xydata()[0]
    assert (y1 - y0) / (x1 - x0) == pytest.approx(SLOPES["w₁"], rel=1e-9)
    np.testing.assert_allclose([(x0 + x1) / 2, (y0 + y1) / 2], point, atol=1e-12)


def test_slider_ends_draw_without_a_warning(view):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for end in ("min", "max"):
            for name in ("setting", "x1", "x2", "y"):
                control = getattr(view, name)
                control.value = getattr(control, end)
                assert "slopes agree" in view.state


def test_nothing_stands_out_of_the_figures(view):
    for name in SLOPES:
        view.parameter.value = name
        assert overhang(view) <= 0.01


@pytest.mark.parametrize("name", SLOPES)
def test_no_factor_covers_another_or_the_title(view, name):
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
