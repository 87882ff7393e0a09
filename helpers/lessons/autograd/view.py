"""GraphView: an expression as a graph, forward and backward, step by step (lesson 13)."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from helpers.figure import BLACK, BLUE, GREY, ORANGE, SMALL
from helpers.lessons.autograd.graph import graph_of
from helpers.lessons.autograd.layout import layout
from helpers.lessons.autograd.value import Value
from helpers.numbers import as_numbers
from helpers.views.controls import button, choice, slider
from helpers.views.live_figure import LiveFigure
from helpers.views.own_function import own_or_stand_in
from helpers.views.view import View
from helpers.views.words import factor, number, number_or_power

LIMIT = 5  # of the leaves, on either side of 0
NUDGE = 0.0001
SIZE = 9.6, 3.6  # inches, at most
COLUMN, ROW = 1.4, 0.85  # inches to the next, at most: a picture of few columns is read on a phone
MOST_COLUMNS, MOST_ROWS = 12, 6.4  # what these have room for
BOX = 0.66, 0.47  # inches, of a node with three lines
LEAVES = {"a": 3, "b": -1, "c": 5}


def expression(a, b, c):
    """Return (a·b + c)·a."""
    return (a * b + c) * a


class GraphView(View):
    """Go forward through an expression and back again; move any of its leaves.

    Parameters
    ----------
    expression : function of Values that returns a Value
        The learner's own; while it still returns None, the course's stands in for it.
    leaves : dict of str to number
        What the expression is given, in its order, from -5 to 5.
    value : class, optional
        The learner's own Value: its numbers, local slopes and `backward` are what is shown. Left
        out, the course's.
    predict : Predict, optional

    Raises
    ------
    ValueError
        If a leaf is no number in the sliders' range or is not used, or if the graph has more
        columns or rows than there is room for.

    Examples
    --------
    >>> view = GraphView()
    >>> view.forward()
    >>> print(view.state.splitlines()[0])
    Step 1 of 7, forward: v₁ = a · b = 3 · (−1) = −3.
    """

    def __init__(self, expression=expression, leaves=None, value=None, predict=None):
        leaves = LEAVES if leaves is None else leaves
        if not leaves:
            raise ValueError(f"leaves must name at least one number, got {leaves!r}")
        self._values = {str(name): _checked(start, name) for name, start in leaves.items()}
        self._value = value or Value
        given = [self._value(start) for start in self._values.values()]
        self._expression, note = own_or_stand_in(expression, REFERENCE, *given)
        if note:  # the course's has leaves of its own
            self._values = dict(LEAVES)
        self._start, self._picked, self._step = dict(self._values), next(iter(self._values)), 0
        self._graph, _ = self._compute(self._values)
        steps = self._graph.computed
        self._steps = [None, *(("forward", node) for node in steps)]
        self._steps += [("backward", None), *(("backward", node) for node in reversed(steps))]
        controls = {
            "leaf": choice("leaf", list(self._values)),
            "setting": slider("value", self._values[self._picked], -LIMIT, LIMIT),
            "back_button": button("← Back", "One step back", self.back),
            "forward_button": button("Forward →", "One step forward", self.forward),
            "end_button": button("To the end", "All steps that are left", self.end),
            "reset_button": button("Reset", "Back to the first step and values", self.reset),
        }
        live = self._make_graph()
        super().__init__(controls, [live], predict, [note])
        self.refresh()

    def back(self):
        """Go one step back."""
        self._go(self._step - 1)

    def forward(self):
        """Go one step forward."""
        self._go(self._step + 1)

    def end(self):
        """Go to the last step."""
        self._go(len(self._steps) - 1)

    def _go(self, step):
        self._step = min(max(step, 0), len(self._steps) - 1)
        self.refresh()

    def reset(self):
        """Go back to the first step, and put every leaf back to where it began."""
        self._values, self._step = dict(self._start), 0
        self._picked = next(iter(self._values))
        super().reset()

    def _compute(self, values):
        """Return the graph of the expression for these values of the leaves, and the leaves."""
        leaves = {name: self._value(start) for name, start in values.items()}
        with np.errstate(all="ignore"):
            return graph_of(self._expression(*leaves.values()), leaves), leaves

    def _make_graph(self):
        """Return the live figure of the graph, as high as its rows need."""
        places, ways = layout(self._graph.inputs)
        columns = 1 + max(column for column, _ in places)
        heights = [height for way in [places, *ways.values()] for _, height in way]
        rows = 1 + 2 * max(map(abs, heights))
        if columns > MOST_COLUMNS or rows > MOST_ROWS:
            raise ValueError(
                f"there is room for a graph of {MOST_COLUMNS} columns and {MOST_ROWS:.0f} rows, "
                f"got {columns} columns and {rows:.0f} rows: choose a shorter expression"
            )
        width = min(SIZE[0], 0.1 + BOX[0] + COLUMN * (columns - 1))
        height = min(SIZE[1], 0.7 + ROW * (rows - 1))
        live = LiveFigure(
            width, height, "The graph of the expression: values, and slopes of L, in boxes"
        )
        axes = live.subplots()
        axes.set(xlim=(0, width), ylim=(0, height))
        axes.set_axis_off()
        live.figure.set_layout_engine("none")
        axes.set_position([0, 0, 1, 1])
        column = (width - 0.1 - BOX[0]) / max(columns - 1, 1)
        row = min((height - 0.1 - BOX[1]) / max(rows - 1, 1), ROW)

        def at(place):
            return 0.05 + BOX[0] / 2 + column * place[0], height / 2 - row * place[1]

        self._lines = {ends: _make_line(axes, [*map(at, way)]) for ends, way in ways.items()}
        self._boxes, self._texts = [], []
        for place in places:
            x, y = at(place)
            corner = x - BOX[0] / 2, y - BOX[1] / 2
            box = FancyBboxPatch(corner, *BOX, "round,pad=0,rounding_size=0.06", facecolor="white")
            self._boxes.append(axes.add_patch(box))
            lines = [(0.145, BLACK), (0, BLACK), (-0.145, BLUE)]
            look = {"ha": "center", "va": "center", "size": SMALL}
            self._texts.append(
                [axes.text(x, y + up, "", color=color, **look) for up, color in lines]
            )
        self._guess_text = axes.text(0.1, 0.1, "", color=ORANGE)
        live.moves(*self._lines.values(), *self._boxes, self._guess_text)
        live.moves(*(text for texts in self._texts for text in texts))
        return live

    def draw(self):
        """Show the step; return its arithmetic, and what is known so far, in words."""
        name = self.leaf.value
        if name != self._picked:
            # Both change here, so that the new leaf never gets the old one's value.
            self._picked, self.setting.value = name, self._values[name]
        self._values[name] = self.setting.value
        graph, _ = self._compute(self._values)
        if graph.shape != self._graph.shape:
            raise ValueError(
                "the expression has become another one: it may not depend on the numbers which "
                "operations are done"
            )
        is_first, is_last = self._step == 0, self._step == len(self._steps) - 1
        self.back_button.disabled = self.asking or is_first
        self.forward_button.disabled = self.end_button.disabled = self.asking or is_last
        done = self._steps[1 : self._step + 1]
        known = {node for node, sources in enumerate(graph.inputs) if not sources}
        known |= {node for way, node in done if way == "forward"}
        slopes = self._slopes(graph, done, is_last)
        self._draw_graph(graph, known, slopes)
        words = [self._step_in_words(graph, done)]
        words.append(f"Values: {self._listed(graph, known, lambda i: graph.values[i].data)}.")
        if slopes:
            words.append(f"Slopes of L: {self._listed(graph, slopes, slopes.get, '∂L/∂')}.")
        if is_last:
            words.append(self._nudged(graph, slopes))
        words.append(f"The slider moves {name}.")
        return words

    def _slopes(self, graph, done, is_last):
        """Return what has come back to each value so far; at the end, what `backward` gives."""
        back = [node for way, node in done if way == "backward"]
        if not back:
            return {}
        output = len(graph.values) - 1
        if is_last:
            graph.values[output].backward()
            return {node: value.grad for node, value in enumerate(graph.values)}
        slopes = {output: 1}
        for node in back[1:]:
            for source, slope in zip(graph.inputs[node], graph.values[node].slopes, strict=True):
                slopes[source] = slopes.get(source, 0) + slope * slopes[node]
        return slopes

    def _step_in_words(self, graph, done):
        step = f"Step {self._step} of {len(self._steps) - 1}"
        if not done:
            return f"{step}: the leaves have their values."
        way, node = done[-1]
        if node is None:
            return f"{step}, backward: L follows itself one to one, ∂L/∂L = 1."
        if way == "forward":
            value = graph.values[node].data
            return (
                f"{step}, forward: {graph.names[node]} = {_arithmetic(graph, node)} = {_n(value)}."
            )
        before = self._slopes(graph, done[:-1], is_last=False)
        own = before[node]
        said = []
        for source, slope in zip(graph.inputs[node], graph.values[node].slopes, strict=True):
            handed = slope * own
            text = f"{_name(graph, source)} gets {_n(own)} · {factor(slope, _n)} = {_n(handed)}"
            if source in before:
                text += f", added to {_n(before[source])}: {_n(before[source] + handed)}"
            before[source] = before.get(source, 0) + handed
            said.append(text)
        return f"{step}, backward from {graph.names[node]}: {'; '.join(said)}."

    def _listed(self, graph, nodes, value, before=""):
        named = [node for node in sorted(nodes) if graph.names[node]]
        return ", ".join(f"{before}{graph.names[node]} = {_n(value(node))}" for node in named)

    def _nudged(self, graph, slopes):
        """Return in words whether nudging the chosen leaf gives the slope that `backward` gave."""
        ends = []
        for nudge in (-NUDGE, NUDGE):
            moved, _ = self._compute({**self._values, self._picked: self.setting.value + nudge})
            ends.append(moved.values[-1].data)
        nudged = (ends[1] - ends[0]) / (2 * NUDGE)
        given = slopes[graph.names.index(self._picked)]
        agree = np.isclose(given, nudged, rtol=1e-5, atol=1e-6)
        verdict = "They agree." if agree else "They DISAGREE, and nudging is right."
        return (
            f"∂L/∂{self._picked}: backward gives {_n(given)}, nudging {self._picked} by {NUDGE} "
            f"to either side gives {_n(nudged)}. {verdict}"
        )

    def _draw_graph(self, graph, known, slopes):
        way, active = self._steps[self._step] or ("", None)
        if way == "backward" and active is None:
            active = len(graph.values) - 1
            near = []
        else:
            near = [] if active is None else graph.inputs[active]
        for node, texts in enumerate(self._texts):
            picked = "▸ " if graph.names[node] == self._picked else ""
            operation = f": {graph.operations[node]}" if graph.operations[node] else ""
            value = _n(graph.values[node].data) if node in known else "?"
            texts[0].set_text(f"{picked}{graph.names[node] or 'number'}{operation}")
            texts[1].set_text(value)
            texts[2].set_text(f"∂ {_n(slopes[node])}" if node in slopes else "")
            look = (ORANGE, 3) if node == active else (BLUE, 2) if node in near else (GREY, 1)
            self._boxes[node].set(edgecolor=look[0], linewidth=look[1])
        for (_, node), line in self._lines.items():
            is_active = node == active and bool(near)
            line.set(color=BLUE if is_active else GREY, linewidth=3 if is_active else 1)
        if self.guess is not None:
            self._guess_text.set_text(f"your guess: {number(self.guess)}")


REFERENCE = expression  # inside the class's constructor the name belongs to the learner's function


def _checked(start, name):
    start = as_numbers(start, str(name), ndim=(0,), finite=True)
    if not -LIMIT <= start <= LIMIT:
        raise ValueError(f"{name} must lie between {-LIMIT} and {LIMIT}, got {start:g}")
    return float(start)


def _make_line(axes, points):
    """Return a line from the right side of a box to the left one of another, through points."""
    (x0, y0), *between, (x1, y1) = points
    xs = [x0 + BOX[0] / 2, *(x for x, _ in between), x1 - BOX[0] / 2]
    ys = [y0, *(y for _, y in between), y1]
    return axes.plot(xs, ys, color=GREY, zorder=0.5)[0]


def _n(value):
    return "overflow" if not np.isfinite(value) else number_or_power(value, 1e-12, 10_000)


def _name(graph, node):
    return graph.names[node] or "the number"


def _arithmetic(graph, node):
    """Return how a value is computed, with names and then with numbers."""
    operation = graph.operations[node]
    sources = graph.inputs[node]
    names = [graph.names[s] or factor(graph.values[s].data, _n) for s in sources]
    numbers = [factor(graph.values[s].data, _n) for s in sources]
    numbers[0] = _n(graph.values[sources[0]].data)
    if len(sources) > 1:
        sign = "·" if operation == "*" else operation
        return " = ".join(f" {sign} ".join(each) for each in (names, numbers))
    if operation.startswith("^"):
        return f"{names[0]}{operation} = {factor(graph.values[sources[0]].data, _n)}{operation}"
    return f"{operation}({names[0]}) = {operation}({numbers[0]})"
