"""Pad: a square of paper to draw on, with mouse, finger or keyboard. Lesson 09."""

from pathlib import Path

import anywidget
import numpy as np
import traitlets

from helpers.views.slider import CSS


class Pad(anywidget.AnyWidget):
    """Strokes of a pen, drawn by the learner or set from Python.

    Parameters
    ----------
    description : str
        Its name.
    strokes : list of lists of points (x, y), optional
        From (0, 0), the upper left corner, to (1, 1); a single point is a dot.

    Raises
    ------
    ValueError
        If strokes, given at first or set later, are no such lists.

    Examples
    --------
    >>> pad = Pad("A digit")
    >>> pad.strokes = [[[0.5, 0.1], [0.5, 0.9]]]
    >>> len(pad.strokes)
    1
    """

    _esm = Path(__file__).with_name("pad.js")
    _css = CSS

    description = traitlets.Unicode().tag(sync=True)
    strokes = traitlets.Any().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, description, strokes=()):
        super().__init__(description=description, strokes=_as_strokes(strokes))

    @traitlets.validate("strokes")
    def _check(self, proposal):
        return _as_strokes(proposal["value"])


def _as_strokes(strokes):
    try:
        lines = [np.asarray(stroke, dtype=float) for stroke in strokes]
        fit = all(line.ndim == 2 and line.shape[1] == 2 and len(line) for line in lines)
        fit = fit and all(np.all((line >= 0) & (line <= 1)) for line in lines)
    except (TypeError, ValueError):
        fit = False
    if not fit:
        raise ValueError(
            "strokes must be a list of strokes, each a list of points (x, y) from 0 to 1, "
            f"got {strokes!r:.80}"
        )
    return [line.tolist() for line in lines]
