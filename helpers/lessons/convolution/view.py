"""ConvolutionView: move a kernel over a digit, and see the sum and the map (lesson 11)."""

import ipywidgets
import matplotlib
import numpy as np
from matplotlib.patches import Rectangle

from helpers.data import load_digits
from helpers.figure import BLACK, ORANGE, OUTPUT_COLORS, SMALL
from helpers.lessons.convolution.sliding import convolve
from helpers.numbers import as_numbers
from helpers.views.bitmap import bitmap, blocks
from helpers.views.controls import button, choice, whole_slider
from helpers.views.live_figure import LiveFigure
from helpers.views.number_grid import LIMIT, NumberGrid
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.pad import Pad
from helpers.views.view import View
from helpers.views.words import factor, number

SIDE = 12  # pixels of a picture without padding
DIGITS = {"a 3": 13, "a 0": 10}  # what is shown, and its place in the file
BLOCK, DRAWING = "a block", "my drawing"
LINE = [[[0.375, 0.2], [0.375, 0.71], [0.71, 0.71]]]  # on the pad at first: upright, level
OWN = "my own"
KERNELS = {
    "upright edge": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    "level edge": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    "blur": [[1 / 9] * 3] * 3,
    "sharpen": [[0, -1, 0], [-1, 5, -1], [0, -1, 0]],
}
MOST = 8  # learnt kernels that have room among the choices
HEIGHT = 2.9  # inches of each picture
ENDS = 1, 2, 3, 5, 10, 20, 30, 50, 100  # where the map's colours may end; nine nines make 81


class ConvolutionView(View):
    """Edit a kernel of 3×3, move it over a picture of 12×12; the map fills up to the window.

    Parameters
    ----------
    convolve : function of a picture (height, width) and a kernel (3, 3) that returns the map
        The learner's own, which draws it; while it returns None, the course's stands in for it.
    kernel : three rows of three numbers from −9 to 9
        What *my own* is at first; to change a number in the grid makes it *my own*.
    kernels : array (n, 3, 3), optional
        Learnt kernels, beside those made by hand; the first eight are shown.
    row, column : int
        The first window, in numbers of the map from 0.
    predict : Predict, optional

    Attributes
    ----------
    grid : NumberGrid
        The kernel as it is.
    pad : Pad
        What *my drawing* is made of; to draw on it makes it the picture.

    Raises
    ------
    ValueError
        If an argument has another form.

    Examples
    --------
    >>> view = ConvolutionView()
    >>> view.stride.value = 2
    >>> print(view.state.splitlines()[0])
    A 3 in 12×12, padding 0; upright edge, stride 2: (12 + 2·0 − 3)//2 + 1 = 5, a map of 5×5.
    """

    guess_mark = "written under the sum"

    def __init__(
        self,
        convolve=convolve,
        kernel=((0, 0, 0), (0, 1, 0), (0, 0, 0)),
        kernels=(),
        row=2,
        column=3,
        predict=None,
    ):
        self._name = name_of(convolve, "convolve")
        self._convolve, note = own_or_stand_in(
            convolve, _reference, np.zeros((SIDE, SIDE)), np.eye(3)
        )
        as_numbers(kernel, "kernel", shape=(3, 3), finite=True)
        self.grid = NumberGrid("weights", kernel)
        self._first_own = self.grid.value
        self._kernels = {**KERNELS, **_named(kernels), OWN: self._first_own}
        self.pad = Pad("The pad for a picture", LINE)
        last = SIDE - 3  # of the rows and columns of the map, as stride and padding begin
        controls = {
            "picture": choice("picture", [*DIGITS, BLOCK, DRAWING]),
            "preset": choice("kernel", list(self._kernels)),
            "stride": choice("stride", [(str(n), n) for n in (1, 2, 3)]),
            "padding": choice("padding", [("0", 0), ("1", 1)]),
            "row": whole_slider("row", row, 0, last),
            "column": whole_slider("column", column, 0, last),
            "next_button": button("Next window", "Move the kernel one stride on", self.next),
            "fill_button": button("Fill the map", "Move the kernel to its last place", self.fill),
            "clear_button": button(
                "Clear pad", "Empty the pad, and make it the picture", self.clear
            ),
            "reset_button": button("Reset", "Back to the start", self.reset),
        }
        for name in ("stride", "padding"):  # before the frame draws
            controls[name].observe(self._end_sliders, "value")
        self._shown = LiveFigure(2.6, HEIGHT, "The picture, and the window in it")
        self._sum = LiveFigure(2.0, HEIGHT, "The nine products of the window")
        self._map = LiveFigure(3.1, HEIGHT, "The map, filled up to the window")
        self._make_picture()
        self._make_products()
        self._make_map()
        super().__init__(controls, [self._shown, self._sum, self._map], predict, [note])
        self._put_beside(self.grid, self.pad)
        self.grid.observe(self._edited, "value")
        self.pad.observe(self._drawn, "strokes")
        self.refresh()

    def _put_beside(self, *widgets):
        figures = self.children[-3]
        column = ipywidgets.VBox(widgets, layout=ipywidgets.Layout(width="172px"))
        figures.children = (*figures.children, column)  # on a narrow page below the pictures
        if self.asking:
            self._lock(widgets)

    # ----------------------------------------------------------------------------- the controls

    def next(self):
        """Move the window one stride on, at the end of a row to the next, at last to the first."""
        size = self._size()
        self._go(*divmod((self.row.value * size + self.column.value + 1) % size**2, size))

    def fill(self):
        """Move the window to the last place, so that the map is full."""
        self._go(self._size() - 1, self._size() - 1)

    def _go(self, row, column):
        self._resetting = True  # one picture for both sliders
        self.row.value, self.column.value = row, column
        self._resetting = False
        self.refresh()

    def _end_sliders(self, _change):
        """Have the sliders end where the map does."""
        before, self._resetting = self._resetting, True  # the frame draws once, after this
        self.row.max = self.column.max = self._size() - 1
        self._resetting = before

    def clear(self):
        """Empty the pad, and make it the picture."""
        self.picture.value = DRAWING
        self.pad.strokes = []

    def reset(self):
        """Put the controls, the kernel *my own* and the pad back to where they began."""
        self._kernels[OWN] = self._first_own
        self._resetting = True
        self.pad.strokes = LINE
        super().reset()

    def _drawn(self, _change):
        """Make what is drawn the picture."""
        if self._resetting:
            return
        if self.picture.value == DRAWING:
            self.refresh()
        else:
            self.picture.value = DRAWING

    def _edited(self, _change):
        """Make what was typed into the grid the learner's own kernel."""
        if self.grid.value == self._kernels[self.preset.value]:
            return
        self._kernels[OWN] = self.grid.value
        if self.preset.value == OWN:
            self.refresh()
        else:
            self.preset.value = OWN

    def _size(self):
        """Return how many windows there are each way."""
        return (SIDE + 2 * self.padding.value - 3) // self.stride.value + 1

    def _pixels(self):
        """Return the picture (12, 12), without padding, from 0 to 1."""
        if self.picture.value == DRAWING:
            return blocks(bitmap(self.pad.strokes, normalise=False, side=4 * SIDE)) / 16
        images, _ = load_digits()
        block = self.picture.value == BLOCK
        image = np.full((8, 8), 16) if block else images[DIGITS[self.picture.value]]
        return np.pad(image / 16, (SIDE - 8) // 2)

    # ----------------------------------------------------------------------------- the pictures

    def _make_picture(self):
        axes = self._shown.subplots()
        limits = -1.6, SIDE + 0.6
        _number_places(axes, "the picture")
        self._image = axes.imshow(np.zeros((SIDE, SIDE)), cmap="Greys", vmin=0, vmax=1)
        axes.set(xlim=limits, ylim=limits[::-1])  # imshow has narrowed them
        self._edge = axes.add_patch(Rectangle((0, 0), 0, 0, fill=False, ls="--", lw=1))
        paper = axes.add_patch(Rectangle((-0.5, -0.5), SIDE, SIDE, fill=False, lw=1))
        self._window = axes.add_patch(Rectangle((0, 0), 3, 3, fill=False, ec=ORANGE, lw=3))
        self._shown.moves(self._image, self._edge, paper, self._window)

    def _make_products(self):
        axes = self._sum.subplots()
        axes.set(title="pixel · weight", xlim=(-0.52, 2.52), ylim=(3.3, -0.52))
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
        axes.spines[:].set_visible(False)
        for i, j in np.ndindex(3, 3):
            axes.add_patch(Rectangle((j - 0.5, i - 0.5), 1, 1, fill=False, ec=ORANGE))
        look = {"ha": "center", "va": "center", "fontsize": SMALL}
        self._products = [axes.text(j, i, "", **look) for i, j in np.ndindex(3, 3)]
        self._total = axes.text(1, 2.75, "", ha="center", va="center")
        self._guess = axes.text(1, 3.08, "", **look)
        self._sum.moves(*self._products, self._total, self._guess)

    def _make_map(self):
        axes = self._map.subplots()
        _number_places(axes, "the map")
        colors = matplotlib.colormaps[OUTPUT_COLORS.name].with_extremes(bad="#E3E3E3")
        self._filled = axes.imshow(np.zeros((SIDE, SIDE)), cmap=colors)
        limits = -0.6, SIDE - 0.4
        axes.set(xlim=limits, ylim=limits[::-1])
        self._border = axes.add_patch(Rectangle((0, 0), 0, 0, fill=False, lw=1))
        self._cell = axes.add_patch(Rectangle((0, 0), 1, 1, fill=False, ec=BLACK, lw=2))
        self._scale = self._map.figure.colorbar(self._filled, ax=axes, shrink=0.75)
        self._map.moves(self._filled, self._border, self._cell)
        self._color_to(ENDS[-1])
        self._map.figure.draw_without_rendering()  # the layout has room for the longest number
        self._map.figure.set_layout_engine("none")

    def _color_to(self, end):
        """Have the colours of the map reach from −end to end."""
        if self._filled.get_clim() != (-end, end):
            self._filled.set_clim(-end, end)
            self._scale.set_ticks([-end, 0, end], labels=map(number, (-end, 0, end)))
            self._map.forget_background()

    def draw(self):
        """Draw picture, products and map; return the sum with its numbers in words."""
        self.grid.value = self._kernels[self.preset.value]
        kernel = np.array(self.grid.value)
        padding, stride = self.padding.value, self.stride.value
        pixels = np.pad(self._pixels(), padding)
        whole = self._mapped(pixels, kernel)[::stride, ::stride]
        row, column = self.row.value, self.column.value
        top, left = row * stride, column * stride
        window = pixels[top : top + 3, left : left + 3]
        self._draw_picture(pixels, top - padding, left - padding)
        self._draw_products(window, kernel)
        filled = np.arange(whole.size).reshape(whole.shape) <= row * len(whole) + column
        self._color_to(_end(kernel))
        self._draw_map(np.where(filled, whole, np.nan), row, column)
        return self._told(window, kernel, whole, filled)

    def _mapped(self, pixels, kernel):
        given = self._convolve(pixels, kernel)
        expected = len(pixels) - 2, len(pixels) - 2
        try:
            whole = np.asarray(given, dtype=float)
        except (TypeError, ValueError):
            whole = np.empty(0)
        if whole.shape != expected or not np.isfinite(whole).all():
            raise ValueError(
                f"{self._name} must return {expected[0]} rows of {expected[1]} finite numbers for "
                f"a picture {pixels.shape} and a kernel (3, 3); its result begins with "
                f"{str(given)[:40]}"
            )
        return whole

    def _draw_picture(self, pixels, top, left):
        low, high = -self.padding.value - 0.5, SIDE + self.padding.value - 0.5
        self._image.set_data(pixels)
        self._image.set_extent((low, high, high, low))
        self._edge.set_bounds(low, low, high - low, high - low)
        self._edge.set_visible(self.padding.value > 0)
        self._window.set_xy((left - 0.5, top - 0.5))

    def _draw_products(self, window, kernel):
        for text, pixel, weight in zip(self._products, window.flat, kernel.flat, strict=True):
            text.set_text(f"{number(pixel)}\n· {number(weight)}\n= {number(pixel * weight)}")
        self._total.set_text(f"sum {number(np.sum(window * kernel))}")
        self._guess.set_text("" if self.guess is None else f"your guess {number(self.guess)}")

    def _draw_map(self, shown, row, column):
        size = len(shown)
        self._filled.set_data(shown)
        self._filled.set_extent((-0.5, size - 0.5, size - 0.5, -0.5))
        self._border.set_bounds(-0.5, -0.5, size, size)
        self._cell.set_xy((column - 0.5, row - 0.5))

    # ------------------------------------------------------------------------------ the state

    def _told(self, window, kernel, whole, filled):
        padding, stride, size = self.padding.value, self.stride.value, len(whole)
        row, column = self.row.value, self.column.value
        shown = self.picture.value
        picture = "Your drawing" if shown == DRAWING else shown.capitalize()
        yield (
            f"{picture} in 12×12, padding {padding}; {self.preset.value}, stride {stride}: "
            f"(12 + 2·{padding} − 3)//{stride} + 1 = {size}, a map of {size}×{size}."
        )
        rows = "; ".join(", ".join(map(number, weights)) for weights in kernel)
        yield f"Its weights, row by row: {rows}."
        products = " + ".join(
            f"{number(pixel)}·{factor(weight, number)}"
            for pixel, weight in zip(window.flat, kernel.flat, strict=True)
        )
        total = np.sum(window * kernel)
        yield f"Row {row}, column {column} of the map: {products} = {number(total)}."
        if not np.isclose(whole[row, column], total):
            yield f"Your {self._name} puts {number(whole[row, column])} there."
        so_far = whole[filled]
        yield (
            f"Filled so far: {so_far.size} of {whole.size} numbers, from {number(so_far.min())} to "
            f"{number(so_far.max())}; purple is above 0, orange below, grey not yet filled."
        )


_reference = convolve  # the constructor's argument hides its name


def _number_places(axes, title):
    """Give axes a title, numbers for rows and columns, and no lines of their own."""
    axes.set(title=title, xticks=[0, 4, 8], yticks=[0, 4, 8])
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)


def _named(kernels):
    """Return the learnt kernels by the names under which they are chosen."""
    if not len(kernels):
        return {}
    learnt = as_numbers(kernels, "kernels", shape=("n_kernels", 3, 3), finite=True)[:MOST]
    if np.abs(learnt).max() > LIMIT:
        raise ValueError(f"kernels must hold numbers from -9 to 9, got {np.abs(learnt).max():g}")
    return {f"learnt {i}": kernel for i, kernel in enumerate(learnt.tolist(), start=1)}


def _end(kernel):
    """Return the first of ENDS that no sum of a picture under the kernel goes beyond."""
    most = max(kernel[kernel > 0].sum(), -kernel[kernel < 0].sum())
    return next(end for end in ENDS if most <= end + 1e-9)
