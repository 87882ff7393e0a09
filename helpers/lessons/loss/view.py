"""LossView: gradient descent on the two weights of a linear neuron (lesson 04)."""

import math

import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.figure import BLACK, BLUE, GREEN, GREY, LABEL_BOX, ORANGE, SMALL
from helpers.lessons.loss.walk import Descent, nudge_of
from helpers.network import mean_squared_error
from helpers.numbers import as_numbers
from helpers.views.controls import button, slider
from helpers.views.live_figure import THREE_IN_A_ROW, LiveFigure
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.view import View
from helpers.views.words import factor, listed, number, number_or_power, point

# Receipts of a café: how many coffees and rolls, and what they cost; the prices are 3 and 2.
RECEIPTS = ((1, 2), (2, 1), (1, 1), (2, 0))
PAID = (7, 8, 5, 6)

LOW, HIGH = -3, 9  # the part of both weights' axes that is shown
RUN = 50  # steps of one click on Run
MOST = 500  # steps altogether: the walk is computed anew for every move of a slider
SHOWN = 1e6  # numbers beyond it are left out of the pictures; words tell them
SMALLEST = 1e-16  # the least loss that the logarithmic axis shows
TRAIL = 5  # steps behind the point: the curve that earlier ones lay on has changed with w₂
REACHED = 1e-10  # a loss that counts as the bottom


def slope(f, w, nudge):
    """Stand in for the learner's slope while that is blank."""
    return (f(w + nudge) - f(w - nudge)) / (2 * nudge)


class LossView(View):
    """Walk downhill on a loss: choose the start and the learning rate, then step.

    The neuron is linear, ŷ = w₁·x₁ + w₂·x₂, so that its loss is a bowl. The walk depends on the
    sliders and the number of steps alone; moving a slider computes the same walk anew.

    Parameters
    ----------
    loss : function of y and y_hat, both arrays (n_samples,)
    slope : function of a function f, a number w and a nudge: the slope of f at w
        Both are the learner's own; the course's stand in while they still return None.
    X, y : array (n_samples, 2) and array (n_samples,)
    w : two numbers
    eta : number
        Where the sliders start.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument has the wrong shape or is no number, or the loss returns no number.

    Examples
    --------
    >>> view = LossView()
    >>> view.step()
    >>> print(view.state.splitlines()[0])
    After 1 step from (0, 0): w₁ = 2, w₂ = 1.35, loss = 4.7587
    """

    guess_mark = "the dashed line"

    def __init__(
        self,
        loss=mean_squared_error,
        slope=slope,
        X=RECEIPTS,
        y=PAID,
        w=(0, 0),
        eta=0.1,
        predict=None,
    ):
        X, y = _rows(X, y)
        w1, w2 = as_numbers(w, "w", shape=(2,), finite=True)
        self._slope_name = name_of(slope, "function")
        tried = (np.array([1.0]), np.array([0.5]))
        loss, loss_note = own_or_stand_in(loss, mean_squared_error, *tried)
        slope, slope_note = own_or_stand_in(slope, _SLOPE, lambda w: w**2, 1.0, 0.001)
        self._descent = Descent(loss, slope, X, y)
        self._steps = 0
        controls = {
            "w1": slider("w₁", w1, LOW + 1, HIGH - 1),
            "w2": slider("w₂", w2, LOW + 1, HIGH - 1),
            "eta": slider("η", as_numbers(eta, "eta", ndim=(0,), finite=True), 0.01, 1, step=0.01),
            "step_button": button("Step", "One step of gradient descent", self.step),
            "run_button": button("Run", f"{RUN} steps of gradient descent", self.run),
            "reset_button": button("Reset", "Back to the same start", self.reset),
        }
        cut = LiveFigure(*THREE_IN_A_ROW, "The loss over the first weight, with its tangent")
        bowl = LiveFigure(
            *THREE_IN_A_ROW, "The loss over both weights as a contour map, with the walk"
        )
        history = LiveFigure(*THREE_IN_A_ROW, "The loss after each step")
        with np.errstate(all="ignore"):
            self._make_cut(cut, (w1, w2))
            self._make_bowl(bowl)
        self._make_history(history)
        super().__init__(controls, [cut, bowl, history], predict, [loss_note, slope_note])
        self.refresh()

    def step(self):
        """Take one step."""
        self._take(1)

    def run(self):
        """Take `RUN` steps."""
        self._take(RUN)

    def reset(self):
        """Go back to the start."""
        self._take(-self._steps)

    def _take(self, steps):
        self._steps = min(self._steps + steps, MOST)
        self.refresh()

    # -------------------------------------------------------------------------- the pictures

    def _make_cut(self, live, start):
        axes = live.subplots()
        self._over = np.linspace(LOW, HIGH, 121)
        losses = self._descent.losses(self._over, start[1])
        top = 1.1 * np.nanmax(np.where(np.isfinite(losses), losses, np.nan), initial=1.0)
        axes.set(
            title="the loss over w₁, with w₂ as it is",
            xlabel="w₁",
            ylabel="loss",
            xlim=(LOW, HIGH),
            ylim=(min(0, np.nanmin(losses, initial=0)) - 0.05 * top, top),
        )
        (self._curve,) = axes.plot([], [], color=BLUE)
        self._guess_line = axes.axvline(0, color=ORANGE, linestyle="--", visible=False)
        self._guess_text = axes.text(0, 0.85 * top, " your guess", color=ORANGE, va="top")
        self._guess_text.set(clip_on=True, visible=False)
        (self._tangent,) = axes.plot([], [], color=GREEN, label="tangent")
        axes.legend(handles=[self._tangent], loc="upper right", frameon=False)
        live.moves(self._curve, self._guess_line, self._guess_text, self._tangent)
        self._cut_marks = _marks(axes, live)

    def _make_bowl(self, live):
        axes = live.subplots()
        axes.set(
            title="the loss over both weights",
            xlabel="w₁",
            ylabel="w₂",
            xlim=(LOW, HIGH),
            ylim=(LOW, HIGH),
        )
        axes.grid(visible=False)
        side = np.linspace(LOW, HIGH, 51)
        losses = np.array([self._descent.losses(side, w2) for w2 in side])
        seen = losses[np.isfinite(losses)]
        if seen.size and np.ptp(seen) > 0:  # squares: in a bowl the rings are equally far apart
            levels = seen.min() + np.ptp(seen) * np.linspace(0.08, 0.92, 7) ** 2
            levels = _rounded(levels, seen.min())
            rings = axes.contour(side, side, losses, levels, colors=BLUE, linewidths=1, alpha=0.6)
            axes.clabel(rings, levels[1::2], fmt="%.3g", fontsize=SMALL)
        self._bowl_marks = _marks(axes, live)
        box = {"bbox": LABEL_BOX, "ha": "center", "fontsize": 9}
        self._outside = axes.text((LOW + HIGH) / 2, LOW + 0.5, "the walk has left", **box)
        live.moves(self._outside)

    def _make_history(self, live):
        axes = live.subplots()
        axes.set(title="the loss after each step", xlabel="step", ylabel="loss")
        # Powers of ten on a linear axis: a logarithmic one can't be drawn up to where floats end.
        axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
        axes.yaxis.set_major_formatter(lambda exponent, _: f"$10^{{{exponent:.0f}}}$")
        # The limits follow the walk; the axes keep their place, with room for any tick's label.
        live.figure.set_layout_engine("none")
        axes.set_position([0.25, 0.2, 0.71, 0.68])
        (self._losses_line,) = axes.plot([], [], ".-", color=BLUE)
        (self._last_loss,) = axes.plot([], [], "o", color=BLACK, markersize=8)
        live.moves(self._losses_line, self._last_loss)
        self._history = live

    def draw(self):
        """Walk again with the sliders' values, move the artists; return the walk in words."""
        w1, w2, eta = self.w1.value, self.w2.value, self.eta.value
        with np.errstate(all="ignore"):  # what overflows is told in words
            stops, ahead = self._descent.walk(np.array([w1, w2]), eta, self._steps)
            self._draw_cut(stops, ahead)
            self._draw_bowl(stops, ahead)
            self._draw_history([stop.loss for stop in stops])
            return list(self._words_on(stops, ahead, eta))

    def _draw_cut(self, stops, ahead):
        here = stops[-1]
        w1, w2 = here.weights
        self._curve.set_data(self._over, _shown(self._descent.losses(self._over, w2)))
        ends = w1 + np.array([-2.0, 2.0])
        self._tangent.set_data(_shown(ends), _shown(here.loss + here.slopes[0] * (ends - w1)))
        path = [(*stop.weights[:1], stop.loss) for stop in stops[-TRAIL - 1 :]]
        self._mark(self._cut_marks, path, (ahead[0], self._descent.loss_at(*ahead)))
        if self.guess is not None:
            self._guess_line.set(xdata=[self.guess, self.guess], visible=True)
            self._guess_text.set(x=self.guess, visible=True)

    def _draw_bowl(self, stops, ahead):
        self._mark(self._bowl_marks, [stop.weights for stop in stops], ahead)
        here = stops[-1].weights
        self._outside.set_visible(not np.all((here >= LOW) & (here <= HIGH)))

    def _mark(self, marks, path, ahead):
        """Put the marks on the path and on the point ahead, which a question must not give away."""
        walked, hop, landing, here = marks
        path = _shown(path)
        ahead = _shown([ahead]) if not self.asking else np.full((1, 2), np.nan)
        walked.set_data(*path.T)
        hop.set_data(*np.vstack([path[-1:], ahead]).T)
        landing.set_data(*ahead.T)
        here.set_data(*path[-1:].T)

    def _draw_history(self, losses):
        losses = np.array(losses)
        known = np.isfinite(losses) & (losses >= 0)
        exponents = np.log10(
            np.maximum(losses, SMALLEST, where=known, out=np.full(losses.shape, np.nan))
        )
        steps = np.arange(exponents.size)
        self._losses_line.set_data(steps, exponents)
        self._last_loss.set_data(steps[-1:], exponents[-1:])
        axes = self._last_loss.axes
        limits = _limits(exponents)
        if limits != (axes.get_xlim(), axes.get_ylim()):
            axes.set(xlim=limits[0], ylim=limits[1])
            self._history.forget_background()

    # ----------------------------------------------------------------------------- the words

    def _words_on(self, stops, ahead, eta):
        here, taken = stops[-1], len(stops) - 1
        w1, w2 = map(_written, here.weights)
        steps = (
            f"After {taken} step{'s' * (taken > 1)} from {point(stops[0].weights, _written)}"
            if taken
            else "At the start"
        )
        yield f"{steps}: w₁ = {w1}, w₂ = {w2}, loss = {_written(here.loss)}"
        yield from self._judgement(stops, eta)
        if here.left:
            return
        for i in (0, 1):
            yield self._slope_in_words(here, i)
        if not self.asking:
            for name, w, slope, new in zip("₁₂", here.weights, here.slopes, ahead, strict=True):
                product = f"{number(eta)}·{factor(slope, _written)}"
                yield (
                    f"Next step: w{name} ← w{name} − η·slope = {_written(w)} − {product} "
                    f"= {_written(new)}"
                )
        if not np.all((here.weights >= LOW) & (here.weights <= HIGH)):
            yield f"The weights lie outside the pictures, which end at {number(LOW)} and {HIGH}."
        if taken == MOST:
            yield f"The view walks {MOST} steps at most. Reset begins anew."

    def _slope_in_words(self, here, i):
        nudge = nudge_of(here.weights[i])
        places = [here.weights + side * nudge * np.eye(2)[i] for side in (-1, 1)]
        below, above = (_written(self._descent.loss_at(*place)) for place in places)
        call = f"{self._slope_name}(f, {_written(here.weights[i])}, {_written(nudge)})"
        return (
            f"Nudging w{'₁₂'[i]} by −{_written(nudge)} and {_written(nudge)} gives the losses "
            f"{below} and {above}; {call} = {_written(here.slopes[i])}"
        )

    def _judgement(self, stops, eta):
        losses = [stop.loss for stop in stops]
        # A millionth of room, because near 0 the loss trembles in its last digits.
        grown = [i for i in range(1, len(losses)) if losses[i] > losses[i - 1] * 1.000001 + 1e-9]
        if grown:
            before, after = losses[grown[0] - 1], losses[grown[0]]
            yield (
                f"The loss grew, first at step {grown[0]}: from {_written(before)} to "
                f"{_written(after)}. η = {number(eta)} is too large here."
            )
        elif len(stops) > 1:
            reached = next((i for i, loss in enumerate(losses) if loss < REACHED), None)
            below = f" It is below 10⁻¹⁰ from step {reached} on." if reached else ""
            yield f"The loss was {_written(losses[0])} at the start, and it grew at no step.{below}"
        if stops[-1].left:
            yield self._overflow(stops)

    def _overflow(self, stops):
        last, step = stops[-1], len(stops) - 1
        parts = (("weights", last.weights), ("loss", last.loss), ("slopes", last.slopes))
        values = "; ".join(f"{n} {listed(np.ravel(v), _written)}" for n, v in parts)
        return (
            f"What left its range first is {last.left}, at step {step}: {values}. Beyond "
            "1.8e+308, that is 1.8 · 10³⁰⁸, a computer's number becomes inf, and inf − inf is nan, "
            "“no number”. The walk ends here. Reset, then choose a smaller η."
        )


_SLOPE = slope


def _marks(axes, live):
    """Make what both maps of the walk have: path, dotted hop, where it lands, where one is."""
    (path,) = axes.plot([], [], ".-", color=GREY, linewidth=1.2)
    (hop,) = axes.plot([], [], ":", color=BLACK, linewidth=1.2)
    (landing,) = axes.plot([], [], "o", mfc="white", mec=BLACK, markersize=7)
    (here,) = axes.plot([], [], "o", color=BLACK, mec="white", markersize=9)
    return live.moves(path, hop, landing, here)


def _shown(values):
    values = np.asarray(values, dtype=float)
    return np.where(np.abs(values) < SHOWN, values, np.nan)


def _rounded(levels, lowest):
    """Return levels with one digit, or as they are where that leaves few of them."""
    rounded = np.unique([float(f"{level:.1g}") for level in levels])
    return rounded if rounded[0] > lowest and rounded.size > 4 else levels


def _limits(exponents):
    """Return the ends of the history's axes; in tens and threes, so that they rarely move."""
    last = 10.0 * max(1, math.ceil((exponents.size - 1) / 10))
    low = 3 * math.floor(np.nanmin(exponents, initial=0) / 3)
    high = 3 * math.ceil(np.nanmax(exponents, initial=low + 3) / 3)
    return (-0.05 * last, 1.05 * last), (low - 0.2, high + 0.2)


def _written(value):
    return number_or_power(value, noise=1e-12, most=SHOWN)


def _rows(X, y):
    X = as_numbers(X, "X", shape=("n_samples", 2), finite=True)
    return X, as_numbers(y, "y", shape=(len(X),), finite=True)
