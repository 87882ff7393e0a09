"""LossPanel: losses over the epochs, in a live figure whose axes grow. Lessons 06, 10."""

import math

import numpy as np
from matplotlib.ticker import EngFormatter, LogLocator, MaxNLocator, NullLocator

from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure


class LossPanel:
    """A live figure of one or more losses over the epochs; its axes grow by doubling.

    Parameters
    ----------
    looks : list of dict
        How each curve is drawn.
    """

    def __init__(self, looks, size=TWO_IN_A_ROW):
        self.live = LiveFigure(*size, "The loss over the epochs")
        # The axes keep their place while the limits grow, with room for any tick's label.
        self.live.figure.set_layout_engine("none")
        self.axes = self.live.subplots()
        self.axes.set_position([0.2, 0.19, 0.76, 0.66])
        self.axes.set(xlabel="epoch", ylabel="loss")
        self.curves = [self.axes.plot([], [], **look)[0] for look in looks]
        self.ends = [
            self.axes.plot([], [], "o", color=curve.get_color(), markersize=6)[0]
            for curve in self.curves
        ]
        # Above the axes, where no curve comes.
        above = {"va": "bottom", "transform": self.axes.transAxes, "fontsize": 9.5}
        self.caption = self.axes.text(-0.1, 1.03, "", **above)
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
    highest = np.max(losses, initial=level, where=np.isfinite(losses))
    return -0.01, next((top for top in (0.32, 0.52, 1.05) if top > highest), 1.05 * highest)


def decades(losses):
    """Return the ends of the logarithmic axis of losses, in powers of ten."""
    lowest = np.min(losses, initial=0.01, where=losses > 0)
    return 10.0 ** math.floor(math.log10(max(lowest, 1e-16))), 1.05
