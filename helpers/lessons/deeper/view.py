"""PlaygroundView: a network of your own, your own points, and the arithmetic of it (lesson 10)."""

from time import perf_counter

import ipywidgets
import numpy as np

from helpers.figure import BLUE, ORANGE, SMALL
from helpers.lessons.deeper.controls import (
    ACTIVATIONS,
    CLICKS,
    DATA,
    LAYERS,
    PANELS,
    STEPS,
    TICKS,
    WIDEST,
    own_points,
    panels,
    value_controls,
)
from helpers.lessons.deeper.data_sets import LIMIT, DataSet, make
from helpers.lessons.deeper.formula import neuron_lines, neuron_name, weight_lines
from helpers.lessons.deeper.planes import LargePlane, NetworkPicture, heights
from helpers.lessons.deeper.table import read_table
from helpers.lessons.deeper.trainer import Hyperparameters, Trainer
from helpers.views.controls import button
from helpers.views.live_view import PAUSE, LiveView
from helpers.views.loss_panel import LossPanel
from helpers.views.touch import Touch
from helpers.views.view import row
from helpers.views.words import listed, number, point, rough

FRAME = 0.08  # seconds from one picture to the next while it trains
# What is left out of a setting's line of Python, as it is the same without.
DEFAULTS = {
    "data": "circle",
    "noise": 0,
    "test_share": 50,
    "data_seed": 0,
    "points": (),
    "table": "",
    "inputs": ("x₁", "x₂"),
    "hidden": (4, 2),
    "activation": "tanh",
    "optimizer": "plain",
    "learning_rate": 0.03,
    "batch_size": 10,
    "l1": 0,
    "l2": 0,
    "dropout": 0,
    "seed": 0,
    "show_test": False,
    "discretize": False,
}


class PlaygroundView(LiveView):
    """Build a network for points of a plane, yours too; train it, and see every neuron's plane.

    The output is a sigmoid with cross-entropy for classes, an identity with half the squared error
    for a regression. The weights are drawn by Xavier's rule, or by He's for ReLU.

    Parameters
    ----------
    data : str
        A key of `DATA`.
    noise : number from 0 to 50, in percent
    test_share : int from 10 to 90, in percent
    data_seed : int from 0 to 99
    points : list of (x1, x2, class), optional
        Your own, at most 500, from −6 to 6, of class 0 or 1.
    table : str, optional
        A table of two columns of numbers and one of two classes, as text with commas.
    inputs : list of str
        Of x₁, x₂, x₁², x₂², x₁x₂, sin x₁, sin x₂.
    hidden : list of int
        Neurons of at most six hidden layers, from 0 to 8; layers of none are left out.
    activation : "tanh", "ReLU", "sigmoid" or "linear"
    optimizer : "plain", "momentum" or "adam"
    learning_rate : number
    batch_size : int from 1 to 100
    l1, l2 : numbers from 0 to 1
    dropout : number from 0 to 0.9
    seed : int from 0 to 99
        Of the weights, and of the order in which batches take the points.
    show_test, discretize : bool
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is out of its range.

    Examples
    --------
    >>> view = PlaygroundView("xor", hidden=[4], learning_rate=0.3)
    >>> view.advance(100)
    >>> view.epoch
    100
    >>> view.setting
    "PlaygroundView(data='xor', hidden=(4,), learning_rate=0.3)"
    """

    guess_mark = "above the losses"

    def __init__(
        self,
        data="circle",
        noise=0,
        test_share=50,
        data_seed=0,
        points=(),
        table="",
        inputs=("x₁", "x₂"),
        hidden=(4, 2),
        activation="tanh",
        optimizer="plain",
        learning_rate=0.03,
        batch_size=10,
        l1=0,
        l2=0,
        dropout=0,
        seed=0,
        show_test=False,
        discretize=False,
        predict=None,
    ):
        self._points = own_points(points)
        self._table = ipywidgets.Textarea(
            description="your table",
            value=table if isinstance(table, str) else "",
            placeholder="two columns of numbers and a class, as 1.5, 2, a",
            rows=2,
            layout=ipywidgets.Layout(width="430px", max_width="100%"),
        )
        self._read = None if isinstance(table, str) and not table else read_table(table)
        self._table.observe(lambda _change: self._allow(), "value")
        controls = {
            "play_button": button("Play", "Train on and on", self.play),
            "pause_button": button("Pause", "Stop training; what is learnt is kept", self.pause),
            "step_button": button("One epoch", "Train exactly one epoch", self.step),
            "reset_button": button("Reset", "Back to epoch 0 and the same weights", self.reset),
            "undo_point_button": button("Undo", "Take your last point away", self.undo_point),
            "clear_points_button": button(
                "Clear", "Take all of your points away", self.clear_points
            ),
            "use_table_button": button("Use the table", "Learn your table", self.use_table),
            "next_neuron_button": button(
                "Next neuron", "Choose the next neuron", self.next_neuron
            ),
            "next_weight_button": button(
                "Next weight", "Choose the next weight", self.next_weight
            ),
            **value_controls(
                data=data, noise=noise, test_share=test_share, data_seed=data_seed, inputs=inputs,
                hidden=hidden, activation=activation, optimizer=optimizer,
                learning_rate=learning_rate, batch_size=batch_size, l1=l1, l2=l2, dropout=dropout,
                seed=seed, show_test=show_test, discretize=discretize,
            ),
        }  # fmt: skip
        self._picture, self._plane = NetworkPicture(), LargePlane()
        self._losses = _loss_panel()
        self._trainer = self._made_of = self._shown_sizes = None
        self._chosen, self._asked, self._said, self._drawing = None, None, "", 0.03
        self._touch = Touch("or by keyboard:", self._clicked, self._typed)
        self._line = ipywidgets.Text(
            description="this setting",
            layout=ipywidgets.Layout(width="98%"),
        )
        figures = [self._picture.live, self._plane.live, self._losses.live]
        super().__init__(controls, figures, predict)
        self.refresh()

    def arrange(self, controls):
        """Return the buttons with a choice of panels, and the panels, of which one is shown."""
        boxes = {name: [controls[key] for key in keys] for name, keys in PANELS.items()}
        click, *buttons, use_table = boxes["own data"]
        boxes["own data"] = [click, self._touch, *buttons, self._table, use_table]
        boxes["weights"].append(self._line)
        self.panel, rows = panels(boxes)
        buttons = [controls[f"{key}_button"] for key in ("play", "pause", "step", "reset")]
        return [row([row(buttons, "auto"), self.panel], gap="2px 16px"), *rows]

    # --------------------------------------------------------------------------- what it holds

    @property
    def epoch(self):
        """How many epochs have been trained."""
        return self._trainer.epoch

    @property
    def trainer(self):
        """What trains: the network, its points, its losses."""
        return self._trainer

    @property
    def setting(self):
        """The line of Python that makes a view with this setting, without what it has learnt."""
        values = {
            key: getattr(self, key).value
            for key in DEFAULTS
            if key not in ("points", "table", "inputs", "hidden")
        }
        values["points"] = tuple(tuple(p) for p in self._points)
        values["table"] = self._table.value if self._read else ""
        values["inputs"] = tuple(self._names())
        values["hidden"] = tuple(self._sizes())
        shown = [f"{key}={values[key]!r}" for key in DEFAULTS if values[key] != DEFAULTS[key]]
        return f"PlaygroundView({', '.join(shown)})"

    def _names(self):
        return [name for key, name in TICKS.items() if getattr(self, key).value] or ["x₁"]

    def _sizes(self):
        return [size for key in LAYERS if (size := getattr(self, key).value)]

    def _hyperparameters(self):
        return Hyperparameters(
            self.learning_rate.value,
            self.batch_size.value,
            self.l1.value,
            self.l2.value,
            self.dropout.value,
        )

    # ---------------------------------------------------------------------------- what it does

    def play(self):
        """Train on and on, until `pause`; needs the event loop of a notebook's kernel."""
        if self._trainer.data.trouble:
            self._say(f"{self._trainer.data.trouble}, so nothing can be trained.")
        elif not self.playing and not self.start(self._slices()):
            self._say("Play needs a notebook; in plain Python, call advance(epochs).")
        else:
            self.refresh()

    def advance(self, epochs):
        """Train a number of epochs at once and draw."""
        self.stop()
        try:
            self._trainer.advance(epochs, self._hyperparameters())
        except ValueError as error:
            self._said = f"{error}, so nothing can be trained."
        self.refresh()

    def reset(self):
        """Go back to epoch 0, with the same weights; all settings are kept."""
        self._made_of = None
        self.refresh()

    def next_neuron(self):
        """Choose the next neuron: layer by layer, the output last, then from the beginning."""
        layer, target, _ = self._chosen
        self._choose(*self._after(layer, target), None)

    def next_weight(self):
        """Choose the next weight: those of the chosen neuron, then those of the next one."""
        layer, target, source = self._chosen
        source = 0 if source is None else source + 1
        if source >= self._trainer.sizes[layer]:
            layer, target = self._after(layer, target)
            source = 0
        self._choose(layer, target, source)

    def undo_point(self):
        """Take the last of your own points away."""
        self._points = self._points[:-1]
        self.refresh()

    def clear_points(self):
        """Take all of your own points away."""
        self._points = []
        self.refresh()

    def use_table(self):
        """Read your table and learn it; where it is none, say why and keep what is shown."""
        try:
            self._read = read_table(self._table.value)
        except ValueError as error:
            self._say(f"Not used: {error}.")
            return
        self.show_test.value = True
        self.data.value = "table"
        self.refresh()

    def put(self, x1, x2, target):
        """Put a point of your own into the plane, and learn your points.

        Raises
        ------
        ValueError
            If it is no point of the plane, or there are 500 already.
        """
        self._points = own_points([*self._points, (x1, x2, target)])
        self.show_test.value = True  # whoever puts a point wants to see it
        self.data.value = "points"
        self.refresh()

    def ask(self, x1, x2):
        """Ask about the point of the data that is nearest to a place."""
        data = self._trainer.data
        if not data.y.size:
            self._say("There are no points yet to ask about.")
            return
        self._asked = int(np.argmin(np.linalg.norm(data.X - [x1, x2], axis=1)))
        self.refresh()

    def _after(self, layer, target):
        if target + 1 < self._trainer.sizes[layer + 1]:
            return layer, target + 1
        return (layer + 1) % len(self._trainer.weights), 0

    def _choose(self, layer, target, source):
        self._chosen = layer, target, source
        self.refresh()

    def _say(self, sentence):
        self._said = sentence
        self.refresh()

    def _clicked(self, figure, x, y):
        if self.asking:
            return
        if figure == 0:
            found = self._picture.at(x, y)
            if found:
                self._choose(*found)
        elif figure == 1:
            self._do(*self._plane.point_at(x, y))

    def _typed(self, *texts):
        numbers = []
        for text in texts:
            try:
                numbers.append(float(text.strip().replace("−", "-").replace(",", ".")))
            except ValueError:
                self._say(f"“{text:.20}” is no number from −{LIMIT} to {LIMIT}.")
                return
        self._do(*numbers)

    def _do(self, x1, x2):
        """Do what a click does at a point of the plane."""
        if not max(abs(x1), abs(x2)) <= LIMIT:
            self._say(f"{point([x1, x2], rough)} lies outside the plane, −{LIMIT} to {LIMIT}.")
        elif self.click.value == "ask":
            self.ask(x1, x2)
        else:
            try:
                self.put(round(float(x1), 2), round(float(x2), 2), int(self.click.value))
            except ValueError as error:
                self._say(f"{error}.")

    def _slices(self):
        while not self._trainer.trouble:
            begin = perf_counter()
            seconds = max(FRAME - self._drawing, FRAME / 3)
            self._trainer.advance_for(seconds, self._hyperparameters())
            yield max(begin + FRAME, perf_counter() + PAUSE)

    def _show(self, figures):
        begin = perf_counter()
        super()._show(figures)
        self._drawing = perf_counter() - begin

    def _follow(self, change):
        if change["owner"] is self.value and not self._resetting:
            self._trainer.edit(*self._parameter(), self.value.value)
        super()._follow(change)

    # -------------------------------------------------------------------------------- pictures

    def draw(self):
        """Draw network, plane and losses as they are; return them in words."""
        self._renew()
        trainer, settings = self._trainer, self._hyperparameters()
        planes, discrete = heights(trainer), self.discretize.value
        self._picture.show(trainer, planes, self._chosen, discrete)
        layer, target, source = self._chosen
        shown = (len(trainer.weights) - 1, 0) if source is not None else (layer, target)
        name = neuron_name(trainer.sizes, *shown)
        caption = f"{name}; {DATA[self.data.value]}\na click {CLICKS[self.click.value]}"
        self._plane.show(planes[shown[0] + 1][shown[1]], caption, discrete)
        asked = None if self._asked is None else trainer.data.X[self._asked]
        self._plane.show_points(trainer, self.show_test.value, asked)
        self._draw_losses(trainer, settings)
        self._follow_chosen()
        self._allow()
        self._line.value = self.setting
        return self._lines(trainer, settings)

    def _renew(self):
        """Begin anew where something has changed that a trained network can't follow."""
        data = self._data()
        made_of = (
            data[0], tuple(self._names()), tuple(self._sizes()), self.activation.value,
            self.optimizer.value, self.test_share.value, self.seed.value,
        )  # fmt: skip
        if made_of == self._made_of:
            return
        if self._trainer is not None:
            self.stop()
        self._trainer = Trainer(
            data[1], list(made_of[1]), list(made_of[2]), ACTIVATIONS[made_of[3]], made_of[4],
            made_of[5] / 100, made_of[6],
        )  # fmt: skip
        self._made_of = made_of
        rows = self._trainer.train_rows
        self._asked = int(rows[0]) if len(rows) else None
        if self._shown_sizes != self._trainer.sizes:
            self._shown_sizes = self._trainer.sizes
            self._chosen = len(self._shown_sizes) - 2, 0, None  # the output

    def _data(self):
        """Return what the data are made of, and the data."""
        name = self.data.value
        if name == "points":
            rows = np.array(self._points, dtype=float).reshape(-1, 3)
            return ("points", *map(tuple, self._points)), DataSet(rows[:, :2], rows[:, 2])
        if name == "table":
            if self._read is None:
                return "table", DataSet(np.empty((0, 2)), np.empty(0))
            return ("table", id(self._read)), self._read[0]
        made_of = name, self.noise.value, self.data_seed.value
        return made_of, make(*made_of)

    def _draw_losses(self, trainer, settings):
        losses = trainer.losses
        points = []
        for values, role in ((losses.train, trainer.train), (losses.test, trainer.test)):
            curve = np.append(values, trainer.loss(*role))
            curve[~np.isfinite(curve)] = np.nan
            points.append((np.append(losses.epochs, trainer.epoch), curve))
        guess = "" if self.guess is None else f"; your guess {number(self.guess)}"
        self._losses.show(
            points,
            f"epoch {trainer.epoch:,}; {STEPS[self.optimizer.value]}, "
            f"η {settings.learning_rate:g}\n"
            f"batch {settings.batch_size}, dropout {settings.dropout:g}\n"
            f"L1 {settings.l1:g}, L2 {settings.l2:g}{guess}",
        )

    def _parameter(self):
        """Return where the chosen weight is, or the chosen neuron's bias."""
        layer, target, source = self._chosen
        return layer, self._trainer.sizes[layer] if source is None else source, target

    def _follow_chosen(self):
        """Put the slider of the chosen weight where the weight is, unless it moves all the time."""
        if not self.playing:
            value = float(np.clip(self._trainer.parameter(*self._parameter()), -WIDEST, WIDEST))
            before, self._resetting = self._resetting, True
            self.value.value = value
            self._resetting = before

    def _allow(self):
        """Let only those buttons be pressed that have something to do."""
        if not hasattr(self, "use_table_button"):
            return
        self._touch.disabled = self.asking
        for control in (self.undo_point_button, self.clear_points_button):
            control.disabled = self.asking or not self._points
        self.use_table_button.disabled = self.asking or not self._table.value.strip()

    # ----------------------------------------------------------------------------------- words

    def _lines(self, trainer, settings):
        doing = self.doing(trainer.epoch)
        yield f"{doing}, epoch {trainer.epoch:,}: {trainer.score()}."
        if self._said:
            yield self._said
            self._said = ""
        yield from filter(None, [trainer.trouble])
        yield f"{self._data_words()} {self._network_words(settings)}"
        if self._asked is not None:
            layer, target, source = self._chosen
            if source is None:
                yield from neuron_lines(trainer, layer, target, self._asked, settings)
            else:
                yield from weight_lines(trainer, layer, target, source, self._asked, settings)

    def _data_words(self):
        data, name = self._trainer.data, self.data.value
        words = DATA[name]
        if name == "table" and self._read:
            words += f" ({'; '.join(self._read[1])})"
        elif name not in ("points", "table"):
            words += f", noise {number(self.noise.value)} %, seed {self.data_seed.value}"
        words = f"{words[0].upper()}{words[1:]}"
        if data.trouble:
            trouble = f"{data.trouble[0].lower()}{data.trouble[1:]}"
            return f"{words}: {trouble}. A click {CLICKS[self.click.value]}."
        shown = "shown" if self.show_test.value else "hidden"
        tested = f"{len(self._trainer.test_rows)} test points ({self.test_share.value} %) {shown}"
        colors = ", two colours" if self.discretize.value else ""
        return (
            f"{words}: {len(self._trainer.train_rows)} training points, {tested}{colors}. "
            f"A click {CLICKS[self.click.value]}."
        )

    def _network_words(self, settings):
        sizes = self._sizes()
        left_out = [i for i, key in enumerate(LAYERS, 1) if not getattr(self, key).value]
        gaps = [i for i in left_out if any(getattr(self, key).value for key in LAYERS[i:])]
        hidden = "-".join(map(str, sizes)) or "none"
        gap = f" (no neurons in layer {listed(gaps, str)}, which is left out)" if gaps else ""
        only = "" if any(getattr(self, key).value for key in TICKS) else " (one must stay)"
        return (
            f"Inputs {listed(self._names(), str)}{only}; hidden {hidden}{gap}, "
            f"{self.activation.value}; {STEPS[self.optimizer.value]}, "
            f"η = {settings.learning_rate:g}, batches of {settings.batch_size}, L1 {settings.l1:g},"
            f" L2 {settings.l2:g}, dropout {settings.dropout:g}, seed {self.seed.value}."
        )


def _loss_panel():
    """Return the panel of both losses, with room for a caption of three lines."""
    looks = [{"color": BLUE}, {"color": ORANGE, "linestyle": "--"}]
    panel = LossPanel(looks, (2.4, 3.125))
    panel.axes.set_position([0.2, 0.15, 0.74, 0.67])
    panel.axes.set_ylabel("")
    panel.axes.legend(panel.curves, ["train loss", "test loss"], fontsize=SMALL, loc="upper right")
    panel.caption.set(x=-0.22, fontsize=SMALL)
    return panel
