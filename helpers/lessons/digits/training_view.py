"""ReaderTrainingView: a reader of digits while it learns (lesson 09)."""

from time import perf_counter

import numpy as np

from helpers.figure import BLUE, ORANGE, OUTPUT_COLORS, SMALL
from helpers.lessons.digits.reader import (
    BATCH,
    EPOCHS,
    RATE,
    accuracy,
    forward,
    gradients,
    images,
    new_network,
    parameters_of,
    split,
    train_epoch,
)
from helpers.network import cross_entropy
from helpers.numbers import as_numbers, positive_whole
from helpers.views.controls import button, choice, rate_slider, whole_slider
from helpers.views.live_figure import THREE_IN_A_ROW, LiveFigure
from helpers.views.live_view import LiveView
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.words import number_or_power

PACE = 0.1  # seconds from one epoch to the next while playing
SPLITS = ("shuffled", "order of the file")
MOST_HIDDEN = 32
LOWEST = 0.8  # accuracy that the picture shows
DARKEST = 1  # the weight from which on the colour is the same, so that all epochs compare
ROWS, COLUMNS = 4, 8  # of the hidden neurons' images


class ReaderTrainingView(LiveView):
    """Train a network 64-h-10 on the digits and watch: loss, accuracy, the hidden weights.

    It learns four fifths of the images and is tested with the last fifth, for 60 epochs.

    Parameters
    ----------
    train_epoch : function of gradients, X, y, parameters, eta, batch_size, order
        The learner's own loop over batches; while it returns None, the course's stands in for it.
    accuracy : function of p and labels
        The learner's own as well.
    split : str
        "shuffled" or "order of the file".
    hidden : int
        Hidden neurons, from 1 to 32.
    learning_rate : number
    batch_size : int
    seed : int
        Of the weights, the shuffled split and the batches, from 0 to 20.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = ReaderTrainingView()
    >>> view.advance(3)
    >>> view.epoch
    3
    """

    guess_mark = "the dotted line"

    def __init__(
        self,
        train_epoch=train_epoch,
        accuracy=accuracy,
        split="shuffled",
        hidden=MOST_HIDDEN,
        learning_rate=RATE,
        batch_size=BATCH,
        seed=0,
        predict=None,
    ):
        if split not in SPLITS:
            raise ValueError(f"split must be one of {', '.join(SPLITS)}, got {split!r}")
        batch = positive_whole(batch_size, "batch_size")
        X, y, labels = images()
        start = parameters_of(new_network(2, seed=0))
        self._names = name_of(train_epoch, "train_epoch"), name_of(accuracy, "accuracy")
        trial = gradients, X[:4], y[:4], start, RATE, 2, np.arange(4)
        self._train_epoch, train_note = own_or_stand_in(train_epoch, _train_epoch, *trial)
        self._accuracy, accuracy_note = own_or_stand_in(accuracy, _accuracy, y[:4], labels[:4])
        batches = sorted({1, 8, BATCH, 256, batch})
        controls = {
            "split": choice("split", SPLITS, split),
            "batch_size": choice("batch size", [(str(b), b) for b in batches], batch),
            "hidden": whole_slider("hidden neurons", hidden, 1, MOST_HIDDEN, "hidden"),
            "learning_rate": rate_slider("learning rate η", learning_rate),
            "seed": whole_slider("seed", seed, 0, 20),
            "play_button": button("Play", f"Train on, up to epoch {EPOCHS}", self.play),
            "pause_button": button("Pause", "Stop training; what is learnt is kept", self.pause),
            "step_button": button("One epoch", "Train exactly one epoch", self.step),
            "reset_button": button("Reset", "Back to epoch 0 and the same weights", self.reset),
        }
        losses = LiveFigure(*THREE_IN_A_ROW, "The loss of training and test over the epochs")
        shares = LiveFigure(*THREE_IN_A_ROW, "The accuracy of training and test over the epochs")
        mosaic = LiveFigure(*THREE_IN_A_ROW, "The weights into each hidden neuron, as images")
        self._loss_curves = self._make_curves(losses, "loss, logarithmic", (0.001, 20))
        self._loss_curves[0].axes.set_yscale("log")
        self._curves = self._make_curves(shares, "accuracy", (LOWEST, 1.005))
        axes = self._curves[0].axes
        (self._guess_line,) = axes.plot([], [], ":", color=ORANGE)
        self._setup = self._loss_curves[0].axes.text(0, 0.0013, "", va="bottom")
        losses.moves(self._setup)
        self._shares = axes.text(EPOCHS, LOWEST + 0.01, "", ha="right", va="bottom")
        shares.moves(self._guess_line, self._shares)
        self._make_mosaic(mosaic)
        self._setting = None
        super().__init__(controls, [losses, shares, mosaic], predict, [train_note, accuracy_note])
        # Says at once what is wrong with a function of the learner's.
        self._as_parameters(self._train_epoch(*trial), start)
        self.draw()
        self.refresh()

    def _make_curves(self, live, name, limits):
        axes = live.subplots()
        axes.set(xlabel="epoch", ylabel=name, xlim=(-1, EPOCHS + 1), ylim=limits)
        curves = [
            axes.plot([], [], look, color=color, label=label, markevery=[-1], markersize=5)[0]
            for look, color, label in (("-o", BLUE, "training"), ("--s", ORANGE, "test"))
        ]
        above = {"loc": "lower center", "bbox_to_anchor": (0.5, 1), "ncols": 2, "frameon": False}
        axes.legend(**above, borderaxespad=0.1)
        live.moves(*curves)
        return curves

    def _make_mosaic(self, live):
        axes = live.subplots()
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
        axes.axis("off")
        axes.set_title("weights into each hidden neuron", fontsize=10)
        shape = 9 * ROWS + 1, 9 * COLUMNS + 1
        self._mosaic = axes.imshow(
            np.full(shape, np.nan), cmap=OUTPUT_COLORS, vmin=-DARKEST, vmax=DARKEST
        )
        scale = f"orange −{DARKEST} or less, white 0, purple {DARKEST} or more"
        below = {"ha": "center", "va": "top", "transform": axes.transAxes}
        axes.text(0.5, -0.03, scale, fontsize=SMALL, **below)
        live.moves(self._mosaic)

    @property
    def epoch(self):
        """How many epochs have been trained."""
        return len(self._history) - 1

    @property
    def parameters(self):
        """W1, b1, W2, b2 as they are now."""
        return self._parameters

    def advance(self, epochs):
        """Train a number of epochs at once, up to epoch 60, and draw."""
        self.stop()
        try:
            for _ in range(min(epochs, EPOCHS - self.epoch)):
                self._learn()
        except Exception as error:
            self._tell(error)
            return
        self.refresh()

    def reset(self):
        """Go back to epoch 0, with the same weights."""
        self.stop()
        self._setting = None
        self.refresh()

    def _slices(self):
        while self.epoch < EPOCHS:
            begin = perf_counter()
            self._learn()
            yield begin + PACE

    # ------------------------------------------------------------------------------- the training

    def _start_anew(self, setting):
        self.stop()
        shuffled, hidden, seed, _ = setting
        self._setting = setting
        X, y, labels = images()
        self._rows = split(shuffled == SPLITS[0], seed)
        self._sets = [(X[rows], y[rows], labels[rows]) for rows in self._rows]
        self._parameters = parameters_of(new_network(hidden, seed))
        self._rng = np.random.default_rng(seed)
        self._history = [self._look()]

    def _learn(self):
        """Train one epoch with the learner's loop."""
        X, y, _ = self._sets[0]
        order = self._rng.permutation(len(X))
        with np.errstate(all="ignore"):  # what overflows is told in words
            given = self._train_epoch(
                gradients,
                X,
                y,
                self._parameters,
                self.learning_rate.value,
                self.batch_size.value,
                order,
            )
            self._parameters = self._as_parameters(given, self._parameters)
            self._history.append(self._look())

    def _as_parameters(self, given, like):
        try:
            parts = [as_numbers(part, "part") for part in given]
            fit = [np.shape(part) for part in parts] == [part.shape for part in like]
        except (TypeError, ValueError):
            fit = False
        if not fit:
            raise ValueError(
                f"{self._names[0]} must return W1, b1, W2 and b2 in their shapes; its result "
                f"begins with {str(given)[:40]}"
            )
        return parts

    def _look(self):
        """Return loss and accuracy of training, and the same of test."""
        found = []
        for X, y, labels in self._sets:
            with np.errstate(all="ignore"):
                A1, p = forward(X, *self._parameters)
                W2, b2 = self._parameters[2:]
                loss = cross_entropy.total_of_sums(y, A1 @ W2 + b2) / len(X)
            share = self._accuracy(p, labels)
            try:
                share = float(share)
            except (TypeError, ValueError):
                raise ValueError(
                    f"{self._names[1]} must return one number, not {str(share)[:40]}"
                ) from None
            found += [float(loss), share]
        return found

    # -------------------------------------------------------------------------------- the picture

    def draw(self):
        """Draw the training as far as it has come; return it in words."""
        setting = (
            self.split.value,
            self.hidden.value,
            self.seed.value,
            (self.batch_size.value, self.learning_rate.value),
        )
        if setting != self._setting:
            self._start_anew(setting)
        history, epochs = np.array(self._history), np.arange(len(self._history))
        for place, curve in enumerate(
            [self._loss_curves[0], self._curves[0], self._loss_curves[1], self._curves[1]]
        ):
            curve.set_data(epochs, history[:, place])
        self._draw_guess()
        self._setup.set_text(f"η = {self.learning_rate.value:g}, batch {self.batch_size.value}")
        share, test_share = history[-1, [1, 3]]
        self._shares.set_text(f"{self.split.value}\ntraining {share:.3f}\ntest {test_share:.3f}")
        self._draw_mosaic()
        return self._progress()

    def _draw_guess(self):
        if self.guess is None:
            return
        self._guess_line.set_data([-1, EPOCHS + 1], [self.guess, self.guess])
        if self.guess < self._guess_line.axes.get_ylim()[0]:
            self._guess_line.axes.set_ylim(min(0, self.guess))
            self.figures[1].forget_background()

    def _draw_mosaic(self):
        W1 = self._parameters[0]
        mosaic = np.full((9 * ROWS + 1, 9 * COLUMNS + 1), np.nan)
        for j, weights in enumerate(W1.T):
            row, column = (9 * place + 1 for place in divmod(j, COLUMNS))
            mosaic[row : row + 8, column : column + 8] = weights.reshape(8, 8)
        size = np.max(np.abs(W1))
        self._mosaic.set_data(mosaic)
        self._size = number_or_power(size) if np.isfinite(size) else "overflow"

    def _progress(self):
        loss, share, test_loss, test_share = self._history[-1]
        n_train, n_test = (len(rows) for rows in self._rows)
        doing = self.doing(self.epoch, EPOCHS)
        yield (
            f"Epoch {self.epoch} of {EPOCHS}. {doing}; 64-{self.hidden.value}-10, "
            f"η = {self.learning_rate.value:g}, batches of {self.batch_size.value}, "
            f"seed {self.seed.value}."
        )
        yield f"Split, {self.split.value}: {n_train} images to learn, {n_test} to test with."
        yield f"Training: loss {_loss(loss)}, accuracy {share:.4f}."
        yield f"Test: loss {_loss(test_loss)}, accuracy {test_share:.4f}."
        if min(share, test_share) < self._curves[0].axes.get_ylim()[0]:
            yield f"An accuracy below {LOWEST} lies below its picture."
        losses = [each[2] for each in self._history]
        if np.isfinite(losses).all() and self.epoch > 1:
            best = int(np.argmin(losses))
            yield f"The test loss was lowest at epoch {best}: {_loss(losses[best])}."
        yield f"The largest weight into a hidden neuron is {self._size}, either way."


_train_epoch, _accuracy = train_epoch, accuracy  # the constructor's arguments hide their names


def _loss(value):
    return f"{value:.4f}" if np.isfinite(value) else "overflow"
