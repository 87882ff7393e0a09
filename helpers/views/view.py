"""View: controls, a live picture, and the same state in words. Every view of the course is one."""

import base64
import html

import ipywidgets
from IPython.display import display

from helpers.views.controls import button
from helpers.views.lifeline import Lifeline
from helpers.views.live_figure import side_by_side
from helpers.views.words import number

WIDGET = "application/vnd.jupyter.widget-view+json"


class View(ipywidgets.VBox):
    """The frame of every view; a lesson's view adds its controls, its artists and `draw`.

    A subclass makes its artists, calls this constructor, and then `refresh`. Its `draw` moves the
    artists to the values of the controls and returns the state in words, line by line; the frame
    adds the guess and the notes. `draw_rows` does the same for rows of data, where a view has
    some: these lines come last, as they may be many.

    Parameters
    ----------
    controls : dict of str to widget
        Each becomes an attribute of the view, `view.w1`, so that Python can move it too. A button
        is named after the method that it calls: `step_button` calls `step()`.
    figures : list of LiveFigure
        Side by side where the page is wide enough, below each other where it is not.
    predict : Predict, optional
        The controls stay locked until its question has been answered.
    notes : list of str
        Sentences that stay in the words, such as that a stand-in is drawn; "" is none.

    Attributes
    ----------
    controls, figures, predict : as above
    """

    _resetting = False
    guess_mark = ""  # what shows the guess in the picture, such as "the dashed line"

    def __init__(self, controls, figures, predict=None, notes=()):
        self.figures = figures
        self.predict = predict
        self.controls = controls
        self._notes = [note for note in notes if note]
        self._status = ipywidgets.HTML()
        if "reset_button" not in controls:
            controls["reset_button"] = button("Reset", "Back to the start", self.reset)
        self._beginning = {}
        for name, control in controls.items():
            setattr(self, name, control)
            if control.has_trait("value"):  # a button has none: its view says what a click does
                self._beginning[control] = control.value
                control.observe(self._follow, "value")
        questions = [predict] if predict else []
        rows = [*self.arrange(controls), row(figures)]
        super().__init__([*questions, *rows, self._status, Lifeline()])
        if self.asking:
            self._lock(controls.values())

    def arrange(self, controls):
        """Return what stands above the figures: a row of all controls, the buttons last."""
        buttons = [c for c in controls.values() if isinstance(c, ipywidgets.Button)]
        others = [c for c in controls.values() if c not in buttons]
        return [row([*others, row(buttons, "auto")], gap="2px 16px")]

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
    def asking(self):
        """Tell whether a question is open, which the picture must not give away."""
        return self.predict is not None and self.guess is None

    @property
    def state(self):
        """What the picture shows, in words."""
        return self._state

    def draw(self):
        """Move the artists to the values of the controls; return the state in words, in lines."""
        raise NotImplementedError(f"{type(self).__name__} needs a method draw()")

    def draw_rows(self):
        """Move what shows rows of data; return lines on them. None where a view has no rows."""
        return ()

    def reset(self):
        """Put every control back to where it began."""
        self._resetting = True  # one picture for all, instead of one for each
        for control, value in self._beginning.items():
            control.value = value
        self._resetting = False
        self.refresh()

    def _follow(self, _change):
        if not self._resetting:
            self.refresh()

    def refresh(self):
        """Draw again. An error is told in words, and the picture stays as it was."""
        # A callback's exception would otherwise end in a log that the learner never sees.
        try:
            self._show(self.figures)
        except Exception as error:
            self._tell(error)

    def _show(self, figures):
        """Draw, and send these figures and the words to the page."""
        lines = [*self.draw(), *self._remarks(), *self.draw_rows()]
        self._state = "\n".join(lines)
        for live in figures:
            live.redraw()
        self._write()

    def _remarks(self):
        if self.guess is not None:
            mark = f" ({self.guess_mark})" if self.guess_mark else ""
            yield f"Your guess was {number(self.guess)}{mark}."
        yield from self._notes

    def _tell(self, error):
        """Say in words what went wrong."""
        reason = str(error) if isinstance(error, ValueError) else f"{error!r}"
        self._state = f"The picture could not follow: {reason}"
        for live in self.figures:
            if not live.value:  # the first drawing already went wrong
                live.redraw()
        self._write()

    def _write(self):
        lines = "<br>".join(html.escape(line) for line in self._state.splitlines())
        style = "line-height: 1.5; overflow-wrap: anywhere"
        self._status.value = f'<div role="status" style="{style}">{lines}</div>'

    def _repr_mimebundle_(self, **kwargs):
        # The picture goes into the notebook as well: it is what GitHub shows, where no kernel runs.
        data = {
            "text/plain": self.state,
            "image/png": base64.b64encode(side_by_side(self.figures)).decode(),
            WIDGET: {"version_major": 2, "version_minor": 0, "model_id": self.model_id},
        }
        return data, {"image/png": {"alt": self.state}}

    if hasattr(ipywidgets.Widget, "_ipython_display_"):
        # ipywidgets 7, which Colab has, shows a widget by this method and never asks for the above.
        def _ipython_display_(self, **kwargs):
            data, metadata = self._repr_mimebundle_()
            display(data, metadata=metadata, raw=True)


def row(widgets, width="100%", gap="0"):
    """Return widgets side by side, as many as the page is wide enough for."""
    layout = ipywidgets.Layout(flex_flow="row wrap", width=width, max_width="100%", grid_gap=gap)
    return ipywidgets.Box(list(widgets), layout=layout)
