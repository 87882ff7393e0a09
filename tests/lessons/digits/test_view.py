"""DigitsView and ReaderTrainingView, driven from Python as a notebook may drive them."""

import asyncio
from itertools import pairwise

import numpy as np
import pytest

from helpers.lessons.digits import reader
from helpers.lessons.digits.training_view import EPOCHS
from helpers.views import DigitsView, ReaderTrainingView
from helpers.views.bitmap import bitmap, blocks
from tests.lessons.digits.strokes import twenty
from tests.views import overhang, pictures, run_apart

ZERO, FIVE = (strokes for strokes, _ in twenty()[:2])
LETTER_E = [
    [[0.2, 0.1], [0.2, 0.9]],
    [[0.2, 0.1], [0.8, 0.1]],
    [[0.2, 0.5], [0.7, 0.5]],
    [[0.2, 0.9], [0.8, 0.9]],
]


def drawn(strokes, **arguments):
    view = DigitsView(**arguments)
    view.pad.strokes = strokes
    return view


def test_picture_and_words_follow_each_stroke():
    view, seen = DigitsView(strokes=[]), []
    for count in range(1, len(FIVE) + 1):
        view.pad.strokes = FIVE[:count]
        assert view.state.startswith(f"{count} stroke")
        seen.append(pictures(view)[:2])
    assert all(before != after for before, after in pairwise(seen))
    assert "The network reads 5, p = " in view.state


def test_what_is_read_is_what_the_passed_parameters_and_pass_give():
    X, y, _ = reader.images()
    network = reader.new_network(7, seed=2)
    network.train(X[:600], y[:600], 20, 0.1, 32, seed=0)
    parameters = reader.parameters_of(network)
    pixels = blocks(bitmap(FIVE)).ravel() / 16
    p = network.feedforward(pixels)
    view = drawn(FIVE, parameters=parameters)
    assert f"The network reads {p.argmax()}, p = {p.max():.2f}" in view.state
    assert "Of 7 hidden neurons" in view.state

    def always_four(X, *parameters):
        hidden, _ = reader.forward(X, *parameters)
        return hidden, np.tile(np.eye(10)[4], (len(X), 1))

    assert "The network reads 4, p = 1.00" in drawn(FIVE, forward=always_four).state


def test_undo_takes_back_a_stroke_clear_all_and_reset_gives_the_first_picture_again():
    view = DigitsView()
    first, words = pictures(view), view.state
    strokes = view.pad.strokes
    view.undo_button.click()
    assert view.state.startswith("1 stroke,")
    assert view.pad.strokes == strokes[:1]  # the last one is gone
    view.clear_button.click()
    assert view.state.startswith("The pad is empty: 64 zeros.")
    view.undo_button.click()  # nothing is left to take back
    assert view.pad.strokes == []
    view.reset_button.click()
    assert (pictures(view), view.state) == (first, words)


def test_drawings_are_kept_in_the_learners_own_list_with_the_digit_that_was_meant():
    drawings = []
    view = drawn(ZERO, drawings=drawings)
    view.keep_button.click()
    assert view.state.startswith("✗ Nothing kept: say which digit you drew")
    assert "The network reads 0" in view.state
    assert drawings == []
    view.truth.value = 0
    view.keep_button.click()
    ((pixels, digit),) = drawings
    assert digit == 0
    np.testing.assert_array_equal(pixels, blocks(bitmap(ZERO)).ravel() / 16)
    assert "1 drawing kept, 1 read right." in view.state
    assert view.state.startswith("Kept as a 0.")
    assert (view.pad.strokes, view.truth.value) == ([], None)  # ready for the next
    view.keep_button.click()
    assert "the pad is empty; draw a digit before you keep it" in view.state
    assert len(drawings) == 1
    view.pad.strokes, view.truth.value = ZERO, 3
    view.clear()
    assert view.truth.value is None
    view.reset()
    assert len(drawings) == 1
    assert "1 drawing kept" in DigitsView(drawings=drawings).state  # a cell that is run again


def test_drawings_that_were_misread_are_learnt_and_the_score_on_the_test_is_told():
    drawings = [(blocks(bitmap(s)).ravel() / 16, digit) for s, digit in twenty()]
    view = DigitsView(drawings=drawings)
    assert "20 drawings kept, 17 read right; misread: " in view.state
    before = [part.copy() for part in view.parameters]
    view.learn_button.click()
    assert "20 drawings kept, 20 read right." in view.state
    assert "Learnt for 20 epochs: 1437 images and 20 drawings, each 10 times." in view.state
    assert overhang(view) <= 0.01
    view.reset()
    for part, given in zip(view.parameters, before, strict=True):
        np.testing.assert_array_equal(part, given)


def test_without_a_drawing_there_is_nothing_to_learn():
    view = DigitsView()
    view.learn_button.click()
    assert "no drawing is kept yet" in view.state


def test_nothing_a_letter_and_a_digit_upside_down_are_all_read_as_some_digit():
    assert "p = 0.1" in DigitsView(strokes=[]).state.splitlines()[1]
    assert "The network reads 5, p = 1.00" in drawn(LETTER_E).state
    upside_down = [[[1 - x, 1 - y] for x, y in stroke] for stroke in DigitsView().pad.strokes]
    assert "The network reads 8, p = 0.9" in drawn(upside_down).state


@pytest.mark.parametrize("strokes", [[[]], [[[0.5]]], [[[0.5, 1.5]]], [["a", "b"]], 7])
def test_what_are_no_strokes_is_refused_and_the_pad_stays_as_it_was(strokes):
    view = DigitsView()
    before = view.pad.strokes, view.state
    with pytest.raises(ValueError, match="strokes must be a list of strokes"):
        view.pad.strokes = strokes
    assert (view.pad.strokes, view.state) == before


# ----------------------------------------------------------------------------- ReaderTrainingView


def test_it_trains_with_the_learners_loop_and_counts_with_their_accuracy():
    calls = []

    def my_epoch(*arguments):
        calls.append("epoch")
        return reader.train_epoch(*arguments)

    def my_accuracy(p, labels):
        return 0.875

    view = ReaderTrainingView(train_epoch=my_epoch, accuracy=my_accuracy)
    count = len(calls)
    view.step_button.click()
    assert len(calls) == count + 1
    assert "Test: loss" in view.state
    assert "accuracy 0.8750" in view.state


@pytest.mark.parametrize(
    ("split", "low", "high"), [("shuffled", 0.945, 0.995), ("order of the file", 0.895, 0.925)]
)
def test_after_60_epochs_it_reads_as_many_as_the_lesson_says(split, low, high):
    view = ReaderTrainingView(split=split)
    view.advance(2 * EPOCHS)
    assert view.epoch == EPOCHS
    assert "Done" in view.state
    X, _, labels = reader.images()
    _, test = reader.split(split == "shuffled", 0)
    share = reader.accuracy(reader.forward(X[test], *view.parameters)[1], labels[test])
    assert low <= share <= high
    assert f"accuracy {share:.4f}." in view.state
    assert overhang(view) <= 0.01


def test_reset_gives_the_first_picture_again_and_another_setting_begins_anew():
    view = ReaderTrainingView()
    first, words = pictures(view), view.state
    view.advance(2)
    assert pictures(view) != first
    view.reset_button.click()
    assert (pictures(view), view.state) == (first, words)
    view.advance(2)
    view.learning_rate.value = 1
    assert view.epoch == 0


@pytest.mark.filterwarnings("error")
def test_a_huge_learning_rate_overflows_and_the_view_lives_on():
    view = ReaderTrainingView(learning_rate=100)
    view.advance(3)
    assert "could not follow" not in view.state
    assert "Epoch 3 of 60." in view.state


def test_play_goes_on_until_pause():
    async def play():
        view = ReaderTrainingView()
        view.play()
        while view.epoch < 2:
            await asyncio.sleep(0.02)
        view.pause()
        assert not view.playing
        assert "Paused" in view.state

    run_apart(asyncio.run, play())


def test_an_error_in_the_learners_loop_while_it_plays_is_told_in_words():
    broken = []

    def my_epoch(*arguments):
        return None if broken else reader.train_epoch(*arguments)

    view = ReaderTrainingView(train_epoch=my_epoch)
    broken.append("now")
    view.step_button.click()
    assert "my_epoch must return W1, b1, W2 and b2 in their shapes" in view.state
    assert view.epoch == 0
