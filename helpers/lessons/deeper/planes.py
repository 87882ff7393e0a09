"""The playground's two pictures of a network: every neuron's plane with its weights, and one large.

A plane shows an activation for every point (x₁, x₂): orange where it is low, purple where it is
high, each neuron in its own range.
"""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from helpers.figure import BLACK, BLUE, GREY, ORANGE, OUTPUT_COLORS, SMALL
from helpers.lessons.deeper.data_sets import LIMIT, features
from helpers.views.live_figure import LiveFigure

GRID = 48  # points along each side of a plane; every second one in a small plane
TILE = GRID // 2  # pixels of a small plane
NETWORK = 440, 300  # pixels
TOP = 16  # pixels above the neurons, for the layers' names
LARGE, CORNER = 222, (34, 42)  # pixels: a side of the large plane, and its lower left corner
ENLARGED = np.arange(LARGE) * GRID // LARGE  # which row of a plane each row of pixels shows
EDGE = 118, 118, 118, 255  # grey, so that a plane of one pale colour is seen
COLORS = (OUTPUT_COLORS(np.linspace(0, 1, 256)) * 255).astype(np.uint8)

_side = np.linspace(-LIMIT, LIMIT, GRID)
POINTS = np.column_stack([part.ravel() for part in np.meshgrid(_side, _side)])


def heights(trainer):
    """Return the planes of all layers, the inputs first: arrays (n_neurons, GRID, GRID).

    The numbers go from −1 to 1: a sigmoid's from 0 to 1 are stretched, all others but tanh's are
    divided by the largest.
    """
    activations = trainer.activations(features(POINTS, trainer.names))
    planes = []
    for i, a in enumerate(activations):
        function = trainer.functions[i - 1] if i else None
        a = np.nan_to_num(a.T.reshape(-1, GRID, GRID), posinf=0, neginf=0)
        if function is not None and function.low == 0 and function.high == 1:
            a = 2 * a - 1
        elif function is None or function.high != 1:
            is_output = i == len(activations) - 1
            largest = np.abs(a).max(axis=(1, 2), keepdims=True)
            a = np.clip(a, -1, 1) if is_output else a / np.where(largest > 0, largest, 1)
        planes.append(a)
    return planes


class NetworkPicture:
    """A live figure of a network: a small plane for each neuron, and each weight as a line.

    A line is solid and blue for a positive weight, dashed and orange for a negative one; its width
    follows the size.

    Attributes
    ----------
    live : LiveFigure
    """

    def __init__(self):
        width, height = NETWORK
        self.live = LiveFigure(width / 96, height / 96, "The network: a plane for each neuron")
        self.live.figure.set_layout_engine("none")
        self._axes = self.live.subplots()
        self._axes.set_position([0, 0, 1, 1])
        self._axes.set(xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()
        self._lines = LineCollection([], zorder=1)
        self._axes.add_collection(self._lines)
        (self._chosen_line,) = self._axes.plot([], [], color=BLACK, zorder=0.9)
        self._pixels = np.zeros((height, width, 4), dtype=np.uint8)
        # Pixel for pixel: an image in axes would be resampled each time.
        self._tiles = self.live.figure.figimage(self._pixels, zorder=2)
        self._frame = Rectangle((0, 0), 1, 1, fill=False, edgecolor=BLACK, linewidth=2.5, zorder=3)
        self._axes.add_patch(self._frame)
        self.live.moves(self._lines, self._chosen_line, self._tiles, self._frame)
        self._names = []

    def lay_out(self, names, sizes):
        """Find the neurons' places, and write the names of inputs and layers.

        Returns
        -------
        list of (layer, target, source)
            What the mouse can point at: inputs in layer −1, neurons, both with None as the source,
            and then weights.
        list of (x0, y0, x1, y1)
            The boxes of inputs and neurons in pixels.
        list of (x0, y0, x1, y1)
            The weights' lines.
        """
        width, height = NETWORK
        left = 46
        columns = np.linspace(left, width - TILE - 6, len(sizes))
        room = (height - TOP) / max(8, *sizes)
        self.places = [
            [(x, TOP + (height - TOP) / 2 + (j - (n - 1) / 2) * room - TILE / 2) for j in range(n)]
            for x, n in zip(columns, sizes, strict=True)
        ]
        for text in self._names:
            text.remove()
        look = {"fontsize": SMALL, "color": BLACK, "va": "center"}
        self._names = [
            self._axes.text(left - 4, y + TILE / 2, name, ha="right", **look)
            for name, (_, y) in zip(names, self.places[0], strict=True)
        ]
        captions = ["inputs", *map(str, range(1, len(sizes) - 1)), "output"]
        for x, caption, at in zip(
            columns, captions, ["center"] * (len(sizes) - 1) + ["right"], strict=True
        ):
            place = x + (TILE if at == "right" else TILE / 2)
            self._names.append(
                self._axes.text(place, 8, caption, ha=at, fontsize=SMALL, color=GREY, va="center")
            )
        self.live.forget_background()
        neurons = [
            (layer, target, None) for layer, n in enumerate(sizes, -1) for target in range(n)
        ]
        weights = [
            (layer, target, source)
            for layer in range(len(sizes) - 1)
            for source in range(sizes[layer])
            for target in range(sizes[layer + 1])
        ]
        lines = [self._ends(*weight) for weight in weights]
        self._lines.set_segments(lines)
        boxes = [(x, y, x + TILE, y + TILE) for places in self.places for x, y in places]
        return neurons + weights, boxes, [(*start, *end) for start, end in lines]

    def show(self, trainer, planes, chosen, discrete):
        """Draw the network as it is laid out; `chosen` is (layer, target, source or None)."""
        self._pixels[...] = 0
        for places, layer in zip(self.places, planes, strict=True):
            for (x, y), plane in zip(places, layer, strict=True):
                rows, columns = slice(round(y), round(y) + TILE), slice(round(x), round(x) + TILE)
                self._pixels[rows, columns] = EDGE
                inside = colored(plane[::-2, ::2], discrete)[1:-1, 1:-1]
                self._pixels[rows, columns][1:-1, 1:-1] = inside
        self._tiles.set_data(self._pixels)
        self._show_weights(trainer)
        self._show_chosen(*chosen)

    def _ends(self, layer, target, source):
        (x, y), (to_x, to_y) = self.places[layer][source], self.places[layer + 1][target]
        return (x + TILE, y + TILE / 2), (to_x, to_y + TILE / 2)

    def _show_weights(self, trainer):
        values = np.nan_to_num(np.concatenate([W.ravel() for W in trainer.weights]))
        self._lines.set(
            linewidths=np.clip(1.4 * np.log2(1 + np.abs(values)), 0.2, 6),
            colors=np.where(values > 0, BLUE, ORANGE),
            linestyles=["-" if value > 0 else (0, (2, 1)) for value in values],
        )

    def _show_chosen(self, layer, target, source):
        is_neuron = source is None
        self._frame.set_visible(is_neuron)
        self._chosen_line.set_visible(not is_neuron)
        if is_neuron:
            x, y = self.places[layer + 1][target]
            self._frame.set_bounds(x - 2, y - 2, TILE + 4, TILE + 4)
        else:
            self._chosen_line.set(data=np.transpose(self._ends(layer, target, source)))
            self._chosen_line.set_linewidth(9)


class LargePlane:
    """A live figure of one neuron's plane, with the points of the data.

    Attributes
    ----------
    live : LiveFigure
    """

    def __init__(self, size=(2.72, 3.125)):
        self.live = LiveFigure(*size, "The plane of x₁ and x₂ with the points")
        self.live.figure.set_layout_engine("none")
        axes = self._axes = self.live.subplots()
        width, height = np.multiply(size, 96)
        left, bottom = CORNER
        axes.set_position([left / width, bottom / height, LARGE / width, LARGE / height])
        axes.grid(visible=False)
        # Pixel for pixel, as the small planes.
        blank = np.zeros((LARGE, LARGE, 4), dtype=np.uint8)
        self._colors = self.live.figure.figimage(blank, *CORNER, zorder=0.5)
        axes.set(xlim=(-LIMIT, LIMIT), ylim=(-LIMIT, LIMIT), xlabel="x₁")
        axes.set_ylabel("x₂", labelpad=-7)
        axes.set_xticks([-5, 0, 5])
        axes.set_yticks([-5, 0, 5])
        self.live.figure.figimage(np.tile(COLORS[::6], (9, 1, 1)), 186, 8)
        for x, ha, word in ((183, "right", "low"), (232, "left", "high")):
            look = {"ha": ha, "va": "center", "fontsize": SMALL}
            self.live.figure.text(x / width, 12 / height, word, **look)
        self._dots = {}
        for role, filled in (("train", True), ("test", False)):
            for target, marker, color in ((0, "o", "#7A3B00"), (1, "s", "#3B1E66")):
                face = color if filled else "white"
                (self._dots[role, target],) = axes.plot(
                    [], [], marker, mfc=face, mec="white" if filled else color, ms=5, mew=0.8
                )
        self._numbers = {
            role: axes.scatter(
                [], [], c=[], cmap=OUTPUT_COLORS, vmin=-1, vmax=1, s=22, marker=marker, ec=BLACK,
                linewidths=0.6,
            )
            for role, marker in (("train", "o"), ("test", "D"))
        }  # fmt: skip
        (self._mark,) = axes.plot([], [], "o", mfc="none", mec=BLACK, ms=13, mew=1.8, zorder=6)
        above = {"va": "bottom", "transform": axes.transAxes, "fontsize": SMALL, "zorder": -1}
        self._caption = axes.text(0, 1.02, "", **above)
        self.live.moves(
            self._colors, *self._dots.values(), *self._numbers.values(), self._mark, self._caption
        )

    def show(self, plane, caption, discrete):
        """Draw a neuron's plane (GRID, GRID), and a caption of two lines above it."""
        self._colors.set_data(colored(plane[::-1], discrete)[ENLARGED][:, ENLARGED])
        if self._caption.get_text() != caption:  # what rests need not be drawn again
            self._caption.set_text(caption)

    def show_points(self, trainer, with_test, asked):
        """Draw the points that train, those that test where `with_test`, and the one asked of."""
        data = trainer.data
        for role, rows in (("train", trainer.train_rows), ("test", trainer.test_rows)):
            rows = rows if role == "train" or with_test else rows[:0]
            X, y = data.X[rows], data.y[rows]
            for target in (0, 1):
                chosen = y == target if not data.regression else np.zeros(len(y), dtype=bool)
                self._dots[role, target].set_data(*X[chosen].T)
            self._numbers[role].set_offsets(X if data.regression else np.empty((0, 2)))
            self._numbers[role].set_array(y if data.regression else np.empty(0))
        self._mark.set_data([] if asked is None else asked[:1], [] if asked is None else asked[1:])

    def point_at(self, x, y):
        """Return the point (x₁, x₂) at a place of the picture (0 to 1, from the upper left)."""
        left, bottom, width, height = self._axes.get_position().bounds
        share = np.array([(x - left) / width, (1 - y - bottom) / height])
        return LIMIT * (2 * share - 1)


def colored(plane, discrete):
    """Return the colours of a plane, an array of bytes (…, 4)."""
    if discrete:
        plane = np.sign(plane)
    return COLORS[np.clip(np.round(127.5 * (plane + 1)), 0, 255).astype(int)]
