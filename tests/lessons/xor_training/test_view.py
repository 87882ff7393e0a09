"""TrainingView, ComparisonView and LotteryView, driven from Python as a notebook may drive them."""

import asyncio
import math
import time

import numpy as np
import pytest

from helpers.data import XOR_INPUTS as X
from helpers.data import XOR_TARGETS as Y
from helpers.lessons.xor_training import (
    comparison_view,
    lots,
    lottery_view,
    trainer,
)
from helpers.network import Network
from helpers.views import ComparisonView, LotteryView, Predict, TrainingView
from tests.views import overhang, pictures, run_apart


def test_it_trains_as_the_network_itself_does():
    view, network = TrainingView(hidden=3, learning_rate=2, seed=5), Network([2, 3, 1], seed=5)
    view.advance(200)
    network.train(X, Y, 200, 2)
    np.testing.assert_array_equal(view.network.weights[0], network.weights[0])
    assert view.epoch == 200
    assert "epoch 200" in view.state.lower()


def test_one_step_is_exactly_one_epoch():
    view, network = TrainingView(), Network([2, 4, 1], seed=1)
    view.step_button.click()
    network.train(X, Y, 1, 1)
    assert view.epoch == 1
    np.testing.assert_array_equal(view.network.weights[1], network.weights[1])


@pytest.mark.parametrize("log", [False, True])
def test_reset_gives_the_first_picture_again_pixel_for_pixel(log):
    view = TrainingView()
    view.log_scale.value = log
    first, words = pictures(view), view.state
    view.advance(700)
    assert pictures(view) != first
    view.reset_button.click()
    assert pictures(view) == first
    assert view.state == words


@pytest.mark.parametrize(("name", "value"), [("hidden", 2), ("seed", 7)])
def test_another_size_or_seed_begins_anew(name, value):
    view = TrainingView()
    view.advance(50)
    getattr(view, name).value = value
    assert view.epoch == 0
    assert len(view.network.weights[0][0]) == view.hidden.value


def test_another_learning_rate_goes_on_from_where_it_is_and_says_so():
    view = TrainingView(learning_rate=1)
    view.advance(50)
    weights = view.network.weights[0].copy()
    view.learning_rate.value = 5
    np.testing.assert_array_equal(view.network.weights[0], weights)
    assert "The new η acts from epoch 50 on" in view.state
    view.advance(10)
    assert "Up to epoch 50, the dotted line, η was 1." in view.state


@pytest.mark.parametrize("hidden", [1, 2, 3, 10])
def test_the_hidden_space_shows_what_it_can(hidden):
    view = TrainingView(hidden=hidden)
    view.advance(20)
    assert (
        f"of {hidden} hidden neurons" in view.state if hidden > 2 else "Hidden space" in view.state
    )
    assert overhang(view) <= 0.01


def test_rows_are_listed_with_target_and_output():
    view = TrainingView(learning_rate=5)
    view.advance(3000)
    assert "(0, 1) → " in view.state
    assert "4 of 4" in view.state
    assert view.loss < 0.01


def playing(view, seconds):
    """Play for some time in an event loop, as a notebook's kernel has one; return the epoch."""

    async def play():
        view.play()
        await asyncio.sleep(seconds)
        begin = time.monotonic()
        view.pause()
        assert not view.playing
        epoch = view.epoch
        await asyncio.sleep(0.3)
        assert view.epoch == epoch
        return epoch, time.monotonic() - begin

    return run_apart(asyncio.run, play())


def test_play_goes_on_and_pause_stops_it():
    view = TrainingView()
    first = pictures(view)
    epoch, _ = playing(view, 0.5)
    assert epoch > 100
    assert pictures(view) != first
    again, _ = playing(view, 0.3)
    assert again > epoch


def test_a_second_view_ends_the_first_ones_playing():
    async def play_two():
        first = TrainingView()
        first.play()
        await asyncio.sleep(0.2)
        second = TrainingView()
        await asyncio.sleep(0.3)
        epoch = first.epoch
        await asyncio.sleep(0.3)
        assert not first.playing
        assert first.epoch == epoch
        second.play()
        await asyncio.sleep(0.2)
        second.close()
        await asyncio.sleep(0.3)
        assert [task for task in asyncio.all_tasks() if task is not asyncio.current_task()] == []

    run_apart(asyncio.run, play_two())


def test_an_error_while_playing_is_told_in_words():
    async def play():
        view = TrainingView()
        view.network.weights[0] = np.full((2, 4), np.nan)
        view._training._losses = None
        view.play()
        await asyncio.sleep(0.3)
        return view

    view = run_apart(asyncio.run, play())
    assert "The picture could not follow" in view.state
    assert not view.playing


def test_without_an_event_loop_play_says_what_to_do():
    view = TrainingView()
    run_apart(view.play)
    assert "in plain Python, call advance(epochs)" in view.state
    view.advance(1)
    assert view.epoch == 1


def test_an_interrupted_training_keeps_what_was_reached(monkeypatch):
    view = TrainingView()
    view.advance(10)
    losses = view._training._losses

    def interrupted():
        yield next(losses)
        raise KeyboardInterrupt

    view._training._losses = interrupted()
    with pytest.raises(KeyboardInterrupt):
        view.advance(100)
    assert view.epoch == 11
    monkeypatch.undo()
    view.advance(5)
    assert view.epoch == 16


def test_the_curve_of_an_endless_training_is_thinned_out():
    curve = trainer.Curve()
    for epoch in range(50_000):
        if epoch % curve.every == 0:
            curve.add(epoch)
    epochs, losses = curve.points()
    assert len(losses) <= trainer.KEPT
    np.testing.assert_array_equal(epochs, losses)


@pytest.mark.filterwarnings("error")
def test_a_huge_learning_rate_saturates_and_the_view_lives_on():
    view = TrainingView(learning_rate=1e6)
    view.advance(20)
    assert "epoch 20" in view.state.lower()
    assert math.isfinite(view.loss)


@pytest.mark.parametrize("knob", comparison_view.KNOBS, ids=lambda knob: knob.name)
def test_two_networks_differ_by_one_knob_from_the_same_weights(knob):
    view = ComparisonView()
    view.knob.value = knob.name
    first, second = view.trainings
    np.testing.assert_array_equal(first.network.weights[0], second.network.weights[0])
    assert second.learning_rate == pytest.approx(knob.factor * first.learning_rate)
    assert second.batch_size == knob.batch_size
    start = pictures(view)
    view.train_button.click()
    assert [training.epoch for training in view.trainings] == [500, 500]
    assert (first.network.weights[0] != second.network.weights[0]).any()
    view.reset_button.click()
    assert pictures(view) == start


def test_the_lottery_trains_as_single_networks_do():
    many = lots.Lots(3, range(4))
    networks = [
        Network.from_parameters([W1, W2], [b1[0], b2[0]])
        for W1, W2, b1, b2 in zip(*many.weights, *many.biases, strict=True)
    ]
    many.advance(50)
    for network, W1, b2 in zip(networks, many.weights[0], many.biases[1], strict=True):
        network.train(X, Y, 50, lots.RATE)
        np.testing.assert_allclose(network.weights[0], W1, rtol=1e-9)
        np.testing.assert_allclose(network.biases[1], b2[0], rtol=1e-9)


@pytest.mark.parametrize(("hidden", "least", "most"), [(2, 0.65, 0.85), (3, 0.96, 1), (4, 0.99, 1)])
def test_the_lottery_is_solved_as_often_as_is_known(hidden, least, most):
    view = LotteryView(n_seeds=200, hidden=hidden)
    view.train()
    assert least <= view.counts["solved"] / 200 <= most
    assert sum(view.counts.values()) == 200
    assert view.counts["elsewhere"] <= 4
    assert ("the largest weight of the stuck ones went" in view.state) == (
        view.counts["solved"] < 200
    )
    assert view.progress.value == lottery_view.EPOCHS
    assert overhang(view) <= 0.01


def test_before_the_first_epoch_no_network_of_the_lottery_is_called_stuck():
    view = LotteryView(n_seeds=20)
    shown = {name: len(dots.get_xdata()) for name, dots in view.dots.items()}
    assert shown == {"solved": 0, "at a plateau": 0, "elsewhere": 0, "_not trained": 20}


def test_the_title_of_a_training_fits_over_its_picture_and_the_guess_has_a_name():
    view = TrainingView(speed="1000 epochs a second", predict=Predict("?"))
    view.predict.commit("0.1")
    view.advance(12_345)
    figure = view.losses.live.figure
    drawn = figure.canvas.get_renderer()
    assert view.losses.caption.get_window_extent(drawn).x1 <= figure.bbox.x1
    assert view._guess_text.get_visible()
    assert "Play runs at up to 1000 epochs a second" in view.state
    assert overhang(view) <= 0.01
