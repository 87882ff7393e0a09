"""What the jail stops that Python's audit hook lets through, and how a report says what holds."""

import json
import os
import re
import tempfile
import textwrap
from pathlib import Path

import pytest

from helpers.grading import child, fence, jail
from helpers.grading.jail import isolation
from helpers.grading.notebook_code import read_code
from helpers.grading.sandbox import Sandbox
from tests.grading.small import JAIL, call_f, cells

ROUND_THE_HOOK = """
    import _imp, types
    from importlib.machinery import ModuleSpec
    # A fresh copy of the module behind `os`, of which the audit hook hears nothing.
    posix = _imp.create_builtin(ModuleSpec('posix', None))
    _imp.exec_builtin(posix)
    def f(path):
        posix.mkfifo(path)
        return 1
    def looks(path):
        return posix.stat(path)[0]
"""


@pytest.fixture
def open_folder():
    """A folder where the child may write, who is nobody: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        yield Path(folder)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_an_attack_gets_round_the_audit_hook_alone(open_folder):
    # If this fails, the hook has become better: find another attack for the test below.
    path = open_folder / "pipe"
    assert call_f(ROUND_THE_HOOK, (str(path),)).value == 1
    assert path.is_fifo()


@pytest.mark.skipif(not JAIL, reason=isolation().words)
def test_the_jail_stops_what_gets_round_the_audit_hook(open_folder):
    path = open_folder / "pipe"
    outcome = call_f(ROUND_THE_HOOK, (str(path),), jail=JAIL)
    assert outcome.error in ("FileNotFoundError", "OSError", "PermissionError")
    assert not path.exists()
    with Sandbox([textwrap.dedent(ROUND_THE_HOOK)], jail=JAIL) as box:
        for there in (open_folder, "/etc/passwd", "/home", "/proc", child.__file__):
            assert box.outcomes("looks", [(str(there),)])[0].error == "FileNotFoundError"
        # Where the course is installed as a package, its answers are beside Python's own modules.
        library = Path(os.__file__).parent
        assert box.outcomes("looks", [(str(library / "os.py"),)])[0].value
        for package in library.glob("*-packages/*"):
            if not package.name.startswith("numpy"):
                outcome = box.outcomes("looks", [(str(package),)])[0]
                assert outcome.error == "FileNotFoundError", package


@pytest.mark.skipif(not JAIL, reason=isolation().words)
def test_processes_are_counted_by_the_kernel_in_the_jail():
    # A thread is a process to the kernel, and the audit hook of Python 3.11 hears nothing of it.
    source = "import _thread\ndef f(): return _thread.start_new_thread(print, ())"
    assert call_f(source, jail=JAIL).error in ("RuntimeError", "PermissionError")


@pytest.fixture(scope="module")
def fenced():
    """How a child is held where bubblewrap is not installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jail.shutil, "which", lambda name: None)
        isolation.cache_clear()
        found = isolation()
    isolation.cache_clear()
    if not found.jail:
        pytest.skip(found.words)
    return found


def test_the_fence_stops_what_gets_round_the_audit_hook(fenced, open_folder):
    source = (
        ROUND_THE_HOOK
        + """
    def opens(path):
        return posix.open(path, posix.O_RDONLY)
    def signals():
        return posix.kill(posix.getppid(), 0)
    """
    )
    with Sandbox([textwrap.dedent(source)], jail=fenced.jail) as box:
        for name, argument in (
            ("f", (str(open_folder / "pipe"),)),
            ("opens", ("/etc/passwd",)),
            ("opens", (child.__file__,)),
            ("signals", ()),
        ):
            assert box.outcomes(name, [argument])[0].error == "PermissionError", name
    assert not (open_folder / "pipe").exists()


def test_the_fence_leaves_numpy_whole_and_packages_closed(fenced):
    source = "import numpy as np\ndef f(): return int(np.fft.fft([1, 2])[0].real)"
    assert call_f(source, jail=fenced.jail).value == 3
    with jail.start(fenced.jail, ["-I", "-S", "-c", OPENS, pytest.__file__]) as process:
        assert process.communicate()[0].strip() == b"PermissionError"


def test_the_fence_lets_all_of_numpy_be_imported(fenced):
    # A part of it, f2py, asks for another package if there is one.
    answer = "def sigmoid(z):\n    return float(exp(linalg.norm([z])))"
    code = read_code(cells("from numpy import *", answer))
    with Sandbox(code.statements, code.imports, fenced.jail) as box:
        assert (box.outcomes("sigmoid", [(0,)])[0].value, box.problems) == (1.0, {})


OPENS = """
import sys
try:
    open(sys.argv[1])
except Exception as error:
    print(type(error).__name__)
"""


def test_the_words_say_what_the_fence_holds_and_no_more(fenced, monkeypatch):
    assert "Landlock (no files but Python's own)" in fenced.words
    assert "seccomp (no network" in fenced.words
    monkeypatch.setattr(jail.shutil, "which", lambda name: None)
    without = jail.inspect.getsource(fence).replace(
        "    refuse_calls()\n    os.execv", "    os.execv"
    )
    monkeypatch.setattr(jail.inspect, "getsource", lambda module: without)
    isolation.cache_clear()
    try:
        assert "seccomp" not in isolation().words
        assert "Landlock" in isolation().words
    finally:
        isolation.cache_clear()


SHARED_MEMORY = """
import ctypes, json, os
library = ctypes.CDLL(None)
tried = {"shared": library.shmget(0, 1 << 30, 0o1600)}
for path in ("/dev/x", "/dev/shm/x", "/x", "/tmp/x"):
    try:
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
        tried[path] = 0
    except OSError:
        tried[path] = -1
with open("/dev/null", "w") as nowhere:
    nowhere.write("x")
print(json.dumps(tried))
"""


@pytest.mark.skipif(not JAIL, reason=isolation().words)
def test_there_is_no_memory_beside_the_limit_and_nothing_to_write_in_the_jail():
    with jail.start(JAIL, ["-I", "-S", "-c", SHARED_MEMORY]) as process:
        tried = json.loads(process.communicate()[0])
    assert set(tried.values()) == {-1}


@pytest.mark.parametrize("column", [1, 2])
def test_the_numbers_of_calls_are_those_of_the_kernels_headers(column):
    where = ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm-generic/unistd.h"]
    header = Path(where[column - 1])
    if not header.exists():
        pytest.skip(f"there is no {header}")
    found = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text())
    theirs = {name: int(number) for name, number in reversed(found)}
    ours = fence.refused_calls(["x86_64", "aarch64"][column - 1])
    assert len(ours) > 70
    # Older headers lack the newest calls.
    assert {n: k for n, k in ours.items() if theirs.get(n, k) != k} == {}
    assert len(ours.keys() & theirs.keys()) > 70


def test_the_words_say_what_is_missing(monkeypatch):
    monkeypatch.setattr(jail.shutil, "which", lambda name: None)
    isolation.cache_clear()
    try:
        assert "without a jail" in isolation().words
        assert "not installed" in isolation().words
        monkeypatch.setattr(jail.sys, "platform", "win32")
        isolation.cache_clear()
        assert "Windows has none here on memory" in isolation().words
    finally:
        monkeypatch.undo()
        isolation.cache_clear()


@pytest.mark.skipif(os.name == "nt", reason="made of what POSIX systems have")
def test_a_bwrap_that_does_not_run_is_said(tmp_path, monkeypatch):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho no user namespaces >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    isolation.cache_clear()
    try:
        assert not isolation().bubblewrap
        assert "does not run here (no user namespaces)" in isolation().words
    finally:
        monkeypatch.undo()
        isolation.cache_clear()
