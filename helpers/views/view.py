"""View: controls, a live picture, and the same state in words. Every view of the course is one."""

import base64
import html

import ipywidgets
import numpy as np

from helpers.views.live_figure import side_by_side


class View(ipywidgets.VBox):
    """The frame of every view; a lesson's view adds its controls, its artists and `draw`.

    A subclass makes its artists, calls this constructor, and then `refresh`. Its `draw` moves the
    artists to the values of the controls and returns the state in words, one line each.

    Parameters
    ----------
    controls : dict of str to widget
        Each becomes an attribute of the view, `view.w1`, so that Python can move it too.
    figures : list of LiveFigure
        Side by side where the page is wide enough, below each other where it is not.
    predict : Predict, optional
        The controls stay locked until its question has been answered.
    """

    def __init__(self, controls, figures, predict=None):
        self.figures = figures
        self.predict = predict
        self._words = ipywidgets.HTML()
        for name, control in controls.items():
            setattr(self, name, control)
            if control.has_trait("value"):  # a button has none: its view says what a click does
                control.observe(self.refresh, "value")
        questions = [predict] if predict else []
        rows = [_row(controls.values()), _row(figures)]
        super().__init__([*questions, *rows, self._words])
        if predict:
            self._lock(controls.values())

    def _lock(self, controls):
        for control in controls:
            control.disabled = True

        def unlock(_change):
            for control in controls:
                control.disabled = False
            self.refresh()

        self.predict.observe(unlock, "guess")

    @property
    def guess(self):
        """The learner's prediction, or None where nothing was asked or answered yet."""
        return self.predict.guess if self.predict else None

    @property
    def state(self):
        """What the picture shows, in words."""
        return self._state

    def draw(self):
        """Move the artists to the values of the controls and return the state in words."""
        raise NotImplementedError(f"{type(self).__name__} needs a method draw()")

    def refresh(self, _change=None):
        """Draw again. An error is told in words, and the picture stays as it was."""
        # A callback's exception would otherwise end in a log that the learner never sees.
        try:
            self._show(self.figures)
        except Exception as error:
            self._tell(error)

    def _show(self, figures):
        """Draw, and send these figures and the words to the page."""
        self._state = self.draw()
        for live in figures:
            live.redraw()
        self._write()

    def _tell(self, error):
        """Say in words what went wrong."""
        reason = str(error) if isinstance(error, ValueError) else f"{error!r}"
        self._state = f"The picture could not follow: {reason}"
        self._write()

    def _write(self):
        lines = "<br>".join(html.escape(line) for line in self._state.splitlines())
        self._words.value = f'<div role="status" style="line-height: 1.6">{lines}</div>'

    def _repr_mimebundle_(self, **kwargs):
        # The picture goes into the notebook as well: it is what GitHub shows, where no kernel runs.
        data = super()._repr_mimebundle_(**kwargs)
        data["text/plain"] = self.state
        data["image/png"] = base64.b64encode(side_by_side(self.figures)).decode()
        return data, {"image/png": {"alt": self.state}}


def _row(widgets):
    layout = ipywidgets.Layout(flex_flow="row wrap", width="100%")
    return ipywidgets.Box(list(widgets), layout=layout)


def slider(name, value, low, high, step=0.1):
    """Return a slider with a name, for the mouse, the keyboard and the typed number."""
    return ipywidgets.FloatSlider(
        value=value,
        min=low,
        max=high,
        step=step,
        description=name,
        readout_format=".1f",
        style={"description_width": "2em"},
        layout=ipywidgets.Layout(width="300px", max_width="100%"),
    )


def number(value):
    """Return `value` as the views write it: at most four decimals, a real minus sign."""
    return f"{value:z.4f}".rstrip("0").rstrip(".").replace("-", "−")


def factor(value):
    """Return `value` as it stands in a product: a negative number in parentheses."""
    return f"({number(value)})" if value < 0 else number(value)


def own_or_stand_in(function, reference, *arguments):
    """Return the learner's function, or the reference while theirs returns None; and a note.

    Parameters
    ----------
    function, reference : functions of the same arguments
    arguments : what to try the learner's function with

    Returns
    -------
    function, str
        The one to draw with, and the sentence that says so, "" where it is the learner's own.
    """
    if function(*arguments) is not None:
        return function, ""
    name = getattr(function, "__name__", "function")
    return reference, (
        f"Your {name} returns nothing yet, so the course's {reference.__name__} is drawn. "
        "Write yours, then run this cell again."
    )


def evaluate(function, values):
    """Return `function` of an array; number by number where it only takes numbers.

    Raises
    ------
    ValueError
        If the function returns no numbers, naming the function and what it returned.
    """
    values = np.asarray(values, dtype=float)
    with np.errstate(all="ignore"):
        try:
            result = function(values)
        except TypeError:
            result = [function(value) for value in values.ravel().tolist()]
    try:
        return np.asarray(result, dtype=float).reshape(values.shape)
    except (TypeError, ValueError):
        name = getattr(function, "__name__", "the function")
        raise ValueError(
            f"{name} must return one number for each of the {values.size} numbers that it gets; "
            f"its result begins with {str(result)[:40]}"
        ) from None
