"""The folder of results, where files are never lost."""

import json
import secrets

from helpers.grading.kept import fingerprint_of_bytes, write_whole
from helpers.grading.reports import some


class Results:
    """The folder of results; a file in it that others wrote is kept.

    Attributes
    ----------
    folder : Path
    said : what should be told about the folder, in sentences
    """

    def __init__(self, folder):
        self.folder, self.said = folder, []
        self._list = folder / ".grading" / "written.json"
        self._list.parent.mkdir(parents=True, exist_ok=True)
        self._ours = self._read_ours()  # name of a file → fingerprint, as this command left it

    def write(self, name, content):
        """Write a text or bytes; a file that is not as this command left it is kept."""
        data = content if isinstance(content, bytes) else content.encode(errors="replace")
        path = self.folder / name
        if path.exists() and fingerprint_of_bytes(path.read_bytes()) not in (
            self._ours.get(name),
            fingerprint_of_bytes(data),
        ):
            number = 1
            while (kept := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists():
                number += 1
            path.rename(kept)
            self.said.append(f"{name} was not as this command left it: it is {kept.name} now.")
        path.parent.mkdir(exist_ok=True)
        write_whole(path, data)
        self._ours[name] = fingerprint_of_bytes(data)
        write_whole(self._list, json.dumps(self._ours).encode())

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


def keep_seed(folder, asked=None):
    """Return the seed of a folder of results: the one asked for, the one kept there, or a new one.

    A new one can't be guessed, so that no answer can be a list of its values.
    """
    path = folder / ".grading" / "seed"
    if asked is None:
        try:
            return int(path.read_text())
        except (OSError, ValueError):
            asked = secrets.randbelow(10**9)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, str(asked).encode())
    return asked
