"""NetworkView: a 2-2-1 network with every weight and bias in the learner's hands (lesson 02)."""

import warnings

import numpy as np

from helpers.network import forward, sigmoid
from helpers.numbers import as_numbers
from helpers.views.controls import slider
from helpers.views.diagram import Diagram
from helpers.views.live_figure import THREE_IN_A_ROW
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.plane import Plane, on_right_side, verdicts
from helpers.views.view import View, row
from helpers.views.words import activation, factor, number, python

LIMIT = 30  # of the sliders for weights and biases; XOR can be built by hand within it
SUBSCRIPTS = "₀₁₂₃₄₅₆"


def network(x, w, b):
    """Return h₁, h₂ and o₁ of a 2-2-1 network of sigmoid neurons.

    Parameters
    ----------
    x : two numbers, or two arrays of one shape
    w : six numbers, w₁ and w₂ into h₁, w₃ and w₄ into h₂, w₅ and w₆ into o₁
    b : three numbers, of h₁, h₂ and o₁
    """
    W1, W2 = np.reshape(w[:4], (2, 2)).T, np.reshape(w[4:], (2, 1))
    X = np.stack(x, axis=-1)
    _, hidden, output = forward(X, [W1, W2], [b[:2], b[2:]], [sigmoid, sigmoid])
    return hidden[..., 0], hidden[..., 1], output[..., 0]


class NetworkView(View):
    """Move two inputs, six weights and three biases; watch diagram, output and hidden space.

    Parameters
    ----------
    network : function of x, w and b that returns h₁, h₂ and o₁
        The learner's own; while it still returns None, the course's stands in for it.
    x : two numbers
    w : six numbers
    b : three numbers
        Where the controls start.
    X, y : array (n_samples, 2) and array (n_samples,) of 0 and 1, optional
        Rows and targets, drawn on both planes and listed with the network's output.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If a starting value has the wrong shape or is no number.

    Examples
    --------
    >>> view = NetworkView()
    >>> print(view.state.splitlines()[2])
    o₁ = σ(w₅·h₁ + w₆·h₂ + b₃) = σ(0·0.9526 + 1·0.9526 + 0) = 0.7216
    """

    def __init__(
        self,
        network=network,
        x=None,
        w=(0, 1, 0, 1, 0, 1),
        b=(0, 0, 0),
        X=None,
        y=None,
        predict=None,
    ):
        self.plane = Plane(X, y, size=THREE_IN_A_ROW)
        x = self.plane.start(x)
        start = {
            name: as_numbers(values, name, shape=(count,), finite=True)
            for name, values, count in (("x", x, 2), ("w", w, 6), ("b", b, 3))
        }
        self._network, note = own_or_stand_in(network, _reference, *start.values())
        self.diagram = Diagram((2, 2, 1), size=THREE_IN_A_ROW)
        self.hidden = Plane(
            X,
            y,
            title="the hidden space",
            xlabel="h₁",
            ylabel="h₂",
            limits=(-0.1, 1.1),
            size=THREE_IN_A_ROW,
            scale=False,
        )
        inputs = {"low": self.plane.low, "high": self.plane.high}
        parameters = {"low": -LIMIT, "high": LIMIT, "step": 0.5}
        controls = {}
        for letter, values in start.items():
            for i, value in enumerate(values, start=1):
                reach = inputs if letter == "x" else parameters
                controls[f"{letter}{i}"] = slider(f"{letter}{SUBSCRIPTS[i]}", value, **reach)
        figures = [self.diagram.live, self.plane.live, self.hidden.live]
        super().__init__(controls, figures, predict, [note])
        self.refresh()

    def arrange(self, controls):
        """Return a row for the inputs and one for each neuron: its two weights and its bias."""
        names = "x1 x2 reset_button", "w1 w2 b1", "w3 w4 b2", "w5 w6 b3"
        return [row([controls[name] for name in each.split()], gap="2px 16px") for each in names]

    def _values(self, letter, count):
        return [getattr(self, f"{letter}{i}").value for i in range(1, count + 1)]

    def draw(self):
        """Move diagram and planes to the values of the controls; return the arithmetic in words."""
        x, w, b = self._values("x", 2), self._values("w", 6), self._values("b", 3)
        h1, h2, o1 = self._run(np.array([x]), w, b)[0].tolist()
        self._draw_diagram(x, w, b, (h1, h2, o1))
        self.plane.color(lambda X: self._run(X, w, b)[:, 2])
        self.plane.mark(x)
        self.hidden.color(lambda H: sigmoid(H @ w[4:] + b[2]))
        self.hidden.border(w[4:], b[2])
        self.hidden.mark((h1, h2))
        return self._arithmetic(x, w, b, (h1, h2, o1))

    def draw_rows(self):
        """Put the rows to their places, cross out the wrong ones; return a verdict on each."""
        if not self.plane.y.size:
            return []
        w, b = self._values("w", 6), self._values("b", 3)
        outputs = self._run(self.plane.X, w, b)
        self.hidden.move_rows(outputs[:, :2])
        for plane in (self.plane, self.hidden):
            plane.cross_out(outputs[:, 2])
        rows = verdicts(self.plane.X, self.plane.y, outputs[:, 2], clear=True)
        right = np.sum(on_right_side(outputs[:, 2], self.plane.y))
        copy = f"To copy weights and biases: [{python(w)}], [{python(b)}]"
        return [f"{right} of {len(rows)} rows right.", *rows, copy]

    def _run(self, X, w, b):
        """Return h₁, h₂ and o₁ for every row: array (n_samples, 3)."""
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            try:
                outputs = np.transpose(np.broadcast_arrays(*self._network(X.T, w, b)))
            except (TypeError, ValueError):  # it takes single numbers only, or asks `if z > 0`
                outputs = np.empty(0)
            # Before NumPy 2.4, math.exp makes a plain number of an array that holds a single one.
            if outputs.shape != (len(X), 3):
                outputs = np.array([self._network(x, w, b) for x in X.tolist()], dtype=float)
        if outputs.shape != (len(X), 3):
            raise ValueError(
                f"{name_of(self._network)} must return three numbers, h1, h2 and o1, "
                f"got {self._network(X[0].tolist(), w, b)!r:.60}"
            )
        return outputs

    def _draw_diagram(self, x, w, b, outputs):
        for i, value in enumerate(x):
            self.diagram.node(0, i, number(value))
        for i, (value, bias) in enumerate(zip(outputs, b, strict=True)):
            layer, index = (1, i) if i < 2 else (2, 0)
            note = f"b{SUBSCRIPTS[i + 1]} = {number(bias)}"
            if layer == 2 and self.guess is not None:
                note += f"\nyour guess {number(self.guess)}"
            self.diagram.node(layer, index, number(value), note)
        for i, weight in enumerate(w):
            layer, source, target = (0, i % 2, i // 2) if i < 4 else (1, i - 4, 0)
            label = f"w{SUBSCRIPTS[i + 1]} = {number(weight)}"
            self.diagram.edge(layer, source, target, weight, label)

    def _arithmetic(self, x, w, b, outputs):
        into = (x, x, outputs[:2])
        for i, (name, values) in enumerate(zip(("h₁", "h₂", "o₁"), into, strict=True)):
            inputs = "xx" if i < 2 else "hh"
            pairs = zip(w[2 * i : 2 * i + 2], values, strict=True)
            symbols = [
                f"w{SUBSCRIPTS[2 * i + k]}·{letter}{SUBSCRIPTS[k]}"
                for k, letter in enumerate(inputs, start=1)
            ]
            products = [f"{factor(weight)}·{factor(value)}" for weight, value in pairs]
            yield (
                f"{name} = σ({' + '.join(symbols)} + b{SUBSCRIPTS[i + 1]}) = "
                f"σ({' + '.join(products)} + {factor(b[i])}) {activation(outputs[i])}"
            )


_reference = network  # under another name, since the argument of NetworkView has this one
