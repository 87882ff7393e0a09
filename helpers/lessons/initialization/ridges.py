"""Ridges: the histograms of a stack of layers, in a live figure (lesson 07)."""

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection

from helpers.figure import BLACK, GREY, PURPLE, SMALL
from helpers.views.live_figure import THREE_IN_A_ROW, LiveFigure
from helpers.views.words import rough

BINS = 40
LEFT, RIGHT = 0.02, 0.96  # where numbers stand, clear of those of the picture beside this one


class Ridges:
    """A live figure with one histogram a layer, the first on top, and its standard deviation.

    Parameters
    ----------
    title, xlabel : str
    color : the colour of the histograms

    Attributes
    ----------
    live : LiveFigure
    """

    TOP, BOTTOM = 0.09, 0.98  # of the rows, from the top of the axes

    def __init__(self, title, xlabel, color):
        self.live = LiveFigure(*THREE_IN_A_ROW, title)
        self.axes = self.live.subplots()
        self.axes.set(title=title, xlabel=xlabel, ylim=(1, 0), xlim=(0, 1), yticks=[])
        self.axes.grid(visible=False)
        self.axes.spines["left"].set_visible(False)
        heading = {"transform": self.axes.transAxes, "fontsize": SMALL, "color": GREY, "va": "top"}
        self.axes.text(LEFT, 0.99, "layer", **heading)
        self.axes.text(RIGHT, 0.99, "std", ha="right", **heading)
        self._hills = PolyCollection([], facecolor=color, edgecolor=color, alpha=0.6, zorder=2)
        self._bars = LineCollection([], color=BLACK, linewidth=1.5, zorder=3)
        self._guess = LineCollection([], color=PURPLE, linewidth=2.5, linestyle="--", zorder=3)
        for collection in (self._hills, self._bars, self._guess):
            self.axes.add_collection(collection, autolim=False)
        self._names = self._texts(LEFT, "left", zorder=1)  # below what moves more often
        self._spreads = self._texts(RIGHT, "right")
        self._remarks = self._texts(0.45, "center")
        texts = [*self._names, *self._spreads, *self._remarks]
        self.live.moves(self._hills, self._bars, self._guess, *texts)

    def _texts(self, x, align, zorder=4):
        place = self.axes.get_yaxis_transform()
        look = {
            "fontsize": SMALL,
            "ha": align,
            "va": "bottom",
            "transform": place,
            "zorder": zorder,
        }
        return [self.axes.text(x, 0, "", **look) for _ in range(10)]

    def limits(self, low, high, ticks, labels):
        """Show values from `low` to `high`, between the layers' names and standard deviations."""
        self.low, self.high = low, high
        width = high - low
        self.axes.set_xlim(low - 0.15 * width, high + 0.32 * width)
        self.axes.set_xticks(ticks, labels)
        self.axes.spines["bottom"].set_bounds(low, high)
        self.live.forget_background()

    def show(self, layers, spreads, empty):
        """Draw a histogram for each layer, values beyond the limits in the outermost bins.

        Parameters
        ----------
        layers : list of arrays
        spreads : list of numbers
            The standard deviations, written beside the layers.
        empty : str
            What to write where a layer has no values.
        """
        self._height = (self.BOTTOM - self.TOP) / len(layers)
        hills = []
        for texts in (self._names, self._spreads, self._remarks):
            for text in texts:
                text.set_text("")
        for i, (values, spread) in enumerate(zip(layers, spreads, strict=True)):
            floor = self._floor(i)
            _write(self._names[i], floor, f"{i + 1}")
            _write(self._spreads[i], floor, rough(spread))
            if not np.isfinite(spread):
                _write(self._remarks[i], floor, "overflow")
            elif values.size == 0:
                _write(self._remarks[i], floor, empty)
            else:
                hills.append(self._hill(values, floor))
        self._hills.set_verts(hills)

    def _floor(self, layer):
        return self.TOP + self._height * (layer + 0.92)

    def _hill(self, values, floor):
        # The bins are equally wide, so that a value's bin is found by one multiplication.
        places = (values - self.low) * (BINS / (self.high - self.low))
        counts = np.bincount(np.clip(places, 0, BINS - 1).astype(int), minlength=BINS)
        edges = np.repeat(np.linspace(self.low, self.high, BINS + 1), 2)
        heights = np.concatenate([[0], np.repeat(counts / counts.max(), 2), [0]])
        return np.column_stack([edges, floor - 0.85 * self._height * heights])

    def show_bars(self, bars, guess):
        """Draw a bar from mean − std to mean + std under each layer, and the guess in the last."""
        finite = [(i, *bar) for i, bar in enumerate(bars) if np.all(np.isfinite(bar))]
        self._bars.set_segments([self._bar(*bar) for bar in finite])
        shown = [] if guess is None or not finite else [(len(bars) - 1, finite[-1][1], guess)]
        self._guess.set_segments([self._bar(*bar, lift=0.3) for bar in shown])

    def _bar(self, layer, middle, half, lift=0):
        ends = np.clip([middle - half, middle + half], self.low, self.high)
        return [(end, self._floor(layer) - lift * self._height) for end in ends]


def _write(text, floor, words):
    text.set_y(floor)
    text.set_text(words)
