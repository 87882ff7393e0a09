"""One student's places, looked through: the notebooks in them, and what can't be read.

Links are not followed, zips are unpacked within limits, and nothing is looked at for too long.
"""

import os
import stat
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from helpers.grading import budget
from helpers.grading.archives import Room, Unpacker, is_leftover, is_notebook, is_wanted, is_zip


@dataclass
class Found:
    """What a student's places hold.

    Attributes
    ----------
    files : the notebooks: path, how to show it, seconds of its change
    problems : what could not be read, and why: [(str, str), …]
    """

    files: list = field(default_factory=list)
    problems: list = field(default_factory=list)


def look_through(places, scratch, end, skip=None):
    """Return what is Found in a student's places, looked at until the time `end`.

    Parameters
    ----------
    places : list of (Path, str, float or None)
        A file or folder, how to show it, and the seconds of the attempt that it belongs to.
    scratch : Path
        An empty folder for what comes out of zips.
    skip : Path, optional
        A folder that is none of the student's.
    """
    found, unpacker = Found(), Unpacker(scratch)
    room = Room(seconds=min(budget.UNPACKING_SECONDS, end - time.monotonic()))
    # What lies near the top comes first: nobody hides a notebook below a thousand other files.
    waiting = deque((*place, 0, 0) for place in places)
    seen = 0
    while waiting:
        path, shown, attempt, depth, zips = waiting.popleft()
        seen += 1
        if seen > budget.ENTRIES or time.monotonic() > end:
            found.problems.append((shown, "not read, and what follows: too many files"))
            break
        if COURSES_OWN in f"/{shown}/":
            continue
        try:
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                if depth > budget.DEPTH:
                    found.problems.append((shown[:200], f"not read: {_TOO_DEEP}"))
                elif path != skip:
                    waiting += _inside(path, shown, attempt, depth + 1, zips)
            elif not stat.S_ISREG(mode):
                if is_notebook(path.name) or is_zip(path.name):
                    kind = "a symbolic link" if stat.S_ISLNK(mode) else "no ordinary file"
                    found.problems.append((shown, f"not read: it is {kind}"))
            elif is_zip(path.name):
                if zips == budget.ZIPS:
                    found.problems.append((shown, "not read: a zip in a zip in a zip"))
                    continue
                for entry in unpacker.unpack(path, lambda names: lambda parts: room):
                    name = f"{shown}/{'/'.join(entry.parts)}"
                    if entry.problem:
                        found.problems.append((name, entry.problem))
                    elif entry.path:
                        waiting.append((entry.path, name, attempt, depth, zips + 1))
            elif is_notebook(path.name):
                if len(found.files) == budget.FILES:
                    found.problems.append((shown, f"not read: more than {budget.FILES} notebooks"))
                    break
                when = path.stat().st_mtime if attempt is None else attempt
                found.files.append((path, shown, when))
        except OSError as error:
            found.problems.append((shown, f"not read: {error.strerror}"))
        except ValueError as error:
            found.problems.append((shown, str(error)))
    return found


# Where the course, which may be handed in whole, keeps notebooks with answers for its tests.
COURSES_OWN = "/tests/grading/cases/"
ENVIRONMENT = "pyvenv.cfg"  # in the top folder of one of Python's
_TOO_DEEP = f"more than {budget.DEPTH} folders deep"


def _inside(folder, shown, attempt, depth, zips):
    """Return what lies in a folder, as far as it is looked at, in order of its names."""
    names = []
    with os.scandir(folder) as entries:
        for entry in entries:
            # What is no notebook may be there in any number: it is not looked at.
            is_other = entry.is_file(follow_symlinks=False) and not is_wanted(entry.name)
            if not is_other or entry.name == ENVIRONMENT:
                names.append(entry.name)
            if len(names) > budget.ENTRIES:
                break
    if ENVIRONMENT in names:  # packages, and nothing of the student's
        return []
    return [
        (Path(folder, name), f"{shown}/{name}", attempt, depth, zips)
        for name in sorted(names)
        if not is_leftover(name)
    ]
