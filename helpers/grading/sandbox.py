"""Sandbox: one learner's functions in a child process, under limits, called from outside.

The child (`helpers.grading.child`) holds the learner's source and nothing of ours; what comes back
is checked as data from a stranger. `helpers.grading.jail` says what holds the child besides.
"""

import contextlib
import inspect
import math
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np

from helpers import data, descent, functions, network, numbers
from helpers.exercises import outcome
from helpers.exercises.outcome import Outcome, Part
from helpers.grading import budget, child
from helpers.grading.fence import filter_program

START_SECONDS = 30  # for Python and NumPy to start, before anything of the learner's runs
REPLY_BYTES = 1_000_000
LIMITS = {
    "RLIMIT_AS": 2**30,
    "RLIMIT_FSIZE": 0,
    "RLIMIT_NPROC": 0,
    "RLIMIT_NOFILE": 32,
    "RLIMIT_CORE": 0,
}
PYTHON = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
# What learners may import of the course, each module after those that it imports itself.
MODULES = [
    [module.__name__, inspect.getsource(module)]
    for module in (numbers, data, functions, descent, network)
]
CHILD = inspect.getsource(child)
WATCH = inspect.getsource(outcome)  # how a call is watched, at the desk and there
PACKAGES = Path(np.__file__).parents[1]
# Without ctypes NumPy does what the course needs, and learners' code finds one way out less.
BEFORE = f"import sys; sys.path.append({str(PACKAGES)!r}); sys.modules['ctypes'] = None\n"


FILTER = "<descriptor of the filter>"  # in a jail's command, where its number is to stand

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
        The command before Python's, as `helpers.grading.jail.isolation` found it.
    seconds : float
        For one call, and for all definitions between two of them.
    most : float, optional
        For everything.

    Attributes
    ----------
    problems : dict
        Numbers of the statements that failed, and the error's words.
    missing : list of str
        Names of the limits that the system refused to set.
    """

    def __init__(self, statements, imports=(), jail=(), seconds=budget.CALL_SECONDS, most=None):
        self.statements = statements
        self.problems = {}
        self.missing = []
        self._call_seconds = seconds
        self._seconds = budget.notebook_seconds(seconds) if most is None else max(most, 0)
        self._used = 0  # of these seconds
        self._defined = 0  # of the statements
        self._setup = {
            "imports": sorted(imports),
            "modules": MODULES,
            "watch": WATCH,
            "limits": {**LIMITS, "RLIMIT_CPU": math.ceil(self._seconds) + 5},
            # The child ends itself then, if its parent was killed and there is no jail to end it.
            "seconds": math.ceil(self._seconds) + START_SECONDS,
        }
        self._jail = jail
        self._process = None
        self._broken = None  # the Outcome of a notebook whose definitions never end

    def __enter__(self):
        _running.add(self)
        return self

    def __exit__(self, *_):
        _running.discard(self)
        self._kill()

    def stop(self):
        """End the child, from another thread; no call is tried any more."""
        self._broken = Outcome(error="GaveUp", message="grading was interrupted", gave_up=True)
        if process := self._process:
            _kill(process)

    def outcomes(self, name, cases, place=None):
        """Return the Outcome of each call of the function `name`, one for each case.

        Only the statements before number `place` are defined then, if it is given; it may not
        become less from call to call. After a call that had to be ended from outside, the other
        cases are not tried.
        """
        outcomes = []
        for case in cases:
            ended = outcomes and outcomes[-1].gave_up
            outcomes.append(outcomes[-1] if ended else self._call(name, case, place))
        return outcomes

    def _call(self, name, arguments, place):
        if self._broken is None:
            self._define(len(self.statements) if place is None else place)
        if self._broken:
            return self._broken
        request = {"call": name, "arguments": [encode_argument(a) for a in arguments]}
        reply = self._run(request)
        if isinstance(reply, Outcome):
            return reply
        try:
            return _read_outcome(reply)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError):
            return self._give_up("its reply could not be read")

    def _define(self, place):
        """Define the statements before number `place`, in a new child if there is none."""
        reply = {"problems": []}
        if self._process is None:
            self._process, self._defined = start_child(self._jail), 0
            reply = self._ask(self._setup, START_SECONDS)
            self.missing = getattr(reply, "get", {}.get)("missing", self.missing)
        first = self._defined
        if not isinstance(reply, Outcome) and place > first:
            self._defined = place
            reply = self._run({"define": self.statements[first:place]})
        if isinstance(reply, Outcome):
            self._broken = self._broken or Outcome(
                error=reply.error,
                message=f"while the notebook's functions were defined, {reply.message}",
                gave_up=True,
            )
            return
        with contextlib.suppress(KeyError, TypeError, ValueError):
            problems = {first + int(number): str(text)[:200] for number, text in reply["problems"]}
            self.problems |= {n: t for n, t in problems.items() if first <= n < place}

    def _run(self, request):
        """Return the reply to a request that runs the learner's code, within its time."""
        seconds = min(self._call_seconds, self._seconds - self._used)
        if seconds <= 0:
            return self._give_up(f"the notebook had used up its {self._seconds:g} seconds")
        begin = time.monotonic()
        reply = self._ask(request, seconds)
        self._used += time.monotonic() - begin
        return reply

    def _ask(self, request, seconds):
        """Return the reply to a request, or the Outcome of a call that had to be ended."""
        request = {**request, "id": secrets.token_hex(8)}
        late = threading.Event()

        def end():
            late.set()
            _kill(self._process)

        timer = threading.Timer(seconds, end)
        timer.start()
        try:
            child.send(self._process.stdin, request)
            reply = child.receive(self._process.stdout, REPLY_BYTES)
        except (OSError, ValueError, RecursionError) as error:
            too_long = isinstance(error, ValueError) and "bytes" in str(error)
            reply, problem = None, str(error) if too_long else "its reply could not be read"
        else:
            problem = "it ended Python, or ran out of memory"
        finally:
            timer.cancel()
        if late.is_set():
            return self._give_up(f"it had not ended after {seconds:.2g} seconds")
        if not isinstance(reply, dict) or reply.get("id") != request["id"]:
            return self._give_up(problem if reply is None else "its reply could not be read")
        return reply

    def _give_up(self, message):
        self._kill()
        return Outcome(error="GaveUp", message=message, gave_up=True)

    def _kill(self):
        if self._process is not None:
            _kill(self._process)
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    stream.close()
            self._process = None


def start_child(jail=()):
    """Start a child and return its process; it waits for its setup."""
    return start(jail, ["-I", "-S", "-B", "-c", BEFORE + CHILD])


def start(jail, arguments, stderr=subprocess.DEVNULL):
    """Start Python in a jail and return its process."""
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    for name in ("SYSTEMROOT", "LD_LIBRARY_PATH"):  # some Pythons don't start without
        if name in os.environ:
            environment[name] = os.environ[name]
    with contextlib.ExitStack() as stack:
        command, passed = list(jail), []
        if FILTER in command:
            passed = [stack.enter_context(_filter_to_read())]
            command[command.index(FILTER)] = str(passed[0])
        return subprocess.Popen(
            [*command, PYTHON, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            cwd=os.path.abspath(os.sep),
            env=environment,
            pass_fds=passed,
            start_new_session=True,
        )


@contextlib.contextmanager
def _filter_to_read():
    """Give the descriptor from which bubblewrap reads the filter of the system's calls."""
    reading, writing = os.pipe()
    try:
        os.write(writing, filter_program())
        os.close(writing)
        yield reading
    finally:
        os.close(reading)


def _kill(process):
    # Its own session is its process group, so that what it may have started ends with it.
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def encode_argument(value):
    """Return an argument as it is sent; functions go as the text of a lambda expression."""
    if callable(value):
        return ["function", repr(value)]  # a Formula shows itself as it is written
    return child.encode(value)


def _read_outcome(reply):
    seen = _read_seen(reply["seen"])
    if "error" in reply:
        error, message = str(reply["error"])[:60] or "Error", str(reply["message"])[:200]
        return Outcome(error=error, message=message, **seen)
    return Outcome(value=child.decode(reply["value"]), **seen)


def _read_seen(seen):
    """Return what was seen of a call, of the types and lengths that it should have."""
    words = "code", "operation", "inside", "printed"
    texts = {name: str(seen.get(name, ""))[:200] for name in words}
    names = {name: _names(seen.get(name, ())) for name in ("changed", "outside", "unread")}
    parts = tuple(
        Part(*map(str, (text[:200], kind[:20])), tuple(map(int, shape[:9])), str(words)[:200])
        for text, kind, shape, words in seen.get("parts", ())[:9]
    )
    does = {name: bool(seen.get(name)) for name in ("draws", "returns")}
    return {**texts, **names, "parts": parts, **does}


def _names(given):
    return tuple(str(name)[:40] for name in given[:20])
