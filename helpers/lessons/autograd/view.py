"""GraphView: a formula as a graph, forward and backward, step by step (lesson 13)."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from helpers.figure import BLACK, BLUE, GREY, ORANGE, SMALL
from helpers.lessons.autograd.graph import graph_of
from helpers.lessons.autograd.layout import layout, size
from helpers.lessons.autograd.value import Value
from helpers.numbers import as_numbers
from helpers.views.controls import button, choice, slider
from helpers.views.live_figure import LiveFigure
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.view import View
from helpers.views.words import factor, number, number_or_power

LIMIT = 5  # of the leaves, on either side of 0
NUDGE = 0.0001
SIZE = 9.6, 4.0  # inches, at most
COLUMN, ROW = 1.0, 0.85  # inches to the next, at most: four columns fit beside a sidebar
BOX = 0.74, 0.54  # inches, of a node with three lines
LINE = 0.15  # inches from one of them to the next, and from a line to its twin
MOST_LETTERS = 10  # of a line in a box
FOOT = 0.2  # inches below the graph, where a guess stands
STANDS_IN = (
    "Your {} can't be drawn. {} The course's formula is drawn until you run this cell with another."
)
LEAVES = {"a": 3, "b": -1, "c": 5}


def formula(a, b, c):
    """Return (a·b + c)·a."""
    return (a * b + c) * a


class GraphView(View):
    """Go forward through a formula and back again; move any of its leaves.

    Parameters
    ----------
    formula : function of Values that returns a Value
        The learner's own. While it returns None, or can't be drawn, the course's stands in for it,
        and the words say why.
    leaves : dict of str to number
        What the formula is given, in its order, from -5 to 5.
    value : class, optional
        The learner's own Value: its numbers, local slopes and `backward` are what is shown. Left
        out, the course's.
    predict : Predict, optional
        A question about the course's formula and leaves; it is not asked about another one.

    Raises
    ------
    ValueError
        If a leaf is no number in the sliders' range.

    Examples
    --------
    >>> view = GraphView()
    >>> view.forward()
    >>> print(view.state.splitlines()[0])
    Step 1 of 7, forward: v₁ = a · b = 3 · (−1) = −3.
    """

    def __init__(self, formula=formula, leaves=None, value=None, predict=None):
        leaves = LEAVES if leaves is None else leaves
        if not leaves:
            raise ValueError(f"leaves must name at least one number, got {leaves!r}")
        self._values = {str(name): _checked(start, name) for name, start in leaves.items()}
        self._value = value or Value
        given = self._leaves(self._values)
        try:
            self._formula, self._trouble = own_or_stand_in(formula, REFERENCE, *given.values())
            if not self._trouble:
                size(*layout(_computed(formula, given).inputs))
        except Exception:
            # What explains errors belongs to the exercises, which a view doesn't load without need.
            from helpers.lessons.autograd.formula import trouble_with

            self._formula, trouble = REFERENCE, trouble_with(formula, given)
            self._trouble = STANDS_IN.format(name_of(formula, "formula"), trouble)
        if self._trouble:  # the course's has leaves of its own
            self._values, self._value = dict(LEAVES), Value
        self._start, self._picked, self._step = dict(self._values), next(iter(self._values)), 0
        self._graph = _computed(self._formula, self._leaves(self._values))
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
        if self._trouble or not _is_courses(self._graph, self._start):
            predict = None
        live = self._make_graph(FOOT if predict else 0)
        super().__init__(controls, [live], predict)
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

    def _leaves(self, values):
        return {name: self._value(start) for name, start in values.items()}

    def _make_graph(self, foot):
        """Return the live figure of the graph, as high as its rows need, over an empty foot."""
        places, ways = layout(self._graph.inputs)
        columns, rows = size(places, ways)
        width = min(SIZE[0], 0.1 + BOX[0] + COLUMN * (columns - 1))
        height = min(SIZE[1], 0.1 + BOX[1] + ROW * (rows - 1))
        live = LiveFigure(
            width, height + foot, "The graph of the formula: values, and slopes of L, in boxes"
        )
        axes = live.subplots()
        axes.set(xlim=(0, width), ylim=(-foot, height))
        axes.set_axis_off()
        live.figure.set_layout_engine("none")
        axes.set_position([0, 0, 1, 1])
        column = (width - 0.1 - BOX[0]) / max(columns - 1, 1)
        row = min((height - 0.1 - BOX[1]) / max(rows - 1, 1), ROW)

        def at(place):
            return 0.05 + BOX[0] / 2 + column * place[0], height / 2 - row * place[1]

        self._lines = {  # as many between two nodes as one takes the other for an input
            (source, node): _make_lines(
                axes, [*map(at, way)], self._graph.inputs[node].count(source)
            )
            for (source, node), way in ways.items()
        }
        self._boxes, self._texts, self._middles = [], [], []
        for place in places:
            x, y = at(place)
            corner = x - BOX[0] / 2, y - BOX[1] / 2
            box = FancyBboxPatch(corner, *BOX, "round,pad=0,rounding_size=0.06", facecolor="white")
            self._boxes.append(axes.add_patch(box))
            self._middles.append(y)
            look = {"ha": "center", "va": "center_baseline", "size": SMALL}
            colors = BLACK, BLACK, BLUE
            self._texts.append([axes.text(x, y, "", color=color, **look) for color in colors])
        self._guess_text = axes.text(0.05, 0.1 - foot, "", color=ORANGE, va="center")
        live.moves(*(line for lines in self._lines.values() for line in lines))
        live.moves(*self._boxes, self._guess_text)
        live.moves(*(text for texts in self._texts for text in texts))
        return live

    def draw(self):
        """Show the step; return its arithmetic, and what is known so far, in words."""
        name = self.leaf.value
        if name != self._picked:
            # Both change here, so that the new leaf never gets the old one's value.
            self._picked, self.setting.value = name, self._values[name]
        self._values[name] = self.setting.value
        graph = _computed(self._formula, self._leaves(self._values))
        if graph.shape != self._graph.shape:
            raise ValueError(
                "the formula has become another one: it may not depend on the numbers which "
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
        # Before all else: what is drawn may look as if the new formula had not been looked at.
        words = [self._trouble] if self._trouble else []
        words.append(self._step_in_words(graph, done))
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
            values = {**self._values, self._picked: self.setting.value + nudge}
            moved = _computed(self._formula, self._leaves(values))
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
            lines = [
                _shortened(f"{picked}{graph.names[node] or 'number'}{operation}"),
                _in_box(graph.values[node].data) if node in known else "?",
                f"∂ {_in_box(slopes[node])}" if node in slopes else "",
            ]
            top = self._middles[node] + LINE * (len([*filter(None, lines)]) - 1) / 2
            for i, (text, line) in enumerate(zip(texts, lines, strict=True)):
                text.set(text=line, y=top - LINE * i)
            look = (ORANGE, 3) if node == active else (BLUE, 2) if node in near else (GREY, 1)
            self._boxes[node].set(edgecolor=look[0], linewidth=look[1])
        for (_, node), lines in self._lines.items():
            is_active = node == active and bool(near)
            for line in lines:
                line.set(color=BLUE if is_active else GREY, linewidth=3 if is_active else 1)
        if self.guess is not None:
            self._guess_text.set_text(f"your guess: {number(self.guess)}")


REFERENCE = formula  # inside the class's constructor the name belongs to the learner's function


def _computed(formula, leaves):
    """Return the graph of a formula of these leaves."""
    with np.errstate(all="ignore"):
        return graph_of(formula(*leaves.values()), leaves)


def _is_courses(graph, leaves):
    """Tell whether this is the graph of the course's formula, at the course's leaves."""
    courses = {name: Value(start) for name, start in LEAVES.items()}
    return leaves == LEAVES and graph.shape == _computed(REFERENCE, courses).shape


def _checked(start, name):
    start = as_numbers(start, str(name), ndim=(0,), finite=True)
    if not -LIMIT <= start <= LIMIT:
        raise ValueError(f"{name} must lie between {-LIMIT} and {LIMIT}, got {start:g}")
    return float(start)


def _make_lines(axes, points, count):
    """Return lines from the right side of a box to the left one of another, through points."""
    (x0, y0), *between, (x1, y1) = points
    xs = [x0 + BOX[0] / 2, *(x for x, _ in between), x1 - BOX[0] / 2]
    ys = np.array([y0, *(y for _, y in between), y1])
    ups = LINE * (np.arange(count) - (count - 1) / 2)
    return [axes.plot(xs, ys + up, color=GREY, zorder=0.5)[0] for up in ups]


def _n(value):
    return "overflow" if not np.isfinite(value) else number_or_power(value, 1e-12, 10_000)


def _in_box(value):
    """Return a number in seven letters, for which a box has room after its ∂."""
    text = _n(value)
    if len(text) <= 7 or not np.isfinite(value):
        return text
    return number_or_power(float(f"{value:.1g}" if "e" in text else f"{value:.5g}"), most=10_000)


def _shortened(text):
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


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
