"""ComparisonView: two networks that differ in one thing learn XOR (lesson 06)."""

from dataclasses import dataclass

import numpy as np

from helpers.data import XOR_INPUTS, XOR_TARGETS
from helpers.figure import BLUE, GREY, ORANGE
from helpers.lessons.xor_training.trainer import Training
from helpers.network import Network
from helpers.numbers import whole_number
from helpers.views.controls import button, choice, rate_slider, whole_slider
from helpers.views.loss_panel import LossPanel
from helpers.views.plane import rows_and_targets
from helpers.views.view import View


@dataclass(frozen=True)
class Knob:
    """What the second of two networks does differently."""

    name: str
    factor: float = 1  # on the learning rate
    batch_size: int | None = None


KNOBS = (
    Knob("learning rate × 10", factor=10),
    Knob("learning rate × 100", factor=100),
    Knob("learning rate ÷ 10", factor=0.1),
    Knob("batches of one row", batch_size=1),
    Knob("batches of two rows", batch_size=2),
)


class ComparisonView(View):
    """Train two networks from the same weights with one knob changed; both losses on one axis.

    Parameters
    ----------
    X, y : array (n_samples, 2) and array (n_samples,) of 0 and 1
        XOR where they are left out.
    hidden : int
        Hidden neurons of both, from 1 to 10.
    learning_rate : number
        Of the first network.
    seed : int
        Of the weights of both, from 0 to 99.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = ComparisonView(learning_rate=0.5)
    >>> view.train(500)
    >>> [training.epoch for training in view.trainings]
    [500, 500]
    """

    guess_mark = "the dotted line"

    def __init__(
        self, X=XOR_INPUTS, y=XOR_TARGETS, hidden=4, learning_rate=0.5, seed=1, predict=None
    ):
        names = [knob.name for knob in KNOBS]
        controls = {
            "knob": choice("what differs", names),
            "learning_rate": rate_slider("learning rate η", learning_rate),
            "seed": whole_slider("seed", seed, 0, 99),
            "train_button": button(
                "Train 500 epochs", "Train both networks 500 epochs more", self.train
            ),
            "reset_button": button("Reset", "Both back to the same weights", self.reset),
        }
        self._hidden = whole_number(hidden, "hidden", 1, 10)
        self._X, self._y = rows_and_targets(X, y)
        self.losses = LossPanel([{"color": BLUE}, {"color": ORANGE, "linestyle": "--"}])
        self._guess_line = self.losses.axes.axhline(np.nan, color=GREY, linestyle=":")
        self.losses.live.moves(self._guess_line)
        self.trainings = self._setting = None
        super().__init__(controls, [self.losses.live], predict)
        self.refresh()

    def train(self, epochs=500):
        """Train both a number of epochs more, and draw."""
        try:
            for training in self.trainings:
                training.advance(epochs)
        except ValueError as error:
            self._tell(error)
            return
        self.refresh()

    def reset(self):
        """Take both back to the weights they began with."""
        self._setting = None
        self.refresh()

    def draw(self):
        """Draw both losses; return how far both networks have come, in words."""
        setting = self.knob.value, self.learning_rate.value, self.seed.value
        if setting != self._setting:
            self._start_anew(*setting)
        names = [
            f"{line}: η = {training.learning_rate:g}, "
            + (
                "all rows at once"
                if training.batch_size is None
                else f"batches of {training.batch_size}"
            )
            for line, training in zip(("solid", "dashed"), self.trainings, strict=True)
        ]
        if self.guess is not None:
            self._guess_line.set_ydata([self.guess, self.guess])
        points = [training.points() for training in self.trainings]
        self.losses.show(points, "\n".join(names), level=self.guess or 0)
        return self._words_on(names)

    def _start_anew(self, name, rate, seed):
        knob = next(knob for knob in KNOBS if knob.name == name)
        first, second = (Network([2, self._hidden, 1], seed=seed) for _ in range(2))
        self.trainings = [
            Training(first, self._X, self._y, rate),
            Training(second, self._X, self._y, rate * knob.factor, knob.batch_size),
        ]
        self._setting = name, rate, seed

    def _words_on(self, names):
        epoch = self.trainings[0].epoch
        yield (
            f"Two networks 2-{self._hidden}-1 from the same weights (seed {self.seed.value}); "
            f"what differs: {self.knob.value}. Epoch {epoch:,}."
        )
        for name, training in zip(names, self.trainings, strict=True):
            yield f"{name}: {training.score()}."
