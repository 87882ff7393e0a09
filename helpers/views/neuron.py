"""NeuronView: one neuron with two inputs (lesson 01)."""

import numpy as np
from matplotlib.ticker import MaxNLocator

from helpers.figure import BLACK, BLUE, GREY, LABEL_BOX, ORANGE, OUTPUT_COLORS, LiveFigure
from helpers.network import as_numbers, sigmoid
from helpers.views.view import View, evaluate, factor, number, slider

Z_LIMIT = 12  # the part of the z-axis that is shown; points beyond it become arrows at its end
GRID = 61  # points of the coloured plane along each side


class NeuronView(View):
    """Move two inputs, two weights and the bias; watch z, the sigmoid and the plane of inputs.

    Parameters
    ----------
    activation : function of the weighted sum
        The learner's own; while it still returns None, the course's sigmoid stands in for it.
    x, w : two numbers each
    b : number
        Where the controls start.
    X, y : array (n_samples, 2) and array (n_samples,) of 0 and 1, optional
        Rows and targets, drawn on the plane and listed with the neuron's output.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If a starting value has the wrong shape or is no number.

    Examples
    --------
    >>> view = NeuronView()
    >>> view.b.value = -3
    >>> print(view.state.splitlines()[0])
    z = w₁·x₁ + w₂·x₂ + b = 0·2 + 1·3 + (−3) = 0
    """

    def __init__(self, activation=sigmoid, x=(2, 3), w=(0, 1), b=4, X=None, y=None, predict=None):
        self._stand_in = activation(0.0) is None
        self._name = getattr(activation, "__name__", "activation")
        self._activation = sigmoid if self._stand_in else activation
        self._rows = _rows(X, y)
        low, high = (-5, 5) if X is None else (self._rows[0].min() - 0.5, self._rows[0].max() + 0.5)
        x1, x2 = _pair(x, "x")
        w1, w2 = _pair(w, "w")
        controls = {
            "x1": slider("x₁", x1, low, high),
            "x2": slider("x₂", x2, low, high),
            "w1": slider("w₁", w1, -10, 10),
            "w2": slider("w₂", w2, -10, 10),
            "b": slider("b", as_numbers(b, "b", ndim=(0,)), -20, 20),
        }
        curve = LiveFigure(3.75, 3.2, "The activation curve with the point (z, a)")
        plane = LiveFigure(3.75, 3.2, "The plane of the inputs, coloured by the output")
        self._make_curve(curve)
        self._make_plane(plane, low, high)
        super().__init__(controls, [curve, plane], predict)
        self.refresh()

    def _make_curve(self, live):
        axes = live.subplots()
        z = np.linspace(-Z_LIMIT, Z_LIMIT, 201)
        a = evaluate(self._activation, z)
        seen = np.append(a[np.isfinite(a)], [0, 1])
        axes.plot(z, a, color=BLUE)
        axes.set(
            title="the output a for every z",
            xlabel="z",
            ylabel="a",
            xlim=(-Z_LIMIT, Z_LIMIT),
            ylim=(seen.min() - 0.1, seen.max() + 0.1),
        )
        self._guess_line = axes.axhline(np.nan, color=ORANGE, linestyle="--")
        self._guess_text = axes.text(
            -Z_LIMIT + 0.4, np.nan, "your guess", color=ORANGE, va="bottom"
        )
        (self._drop,) = axes.plot([], [], color=GREY, linestyle=":")
        (self._point,) = axes.plot([], [], "o", color=BLACK, markersize=9)
        live.moves(self._guess_line, self._guess_text, self._drop, self._point)

    def _make_plane(self, live, low, high):
        axes = live.subplots()
        side = np.linspace(low, high, GRID)
        self._grid = np.meshgrid(side, side)
        self._limits = low, high
        self._plane = axes.imshow(
            np.zeros((GRID, GRID)),
            cmap=OUTPUT_COLORS,
            vmin=0,
            vmax=1,
            origin="lower",
            extent=(low, high, low, high),
        )
        axes.set(title="the output over all inputs", xlabel="x₁", ylabel="x₂")
        axes.set(xlim=(low, high), ylim=(low, high))
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.yaxis.set_major_locator(MaxNLocator(5))
        axes.grid(visible=False)
        axes.figure.colorbar(self._plane, ax=axes, label="a", ticks=[0, 0.5, 1])
        (self._line,) = axes.plot([], [], color=BLACK)
        self._side = axes.text(0, 0, "z > 0", ha="center", va="center", bbox=LABEL_BOX)
        (self._input,) = axes.plot([], [], "o", color=BLACK, mec="white", markersize=10, zorder=3)
        live.moves(self._plane, self._line, self._side, self._input)
        self._make_rows(live, axes)

    def _make_rows(self, live, axes):
        X, y = self._rows
        for target, marker in ((0, "o"), (1, "s")):
            live.moves(*axes.plot(*X[y == target].T, marker, mfc="white", mec=BLACK, markersize=11))
        (self._wrong,) = axes.plot([], [], "x", color=BLACK, markersize=7)
        live.moves(self._wrong)

    def draw(self):
        """Move the points, the line and the plane; return the arithmetic in words."""
        values = [control.value for control in (self.x1, self.x2, self.w1, self.w2, self.b)]
        if not np.all(np.isfinite(values)):
            raise ValueError(f"every input, weight and bias must be a finite number, got {values}")
        x1, x2, w1, w2, b = values
        z = w1 * x1 + w2 * x2 + b
        a = float(evaluate(self._activation, z))
        self._draw_curve(z, a)
        self._draw_plane(x1, x2, w1, w2, b)
        return "\n".join([*self._arithmetic(x1, x2, w1, w2, b, z, a), *self._draw_rows(w1, w2, b)])

    def _draw_curve(self, z, a):
        shown = np.clip(z, -Z_LIMIT, Z_LIMIT)
        self._point.set_data([shown], [a])
        self._point.set_marker("o" if shown == z else ">" if z > 0 else "<")
        self._drop.set_data([shown, shown, -Z_LIMIT], [self._point.axes.get_ylim()[0], a, a])
        guess = np.nan if self.guess is None else self.guess
        self._guess_line.set_ydata([guess, guess])
        self._guess_text.set_y(guess)

    def _draw_plane(self, x1, x2, w1, w2, b):
        self._plane.set_data(self._output(w1, w2, b, *self._grid))
        self._input.set_data([x1], [x2])
        low, high = self._limits
        ends = np.array([low, high])
        length = np.hypot(w1, w2)
        if length == 0:
            self._line.set_data([], [])
            self._side.set_visible(False)
            return
        # Solved for the coordinate that has the larger weight: the other may have none at all.
        if abs(w2) >= abs(w1):
            self._line.set_data(ends, -(w1 * ends + b) / w2)
        else:
            self._line.set_data(-(w2 * ends + b) / w1, ends)
        middle = (low + high) / 2
        across = np.array([w1, w2]) / length
        foot = middle - across * (w1 * middle + w2 * middle + b) / length
        label = foot + across * 0.1 * (high - low)
        self._side.set_position(label)
        self._side.set_visible(bool(np.all((label > low) & (label < high))))

    def _output(self, w1, w2, b, x1, x2):
        return evaluate(self._activation, w1 * x1 + w2 * x2 + b)

    def _arithmetic(self, x1, x2, w1, w2, b, z, a):
        products = f"{factor(w1)}·{factor(x1)} + {factor(w2)}·{factor(x2)} + {factor(b)}"
        yield f"z = w₁·x₁ + w₂·x₂ + b = {products} = {number(z)}"
        yield f"a = {self._name}(z) = {self._name}({number(z)}) = {number(a)}"
        if abs(z) > Z_LIMIT:
            yield f"z lies beyond the curve's picture, which ends at {Z_LIMIT}: see the arrow."
        if self.guess is not None:
            yield f"Your guess was {number(self.guess)} (the dashed line)."
        if self._stand_in:
            yield (
                f"Your {self._name} returns nothing yet, so the course's sigmoid is drawn. "
                "Write yours, then run this cell again."
            )

    def _draw_rows(self, w1, w2, b):
        X, y = self._rows
        if not y.size:
            return
        outputs = self._output(w1, w2, b, *X.T)
        right = np.where(y == 1, outputs > 0.5, outputs < 0.5)
        self._wrong.set_data(*X[~right].T)
        for row, target, output, is_right in zip(X, y, outputs, right, strict=True):
            inputs = ", ".join(number(value) for value in row)
            verdict = "right side of ½" if is_right else "not on its side of ½ (crossed out)"
            yield f"({inputs}) → {number(output)}, target {target:g}: {verdict}"


def _pair(values, name):
    pair = as_numbers(values, name, ndim=(1,))
    if pair.size != 2:
        raise ValueError(f"{name} must hold two numbers, got {pair.size}")
    return pair


def _rows(X, y):
    if X is None and y is None:
        return np.empty((0, 2)), np.empty(0)
    X, y = as_numbers(X, "X", ndim=(2,)), as_numbers(y, "y", ndim=(1,))
    if X.shape != (y.size, 2) or not np.isin(y, [0, 1]).all():
        raise ValueError(
            "X must have shape (n_samples, 2), y (n_samples,) with targets 0 and 1; "
            f"got shapes {X.shape} and {y.shape}, targets {np.unique(y)}"
        )
    return X, y
