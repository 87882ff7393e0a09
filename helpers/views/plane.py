"""Plane: all pairs of two inputs at once, coloured by an output. Lessons 01, 02 and 06."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.figure import BLACK, LABEL_BOX, OUTPUT_COLORS
from helpers.numbers import as_numbers
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.words import number, point

GRID = 61  # points along each side
LIMITS = -5, 5  # of the inputs, where no rows say otherwise


class Plane:
    """A live figure of the plane of two inputs.

    Parameters
    ----------
    X, y : array (n_samples, 2) and array (n_samples,) of 0 and 1, optional
        Rows and their targets, drawn as circles (0) and squares (1); they set the limits.
    title, xlabel, ylabel : str
    limits : two numbers, optional
        Instead of those that the rows set.
    size : width and height in inches
    scale : bool
        Whether the colours' scale stands beside it; one is enough for two planes in a row.

    Attributes
    ----------
    live : LiveFigure
    low, high : the ends of both axes

    Raises
    ------
    ValueError
        If `X` and `y` do not fit together or a target is neither 0 nor 1.
    """

    def __init__(
        self,
        X=None,
        y=None,
        title="the output",
        xlabel="x₁",
        ylabel="x₂",
        limits=None,
        size=TWO_IN_A_ROW,
        scale=True,
    ):
        self.X, self.y = rows_and_targets(X, y)
        if limits is None:
            limits = (self.X.min() - 0.5, self.X.max() + 0.5) if self.y.size else LIMITS
        self.low, self.high = low, high = limits
        side = np.linspace(low, high, GRID)
        self._grid = np.meshgrid(side, side)
        self.live = LiveFigure(*size, f"{title}: the plane of {xlabel} and {ylabel}")
        axes = self.live.subplots()
        axes.set(title=title, xlabel=xlabel, ylabel=ylabel, xlim=limits, ylim=limits)
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.grid(visible=False)
        self._make_artists(axes)
        if scale:
            axes.figure.colorbar(self._colors, ax=axes, label="output", ticks=[0, 0.5, 1])

    def _make_artists(self, axes):
        self._colors = axes.imshow(
            np.zeros((GRID, GRID)),
            cmap=OUTPUT_COLORS,
            vmin=0,
            vmax=1,
            origin="lower",
            extent=(self.low, self.high, self.low, self.high),
        )
        (self._line,) = axes.plot([], [], color=BLACK)
        self._side = axes.text(0, 0, "z > 0", ha="center", va="center", bbox=LABEL_BOX)
        self.live.moves(self._colors, self._line, self._side)
        self._rows = {}
        for target, marker in ((0, "o"), (1, "s")):
            look = {"mfc": "white", "mec": BLACK, "markersize": 11, "zorder": 4}
            (self._rows[target],) = self.live.moves(*axes.plot([], [], marker, **look))
        self.move_rows(self.X)
        (self._wrong,) = axes.plot([], [], "x", color=BLACK, markersize=7, zorder=5)
        (self._mark,) = axes.plot([], [], "o", color=BLACK, mec="white", markersize=10, zorder=6)
        self.live.moves(self._wrong, self._mark)
        self._side.set_visible(False)

    def color(self, output):
        """Colour every point by `output(X)`, which takes `(n_samples, 2)`, gives `(n_samples,)`."""
        points = np.column_stack([part.ravel() for part in self._grid])
        self._colors.set_data(np.reshape(output(points), (GRID, GRID)))

    def start(self, x):
        """Return `x`, or where that is None the point of the plane that is nearest to (2, 3)."""
        return np.clip((2, 3), self.low, self.high) if x is None else x

    def mark(self, x):
        """Put the black point on the inputs `x`."""
        self._mark.set_data([x[0]], [x[1]])

    def move_rows(self, X):
        """Put the rows at other places, such as those that the hidden layer gives them."""
        self.X = X
        for target, artist in self._rows.items():
            artist.set_data(*X[self.y == target].T)

    def border(self, w, b):
        """Draw the line w·x + b = 0, and on which side of it z is positive."""
        length = np.hypot(*w)
        if length == 0:
            self._line.set_data([], [])
            self._side.set_visible(False)
            return
        ends = np.array([self.low, self.high])
        # Solved for the coordinate that has the larger weight: the other may have none at all.
        if abs(w[1]) >= abs(w[0]):
            self._line.set_data(ends, -(w[0] * ends + b) / w[1])
        else:
            self._line.set_data(-(w[1] * ends + b) / w[0], ends)
        middle = np.mean(ends)
        across = np.asarray(w) / length
        foot = middle - across * (np.sum(w) * middle + b) / length
        self._label_side(foot, across)

    def _label_side(self, foot, across):
        """Write z > 0 beside the line, as near to `foot` as no row or point is in the way."""
        span = self.high - self.low
        shifts = span * np.array([0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4])
        places = foot + across * 0.1 * span + np.outer(shifts, [-across[1], across[0]])
        margin = 0.06 * span
        places = places[np.all((places > self.low + margin) & (places < self.high - margin), 1)]
        self._side.set_visible(len(places) > 0)
        if len(places):
            points = np.vstack([self.X, np.column_stack(self._mark.get_data())])
            gaps = np.linalg.norm(places[:, None] - points, axis=2).min(axis=1, initial=np.inf)
            self._side.set_position(places[np.argmax(gaps > 0.15 * span)])

    def cross_out(self, outputs):
        """Cross out the rows whose output, of `outputs` (n_samples,), is on the wrong side of ½."""
        self._wrong.set_data(*self.X[~on_right_side(outputs, self.y)].T)


def on_right_side(outputs, targets):
    """Tell for each row whether its output is on its target's side of ½: array (n_samples,)."""
    return np.where(targets == 1, outputs > 0.5, outputs < 0.5)


def verdicts(X, y, outputs, clear=False):
    """Tell each row, its output, its target, and whether that is on the target's side of ½.

    Parameters
    ----------
    X, y, outputs : arrays (n_samples, n_inputs), (n_samples,) and (n_samples,)
    clear : bool
        Whether an output should be above 0.9 or below 0.1 besides.

    Returns
    -------
    list of str, one a row
    """
    return [
        f"{point(row)} → {number(output)}, target {target:g}: {verdict(output, target, clear)}"
        for row, target, output in zip(X, y, outputs, strict=True)
    ]


def verdict(output, target, clear):
    """Tell whether an output is on its target's side of ½, and clearly so where that is asked."""
    if not on_right_side(output, target):
        return "not on its side of ½ (crossed out)"
    if clear and abs(output - target) >= 0.1:
        return f"right side of ½, not {'above 0.9' if target == 1 else 'below 0.1'} yet"
    return "right side of ½"


def rows_and_targets(X, y):
    """Return rows (n_samples, 2) and targets (n_samples,) of 0 and 1 as arrays.

    Where both are None there are no rows; where they do not fit, a ValueError says why.
    """
    if X is None and y is None:
        return np.empty((0, 2)), np.empty(0)
    X = as_numbers(X, "X", shape=("n_samples", 2), finite=True)
    y = as_numbers(y, "y", shape=(len(X),))
    if not np.isin(y, [0, 1]).all():
        raise ValueError(f"y must hold targets 0 and 1, got the targets {np.unique(y)}")
    return X, y
