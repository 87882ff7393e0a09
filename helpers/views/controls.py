"""The controls of all views, with one look: each has a name and works from the keyboard."""

import math

import ipywidgets
import numpy as np

from helpers.numbers import as_numbers

RATES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)


def slider(name, value, low, high, step=0.1):
    """Return a slider with a name, for the mouse, the keyboard and the typed number."""
    decimals = -math.floor(math.log10(step))
    return ipywidgets.FloatSlider(
        value=value,
        min=low,
        max=high,
        step=step,
        readout_format=f".{decimals}f",
        **_look(name),
    )


def log_slider(name, value, low, high):
    """Return a slider from one power of ten to another; its number, too, can be typed.

    Raises
    ------
    ValueError
        If `value` is no number from `low` to `high`.
    """
    is_number = isinstance(value, int | float | np.number) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:
        raise ValueError(f"{name} must be a number from {low} to {high}, got {value!r}")
    return ipywidgets.FloatLogSlider(
        value=value,
        base=10,
        min=math.log10(low),
        max=math.log10(high),
        step=0.05,
        readout_format=".2f",
        **_look(name),
    )


def whole_slider(name, value, low, high, argument=None):
    """Return a slider for whole numbers.

    Raises
    ------
    ValueError
        If `value` is none from `low` to `high`; the error calls it `argument`, or else `name`.
    """
    whole = whole_number(value, argument or name, low, high)
    return ipywidgets.IntSlider(value=whole, min=low, max=high, **_look(name))


def rate_slider(name, value):
    """Return a slider over the usual learning rates, with `value` among them.

    Raises
    ------
    ValueError
        If `value` is no positive number.
    """
    rate = as_numbers(value, "learning_rate", ndim=(0,), finite=True)
    if rate <= 0:
        raise ValueError(f"learning_rate must be a positive number, got {rate:g}")
    rates = sorted({*RATES, float(rate)})
    return ipywidgets.SelectionSlider(
        options=[(f"{each:g}", each) for each in rates], value=float(rate), **_look(name)
    )


def choice(name, options, value=None):
    """Return buttons of which one is pressed; the first where no `value` is given.

    No menu: its arrow keys move JupyterLab's cells.

    Parameters
    ----------
    name : str
    options : list of str, or of pairs (what the button says, its value)
    value : optional
    """
    first = {} if value is None else {"value": value}
    return ipywidgets.ToggleButtons(
        options=options,
        description=name,
        style={"description_width": "initial", "button_width": "auto"},
        layout=ipywidgets.Layout(
            # The name beside its buttons; ipywidgets alone puts it above them.
            display="flex",
            flex_flow="row wrap",
            align_items="center",
            grid_gap="0 8px",
            width="auto",
            max_width="100%",
            margin="2px 16px 2px 2px",
        ),
        **first,
    )


def tick(name):
    """Return a box to tick, empty at first."""
    layout = ipywidgets.Layout(width="auto", margin="2px 16px 2px 2px")
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
        description=name, tooltip=tooltip, layout=ipywidgets.Layout(width="auto", min_width="80px")
    )
    made.on_click(lambda _button: action())
    return made


def whole_number(value, name, low, high):
    """Return `value` as an int, or raise a ValueError that says which numbers `name` may be."""
    is_whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not is_whole or not low <= value <= high:
        raise ValueError(f"{name} must be a whole number from {low} to {high}, got {value!r}")
    return int(value)


def one_of(value, names, name):
    """Return `value`, or raise a ValueError that says which words `name` may be."""
    if not isinstance(value, str) or value not in names:
        raise ValueError(f"{name} must be one of {', '.join(names)}, got {value!r}")
    return value


def _look(name):
    # Short names get one width, so that their sliders stand below each other.
    width = "2em" if len(name) <= 2 else "initial"
    return {
        "description": name,
        "style": {"description_width": width},
        "layout": ipywidgets.Layout(width="300px", max_width="100%"),
    }
