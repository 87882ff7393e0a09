"""WritingView: a network that writes letters, while it learns (lesson 12)."""

from time import perf_counter

import ipywidgets
import numpy as np

from helpers.figure import BLUE, GREY, ORANGE
from helpers.functions import softmax
from helpers.lessons.recurrence.writer import Writer, after, alphabet, choose_letter, write
from helpers.numbers import as_numbers
from helpers.views.controls import button, log_slider
from helpers.views.live_figure import TWO_IN_A_ROW, LiveFigure
from helpers.views.live_view import SLICE, LiveView
from helpers.views.own_function import own_or_stand_in
from helpers.views.words import number

STEPS, A_CLICK = 3000, 100
MEAN = 50  # batches that are averaged for the curve
COUNT = 100  # letters that it writes
LONGEST = 60  # letters of the beginning


class WritingView(LiveView):
    """Train a network on the course's text; see which letter it expects, and what it writes.

    Parameters
    ----------
    choose_letter : function of z, temperature, u
        The learner's own; while it still returns None, the course's stands in for it.
    beginning : str
        What the text begins with, 60 letters at most.
    temperature : number from 0.1 to 10
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = WritingView()
    >>> view.advance(3)
    >>> view.step_number
    3
    """

    unit = "steps"
    guess_mark = "the dashed line"

    def __init__(
        self, choose_letter=choose_letter, beginning="the network ", temperature=1, predict=None
    ):
        if not isinstance(beginning, str) or len(beginning) > LONGEST:
            raise ValueError(
                f"beginning must be a text of at most {LONGEST} letters, "
                f"got {str(beginning)[:70]!r}"
            )
        self._choose, note = own_or_stand_in(choose_letter, _course_choice, np.zeros(30), 1.0, 0.5)
        warmth = as_numbers(temperature, "temperature", ndim=(0,), finite=True)
        controls = {
            "beginning": ipywidgets.Text(
                beginning,
                description="beginning",
                continuous_update=False,
                layout=ipywidgets.Layout(width="340px", max_width="100%", margin="0"),
            ),
            "temperature": log_slider("temperature", warmth, 0.1, 10),
            "play_button": button("Play", f"Train on, up to step {STEPS}", self.play),
            "pause_button": button("Pause", "Stop training; what is learnt is kept", self.pause),
            "step_button": button(f"{A_CLICK} steps", f"Train {A_CLICK} steps", self.step),
            "again_button": button("Write again", "Draw other letters", self.again),
            "reset_button": button("Reset", "Back to step 0 and the first text", self.reset),
        }
        self._writer, self._draw_number = Writer(), 0
        shares = LiveFigure(*TWO_IN_A_ROW, "The probability of each letter to be the next")
        losses = LiveFigure(*TWO_IN_A_ROW, "The loss of a letter over the steps")
        self._make_shares(shares)
        self._make_losses(losses)
        super().__init__(controls, [shares, losses], predict, [note])
        self.draw()  # says at once what is wrong with a function of the learner's
        self.refresh()

    def _make_shares(self, live):
        axes = live.subplots()
        letters = alphabet().replace(" ", "␣")
        self._bars = axes.bar(range(len(letters)), [0] * len(letters), color=BLUE).patches
        axes.set(
            title="p of the next letter (␣: a blank)",
            ylim=(0, 1.17),  # room for the written letters above the highest bar
            yticks=[0, 0.2, 0.4, 0.6, 0.8, 1],
        )
        axes.set_xticks(range(len(letters)), letters, fontsize=8.5)
        axes.tick_params(axis="x", length=0)
        self._sample = axes.text(
            0.5, 0.98, "", ha="center", va="top", transform=axes.transAxes, family="monospace"
        )
        live.moves(*self._bars, self._sample)

    def _make_losses(self, live):
        axes = live.subplots()
        axes.set(
            title="loss of a letter, mean of 50 steps",
            xlabel="step",
            xlim=(-30, STEPS + 30),
            ylim=(0, 4),
        )
        axes.axhline(np.log(30), color=GREY, linewidth=1)
        axes.text(STEPS, np.log(30) + 0.05, "ln 30: knows nothing", ha="right", fontsize=9)
        (self._curve,) = axes.plot([], [], color=BLUE)
        self._guess_line = axes.axhline(np.nan, color=ORANGE, linestyle="--")
        live.moves(self._curve, self._guess_line)

    # ---------------------------------------------------------------------------- the training

    @property
    def step_number(self):
        """How many steps have been trained."""
        return len(self._writer.losses)

    @property
    def text(self):
        """The beginning as the network can read it: its 30 letters only."""
        lower = self.beginning.value.lower()[:LONGEST]
        return "".join(letter for letter in lower if letter in alphabet())

    def step(self):
        """Train 100 steps."""
        self.advance(A_CLICK)

    def advance(self, steps):
        """Train a number of steps, as far as the last one, and draw."""
        self.stop()
        for _ in range(min(steps, STEPS - self.step_number)):
            self._writer.step()
        self.refresh()

    def again(self):
        """Write with other random numbers."""
        self._draw_number += 1
        self.refresh()

    def reset(self):
        """Go back to step 0, and put the controls back."""
        self.stop()
        self._writer, self._draw_number = Writer(), 0
        super().reset()

    def _slices(self):
        while self.step_number < STEPS:
            begin = perf_counter()
            while self.step_number < STEPS and perf_counter() < begin + SLICE / 2:
                self._writer.step()
            yield perf_counter()

    # ---------------------------------------------------------------------------- the pictures

    def draw(self):
        """Draw the next letter's probabilities and the loss; return them and a text in words."""
        text, temperature = self.text, self.temperature.value
        parameters = self._writer.parameters
        p = softmax(after(text, parameters)[None] / temperature)[0]
        rng = np.random.default_rng(self._draw_number)
        written = write(text, COUNT, parameters, temperature, rng, self._choose)
        for bar, share in zip(self._bars, p, strict=True):
            bar.set_height(share)
        self._sample.set_text(f"…{written[len(text) :][:32]}…")
        sums = np.cumsum([0, *self._writer.losses])
        ends = np.arange(1, len(sums))
        starts = np.maximum(0, ends - MEAN)
        means = (sums[ends] - sums[starts]) / (ends - starts)
        self._curve.set_data(ends, means)
        guess = np.nan if self.guess is None else self.guess
        self._guess_line.set_ydata([guess, guess])
        return self._words_on(text, written, p, means)

    def _words_on(self, text, written, p, means):
        step = self.step_number
        doing = self.doing(step, STEPS)
        loss = f" Loss of a letter, mean of the last {MEAN} steps: {means[-1]:.2f}." if step else ""
        yield f"Step {step} of {STEPS}. {doing}.{loss}"
        likely = np.argsort(-p, kind="stable")[:5]
        told = ", ".join(f"{_name(alphabet()[k])} {number(p[k])}" for k in likely)
        yield f"After “{text}”, at temperature {number(self.temperature.value)}, likeliest: {told}."
        yield f"It writes: {written}"
        if text != self.beginning.value.lower():
            yield (
                "It knows small letters, the blank, the comma, the point and the question mark, "
                f"and reads {LONGEST} of them at most; the rest of your beginning is left out."
            )


def _name(letter):
    return "blank" if letter == " " else letter


_course_choice = choose_letter  # the constructor's argument hides its name
