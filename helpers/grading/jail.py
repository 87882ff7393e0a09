"""How children are held on this machine: in a bubblewrap jail where that works."""

import functools
import itertools
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from helpers.grading.sandbox import PACKAGES, PYTHON, Sandbox


@dataclass(frozen=True)
class Isolation:
    """How children are held here.

    Attributes
    ----------
    jail : the command before Python's, empty without bubblewrap
    words : what is in force and what is not, in sentences
    """

    jail: tuple
    words: str


@functools.cache
def isolation():
    """Find out, by trying, how children can be held on this machine."""
    path = shutil.which("bwrap")
    if path is None:
        return Isolation((), f"{_without_jail()} Bubblewrap (bwrap) is not installed.")
    jail = tuple(_jail_command(path))
    if problem := _try_jail(jail):
        reason = f"Bubblewrap is installed but does not run here ({problem})."
        return Isolation((), f"{_without_jail()} {reason}")
    return Isolation(
        jail,
        "Submissions ran in a bubblewrap jail: no network, no files but Python's own, a process "
        "space of their own; besides, limits on time and memory, and Python's audit hook.",
    )


def _without_jail():
    if sys.platform == "win32":
        limits = "the limit on time; Windows has none here on memory and processes"
    elif sys.platform == "darwin":
        limits = "limits on time and processes; macOS has none here on memory"
    else:
        limits = "limits on time, memory, processes and file size"
    with Sandbox(["def f(): pass"]) as sandbox:
        sandbox.outcomes("f", [()])
    words = f"Submissions ran without a jail, under Python's audit hook and {limits}."
    return f"{words} Refused here: {', '.join(sandbox.missing)}." if sandbox.missing else words


def _try_jail(jail):
    """Return why a child does not work in the jail, "" where it does."""
    with Sandbox(["import math", "def f(): return math.sqrt(4)"], jail=jail) as sandbox:
        outcome = sandbox.outcomes("f", [()])[0]
    if outcome.value == 2:
        return ""
    trial = subprocess.run([*jail, PYTHON, "-c", ""], capture_output=True, text=True, check=False)
    return (trial.stderr.strip().splitlines() or [outcome.message])[0]


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
    yield from ("--dev", "/dev", "--remount-ro", "/", "--chdir", "/")


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
