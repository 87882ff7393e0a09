"""SoftmaxView: three logits, what softmax makes of them, and which way a step leads (lesson 08)."""

import numpy as np
from matplotlib.patches import FancyArrowPatch

from helpers.figure import BLACK, BLUE, GREY, ORANGE
from helpers.functions import softmax
from helpers.numbers import as_numbers
from helpers.views.controls import choice, log_slider, slider
from helpers.views.live_figure import THREE_IN_A_ROW, LiveFigure
from helpers.views.own_function import evaluate, own_or_stand_in
from helpers.views.view import View
from helpers.views.words import listed, number, python, short

N_CLASSES = 3
LIMIT = 6.0  # of the logits
HIGHEST = 7.0  # of the losses that are shown; a larger one becomes an arrow at the upper edge
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
MAGNIFIED = 4  # how many times as long as the slope an arrow is
BESIDE = [k + 0.38 for k in range(N_CLASSES)]  # where the arrows stand
SUBSCRIPTS = "₀₁₂"


class SoftmaxView(View):
    """Move three logits and a temperature; watch the probabilities, the losses and the gradient.

    Parameters
    ----------
    softmax : function of logits (n_samples, n_classes) that returns probabilities of that shape
        The learner's own; while it still returns None, the course's stands in for it.
    z : three numbers from −6 to 6
        Where the logits start.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If `z` are not three numbers in their range.

    Examples
    --------
    >>> view = SoftmaxView()
    >>> view.z0.value = 3
    >>> print(view.state.splitlines()[1])
    p = 20.09/23.91, 2.7183/23.91, 1.1052/23.91 = 0.8401, 0.1137, 0.0462
    """

    guess_mark = "the dashed line"

    def __init__(self, softmax=softmax, z=(2, 1, 0.1), predict=None):
        self._softmax, note = own_or_stand_in(softmax, _reference, np.zeros((1, N_CLASSES)))
        values = as_numbers(z, "z", shape=(N_CLASSES,), finite=True)
        controls = {
            f"z{k}": slider(f"z{SUBSCRIPTS[k]}", value, -LIMIT, LIMIT)
            for k, value in enumerate(values)
        }
        controls["temperature"] = log_slider("temperature T", 1, 0.1, 10)
        controls["truth"] = choice("the truth is", [(f"class {k}", k) for k in range(N_CLASSES)])
        logits = LiveFigure(*THREE_IN_A_ROW, "The logits, with an arrow for a step of each")
        shares = LiveFigure(*THREE_IN_A_ROW, "The probabilities, as bars")
        losses = LiveFigure(*THREE_IN_A_ROW, "The loss over the probability of the truth")
        self._make_logits(logits)
        self._make_shares(shares)
        self._make_losses(losses)
        super().__init__(controls, [logits, shares, losses], predict, [note])
        self.refresh()

    # -------------------------------------------------------------------------- the pictures

    def _make_logits(self, live):
        axes = live.subplots()
        axes.set(title="logits, and a step", ylabel="z", ylim=(-LIMIT - 1.2, LIMIT + 1.2))
        self._logits = _bars(axes, GREY)
        axes.set_xlim(-0.45, N_CLASSES - 0.4)
        # Beside the bars, where no grey is behind them; the head is smaller than most arrows.
        look = {"arrowstyle": "-|>", "mutation_scale": 8, "linewidth": 2, "color": ORANGE}
        self._arrows = [
            axes.add_patch(FancyArrowPatch((x, 0), (x, 1), shrinkA=0, shrinkB=0, **look))
            for x in BESIDE
        ]
        live.moves(*self._logits, *self._arrows)

    def _make_shares(self, live):
        axes = live.subplots()
        axes.set(title="probabilities", ylabel="p", ylim=(0, 1.12))
        self._shares = _bars(axes, BLUE)
        self._share_texts = [
            axes.text(k, 0, "", ha="center", va="bottom") for k in range(N_CLASSES)
        ]
        self._guess_line = axes.axhline(np.nan, color=ORANGE, linestyle="--")
        live.moves(*self._shares, *self._share_texts, self._guess_line)

    def _make_losses(self, live):
        axes = live.subplots()
        p = np.linspace(np.exp(-HIGHEST), 1, 400)
        axes.plot(p, -np.log(p), color=BLUE)
        axes.set(
            title="loss, if it is true",
            xlabel="p of the truth",
            ylabel="−ln p",
            xlim=(-0.03, 1.03),
            ylim=(-0.3, HIGHEST),
        )
        self._points = [
            axes.plot([], [], "o", color=BLACK, markersize=7, clip_on=False)[0]
            for _ in range(N_CLASSES)
        ]
        self._names = [
            axes.text(0, 0, f" {k}", va="bottom", clip_on=False) for k in range(N_CLASSES)
        ]
        live.moves(*self._points, *self._names)

    # ---------------------------------------------------------------------------- the state

    def draw(self):
        """Move bars, arrows and points; return the arithmetic in words."""
        z = np.array([getattr(self, f"z{k}").value for k in range(N_CLASSES)])
        temperature, truth = self.temperature.value, self.truth.value
        p = evaluate(self._softmax, z[None] / temperature)[0]
        with np.errstate(divide="ignore", invalid="ignore"):
            losses = -np.log(p)
        slopes = (p - (np.arange(N_CLASSES) == truth)) / temperature
        self._draw_logits(z, slopes)
        self._draw_shares(p, truth)
        self._draw_losses(p, losses, truth)
        return self._arithmetic(z, p, losses, slopes)

    def _draw_logits(self, z, slopes):
        for k, (bar, arrow, x) in enumerate(zip(self._logits, self._arrows, BESIDE, strict=True)):
            bar.set_height(z[k])
            step = -MAGNIFIED * slopes[k] if np.isfinite(slopes[k]) else 0.0
            arrow.set_positions((x, z[k]), (x, np.clip(z[k] + step, -LIMIT - 1, LIMIT + 1)))
            arrow.set_visible(abs(step) > 0.02)

    def _draw_shares(self, p, truth):
        for k, (bar, text) in enumerate(zip(self._shares, self._share_texts, strict=True)):
            bar.set_height(np.clip(p[k], 0, 1.1) if np.isfinite(p[k]) else 0)
            bar.set_hatch("//" if k == truth else "")
            text.set_text(f"{p[k]:.3f}")
            text.set_y(np.clip(bar.get_height(), 0, 1.02) + 0.01)
        guess = np.nan if self.guess is None else self.guess
        self._guess_line.set_ydata([guess, guess])

    def _draw_losses(self, p, losses, truth):
        heights = np.clip(losses, 0, HIGHEST)
        # Points that lie on each other have one label, beside the first of them.
        near = (np.abs(p[:, None] - p) < 0.08) & (np.abs(heights[:, None] - heights) < 0.6)
        for k, (point, name) in enumerate(zip(self._points, self._names, strict=True)):
            height, named = heights[k], np.flatnonzero(near[k])
            point.set_data([p[k]], [height])
            name.set_text(f" {', '.join(map(str, named))}" if k == min(named, default=k) else "")
            point.set_marker("^" if losses[k] > HIGHEST else "o")
            point.set_markerfacecolor(BLACK if k == truth else "white")
            name.set_position((np.clip(p[k], 0, 0.93), height))

    def _arithmetic(self, z, p, losses, slopes):
        temperature, truth = self.temperature.value, self.truth.value
        scaled = temperature != 1
        powers = np.exp(z / temperature)
        total = _power(powers.sum())
        divided = f", divided by T = {number(temperature)}" if scaled else ""
        yield f"Logits {listed(z)}{divided}; powers of e: {listed(powers, _power)}; sum {total}."
        quotients = ", ".join(f"{_power(power)}/{total}" for power in powers)
        yield f"p = {quotients} = {listed(p, _rounded)}"
        told = (f"{k}: {_rounded(loss)}" for k, loss in enumerate(losses))
        yield f"−ln p, the loss if this class is the true one: {', '.join(told)}."
        target = listed((np.arange(N_CLASSES) == truth) * 1)
        formula = "(p − y)/T" if scaled else "p − y"
        yield (
            f"Class {truth} is true (hatched, ●), so y = {target} and "
            f"∂L/∂z = {formula} = {listed(slopes, _rounded)}."
        )
        yield f"A step goes against it, as the arrows do: {', '.join(_ways(slopes))}."
        yield f"To copy z: [{python(z)}]"


_reference = softmax  # under another name, since the argument of SoftmaxView has this one


def _power(value):
    """Return a power of e: "4.9·10⁸" where it is large, "3.1·10⁻⁷" where it is small."""
    if 0.001 <= value < 10_000:
        return short(value)
    digits, exponent = f"{value:.1e}".split("e")
    return f"{digits}·10{str(int(exponent)).translate(RAISED)}"


def _rounded(value):
    """Return a share, a loss or a slope: "about 0" where it is so after rounding only."""
    text = number(value)
    return f"about {text}" if text in ("0", "1", "−1") else text


def _bars(axes, color):
    bars = axes.bar(range(N_CLASSES), [0] * N_CLASSES, width=0.6, color=color, edgecolor="white")
    axes.set_xticks(range(N_CLASSES), [f"class {k}" for k in range(N_CLASSES)])
    return bars.patches


def _ways(slopes):
    for k, slope in enumerate(slopes):
        way = "up" if slope < 0 else "down" if slope > 0 else "nowhere"
        yield f"z{SUBSCRIPTS[k]} {way}"
