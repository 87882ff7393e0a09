"""TrainingView: a network while it learns XOR (lesson 06)."""

from time import perf_counter

import numpy as np

from helpers.data import XOR_INPUTS, XOR_TARGETS
from helpers.figure import BLUE, GREY, ORANGE
from helpers.lessons.xor_training.trainer import Training
from helpers.network import Network, sigmoid
from helpers.views.controls import button, choice, one_of, rate_slider, tick, whole_slider
from helpers.views.live_figure import THREE_IN_A_ROW
from helpers.views.live_view import SLICE, LiveView
from helpers.views.loss_panel import LossPanel
from helpers.views.plane import Plane, verdicts
from helpers.views.words import point

SPEEDS = {  # epochs a second
    "full speed": None,
    "1000 epochs a second": 1000,
    "100 epochs a second": 100,
    "10 epochs a second": 10,
}
FRAMES = 10  # pictures a second where the speed is given


class TrainingView(LiveView):
    """Train a network 2-h-1 and watch: its loss, its output over all inputs, its hidden space.

    Parameters
    ----------
    X, y : array (n_samples, 2) and array (n_samples,) of 0 and 1
        XOR where they are left out.
    hidden : int
        Hidden neurons, from 1 to 10.
    learning_rate : number
    seed : int
        Of the weights, from 0 to 99.
    speed : str
        "full speed", or a number of epochs a second: a key of `SPEEDS`.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = TrainingView(hidden=4, learning_rate=5)
    >>> view.advance(1000)
    >>> view.epoch
    1000
    """

    guess_mark = "the dashed line"

    def __init__(
        self,
        X=XOR_INPUTS,
        y=XOR_TARGETS,
        hidden=4,
        learning_rate=1,
        seed=1,
        speed="full speed",
        predict=None,
    ):
        controls = {
            "hidden": whole_slider("hidden neurons", hidden, 1, 10, "hidden"),
            "learning_rate": rate_slider("learning rate η", learning_rate),
            "seed": whole_slider("seed", seed, 0, 99),
            "speed": choice("speed", list(SPEEDS), one_of(speed, SPEEDS, "speed")),
            "log_scale": tick("log scale"),
            "play_button": button("Play", "Train on and on", self.play),
            "pause_button": button("Pause", "Stop training; what is learnt is kept", self.pause),
            "step_button": button("One step", "Train exactly one epoch", self.step),
            "reset_button": button("Reset", "Back to epoch 0 and the same weights", self.reset),
        }
        self.plane = Plane(X, y, size=THREE_IN_A_ROW)
        self.hidden_space = Plane(
            np.zeros_like(self.plane.X),
            self.plane.y,
            title="hidden space",
            xlabel="h₁",
            ylabel="h₂",
            limits=(-0.1, 1.1),
            size=THREE_IN_A_ROW,
            scale=False,
        )
        self.losses = LossPanel([{"color": BLUE}], THREE_IN_A_ROW)
        self._guess_line = self.losses.axes.axhline(np.nan, color=ORANGE, linestyle="--")
        across = self.losses.axes.get_yaxis_transform()
        self._guess_text = self.losses.axes.text(
            0.98, 0, "your guess", color=ORANGE, ha="right", va="bottom", transform=across
        )
        self._change_line = self.losses.axes.axvline(np.nan, color=GREY, linestyle=":")
        self.losses.live.moves(self._guess_line, self._guess_text, self._change_line)
        self._training = self._setting = None
        panels = [self.losses.live, self.plane.live, self.hidden_space.live]
        super().__init__(controls, panels, predict)
        self.refresh()

    @property
    def epoch(self):
        """How many epochs have been trained."""
        return self._training.epoch

    @property
    def network(self):
        """The network as it is now."""
        return self._training.network

    @property
    def loss(self):
        """The mean squared error of the network as it is now."""
        return self._training.loss()

    def advance(self, epochs):
        """Train a number of epochs at once and draw; an interruption keeps what was reached."""
        self.stop()
        try:
            self._training.advance(epochs)
        except ValueError as error:
            self._tell(error)
            return
        except KeyboardInterrupt:
            self.refresh()
            raise
        self.refresh()

    def reset(self):
        """Go back to epoch 0, with the same weights."""
        self.stop()
        self._setting = None
        self.refresh()

    def _slices(self):
        while True:
            begin = perf_counter()
            speed = SPEEDS[self.speed.value]
            if speed is None:
                self._training.advance_for(SLICE)
                yield begin
            else:
                self._training.advance(speed // FRAMES)
                yield begin + 1 / FRAMES

    def draw(self):
        """Draw the training as far as it has come; return it in words."""
        setting = self.hidden.value, self.seed.value
        if setting != self._setting:
            self._start_anew(*setting)
        training = self._training
        training.learning_rate = self.learning_rate.value
        guess = np.nan if self.guess is None else self.guess
        self._guess_line.set_ydata([guess, guess])
        self._guess_text.set(y=self.guess or 0, visible=self.guess is not None)
        changed = training.change[0] if training.change else np.nan
        self._change_line.set_xdata([changed, changed])
        limit = SPEEDS[self.speed.value]
        speed = f"≤ {limit}/s" if limit else "full speed"
        caption = f"epoch {training.epoch:,}, η = {training.learning_rate:g}, {speed}"
        self.losses.show([training.points()], caption, self.log_scale.value, self.guess or 0)
        with np.errstate(over="ignore"):
            self.plane.color(lambda points: training.network.activations(points)[-1][:, 0])
        return self._progress()

    def draw_rows(self):
        """Draw where the rows lie in both spaces; return a verdict on each, and their places."""
        with np.errstate(over="ignore"):
            _, hidden, outputs = self.network.activations(self.plane.X)
        self.plane.cross_out(outputs[:, 0])
        self._draw_hidden_space(self.network, hidden, outputs)
        return [*verdicts(self.plane.X, self.plane.y, outputs[:, 0]), *self._legend(hidden)]

    def _draw_hidden_space(self, network, hidden, outputs):
        count = hidden.shape[1]
        height = hidden[:, 1] if count > 1 else np.full(len(hidden), 0.5)
        self.hidden_space.move_rows(np.column_stack([hidden[:, 0], height]))
        self.hidden_space.cross_out(outputs[:, 0])
        if count > 2:  # a place in the picture does not settle the output
            self.hidden_space.color(lambda points: np.full(len(points), np.nan))
            self.hidden_space.border((0, 0), 0)
            return
        w, b = np.pad(network.weights[1][:, 0], (0, 2 - count)), network.biases[1][0]
        self.hidden_space.color(lambda points: sigmoid(points @ w + b))
        self.hidden_space.border(w, b)

    def _start_anew(self, hidden, seed):
        self.stop()
        network = Network([2, hidden, 1], seed=seed)
        rate = self.learning_rate.value
        self._training = Training(network, self.plane.X, self.plane.y, rate)
        self._setting = hidden, seed

    def _progress(self):
        training, speed = self._training, self.speed.value
        if SPEEDS[speed]:
            speed = f"up to {speed}"
        yield f"Epoch {training.epoch:,}: {training.score()}."
        doing = self.doing(training.epoch)
        yield f"{doing}; η = {training.learning_rate:g}; Play runs at {speed}."
        if training.pending:
            yield (
                f"The new η acts from epoch {training.epoch:,} on; weights and curve are kept. "
                "Reset begins anew with it."
            )
        elif training.change:
            epoch, before = training.change
            yield f"Up to epoch {epoch:,}, the dotted line, η was {before:g}."

    def _legend(self, activations):
        count = activations.shape[1]
        points = "  ".join(map(point, activations[:, :2]))
        if count == 1:
            yield f"Hidden space, h₁ of each row: {points}. Without an h₂, height means nothing."
        elif count == 2:
            yield f"Hidden space, (h₁, h₂) of each row: {points}"
        else:
            yield (
                f"Hidden space, (h₁, h₂) of each row: {points}. These are the first two of {count} "
                "hidden neurons; it has no colours, since the output depends on the others too."
            )
        if self.log_scale.value:
            yield "The axis of the loss is logarithmic: each line is a tenth of the one above."
