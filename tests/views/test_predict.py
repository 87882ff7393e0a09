"""Predict: a guess before the controls unlock."""

import pytest

from helpers.views import NeuronView, Predict


@pytest.mark.parametrize("text", ["0,25", " 0.25 ", ".25"])
def test_a_guess_may_be_written_as_people_write(text):
    predict = Predict("What will it be?")
    predict.commit(text)
    assert predict.guess == 0.25


@pytest.mark.parametrize("text", ["", "much", "1.5", "-1", "nan", "inf"])
def test_what_is_no_guess_is_refused_in_words_and_the_controls_stay_locked(text):
    view = NeuronView(predict=Predict("What will it be?", low=0, high=1))
    view.predict.commit(text)
    assert view.guess is None
    assert view.b.disabled
    assert "is no number from 0 to 1" in view.predict._answer.value


def test_a_question_that_was_answered_stays_so_when_its_cell_is_run_again():
    NeuronView(predict=Predict("What will it be?")).predict.commit("0.25")
    again = NeuronView(predict=Predict("What will it be?"))
    assert "Your guess was 0.25" in again.state
    assert not again.b.disabled
    assert NeuronView(predict=Predict("And what will this be?")).guess is None


def test_what_stands_in_the_box_is_what_is_committed():
    predict = Predict("What will it be?")
    predict._box.set_state({"text": "0,64", "tries": 1})
    assert predict.guess == 0.64
    assert predict._box.locked
