"""The playground's controls, the panels that they stand in, and the checks of its arguments."""

from helpers.lessons.deeper.data_sets import FEATURES
from helpers.lessons.deeper.steps import OPTIMIZERS
from helpers.network import identity, relu, sigmoid, tanh
from helpers.numbers import as_numbers, whole_number
from helpers.views.controls import choice, one_of, rate_slider, slider, tick, whole_slider
from helpers.views.slider import Slider
from helpers.views.view import row

RATES = (0.00001, 0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10)
DECAYS = (0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10)
MOST_LAYERS, MOST_NEURONS = 6, 8
WIDEST = 20  # of a weight that is moved by hand

DATA = {
    "circle": "circle",
    "moons": "moons",
    "spiral": "spiral",
    "xor": "XOR",
    "clouds": "two clouds",
    "slope": "slope (regression)",
    "hills": "hills (regression)",
    "points": "your points",
    "table": "your table",
    "table_regression": "your table (regression)",
}
ACTIVATIONS = {"tanh": tanh, "ReLU": relu, "sigmoid": sigmoid, "linear": identity}
STEPS = {"plain": "plain", "momentum": "momentum 0.9", "adam": "Adam"}
CLICKS = {
    "ask": "asks about the nearest point",
    "0": "puts ○, class 0",
    "1": "puts ■, class 1",
}
TICKS = {
    "x1": "x₁",
    "x2": "x₂",
    "x1_squared": "x₁²",
    "x2_squared": "x₂²",
    "x1_x2": "x₁x₂",
    "sin_x1": "sin x₁",
    "sin_x2": "sin x₂",
}
LAYERS = [f"layer_{i}" for i in range(1, MOST_LAYERS + 1)]
PANELS = {
    "data": ["data", "noise", "test_share", "data_seed", "show_test", "discretize"],
    "inputs": list(TICKS),
    "layers": [*LAYERS, "activation"],
    "training": ["optimizer", "learning_rate", "batch_size", "l1", "l2", "dropout", "seed"],
    "own data": ["click", "undo_point_button", "clear_points_button", "use_table_button"],
    "weights": ["next_neuron_button", "next_weight_button", "value", "as_drawn_button"],
    "share": [],
}


def value_controls(
    *, data, noise, test_share, data_seed, inputs, hidden, activation, optimizer, learning_rate,
    batch_size, l1, l2, dropout, seed, show_test, discretize,
):  # fmt: skip
    """Return a control for each part of a setting, by name; the arguments are the view's."""
    names, sizes = checked_inputs(inputs), layer_sizes(hidden)
    controls = {
        "data": choice(
            "data", [(shown, key) for key, shown in DATA.items()], one_of(data, DATA, "data")
        ),
        "noise": slider("noise in %", _number(noise, "noise", 0, 50), 0, 50, 1),
        "test_share": whole_slider("test share in %", test_share, 10, 90, "test_share"),
        "data_seed": whole_slider("seed of the points", data_seed, 0, 99, "data_seed"),
        "show_test": tick("show test points"),
        "discretize": tick("two colours only"),
        **{key: tick(name) for key, name in TICKS.items()},
        **{
            key: whole_slider(f"layer {i}", size, 0, MOST_NEURONS)
            for i, (key, size) in enumerate(zip(LAYERS, sizes, strict=True), 1)
        },
        "activation": choice(
            "activation", list(ACTIVATIONS), one_of(activation, ACTIVATIONS, "activation")
        ),
        "optimizer": choice(
            "optimizer",
            [(shown, key) for key, shown in STEPS.items()],
            one_of(optimizer, OPTIMIZERS, "optimizer"),
        ),
        "learning_rate": rate_slider("learning rate η", learning_rate, RATES),
        "batch_size": whole_slider("batch size", batch_size, 1, 100, "batch_size"),
        "l1": _decay_slider("L1 λ", l1, "l1"),
        "l2": _decay_slider("L2 decay λ", l2, "l2"),
        "dropout": slider("dropout", _number(dropout, "dropout", 0, 0.9), 0, 0.9, 0.1),
        "seed": whole_slider("seed of the weights", seed, 0, 99, "seed"),
        "click": choice("a click in the plane", [(text, key) for key, text in CLICKS.items()]),
        "value": slider("its weight or bias", 0, -WIDEST, WIDEST),
    }
    for key, name in TICKS.items():
        controls[key].value = name in names
    controls["show_test"].value = bool(show_test)
    controls["discretize"].value = bool(discretize)
    return controls


def panels(boxes):
    """Return a choice of panels, and the panels themselves, of which one is shown.

    Parameters
    ----------
    boxes : dict of str to list of widgets
        What stands in each panel.
    """
    chosen = choice("controls for", list(boxes))
    chosen.add_class("course-panels")
    rows = {name: row(widgets, gap="2px 16px") for name, widgets in boxes.items()}
    for box in rows.values():
        box.add_class("course-panel")

    def show(_change=None):
        for name, box in rows.items():
            box.layout.display = "flex" if name == chosen.value else "none"

    chosen.observe(show, "value")
    show()
    return chosen, list(rows.values())


def _decay_slider(name, value, argument):
    value = _number(value, argument, 0, DECAYS[-1])
    return Slider(name, value, 0, DECAYS[-1], values=sorted({*DECAYS, value}))


def _number(value, name, low, high):
    value = float(as_numbers(value, name, ndim=(0,)))
    if not low <= value <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}, got {value:g}")
    return value


def layer_sizes(hidden):
    """Return the neurons of six layers, 0 for those that are not there."""
    if isinstance(hidden, str) or not hasattr(hidden, "__len__") or len(hidden) > MOST_LAYERS:
        raise ValueError(
            f"hidden must list the neurons of at most {MOST_LAYERS} layers, got {hidden!r:.60}"
        )
    sizes = [whole_number(size, "hidden", 0, MOST_NEURONS) for size in hidden]
    return sizes + [0] * (MOST_LAYERS - len(sizes))


def checked_inputs(inputs):
    """Return the names of input features as a list."""
    names = [inputs] if isinstance(inputs, str) else inputs
    if not isinstance(names, list | tuple) or not names:
        raise ValueError(f"inputs must name at least one of {', '.join(FEATURES)}")
    return [one_of(name, FEATURES, "inputs") for name in names]
