"""One learner's functions in a child process: what comes back, what is refused, what is left."""

import os
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest

from helpers.exercises.outcome import Outcome
from helpers.grading import child as sandbox_child
from helpers.grading import sandbox
from helpers.grading.child import Other, decode, encode
from helpers.grading.sandbox import Sandbox, isolation

JAIL = isolation().jail
# Without the jail, too: that is what runs where bubblewrap is missing.
each_isolation = pytest.mark.parametrize(
    "jail",
    [
        pytest.param((), id="no jail"),
        pytest.param(
            JAIL,
            id="jail",
            marks=pytest.mark.skipif(not JAIL, reason=f"{isolation().words}"),
        ),
    ],
)


def run(source, arguments=(), jail=(), **options):
    """Return the Outcome of calling f, which `source` defines."""
    with Sandbox([textwrap.dedent(source)], jail=jail, **options) as child:
        return child.outcomes("f", [arguments])[0]


# ------------------------------------------------------------------------------------- data


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        -(10**40),
        0.1,
        float("inf"),
        "text 🦊",
        [1, (2.0, [3])],
        {4: 200, "a": (1,)},
        np.arange(6.0).reshape(2, 3),
        np.zeros((0, 2)),
        np.array(3),
        np.float32(0.1),
        np.int64(7),
        np.array([np.nan, -np.inf]),
        np.array([[1, 2], [3, 4]]).T,
    ],
)
def test_data_survives_the_way_there_and_back(value):
    back = run("f = lambda x: x", (value,)).value
    assert type(back) is type(value)
    if isinstance(value, np.ndarray | np.generic):
        assert (back.dtype, back.shape) == (value.dtype, value.shape)
    np.testing.assert_equal(back, value)


def test_nan_stays_nan():
    assert np.isnan(run("f = lambda: float('nan')").value)


@pytest.mark.parametrize(
    "expression",
    [
        "type('Clever', (float,), {'__eq__': lambda a, b: True, '__hash__': None})(3)",
        "type('Clever', (list,), {})([1])",
        "np.zeros(2).view(type('Clever', (np.ndarray,), {}))",
        "np.array([object()])",
        "np.array(['text'])",
        "np.ma.array([1.0])",
        "object()",
        "10**400",
        "{1, 2}",
        "(lambda: 1)",
        "1j",
    ],
)
def test_what_is_no_plain_data_comes_back_as_its_first_characters(expression):
    value = run(f"import numpy as np\ndef f(): return {expression}").value
    assert type(value) is Other
    assert len(repr(value)) <= 60


@pytest.mark.parametrize(
    "forged",
    [
        {},
        [],
        ["array"],
        ["array", "<f8", [1], "!"],
        ["array", "<f8", [-1, -1], "AAAAAAAAAAA="],
        ["array", "|O", [1], "AAAAAAAAAAA="],
        ["array", "<f8", [10**9], "AAAAAAAAAAA="],
        ["array", "<f8", "12", "AAAAAAAAAAA="],
        ["array", "<f8", [1], 3],
        ["array", "<f99999999", [1], ""],
        ["dict", [[1]]],
        ["dict", [[["list", []], 1]]],
        ["function", "1/0"],
        ["other", 3],
        ["list", 3],
        [["list"], []],
    ],
)
def test_forged_data_is_refused(forged):
    with pytest.raises((ValueError, TypeError)):
        decode(forged)


def test_deep_data_is_refused_or_cut():
    deep = []
    for _ in range(500):
        deep = [deep]
    assert isinstance(decode(encode(deep)), list)
    forged = None
    for _ in range(500):
        forged = ["list", [forged]]
    with pytest.raises(ValueError, match="no encoded data"):
        decode(forged)


def test_arguments_are_copies():
    case = ([1, 2], np.ones(2))
    assert run("def f(x, a):\n    x.clear()\n    a[:] = 0\n    return 1", case).value == 1
    assert case[0] == [1, 2]
    assert case[1].sum() == 2


# -------------------------------------------------------------------------------- failures


def test_an_error_is_an_outcome():
    outcome = run("def f(): return 1 / 0")
    assert outcome == Outcome(error="ZeroDivisionError", message="division by zero")


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("def f(): raise SystemExit(3)", "SystemExit"),
        ("def f(): return f()", "RecursionError"),
        ("def f(): return input()", "EOFError"),
        ("def g(): pass", "TypeError"),
        ("class E(Exception):\n    def __str__(self): 1 / 0\ndef f(): raise E", "E"),
    ],
)
def test_other_errors_are_too(source, error):
    assert run(source).error == error


def test_a_call_that_does_not_end_costs_only_itself(monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 1)
    source = """
        def f():
            while True:
                try:
                    while True: pass
                except BaseException: pass
    """
    statements = [textwrap.dedent(source), "def g(x): return x"]
    with Sandbox(statements, jail=JAIL) as child:
        assert child.outcomes("g", [(1,)])[0].value == 1
        endless = child.outcomes("f", [(), (), ()])
        assert [(o.gave_up, o.message) for o in endless] == [(True, endless[0].message)] * 3
        assert "1 seconds" in endless[0].message
        assert child.outcomes("g", [(2,)])[0].value == 2


def test_a_notebook_has_a_limit_as_a_whole(monkeypatch):
    monkeypatch.setattr(sandbox, "NOTEBOOK_SECONDS", 1)
    with Sandbox(["import time", "def f(): time.sleep(0.6)"]) as child:
        outcomes = [child.outcomes("f", [()])[0] for _ in range(3)]
    assert outcomes[-1].gave_up
    assert "used up" in outcomes[-1].message


def test_definitions_that_never_end_are_not_tried_twice(monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 1)
    with Sandbox(["class A:\n    while True: pass", "def f(): pass"]) as child:
        assert all("were defined" in child.outcomes("f", [()])[0].message for _ in range(5))


def test_a_statement_that_fails_is_named_and_the_next_one_counts():
    with Sandbox(["import not_there", "def f(): return 1"]) as child:
        assert child.outcomes("f", [()])[0].value == 1
        assert child.problems == {0: "No module named 'not_there'"}


def test_a_large_reply_is_refused():
    outcome = run("def f(): return 'x' * 10**7")
    assert outcome.gave_up
    assert "more than the 5,000,000 allowed" in outcome.message


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process' memory")
@each_isolation
def test_memory_is_limited(jail):
    assert run("def f(): return len(bytearray(2 * 10**9))", jail=jail).error == "MemoryError"


@each_isolation
def test_forged_replies_on_every_descriptor_are_no_replies(jail):
    source = """
        import os, struct
        def f():
            data = b'{"value": 1, "id": ""}'
            for descriptor in range(20):
                try: os.write(descriptor, struct.pack("!I", len(data)) + data)
                except OSError: pass
            return 2
    """
    outcome = run(source, jail=jail)
    assert (outcome.gave_up, outcome.message) == (True, "its reply could not be read")


# ------------------------------------------------------------------------------ what is refused


@each_isolation
@pytest.mark.parametrize(
    "body",
    [
        "open('/etc/passwd').read()",
        "open(1, 'w')",
        "open(__import__('numpy').__file__, 'a')",
        "os.open('/', os.O_RDONLY)",
        "os.listdir('/')",
        "open(os.path.dirname(os.__file__) + '/site-packages/course.py')",
        "open(os.path.dirname(os.__file__) + '//Site-packages/course.py')",
        "os.remove('/nothing')",
        "os.system('true')",
        "os.fork()",
        "os._exit(0)",
        "os.kill(os.getppid(), 0)",
        "os.mkfifo('/tmp/fifo')",
        "__import__('socket')",
        "__import__('subprocess')",
        "__import__('ctypes')",
        "__import__('numpy.ctypeslib')",
        "__import__('gc').get_objects()",
        "__import__('helpers.exercises')",
        "__import__('helpers.check').exercises.x()",
        "__import__('helpers.grading')",
        "__import__('tests')",
        "f.__code__.replace(co_code=b'')",
    ],
)
def test_there_is_no_way_out_through_python(body, jail):
    outcome = run(f"import os\ndef f(): return {body}", jail=jail)
    refused = "PermissionError ImportError ModuleNotFoundError AttributeError"
    assert outcome.error in refused.split() or type(outcome.value) is Other


@each_isolation
def test_parts_of_numpy_that_are_imported_when_first_used_are_there(jail):
    source = """
        import numpy as np
        def f():
            same = int(np.unique(np.ones((2, 3)), axis=1).size) + np.fft.fft([1]).size
            return same * np.linalg.inv(np.eye(2))[0, 0]
    """
    assert run(source, jail=jail).value == 3


@each_isolation
def test_the_environment_is_empty(jail, monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    assert run("import os\ndef f(): return os.environ.get('SECRET', 'none')", jail=jail).value == (
        "none"
    )


@each_isolation
def test_there_is_nothing_to_learn_in_the_child(jail):
    source = """
        import sys
        def f():
            names = [n for n in sys.modules if n.split('.')[0] in ('helpers', 'tests')]
            return sorted(names), [p for p in sys.path if 'site-packages' in p]
    """
    assert run(source, jail=jail).value == (["helpers", "helpers.network"], [])


def test_views_and_checks_are_there_and_do_nothing():
    source = """
        from helpers.check import check, progress
        from helpers.views import NeuronView, Predict
        from helpers.network import sigmoid, Network
        import matplotlib.pyplot as plt
        from ipywidgets import interact, FloatSlider
        class MyView(NeuronView): pass
        def f():
            check(f); plt.plot([1]); MyView(activation=f, predict=Predict('?')); interact(f, x=1)
            return sigmoid(0)
    """
    assert run(source).value == 0.5


# ------------------------------------------------------------------------------------ the jail

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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_an_attack_gets_round_the_audit_hook_alone(tmp_path):
    # If this fails, the hook has become better: find another attack for the test below.
    for folder in [tmp_path, *tmp_path.parents][:3]:
        folder.chmod(0o777)
    path = tmp_path / "pipe"
    assert run(ROUND_THE_HOOK, (str(path),)).value == 1
    assert path.is_fifo()


@pytest.mark.skipif(not JAIL, reason=isolation().words)
def test_the_jail_stops_what_gets_round_the_audit_hook(tmp_path):
    for folder in [tmp_path, *tmp_path.parents][:3]:
        folder.chmod(0o777)
    path = tmp_path / "pipe"
    outcome = run(ROUND_THE_HOOK, (str(path),), jail=JAIL)
    assert outcome.error in ("FileNotFoundError", "OSError")
    assert not path.exists()
    with Sandbox([textwrap.dedent(ROUND_THE_HOOK)], jail=JAIL) as child:
        for there in (tmp_path, "/etc/passwd", "/home", "/proc", sandbox_child.__file__):
            assert child.outcomes("looks", [(str(there),)])[0].error == "FileNotFoundError"
        # Where the course is installed as a package, its answers are beside Python's own modules.
        library = Path(os.__file__).parent
        assert child.outcomes("looks", [(str(library / "os.py"),)])[0].value
        for package in library.glob("*-packages/*"):
            if not package.name.startswith("numpy"):
                outcome = child.outcomes("looks", [(str(package),)])[0]
                assert outcome.error == "FileNotFoundError", package


@pytest.mark.skipif(not JAIL, reason=isolation().words)
def test_processes_are_counted_by_the_kernel_in_the_jail():
    # A thread is a process to the kernel, and the audit hook of Python 3.11 hears nothing of it.
    source = "import _thread\ndef f(): return _thread.start_new_thread(print, ())"
    assert run(source, jail=JAIL).error in ("RuntimeError", "PermissionError")


@pytest.mark.parametrize("late", [0, 0.5])
def test_an_interruption_ends_a_call_at_once(late, monkeypatch):
    monkeypatch.setattr(sandbox, "CALL_SECONDS", 60)
    with Sandbox(["import time", "def f(): time.sleep(60)"], jail=JAIL) as child:
        timer = threading.Timer(late, sandbox.stop_all)
        timer.start()
        assert child.outcomes("f", [()])[0].gave_up
        assert child.outcomes("f", [()])[0].message == "grading was interrupted"


def test_the_words_say_what_is_missing(monkeypatch):
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: None)
    isolation.cache_clear()
    try:
        assert "without a jail" in isolation().words
        assert "not installed" in isolation().words
        monkeypatch.setattr(sandbox.sys, "platform", "win32")
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
