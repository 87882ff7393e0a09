"""A cell's outputs held against the stored ones: all of them, pictures and their words too."""

import base64
import re
from importlib.metadata import version

from tests.course import ROOT, build
from tests.pictures import difference


def differences(fresh, stored):
    """Return what differs between two lists of outputs, in words; nothing if they are the same.

    Pictures may differ where another Matplotlib sets letters than that of the build.
    """
    if len(fresh) != len(stored):
        return [f"{len(stored)} outputs are stored, running the cell gives {len(fresh)}"]
    found = []
    for one, other in zip(fresh, stored, strict=True):
        one, picture = _split(one)
        other, stored_picture = _split(other)
        if one != other:
            found.append(f"stored is {other}, running the cell gives {one}")
        if bool(picture) != bool(stored_picture):
            found.append("one of the two has no picture")
        elif picture and _letters_are_the_same() and difference(picture, stored_picture) >= 1:
            found.append("the stored picture is another than the one that the cell draws")
    return found


def _split(output):
    """Return an output without what is of no use in a file, as plain data, and its picture."""
    plain = {name: value for name, value in output.items() if name != "execution_count"}
    data = dict(plain.get("data", {}))
    data.pop(build.WIDGET, None)
    picture = base64.b64decode(data.pop("image/png", ""))
    return plain | {"data": data}, picture


def _letters_are_the_same():
    pins = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf-8")
    return version("matplotlib") == re.search(r"^matplotlib==(\S+)", pins, re.MULTILINE)[1]
