"""The folder of results: marks kept for a later run, and files that are never lost."""

import hashlib
import json
import os
import sys
import threading
from pathlib import Path

import numpy as np

from helpers.exercises.status import Status
from helpers.grading.marks import Mark
from helpers.grading.reports import some
from helpers.grading.sandbox import encode_argument
from helpers.lessons import all_exercises


class Results:
    """The folder of results: marks that are known already, and files that are never lost.

    Parameters
    ----------
    folder : Path
    cases : the cases of all exercises, as `draw_cases` gives them
    """

    def __init__(self, folder, cases):
        self.folder, self.said = folder, []
        self.memory = folder / ".grading"
        self.memory.mkdir(parents=True, exist_ok=True)
        self._list = self.memory / "written.json"
        self._ours = self._read_ours()  # name of a file → fingerprint, as this command left it
        self.basis = _hash(what_marks_depend_on(), *map(_sent, cases.items()))

    def key(self, code):
        """Return the name under which the marks of such a notebook are kept."""
        return _hash(
            self.basis, code.lesson, *code.statements, repr(code.broken), repr(code.missed)
        )

    def recall(self, key):
        """Return the marks of an earlier run, None where there are none."""
        try:
            kept = json.loads((self.memory / f"{key}.json").read_text(encoding="utf-8"))
            return {n: Mark(Status[status], *mark) for n, (status, *mark) in kept.items()}
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, key, marks):
        """Keep the marks for a later run."""
        kept = {n: (m.status.name, m.text, m.points, m.mistake) for n, m in marks.items()}
        _write(self.memory / f"{key}.json", json.dumps(kept).encode())

    def write(self, name, text):
        """Write a file; one that is not as this command left it is kept under another name."""
        path, data = self.folder / name, text.encode(errors="replace")
        if path.exists() and _hash_bytes(path.read_bytes()) not in (
            self._ours.get(name),
            _hash_bytes(data),
        ):
            number = 1
            while (kept := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists():
                number += 1
            path.rename(kept)
            self.said.append(f"{name} was not as this command left it: it is {kept.name} now.")
        path.parent.mkdir(exist_ok=True)
        _write(path, data)
        self._ours[name] = _hash_bytes(data)
        _write(self._list, json.dumps(self._ours).encode())

    def name_what_is_left(self, start, written):
        """Say which files of an earlier run, whose names have this start, are no longer written."""
        left = [n for n in self._ours if n.startswith(start) and n not in written]
        left = [name for name in left if (self.folder / name).exists()]
        if left:
            self.said.append(f"From an earlier run, and left alone: {some(left)}.")

    def _read_ours(self):
        try:
            return json.loads(self._list.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}


def _write(path, data):
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.{threading.get_ident()}.part")
    part.write_bytes(data)
    os.replace(part, path)


def _hash(*parts):
    # With the lengths, so that no two lists of parts look the same.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return _hash_bytes(text.encode(errors="surrogatepass"))


def _hash_bytes(data):
    return hashlib.sha256(data).hexdigest()[:32]


def what_marks_depend_on():
    """Return a fingerprint of the code that makes marks: what is loaded to make one, no more.

    A picture's code is not among it, since grading loads none.
    """
    all_exercises()
    loaded = [name for name in sys.modules if name.partition(".")[0] == __name__.partition(".")[0]]
    files = {Path(sys.modules[name].__file__) for name in loaded}
    texts = [path.read_text(encoding="utf-8") for path in sorted(files)]
    return _hash(sys.version, np.__version__, *texts)


def _sent(named):
    name, cases = named
    return json.dumps([name, [[encode_argument(a) for a in case] for case in cases]])
