"""TextBox: lines of text, typed, pasted, or taken from a file. Lesson 10."""

from pathlib import Path

import anywidget
import traitlets

from helpers.views.slider import CSS


class TextBox(anywidget.AnyWidget):
    """A box for text, with a button that takes it from a file of the learner's computer.

    Parameters
    ----------
    description : str
        Its name.
    value, placeholder : str
    most : int
        Letters that the page sends; what is longer, it refuses with a sentence.
    """

    _esm = Path(__file__).with_name("text_box.js")
    _css = CSS

    description = traitlets.Unicode().tag(sync=True)
    placeholder = traitlets.Unicode().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)
    most = traitlets.Int().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, description, value, placeholder, most):
        super().__init__(description=description, value=value, placeholder=placeholder, most=most)
