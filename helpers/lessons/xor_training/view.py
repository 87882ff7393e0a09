"""TrainingView, ComparisonView and LotteryView: networks while they learn XOR (lesson 06)."""

import math
from dataclasses import dataclass
from itertools import islice
from time import perf_counter

import ipywidgets
import numpy as np
from matplotlib.ticker import EngFormatter, LogLocator, MaxNLocator, NullLocator

from helpers.figure import BLACK, BLUE, GREEN, GREY, LABEL_BOX, ORANGE
from helpers.network import Network, as_numbers, sigmoid
from helpers.views.live_figure import LiveFigure
from helpers.views.plane import Plane, on_right_side, rows_and_targets
from helpers.views.play import SLICE, LiveView
from helpers.views.view import View, number

XOR = ((0, 0), (0, 1), (1, 0), (1, 1))
XOR_TARGETS = (0, 1, 1, 0)

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
SPEEDS = {  # epochs a second
    "full speed": None,
    "1000 epochs a second": 1000,
    "100 epochs a second": 100,
    "10 epochs a second": 10,
}
FRAMES = 10  # pictures a second where the speed is given
CHUNK = 16  # epochs between two looks at the clock: half a millisecond for XOR
KEPT = 2048  # losses of a curve; more of them could not be told apart in its picture

PLATEAUS = {"1/4": 1 / 4, "1/6": 1 / 6, "1/8": 1 / 8}  # mean squared errors of XOR
NEAR = 0.01  # to a plateau, or to 0 for a network that has solved it
LOTTERY_EPOCHS = 10_000
LOTTERY_RATE = 5


class Curve:
    """The losses of a training, thinned out as it gets longer: every k-th is kept."""

    def __init__(self):
        self._losses = np.empty(KEPT)
        self._count = 0
        self.every = 1

    def add(self, loss):
        """Append the loss of the next epoch that is a multiple of `every`."""
        if self._count == KEPT:
            self._losses[: KEPT // 2] = self._losses[::2].copy()
            self._count = KEPT // 2
            self.every *= 2
        self._losses[self._count] = loss
        self._count += 1

    def points(self):
        """Return epochs and losses, two arrays of one length."""
        return self.every * np.arange(self._count), self._losses[: self._count].copy()


class Training:
    """A network, the rows that it learns, and how far it has come.

    Parameters
    ----------
    network : Network
    X, y : arrays (n_samples, 2) and (n_samples,)
    learning_rate : number
        May be changed between two epochs.
    batch_size : int, optional

    Attributes
    ----------
    epoch : int
        Epochs trained so far.
    """

    def __init__(self, network, X, y, learning_rate, batch_size=None):
        self.network, self.X, self.y = network, X, y
        self.learning_rate = learning_rate
        self.batch_size = batch_size
        self.epoch = 0
        self.change = None  # the epoch at which the learning rate last changed, and the one before
        self._curve = Curve()
        self._losses = self._rate = None

    def advance(self, epochs):
        """Train a number of epochs. Where this is interrupted, those that are done count."""
        if self._losses is None or self._rate != self.learning_rate:
            self._begin()
        try:
            for loss in islice(self._losses, epochs):
                if self.epoch % self._curve.every == 0:
                    self._curve.add(loss)
                self.epoch += 1
        except BaseException:
            self._losses = None  # an iterator that was interrupted gives nothing any more
            raise

    def advance_for(self, seconds):
        """Train for about this time."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.advance(CHUNK)

    def _begin(self):
        losses = self.network.epochs(self.X, self.y, self.learning_rate, self.batch_size, seed=0)
        if self._rate not in (None, self.learning_rate) and self.epoch:
            self.change = self.epoch, self._rate
        self._losses, self._rate = losses, self.learning_rate

    @property
    def pending(self):
        """Tell whether the next epoch is the first with a new learning rate."""
        return self.epoch > 0 and self._rate != self.learning_rate

    def outputs(self):
        """Return ŷ of every row `(n_samples,)`."""
        with np.errstate(over="ignore"):
            return self.network.activations(self.X)[-1][:, 0]

    def loss(self):
        """Return the mean squared error of the network as it is now."""
        return float(np.mean((self.outputs() - self.y) ** 2))

    def score(self):
        """Return in words the loss, and how many rows lie on their target's side of ½."""
        right = np.sum(on_right_side(self.outputs(), self.y))
        return f"loss {written(self.loss())}, {right} of {self.y.size} rows right"

    def points(self):
        """Return epochs and losses up to now, two arrays."""
        epochs, losses = self._curve.points()
        return np.append(epochs, self.epoch), np.append(losses, self.loss())


class LossPanel:
    """A live figure of one or more losses over the epochs; its axes grow by doubling.

    Parameters
    ----------
    looks : list of dict
        How each curve is drawn.
    """

    def __init__(self, looks):
        self.live = LiveFigure(3.75, 3.2, "The loss over the epochs")
        # The axes keep their place while the limits grow, with room for any tick's label.
        self.live.figure.set_layout_engine("none")
        self.axes = self.live.subplots()
        self.axes.set_position([0.18, 0.15, 0.78, 0.75])
        self.axes.set(title="the loss while it learns", xlabel="epoch", ylabel="loss")
        self.curves = [self.axes.plot([], [], **look)[0] for look in looks]
        self.ends = [
            self.axes.plot([], [], "o", color=curve.get_color(), markersize=6)[0]
            for curve in self.curves
        ]
        self.caption = self.axes.text(
            0.98, 0.97, "", ha="right", va="top", bbox=LABEL_BOX, transform=self.axes.transAxes
        )
        self.live.moves(*self.curves, *self.ends, self.caption)
        self._limits = None

    def show(self, points, caption, log=False, level=0):
        """Draw the curves.

        Parameters
        ----------
        points : list of pairs of arrays, epochs and losses
        caption : str
        log : bool
            Whether the axis of the loss is logarithmic.
        level : number
            A loss that the linear axis shows as well.
        """
        for curve, end, (epochs, losses) in zip(self.curves, self.ends, points, strict=True):
            curve.set_data(epochs, losses)
            end.set_data(epochs[-1:], losses[-1:])
        self.caption.set_text(caption)
        losses = np.concatenate([losses for _, losses in points])
        last = max(epochs[-1] for epochs, _ in points)
        limits = last_shown(last), log, *(decades(losses) if log else heights(losses, level))
        if limits != self._limits:
            self._limits = limits
            self._scale(*limits)
            self.live.forget_background()

    def _scale(self, last, log, low, high):
        axes = self.axes
        axes.set_yscale("log" if log else "linear")
        axes.set(xlim=(-0.02 * last, 1.02 * last), ylim=(low, high))
        axes.xaxis.set_major_locator(MaxNLocator(5, steps=[1, 2, 2.5, 5, 10]))
        axes.xaxis.set_major_formatter(EngFormatter(sep=""))
        axes.yaxis.set_major_locator(LogLocator(numticks=8) if log else MaxNLocator(5))
        axes.yaxis.set_minor_locator(NullLocator())


def last_shown(epoch):
    """Return the end of the axis of epochs: 100, 200, 400, …"""
    return 100 * 2 ** math.ceil(math.log2(max(epoch, 100) / 100))


def heights(losses, level):
    """Return the ends of the linear axis of losses."""
    highest = max(np.max(losses), level)
    return -0.01, next((top for top in (0.32, 0.52, 1.05) if top > highest), 1.05 * highest)


def decades(losses):
    """Return the ends of the logarithmic axis of losses, in powers of ten."""
    lowest = np.min(losses, initial=0.01, where=losses > 0)
    return 10.0 ** math.floor(math.log10(max(lowest, 1e-16))), 1.05


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

    def __init__(
        self,
        X=XOR,
        y=XOR_TARGETS,
        hidden=4,
        learning_rate=1,
        seed=1,
        speed="full speed",
        predict=None,
    ):
        if speed not in SPEEDS:
            raise ValueError(f"speed must be one of {', '.join(SPEEDS)}, got {speed!r}")
        controls = {
            "hidden": _whole_slider("hidden neurons", hidden, "hidden", 1, 10),
            "learning_rate": _rate_slider(learning_rate),
            "seed": _whole_slider("seed", seed, "seed", 0, 99),
            "speed": _menu("speed", list(SPEEDS), speed),
            "log_scale": ipywidgets.Checkbox(description="log scale", indent=False),
            "play_button": _button("Play", "Train on and on", self.play),
            "pause_button": _button("Pause", "Stop training; what is learnt is kept", self.pause),
            "step_button": _button("One step", "Train exactly one epoch", self.step),
            "reset_button": _button("Reset", "Back to epoch 0 and the same weights", self.reset),
        }
        self.plane = Plane(X, y)
        self.hidden_space = Plane(
            np.zeros_like(self.plane.X),
            self.plane.y,
            title="hidden space",
            xlabel="a₁",
            ylabel="a₂",
            limits=(-0.1, 1.1),
        )
        self.losses = LossPanel([{"color": BLUE}])
        self._guess_line = self.losses.axes.axhline(np.nan, color=ORANGE, linestyle="--")
        self._change_line = self.losses.axes.axvline(np.nan, color=GREY, linestyle=":")
        self.losses.live.moves(self._guess_line, self._change_line)
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

    def play(self):
        """Train on and on, until `pause`; needs the event loop of a notebook's kernel."""
        if not self.playing and not self.start(self._slices()):
            self._tell(ValueError("Play needs a notebook; in plain Python, call advance(epochs)"))
            return
        self.refresh()

    def pause(self):
        """Stop training; the weights and the curve are kept."""
        self.stop()
        self.refresh()

    def step(self):
        """Train exactly one epoch."""
        self.advance(1)

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
        changed = training.change[0] if training.change else np.nan
        self._change_line.set_xdata([changed, changed])
        caption = f"epoch {training.epoch:,}\nη = {training.learning_rate:g}\n{self.speed.value}"
        self.losses.show([training.points()], caption, self.log_scale.value, self.guess or 0)
        with np.errstate(over="ignore"):
            activations = training.network.activations(self.plane.X)
            self.plane.color(lambda points: training.network.activations(points)[-1][:, 0])
            self._draw_hidden_space(training.network, *activations[1:])
        rows = self.plane.judge(activations[-1][:, 0])
        return "\n".join([*self._progress(), *rows, *self._legend(activations[1])])

    def _draw_hidden_space(self, network, hidden, outputs):
        count = hidden.shape[1]
        height = hidden[:, 1] if count > 1 else np.full(len(hidden), 0.5)
        self.hidden_space.move_rows(np.column_stack([hidden[:, 0], height]))
        self.hidden_space.judge(outputs[:, 0])
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
        yield f"Epoch {training.epoch:,}: {training.score()}."
        doing = "Playing" if self.playing else "Paused" if training.epoch else "Not trained yet"
        yield f"{doing}; η = {training.learning_rate:g}; Play runs at {speed}."
        if training.pending:
            yield (
                f"The new η acts from epoch {training.epoch:,} on; weights and curve are kept. "
                "Reset begins anew with it."
            )
        elif training.change:
            epoch, before = training.change
            yield f"Up to epoch {epoch:,}, the dotted line, η was {before:g}."
        if self.guess is not None:
            yield f"Your guess was {number(self.guess)} (the dashed line)."

    def _legend(self, activations):
        count = activations.shape[1]
        shown = activations[:, :2]
        points = "  ".join(f"({', '.join(map(number, row))})" for row in shown)
        if count == 1:
            yield f"Hidden space, a₁ of each row: {points}. Without an a₂, height means nothing."
        elif count == 2:
            yield f"Hidden space, (a₁, a₂) of each row: {points}"
        else:
            yield (
                f"Hidden space, (a₁, a₂) of each row: {points}. These are the first two of {count} "
                "hidden neurons; it has no colours, since the output depends on the others too."
            )
        if self.log_scale.value:
            yield "The axis of the loss is logarithmic: each line is a tenth of the one above."


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

    def __init__(self, X=XOR, y=XOR_TARGETS, hidden=4, learning_rate=0.5, seed=1, predict=None):
        names = [knob.name for knob in KNOBS]
        controls = {
            "knob": _menu("what differs", names, names[0]),
            "learning_rate": _rate_slider(learning_rate),
            "seed": _whole_slider("seed", seed, "seed", 0, 99),
            "train_button": _button(
                "Train 500 epochs", "Train both networks 500 epochs more", lambda: self.train(500)
            ),
            "reset_button": _button("Reset", "Both back to the same weights", self.reset),
        }
        self._hidden = _whole(hidden, "hidden", 1, 10)
        self._X, self._y = rows_and_targets(X, y)
        self.losses = LossPanel([{"color": BLUE}, {"color": ORANGE, "linestyle": "--"}])
        self.trainings = self._setting = None
        super().__init__(controls, [self.losses.live], predict)
        self.refresh()

    def train(self, epochs):
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
        self.losses.show([training.points() for training in self.trainings], "\n".join(names))
        return "\n".join(self._words_on(names))

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
        if self.guess is not None:
            yield f"Your guess was {number(self.guess)}."


class Lots:
    """Networks 2-h-1, one a seed, that learn XOR all at once.

    Every array has the seeds along its first axis. Weights and biases are drawn from N(0, 1), in
    the order of the attributes.

    Parameters
    ----------
    hidden : int
    seeds : iterable of int

    Attributes
    ----------
    W1, b1, W2, b2 : arrays (n_seeds, 2, h), (n_seeds, 1, h), (n_seeds, h, 1), (n_seeds, 1, 1)
    epoch : int
        Epochs trained so far.
    """

    def __init__(self, hidden, seeds):
        shapes = (2, hidden), (1, hidden), (hidden, 1), (1, 1)
        drawn = []
        for seed in seeds:
            rng = np.random.default_rng(seed)
            drawn.append([rng.normal(size=shape) for shape in shapes])
        self.W1, self.b1, self.W2, self.b2 = map(np.array, zip(*drawn, strict=True))
        self.epoch = 0
        self._X, self._y = np.array(XOR, dtype=float), np.array(XOR_TARGETS, dtype=float)[:, None]

    def advance(self, epochs):
        """Train a number of epochs, by the same formulas as one network."""
        for _ in range(epochs):
            a1, a2 = self._forward()
            delta2 = 2 / len(self._y) * (a2 - self._y) * a2 * (1 - a2)
            delta1 = delta2 @ self.W2.swapaxes(1, 2) * a1 * (1 - a1)
            self.W2 -= LOTTERY_RATE * a1.swapaxes(1, 2) @ delta2
            self.b2 -= LOTTERY_RATE * delta2.sum(axis=1, keepdims=True)
            self.W1 -= LOTTERY_RATE * self._X.T @ delta1
            self.b1 -= LOTTERY_RATE * delta1.sum(axis=1, keepdims=True)
            self.epoch += 1

    def _forward(self):
        # Not `sigmoid`: its checks would make this a quarter slower.
        a1 = 1 / (1 + np.exp(-(self._X @ self.W1 + self.b1)))
        return a1, 1 / (1 + np.exp(-(a1 @ self.W2 + self.b2)))

    def losses(self):
        """Return the mean squared error of every network `(n_seeds,)`."""
        return np.mean((self._forward()[1] - self._y) ** 2, axis=(1, 2))

    def largest_weights(self):
        """Return the largest weight of every network, without its sign `(n_seeds,)`."""
        return np.maximum(np.abs(self.W1).max(axis=(1, 2)), np.abs(self.W2).max(axis=(1, 2)))


class LotteryView(LiveView):
    """The seed lottery: train many seeds of a small network on XOR, see which ones solve it.

    Every network has weights and biases from N(0, 1) and trains 10,000 epochs with η = 5.

    Parameters
    ----------
    n_seeds : int
    hidden : int
        Hidden neurons at the start: 2, 3 or 4.
    predict : Predict, optional

    Attributes
    ----------
    counts : dict
        How many are "solved", at "1/4", "1/6", "1/8", or "elsewhere".

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = LotteryView(n_seeds=20, hidden=4)
    >>> view.train()
    >>> sum(view.counts.values())
    20
    """

    def __init__(self, n_seeds=200, hidden=2, predict=None):
        self._n_seeds = _whole(n_seeds, "n_seeds", 1, 1000)
        sizes = {f"{h} (2-{h}-1)": h for h in (2, 3, 4)}
        controls = {
            "hidden": _menu("hidden neurons", sizes, _whole(hidden, "hidden", 2, 4)),
            "draw_button": _button(
                f"Draw {n_seeds} seeds", f"Train {n_seeds} networks, a seed each", self.play
            ),
        }
        self.progress = ipywidgets.IntProgress(
            max=LOTTERY_EPOCHS, description="epochs", layout=ipywidgets.Layout(max_width="100%")
        )
        self._live = LiveFigure(3.75, 3.2, "The loss of every seed")
        self._make_dots(self._live)
        self._lots = None
        super().__init__(controls, [self._live], predict)
        self.children = (*self.children[:-2], self.progress, *self.children[-2:])
        self.refresh()

    def _make_dots(self, live):
        axes = live.subplots()
        axes.set(title="the loss of every seed", xlabel="seed", ylabel="loss")
        axes.set(xlim=(-0.03 * self._n_seeds, 1.14 * self._n_seeds), ylim=(-0.02, 0.6))
        for name, loss in PLATEAUS.items():
            axes.axhline(loss, color=GREY, linestyle="--", linewidth=1)
            axes.text(1.13 * self._n_seeds, loss, name, ha="right", va="bottom", color=BLACK)
        looks = {
            "solved": ("o", BLUE),
            "at a plateau": ("x", ORANGE),
            "elsewhere": ("^", GREEN),
        }
        self.dots = {
            name: axes.plot([], [], marker, color=color, linestyle="", markersize=5, label=name)[0]
            for name, (marker, color) in looks.items()
        }
        axes.legend(loc="upper center", ncols=3, handletextpad=0, columnspacing=1, frameon=False)
        live.moves(*self.dots.values())

    def play(self):
        """Train all seeds from the start, with a progress bar."""
        self.reset()
        if not self.start(self._slices()):
            self.train()

    def train(self):
        """Train all seeds from the start, here and now."""
        self.reset()
        for _ in self._slices():
            pass
        self.refresh()

    def reset(self):
        """Draw all weights anew: the same ones, as the seeds are the same."""
        self.stop()
        self._lots = None
        self.refresh()

    def _slices(self):
        lots = self._lots
        while lots.epoch < LOTTERY_EPOCHS:
            begin = end = perf_counter()
            while end - begin < SLICE and lots.epoch < LOTTERY_EPOCHS:
                lots.advance(20)
                if lots.epoch == LOTTERY_EPOCHS // 2:
                    self._halfway = lots.largest_weights()
                end = perf_counter()
            yield begin

    def draw(self):
        """Draw the loss of every seed; return how many have solved it, in words."""
        if self._lots is None or self._hidden != self.hidden.value:
            self.stop()
            self._hidden = self.hidden.value
            self._lots = Lots(self._hidden, range(self._n_seeds))
        losses, seeds = self._lots.losses(), np.arange(self._n_seeds)
        at = {name: np.abs(losses - loss) < NEAR for name, loss in PLATEAUS.items()}
        stuck, solved = np.any(list(at.values()), axis=0), losses < NEAR
        groups = {"solved": solved, "at a plateau": stuck, "elsewhere": ~(solved | stuck)}
        for name, members in groups.items():
            self.dots[name].set_data(seeds[members], losses[members])
        self.counts = {"solved": int(solved.sum())}
        self.counts |= {name: int(members.sum()) for name, members in at.items()}
        self.counts["elsewhere"] = int(groups["elsewhere"].sum())
        self.progress.value = self._lots.epoch
        return "\n".join(self._words_on(losses, stuck))

    def _words_on(self, losses, stuck):
        done = self._lots.epoch == LOTTERY_EPOCHS
        yield (
            f"2-{self._hidden}-1, {self._n_seeds} seeds, η = {LOTTERY_RATE}, "
            f"epoch {self._lots.epoch:,} of {LOTTERY_EPOCHS:,}:"
        )
        if self._lots.epoch == 0:
            low, high = number(float(losses.min())), number(float(losses.max()))
            yield f"not trained yet, the losses are from {low} to {high}."
            return
        where = [f"at {name}: {self.counts[name]}" for name in PLATEAUS]
        yield (
            f"solved {self.counts['solved']} of {self._n_seeds}, {'stuck' if done else 'now'} "
            f"{', '.join(where)}, elsewhere: {self.counts['elsewhere']}."
        )
        if done and stuck.any():
            before = number(float(np.median(self._halfway[stuck])))
            now = number(float(np.median(self._lots.largest_weights()[stuck])))
            yield (
                "The stuck ones sit on plateaus, not in local minima: they still move. In the "
                f"second half the largest weight of each grew, in the median from {before} to "
                f"{now}, while the loss stayed where it was."
            )
        if self.guess is not None:
            yield f"Your guess was {number(self.guess)}."


def written(value):
    """Write a loss for reading: four decimals, or powers of ten where those say nothing."""
    if value == 0 or value >= 0.001:
        return number(value)
    return f"{value:.2g}".replace("-", "−")


def _whole(value, name, low, high):
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not is_whole or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    return int(value)


def _whole_slider(description, value, name, low, high):
    return ipywidgets.IntSlider(
        value=_whole(value, name, low, high),
        min=low,
        max=high,
        description=description,
        **_LOOK,
    )


def _rate_slider(rate):
    rate = as_numbers(rate, "learning_rate", ndim=(0,))
    if not (math.isfinite(rate) and rate > 0):
        raise ValueError(f"learning_rate must be a positive number, got {rate:g}")
    rates = sorted({*RATES, float(rate)})
    return ipywidgets.SelectionSlider(
        options=[(f"{value:g}", value) for value in rates],
        value=float(rate),
        description="learning rate η",
        **_LOOK,
    )


_LOOK = {
    "style": {"description_width": "initial"},
    "layout": ipywidgets.Layout(width="300px", max_width="100%"),
}


def _menu(description, options, value):
    return ipywidgets.ToggleButtons(
        options=options,
        value=value,
        description=description,
        style={"description_width": "initial", "button_width": "auto"},
    )


def _button(description, tooltip, action):
    button = ipywidgets.Button(
        description=description, tooltip=tooltip, layout=ipywidgets.Layout(width="auto")
    )
    button.on_click(lambda _button: action())
    return button
