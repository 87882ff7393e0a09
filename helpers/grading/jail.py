"""How children are held on this machine: in a bubblewrap jail where that works."""

import functools
import inspect
import itertools
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from helpers.grading import fence
from helpers.grading.sandbox import FILTER, PACKAGES, PYTHON, Sandbox, start


@dataclass(frozen=True)
class Isolation:
    """How children are held here.

    Attributes
    ----------
    jail : the command before Python's: bubblewrap's, or the fence's, or none
    words : what is in force and what is not, in sentences
    bubblewrap : whether it is a jail
    """

    jail: tuple
    words: str
    bubblewrap: bool = False


@functools.cache
def isolation():
    """Find out, by trying, how children can be held on this machine."""
    path = shutil.which("bwrap")
    if path is None:
        return _without_jail("Bubblewrap (bwrap) is not installed.")
    jail = tuple(_jail_command(path))
    if problem := _try_jail(jail):
        return _without_jail(f"Bubblewrap is installed but does not run here ({problem}).")
    return Isolation(
        jail,
        "Submissions ran in a bubblewrap jail: no network, no files but Python's own, a process "
        "space of their own; besides, limits on time and memory, and Python's audit hook.",
        bubblewrap=True,
    )


def _without_jail(reason):
    jail, fenced = find_fence() if sys.platform == "linux" else ((), "")
    if sys.platform == "win32":
        limits = "the limit on time; Windows has none here on memory and processes"
    elif sys.platform == "darwin":
        limits = "limits on time and processes; macOS has none here on memory"
    else:
        limits = "limits on time, memory, processes and file size"
    with Sandbox(["def f(): pass"], jail=jail) as sandbox:
        sandbox.outcomes("f", [()])
    words = f"Submissions ran without a jail, under Python's audit hook, {fenced}{limits}."
    if sandbox.missing:
        words += f" Refused here: {', '.join(sandbox.missing)}."
    return Isolation(jail, f"{words} {reason}")


# Tries what a fence must hold: the file named first must be closed to it, and the network.
PROBE = """
import socket, sys
def tried(what, *arguments):
    try:
        what(*arguments)
    except PermissionError:
        return True
    except Exception:
        pass
    return False
print(tried(open, sys.argv[1]), tried(socket.socket))
"""
HELD = (
    "Landlock (no files but Python's own)",
    "seccomp (no network, no other processes)",
)


def find_fence():
    """Return the fence's command and what it holds, in words; both empty where it doesn't work."""
    folders = sorted({os.path.realpath(path) for path in [*_readable(), *_numpy()]})
    readable = [path for folder in folders for path in _without_packages(folder)]
    files = json.dumps([readable, [*folders, str(PACKAGES)]])
    alone = PYTHON, "-I", "-S", "-B", "-c"
    jail = (*alone, inspect.getsource(fence), files)
    if _try_jail(jail):
        return (), ""
    with start(jail, ["-I", "-S", "-c", PROBE, __file__]) as trial:
        found = trial.communicate()[0].split()
    held = [words for words, is_held in zip(HELD, found, strict=False) if is_held == b"True"]
    return (jail, "".join(f"{words}, " for words in held)) if held else ((), "")


def _without_packages(folder):
    """Yield a folder, or what is in it where packages are installed there, but not these."""
    hidden = _package_folders(folder)
    if not hidden:
        yield folder
        return
    for path in sorted(Path(folder).iterdir()):
        if str(path) not in hidden and not path.is_symlink():
            yield from _without_packages(str(path)) if path.is_dir() else [str(path)]


def _try_jail(jail):
    """Return why a child does not work in the jail, "" where it does."""
    with Sandbox(["import math", "def f(): return math.sqrt(4)"], jail=jail) as sandbox:
        outcome = sandbox.outcomes("f", [()])[0]
    if outcome.value == 2:
        return ""
    with start(jail, ["-c", ""], stderr=subprocess.PIPE) as trial:
        said = trial.communicate()[1].decode(errors="replace").strip()
    return (said.splitlines() or [outcome.message])[0]


def _jail_command(bwrap):
    """Return the bubblewrap command: an empty system with Python and NumPy, read-only."""
    yield from (bwrap, "--die-with-parent", "--new-session", "--unshare-ipc", "--unshare-pid")
    yield from ("--unshare-net", "--unshare-uts", "--unshare-cgroup-try", "--cap-drop", "ALL")
    if os.geteuid() == 0:
        # The child becomes nobody. In a user namespace it would stay root to the kernel, which
        # then would not count its processes.
        yield from ("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID")
    else:
        yield "--unshare-user"
    folders = _readable()
    wanted = [*folders, *_numpy()]
    for parent in sorted({str(above) for path in wanted for above in Path(path).parents}):
        yield from ("--dir", parent)  # else bubblewrap makes it for root alone
    for path in folders:
        yield from ("--ro-bind-try", path, path)
        # Packages may be installed below, the course with its answers among them.
        for hidden in _package_folders(path):
            yield from ("--tmpfs", hidden)
    for path in _numpy():
        yield from ("--ro-bind-try", path, path)
    # Of the devices only the one that swallows everything: the others have room to write.
    yield from ("--dir", "/dev", "--dev-bind", os.devnull, os.devnull)
    yield from ("--remount-ro", "/", "--chdir", "/")
    if fence.filter_program():
        yield from ("--seccomp", FILTER)


def _readable():
    """Return what Python needs of the file system, but for the packages."""
    stdlib = str(Path(os.__file__).parent)
    shared = sysconfig.get_config_var("LIBDIR") or ""
    wanted = {"/lib", "/lib64", "/usr/lib", "/usr/lib64", stdlib, shared, PYTHON}
    return sorted(path for path in wanted if os.path.exists(path))


def _numpy():
    """Return NumPy's folders."""
    return [str(PACKAGES / name) for name in ("numpy", "numpy.libs")]


def _package_folders(folder):
    """Return the folders of installed packages in a folder of a Python, or of several Pythons."""
    found = [Path(folder).glob(pattern) for pattern in ("*-packages", "*/*-packages")]
    return sorted(str(path) for path in itertools.chain(*found) if path.is_dir())
