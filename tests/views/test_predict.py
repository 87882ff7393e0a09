"""Predict: a guess before the controls unlock."""

import pytest

from helpers.views import NeuronView, Predict
from tests.views import pictures


def test_controls_are_locked_until_the_guess_and_the_guess_stays():
    view = NeuronView(predict=Predict("What will it be?"))
    controls = [view.x1, view.x2, view.w1, view.w2, view.b]
    assert all(control.disabled for control in controls)
    before = pictures(view)
    view.predict.commit("0.25")
    assert not any(control.disabled for control in controls)
    assert pictures(view) != before
    assert "Your guess was 0.25" in view.state
    view.b.value = -4
    assert "Your guess was 0.25" in view.state


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
