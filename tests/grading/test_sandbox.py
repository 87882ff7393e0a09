"""One learner's functions in a child process: what comes back, what is refused, what is left."""

import ast
import contextlib
import copy
import functools
import sys
import textwrap
import threading

import numpy as np
import pytest

from helpers.exercises.outcome import Part, call
from helpers.grading import sandbox
from helpers.grading.child import Other, decode, encode
from helpers.grading.jail import isolation
from helpers.grading.sandbox import Sandbox
from tests.grading.small import JAIL, call_f

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


@pytest.fixture(scope="module")
def boxes():
    """Return a function that gives a sandbox for a jail, where f evaluates a text."""
    with contextlib.ExitStack() as stack:

        @functools.cache
        def box(jail=()):
            statements = ["import os", "import numpy as np", "def f(text): return eval(text)"]
            return stack.enter_context(Sandbox([*statements, "def g(x): return x"], jail=jail))

        yield box


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
def test_data_survives_the_way_there_and_back(value, boxes):
    back = boxes().outcomes("g", [(value,)])[0].value
    assert type(back) is type(value)
    if isinstance(value, np.ndarray | np.generic):
        assert (back.dtype, back.shape) == (value.dtype, value.shape)
    np.testing.assert_equal(back, value)


def test_nan_stays_nan(boxes):
    assert np.isnan(boxes().outcomes("f", [("float('nan')",)])[0].value)


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
def test_what_is_no_plain_data_comes_back_as_its_first_characters(expression, boxes):
    value = boxes().outcomes("f", [(expression,)])[0].value
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
    assert call_f("def f(x, a):\n    x.clear()\n    a[:] = 0\n    return 1", case).value == 1
    assert case[0] == [1, 2]
    assert case[1].sum() == 2


# -------------------------------------------------------------------------------- failures


def test_an_error_is_an_outcome():
    outcome = call_f("def f(): return 1 / 0")
    assert (outcome.error, outcome.message) == ("ZeroDivisionError", "division by zero")
    assert (outcome.code, outcome.operation) == ("1 / 0", "/")


def test_a_call_is_watched_as_at_the_desk():
    source = """
W1 = np.ones((2, 2))
def f(x, w, unused):
    print("seen")
    x[0] = 9
    return x @ W1 @ w
"""
    arguments = np.ones(2), np.ones((3, 2)), 5
    with Sandbox(["import numpy as np", *map(ast.unparse, ast.parse(source).body)]) as box:
        seen = box.outcomes("f", [arguments])[0]
    defined = {"np": np}
    exec(source, defined)
    here = call(defined["f"], copy.deepcopy(arguments))
    for name in (
        "error",
        "message",
        "printed",
        "changed",
        "outside",
        "unread",
        "draws",
        "inside",
        "returns",
    ):
        assert getattr(seen, name) == getattr(here, name)
    assert (seen.printed, seen.changed, seen.outside) == ("seen\n", ("x",), ("W1",))
    assert (seen.code, seen.operation) == ("x @ W1 @ w", "@")
    assert seen.parts[1] == Part("w", "array", (3, 2), "an array of shape (3, 2)")


@pytest.mark.parametrize(
    "seen", [{"parts": 3}, {"parts": [[]]}, {"changed": 3}, {"parts": [["", "", "x", ""]]}, 3, None]
)
def test_what_a_child_says_of_a_call_is_read_as_a_stranger_s(seen):
    with pytest.raises((ValueError, TypeError, AttributeError)):
        sandbox._read_seen(seen)


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
    assert call_f(source).error == error


def test_a_call_that_does_not_end_costs_only_itself():
    source = """
        def f():
            while True:
                try:
                    while True: pass
                except BaseException: pass
    """
    statements = [textwrap.dedent(source), "def g(x): return x"]
    with Sandbox(statements, jail=JAIL, seconds=1) as box:
        assert box.outcomes("g", [(1,)])[0].value == 1
        endless = box.outcomes("f", [(), (), ()])
        assert [(o.gave_up, o.message) for o in endless] == [(True, endless[0].message)] * 3
        assert "1 seconds" in endless[0].message
        assert box.outcomes("g", [(2,)])[0].value == 2


def test_a_notebook_has_a_limit_as_a_whole():
    with Sandbox(["import time", "def f(): time.sleep(0.9)"], seconds=1, most=2) as box:
        outcomes = [box.outcomes("f", [()])[0] for _ in range(4)]
    assert outcomes[-1].gave_up
    assert "used up" in outcomes[-1].message


def test_definitions_that_never_end_are_not_tried_twice():
    with Sandbox(["class A:\n    while True: pass", "def f(): pass"], seconds=1) as box:
        assert all("were defined" in box.outcomes("f", [()])[0].message for _ in range(5))


def test_a_statement_that_fails_is_named_and_the_next_one_counts():
    with Sandbox(["import not_there", "def f(): return 1"]) as box:
        assert box.outcomes("f", [()])[0].value == 1
        assert box.problems == {0: "No module named 'not_there'"}


def test_a_large_reply_is_refused():
    outcome = call_f("def f(): return 'x' * 10**7")
    assert outcome.gave_up
    assert "more than the 1,000,000 allowed" in outcome.message


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process' memory")
@each_isolation
def test_memory_is_limited(jail):
    assert call_f("def f(): return len(bytearray(2 * 10**9))", jail=jail).error == "MemoryError"


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
    outcome = call_f(source, jail=jail)
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
def test_there_is_no_way_out_through_python(body, jail, boxes):
    outcome = boxes(jail).outcomes("f", [(body,)])[0]
    refused = "PermissionError ImportError ModuleNotFoundError AttributeError"
    assert outcome.error in refused.split() or type(outcome.value) is Other


def test_the_hooks_frame_gives_nothing_away_that_can_be_changed():
    source = """
        def f():
            try:
                open('/etc/passwd')
            except PermissionError as error:
                frame = error.__traceback__.tb_next.tb_frame
                return sorted(type(value).__name__ for value in frame.f_locals.values())
    """
    found = set(call_f(source).value)
    assert "frozenset" in found
    assert not found & {"list", "dict", "set", "function"}


def test_built_ins_that_were_replaced_open_no_door():
    source = """
        import builtins, os
        def f():
            path = os.path.dirname(os.__file__) + '/site-packages/course.py'
            true = builtins.len
            builtins.len = lambda x: 10**9
            try:
                return open(path).read()
            finally:
                builtins.len = true
    """
    assert call_f(source).error == "PermissionError"


@pytest.mark.parametrize(
    "line",
    [
        "__array_interface__ = {'shape': (8,), 'typestr': '|u1', 'data': (4096, False)}",
        "__getattr__ = lambda self, name: {'__array_struct__': 0}[name]",
    ],
)
def test_numpy_is_given_no_address(line):
    with Sandbox(["import numpy as np", f"class A:\n    {line}", "def f(): return A()"]) as box:
        assert box.outcomes("f", [()])[0].error == "NameError"
        assert "is not allowed in graded code" in box.problems[1]


@each_isolation
def test_parts_of_numpy_that_are_imported_when_first_used_are_there(jail):
    source = """
        import numpy as np
        def f():
            same = int(np.unique(np.ones((2, 3)), axis=1).size) + np.fft.fft([1]).size
            return same * np.linalg.inv(np.eye(2))[0, 0]
    """
    assert call_f(source, jail=jail).value == 3


@each_isolation
def test_the_environment_is_empty(jail, monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    assert call_f(
        "import os\ndef f(): return os.environ.get('SECRET', 'none')", jail=jail
    ).value == ("none")


@each_isolation
def test_there_is_nothing_to_learn_in_the_child(jail):
    source = """
        import sys
        def f():
            names = [n for n in sys.modules if n.split('.')[0] in ('helpers', 'tests')]
            return sorted(names), [p for p in sys.path if 'site-packages' in p]
    """
    ours = ["helpers", *sorted(name for name, _ in sandbox.MODULES)]
    assert call_f(source, jail=jail).value == (ours, [])


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
    assert call_f(source).value == 0.5


# ------------------------------------------------------------------------------------ the jail


@pytest.mark.parametrize("late", [0, 0.5])
def test_an_interruption_ends_a_call_at_once(late):
    with Sandbox(["import time", "def f(): time.sleep(60)"], jail=JAIL, seconds=60) as box:
        timer = threading.Timer(late, sandbox.stop_all)
        timer.start()
        assert box.outcomes("f", [()])[0].gave_up
        assert box.outcomes("f", [()])[0].message == "grading was interrupted"
