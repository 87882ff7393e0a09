"""Predict: a guess before the controls move."""

import html
from pathlib import Path
from typing import ClassVar

import anywidget
import ipywidgets
import traitlets

from helpers.views.slider import CSS
from helpers.views.words import number


class Predict(ipywidgets.VBox):
    """Ask for a number before a view's controls unlock; the guess is kept in the words.

    A question that has been answered stays so when its cell is run again.

    Parameters
    ----------
    question : str
    low, high : number
        The range in which a guess makes sense.

    Examples
    --------
    >>> predict = Predict("What will the output be?", low=0, high=1)
    >>> predict.commit("0.25")
    >>> predict.guess
    0.25
    """

    guess = traitlets.Float(None, allow_none=True)
    _answered: ClassVar = {}  # question → what was committed, while the kernel lives

    def __init__(self, question, low=0, high=1):
        self.question = question
        self._low, self._high = low, high
        self._expected = f"number from {number(low)} to {number(high)}"
        self._box = GuessBox(placeholder=f"a {self._expected}")
        self._box.observe(lambda _change: self.commit(self._box.text), "tries")
        self._answer = ipywidgets.HTML()
        self._say("The controls unlock when you have committed to a guess.")
        asked = ipywidgets.HTML(f"<b>Predict:</b> {html.escape(question)}")
        layout = ipywidgets.Layout(flex_flow="row wrap", align_items="center")
        super().__init__([asked, ipywidgets.HBox([self._box, self._answer], layout=layout)])
        if question in self._answered:
            self.commit(self._answered[question])

    def commit(self, text):
        """Take the guess that was typed, or say what a guess looks like."""
        try:
            guess = float(str(text).replace(",", ".").replace("−", "-"))
        except ValueError:
            guess = None
        if guess is None or not self._low <= guess <= self._high:
            self._say(f"“{text}” is no {self._expected}. Try again.")
            self._box.answered = self._box.tries
            return
        self._answered[self.question] = text
        self._box.text, self._box.locked = str(text), True
        self._say(
            f"Your guess, {guess:g}, is kept below the picture. Now move the controls and see."
        )
        self.guess = guess

    def _say(self, sentence):
        self._answer.value = f'<div role="status">{html.escape(sentence)}</div>'


class GuessBox(anywidget.AnyWidget):
    """A box for a number and its button; what stands in it when it is committed is what counts.

    Attributes
    ----------
    text : what was committed last
    tries, answered : how often something was committed, and how much of that has been looked at
    locked : whether it was a guess
    """

    _esm = Path(__file__).with_name("predict.js")
    _css = CSS

    placeholder = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    tries = traitlets.Int(0).tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)
    locked = traitlets.Bool(False).tag(sync=True)
