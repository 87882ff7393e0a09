"""Lifeline: what a view says when its kernel was restarted."""

from pathlib import Path

import anywidget


class Lifeline(anywidget.AnyWidget):
    """A line that is empty while the view's kernel lives, and says so when it has gone."""

    _esm = Path(__file__).with_name("lifeline.js")
