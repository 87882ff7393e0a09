"""Grid: a matrix as numbers in cells (lesson 03)."""

import numpy as np
from matplotlib.collections import LineCollection

from helpers.figure import GREY
from helpers.views.words import short


class Grid:
    """A matrix as a grid of numbers, with its name and shape above, that can move and change.

    Parameters
    ----------
    axes : Axes, whose unit is one cell
    cells : int
        The most cells that the matrix will have.
    size : number
        Of the numbers, in points.
    align : "left" or "right"
        The edge of the matrix at which its name stands.
    """

    def __init__(self, axes, cells, size, align="left"):
        self._align = align
        self._lines = axes.add_collection(LineCollection([], colors=GREY, linewidths=0.8))
        look = {"ha": "center", "va": "center", "fontsize": size}
        self._texts = [axes.text(0, 0, "", **look) for _ in range(cells)]
        self._title = axes.text(0, 0, "", ha=align, va="bottom", fontsize=9)
        self.artists = [self._lines, self._title, *self._texts]

    def show(self, matrix, x, y, name, columns=None):
        """Draw the matrix with its upper left corner at x, y; the columns not yet known as dots.

        Parameters
        ----------
        matrix : array (rows, columns) or (columns,)
        x, y : number, in cells
        name : str
        columns : int, optional
            How many are known; all where it is left out.
        """
        table = np.atleast_2d(matrix)
        rows, width = table.shape
        across = [[(x, y + i), (x + width, y + i)] for i in range(rows + 1)]
        down = [[(x + j, y), (x + j, y + rows)] for j in range(width + 1)]
        self._lines.set_segments([*across, *down] if table.size else [])
        self._title.set_position((x + (width if self._align == "right" else 0), y - 0.12))
        self._title.set_text(f"{name} {matrix.shape}" if table.size else name)
        known = width if columns is None else columns
        for text in self._texts:
            text.set_text("")
        for text, (i, j) in zip(self._texts, np.ndindex(rows, width), strict=False):
            text.set_position((x + j + 0.5, y + i + 0.5))
            text.set_text(short(table[i, j]) if j < known else "·")
