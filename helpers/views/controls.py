"""The controls of all views, with one look: each has a name and works from the keyboard."""

import math

import ipywidgets
import numpy as np

from helpers.numbers import as_numbers, whole_number
from helpers.views.slider import Choice, Slider, WholeSlider

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def slider(name, value, low, high, step=0.1):
    """Return a slider over numbers that are equally far apart.

    Raises
    ------
    ValueError
        If `value` is no number from `low` to `high`, now or later.
    """
    return Slider(name, value, low, high, step)


def log_slider(name, value, low, high):
    """Return a slider from one power of ten to another, twenty stops for each.

    Raises
    ------
    ValueError
        If `value` is no number from `low` to `high`, now or later.
    """
    exponents = np.arange(20 * math.log10(low), 20 * math.log10(high) + 0.5) / 20
    return Slider(name, value, low, high, values=[float(f"{10**e:.2g}") for e in exponents])


def whole_slider(name, value, low, high, argument=None):
    """Return a slider for whole numbers.

    Raises
    ------
    ValueError
        If `value` is none from `low` to `high`; the error calls it `argument`, or else `name`.
    """
    return WholeSlider(name, whole_number(value, argument or name, low, high), low, high)


def rate_slider(name, value, rates=RATES):
    """Return a slider over learning rates, the usual ones, with `value` among them.

    Raises
    ------
    ValueError
        If `value` is no positive number.
    """
    rate = as_numbers(value, "learning_rate", ndim=(0,), finite=True)
    if rate <= 0:
        raise ValueError(f"learning_rate must be a positive number, got {rate:g}")
    rates = sorted({*rates, float(rate)})
    return Slider(name, float(rate), rates[0], rates[-1], values=rates)


def choice(name, options, value=None):
    """Return a row of options of which one is chosen; the first where no `value` is given.

    No menu: its arrow keys move JupyterLab's cells.

    Parameters
    ----------
    name : str
    options : list of str, or of pairs (what is shown, its value)
    value : optional
    """
    pairs = [(each, each) if isinstance(each, str) else each for each in options]
    return Choice(name, pairs, pairs[0][1] if value is None else value)


def tick(name):
    """Return a box to tick, empty at first."""
    layout = ipywidgets.Layout(width="auto")
    return ipywidgets.Checkbox(description=name, indent=False, layout=layout)


def button(name, tooltip, action):
    """Return a button.

    Parameters
    ----------
    name : str
    tooltip : str
        What a click does.
    action : function without arguments
    """
    made = ipywidgets.Button(
        description=name,
        tooltip=tooltip,
        layout=ipywidgets.Layout(width="auto", min_width="80px", max_width="100%"),
    )
    made.on_click(lambda _button: action())
    return made


def one_of(value, names, name):
    """Return `value`, or raise a ValueError that says which words `name` may be."""
    if not isinstance(value, str) or value not in names:
        raise ValueError(f"{name} must be one of {', '.join(names)}, got {value!r}")
    return value
