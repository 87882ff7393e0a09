"""Diagram: neurons as circles, connections as lines with their weights. Lessons 02 and 05."""

import numpy as np
from matplotlib.patches import Circle

from helpers.figure import BLACK, BLUE, GREY, ORANGE, SMALL
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.words import number

WIDTH, HEIGHT = 3.67, 2.85  # inches that the axes have for the nodes and lines
MOST_LAYERS, MOST_NEURONS = 3, 3
RADIUS = 0.28  # of a node, in inches
FONT = SMALL
LOWERED = 0.36  # inches
THINNEST, THICKEST = 0.8, 6  # lines, in points
DASHES = (0, (1.4, 0.7))  # short, so that some are left beside a label
DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Diagram:
    """A live figure of a small fully connected network.

    A line's width follows the size of its value; a solid blue line is positive, a dashed orange
    one negative, a dotted grey one 0 or no number.

    Parameters
    ----------
    sizes : tuple of int
        Neurons per layer, the inputs first: two or three layers of at most three.
    title : str
    names : list of lists of str, optional
        The nodes' names, a list for each layer; x₁ …, h₁ …, o₁ … where they are left out.

    Attributes
    ----------
    live : LiveFigure

    Raises
    ------
    ValueError
        If a size is out of range or the names don't fit the sizes.

    Examples
    --------
    >>> diagram = Diagram((2, 2, 1))
    >>> diagram.node(1, 0, "0.9526", note="b₁ = 0")
    >>> diagram.edge(0, 1, 0, value=-1.5)
    >>> diagram.live.redraw()
    """

    def __init__(self, sizes=(2, 2, 1), title="the network", names=None, size=TWO_IN_A_ROW):
        sizes = tuple(sizes)
        if not 2 <= len(sizes) <= MOST_LAYERS or not all(
            n in range(1, MOST_NEURONS + 1) for n in sizes
        ):
            raise ValueError(
                f"sizes must be 2 or {MOST_LAYERS} whole numbers from 1 to {MOST_NEURONS}, "
                f"got {sizes}"
            )
        names = _default_names(sizes) if names is None else names
        if tuple(map(len, names)) != sizes:
            raise ValueError(f"names must hold {sizes} names, a list for each layer, got {names!r}")
        self._names = names
        self._places = [_column(layer, sizes) for layer in range(len(sizes))]
        self.live = LiveFigure(*size, f"{title}: neurons as circles, weights as lines")
        axes = self.live.subplots()
        axes.set(title=title, xlim=(0, WIDTH), ylim=(0, HEIGHT), aspect="equal")
        axes.set_axis_off()
        self._make_nodes(axes)
        self._make_edges(axes, sizes)

    def _make_nodes(self, axes):
        captions = ["inputs", *["hidden layer"] * (len(self._places) - 2), "output"]
        self._values, self._notes, self._note_heights = {}, {}, {}
        for layer, (caption, places) in enumerate(zip(captions, self._places, strict=True)):
            side = ("left", *["center"] * (len(captions) - 2), "right")[layer]
            edge = {"left": -1, "center": 0, "right": 1}[side] * RADIUS
            axes.text(places[0][0] + edge, 0, caption, ha=side, va="bottom", color=GREY, size=9)
            for index, (x, y) in enumerate(places):
                axes.add_patch(
                    Circle((x, y), RADIUS, facecolor="white", edgecolor=BLACK, linewidth=1.5)
                )
                value = axes.text(x, y, "", ha="center", va="center", size=FONT)
                # Above the upper nodes and below the others: there no line passes.
                above = len(places) > 1 and y > np.mean([place[1] for place in places])
                note_y = y + (1 if above else -1) * (RADIUS + 0.04)
                va = "bottom" if above else "top"
                note = axes.text(x + edge, note_y, "", ha=side, va=va, size=FONT)
                self._values[layer, index], self._notes[layer, index] = value, note
                self._note_heights[layer, index] = note_y
                self.live.moves(value, note)
                self.node(layer, index, "")

    def _make_edges(self, axes, sizes):
        self._edges, self._looks = {}, {}
        for layer in range(len(sizes) - 1):
            for source in range(sizes[layer]):
                for target in range(sizes[layer + 1]):
                    self._edges[layer, source, target] = self._make_edge(
                        axes, layer, source, target
                    )
                    self.edge(layer, source, target, 0)

    def _make_edge(self, axes, layer, source, target):
        start = np.array(self._places[layer][source])
        end = np.array(self._places[layer + 1][target])
        rim = (end - start) / np.hypot(*(end - start)) * RADIUS
        ends = np.transpose([start + rim, end - rim])
        outline, gap, line = (
            axes.plot(*ends, color=color, zorder=zorder, solid_capstyle="butt")[0]
            for color, zorder in ((BLACK, 2), ("white", 2.1), (GREY, 2.2))
        )
        label = axes.text(
            *(start + self._label_share(layer, start, end) * (end - start)),
            "",
            ha="center",
            va="center",
            size=FONT,
            zorder=2.5,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )
        self.live.moves(outline, gap, line, label)
        return outline, gap, line, label

    def _label_share(self, layer, start, end):
        """Return how far along its line a label sits, so that a layer's labels are apart."""
        sources, targets = self._places[layer], self._places[layer + 1]
        if start[1] == end[1] or len(sources) == 1 or len(targets) == 1:
            return 0.5
        # At this share of the way the lines of all pairs stand at equal distances in height.
        source_gap = sources[0][1] - sources[1][1]
        target_gap = targets[0][1] - targets[1][1]
        return source_gap / (source_gap + len(targets) * target_gap)

    def node(self, layer, index, value_text, note=""):
        """Write a value into a node, under its name, and a note beside it, such as its bias."""
        self._values[layer, index].set_text(f"{self._names[layer][index]}\n{value_text}".strip())
        written = self._notes[layer, index]
        if written.get_text() == note:
            return
        written.set_text(note)
        # Two lines at the output are wide: further down they clear the connection beside them.
        lowered = LOWERED if "\n" in note and layer == len(self._places) - 1 else 0
        written.set_y(self._note_heights[layer, index] - lowered)

    def edge(self, layer, source, target, value, text=None, highlighted=False):
        """Draw the connection from `source` in `layer` to `target` in the next layer.

        Parameters
        ----------
        layer, source, target : int, from 0
        value : number
            Its size sets the width of the line, its sign the look.
        text : str, optional
            The label; the value where it is left out.
        highlighted : bool
            Thick, with an outline, the label in bold.
        """
        look = value, text, highlighted
        if self._looks.get((layer, source, target)) == look:  # what rests need not be drawn again
            return
        self._looks[layer, source, target] = look
        outline, gap, line, label = self._edges[layer, source, target]
        width = _line_width(value)
        if highlighted:
            width = max(width, 4)
        style = ("-", BLUE) if value > 0 else (DASHES, ORANGE) if value < 0 else (":", GREY)
        line.set(linewidth=width, linestyle=style[0], color=style[1])
        outline.set(linewidth=width + 5, visible=highlighted)
        gap.set(linewidth=width + 2.5, visible=highlighted)
        label.set(
            text=number(value) if text is None else text,
            fontweight="bold" if highlighted else "normal",
        )
        label.get_bbox_patch().set_edgecolor(BLACK if highlighted else "none")


def _default_names(sizes):
    letters = ["x", *"h" * (len(sizes) - 2), "o"]
    return [
        [f"{letter}{str(index).translate(DIGITS)}" for index in range(1, size + 1)]
        for letter, size in zip(letters, sizes, strict=True)
    ]


def _column(layer, sizes):
    """Return the places of a layer's nodes, from top to bottom."""
    x = np.linspace(RADIUS + 0.03, WIDTH - RADIUS - 0.03, len(sizes))[layer]
    top, bottom = HEIGHT - 0.5, 0.72
    if sizes[layer] == 1:
        return [(x, (top + bottom) / 2)]
    return [(x, y) for y in np.linspace(top, bottom, sizes[layer])]


def _line_width(value):
    # Logarithmic: 0.5 and 1 can be told apart in the same picture as 10 and 20.
    if not np.isfinite(value):
        return THINNEST
    return min(THINNEST + 1.2 * np.log2(1 + abs(value)), THICKEST)
