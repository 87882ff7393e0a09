"""What the jail stops that Python's audit hook lets through, and how a report says what holds."""

import os
import tempfile
import textwrap
from pathlib import Path

import pytest

from helpers.grading import child, jail
from helpers.grading.jail import isolation
from helpers.grading.sandbox import Sandbox
from tests.grading.small import JAIL, call_f

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
    assert outcome.error in ("FileNotFoundError", "OSError")
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
        assert isolation().jail == ()
        assert "does not run here (no user namespaces)" in isolation().words
    finally:
        monkeypatch.undo()
        isolation.cache_clear()
