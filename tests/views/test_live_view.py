"""LiveView: work that goes on as a task of the event loop, and everything that ends it."""

import asyncio

import pytest

from helpers.views import ComparisonView, LotteryView, TrainingView
from helpers.views.live_view import QUESTION
from tests.views import run_apart


async def until(condition, seconds=20):
    """Wait until something holds, as long as it takes on a busy computer."""
    for _ in range(int(seconds / 0.02)):
        if condition():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen")


def shown_on_a_page(view):
    """Do what a page does that shows the view: it counts how often it shows the flag."""
    view._audience._flag._view_count += 1


def no_other_task():
    return asyncio.all_tasks() == {asyncio.current_task()}


@pytest.mark.parametrize("ending", ["pause", "step", "reset", "close"])
def test_every_way_to_stop_ends_the_task(ending):
    async def play():
        view = TrainingView()
        view.play()
        await until(lambda: view.epoch > 0)
        getattr(view, ending)()
        assert not view.playing
        await until(no_other_task)

    run_apart(asyncio.run, play())


def test_playing_twice_makes_one_task():
    async def play():
        view = TrainingView()
        view.play()
        view.play()
        assert len(asyncio.all_tasks()) == 2  # this one and that of the view
        view.pause()
        view.play()
        await until(lambda: view.epoch > 0)
        assert len(asyncio.all_tasks()) == 2
        view.pause()
        await until(no_other_task)

    run_apart(asyncio.run, play())


def test_it_ends_by_itself_when_no_page_answers_any_more_and_says_that_it_is_paused():
    async def play():
        view = TrainingView(speed="100 epochs a second")
        shown_on_a_page(view)
        view.play()
        await until(no_other_task)
        return view

    view = run_apart(asyncio.run, play())
    assert view.epoch == 10 * (QUESTION + 1)
    assert not view.playing
    assert "Paused" in view.state


def test_it_goes_on_while_a_page_answers():
    async def play():
        view = TrainingView(speed="100 epochs a second")
        shown_on_a_page(view)
        view._audience.observe(lambda _change: shown_on_a_page(view), "children")
        view.play()
        await until(lambda: view.epoch > 10 * (QUESTION + 1))
        assert view.playing
        view.pause()
        await until(no_other_task)

    run_apart(asyncio.run, play())


def test_the_given_speed_is_kept_and_never_exceeded():
    async def play():
        view = TrainingView(speed="10 epochs a second")
        loop = asyncio.get_running_loop()
        begin = loop.time()
        view.play()
        await until(lambda: view.epoch >= 5)
        assert view.epoch <= 10 * (loop.time() - begin) + 1
        view.close()
        await until(no_other_task)

    run_apart(asyncio.run, play())


def test_another_number_of_hidden_neurons_begins_anew_and_pauses():
    async def play():
        view = TrainingView()
        view.play()
        await until(lambda: view.epoch > 0)
        view.hidden.value = 2
        assert (view.epoch, view.playing) == (0, False)
        await until(no_other_task)
        assert view.epoch == 0

    run_apart(asyncio.run, play())


@pytest.mark.parametrize("error", [RuntimeError("too much"), KeyboardInterrupt()])
def test_what_goes_wrong_in_a_slice_ends_the_play_and_keeps_the_state(error):
    async def play():
        view = TrainingView()
        view.advance(7)

        def slices():
            view._training.advance(1)
            yield 0
            raise error

        view.start(slices())
        await until(no_other_task)
        return view

    view = run_apart(asyncio.run, play())
    assert (view.epoch, view.playing) == (8, False)
    assert ("RuntimeError('too much')" in view.state) == isinstance(error, RuntimeError)
    view.step()
    assert view.state.startswith("Epoch 9:")


def test_the_lottery_draws_while_its_bar_fills_and_ends_by_itself():
    async def play():
        view = LotteryView(n_seeds=5)
        seen = []
        view.progress.observe(lambda change: seen.append(change["new"]), "value")
        view.play_button.click()
        assert view.playing
        await until(no_other_task)
        return view, seen

    view, seen = run_apart(asyncio.run, play())
    assert len(seen) > 2
    assert seen == sorted(seen)
    assert view.progress.value == view.progress.max
    assert not view.playing
    alone = LotteryView(n_seeds=5)
    alone.train()
    assert alone.state == view.state


def test_another_size_ends_a_lottery():
    async def play():
        view = LotteryView(n_seeds=5)
        view.play_button.click()
        await until(lambda: view.progress.value > 0)
        view.hidden.value = 3
        assert (view.progress.value, view.playing) == (0, False)
        await until(no_other_task)
        return view

    assert "2-3-1, 5 seeds, η = 5, epoch 0 of 10,000" in run_apart(asyncio.run, play()).state


def test_two_networks_of_which_one_cannot_be_trained_say_so():
    view = ComparisonView(learning_rate=1.7e308)  # ten times as much is no number any more
    view.train_button.click()
    assert "learning_rate must hold finite numbers, got inf" in view.state
    view.learning_rate.value = 1
    view.train_button.click()
    assert "Epoch 500." in view.state
