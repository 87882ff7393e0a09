"""BackpropView, the gradient microscope: one slope, calculated and measured (lesson 05)."""

import numpy as np

from helpers.figure import BLACK, BLUE, LABEL_BOX, ORANGE, PURPLE, SMALL
from helpers.network import Network, forward, half_squared_error, sigmoid, sigmoid_derivative
from helpers.numbers import as_numbers
from helpers.views.controls import choice, slider, tick
from helpers.views.diagram import Diagram
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.own_function import own_or_stand_in
from helpers.views.view import View
from helpers.views.words import factor, fixed, number

LIMIT = 5  # of the parameters and inputs, on either side of 0
NUDGE = 0.0001
REACH = 1.5  # of the drawn slopes, to either side of the point
# Each parameter by its name in the diagram: what it multiplies, and the neuron that it belongs to.
PARAMETERS = {
    "w₁": ("x₁", "h₁"),
    "w₂": ("x₂", "h₁"),
    "b₁": ("1", "h₁"),
    "w₃": ("x₁", "h₂"),
    "w₄": ("x₂", "h₂"),
    "b₂": ("1", "h₂"),
    "w₅": ("h₁", "o₁"),
    "w₆": ("h₂", "o₁"),
    "b₃": ("1", "o₁"),
}
SUMS = {"h₁": "zₕ₁", "h₂": "zₕ₂", "o₁": "zₒ₁"}
SOURCES = "x₁", "x₂"
WAY_OUT = {"h₁": "w₅", "h₂": "w₆"}  # the weight that leads from a hidden neuron to the output


def backprop(X, y, W1, b1, W2, b2):
    """Return ∂L/∂W1, ∂L/∂b1, ∂L/∂W2, ∂L/∂b2, the course's own: it stands in for a blank answer."""
    network = Network.from_parameters([W1, W2], [b1, b2])
    (dW1, dW2), (db1, db2) = network.gradients(X, y, half_squared_error)
    return dW1, db1, dW2, db2


class BackpropView(View):
    """Pick one of nine parameters; compare backprop's slope with the one that nudging measures.

    Parameters
    ----------
    backprop : function of X, y, W1, b1, W2, b2
        The learner's own, which returns the gradients of W1, b1, W2, b2 in their shapes; while it
        still returns None, the course's stands in for it.
    x : two numbers
    y : number from 0 to 1
    W1, b1, W2, b2 : arrays of shapes (2, 2), (2,), (2, 1) and (1,)
        Where the controls start; column i of W1 belongs to hidden neuron i.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If a starting value has the wrong shape, is no number, or is out of the sliders' range.

    Examples
    --------
    >>> view = BackpropView()
    >>> view.parameter.value = "b₃"
    >>> print(view.state.splitlines()[2])
    = (ŷ − y) · σ′(zₒ₁) · 1 = (−0.360846) · 0.230636 · 1 = −0.083224
    """

    guess_mark = "the dotted line has this slope"

    def __init__(
        self,
        backprop=backprop,
        x=(0.5, -0.2),
        y=1,
        W1=((0.1, 0.3), (0.4, -0.5)),
        b1=(0.2, -0.1),
        W2=((0.6,), (-0.1,)),
        b2=(0.3,),
        predict=None,
    ):
        x1, x2 = _checked(x, "x", (2,))
        y = _checked(y, "y", (), low=0, high=1)
        arrays = [_checked(values, *expected) for values, expected in _expected(W1, b1, W2, b2)]
        self._values = _named(*arrays)
        self._start, self._picked = dict(self._values), "w₁"
        self._backprop, note = own_or_stand_in(
            backprop, REFERENCE, np.array([[x1, x2]]), np.array([[y]]), *arrays
        )
        controls = {
            "parameter": choice("look at", list(PARAMETERS)),
            "setting": slider("value", self._values["w₁"], -LIMIT, LIMIT),
            "x1": slider("x₁", x1, -LIMIT, LIMIT),
            "x2": slider("x₂", x2, -LIMIT, LIMIT),
            "y": slider("y", y, 0, 1),
            "planted": tick("plant a sign error"),
        }
        self.diagram = Diagram((2, 2, 1), "the factors along the path")
        self._output_note = self._make_output_note()
        curve = LiveFigure(
            *TWO_IN_A_ROW, "The loss over one parameter, with two slopes at its value"
        )
        self._make_curve(curve)
        super().__init__(controls, [self.diagram.live, curve], predict, [note])
        self.refresh()

    def _make_output_note(self):
        # The diagram has its note below the output, where two factors would cover a weight.
        axes = self.diagram.live.figure.axes[0]
        note = axes.text(1, 0.84, "", ha="right", va="center", size=SMALL, transform=axes.transAxes)
        self.diagram.live.moves(note)
        return note

    def _make_curve(self, live):
        self._curve_axes = axes = live.subplots()
        axes.set(title="the loss for every value", xlim=(-LIMIT, LIMIT), ylabel="L")
        axes.yaxis.set_major_formatter("{x:.3f}")  # of one width, whatever the limits
        (self._curve,) = axes.plot([], [], color=BLUE, label="loss")
        (self._guessed,) = axes.plot([], [], ":", color=PURPLE, linewidth=2.5)
        (self._calculated,) = axes.plot([], [], color=ORANGE, linewidth=5, label="backprop")
        (self._nudged,) = axes.plot([], [], "--", color=BLACK, label="nudged")
        (self._point,) = axes.plot([], [], "o", color=BLACK, markersize=8)
        self._verdict = axes.text(
            0.5, 0.97, "", ha="center", va="top", transform=axes.transAxes, bbox=LABEL_BOX
        )
        self._name = axes.text(0.5, -0.12, "", ha="center", va="top", transform=axes.transAxes)
        live.figure.legend(loc="outside lower center", ncols=3, frameon=False)
        axes.set_xlabel(" ")  # keeps the room in which the parameter's name moves
        live.moves(self._curve, self._guessed, self._calculated, self._nudged, self._point)
        live.moves(self._verdict, self._name)

    def reset(self):
        """Put the nine parameters, and every control, back to where they began."""
        self._values, self._picked = dict(self._start), "w₁"
        super().reset()

    def draw(self):
        """Move diagram, curve and slopes; return factors, slopes and verdict in words."""
        name = self.parameter.value
        if name != self._picked:
            # Both change here, so that the new parameter never gets the old one's value.
            self._picked, self.setting.value = name, self._values[name]
        x1, x2, y, value = (c.value for c in (self.x1, self.x2, self.y, self.setting))
        self._values[name] = value
        known = _forward(self._values, x1, x2)
        symbols, factors = self._factors(name, known, y)
        calculated = self._calculate(name, x1, x2, y)
        lower, upper = (self._loss(value + nudge, x1, x2, y) for nudge in (-NUDGE, NUDGE))
        nudged = (upper - lower) / (2 * NUDGE)
        agree = bool(np.isclose(calculated, nudged, rtol=1e-5, atol=1e-6))
        self._draw_diagram(name, known, symbols, factors)
        self._draw_curve(name, lambda w: self._loss(w, x1, x2, y), calculated, nudged, agree)
        words = [
            f"{_place(name)}, value {number(value)}. ŷ = {number(known['ŷ'])}, "
            f"L = ½(ŷ − y)² = {fixed(self._loss(value, x1, x2, y))}",
            f"∂L/∂{name} = {_chain(name)}",
            f"= {' · '.join(symbols)} = {' · '.join(map(_factor, factors))} "
            f"= {fixed(np.prod(factors))}",
            f"{name} + {NUDGE} gives L = {fixed(upper, 10)}, {name} − {NUDGE} gives "
            f"{fixed(lower, 10)}: slope {fixed(upper - lower, 10)} / {2 * NUDGE:g} = "
            f"{fixed(nudged)}",
            f"{self._owner()} slope: {fixed(calculated)} (solid). "
            f"Nudged slope: {fixed(nudged)} (dashed).",
            self._verdict_on(agree, nudged),
        ]
        if self.planted.value:
            words.append("A sign error is planted: the first factor is y − ŷ instead of ŷ − y.")
        return words

    def _factors(self, name, known, y):
        """Return the chain rule's factors from the loss to the parameter: symbols and numbers."""
        source, neuron = PARAMETERS[name]
        first = ("(y − ŷ)", y - known["ŷ"]) if self.planted.value else ("(ŷ − y)", known["ŷ"] - y)
        chain = [first, ("σ′(zₒ₁)", known["σ′(zₒ₁)"])]
        if neuron != "o₁":
            out, slope = WAY_OUT[neuron], f"σ′({SUMS[neuron]})"
            chain += [(out, self._values[out]), (slope, known[slope])]
        chain.append((source, known[source]))
        symbols, factors = zip(*chain, strict=True)
        return symbols, factors

    def _calculate(self, name, x1, x2, y):
        """Return backprop's slope for this parameter, with the planted error where there is one."""
        arrays = _arrays(self._values)
        with np.errstate(all="ignore"):
            given = self._backprop(np.array([[x1, x2]]), np.array([[y]]), *arrays)
        try:
            gradients = [np.asarray(gradient, dtype=float) for gradient in given]
        except (TypeError, ValueError):
            gradients = []
        shapes = [array.shape for array in _arrays(self._values)]
        if [gradient.shape for gradient in gradients] != shapes:
            got = ", ".join(str(gradient.shape) for gradient in gradients) or f"{given!r:.60}"
            raise ValueError(
                f"backprop returned {got}, expected four arrays of the shapes "
                f"{', '.join(map(str, shapes))}"
            )
        slope = float(_named(*gradients)[name])
        return -slope if self.planted.value else slope

    def _loss(self, value, x1, x2, y):
        """Return the loss where the picked parameter is `value`, a number or an array."""
        y_hat = _forward({**self._values, self._picked: value}, x1, x2)["ŷ"]
        return (y_hat - y) ** 2 / 2

    def _draw_diagram(self, name, known, symbols, factors):
        written = dict(zip(symbols, map(number, factors), strict=True))
        source, neuron = PARAMETERS[name]
        for layer, nodes in enumerate((("x₁", "x₂"), ("h₁", "h₂"))):
            for index, node in enumerate(nodes):
                slope = f"σ′({SUMS.get(node)})"
                # The place tells whose z it is; its subscripts would be too small to read.
                note = f"× σ′(z) = {written[slope]}" if slope in written else ""
                if source == "1" and node == neuron:
                    note += " × 1"
                self.diagram.node(layer, index, number(known[node]), note)
        self.diagram.node(2, 0, number(known["ŷ"]), "× 1" if name == "b₃" else "")
        first, slope = symbols[:2]
        self._output_note.set_text(f"{first} = {written[first]}\n× σ′(z) = {written[slope]}")
        for weight, (start, end) in PARAMETERS.items():
            if start == "1":
                continue
            on_path = weight in (name, WAY_OUT.get(neuron))
            factor_here = written.get(source if weight == name else weight)
            self.diagram.edge(
                0 if start in SOURCES else 1,
                int(start.endswith("₂")),
                int(end == "h₂"),
                self._values[weight],
                text=f"× {factor_here}" if on_path else None,
                highlighted=on_path,
            )

    def _draw_curve(self, name, loss, calculated, nudged, agree):
        values = np.linspace(-LIMIT, LIMIT, 101)
        losses = loss(values)
        here = self._values[name]
        self._curve.set_data(values, losses)
        self._point.set_data([here], [loss(here)])
        self._slope(self._calculated, here, loss(here), calculated)
        self._slope(self._nudged, here, loss(here), nudged)
        self._slope(self._guessed, here, loss(here), np.nan if self.guess is None else self.guess)
        self._verdict.set_text("the slopes agree" if agree else "✗ THE SLOPES DISAGREE")
        self._name.set_text(name)
        limits = _round_limits(losses)
        if self._curve_axes.get_ylim() != limits:
            self._curve_axes.set_ylim(limits)
            self.figures[1].forget_background()

    def _slope(self, line, here, height, slope):
        # Kept within the picture's neighbourhood: Agg stumbles over coordinates beyond its range.
        rise = np.clip(slope * REACH, -100, 100)
        line.set_data([here - REACH, here + REACH], [height - rise, height + rise])

    def _owner(self):
        return "The course's backprop's" if self._backprop is REFERENCE else "Your backprop's"

    def _verdict_on(self, agree, nudged):
        if not agree:
            return "The slopes DISAGREE: the solid line runs across the curve, nudging is right."
        if self.planted.value and abs(nudged) < 1e-6:
            return "Both are almost 0 here, and 0 has no sign: the planted error cannot be seen."
        return "The slopes agree: both lines lie on each other and touch the curve at the point."


REFERENCE = backprop  # inside the class's constructor the name belongs to the learner's function


def _place(name):
    source, neuron = PARAMETERS[name]
    return f"{name}: bias of {neuron}" if source == "1" else f"{name}: from {source} to {neuron}"


def _chain(name):
    neuron = PARAMETERS[name][1]
    if neuron == "o₁":
        return f"∂L/∂ŷ · ∂ŷ/∂zₒ₁ · ∂zₒ₁/∂{name}"
    z = SUMS[neuron]
    return f"∂L/∂ŷ · ∂ŷ/∂zₒ₁ · ∂zₒ₁/∂{neuron} · ∂{neuron}/∂{z} · ∂{z}/∂{name}"


def _forward(p, x1, x2):
    """Return every value of the pass by name; a parameter in `p` may be an array of values."""
    values = np.stack(np.broadcast_arrays(*(p[name] for name in PARAMETERS)), axis=-1)
    hidden = values[..., :6].reshape(*values.shape[:-1], 2, 3)  # a row a neuron: w, w, b
    weights = hidden[..., :2].mT, values[..., 6:8, None]
    biases = hidden[..., None, :, 2], values[..., None, 8:]
    layers = forward(np.array([[x1, x2]]), weights, biases, (sigmoid, sigmoid))
    sums = [a @ W + b for a, W, b in zip(layers[:-1], weights, biases, strict=True)]
    outputs = np.concatenate(layers[1:], axis=-1)[..., 0, :]  # of h₁, h₂ and o₁
    slopes = sigmoid_derivative(np.concatenate(sums, axis=-1)[..., 0, :])
    return {
        **{"x₁": x1, "x₂": x2, "1": 1},
        **dict(zip(("h₁", "h₂", "ŷ"), np.moveaxis(outputs, -1, 0), strict=True)),
        **dict(zip((f"σ′({z})" for z in SUMS.values()), np.moveaxis(slopes, -1, 0), strict=True)),
    }


def _named(W1, b1, W2, b2):
    """Return the nine numbers of the four arrays by their names."""
    columns = [*np.vstack([W1, [b1]]).T.ravel(), *np.ravel(W2), *b2]
    return dict(zip(PARAMETERS, map(float, columns), strict=True))


def _arrays(p):
    """Return W1, b1, W2, b2 of the nine numbers: the reverse of `_named`."""
    w1, w2, b1, w3, w4, b2, w5, w6, b3 = (p[name] for name in PARAMETERS)
    return (
        np.array([[w1, w3], [w2, w4]]),
        np.array([b1, b2]),
        np.array([[w5], [w6]]),
        np.array([b3]),
    )


def _expected(W1, b1, W2, b2):
    yield W1, ("W1", (2, 2))
    yield b1, ("b1", (2,))
    yield W2, ("W2", (2, 1))
    yield b2, ("b2", (1,))


def _checked(values, name, shape, low=-LIMIT, high=LIMIT):
    values = as_numbers(values, name, shape=shape, finite=True)
    if not np.all((values >= low) & (values <= high)):
        raise ValueError(f"{name} must lie between {low} and {high}, got {values}")
    return values


def _round_limits(losses):
    """Return limits around the curve that stay the same while it changes a little."""
    low, high = losses.min(), losses.max()
    span = max(high - low, 0.002)
    step = 10 ** np.floor(np.log10(span))  # coarse: a new limit costs a redraw of everything
    top = high + 0.3 * span  # room for the verdict
    return (
        max(float(np.floor((low - 0.1 * span) / step) * step), 0.0),  # no loss is negative
        float(np.ceil(top / step) * step),
    )


def _factor(value):
    return factor(value, number if value == int(value) else fixed)
