"""The graph of a formula, read off the learner's Values (lesson 13)."""

from dataclasses import dataclass

DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
NEEDED = ("data", "inputs", "slopes", "operation", "backward")


@dataclass(frozen=True, eq=False)
class Graph:
    """What a formula was computed from, with numbers instead of objects.

    Attributes
    ----------
    values : the Values, each after its inputs; the last one is the output
    inputs : list of lists of int, for each value the numbers of those that it is computed from
    names : of a leaf its own name, v₁, v₂ … of what is between, L of the output
    operations : "" of a leaf
    """

    values: list
    inputs: list
    names: list
    operations: list

    @property
    def computed(self):
        """The numbers of what is no leaf, in the order of the way forward."""
        return [number for number, sources in enumerate(self.inputs) if sources]

    @property
    def shape(self):
        """What stays the same while only the numbers change."""
        return self.inputs, self.names, self.operations


def graph_of(output, leaves):
    """Return the Graph of a Value.

    Parameters
    ----------
    output : Value
        Of the learner's own class.
    leaves : dict of str to Value

    Raises
    ------
    ValueError
        If it is no Value, or if it was not computed from all leaves.
    """
    values = _inputs_first(output)
    place = {id(value): number for number, value in enumerate(values)}
    unused = [name for name, leaf in leaves.items() if id(leaf) not in place]
    if unused:
        raise ValueError(
            f"the formula doesn't use {unused[0]}: take it out of the brackets after its name, and "
            "out of leaves"
        )
    inputs = [[place[id(source)] for source in value.inputs] for value in values]
    operations = [str(value.operation) for value in values]
    return Graph(values, inputs, _names(values, inputs, leaves), operations)


def _inputs_first(output):
    values, known, waiting = [], set(), [(output, False)]
    while waiting:
        value, has_inputs = waiting.pop()
        if has_inputs:
            values.append(value)
        elif id(value) not in known:
            known.add(id(value))
            missing = [name for name in NEEDED if not hasattr(value, name)]
            if missing:
                raise ValueError(
                    "the formula must return a Value that is made of Values, and it comes to "
                    f"something of type {type(value).__name__}, which has no {missing[0]}"
                )
            waiting.append((value, True))
            waiting += [(source, False) for source in reversed(value.inputs)]
    return values


def _names(values, inputs, leaves):
    own = {id(leaf): name for name, leaf in leaves.items()}
    names, between = [], 0
    for number, value in enumerate(values):
        if id(value) in own:
            names.append(own[id(value)])
        elif number == len(values) - 1:
            names.append("L")
        elif inputs[number]:
            between += 1
            names.append(f"v{between}".translate(DIGITS))
        else:
            names.append("")  # a plain number of the formula, which says itself what it is
    return names
