"""SlowdownView: two neurons from the same start, one for each loss, unlearn a 1 (lesson 08).

The neuron is that of M. Nielsen, Neural Networks and Deep Learning (2015), chapter 3: one input 1,
target 0.
"""

from time import perf_counter

import numpy as np

from helpers.figure import BLACK, BLUE, ORANGE
from helpers.functions import sigmoid
from helpers.numbers import as_numbers
from helpers.views.controls import button, rate_slider, slider
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.live_view import LiveView
from helpers.views.words import number

STEPS = 300
TOP = 1.35  # of the pictures; what stands above 1 covers no curve
FRAMES, STEPS_A_FRAME = 10, 5  # pictures a second, and how far each goes
SQUARED, ENTROPY = range(2)
LINES = ({"color": ORANGE, "linestyle": "--"}, {"color": BLUE})
# A square that a dot on it leaves in sight: both stand at the same place at first.
ENDS = (
    {"color": ORANGE, "marker": "s", "markersize": 10},
    {"color": BLUE, "marker": "o", "markersize": 6},
)
NAMES = "squared error", "cross-entropy"


class SlowdownView(LiveView):
    """Train two neurons, x = 1 and y = 0, from the same w and b; one loss each.

    Parameters
    ----------
    w, b : numbers from −3 to 3
        Where both neurons start.
    learning_rate : number
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = SlowdownView(w=2, b=2)
    >>> view.advance(300)
    >>> print(view.state.splitlines()[1])
    squared error (dashed): ŷ = 0.2028, slope ŷ·ŷ(1 − ŷ) = 0.0328
    """

    unit = "steps"
    guess_mark = "the dotted line"

    def __init__(self, w=2, b=2, learning_rate=0.15, predict=None):
        controls = {
            "w": slider("first w", as_numbers(w, "w", ndim=(0,), finite=True), -3, 3),
            "b": slider("first b", as_numbers(b, "b", ndim=(0,), finite=True), -3, 3),
            "learning_rate": rate_slider("learning rate η", learning_rate),
            "play_button": button("Play", "Train on, to step 300", self.play),
            "pause_button": button("Pause", "Stop; what is learnt is kept", self.pause),
            "step_button": button("One step", "Train exactly one step", self.step),
            "reset_button": button("Reset", "Back to step 0 and the first controls", self.reset),
        }
        self.step_number = 0
        self._setting = None
        outputs = LiveFigure(*TWO_IN_A_ROW, "The outputs over the steps")
        slopes = LiveFigure(*TWO_IN_A_ROW, "The slopes over the steps")
        self._outputs = self._make_curves(outputs, "the output ŷ, which should be 0", "ŷ")
        self._slopes = self._make_curves(slopes, "the slope ∂L/∂w of each step", "∂L/∂w")
        (axes,) = outputs.figure.axes
        self._guess_line = axes.axhline(np.nan, color=BLACK, linestyle=":")
        self._caption = axes.text(STEPS, 1.04, "", ha="right", fontsize=9)
        outputs.moves(self._guess_line, self._caption)
        super().__init__(controls, [outputs, slopes], predict)
        self.refresh()

    def _make_curves(self, live, title, ylabel):
        axes = live.subplots()
        axes.set(title=title, xlabel="step", ylabel=ylabel, xlim=(-5, STEPS + 5), ylim=(-0.03, TOP))
        axes.set_yticks(np.linspace(0, 1, 6))
        curves = [axes.plot([], [], **look)[0] for look in LINES]
        ends = [axes.plot([], [], **end)[0] for end in ENDS]
        # Above 1, where no curve comes.
        axes.legend(curves, NAMES, loc="upper right", fontsize=9, ncols=2, columnspacing=1)
        live.moves(*curves, *ends)
        return list(zip(curves, ends, strict=True))

    # ---------------------------------------------------------------------------- the training

    def advance(self, steps):
        """Train both a number of steps, as far as the last one, and draw."""
        self.stop()
        self._go(steps)
        self.refresh()

    def play(self):
        """Go on to step 300; from there, begin again."""
        if self.step_number == STEPS:
            self.step_number = 0
        super().play()

    def reset(self):
        """Go back to step 0, and put the controls back."""
        self.stop()
        self._setting = None
        super().reset()

    def _go(self, steps):
        self.step_number = min(self.step_number + steps, STEPS)

    def _slices(self):
        while self.step_number < STEPS:
            begin = perf_counter()
            self._go(STEPS_A_FRAME)
            yield begin + 1 / FRAMES

    # ---------------------------------------------------------------------------- the pictures

    def draw(self):
        """Draw both curves as far as they have come; return both neurons in words."""
        setting = self.w.value, self.b.value, self.learning_rate.value
        if setting != self._setting:  # another start: both begin anew
            self.stop()
            self._setting, self.step_number = setting, 0
            self._trained = [_train(*setting, loss) for loss in (SQUARED, ENTROPY)]
        until = self.step_number + 1
        for pairs, which in ((self._outputs, 0), (self._slopes, 1)):
            for (curve, end), values in zip(pairs, self._trained, strict=True):
                shown = values[which][:until]
                curve.set_data(np.arange(until), shown)
                end.set_data([until - 1], shown[-1:])
        guess = np.nan if self.guess is None else self.guess
        self._guess_line.set_ydata([guess, guess])
        doing = ", playing" if self.playing else ""
        self._caption.set_text(f"step {self.step_number}, η = {self._setting[-1]:g}{doing}")
        return self._words_on()

    def _words_on(self):
        w, b, rate = self._setting
        doing = self.doing(self.step_number)
        end = " That is the last step." if self.step_number == STEPS else ""
        yield (
            f"Step {self.step_number} of {STEPS}, from w = {number(w)}, b = {number(b)} with "
            f"η = {rate:g}. {doing}.{end}"
        )
        for name, line, formula, (outputs, slopes) in zip(
            NAMES, ("dashed", "solid"), ("ŷ·ŷ(1 − ŷ)", "ŷ"), self._trained, strict=True
        ):
            y_hat, slope = outputs[self.step_number], slopes[self.step_number]
            yield f"{name} ({line}): ŷ = {number(y_hat)}, slope {formula} = {number(slope)}"


def _train(w, b, learning_rate, loss):
    """Return the outputs and the slopes ∂L/∂w at steps 0 to 300, two arrays."""
    outputs, slopes = np.empty(STEPS + 1), np.empty(STEPS + 1)
    for step in range(STEPS + 1):
        y_hat = sigmoid(w + b)  # x is 1
        delta = y_hat * y_hat * (1 - y_hat) if loss == SQUARED else y_hat  # y is 0
        outputs[step], slopes[step] = y_hat, delta
        w, b = w - learning_rate * delta, b - learning_rate * delta
    return outputs, slopes
