"""Slider and Choice: controls made of the browser's own elements, named for a screen reader.

ipywidgets' slider has no name, reaches a value by luck where it has more steps than pixels, and
cuts a number at a comma.
"""

from pathlib import Path

import anywidget
import numpy as np
import traitlets

from helpers.numbers import whole_number

HERE = Path(__file__).parent
CSS = HERE / "controls.css"


class Slider(anywidget.AnyWidget):
    """A number between two ends: dragged, stepped by keys and buttons, or typed.

    The ends may be moved later (`slider.max = 9`); a value beyond them goes to the nearest.

    Parameters
    ----------
    description : str
        Its name.
    value, min, max, step : number
    values : list of numbers, optional
        The stops, in their order, where they are not equally far apart; any other number between
        the ends may be typed all the same.

    Raises
    ------
    ValueError
        If a value, given at first or set later, is no finite number between the ends.

    Examples
    --------
    >>> slider = Slider("b", 4, min=-20, max=20)
    >>> slider.value = -3.5
    >>> slider.value
    -3.5
    """

    _esm = HERE / "slider.js"
    _css = CSS

    description = traitlets.Unicode().tag(sync=True)
    min = traitlets.Float().tag(sync=True)
    max = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    values = traitlets.List(traitlets.Float()).tag(sync=True)
    whole = traitlets.Bool(False).tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)
    value = traitlets.Float().tag(sync=True)

    def __init__(self, description, value, min, max, step=0.1, values=()):
        self.description, self.min, self.max = description, min, max
        value = self._between(value)
        super().__init__(step=step, values=list(values), value=value)
        self.observe(self._stay_between, ["min", "max"])

    def _stay_between(self, _change):
        self.value = min(max(self.value, self.min), self.max)

    @traitlets.validate("value")
    def _check(self, proposal):
        return self._between(proposal["value"])

    def _between(self, value):
        is_number = isinstance(value, int | float | np.integer | np.floating)
        fits = is_number and not isinstance(value, bool)
        if not fits or not self.min <= value <= self.max:  # NaN is in no range
            raise ValueError(
                f"{self.description} must be a number from {self.min:g} to {self.max:g}, "
                f"got {value.item() if isinstance(value, np.generic) else value!r}"
            )
        return value


class WholeSlider(Slider):
    """A whole number between two ends."""

    whole = traitlets.Bool(True).tag(sync=True)
    min = traitlets.Int().tag(sync=True)
    max = traitlets.Int().tag(sync=True)
    value = traitlets.Int().tag(sync=True)

    def __init__(self, description, value, min, max):
        super().__init__(description, value, min, max, step=1)

    def _between(self, value):
        return whole_number(value, self.description, self.min, self.max)


class Choice(anywidget.AnyWidget):
    """One of a few options, all in sight.

    Parameters
    ----------
    description : str
        Its name.
    options : list of pairs, what is shown and its value
    value : that of the first choice

    Raises
    ------
    ValueError
        If a value, given at first or set later, is none of the options.

    Examples
    --------
    >>> choice = Choice("scheme", [("He", "he"), ("N(0, 1)", "normal")], "normal")
    >>> choice.label
    'N(0, 1)'
    """

    _esm = HERE / "choice.js"
    _css = CSS

    description = traitlets.Unicode().tag(sync=True)
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    index = traitlets.Int().tag(sync=True)
    disabled = traitlets.Bool().tag(sync=True)
    value = traitlets.Any()

    def __init__(self, description, options, value):
        self.options = options
        labels = [shown for shown, _ in options]
        super().__init__(description=description, labels=labels, value=value)

    @property
    def label(self):
        """The name of what is chosen."""
        return self.labels[self.index]

    @property
    def _meanings(self):
        return [value for _, value in self.options]

    @traitlets.validate("value")
    def _check(self, proposal):
        if proposal["value"] not in self._meanings:
            raise ValueError(
                f"{self.description} must be one of {', '.join(map(str, self._meanings))}, "
                f"got {proposal['value']!r}"
            )
        return proposal["value"]

    @traitlets.observe("value")
    def _follow_value(self, change):
        self.index = self._meanings.index(change["new"])

    @traitlets.observe("index")
    def _follow_index(self, change):
        self.value = self._meanings[change["new"]]
