"""The frame of all views, and the door to them: `from helpers.views import NeuronView`.

A view lies in its lesson's room, where it is found when a notebook names it.
"""

import importlib
from importlib.util import find_spec

_FRAME = {"Predict": "helpers.views.predict"}


def __getattr__(name):
    # Nothing is loaded before it is named; and rooms build on this package.
    if name == "__all__":
        return [*_FRAME, *_views()]
    if name in _FRAME:
        return getattr(importlib.import_module(_FRAME[name]), name)
    if name.startswith("_") or find_spec(f"{__name__}.{name}"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return importlib.import_module("helpers.lessons").find_view(name)


def __dir__():
    return sorted({*globals(), *__getattr__("__all__")})


def _views():
    return importlib.import_module("helpers.lessons").VIEWS
