"""FeedforwardView: step through the matrix products of a forward pass (lesson 03)."""

import numpy as np
from matplotlib.patches import Rectangle

from helpers.figure import BLACK, BLUE, GREY, ORANGE, SMALL
from helpers.lessons.feedforward.grid import Grid
from helpers.lessons.feedforward.operations import arithmetic, operations_of
from helpers.network import Network, sigmoid
from helpers.numbers import as_numbers
from helpers.views.controls import button
from helpers.views.live_figure import LiveFigure
from helpers.views.own_function import own_or_stand_in
from helpers.views.view import View
from helpers.views.words import listed, number, short

MAX_ROWS, MAX_WIDTH, MAX_LAYERS = 5, 3, 3  # what the panels have room for
GAP = 0.3  # between a matrix and its neighbour, in cells

# The pass that lesson 03 computes by hand, its rows of weights transposed, and a batch around it.
BATCH = ((0.5, -0.2), (0, 0), (1, 1), (-2, 3))
WEIGHTS = ((0.1, 0.3), (0.4, -0.5)), ((0.6,), (-0.1,))
BIASES = (0.2, -0.1), (0.3,)


def layer(X, W, b):
    """Return the activations (n_samples, n_outputs) of one layer."""
    return sigmoid(X @ W + b)


class FeedforwardView(View):
    """Step through a forward pass, cell by cell, for a chosen row of the batch.

    Parameters
    ----------
    X : array (n_samples, n_inputs)
        The batch, at most 5 rows.
    weights, biases : lists of arrays (n_inputs, n_outputs) and (n_outputs,), one a layer
        At most 3 layers, at most 3 neurons or inputs wide.
    layer : function of X, W and b that returns a layer's activations
        The learner's own; while it still returns None, the course's stands in for it.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If a shape does not fit, is larger than the panels, a number is not finite, or `layer`
        returns something else than one number for each row and neuron.

    Examples
    --------
    >>> view = FeedforwardView()
    >>> view.forward()
    >>> print(view.state)
    Step 2 of 9: X @ W⁽¹⁾, shapes (4, 2) @ (2, 2) → (4, 2).
    Row 0 of X times column 1 of W⁽¹⁾: 0.5·0.3 + (−0.2)·(−0.5) = 0.25
    """

    def __init__(self, X=BATCH, weights=WEIGHTS, biases=BIASES, layer=layer, predict=None):
        X = as_numbers(X, "X", ndim=(2,))
        network = Network.from_parameters(weights, biases)
        first = X, network.weights[0], network.biases[0]
        with np.errstate(all="ignore"):
            network.feedforward(X)  # says what does not fit
            _small_enough(X, network.weights)
            own, note = own_or_stand_in(layer, _COURSES_LAYER, *first)
            self._operations = operations_of(X, network, own)
        # One step computes one column of a result: a weighted sum, a bias, or an activation.
        self._steps = [(o, j) for o in self._operations for j in range(o.result.shape[1])]
        self._step = 0
        self._row = 0
        # No menu and no slider for the row: the arrow keys of a menu move JupyterLab's cells.
        controls = {
            "up_button": button("Row ↑", "Follow the row above", self.up),
            "down_button": button("Row ↓", "Follow the row below", self.down),
            "back_button": button("← Back", "One step back", self.back),
            "forward_button": button("Forward →", "One step forward", self.forward),
            "reset_button": button("Reset", "Back to the first step and row", self.reset),
        }
        matrices = LiveFigure(3.75, 3.4, "The operation: the matrices with the active row and cell")
        journey = LiveFigure(3.75, 3.4, "The chosen row after every operation so far")
        self._make_matrices(matrices)
        self._make_journey(journey)
        super().__init__(controls, [matrices, journey], predict, [note])
        self.refresh()

    def up(self):
        """Follow the row above; above the first one is the last."""
        self._choose(-1)

    def down(self):
        """Follow the row below; below the last one is the first."""
        self._choose(1)

    def back(self):
        """Go one step back."""
        self._go(-1)

    def forward(self):
        """Go one step forward."""
        self._go(1)

    def reset(self):
        """Go back to the first step, and to row 0."""
        self._step = self._row = 0
        self.refresh()

    def _choose(self, rows):
        self._row = (self._row + rows) % len(self._operations[0].left)
        self.refresh()

    def _go(self, steps):
        self._step = min(max(self._step + steps, 0), len(self._steps) - 1)
        self.refresh()

    def _make_matrices(self, live):
        operations = self._operations
        left = max(o.left.shape[1] for o in operations)
        right = max(o.result.shape[1] for o in operations)
        above = max(len(o.left.T) for o in operations if o.kind == "product")
        rows = len(operations[0].left)
        # As on paper: the result lies right of its rows and below its columns.
        self._corner = left, above + 2
        axes = live.subplots()
        axes.set(
            title="the operation, on the whole batch",
            xlim=(-0.05, left + GAP + right + 0.05),
            ylim=(above + 2 + rows + 0.1, 0),
        )
        axes.axis("off")
        size = 9 if left + right <= 4 else SMALL
        self._left = Grid(axes, rows * left, size, align="right")
        self._parameter = Grid(axes, above * right, size)
        self._result = Grid(axes, rows * right, size)
        self._says = axes.text(0, 0.35, "", va="top", fontsize=9, linespacing=1.5)
        self._frames = [
            axes.add_patch(Rectangle((0, 0), 0, 0, fill=False, **look))
            for look in (
                {"edgecolor": BLACK, "linewidth": 2.5},
                {"edgecolor": BLUE, "linewidth": 2.5, "linestyle": (0, (2, 1))},
                {"edgecolor": ORANGE, "linewidth": 4},
            )
        ]
        grids = (self._left, self._parameter, self._result)
        live.moves(*(artist for grid in grids for artist in grid.artists))
        live.moves(self._says, *self._frames)

    def _make_journey(self, live):
        axes = live.subplots()
        lines = len(self._operations) + 1
        cells = max(o.result.shape[1] for o in self._operations)
        cells = max(cells, self._operations[0].left.shape[1])
        axes.set(title="the chosen row, so far", xlim=(0, 1), ylim=(lines + 1.3, -1.5))
        axes.axis("off")
        axes.text(0.07, -0.9, "operation", color=GREY, va="center", fontsize=9)
        axes.text(0.36, -0.9, "shape", color=GREY, va="center", fontsize=9)
        labels = ["X", *(o.short_label for o in self._operations)]
        shapes = [self._operations[0].left.shape, *(o.result.shape for o in self._operations)]
        for y, (label, shape) in enumerate(zip(labels, shapes, strict=True)):
            axes.text(0.07, y, label, va="center")
            axes.text(0.36, y, str(shape), va="center", fontsize=9)
        size = 9 if cells <= 2 else SMALL
        self._places = np.linspace(0.56, 1, cells + 1)[1:]
        look = {"va": "center", "ha": "right", "fontsize": size}
        self._numbers = [[axes.text(x, y, "", **look) for x in self._places] for y in range(lines)]
        self._row_name = axes.text(1, -0.9, "", color=GREY, va="center", ha="right", fontsize=9)
        self._arrow = axes.text(0, 0, "▶", va="center", color=ORANGE)
        self._guess = axes.text(0.07, lines + 0.6, "", va="center", color=ORANGE)
        texts = [text for line in self._numbers for text in line]
        live.moves(*texts, self._row_name, self._arrow, self._guess)

    def draw(self):
        """Show the step and the row; return the arithmetic with numbers and shapes in words."""
        self.back_button.disabled = self.asking or self._step == 0
        self.forward_button.disabled = self.asking or self._step == len(self._steps) - 1
        operation, column = self._steps[self._step]
        row = self._row
        says, words = arithmetic(operation, row, column)
        self._draw_matrices(operation, row, column, says)
        self._draw_journey(operation, row, column)
        step = f"Step {self._step + 1} of {len(self._steps)}: {operation.label}"
        return [f"{step}, shapes {operation.shapes}.", *words, *self._ending(row)]

    def _draw_matrices(self, operation, row, column, says):
        left, top = self._corner
        n_left = operation.left.shape[1]
        self._left.show(operation.left, left - n_left, top, operation.left_name)
        self._result.show(
            operation.result, left + GAP, top, operation.result_name, columns=column + 1
        )
        x = left + GAP + column
        cell = left - n_left + column, top + row, 1, 1
        if operation.kind == "product":
            above = len(operation.parameter)
            self._frame(0, left - n_left, top + row, n_left, 1)
            self._frame(1, x, top - 1 - above, 1, above)
        else:
            above = 1
            self._frame(0, *cell)
            self._frame(1, x, top - 2, 1, 1 if operation.kind == "bias" else 0)
        self._frame(2, x, top + row, 1, 1)
        parameter = np.empty((0, 0)) if operation.parameter is None else operation.parameter
        self._parameter.show(parameter, left + GAP, top - 1 - above, operation.parameter_name)
        self._says.set_text("\n".join(says))

    def _frame(self, which, x, y, width, height):
        self._frames[which].set_bounds(x, y, width, height)
        self._frames[which].set_visible(height > 0)

    def _draw_journey(self, operation, row, column):
        current = self._operations.index(operation) + 1
        matrices = [self._operations[0].left, *(o.result for o in self._operations)]
        for y, (texts, matrix) in enumerate(zip(self._numbers, matrices, strict=True)):
            known = matrix.shape[1] if y < current else column + 1 if y == current else 0
            values = [short(value) for value in matrix[row]]
            for j, text in enumerate(texts):
                shown = values[j] if j < known else "·" if j < len(values) else ""
                text.set_text(shown)
                text.set_fontweight("bold" if (y, j) == (current, column) else "normal")
        self._row_name.set_text(f"row {row}")
        self._arrow.set_y(current)
        if self.guess is not None:
            self._guess.set_text(f"your guess: {number(self.guess)}")

    def _ending(self, row):
        if self._step == len(self._steps) - 1:
            outputs = listed(self._operations[-1].result[row], short)
            yield f"That is the end of the pass: ŷ of row {row} is {outputs}."


_COURSES_LAYER = layer  # under a name that the parameter `layer` does not hide


def _small_enough(X, weights):
    widest = max(X.shape[1], *(W.shape[1] for W in weights))
    if len(X) > MAX_ROWS or widest > MAX_WIDTH or len(weights) > MAX_LAYERS:
        raise ValueError(
            f"there is room for {MAX_ROWS} rows, {MAX_LAYERS} layers and {MAX_WIDTH} inputs or "
            f"neurons side by side, got {len(X)} rows, {len(weights)} layers and {widest}"
        )
