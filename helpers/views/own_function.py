"""The learner's own functions in a view: which one is drawn, and what it has to return."""

import numpy as np


def name_of(function, otherwise="the function"):
    """Return the function's name, or other words where it has none, as a partial one."""
    return getattr(function, "__name__", otherwise)


def own_or_stand_in(function, reference, *arguments):
    """Return the learner's function, or the reference while theirs returns None; and a note.

    Parameters
    ----------
    function, reference : functions of the same arguments
    arguments : what to try the learner's function with

    Returns
    -------
    function, str
        The one to draw with, and the sentence that says so, "" where it is the learner's own.
    """
    if function(*arguments) is not None:
        return function, ""
    return reference, (
        f"Your {name_of(function, 'function')} returns nothing yet, so the course's "
        f"{reference.__name__} is drawn. Write yours, then run this cell again."
    )


def evaluate(function, values):
    """Return `function` of an array; number by number where it only takes numbers.

    Raises
    ------
    ValueError
        If the function returns no numbers, naming the function and what it returned.
    """
    values = np.asarray(values, dtype=float)
    with np.errstate(all="ignore"):
        try:
            result = function(values)
        except TypeError:
            result = [function(value) for value in values.ravel().tolist()]
    try:
        return np.asarray(result, dtype=float).reshape(values.shape)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name_of(function)} must return one number for each of the {values.size} numbers "
            f"that it gets; its result begins with {str(result)[:40]}"
        ) from None
