"""Sandbox: one learner's functions in a child process, under limits, called from outside.

The child (`helpers.grading.child`) holds the learner's source and nothing of ours; what comes back
is checked as data from a stranger. Where bubblewrap (`bwrap`) works, the child is jailed with it:
no network, no files but Python's own, no other processes in sight. `isolation()` says what is in
force here, and what is not.
"""

import contextlib
import functools
import itertools
import os
import secrets
import shutil
import signal
import subprocess
import sys
import sysconfig
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from helpers import network
from helpers.exercises.outcome import Outcome
from helpers.grading import child

CALL_SECONDS = 5  # for one call, and for all definitions together
NOTEBOOK_SECONDS = 30  # for everything of one notebook
REPLY_BYTES = 5_000_000
LIMITS = {
    "RLIMIT_AS": 2**30,
    "RLIMIT_CPU": NOTEBOOK_SECONDS + 5,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NPROC": 0,
    "RLIMIT_NOFILE": 32,
    "RLIMIT_CORE": 0,
}
# The child ends itself then, if its parent was killed and there is no jail to end it.
LIFE_SECONDS = NOTEBOOK_SECONDS + 10
PYTHON = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
CHILD = Path(child.__file__).read_text(encoding="utf-8")
NETWORK = Path(network.__file__).read_text(encoding="utf-8")
PACKAGES = Path(np.__file__).parents[1]
# Without ctypes NumPy does what the course needs, and learners' code finds one way out less.
BEFORE = f"import sys; sys.path.append({str(PACKAGES)!r}); sys.modules['ctypes'] = None\n"


_running = set()  # the sandboxes in use


def stop_all():
    """End all children at once, so that an interrupted run need not wait for their calls."""
    for one in list(_running):
        one.stop()


class Sandbox:
    """One notebook's statements in a child process.

    Use it in a `with` block, which leaves no process behind. A child that had to be killed is
    started anew for the next exercise.

    Parameters
    ----------
    statements : list of str
        Source texts, defined one after the other; one that fails does not stop the next.
    imports : iterable of str
        Names of the modules that the statements import.
    jail : list of str, optional
        The command before Python's, as `isolation()` found it.

    Attributes
    ----------
    problems : dict
        Numbers of the statements that failed, and the error's words.
    missing : list of str
        Names of the limits that the system refused to set.
    """

    def __init__(self, statements, imports=(), jail=()):
        self.statements = statements
        self.problems = {}
        self.missing = []
        self._setup = {
            "imports": sorted(imports),
            "network": NETWORK,
            "limits": LIMITS,
            "seconds": LIFE_SECONDS,
        }
        self._jail = jail
        self._child = None
        self._broken = None  # the Outcome of a notebook whose definitions never end
        self._end = time.monotonic() + NOTEBOOK_SECONDS

    def __enter__(self):
        _running.add(self)
        return self

    def __exit__(self, *_):
        _running.discard(self)
        self._kill()

    def stop(self):
        """End the child, from another thread; no call is tried any more."""
        self._broken = Outcome(error="GaveUp", message="grading was interrupted", gave_up=True)
        if child := self._child:
            _kill(child)

    def outcomes(self, name, cases):
        """Return the Outcome of each call of the function `name`, one for each case.

        After a call that had to be ended from outside, the other cases are not tried.
        """
        outcomes = []
        for case in cases:
            ended = outcomes and outcomes[-1].gave_up
            outcomes.append(outcomes[-1] if ended else self._call(name, case))
        return outcomes

    def _call(self, name, arguments):
        if self._child is None and self._broken is None:
            self._start()
        if self._broken:
            return self._broken
        request = {"call": name, "arguments": [_encode_argument(a) for a in arguments]}
        reply = self._ask(request)
        if isinstance(reply, Outcome):
            return reply
        try:
            return _read_outcome(reply)
        except (ValueError, TypeError, RecursionError, OverflowError):
            return self._give_up("its reply could not be read")

    def _start(self):
        self._child = start_child(self._jail)
        for request in (self._setup, {"define": self.statements}):
            reply = self._ask(request)
            if isinstance(reply, Outcome):
                self._broken = self._broken or Outcome(
                    error=reply.error,
                    message=f"while the notebook's functions were defined, {reply.message}",
                    gave_up=True,
                )
                return
            self.missing = reply.get("missing", self.missing)
        with contextlib.suppress(KeyError, TypeError, ValueError):
            problems = {int(number): str(text)[:200] for number, text in reply["problems"]}
            self.problems = {n: t for n, t in problems.items() if n in range(len(self.statements))}

    def _ask(self, request):
        """Return the reply to a request, or the Outcome of a call that had to be ended."""
        seconds = min(CALL_SECONDS, self._end - time.monotonic())
        if seconds <= 0:
            return self._give_up(f"the notebook had used up its {NOTEBOOK_SECONDS} seconds")
        request = {**request, "id": secrets.token_hex(8)}
        late = threading.Event()

        def end():
            late.set()
            _kill(self._child)

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            child.send(self._child.stdin, request)
            reply = child.receive(self._child.stdout, REPLY_BYTES)
        except (OSError, ValueError, RecursionError) as error:
            too_long = isinstance(error, ValueError) and "bytes" in str(error)
            reply, problem = None, str(error) if too_long else "its reply could not be read"
        else:
            problem = "it ended Python, or ran out of memory"
        finally:
            timer.cancel()
        if late.is_set():
            return self._give_up(f"it had not ended after {seconds:.0f} seconds")
        if not isinstance(reply, dict) or reply.get("id") != request["id"]:
            return self._give_up(problem if reply is None else "its reply could not be read")
        return reply

    def _give_up(self, message):
        self._kill()
        return Outcome(error="GaveUp", message=message, gave_up=True)

    def _kill(self):
        if self._child is not None:
            _kill(self._child)
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
            self._child = None


def start_child(jail=()):
    """Start a child and return its process; it waits for its setup."""
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    for name in ("SYSTEMROOT", "LD_LIBRARY_PATH"):  # some Pythons don't start without
        if name in os.environ:
            environment[name] = os.environ[name]
    return subprocess.Popen(
        [*jail, PYTHON, "-I", "-S", "-B", "-c", BEFORE + CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),
        env=environment,
        start_new_session=True,
    )


def _kill(child):
    # Its own session is its process group, so that what it may have started ends with it.
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _encode_argument(value):
    if callable(value):
        return ["function", repr(value)]  # a Formula shows itself as it is written
    return child.encode(value)


def _read_outcome(reply):
    if "error" in reply:
        return Outcome(
            error=str(reply["error"])[:60] or "Error", message=str(reply["message"])[:200]
        )
    return Outcome(value=child.decode(reply["value"]))


# ---------------------------------------------------------------------------------- isolation


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
