"""The playground's picture of both losses."""

import numpy as np

from helpers.figure import BLUE, ORANGE, SMALL
from helpers.lessons.deeper.controls import STEPS
from helpers.views.loss_panel import LossPanel
from helpers.views.words import number


class Curves(LossPanel):
    """The losses of training and test over the epochs, and above them how it is trained."""

    def __init__(self):
        super().__init__([{"color": BLUE}, {"color": ORANGE, "linestyle": "--"}], (2.2, 3.125))
        self.axes.set_position([0.22, 0.15, 0.72, 0.67])  # with room for a caption of three lines
        self.axes.set_ylabel("")
        names = ["train loss", "test loss"]
        self.axes.legend(self.curves, names, fontsize=SMALL, loc="upper right")
        self.caption.set(x=-0.25, fontsize=SMALL)

    def draw(self, trainer, values, guess):
        """Draw a trainer's losses; `values` is the setting, and `guess` a number or None."""
        losses, points = trainer.losses, []
        for past, role in ((losses.train, trainer.train), (losses.test, trainer.test)):
            curve = np.append(past, trainer.loss(*role))
            curve[~np.isfinite(curve)] = np.nan
            points.append((np.append(losses.epochs, trainer.epoch), curve))
        guessed = "" if guess is None else f"; your guess {number(guess)}"
        self.show(
            points,
            f"epoch {trainer.epoch:,}; {STEPS[values['optimizer']]}, "
            f"η {values['learning_rate']:g}\n"
            f"batch {values['batch_size']}, dropout {values['dropout']:g}\n"
            f"L1 {values['l1']:g}, L2 {values['l2']:g}{guessed}",
        )
