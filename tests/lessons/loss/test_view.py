"""LossView, driven from Python as a notebook may drive it."""

import itertools
import math
import warnings

import numpy as np
import pytest

from helpers.views import LossView, Predict
from tests.lessons.loss.contract import learners_loss, learners_slope
from tests.views import overhang, pictures

X = np.array([[1, 2], [2, 1], [1, 1], [2, 0]])
Y = np.array([7, 8, 5, 6])


def descent(w, eta, steps):
    """Return weights and loss along gradient descent, with the gradient from calculus."""
    w = np.array(w, dtype=float)
    path, losses = [w], [np.mean((X @ w - Y) ** 2)]
    for _ in range(steps):
        w = w - eta * 2 / 4 * X.T @ (X @ w - Y)
        path.append(w)
        losses.append(np.mean((X @ w - Y) ** 2))
    return np.array(path), np.array(losses)


def walked(view):
    return view._bowl_marks[0].get_xydata()


def test_it_starts_with_both_prices_at_0():
    assert LossView().state.splitlines() == [
        "At the start: w₁ = 0, w₂ = 0, loss = 43.5",
        "Nudging w₁ by −0.001 and 0.001 gives the losses 43.52 and 43.48; slope(f, 0, 0.001) = −20",
        "Nudging w₂ by −0.001 and 0.001 gives the losses 43.5135 and 43.4865; "
        "slope(f, 0, 0.001) = −13.5",
        "Next step: w₁ ← w₁ − η·slope = 0 − 0.1·(−20) = 2",
        "Next step: w₂ ← w₂ − η·slope = 0 − 0.1·(−13.5) = 1.35",
    ]


@pytest.mark.parametrize("steps", [0, 3])
@pytest.mark.parametrize("name", ["w1", "w2", "eta"])
def test_every_slider_changes_picture_and_words_before_the_first_step_and_later(name, steps):
    view = LossView()
    for _ in range(steps):
        view.step_button.click()
    picture, words = pictures(view), view.state
    getattr(view, name).value += 0.05
    assert pictures(view) != picture
    assert view.state != words


def test_step_run_and_reset_change_picture_and_words_and_reset_leads_to_the_same_start():
    view = LossView()
    seen = [(pictures(view), view.state)]
    for button in (view.step_button, view.run_button, view.reset_button):
        button.click()
        seen.append((pictures(view), view.state))
        assert seen[-1][0] != seen[-2][0]
        assert seen[-1][1] != seen[-2][1]
    assert seen[-1] == seen[0]


@pytest.mark.parametrize(("w", "eta"), [((0, 0), 0.1), ((7.5, -1), 0.02), ((-1, 6), 0.29)])
def test_the_walk_is_that_of_calculus_in_all_three_pictures(w, eta):
    view = LossView(w=w, eta=eta)
    view.run_button.click()
    view.step_button.click()
    path, losses = descent(w, eta, 51)
    np.testing.assert_allclose(walked(view), path, atol=1e-6)
    # On the cut, the last steps: the curve that earlier ones lay on has changed.
    np.testing.assert_allclose(view._cut_marks[0].get_xdata(), path[-6:, 0], atol=1e-6)
    np.testing.assert_allclose(view._cut_marks[0].get_ydata(), losses[-6:], atol=1e-6)
    np.testing.assert_allclose(
        10 ** view._losses_line.get_ydata(), np.maximum(losses, 1e-16), rtol=1e-3, atol=1e-12
    )
    assert view.state.startswith("After 51 steps from")
    assert "it grew at no step" in view.state


def test_the_tangent_has_the_slope_of_calculus_and_touches_the_curve():
    view = LossView(w=(1, 5))
    (x0, x1), (y0, y1) = view._tangent.get_data()
    slope = (2 / 4 * X.T @ (X @ [1, 5] - Y))[0]
    assert (y1 - y0) / (x1 - x0) == pytest.approx(slope)
    assert np.mean([y0, y1]) == pytest.approx(np.mean((X @ [1, 5] - Y) ** 2))
    over, losses = view._curve.get_data()
    np.testing.assert_allclose(losses, [np.mean((X @ [w1, 5] - Y) ** 2) for w1 in over])


def test_the_hollow_point_is_where_the_next_step_lands():
    view = LossView()
    foreseen = view._bowl_marks[2].get_xydata()
    view.step_button.click()
    np.testing.assert_array_equal(view._bowl_marks[3].get_xydata(), foreseen)


def test_the_question_is_not_given_away_and_the_guess_stays_in_the_picture():
    view = LossView(predict=Predict("Where will w₁ be?", low=-20, high=20))
    assert view.step_button.disabled
    assert view.eta.disabled
    assert "Next step" not in view.state
    assert np.isnan(view._bowl_marks[2].get_xydata()).all()
    assert np.isnan(view._cut_marks[2].get_xydata()).all()
    view.predict.commit("-2")
    assert not view.step_button.disabled
    assert "Your guess was −2 (the dashed line)" in view.state
    assert "= 0 − 0.1·(−20) = 2" in view.state
    assert list(view._guess_line.get_xdata()) == [-2, -2]


def test_growth_is_told_with_the_step_at_which_it_began():
    view = LossView(eta=0.3)
    view.step_button.click()
    _, losses = descent((0, 0), 0.3, 1)
    assert (
        f"The loss grew, first at step 1: from 43.5 to {losses[1]:.4f}. η = 0.3 is too large here."
        in view.state
    )
    view.eta.value = 0.29
    assert "grew at no step" in view.state


def test_overflow_names_what_left_first_and_its_step_and_the_view_lives_on():
    view = LossView(eta=1)
    for _ in range(6):
        view.run_button.click()
    with np.errstate(all="ignore"):
        path, losses = descent((0, 0), 1, 210)
    first = int(np.argmin(np.isfinite(losses)))
    assert np.isfinite(path[first]).all()
    assert f"What left its range first is the loss, at step {first}: weights" in view.state
    assert view._losses_line.get_xdata()[-1] == first
    assert "Next step" not in view.state
    view.reset_button.click()
    assert view.state == LossView(eta=1).state
    view.eta.value = 0.1
    view.step_button.click()
    assert view.state.startswith("After 1 step from (0, 0): w₁ = 2")


def test_where_the_slope_overflows_first_it_is_the_slope_that_is_named():
    def steep(f, w, nudge):
        return 1e308 * 1e10 if w > 1 else learners_slope(f, w, nudge)

    view = LossView(slope=steep)
    view.step_button.click()
    assert "What left its range first is a slope, at step 1" in view.state


def test_where_a_weight_overflows_first_it_is_the_weight_that_is_named():
    view = LossView(loss=lambda y, y_hat: 1.0, slope=lambda f, w, nudge: -1e308, eta=1)
    view.step_button.click()
    assert "left its range" not in view.state
    view.step_button.click()
    assert "What left its range first is a weight, at step 2" in view.state


def test_pythons_own_overflow_error_counts_as_infinite():
    def mean_squared_error(y, y_hat):
        return sum((float(b) - float(a)) ** 2 for a, b in zip(y, y_hat, strict=True)) / len(y)

    view = LossView(loss=mean_squared_error, eta=1)
    for _ in range(6):
        view.run_button.click()
    assert "What left its range first is the loss, at step 203" in view.state


def test_the_walk_ends_at_500_steps_and_says_so():
    view = LossView()
    for _ in range(11):
        view.run_button.click()
    assert view.state.startswith("After 500 steps")
    assert "The view walks 500 steps at most" in view.state


def test_every_combination_of_slider_ends_draws_without_a_warning():
    view = LossView()
    view.step_button.click()
    view.step_button.click()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sliders = (view.w1, view.w2, view.eta)
        for ends in itertools.product(*[(control.min, control.max) for control in sliders]):
            for control, value in zip(sliders, ends, strict=True):
                control.value = value
            assert view.state.startswith("After 2 steps from")
            path, _ = descent(ends[:2], ends[2], 2)
            np.testing.assert_allclose(walked(view), path, rtol=1e-6)
        for _ in range(6):
            view.run_button.click()
        assert "could not follow" not in view.state


def test_a_walk_outside_the_pictures_is_told():
    view = LossView(eta=1)
    assert not view._outside.get_visible()
    view.step_button.click()
    assert view._outside.get_visible()
    assert "The weights lie outside the pictures, which end at −3 and 9." in view.state


def test_no_title_or_label_is_cut_whatever_the_limits():
    view = LossView(predict=Predict("?", low=-20, high=20))
    view.predict.commit("2")
    assert overhang(view) <= 0.01
    view.eta.value = 1
    for _ in range(6):
        view.run_button.click()
    assert overhang(view) <= 0.01
    view.eta.value = 0.2
    assert overhang(view) <= 0.01


def test_the_learners_functions_drive_the_picture():
    reference = LossView()
    assert pictures(LossView(loss=learners_loss, slope=learners_slope)) == pictures(reference)

    def summed(y, y_hat):
        return np.sum((y_hat - y) ** 2)

    view = LossView(loss=summed)
    assert "loss = 174" in view.state
    assert pictures(view) != pictures(reference)

    def backwards(f, w, nudge):
        return (f(w - nudge) - f(w + nudge)) / (2 * nudge)

    view = LossView(slope=backwards)
    view.step_button.click()
    assert "backwards(f, −2, 0.001)" in view.state
    assert "The loss grew, first at step 1" in view.state


@pytest.mark.parametrize("loss_value", [0.0, math.nan, -1.0])
def test_a_loss_without_a_bowl_draws_without_rings(loss_value):
    view = LossView(loss=lambda y, y_hat: loss_value)
    view.run_button.click()
    assert "could not follow" not in view.state


def test_an_error_while_moving_is_told_in_words():
    def grumpy(y, y_hat):
        if y_hat[0] > 100:
            raise RuntimeError("too much")
        return learners_loss(y, y_hat)

    view = LossView(loss=grumpy, eta=1)
    view.step_button.click()
    view.step_button.click()
    view.step_button.click()
    assert "The picture could not follow: RuntimeError('too much')" in view.state
    view.reset_button.click()
    assert view.state.startswith("At the start")


def slopeless(f, w, nudge):
    return [f(w)]


def test_a_slope_that_is_no_number_is_told_in_words():
    assert "slopeless returned [43.5], expected one number" in LossView(slope=slopeless).state


def test_the_step_from_which_the_loss_counts_as_nothing_is_told():
    view = LossView(eta=0.23)
    view.run()
    assert "It is below 10⁻¹⁰ from step 23 on." in view.state
    view.eta.value = 0.05
    assert "below 10⁻¹⁰" not in view.state
