"""SoftmaxView and SlowdownView, driven from Python as a notebook may drive them."""

import asyncio

import numpy as np
import pytest

from helpers.views import Predict, SlowdownView, SoftmaxView
from tests.views import overhang, pictures, run_apart


def test_it_starts_with_the_known_shares_and_losses():
    lines = SoftmaxView().state.splitlines()
    assert lines[1].endswith("= 0.659, 0.2424, 0.0986")
    assert lines[2].endswith("0: 0.417, 1: 1.417, 2: 2.317.")
    assert lines[3].endswith("∂L/∂z = p − y = −0.341, 0.2424, 0.0986.")
    assert lines[4].endswith("z₀ up, z₁ down, z₂ down.")


def test_a_constant_on_all_logits_changes_the_logits_only():
    view, moved = SoftmaxView(), SoftmaxView(z=(5, 4, 3.1))
    assert view.state.splitlines()[2:5] == moved.state.splitlines()[2:5]
    assert pictures(view)[0] != pictures(moved)[0]
    assert pictures(view)[1:] == pictures(moved)[1:]


def test_equal_logits_share_equally_at_any_temperature():
    view = SoftmaxView(z=(2, 2, 2))
    for temperature in (0.1, 10):
        view.temperature.value = temperature
        assert "= 0.3333, 0.3333, 0.3333" in view.state
        assert "0: 1.0986, 1: 1.0986, 2: 1.0986." in view.state


def test_the_temperature_divides_logits_and_slope():
    view = SoftmaxView()
    view.temperature.value = 10
    Z = np.array([2, 1, 0.1]) / 10
    p = np.exp(Z) / np.exp(Z).sum()
    shown = ", ".join(f"{s:.4f}".replace("-", "−") for s in (p - [1, 0, 0]) / 10)
    assert f"∂L/∂z = (p − y)/T = {shown}." in view.state


def test_the_truth_turns_the_arrows():
    view = SoftmaxView()
    view.truth.value = 2
    assert "z₀ down, z₁ down, z₂ up." in view.state
    heights = [patch.get_path().get_extents() for patch in view._arrows]
    assert heights[2].y1 > 0.1 + 3
    assert [bool(bar.get_hatch()) for bar in view._shares] == [False, False, True]


def test_the_learners_softmax_is_drawn_wrong_or_not():
    def softmax(Z):
        return 1 / (1 + np.exp(-Z))

    assert "= 0.8808, 0.7311, 0.525" in SoftmaxView(softmax=softmax).state


def test_what_is_only_rounded_to_0_or_1_is_said_to_be_about_so():
    view = SoftmaxView(z=(6, 1, -6))
    view.truth.value = 2
    lines = view.state.splitlines()
    assert lines[1].endswith("= 0.9933, 0.0067, about 0")
    assert lines[3].endswith("= 0.9933, 0.0067, about −1.")


def test_large_powers_are_written_as_powers_of_ten():
    view = SoftmaxView()
    view.temperature.value = 0.1
    assert "powers of e: 4.9·10⁸, 2.2·10⁴, 2.7183; sum 4.9·10⁸." in view.state


def test_a_softmax_of_another_shape_is_told_in_words():
    view = SoftmaxView(softmax=lambda Z: Z[:, :2])
    assert "must return one number for each of the 3 numbers that it gets" in view.state


def test_a_loss_beyond_the_picture_is_an_arrow_at_its_edge():
    view = SoftmaxView(z=(-6, 6, 6))
    assert [point.get_marker() for point in view._points] == ["^", "o", "o"]
    assert "0: 12.6932" in view.state


@pytest.mark.filterwarnings("error")
def test_logits_at_their_ends_at_the_lowest_temperature_leave_no_warning():
    view = SoftmaxView(z=(6, -6, 0))
    view.temperature.value = 0.1
    assert "could not follow" not in view.state
    assert overhang(view) <= 0.01


# M. Nielsen's neuron after 300 steps: start, η → squared error, cross-entropy (figures G).
NIELSEN = [
    (0.6, 0.9, 0.15, 0.0939557, 0.0116382),
    (2.0, 2.0, 0.15, 0.2028484, 0.0120087),
    (0.6, 0.9, 0.005, None, 0.4176793),
    (2.0, 2.0, 0.005, None, 0.7795871),
]


@pytest.mark.parametrize(("w", "b", "rate", "squared", "entropy"), NIELSEN)
def test_both_neurons_end_where_nielsens_do(w, b, rate, squared, entropy):
    view = SlowdownView(w=w, b=b, learning_rate=rate)
    view.advance(300)
    ends = [end.get_ydata()[0] for _, end in view._outputs]
    assert ends[1] == pytest.approx(entropy, abs=5e-8)
    assert squared is None or ends[0] == pytest.approx(squared, abs=5e-8)
    assert "That is the last step." in view.state


def test_the_slopes_are_those_of_each_loss():
    view = SlowdownView(w=0.6, b=0.9)
    assert [end.get_ydata()[0] for _, end in view._slopes] == pytest.approx(
        [0.1219383, 0.8175745], abs=5e-8
    )


def test_one_step_is_one_and_none_goes_beyond_the_last():
    view = SlowdownView()
    view.step()
    assert view.state.startswith("Step 1 of 300")
    view.advance(1000)
    last = pictures(view), view.state
    view.step()
    assert (pictures(view), view.state) == last
    view.reset()
    assert (pictures(view), view.state) == (pictures(SlowdownView()), SlowdownView().state)


def test_play_at_the_end_begins_again():
    async def play():
        view = SlowdownView()
        view.advance(300)
        view.play()
        assert view.state.startswith("Step 0 of 300")
        view.pause()

    run_apart(asyncio.run, play())


def test_another_start_begins_anew():
    view = SlowdownView()
    view.advance(100)
    view.w.value = -1
    assert view.state.startswith("Step 0 of 300, from w = −1, b = 2")


def test_nothing_stands_out_of_the_figures():
    view = SlowdownView(predict=Predict("Where?"))
    view.predict.commit("0.1")
    view.advance(150)
    assert overhang(view) <= 0.01


def test_points_that_lie_on_each_other_share_one_label():
    view = SoftmaxView()
    for temperature, labels in ((1, [" 0", " 1", " 2"]), (10, [" 0, 1, 2", "", ""])):
        view.temperature.value = temperature
        assert [name.get_text() for name in view._names] == labels
