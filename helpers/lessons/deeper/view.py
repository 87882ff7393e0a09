"""PlaygroundView: a network of your own, your own points, and the arithmetic of it (lesson 10)."""

from time import perf_counter
from typing import ClassVar

import numpy as np

from helpers.lessons.deeper.by_hand import WIDEST, ByHand
from helpers.lessons.deeper.chosen import next_neuron, next_weight, parameter
from helpers.lessons.deeper.controls import (
    ACTIVATIONS,
    CLICKS,
    DATA,
    LAYERS,
    PANELS,
    TICKS,
    checked_inputs,
    layer_sizes,
    panels,
    value_controls,
)
from helpers.lessons.deeper.curves import Curves
from helpers.lessons.deeper.data_sets import LIMIT, make
from helpers.lessons.deeper.formula import input_line, neuron_lines, neuron_name, weight_lines
from helpers.lessons.deeper.own_data import TABLES, OwnData
from helpers.lessons.deeper.planes import NETWORK, LargePlane, NetworkPicture, heights
from helpers.lessons.deeper.sentences import data_sentence, network_sentence
from helpers.lessons.deeper.setting import LINK, link_end, python_line, read_link_end, usual_values
from helpers.lessons.deeper.table import MOST_LETTERS
from helpers.lessons.deeper.trainer import Hyperparameters, Trainer
from helpers.views.controls import button
from helpers.views.live_view import PAUSE, LiveView
from helpers.views.share import Share
from helpers.views.text_box import TextBox
from helpers.views.touch import Touch
from helpers.views.view import row
from helpers.views.words import point, rough

FRAME = 0.08  # seconds from one picture to the next while it trains


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
        A table of two columns of numbers and one of two classes, as text with commas, or for a
        regression one of numbers.
    inputs : list of str
        Of x₁, x₂, x₁², x₂², x₁x₂, sin x₁, sin x₂.
    hidden : list of int
        Neurons of at most six hidden layers, from 0 to 8; layers of none are left out.
    activation : "tanh", "ReLU", "sigmoid" or "linear"
    optimizer : "plain", "momentum" or "adam"
    learning_rate : number
    batch_size : int from 1 to 100
    l1, l2 : numbers from 0 to 10
    dropout : number from 0 to 0.9
    seed : int from 0 to 99
        Of the weights, and of the order in which batches take the points.
    show_test, discretize : bool
    weights : list of (layer, neuron, input, value), optional
        What is set by hand at the start, all counted from 1, the output as the last layer; input 0
        is the bias.
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

    guess_mark = "written above the losses"
    _links: ClassVar = {}  # which setting of a cell has given way to a link, by the link's end

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
        weights=(),
        predict=None,
    ):
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
            "as_drawn_button": button(
                "As drawn", "Begin anew without what was moved by hand", self.as_drawn
            ),
            **value_controls(
                data=data, noise=noise, test_share=test_share, data_seed=data_seed, inputs=inputs,
                hidden=hidden, activation=activation, optimizer=optimizer,
                learning_rate=learning_rate, batch_size=batch_size, l1=l1, l2=l2, dropout=dropout,
                seed=seed, show_test=show_test, discretize=discretize,
            ),
        }  # fmt: skip
        self._own = OwnData(points, table, data)
        names, sizes = checked_inputs(inputs), [size for size in layer_sizes(hidden) if size]
        self._by_hand = ByHand(names, [len(names), *sizes, 1], weights)
        self._table = TextBox(
            "your table",
            self._own.table,
            "two columns of numbers and a class, as 1.5, 2, a",
            MOST_LETTERS,
        )
        self._table.observe(lambda _change: self._allow(), "value")
        self._picture, self._plane = NetworkPicture(), LargePlane()
        self._losses = Curves()
        self._trainer = self._made_of = self._shown_shape = self._table_words = None
        self._chosen, self._asked, self._said, self._drawing = None, None, "", 0.03
        self._touch = Touch("or by keyboard:", self._clicked, self._typed)
        self._touch.observe(lambda _change: self._point_at_part(), "over")
        self._share = Share(LINK, self._open_link)
        self._link = ""  # the last one that was taken
        figures = [self._picture.live, self._plane.live, self._losses.live]
        super().__init__(controls, figures, predict)
        self.refresh()
        self._given = self.setting

    def arrange(self, controls):
        """Return the buttons with a choice of panels, and the panels, of which one is shown."""
        boxes = {name: [controls[key] for key in keys] for name, keys in PANELS.items()}
        click, *buttons, use_table = boxes["own data"]
        boxes["own data"] = [click, self._touch, *buttons, self._table, use_table]
        boxes["share"].append(self._share)
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
        return python_line(self._values(), usual_values(type(self)))

    def _values(self):
        """Return the setting as the arguments that make it, by name."""
        values = {
            "points": tuple(self._own.points),
            "table": self._own.table,
            "inputs": tuple(self._names()),
            "hidden": tuple(self._sizes()),
            "weights": self._by_hand.rows,
        }
        return {
            key: values[key] if key in values else getattr(self, key).value
            for key in usual_values(type(self))
        }

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
        self._choose(next_neuron(self._trainer.sizes, self._chosen))

    def next_weight(self):
        """Choose the next weight: those of the chosen neuron, then those of the next one."""
        self._choose(next_weight(self._trainer.sizes, self._chosen))

    def as_drawn(self):
        """Begin anew with all weights as they were drawn, none moved by hand."""
        self._by_hand = ByHand(self._names(), self._trainer.sizes)
        self.reset()

    def undo_point(self):
        """Take the last of your own points away."""
        del self._own.points[-1:]
        self.refresh()

    def clear_points(self):
        """Take all of your own points away."""
        self._own.points.clear()
        self.refresh()

    def use_table(self):
        """Read your table and learn it; where it is none, say why and keep what is shown.

        Its third column is read as classes, unless the data shown are a regression of a table.
        """
        name = self.data.value if self.data.value in TABLES else "table"
        try:
            self._own.use(self._table.value, name)
        except ValueError as error:
            self._say(f"Not used: {error}.")
            return
        self.show_test.value = True
        self.data.value = name
        self.refresh()

    def put(self, x1, x2, target):
        """Put a point of your own into the plane, and learn your points.

        Raises
        ------
        ValueError
            If it is no point of the plane, or there are 500 already.
        """
        self._own.put(x1, x2, target)
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

    def _choose(self, chosen):
        self._chosen = chosen
        if self._touch.over < 0:
            self.refresh()
        else:
            self._touch.over = -1  # what is chosen is shown, though the mouse rests elsewhere

    def _say(self, sentence):
        self._said = sentence
        self.refresh()

    def _clicked(self, figure, x, y, part):
        if self.asking:
            return
        if figure == 0:
            layer = self._parts[part][0] if 0 <= part < len(self._parts) else -1
            if layer >= 0:  # an input has nothing to choose
                self._choose(self._parts[part])
        elif figure == 1:
            self._do(*self._plane.point_at(x, y))

    def _point_at_part(self):
        """Show what the mouse points at; an index of a network that is no more points at none."""
        if not self.asking:
            self.refresh()

    def _looked_at(self):
        """Return what the words are about: what the mouse points at, or else what is chosen."""
        over = self._touch.over
        return self._parts[over] if 0 <= over < len(self._parts) else self._chosen

    def _open_link(self, end):
        """Take the setting of the link by which the page was opened.

        A cell that is run again takes it again, until what the cell says has been changed.
        """
        if end == self._link or self._links.setdefault(end, self._given) != self._given:
            return
        before = self._values()
        try:
            self._take(read_link_end(end, usual_values(type(self))))
        except ValueError as error:
            self._take(before)
            self._say(f"The link in the address was not taken: {error}.")
            return
        self._link = end
        self.stop()
        self._made_of = None
        self._say(
            "This is the setting of the link in the address. It goes before what the cell says, "
            "until you change the cell."
        )

    def _take(self, values):
        """Put all controls to these values, the arguments by name; none is drawn yet."""
        own = OwnData(values["points"], values["table"], values["data"])
        inputs, hidden = checked_inputs(values["inputs"]), layer_sizes(values["hidden"])
        sizes = [len(inputs), *filter(None, hidden), 1]
        by_hand = ByHand(inputs, sizes, values["weights"])
        before, self._resetting = self._resetting, True
        try:
            for key, control in self.controls.items():
                if key in values:
                    control.value = values[key]
            for key, name in TICKS.items():
                getattr(self, key).value = name in inputs
            for key, size in zip(LAYERS, hidden, strict=True):
                getattr(self, key).value = size
        finally:
            self._resetting = before
        self._own, self._by_hand, self._table.value = own, by_hand, own.table

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
            self._move_by_hand(self.value.value)
        super()._follow(change)

    def _move_by_hand(self, value):
        layer, source, target = place = self._parameter()
        self._trainer.edit(*place, value)
        if not self.epoch:
            self._by_hand.note(self._trainer, layer, source, target, value)

    # -------------------------------------------------------------------------------- pictures

    def draw(self):
        """Draw network, plane and losses as they are; return them in words."""
        self._renew()
        trainer, values = self._trainer, self._values()
        planes, discrete = heights(trainer), self.discretize.value
        layer, target, source = self._looked_at()
        self._picture.show(trainer, planes, (layer, target, source), discrete)
        shown = (len(trainer.weights) - 1, 0) if source is not None else (layer, target)
        name = neuron_name(trainer.sizes, *shown)
        caption = f"{name}; {DATA[self.data.value]}\na click {CLICKS[self.click.value]}"
        self._plane.show(planes[shown[0] + 1][shown[1]], caption, discrete)
        asked = None if self._asked is None else trainer.data.X[self._asked]
        self._plane.show_points(trainer, self.show_test.value, asked)
        self._losses.draw(trainer, values, self.guess)
        self._follow_chosen()
        self._allow()
        self._write_setting(values)
        return self._lines(values)

    def _renew(self):
        """Begin anew where something has changed that a trained network can't follow."""
        names, sizes = self._names(), self._sizes()
        made_of = (
            self._data_key(), tuple(names), tuple(sizes), self.activation.value,
            self.optimizer.value, self.test_share.value, self.seed.value,
        )  # fmt: skip
        if made_of == self._made_of:
            return
        if self._trainer is not None:
            self.stop()
        data, self._table_words = self._data_set()
        self._trainer = Trainer(
            data, names, sizes, ACTIVATIONS[made_of[3]], made_of[4], made_of[5] / 100, made_of[6]
        )
        self._made_of = made_of
        rows = self._trainer.train_rows
        self._asked = int(rows[0]) if len(rows) else None
        self._renew_shape(names, self._trainer.sizes)
        self._by_hand.put_into(self._trainer)

    def _renew_shape(self, names, sizes):
        """Choose the output where layers or inputs have changed, and forget what was by hand."""
        if not self._by_hand.fits(names, sizes):
            self._by_hand = ByHand(names, sizes)
        if self._shown_shape != (names, sizes):
            self._shown_shape = names, sizes
            self._chosen = len(sizes) - 2, 0, None  # the output
            self._parts, boxes, lines = self._picture.lay_out(names, sizes)
            self._touch.over = -1
            self._touch.parts = {"figure": 0, "size": NETWORK, "boxes": boxes, "lines": lines}

    def _data_key(self):
        """Return what tells these data from others."""
        name = self.data.value
        if name == "points" or name in TABLES:
            return self._own.key(name)
        return name, self.noise.value, self.data_seed.value

    def _data_set(self):
        """Return the data, and how they were made of a table, in words: a list."""
        name = self.data.value
        if name == "points" or name in TABLES:
            return self._own.data_set(name)
        return make(*self._data_key()), []

    def _parameter(self):
        """Return where the chosen weight is, or the chosen neuron's bias."""
        return parameter(self._trainer.sizes, self._chosen)

    def _write_setting(self, values):
        usual = usual_values(type(self))
        self._share.python, self._share.end = python_line(values, usual), link_end(values, usual)

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
            control.disabled = self.asking or not self._own.points
        self.as_drawn_button.disabled = self.asking or not len(self._by_hand)
        self.use_table_button.disabled = self.asking or not self._table.value.strip()

    # ----------------------------------------------------------------------------------- words

    def _lines(self, values):
        trainer, settings = self._trainer, self._hyperparameters()
        yield f"{self.doing(trainer.epoch)}, epoch {trainer.epoch:,}: {trainer.score()}."
        yield from filter(None, [self._said, trainer.trouble])
        self._said = ""
        data = data_sentence(values, trainer, self._table_words, self.click.value)
        layers = [getattr(self, key).value for key in LAYERS]
        has_input = any(getattr(self, key).value for key in TICKS)
        yield f"{data} {network_sentence(values, layers, has_input)}"
        if self._asked is not None:
            layer, target, source = self._looked_at()
            if layer < 0:
                yield input_line(trainer, target, self._asked)
            elif source is None:
                yield from neuron_lines(trainer, layer, target, self._asked, settings)
            else:
                yield from weight_lines(trainer, layer, target, source, self._asked, settings)
