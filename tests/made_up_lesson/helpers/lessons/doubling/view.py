"""DoublingView: a number and what a function makes of it (lesson 99)."""

from helpers.figure import BLACK, BLUE
from helpers.numbers import as_numbers
from helpers.views.controls import slider
from helpers.views.live_figure import LiveFigure
from helpers.views.own_function import evaluate, own_or_stand_in
from helpers.views.view import View
from helpers.views.words import number

LOW, HIGH = -5, 5


def doubled(x):
    """Return twice x."""
    return 2 * x


class DoublingView(View):
    """Move a number; watch what the function makes of it.

    Parameters
    ----------
    function : function of a number
        The learner's own; while it still returns None, the course's stands in for it.
    x : number
        Where the control starts.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If `x` is no number.

    Examples
    --------
    >>> view = DoublingView()
    >>> view.x.value = -2
    >>> print(view.state)
    −2 becomes −4
    """

    def __init__(self, function=doubled, x=3, predict=None):
        self._function, note = own_or_stand_in(function, doubled, 1.0)
        live = LiveFigure(3, 2.4, "The number and what becomes of it")
        axes = live.subplots()
        axes.plot([LOW, HIGH], [2 * LOW, 2 * HIGH], color=BLUE)
        axes.set(xlabel="x", ylabel="twice x")
        (self._point,) = live.moves(*axes.plot([], [], "o", color=BLACK))
        controls = {"x": slider("x", as_numbers(x, "x", ndim=(0,), finite=True), LOW, HIGH)}
        super().__init__(controls, [live], predict, [note])
        self.refresh()

    def draw(self):
        """Move the point; return both numbers in words."""
        result = float(evaluate(self._function, self.x.value))
        self._point.set_data([self.x.value], [result])
        yield f"{number(self.x.value)} becomes {number(result)}"
