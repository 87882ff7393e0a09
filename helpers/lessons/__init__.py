"""The lessons, a room for each: its view, its exercises, and what only that lesson needs.

A room is a package in this folder with `NUMBER`, the lesson's place in the course, and `VIEWS`,
which says in which of its modules each view is. Rooms are found by themselves, and nothing of one
is loaded before somebody names it.
"""

import difflib
import functools
import importlib
import pkgutil

_ROOMS = sorted(
    (
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    ),
    key=lambda room: room.NUMBER,
)
# The lesson's name, which is its notebook's, such as "01_neuron" → its room, in their order.
LESSONS = {f"{room.NUMBER:02}_{room.__name__.rpartition('.')[2]}": room for room in _ROOMS}
VIEWS = {
    name: f"{room.__name__}.{module}" for room in _ROOMS for name, module in room.VIEWS.items()
}


@functools.cache
def exercises_of(lesson):
    """Return a lesson's exercises, in the order of its text.

    Raises
    ------
    ValueError
        If there is no such lesson, naming those that there are.
    """
    if lesson not in LESSONS:
        raise ValueError(f"there is no lesson named {lesson!r}; there are {', '.join(LESSONS)}")
    return importlib.import_module(f"{LESSONS[lesson].__name__}.exercises").EXERCISES


def all_exercises():
    """Return the exercises of all lessons, by name."""
    return {e.name: e for lesson in LESSONS for e in exercises_of(lesson)}


def find_exercise(name):
    """Return the exercise whose function has this name.

    Raises
    ------
    ValueError
        If no lesson has one, naming a similar one where there is one.
    """
    exercises = all_exercises()
    if name not in exercises:
        similar = "".join(difflib.get_close_matches(name, exercises, n=1))
        question = f"; did you mean {similar}?" if similar else ""
        raise ValueError(f"there is no exercise named {name}{question}")
    return exercises[name]


def find_view(name):
    """Return the class of the view with this name, loading nothing but its room's module.

    Raises
    ------
    ImportError
        If no lesson has one, naming those that there are. Python would replace an AttributeError
        by its own, which doesn't.
    """
    if name not in VIEWS:
        raise ImportError(f"there is no view named {name}; there are {', '.join(VIEWS)}")
    return getattr(importlib.import_module(VIEWS[name]), name)
