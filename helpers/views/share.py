"""Share: a view's setting as a line of Python and as a link, which a page hears. Lesson 10."""

from pathlib import Path

import anywidget
import traitlets

from helpers.views.slider import CSS


class Share(anywidget.AnyWidget):
    """Two lines to copy: Python that brings a setting back, and the page's own address with it.

    Parameters
    ----------
    key : str
        What the end of a link begins with.
    opened : function of the end of a link, a str
        Called when the widget comes onto a page whose address has such an end, and when the
        address gets one.

    Attributes
    ----------
    python, end : str
        The line, and what stands in the link behind its "#".
    """

    _esm = Path(__file__).with_name("share.js")
    _css = CSS

    key = traitlets.Unicode().tag(sync=True)
    python = traitlets.Unicode().tag(sync=True)
    end = traitlets.Unicode().tag(sync=True)

    def __init__(self, key, opened):
        self._opened = opened
        super().__init__(key=key)
        self.on_msg(self._hear)

    def _hear(self, _widget, content, _buffers):
        self._opened(content["link"])
