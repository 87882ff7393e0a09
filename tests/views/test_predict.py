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
    assert "is no number from 0 to 1" in view.predict.children[-1].value
