"""Touch: the mouse on a view's pictures, and two boxes to type a place instead. Lesson 10."""

from pathlib import Path

import anywidget
import traitlets

HERE = Path(__file__).parent


class Touch(anywidget.AnyWidget):
    """Two boxes and a button on the page, which also hears the mouse on the view's pictures.

    Parameters
    ----------
    description : str
        What the boxes are for.
    clicked : function of the figure's index, of x and y from 0 to 1, from its upper left corner,
        and of the part there, −1 for none
    typed : function of the two texts that were typed

    Attributes
    ----------
    parts : dict
        The parts of one picture: the index of its `figure`, its `size` in pixels, `boxes` and
        `lines`, each (x0, y0, x1, y1) in these pixels. They are counted in this order.
    over : int
        The part that the mouse points at, −1 for none; at most ten times a second.
    """

    _esm = HERE / "touch.js"
    _css = HERE / "controls.css"

    description = traitlets.Unicode().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)
    parts = traitlets.Dict({"figure": -1}).tag(sync=True)
    over = traitlets.Int(-1).tag(sync=True)

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
            self._clicked(content["figure"], content["x"], content["y"], content["part"])
