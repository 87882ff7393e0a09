"""NumberGrid: a small square of numbers to type or step, such as a kernel. Lesson 11."""

from pathlib import Path

import anywidget
import traitlets

from helpers.numbers import as_numbers
from helpers.views.slider import CSS

LIMIT = 9.0  # of each number, so that a cell shows it


class NumberGrid(anywidget.AnyWidget):
    """Numbers in three rows of three, edited by the learner or set from Python.

    Parameters
    ----------
    description : str
        Its name.
    value : three rows of three numbers from −9 to 9

    Raises
    ------
    ValueError
        If a value, given at first or set later, is no such table.

    Examples
    --------
    >>> grid = NumberGrid("kernel", [[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    >>> grid.value = [[-1, 0, 1]] * 3
    >>> grid.value[2]
    [-1.0, 0.0, 1.0]
    """

    _esm = Path(__file__).with_name("number_grid.js")
    _css = CSS

    description = traitlets.Unicode().tag(sync=True)
    value = traitlets.Any().tag(sync=True)
    disabled = traitlets.Bool(False).tag(sync=True)

    def __init__(self, description, value):
        self.description = description
        super().__init__(value=self._as_rows(value))

    @traitlets.validate("value")
    def _check(self, proposal):
        return self._as_rows(proposal["value"])

    def _as_rows(self, value):
        numbers = as_numbers(value, self.description, shape=(3, 3), finite=True)
        if abs(numbers).max() > LIMIT:
            largest = numbers.ravel()[abs(numbers).argmax()]
            raise ValueError(
                f"{self.description} must hold numbers from -9 to 9, got {largest:g} among them"
            )
        return numbers.tolist()
