"""Marks that are kept for a later run, under a fingerprint of all that they depend on."""

import hashlib
import json
import os
import sys
import threading
from pathlib import Path

import numpy as np

from helpers.grading.cases import cases_as_data
from helpers.grading.marks import marks_as_data, marks_from_data
from helpers.lessons import all_exercises


class Kept:
    """The marks of earlier runs.

    Parameters
    ----------
    folder : Path
        Of the results; they are in a hidden folder there.
    cases : dict
        The cases of all exercises, as `draw_cases` gives them.
    jail : sequence of str
        The command before Python's.
    """

    def __init__(self, folder, cases, jail=()):
        self.folder = folder / ".grading"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.basis = fingerprint(what_marks_depend_on(), json.dumps(cases_as_data(cases)), *jail)

    def key(self, code, lesson):
        """Return the name under which the marks of such a notebook are kept."""
        return fingerprint(self.basis, lesson, repr(code))

    def recall(self, key):
        """Return the marks of an earlier run, None where there are none."""
        try:
            kept = (self.folder / f"{key}.json").read_text(encoding="utf-8")
            return marks_from_data(json.loads(kept))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, key, marks):
        """Keep the marks for a later run."""
        write_whole(self.folder / f"{key}.json", json.dumps(marks_as_data(marks)).encode())


def write_whole(path, data):
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
    part.write_bytes(data)
    os.replace(part, path)


def fingerprint(*parts):
    """Return a short text that stands for these texts."""
    # With the lengths, so that no two lists of parts look the same.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return fingerprint_of_bytes(text.encode(errors="surrogatepass"))


def fingerprint_of_bytes(data):
    """Return a short text that stands for these bytes."""
    return hashlib.sha256(data).hexdigest()[:32]


def what_marks_depend_on():
    """Return a fingerprint of the code that makes marks: what is loaded to make one, no more.

    A picture's code is not among it, since grading loads none.
    """
    all_exercises()
    loaded = [name for name in sys.modules if name.partition(".")[0] == __name__.partition(".")[0]]
    files = {Path(sys.modules[name].__file__) for name in loaded}
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    return fingerprint(sys.version, np.__version__, *texts)
