"""The child's side of the sandbox: defines one learner's functions and calls them.

It runs by itself, `python -I -S -B -c <text>`, imports NumPy and nothing of the course, and is
given source texts and arguments only: no expected value, hint or known mistake ever enters this
process, and no answer but what the course's modules have which learners may import at their desks
as well.
Requests come in and replies go out as frames, a length in four bytes and JSON.

The audit hook set here is no security boundary. It stops what goes through Python's own
functions: files, sockets, processes, ctypes. It does not stop native code that is reached in
another way (bytecode made by hand, a fault in NumPy, a fresh copy of a built-in module). Limits of
the operating system and, where it is installed, bubblewrap are there for that.
"""

import base64
import importlib.abc
import importlib.util
import io
import itertools
import json
import linecache
import math
import os
import struct
import sys
import types
import warnings

import numpy as np
import numpy.random  # NumPy imports this one when it is first used: too late in here

DEPTH = 20  # of lists in lists
ITEMS = 1000  # of a dictionary
BITS = 1000  # of a whole number; float() refuses more than 1024
ITEM_SIZES = (1, 2, 4, 8, 16)

# Modules that do nothing here: what they would show, nobody sees.
INERT = (
    "helpers.check",
    "helpers.figure",
    "helpers.lessons",
    "helpers.views",
    "matplotlib",
    "mpl_toolkits",
)
INERT += ("ipywidgets", "IPython")
# Imported before the doors close if a notebook names them: some installations can't be read later.
EVERYWHERE = "display get_ipython In Out exit quit help"  # names that a notebook has without import
USUAL = "abc array bisect cmath collections copy dataclasses datetime decimal enum fractions "
USUAL += "functools heapq itertools math numbers operator random re statistics string textwrap "
USUAL += "time typing warnings"
REFUSED_IMPORTS = "ctypes _ctypes subprocess _posixsubprocess multiprocessing _multiprocessing "
REFUSED_IMPORTS += "socket _socket ssl _ssl signal _signal posix nt _winapi msvcrt winreg pty mmap "
REFUSED_IMPORTS += "resource fcntl faulthandler _testcapi _testinternalcapi _xxsubinterpreters "
REFUSED_IMPORTS += "_interpreters readline termios"
# Of all that Python reports, what computing and importing need. Anything else is refused.
HARMLESS = "compile exec import marshal.load marshal.loads builtins.id builtins.input "
HARMLESS += "builtins.input/result object.__getattr__ object.__setattr__ object.__delattr__ "
HARMLESS += "sys._getframe sys._getframemodulename array.__new__ time.sleep sys.unraisablehook "
HARMLESS += "sys.excepthook cpython.run_command"
# What `os` does without a report.
SILENT = "_exit abort close closerange dup dup2 eventfd fchmod fchown fork forkpty initgroups "
SILENT += "memfd_create mkfifo mknod nice openpty pipe pipe2 posix_openpt pread preadv pwrite "
SILENT += "pwritev read readv register_at_fork sched_setaffinity sched_setscheduler sendfile "
SILENT += "setegid seteuid setgid setgroups setns setpgid setpriority setregid setresgid setresuid "
SILENT += "setreuid setsid setuid splice sync umask unshare wait wait3 wait4 waitid waitpid"


def main():
    """Take one setup, then calls, until the parent closes the pipe."""
    requests, replies = take_over_streams()
    setup = receive(requests)
    # Python itself imports unicodedata, for names in letters beyond ASCII.
    parts = {f"numpy.{part}" for part in getattr(np, "__numpy_submodules__", ())}
    for name in {"unicodedata"} | ({*USUAL.split()} | parts) & set(setup["imports"]):
        try:
            importlib.import_module(name)
        except (ImportError, OSError):  # it asks for another package, which can't be read here
            if name in parts:  # and `from numpy import *` asks for all of them
                sys.modules[name] = InertModule(name)
                setattr(np, name.removeprefix("numpy."), sys.modules[name])
    # Neither the folder of all packages, which stands last, nor the one that Python started in.
    sys.path[:] = [path for path in sys.path[:-1] if path]
    prepare_modules(setup["modules"])
    watch = load_watch(setup["watch"])
    missing = limit(setup["limits"], setup["seconds"])
    notebook = types.ModuleType("__main__")  # as at the desk, where there may be a main guard
    vars(notebook).update(dict.fromkeys(EVERYWHERE.split(), Nothing()))
    sys.modules["__main__"] = notebook
    warnings.simplefilter("ignore")
    close_doors(sys.path, os.path.dirname(np.__file__))
    send(replies, {"id": setup["id"], "missing": missing})
    serve(requests, replies, vars(notebook), watch)


def serve(requests, replies, names, watch):
    """Answer requests: `define` statements, or `call` a function."""
    while True:
        request = receive(requests)
        if request is None:
            return
        if "define" in request:
            reply = {"problems": define(request["define"], names)}
        else:
            reply = call(names.get(request["call"]), request["arguments"], watch)
        send(replies, {**reply, "id": request["id"]})


def define(statements, names):
    """Run statements in `names`; return what went wrong, `[number, error]` each."""
    problems = []
    for number, statement in enumerate(statements):
        try:
            # Where a line failed is looked up in the text under this name.
            file = f"<notebook {next(_numbers)}>"
            linecache.cache[file] = len(statement), None, statement.splitlines(True), file
            code = compile(statement, file, "exec", dont_inherit=True)
            refuse_addresses(code)
            exec(code, names)
        except BaseException as error:
            problems.append([number, describe(error)])
    return problems


def refuse_addresses(code):
    """Refuse code that names what gives NumPy any address in memory to read and write."""
    named = {*code.co_names, *(c for c in code.co_consts if type(c) is str)}
    for name in ("__array_interface__", "__array_struct__"):
        if name in named:
            raise PermissionError(f"{name} is not allowed in graded code")
    for part in code.co_consts:
        if isinstance(part, types.CodeType):
            refuse_addresses(part)


_numbers = itertools.count()


def load_watch(source):
    """Return the `call` of `helpers.exercises.outcome`, which sees what a call does."""
    module = types.ModuleType("outcome")
    exec(compile(source, "<outcome>", "exec"), vars(module))
    return module.call


def call(function, arguments, watch):
    """Return the encoded result of a call, or the error that it ended with, and what was seen."""
    try:
        outcome = watch(function, [decode_argument(argument) for argument in arguments])
        seen = {
            name: value
            for name, value in vars(outcome).items()
            if name not in ("value", "error", "message", "gave_up", "parts")
        }
        seen["parts"] = [[*vars(part).values()] for part in outcome.parts]
        if outcome.error:
            return {"error": outcome.error, "message": outcome.message, "seen": seen}
        return {"value": encode(outcome.value), "seen": seen}
    except BaseException as error:
        return {"error": type(error).__name__, "message": describe(error), "seen": {}}


def describe(error):
    """Return an error's words, at most 200 characters of them."""
    try:
        return str(error)[:200]
    except BaseException:
        return ""


# ------------------------------------------------------------------------------------- frames


def take_over_streams():
    """Return stdin and stdout as private streams; afterwards 0, 1 and 2 lead nowhere."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    sys.stdout = sys.stderr = Nowhere()  # quicker than the null device, in a flood
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return requests, replies


class Nowhere(io.TextIOBase):
    """Takes text and drops it."""

    def write(self, text):
        """Return the length, as if it had been written."""
        return len(text)


def send(stream, message):
    """Write one frame."""
    data = json.dumps(message).encode()
    stream.write(struct.pack("!I", len(data)) + data)
    stream.flush()


def receive(stream, limit=2**31):
    """Return the next frame's message, None at the end.

    Raises
    ------
    ValueError
        If the frame is longer than `limit` bytes or holds no JSON.
    """
    head = stream.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack("!I", head)
    if length > limit:
        raise ValueError(f"its result takes {length:,} bytes, more than the {limit:,} allowed")
    data = stream.read(length)
    return json.loads(data) if len(data) == length else None


# --------------------------------------------------------------------------------------- data


def encode(value, depth=0):
    """Return data as JSON can carry it; what is no plain data goes as its first 60 characters.

    Types are compared exactly: a subclass could bring its own idea of a number.
    """
    kind = type(value)
    if value is None or kind in (bool, float, str):
        return value
    if kind is int and value.bit_length() <= BITS:
        return value
    if kind in (list, tuple) and depth < DEPTH:
        return [kind.__name__, [encode(part, depth + 1) for part in value]]
    if kind is dict and depth < DEPTH:
        return ["dict", [[encode(part, depth + 1) for part in pair] for pair in value.items()]]
    is_scalar = isinstance(value, np.generic) and kind is value.dtype.type
    if (kind is np.ndarray or is_scalar) and value.dtype.kind in "biuf":
        content = base64.b64encode(value.tobytes()).decode()
        return ["scalar" if is_scalar else "array", value.dtype.str, list(value.shape), content]
    return ["other", repr(value)[:60]]


def decode(data, depth=0):
    """Return what `encode` was given.

    Raises
    ------
    ValueError
        If `encode` can't have written this.
    """
    if data is None or type(data) in (bool, int, float, str):
        return data
    if type(data) is not list or not data or depth > DEPTH + 1:
        raise ValueError("this is no encoded data")
    kind, *content = data
    if kind in ("list", "tuple", "dict") and len(content) == 1 and type(content[0]) is list:
        if kind == "dict":
            if len(content[0]) > ITEMS:  # whose keys may be made to collide
                raise ValueError("this dictionary is too large")
            return {decode(k, depth + 1): decode(v, depth + 1) for k, v in content[0]}
        parts = [decode(part, depth + 1) for part in content[0]]
        return parts if kind == "list" else tuple(parts)
    if kind in ("array", "scalar") and len(content) == 3:
        dtype, shape, text = content
        if type(dtype) is not str or dtype[1:2] not in "biuf" or not dtype[2:].isdecimal():
            raise ValueError("this is no type of numbers")
        if int(dtype[2:]) not in ITEM_SIZES or any(type(n) is not int or n < 0 for n in shape):
            raise ValueError("this is no array of numbers")
        flat = np.frombuffer(base64.b64decode(text), np.dtype(dtype))
        if flat.size != math.prod(shape):
            raise ValueError("the array's shape does not fit its content")
        array = flat.reshape(shape).copy()
        return array if kind == "array" else array[()]
    if kind == "other" and len(content) == 1 and type(content[0]) is str:
        return Other(content[0])
    raise ValueError("this is no encoded data")


class Other:
    """What came back instead of data: only its first characters are known."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def decode_argument(data):
    """Return an argument; functions come as the text of a lambda expression."""
    if type(data) is list and data[0] == "function":
        return eval(data[1], {})
    return decode(data)


# ------------------------------------------------------------------------------------ modules


class Nothing:
    """Stands in for what draws, checks or shows: takes everything, does nothing."""

    def __init__(self, *arguments, **named):
        pass

    def __call__(self, *arguments, **named):
        """Return itself."""
        return self

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self


class InertModule(types.ModuleType):
    """A module of which every name is there and does nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Nothing()


class InertModules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds the modules that do nothing here."""

    def __init__(self, names):
        self.names = names

    def find_spec(self, name, path=None, target=None):
        """Return a spec for the modules of the list and those inside them."""
        if not any(name == inert or name.startswith(inert + ".") for inert in self.names):
            return None
        return importlib.util.spec_from_loader(name, self, is_package=True)

    def create_module(self, spec):
        """Make the module."""
        return InertModule(spec.name)

    def exec_module(self, module):
        """There is nothing to run."""


def prepare_modules(sources):
    """Put in place what notebooks import: the course's modules from their texts, the rest inert.

    `sources` are pairs of a module's name, such as helpers.network, and its text. `helpers` is a
    package of nothing but these.
    """
    helpers = sys.modules["helpers"] = types.ModuleType("helpers")
    helpers.__path__ = []
    for name, source in sources:
        module = sys.modules[name] = types.ModuleType(name)
        setattr(helpers, name.rpartition(".")[2], module)
        exec(compile(source, f"<{name}>", "exec", dont_inherit=True), vars(module))
    sys.meta_path.insert(0, InertModules(INERT))


# ------------------------------------------------------------------------------------- limits


def limit(limits, seconds):
    """Set the operating system's limits; return the names of those that can't be set here.

    `limits` maps names of the module `resource`, such as RLIMIT_AS, to numbers (bytes, seconds,
    counts); `seconds` is how long this process may live. Who runs as root, as in many containers,
    becomes nobody: root has no limits.
    """
    try:
        import resource
        import signal
    except ImportError:  # Windows
        return sorted(limits)
    signal.alarm(seconds)
    missing = []
    for name, most in limits.items():
        try:
            resource.setrlimit(getattr(resource, name), (most, most))
        except (AttributeError, ValueError, OSError):
            missing.append(name)
    if os.geteuid() == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        except OSError:
            missing.append("another user than root")
    return missing


def close_doors(library, numpy):
    """Refuse, from here on, what no exercise needs; imports may read Python's and NumPy's files.

    `library` are the folders of Python's own modules, `numpy` is that of NumPy.
    """
    system = sys.modules.get("posix") or sys.modules.get("nt")
    for name in SILENT.split():
        for module in (os, system):
            vars(module).pop(name, None)
    refused = frozenset([*REFUSED_IMPORTS.split(), "gc"])
    for name in refused:
        sys.modules.pop(name, None)
    # Parts of NumPy that were loaded may have such a module in their names.
    for module in [m for name, m in sys.modules.items() if name.startswith("numpy.")]:
        for name, value in [*vars(module).items()]:
            if isinstance(value, types.ModuleType) and value.__name__ in refused:
                delattr(module, name)
    folders = [os.path.join(path, "") for path in library]
    sys.addaudithook(make_guard(folders, os.path.join(numpy, "")))


def make_guard(library, numpy):
    """Return the audit hook.

    It keeps what it uses, since learners' code can replace built-ins. All of it is in its
    defaults and can't be changed: an error that it raises shows its frame to learners' code, and
    what is there must be of no use.
    """

    harmless, refused = frozenset(HARMLESS.split()), frozenset(REFUSED_IMPORTS.split())
    # The course itself, with its answers, may be installed in site-packages.
    allowed = ((numpy, "\0"), *((folder, "-packages") for folder in library))

    def guard(
        event,
        arguments,
        harmless=harmless,
        refused=refused,
        writing=os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND,
        allowed=allowed,
        exact=type,
        text=str,
        error=PermissionError,
        sep=os.sep,
        inside=str.startswith,
        root=str.partition,
        lower=str.lower,
        cut=str.removeprefix,
    ):
        if event == "import" and root(arguments[0], ".")[0] in refused:
            raise error(f"import {arguments[0]} is not allowed in graded code")
        if event in harmless:
            return
        if event in ("open", "os.listdir"):
            path = arguments[0]
            reads = event == "os.listdir" or not arguments[2] & writing
            if reads and exact(path) is text and ".." not in path:
                for folder, hidden in allowed:
                    below = lower(cut(path + sep, folder))
                    if inside(path + sep, folder) and not root(below, hidden)[1]:
                        return
        raise error(f"{event} is not allowed in graded code")

    return guard


if __name__ == "__main__":
    main()
