"""NeuronView: one neuron with two inputs (lesson 01)."""

import numpy as np

from helpers.figure import BLACK, BLUE, GREY, ORANGE
from helpers.network import sigmoid
from helpers.numbers import as_numbers
from helpers.views.controls import slider
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.own_function import evaluate, name_of, own_or_stand_in
from helpers.views.plane import Plane, verdicts
from helpers.views.view import View
from helpers.views.words import activation, factor, number, python

Z_LIMIT = 12  # the part of the z-axis that is shown; points beyond it become arrows at its end


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

    guess_mark = "the dashed line"

    def __init__(self, activation=sigmoid, x=None, w=(0, 1), b=4, X=None, y=None, predict=None):
        self._name = name_of(activation, "activation")
        self._activation, note = own_or_stand_in(activation, sigmoid, 0.0)
        self.plane = Plane(X, y)
        low, high = self.plane.low, self.plane.high
        x1, x2 = as_numbers(self.plane.start(x), "x", shape=(2,), finite=True)
        w1, w2 = as_numbers(w, "w", shape=(2,), finite=True)
        controls = {
            "x1": slider("x₁", x1, low, high),
            "x2": slider("x₂", x2, low, high),
            "w1": slider("w₁", w1, -10, 10),
            "w2": slider("w₂", w2, -10, 10),
            "b": slider("b", as_numbers(b, "b", ndim=(0,), finite=True), -20, 20),
        }
        curve = LiveFigure(*TWO_IN_A_ROW, "The activation curve with the point (z, a)")
        self._make_curve(curve)
        super().__init__(controls, [curve, self.plane.live], predict, [note])
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
        self._guess_line = axes.axhline(0, color=ORANGE, linestyle="--", visible=False)
        self._guess_text = axes.text(
            -Z_LIMIT + 0.4, 0, "your guess", color=ORANGE, va="bottom", visible=False
        )
        (self._drop,) = axes.plot([], [], color=GREY, linestyle=":")
        (self._point,) = axes.plot([], [], "o", color=BLACK, markersize=9)
        live.moves(self._guess_line, self._guess_text, self._drop, self._point)

    def draw(self):
        """Move the points, the line and the plane; return the arithmetic in words."""
        x1, x2, w1, w2, b = (c.value for c in (self.x1, self.x2, self.w1, self.w2, self.b))
        z = w1 * x1 + w2 * x2 + b
        a = float(evaluate(self._activation, z))
        self._draw_curve(z, a)
        self.plane.color(lambda X: self._output(X, w1, w2, b))
        self.plane.mark((x1, x2))
        self.plane.border((w1, w2), b)
        return self._arithmetic(x1, x2, w1, w2, b, z, a)

    def draw_rows(self):
        """Cross out the rows on the wrong side of ½; return a verdict on each."""
        if not self.plane.y.size:
            return []
        parameters = self.w1.value, self.w2.value, self.b.value
        outputs = self._output(self.plane.X, *parameters)
        self.plane.cross_out(outputs)
        rows = verdicts(self.plane.X, self.plane.y, outputs, clear=True)
        return [*rows, f"To copy w₁, w₂ and b: {python(parameters)}"]

    def _draw_curve(self, z, a):
        shown = np.clip(z, -Z_LIMIT, Z_LIMIT)
        self._point.set_data([shown], [a])
        self._point.set_marker("o" if shown == z else ">" if z > 0 else "<")
        self._drop.set_data([shown, shown, -Z_LIMIT], [self._point.axes.get_ylim()[0], a, a])
        if self.guess is not None:
            self._guess_line.set(ydata=[self.guess, self.guess], visible=True)
            self._guess_text.set(y=self.guess, visible=True)

    def _output(self, X, w1, w2, b):
        return evaluate(self._activation, X @ [w1, w2] + b)

    def _arithmetic(self, x1, x2, w1, w2, b, z, a):
        products = f"{factor(w1)}·{factor(x1)} + {factor(w2)}·{factor(x2)} + {factor(b)}"
        yield f"z = w₁·x₁ + w₂·x₂ + b = {products} = {number(z)}"
        yield f"a = {self._name}(z) = {self._name}({number(z)}) {activation(a)}"
        if abs(z) > Z_LIMIT:
            yield f"z lies beyond the curve's picture, which ends at {Z_LIMIT}: see the arrow."
