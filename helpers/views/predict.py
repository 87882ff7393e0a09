"""Predict: a guess before the controls move."""

import html

import ipywidgets
import traitlets


class Predict(ipywidgets.VBox):
    """Ask for a number before a view's controls unlock; the guess stays in the picture.

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

    def __init__(self, question, low=0, high=1):
        self.question = question
        self._low, self._high = low, high
        self._entry = ipywidgets.Text(
            description="Your guess",
            placeholder=f"a number from {low} to {high}",
            style={"description_width": "initial"},
        )
        self._button = ipywidgets.Button(
            description="Commit to it", tooltip="Commit to your guess and unlock the controls"
        )
        self._button.on_click(lambda _button: self.commit(self._entry.value))
        self._answer = ipywidgets.HTML()
        self._say("The controls unlock when you have committed to a guess.")
        super().__init__(
            [
                ipywidgets.HTML(f"<b>Predict:</b> {html.escape(question)}"),
                ipywidgets.HBox(
                    [self._entry, self._button], layout=ipywidgets.Layout(flex_flow="row wrap")
                ),
                self._answer,
            ]
        )

    def commit(self, text):
        """Take the guess that was typed, or say what a guess looks like."""
        try:
            guess = float(str(text).replace(",", ".").replace("−", "-"))
        except ValueError:
            guess = None
        if guess is None or not self._low <= guess <= self._high:
            self._say(f"“{text}” is no number from {self._low} to {self._high}. Try again.")
            return
        self._entry.disabled = self._button.disabled = True
        self._say(f"Your guess, {guess:g}, stays in the picture. Now move the controls and see.")
        self.guess = guess

    def _say(self, sentence):
        self._answer.value = f'<div role="status">{html.escape(sentence)}</div>'
