"""RecurrenceView: a neuron that hears itself, step by step, and δ on its way back (lesson 12)."""

import numpy as np

from helpers.figure import BLACK, BLUE, GREY, ORANGE
from helpers.lessons.recurrence.writer import recurrent_step
from helpers.numbers import as_numbers
from helpers.views.controls import choice, slider, whole_slider
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.view import View
from helpers.views.words import factor, number, number_or_power

STEPS = 6
INPUTS = {"1, then 0": [1, 0, 0, 0, 0, 0], "always 1": [1] * 6, "1, −1 in turn": [1, -1] * 3}
SUBSCRIPTS = "₀₁₂₃₄₅₆"
LAYER, WAY, SEEDS = 16, 40, 5  # neurons, steps and networks of the right picture
LOWEST, HIGHEST = 1e-9, 1e4  # of δ in the picture


class RecurrenceView(View):
    """Step a recurrent neuron through time; scale the weights W_h of a layer and watch δ go back.

    Parameters
    ----------
    recurrent_step : function of x, h, W_x, W_h, b
        The learner's own; while it still returns None, the course's stands in for it.
    w_x, w_h, b : numbers from −3 to 3
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = RecurrenceView()
    >>> print(view.state.splitlines()[1])
    Step 3: z = 1·0 + 0.8·0.5436 + 0 = 0.4349, h₃ = 0.4094.
    """

    guess_mark = "the dashed line"

    def __init__(self, recurrent_step=recurrent_step, w_x=1, w_h=0.8, b=0, predict=None):
        trial = np.ones((1, 1)), np.zeros((1, 1)), np.ones((1, 1)), np.ones((1, 1)), np.zeros(1)
        self._step, note = own_or_stand_in(recurrent_step, _course_step, *trial)
        given = {"w_x": w_x, "w_h": w_h, "b": b}
        controls = {
            name: slider(name, as_numbers(value, name, ndim=(0,), finite=True), -3, 3)
            for name, value in given.items()
        }
        controls["step"] = whole_slider("step", 3, 1, STEPS)
        controls["inputs"] = choice("inputs", list(INPUTS))
        controls["scale"] = slider("layer: W_h times", 1, 0.2, 3)
        states = LiveFigure(*TWO_IN_A_ROW, "Inputs and states of one neuron over the steps")
        deltas = LiveFigure(*TWO_IN_A_ROW, "The size of δ in a layer, over the steps")
        self._make_states(states)
        self._make_deltas(deltas)
        super().__init__(controls, [states, deltas], predict, [note])
        self.refresh()

    def _make_states(self, live):
        axes = live.subplots()
        axes.set(
            title="one neuron, unrolled in time",
            xlabel="step t",
            xlim=(-0.3, STEPS + 0.3),
            ylim=(-1.6, 1.15),  # room for the legend below −1
            yticks=[-1, -0.5, 0, 0.5, 1],
        )
        (self._inputs,) = axes.plot([], [], "s", color=GREY, markerfacecolor="none", label="x")
        (self._states,) = axes.plot([], [], "-o", color=BLUE, label="h")
        (self._now,) = axes.plot([], [], "o", color=BLACK, markersize=10)
        self._guess_line = axes.axhline(np.nan, color=ORANGE, linestyle="--")
        axes.legend(loc="lower left", ncols=2, fontsize=9)
        live.moves(self._inputs, self._states, self._now, self._guess_line)

    def _make_deltas(self, live):
        axes = live.subplots()
        axes.set(
            title=f"mean |δ| of {LAYER} neurons, five seeds",
            xlabel=f"step t; the error enters at {WAY}",
            yscale="log",
            xlim=(0, WAY + 1),
            ylim=(LOWEST, HIGHEST),
        )
        axes.axhline(1, color=GREY, linewidth=1)
        self._lines = [axes.plot([], [], color=ORANGE, linewidth=1.2)[0] for _ in range(SEEDS)]
        live.moves(*self._lines)

    def draw(self):
        """Move points and lines; return the step's arithmetic in words."""
        x, step = INPUTS[self.inputs.value], self.step.value
        w_x, w_h, b = self.w_x.value, self.w_h.value, self.b.value
        h = [0.0]
        for t in range(STEPS):
            h.append(self._next(x[t], h[-1], w_x, w_h, b))
        self._inputs.set_data(np.arange(1, step + 1), x[:step])
        self._states.set_data(np.arange(step + 1), h[: step + 1])
        self._now.set_data([step], [h[step]])
        guess = np.nan if self.guess is None else self.guess
        self._guess_line.set_ydata([guess, guess])
        sizes = [_way_back(seed, self.scale.value) for seed in range(SEEDS)]
        for line, size in zip(self._lines, sizes, strict=True):
            line.set_data(np.arange(1, WAY + 1), size)
        return self._words_on(x, h, sizes)

    def _next(self, x, h, w_x, w_h, b):
        arrays = (np.array([[float(value)]]) for value in (x, h, w_x, w_h))
        given = self._step(*arrays, np.array([float(b)]))
        name = name_of(self._step, "recurrent_step")
        return float(as_numbers(given, f"the result of {name}", shape=(1, 1), finite=True)[0, 0])

    def _words_on(self, x, h, sizes):
        t, w_x, w_h, b = self.step.value, self.w_x.value, self.w_h.value, self.b.value
        yield f"Inputs {', '.join(number(value) for value in x)}; the state h₀ is 0."
        z = w_x * x[t - 1] + w_h * h[t - 1] + b
        yield (
            f"Step {t}: z = {number(w_x)}·{factor(x[t - 1])} + {factor(w_h)}·{factor(h[t - 1])} + "
            f"{factor(b)} = {number(z)}, h{SUBSCRIPTS[t]} = {number(h[t])}."
        )
        told = (f"h{SUBSCRIPTS[i]} = {number(h[i])}" for i in range(1, t + 1))
        yield f"So far: {', '.join(told)}."
        slope = np.prod([w_h * (1 - state**2) for state in h[2 : t + 1]])
        yield (
            f"Back from h{SUBSCRIPTS[t]} to h₁ the slope is the product of w_h(1 − h²) over "
            f"{t - 1} step{'s' * (t != 2)}: {number_or_power(slope)}."
        )
        first = [size[0] for size in sizes]
        yield (
            f"Layer, W_h times {number(self.scale.value)}: with |δ| = 1 at step {WAY}, it is "
            f"{number_or_power(min(first), most=100)} to "
            f"{number_or_power(max(first), most=100)} at step 1."
        )
        if min(first) < LOWEST:
            yield "What is below 10⁻⁹ lies below the picture."
        if max(first) > HIGHEST:
            yield "What is above 10⁴ lies above the picture."


def _way_back(seed, scale):
    """Return mean |δ| at steps 1 to 40 over that of the last, before any training."""
    rng = np.random.default_rng(seed)
    W_h = scale * rng.normal(size=(LAYER, LAYER)) / np.sqrt(LAYER)
    w_x = rng.normal(size=(1, LAYER))
    h = [np.zeros((1, LAYER))]
    for bit in rng.integers(0, 2, size=WAY):
        h.append(np.tanh(bit * w_x + h[-1] @ W_h))
    delta = rng.normal(size=(1, LAYER))
    sizes = [np.abs(delta).mean()]
    for state in h[-2:0:-1]:
        delta = delta @ W_h.T * (1 - state**2)
        sizes.append(np.abs(delta).mean())
    return np.array(sizes[::-1]) / sizes[0]


_course_step = recurrent_step  # the constructor's argument hides its name
