"""Lesson 06's training in the real JupyterLab: play, pause, one step, reset."""

import re

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def training(open_lesson):
    """The lesson's TrainingView, with its question answered."""
    lesson = open_lesson("06_xor_training")
    views = [lesson.view(index) for index in range(lesson.views.count())]
    view = next(view for view in views if view.button("Play").count())
    if view.asks():
        view.commit_guess("0.1")
        view.wait_for_words("Your guess was 0.1")
    return view


def epoch(view):
    return int(re.search(r"[Ee]poch ([\d,]+)", view.words())[1].replace(",", ""))


def test_play_moves_the_curve_pause_stops_it_step_is_one_epoch_reset_is_the_start(training):
    start = training.picture(), training.words()

    training.button("Play").press("Space")
    first = training.wait_for_change(start)
    training.wait_for_change(first)

    training.button("Pause").press("Space")
    training.page.wait_for_timeout(250)
    stopped = training.picture(), training.words()
    training.page.wait_for_timeout(500)
    assert (training.picture(), training.words()) == stopped
    assert epoch(training) > 10

    before = epoch(training)
    training.button("One step").press("Space")
    training.wait_for_change(stopped)
    assert epoch(training) == before + 1

    training.button("Reset").press("Space")
    training.wait_for_words(start[1].splitlines()[0])
    training.page.wait_for_timeout(300)
    assert (training.picture(), training.words()) == start
