"""LotteryView: which seeds of a small network solve XOR (lesson 06)."""

from time import perf_counter

import ipywidgets
import numpy as np

from helpers.figure import BLACK, BLUE, GREEN, GREY, ORANGE
from helpers.lessons.xor_training.lots import RATE, Lots
from helpers.numbers import whole_number
from helpers.views.controls import button, choice
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.live_view import SLICE, LiveView
from helpers.views.words import number

PLATEAUS = {"1/4": 1 / 4, "1/6": 1 / 6, "1/8": 1 / 8}  # mean squared errors of XOR
NEAR = 0.01  # to a plateau, or to 0 for a network that has solved it
EPOCHS = 10_000


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
        self._n_seeds = whole_number(n_seeds, "n_seeds", 1, 1000)
        sizes = [(f"{h} (2-{h}-1)", h) for h in (2, 3, 4)]
        controls = {
            "hidden": choice("hidden neurons", sizes, whole_number(hidden, "hidden", 2, 4)),
            "play_button": button(
                f"Draw {n_seeds} seeds", f"Train {n_seeds} networks, a seed each", self.play
            ),
            "reset_button": button("Reset", "Back to epoch 0 and the same weights", self.reset),
        }
        self.progress = ipywidgets.IntProgress(
            max=EPOCHS, description="epochs", layout=ipywidgets.Layout(max_width="calc(100% - 4px)")
        )
        self._live = LiveFigure(*TWO_IN_A_ROW, "The loss of every seed")
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
            "_not trained": (".", GREY),  # nobody is at a plateau before the first epoch
        }
        self.dots = {
            name: axes.plot([], [], marker, color=color, linestyle="", markersize=5, label=name)[0]
            for name, (marker, color) in looks.items()
        }
        axes.legend(loc="upper center", ncols=3, handletextpad=0, columnspacing=1, frameon=False)
        self._guess_text = axes.text(0.03, 0.83, "", color=ORANGE, transform=axes.transAxes)
        live.moves(*self.dots.values(), self._guess_text)

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
        while lots.epoch < EPOCHS:
            begin = end = perf_counter()
            while end - begin < SLICE and lots.epoch < EPOCHS:
                lots.advance(20)
                if lots.epoch == EPOCHS // 2:
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
        untrained = np.full(losses.shape, self._lots.epoch == 0)
        shown = {name: members & ~untrained for name, members in groups.items()}
        for name, members in (shown | {"_not trained": untrained}).items():
            self.dots[name].set_data(seeds[members], losses[members])
        self.counts = {"solved": int(solved.sum())}
        self.counts |= {name: int(members.sum()) for name, members in at.items()}
        self.counts["elsewhere"] = int(groups["elsewhere"].sum())
        if self.guess is not None:
            self._guess_text.set_text(f"your guess: {number(self.guess)} solved")
        self.progress.value = self._lots.epoch
        return self._words_on(losses, stuck)

    def _words_on(self, losses, stuck):
        done = self._lots.epoch == EPOCHS
        yield (
            f"2-{self._hidden}-1, {self._n_seeds} seeds, η = {RATE}, "
            f"epoch {self._lots.epoch:,} of {EPOCHS:,}:"
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
                "In the second half of the epochs the largest weight of the stuck ones went from "
                f"{before} to {now} (in the middle one of them)."
            )
