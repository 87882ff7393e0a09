"""What keeps a learner's formula from being drawn, in words (lesson 13)."""

import inspect
import re

from helpers.exercises.errors import explain
from helpers.exercises.outcome import call
from helpers.lessons.autograd.graph import graph_of
from helpers.lessons.autograd.layout import layout, size

ABLE = "A Value can do +, −, ·, a power, .tanh() and .exp()."


def trouble_with(formula, leaves):
    """Return in words what is wrong with a formula that can't be drawn.

    Parameters
    ----------
    formula : function of Values that returns a Value
    leaves : dict of str to Value
        What it is given, in its order.
    """
    if not callable(formula):
        return "It is no function: give the view its name alone, without brackets."
    takes = inspect.signature(formula)
    try:
        takes.bind(*leaves)
    except TypeError:
        return f"It takes {_names(takes.parameters)}; leaves gives it {_names(leaves)}."
    outcome = call(formula, list(leaves.values()))
    if outcome.error:
        return _why(outcome)
    try:
        size(*layout(graph_of(outcome.value, leaves).inputs))
    except ValueError as error:
        return f"{str(error)[0].upper()}{str(error)[1:]}."
    except Exception as error:  # of the learner's own Value
        return f"{type(error).__name__}: {error}."
    return "It went wrong once, and not when it was tried again."


def _names(names):
    return f"{len(names)} ({', '.join(names)})" if names else "nothing"


def _why(outcome):
    """Return what went wrong in a formula, and what can be written instead."""
    what, message = outcome.code or "One line", outcome.message
    if "** or pow()" in message:
        return "The exponent of a power has to be a plain number, and here it is a Value."
    if "Value" in message and "not callable" not in message:
        instead = _instead(outcome.operation, outcome.parts)
        return f"{what} is nothing a Value can do. {instead or ABLE}"
    where = f"In {outcome.inside}: " if outcome.inside else ""
    stops = f"{what} stops with {outcome.error}: {message}."
    return f"{where}{explain(outcome) or stops}"


def _instead(operation, parts):
    texts = [p.text if re.fullmatch(r"[\w.]+", p.text) else f"({p.text})" for p in parts]
    match operation, texts:
        case "unary", [text]:
            return f"Write {text} * -1 instead."
        case "/", [left, right]:
            return f"Write {left} * {right} ** -1 instead."
        case "math.tanh" | "math.exp", [_, text]:
            return f"Write {text}.{operation.removeprefix('math.')}() instead."
    return ""
