"""Touch: where a view's pictures are clicked, and two boxes to type a place instead. Lesson 10."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Touch(anywidget.AnyWidget):
    """Two boxes and a button on the page, which also hears clicks on the view's pictures.

    Parameters
    ----------
    description : str
        What the boxes are for.
    clicked : function of the figure's index, and of x and y from 0 to 1, from its upper left corner
    typed : function of the two texts that were typed
    """

    _esm = HERE / "touch.js"
    _css = HERE / "controls.css"

    description = traitlets.Unicode().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, description, clicked, typed):
        self._clicked, self._typed = clicked, typed
        super().__init__(description=description)
        self.on_msg(self._hear)

    def _hear(self, _widget, content, _buffers):
        if self.disabled:
            return
        if "typed" in content:
            self._typed(*content["typed"])
        else:
            self._clicked(content["figure"], content["x"], content["y"])
