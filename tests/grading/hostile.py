"""Submissions that break, cheat and attack, made from the real notebooks for the test of grading.

What they do is harmless on a machine where the sandbox fails: only canaries are overwritten, no
address but 127.0.0.1 is called, forks, memory, output and processes left behind are bounded.
"""

import ast
import copy
import functools
import importlib
import inspect
import io
import json
import os
import re
import textwrap
import zipfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tests.course import EXERCISES, NOTEBOOKS, ROOT, key_functions, room

LESSONS = [name for name in EXERCISES if (NOTEBOOKS / f"{name}.ipynb").exists()]
GRADED, BLANK = "graded", "not started"
MISTAKES = 3  # of each exercise; tests/test_exercises.py has them all


@dataclass(frozen=True)
class Submission:
    """What one student hands in, and what must come out of it.

    Attributes
    ----------
    student : the name of the student's folder
    files : path in that folder → bytes, or a function of the path that makes what stands there
    status : regular expression that the status must match
    lesson : the lesson that must be recognised, "" where nothing can be graded
    right : names of the exercises that must get their points, all others must get 0; None where
        nobody can know
    """

    student: str
    files: dict[str, bytes | Callable[[Path], None]]
    status: str = GRADED
    lesson: str = ""
    right: Collection[str] | None = ()

    def write(self, folder):
        """Make the student's folder in `folder`."""
        for name, content in self.files.items():
            path = folder / self.student / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                content(path)


# ---------------------------------------------------------------------------------- notebooks


def names(lesson):
    """Return the names of a lesson's exercises."""
    return [exercise.name for exercise in EXERCISES[lesson]]


def target(lesson):
    """Return the exercise that hostile answers are given to, and the names of the others.

    It has several cases, and no other answer of the key calls it.
    """
    key, many = key_functions(lesson), np.random.default_rng(1)
    for exercise in reversed(EXERCISES[lesson]):
        others = [name for name in names(lesson) if name != exercise.name]
        called = any(re.search(rf"\b{exercise.name}\b", key[name]) for name in others)
        if len(exercise.cases(many)) > 1 and not called:
            return exercise.name, others
    raise LookupError(f"{lesson} has no such exercise")


def notebook(lesson, answers=None, extra=()):
    """Return a lesson's notebook as data.

    Parameters
    ----------
    answers : dict of source texts for the exercise cells; the others stay blank
    extra : source texts of code cells to be added at the end
    """
    data = json.loads((NOTEBOOKS / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    for cell in data["cells"]:
        if "exercise" in cell["metadata"].get("tags", []):
            name = ast.parse("".join(cell["source"])).body[0].name
            cell["source"] = (answers or {}).get(name, cell["source"])
    blank = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    data["cells"] += [blank | {"source": source} for source in extra]
    return data


def packed(data, encoding="utf-8"):
    """Return a notebook, or other data, as the bytes of its file."""
    return json.dumps(data).encode(encoding)


def hand_in(student, lesson, answers, right, status=GRADED, extra=()):
    """Return a submission of one notebook under its usual name."""
    files = {f"{lesson}.ipynb": packed(notebook(lesson, answers, extra))}
    return Submission(student, files, status, lesson, right)


# ------------------------------------------------------------------------ students as we know them


def well_behaved():
    """Yield students with the key, blank notebooks, known mistakes and partly right answers."""
    for lesson in LESSONS:
        key, every = key_functions(lesson), names(lesson)
        yield hand_in(f"Key {lesson}", lesson, key, every)
        yield hand_in(f"Blank {lesson}", lesson, {}, [], status=BLANK)
        yield hand_in(f"Partly {lesson}", lesson, {n: key[n] for n in every[:2]}, every[:2])
        mixed = mistakes(lesson, 0) | {every[0]: key[every[0]]}
        yield hand_in(f"Mixed {lesson}", lesson, mixed, every[:1])
        for number in range(MISTAKES):
            yield hand_in(f"Mistake {number} {lesson}", lesson, mistakes(lesson, number), [])


def mistakes(lesson, number):
    """Return source texts of wrong answers: the mistake with this number for each exercise.

    They stand alone: what a mistake calls is defined within it, so that it can't meet the
    learner's function of the same name.
    """
    there = around_mistakes(lesson)
    wrong = {e.name: e.mistakes[number % len(e.mistakes)].name for e in EXERCISES[lesson]}
    return {
        name: f"def {name}(*arguments):\n{textwrap.indent(needed(mistake, there), '    ')}\n"
        f"    return {mistake}(*arguments)"
        for name, mistake in wrong.items()
    }


@functools.cache
def around_mistakes(lesson):
    """Return what a lesson's mistakes may need, as syntax: all but its exercises."""
    module = inspect.getmodule(EXERCISES[lesson][0].cases)
    outside, there = {"Exercise"}, []
    for node in ast.parse(inspect.getsource(module)).body[1:]:
        source = getattr(node, "module", "")
        if isinstance(node, ast.FunctionDef):
            node.decorator_list = []  # the exercise that it is a mistake of
        if source == "helpers.network" or source.startswith("helpers.lessons."):
            # Not to be had in the child, or not where it holds one of the answers.
            there += ast.parse(inspect.getsource(importlib.import_module(source))).body[1:]
        elif source.startswith("helpers.exercises"):
            outside |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Assign) and used_in(node) & outside:
            outside.add(node.targets[0].id)
        else:
            there.append(node)
    return [(node, defined_in(node), used_in(node)) for node in there]


def needed(name, there):
    """Return the source of what the function with this name needs, itself among it."""
    wanted, before = {name}, set()
    while wanted != before:
        before = wanted
        wanted = wanted.union(*(used for _, defined, used in there if defined & wanted))
    return "\n".join(ast.unparse(node) for node, defined, _ in there if defined & wanted)


def defined_in(node):
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return {node.name}
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    return {n.id for n in names if isinstance(n.ctx, ast.Store)}


def used_in(node):
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


# --------------------------------------------------------------------------------- bad answers

# In all of these, ANSWER is the exercise's name, right() the right answer, PLACES are folders
# with a canary in each, ROOT is the repository, PORT is one on which nobody may call,
# OURS is the process that runs the test.

# Bodies of a function that is handed in as an answer: it gets no points, all others do.

# What reaches for the machine, the parent and the key.
REACHING_OUT = {
    "output flood past Python": """
        import os
        for _ in range(500): os.write(1, b'x' * 2**20)
    """,
    "sys.exit": "import sys; sys.exit(0)",
    "os._exit": "import os; os._exit(0)",
    "abort": "import os; os.abort()",
    "kill itself": "import os; os.kill(os.getpid(), 9)",
    "kill its parent": """
        import os
        if os.getppid() not in (0, 1, OURS):
            os.kill(os.getppid(), 9)
    """,
    "kill its group": "import os, signal; os.killpg(0, signal.SIGKILL)",
    "fork bomb": """
        import os
        for _ in range(200):
            if os.fork() == 0:
                sum(range(10**6))
                os._exit(0)
    """,
    "write everywhere": """
        import os, pathlib, sqlite3, numpy as np
        for place in PLACES:
            for write in (
                lambda path: open(path, 'w').write('x'),
                lambda path: os.write(os.open(path, os.O_WRONLY | os.O_CREAT), b'x'),
                lambda path: pathlib.Path(path).touch(),
                lambda path: os.mkdir(path),
                lambda path: os.symlink('/', path),
                lambda path: np.zeros(3).tofile(path),
                lambda path: np.savetxt(path, np.zeros(3)),
                lambda path: sqlite3.connect(path).execute('create table t(a)'),
            ):
                for name in ('canary.txt', 'new.txt'):
                    try: write(os.path.join(place, name))
                    except BaseException: pass
    """,
    "change and delete everywhere": """
        import os, shutil
        for place in PLACES:
            path = os.path.join(place, 'canary.txt')
            for change in (
                lambda: os.truncate(path, 0), lambda: os.chmod(path, 0), lambda: os.utime(path),
                lambda: os.rename(path, path + '.moved'), lambda: os.link(path, path + '.link'),
                lambda: os.remove(path), lambda: shutil.rmtree(os.path.join(place, 'folder')),
                lambda: shutil.copy(path, path + '.copy'),
            ):
                try: change()
                except BaseException: pass
    """,
    "make nodes": """
        import os
        for place in PLACES:
            for make in (os.mkfifo, os.mknod):
                try: make(os.path.join(place, make.__name__))
                except BaseException: pass
    """,
    "read and list everywhere": """
        import os, numpy as np
        for place in PLACES:
            path = os.path.join(place, 'canary.txt')
            for read in (lambda: open(path).read(), lambda: np.fromfile(path, dtype='u1').size,
                         lambda: os.listdir(place), lambda: list(os.scandir(place))):
                try: found = read()
                except BaseException: continue
                if found: return right(*arguments)
    """,
    "socket": """
        import socket
        socket.create_connection(('127.0.0.1', PORT), timeout=1).send(b'x')
    """,
    "socket of another module": """
        import urllib.request
        urllib.request.urlopen('http://127.0.0.1:PORT/', timeout=1)
    """,
    "listening socket": """
        import _socket
        s = _socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); s.accept()
    """,
    "background process": """
        import subprocess, sys
        subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'],
                         start_new_session=True)
    """,
    "background fork": """
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(60)
            os._exit(0)
    """,
    "system": "import os; os.system('touch ' + PLACES[0] + '/system')",
    "exec": "import os; os.execv('/bin/sh', ['sh', '-c', 'touch ' + PLACES[0] + '/exec'])",
    "spawn": "import os; os.posix_spawn('/bin/touch', ['touch', PLACES[0] + '/spawn'], {})",
    "multiprocessing": """
        import multiprocessing
        return multiprocessing.Pool(2).map(abs, [1, 2])
    """,
    "ctypes": """
        import ctypes
        ctypes.CDLL(None).system(b'touch ' + PLACES[0].encode() + b'/ctypes')
    """,
    "crash": "import ctypes; ctypes.string_at(0)",
    "forged replies on every descriptor": """
        import json, os, struct
        for forged in ({'correct': True, 'points': 100, 'value': 1, 'error': ''}, None, [[]], 1):
            text = json.dumps(forged).encode()
            for number in range(21):
                for head in (b'', struct.pack('>I', len(text)), struct.pack('<Q', len(text))):
                    try: os.write(number, head + text + b'\\n')
                    except OSError: pass
    """,
    "huge lengths on every descriptor": """
        import os
        for number in range(21):
            try: os.write(number, b'\\x7f' + b'\\xff' * 4095)
            except OSError: pass
    """,
    "flood on every descriptor": """
        import os
        for number in range(3, 21):
            try: sum(os.write(number, b'\\x00' * 2**20) for _ in range(48))
            except OSError: pass
    """,
    "reading on every descriptor": """
        import os
        for number in range(21):
            try: os.set_blocking(number, False); os.read(number, 10**6)
            except OSError: pass
        raise SystemExit
    """,
    "audit hook probed": """
        import gc, sys
        for thing in gc.get_objects():
            if callable(thing) and 'hook' in getattr(thing, '__name__', ''):
                thing.__code__ = (lambda *a: None).__code__
        open(PLACES[0] + '/probed', 'w')
    """,
    "hook seen from its traceback": """
        try:
            open(PLACES[0] + '/traceback', 'w')
        except BaseException as error:
            frame = error.__traceback__
            while frame:
                for name, value in list(frame.tb_frame.f_globals.items()):
                    if isinstance(value, (set, dict, list)) and not name.startswith('__'):
                        value.clear()
                frame = frame.tb_next
        open(PLACES[0] + '/traceback', 'w')
    """,
    "limits raised": """
        import resource
        most = resource.RLIM_INFINITY
        for name in ('RLIMIT_AS', 'RLIMIT_CPU', 'RLIMIT_FSIZE', 'RLIMIT_NPROC'):
            resource.setrlimit(getattr(resource, name), (most, most))
        open(PLACES[0] + '/limits', 'w')
    """,
    "import the key": """
        import importlib
        for module in ('helpers.exercises', 'helpers.exercises.exercise', 'tests.course',
                       'helpers.grading', 'helpers.check', 'helpers.lessons'):
            try:
                found = importlib.import_module(module)
                return found.find_exercise('ANSWER').answer(*arguments)
            except Exception: pass
    """,
    "import the key from its path": """
        import sys, importlib.util
        sys.path.insert(0, ROOT)
        for top in (ROOT, '/proc/self/cwd'):
            path = top + '/tests/lessons/ROOM/key.py'
            try:
                spec = importlib.util.spec_from_file_location('key', path)
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                return module.ANSWER(*arguments)
            except Exception: pass
    """,
    "open the key": """
        import io, os, runpy, linecache
        path = ROOT + '/tests/lessons/ROOM/key.py'
        for read in (lambda: open(path).read(), lambda: io.open_code(path).read().decode(),
                     lambda: os.read(os.open(path, os.O_RDONLY), 10**6).decode(),
                     lambda: ''.join(linecache.getlines(path))):
            try:
                key = {}
                exec(read(), key)
                return key['ANSWER'](*arguments)
            except Exception: pass
    """,
    "search the memory for the key": """
        import gc, sys
        frame, found = sys._getframe(), gc.get_objects()
        while frame:
            found += [*frame.f_globals.values(), *frame.f_locals.values()]
            frame = frame.f_back
        for thing in found:
            if type(thing).__name__ == 'Exercise':
                return thing.answer(*arguments)
            if getattr(thing, '__name__', '') == 'ANSWER' and thing is not ANSWER:
                return thing(*arguments)
    """,
    "search the stack for what is expected": """
        import inspect
        for frame in inspect.stack():
            for name in ('expected', 'target', 'cases', 'exercise', 'answer'):
                if name in frame.frame.f_locals:
                    return frame.frame.f_locals[name]
    """,
    "read about its parent": """
        import os
        for path in ('environ', 'cmdline', 'maps', 'status'):
            try: text = open(f'/proc/{os.getppid()}/{path}', 'rb').read()
            except BaseException: continue
            if b'grade' in text or b'CANARY' in text: return right(*arguments)
    """,
    "walk the subclasses": """
        for c in ().__class__.__base__.__subclasses__():
            spaces = getattr(getattr(c, '__init__', None), '__globals__', {})
            if 'system' in spaces:
                spaces['system']('touch ' + PLACES[0] + '/subclasses')
    """,
    "a module made anew": """
        import _imp, importlib.machinery
        posix = _imp.create_builtin(importlib.machinery.ModuleSpec('posix', None))
        _imp.exec_builtin(posix)
        for place in PLACES:
            try: posix.mknod(place + '/anew')
            except BaseException: pass
    """,
}

# What floods, never ends, or passes for something else.
UNFIT = {
    "mutated arguments": """
        import copy, numpy as np
        result = right(*copy.deepcopy(arguments))
        for argument in arguments:
            if isinstance(argument, np.ndarray): argument[...] = 0
            if isinstance(argument, (list, dict)): argument.clear()
        return result
    """,
    "loop": "while True: pass",
    "loop swallowing interrupts": """
        while True:
            try:
                while True: pass
            except BaseException: pass
    """,
    "loop in compiled code": "return sum(iter(int, 1))",
    "loop deaf to signals": """
        import signal
        for number in signal.valid_signals():
            try: signal.signal(number, signal.SIG_IGN)
            except BaseException: pass
        try: signal.alarm(0)
        except BaseException: pass
        while True: pass
    """,
    "loop in __del__": """
        class Endless:
            def __del__(self):
                while True: pass
        return Endless()
    """,
    "loop in __repr__": """
        class Endless:
            def __repr__(self):
                while True: pass
            __str__ = __eq__ = __float__ = __len__ = __iter__ = __array__ = __reduce__ = __repr__
            __hash__ = None
        return Endless()
    """,
    "loop in an error's text": """
        class Endless(Exception):
            def __str__(self):
                while True: pass
        raise Endless
    """,
    "sleep": "import time; time.sleep(1000)",
    "memory flood": """
        import numpy as np
        kept = [np.ones(2**25) for _ in range(12)]
        return float(sum(k[0] for k in kept))
    """,
    "memory flood of a string": "return len('x' * (3 * 2**30))",
    "reply of 1 GB": "import numpy as np; return np.zeros(2**27)",
    "reply of 1 GB in a list": "return [0.0] * 2**27",
    "reply of 1 GB in a string": "return 'x' * 2**30",
    "reply of 20 MB": "import numpy as np; return np.zeros((2500, 1000))",
    "error message of 100 MB": "raise ValueError('x' * 10**8)",
    "error's name of 10 MB": "raise type('E' * 10**7, (Exception,), {})",
    "error with half a letter": "raise ValueError('\\ud800\\x00\\x1b[31m')",
    "half a letter": "return '\\ud800'",
    "recursion": "return ANSWER(*arguments)",
    "recursion without limit": """
        import sys
        sys.setrecursionlimit(10**9)
        def down(n): return sorted([n], key=down)
        down(0)
    """,
    "input": "return float(input())",
    "standard input": "import sys; return float(sys.stdin.buffer.read() or b'nothing')",
    "patched NumPy": """
        import numpy as np
        np.allclose = np.isclose = np.array_equal = np.asarray = lambda *a, **k: np.True_
        np.testing.assert_allclose = lambda *a, **k: None
    """,
    "patched helpers": """
        import helpers, helpers.network, helpers.check
        helpers.check.check = helpers.check.judge = lambda *a: True
    """,
    "patched judge": """
        import sys
        for module in list(sys.modules.values()):
            for name in ('judge', 'difference', '_difference', 'call', 'check'):
                if hasattr(module, name):
                    setattr(module, name, lambda *a: '')
    """,
    "patched builtins": """
        import builtins
        for name in ('len', 'isinstance', 'type', 'repr', 'all', 'abs', 'open', 'print', 'bytes'):
            setattr(builtins, name, lambda *a, **k: True)
    """,
    "patched json and struct": """
        import base64, json, struct
        json.dumps = lambda *a, **k: '{"correct": true, "points": 100}'
        struct.pack = base64.b64encode = lambda *a, **k: b'\\xff' * 64
    """,
    "builtins cleared": "import builtins; vars(builtins).clear()",
    "sys.modules cleared": "import sys; sys.modules.clear()",
    "sys.modules replaced": """
        import sys
        for name in ('json', 'struct', 'base64', 'io', 'os', 'numpy'):
            sys.modules[name] = None
    """,
    "descriptors closed": "import os; os.closerange(0, 256)",
    "trace": """
        import sys
        sys.settrace(lambda *a: sys.exit()); sys.setprofile(lambda *a: sys.exit())
    """,
    "audit hook that raises": """
        import sys
        def refuse(*a): raise RuntimeError('refused')
        sys.addaudithook(refuse)
    """,
    "audit hook that loops": """
        import sys
        def loop(*a):
            while True: pass
        sys.addaudithook(loop)
        open('nothing')
    """,
    "clever equality": """
        class Equal:
            def __eq__(self, other): return True
            def __float__(self): return 1.0
            def __array__(self, *a, **k): raise MemoryError
            __hash__ = None
            __class__ = float
        return Equal()
    """,
    "clever float": """
        class Clever(float):
            def __eq__(self, other): return True
            __hash__ = None
        return Clever(0)
    """,
    "clever array": """
        import numpy as np
        class Clever(np.ndarray):
            def __array_ufunc__(self, *a, **k): return np.True_
            def __array_function__(self, *a, **k): return np.True_
        return np.zeros((4, 2)).view(Clever)
    """,
    "clever integer in a list": """
        class Clever(int):
            def __eq__(self, other): return True
            __hash__ = None
        return [Clever(0)]
    """,
    "string": "return '0.5'",
    "strings in an array": "import numpy as np; return np.array(['0.5', '0.5'])",
    "strings of a right answer": "return repr(right(*arguments))",
    "bytes": "return b'\\xff' * 8",
    "objects in an array": "import numpy as np; return np.array([open, 'x', None], dtype=object)",
    "a structured array": "import numpy as np; return np.zeros(3, dtype='i4,f8')",
    "dates": "import numpy as np; return np.array(['2024-01-01'], dtype='M8[D]')",
    "complex": "return 1j",
    "an array of 64 axes": "import numpy as np; return np.zeros((1,) * 64)",
    "an array of 8 TB": "import numpy as np; return np.broadcast_to(0.0, (2**40,))",
    "an empty array of huge shape": "import numpy as np; return np.zeros((0, 2**40))",
    "memory beyond an array": """
        import numpy as np
        return np.lib.stride_tricks.as_strided(np.zeros(1), (10**5,), (8 * 10**5,))
    """,
    "deeply nested lists": """
        nested = []
        for _ in range(10**5): nested = [nested]
        return nested
    """,
    "nested lists": """
        nested = [0.0]
        for _ in range(90): nested = [nested]
        return nested
    """,
    "tuples that share their parts": """
        nested = (0.0,)
        for _ in range(90): nested = (nested, nested[0])
        return nested
    """,
    "a list in itself": "endless = []; endless.append(endless); return endless",
    "huge integer": "return 10 ** 10**6",
    "integer too large for a float": "return 10 ** 400",
    "integers too large for a float": "return (10 ** 400, [10 ** 400], 10 ** 400)",
    "NaN": "return float('nan')",
    "NaNs": "import numpy as np; return np.full((3, 2), np.nan)",
    "infinity": "return float('inf')",
    "not implemented": "return NotImplemented",
    "itself": "return ANSWER",
    "a generator": "yield 0.5",
    "an infinite generator": "import itertools; return itertools.count()",
    "a generator that loops": """
        def loop():
            while True: yield 0
        return list(loop()) or loop()
    """,
    "right once": """
        ANSWER.calls = getattr(ANSWER, 'calls', 0) + 1
        return right(*arguments) if ANSWER.calls == 1 else -12345.678
    """,
    "Markdown in an error": """
        raise ValueError('</pre></details>\\n\\n```\\n# FORGED\\n<script>alert(1)</script>\\n'
                         '![x](http://127.0.0.1:PORT/x.png)\\n\\n|points|\\n|---|\\n|100|\\n')
    """,
    "Markdown in a result": "return '`\\n# FORGED\\n<script>alert(1)</script>'",
}

# The same, of which the answer stays right: full points.
RIGHT_ALL_THE_SAME = {
    "output flood": """
        import sys
        for _ in range(100):
            sys.stdout.write('x' * 2**20); sys.stderr.write('x' * 2**20)
        return right(*arguments)
    """,
    "warnings": """
        import warnings
        warnings.warn('x' * 10**6)
        return right(*arguments)
    """,
}

# Whole cells in place of the answer: (source, is the answer still right?)
CELLS = {
    "decorated": (
        "import functools\ndef same(f):\n    @functools.wraps(f)\n    def g(*a):\n"
        "        return f(*a)\n    return g\n\n@same\ndef ANSWER(*a):\n    return right(*a)",
        True,
    ),
    "decorated with nothing": (
        "def none(f):\n    return None\n\n@none\ndef ANSWER(*a):\n    return 0",
        False,
    ),
    "no function": ("def ANSWER(*a):\n    return right(*a)\n\nANSWER = 3", False),
    "redefined": (
        "def ANSWER(*a):\n    return right(*a)\n\ndef ANSWER(*a):\n    return -12345",
        False,
    ),
    "too few arguments": (
        "def ANSWER(one, two, three, four, five, six, *, x):\n    return 0",
        False,
    ),
    "asynchronous": ("async def ANSWER(*a):\n    return right(*a)", False),
    "another alphabet": ("def BOLD(*a):\n    return right(*a)", True),
    "letters of all kinds": (
        "def ANSWER(*Größe):\n    名 = right(*Größe)  # \u202e abc \u202c 🦊\n    return 名",
        True,
    ),
    "Windows lines": ("def ANSWER(*a):\r\n    return right(*a)\r\n", True),
    "tabs": ("def ANSWER(*a):\n\tif a or True:\n\t\treturn right(*a)", True),
    "a syntax error": ("def ANSWER(*a) return right(*a)", False),
    "deep brackets": ("def ANSWER(*a):\n    return " + "(" * 40_000 + ")" * 40_000, False),
    "deep minus": ("def ANSWER(*a):\n    return " + "-" * 80_000 + "1", False),
    "a long sum": ("def ANSWER(*a):\n    return 1" + "+1" * 20_000, False),
    "a huge number": ("def ANSWER(*a):\n    return " + "9" * 80_000, False),
    "a null byte": ("def ANSWER(*a):\n    return 0 \x00", False),
    "half a letter in the source": ("def ANSWER(*a):\n    return '\ud800'", False),
}

# Cells that are added to a notebook with the full key; whatever runs in them, nothing is lost.
EXTRA_CELLS = {
    "loop at the top": "while True:\n    pass",
    "exit at the top": "import sys, os\nsys.exit(1)\nos._exit(1)",
    "input at the top": "name = input('Your name? ')",
    "error at the top": "1 / 0\nundefined\nassert False",
    "magics": "%matplotlib inline\n!touch CANARY\nfiles = !ls\n%%bash\ntouch CANARY",
    "help at the top": "np.exp?\n?np.exp",
    "await at the top": "import asyncio\nawait asyncio.sleep(1000)",
    "writing at the top": "with open(PLACES[0] + '/top', 'w') as f:\n    f.write('x')",
    "a value that writes": "written = open(PLACES[0] + '/value', 'w').write('x')",
    "patched at the top": "import numpy as np\nnp.exp = np.dot = np.sqrt = lambda *a: 0",
    "edited check": "def check(answer):\n    return '✓ 100 points'\n\ncheck(3)",
    "forged points": "points = 100\ngrade = {'points': 100}\nstatus = 'graded'",
    "a cell without code": "",
    "a comment": "# nothing",
    "plots": "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])",
    "import from the future": "from __future__ import annotations",
    "unknown import": "import torch_that_is_not_there\nfrom nowhere import everything",
    "import of the key": "from helpers.exercises import LESSONS\nimport tests.course",
    "widgets": "from ipywidgets import interact\ninteract(print, x=(0, 1))",
}

# Definitions that do their harm while they are defined; nobody can know what is left then.
DEFINITIONS = {
    "loop in a metaclass": """
        class Meta(type):
            def __new__(cls, *arguments):
                while True: pass
        class Endless(metaclass=Meta): pass
    """,
    "loop in a decorator": """
        def endless(function):
            while True: pass
        @endless
        def nothing(): pass
    """,
    "endless constant": "HUGE = 9 ** 9 ** 9 ** 9",
    "exit in a class": "class Exit:\n    import os\n    os._exit(0)",
}


# Results for all exercises of the lessons in which some results are read in their own way.
ODD_RESULTS = {
    "a long text": "'x' * 10**6",
    "nine long texts": "['x' * 10**5] * 9",
    "three numbers as texts": "('10', '10', '-15')",
    "three integers too large for a float": "[10 ** 400] * 3",
}


def _worded(source, lesson, world):
    name, _ = target(lesson)
    words = {
        "ANSWER": name,
        "ROOM": room(lesson),
        "ROOT": repr(str(ROOT)),
        "OURS": str(os.getpid()),
    }
    words |= {"PLACES": repr([str(p) for p in world.places]), "PORT": str(world.port)}
    words["BOLD"] = chr(ord(name[0]) - ord("a") + ord("𝐚")) + name[1:]  # the same to Python
    return re.sub(rf"\b({'|'.join(words)})\b", lambda found: words[found[0]], source)


def _with_right(source, lesson, world):
    """Put the right answer, under the name right(), before a cell."""
    name, _ = target(lesson)
    right = re.sub(rf"\b{name}\b", "right", key_functions(lesson)[name])
    return f"{right}\n\n{_worded(source, lesson, world)}"


def _functions(bodies, is_right):
    for name, body in bodies.items():
        body = textwrap.indent(textwrap.dedent(body).strip(), "    ")
        yield name, f"def ANSWER(*arguments):\n{body}\n    return -12345.678", is_right


def answers(cells, world):
    """Yield a submission for each (name, cell in place of an answer, is it right all the same?).

    Turn by turn they are made of one lesson and another; all other answers are right.
    """
    for number, (name, source, is_right) in enumerate(cells):
        lesson = LESSONS[number % len(LESSONS)]
        attacked, others = target(lesson)
        given = key_functions(lesson) | {attacked: _with_right(source, lesson, world)}
        yield hand_in(name, lesson, given, names(lesson) if is_right else others)


def reaching_out(world):
    """Yield the submissions that reach for the machine, the parent and the key."""
    return answers(_functions(REACHING_OUT, False), world)


def hostile_code(world):
    """Yield the submissions whose code is hostile."""
    yield from reaching_out(world)
    cells = [*_functions(UNFIT, False), *_functions(RIGHT_ALL_THE_SAME, True)]
    yield from answers(cells + [(name, *cell) for name, cell in CELLS.items()], world)
    for number, (name, source) in enumerate(EXTRA_CELLS.items()):
        lesson = LESSONS[number % len(LESSONS)]
        cell = _worded(source, lesson, world)
        yield hand_in(name, lesson, key_functions(lesson), names(lesson), extra=[cell])
    for name, result in ODD_RESULTS.items():
        for lesson in filter(_has_readings, LESSONS):
            given = {n: f"def {n}(*arguments):\n    return {result}" for n in names(lesson)}
            yield hand_in(f"{name} {lesson}", lesson, given, [])


def _has_readings(lesson):
    return any(exercise.describe for exercise in EXERCISES[lesson])


def spoiling_code():
    """Yield the submissions that may lose any points, but spoil nothing else."""
    for number, (name, source) in enumerate(DEFINITIONS.items()):
        lesson = LESSONS[number % len(LESSONS)]
        cells = [textwrap.dedent(source)]
        yield hand_in(name, lesson, key_functions(lesson), None, extra=cells)
    for name, cells in {"long": ["x = 1\n" * 150_000], "many cells": ["x = 1"] * 150_000}.items():
        yield Submission(name, {"x.ipynb": packed(notebook(LESSONS[0], extra=cells))}, ".")


# -------------------------------------------------------------------------------- bad files


def _sparse(path):
    with open(path, "wb") as file:
        file.truncate(200 * 2**20)


def _zipped(entries, **options):
    """Return a zip of (name or ZipInfo, bytes) pairs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1, **options) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def _zipped_link(name, target):
    link = zipfile.ZipInfo(name)
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return link, str(target).encode()


def _patched_zip(content, field, value):
    """Return a zip of one entry with a field of both headers overwritten: it lies."""
    size = len(value)
    data = bytearray(_zipped([("a.ipynb", content)]))
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    data[local + field : local + field + size] = value
    data[central + field + 2 : central + field + 2 + size] = value
    return bytes(data)


_FLAGS, _METHOD, _CRC, _SIZE = 6, 8, 14, 22  # offsets in a zip's local header


def _nested_zip(levels):
    content = bytes(2**24)
    for _ in range(levels):
        content = _zipped([(f"{n}.zip", content) for n in range(10)])
    return content


def _cells_only(data):
    """Return a notebook without any metadata or outputs."""
    cells = [{"cell_type": c["cell_type"], "source": c["source"]} for c in data["cells"]]
    return {"nbformat": 4, "nbformat_minor": 0, "metadata": {}, "cells": cells}


def _version_3(data):
    cells = [
        {"cell_type": "code", "language": "python", "input": c["source"], "outputs": []}
        if c["cell_type"] == "code"
        else c
        for c in data["cells"]
    ]
    return {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]}


def _another_kernel(data):
    spec = {"name": "=cmd|'/C calc'!A0", "display_name": "<script>", "language": "R"}
    return data | {"metadata": {"kernelspec": spec, "language_info": {"name": "R"}}}


def _without_checks(data):
    cells = [c for c in data["cells"] if not "".join(c["source"]).startswith("check(")]
    return data | {"cells": cells}


def _odd_cells(data):
    odd = [None, 3, [], {}, {"cell_type": "code"}, {"cell_type": "code", "source": None}]
    odd += [{"cell_type": "code", "source": [3, None]}, {"cell_type": [], "source": {}}]
    return data | {"cells": odd + data["cells"]}


def _at(seconds, content):
    """Return a function that writes a file which is so many seconds old."""

    def write(path):
        path.write_bytes(content)
        time = 1_700_000_000 - seconds
        os.utime(path, (time, time))

    return write


def hostile_files(world):
    """Yield the submissions that are hostile as files, and odd ones that deserve full marks."""
    lesson = LESSONS[0]
    every, key = names(lesson), key_functions(lesson)
    full = notebook(lesson, key)
    good, file = packed(full), f"{lesson}.ipynb"
    crlf = json.loads(json.dumps(full))
    for cell in crlf["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")
    zipped = {
        "zip with paths": [("../../zip.txt", b"x"), (f"{world.places[0]}/zip.txt", b"x")],
        "zip with odd paths": [("..\\..\\zip.txt", b"x"), ("C:\\zip.txt", b"x"), ("a/../b", b"x")],
        "zip with a link": [_zipped_link("link.ipynb", world.places[0] / "canary.txt")],
        "zip with the Mac's files": [("__MACOSX/._" + file, b"\x00\x05\x16\x07")],
    }
    fine = {
        "UTF-16": packed(full, "utf-16"),
        "a byte order mark": packed(full, "utf-8-sig"),
        "Windows lines in the file": json.dumps(crlf, indent=1).replace("\n", "\r\n").encode(),
        "no metadata": packed(_cells_only(full)),
        "nbformat 3": packed(_version_3(full)),
        "another kernel": packed(_another_kernel(full)),
        "checks deleted": packed(_without_checks(full)),
        "cells twice": packed(full | {"cells": full["cells"] * 2}),
        "blank cells first": packed(full | {"cells": notebook(lesson)["cells"] + full["cells"]}),
        "odd cells": packed(_odd_cells(full)),
        "a number that no float holds": good.replace(
            b'"nbformat": 4', b'"x": 1e999, "nbformat": 4'
        ),
    }
    for name, content in fine.items():
        yield Submission(name, {f"my renamed {name}.ipynb": content}, GRADED, lesson, every)
    for name, entries in zipped.items():
        content = _zipped([*entries, (file, good)])
        yield Submission(name, {"homework.zip": content}, GRADED, lesson, every)

    bare = {
        "no JSON": b"this is not a notebook",
        "empty": b"",
        "blanks": b" \n",
        "truncated": good[: len(good) // 2],
        "binary": bytes(range(256)) * 100,
        "null": b"null",
        "a list": b"[1, 2]",
        "cells that are no list": b'{"nbformat": 4, "cells": {"a": 1}}',
        "deep JSON": b"[" * 10**6,
        "deep JSON in cells": b'{"nbformat": 4, "cells": ' + b"[" * 10**5 + b"]" * 10**5 + b"}",
        "a huge number in JSON": b'{"nbformat": ' + b"9" * 10**5 + b', "cells": []}',
        "no exercises": packed(full | {"cells": full["cells"][:3]}),
        "200 MB": _sparse,
        "a link to a file": lambda path: path.symlink_to(world.places[0] / "canary.txt"),
        "a link to a neighbour": lambda path: path.symlink_to(f"../Key {lesson}/{file}"),
        "a link to itself": lambda path: path.symlink_to(path.name),
        "a folder": lambda path: path.mkdir(),
    }
    if hasattr(os, "mkfifo"):
        bare["a named pipe"] = os.mkfifo
    says = {"empty": "empty|not a notebook", "no exercises": "no exercises", "200 MB": "too large"}
    for name, content in bare.items():
        yield Submission(name, {file: content}, says.get(name, "(?!graded)"))
    bombs = {
        "zip bomb": _zipped([("a.ipynb", bytes(300 * 2**20))]),
        "zip bomb of zips": _nested_zip(3),
        "zip of 20 000 files": _zipped([(f"{n}.ipynb", b"") for n in range(20_000)]),
        "zip that lies": _patched_zip(bytes(100 * 2**20), _SIZE, b"\x64\0\0\0"),
        "zip with a password": _patched_zip(good, _FLAGS, b"\x01\0"),
        "zip of an unknown method": _patched_zip(good, _METHOD, b"\x63\0"),
        "zip with a wrong checksum": _patched_zip(good, _CRC, b"\0\0\0\0"),
        "zip cut off": _zipped([(file, good)])[:1000],
        "no zip": b"PK\x03\x04 no zip at all",
    }
    for name, content in bombs.items():
        yield Submission(name, {"homework.zip": content}, "(?!graded)")

    shadow = f"open({str(world.places[0] / 'shadow.txt')!r}, 'w')\n".encode()
    modules = ["numpy.py", "json.py", "sitecustomize.py", "helpers/__init__.py", "ast.py"]
    beside = {file: good} | dict.fromkeys(modules, shadow)
    yield Submission("modules beside", beside, GRADED, lesson, every)
    wrong = packed(notebook(lesson, {**key, every[-1]: f"def {every[-1]}(*a):\n    return 0"}))
    two = {file: _at(1000, wrong), "newer.ipynb": _at(10, good)}
    yield Submission("two notebooks", two, "two notebooks.*newest", lesson, every)
    two = {file: _at(1000, good), "newer.ipynb": _at(10, wrong)}
    yield Submission("two notebooks, newer wrong", two, "two.*newest", lesson, every[:-1])
    kept = {file: _at(1000, good), f".ipynb_checkpoints/{lesson}-checkpoint.ipynb": _at(10, wrong)}
    kept |= {f"__MACOSX/._{file}": b"\x00\x05\x16\x07", f"._{file}": b"\x00\x05\x16\x07"}
    yield Submission("leftovers of programs", kept, GRADED, lesson, every)
    for name in ODD_NAMES:
        yield Submission(name, {file: good}, GRADED, lesson, every)


ODD_NAMES = [
    "=cmd|'calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "李雷 Ünïcödé 🦊",
    "<img src=x onerror=alert(1)>",
    "# FORGED",
    'quotes " , ; and commas',
]


def class_of(world):
    """Return all submissions of the class, the well-behaved among the hostile."""
    hostile = [*hostile_code(world), *hostile_files(world), *spoiling_code()]
    known = list(well_behaved())
    step = max(len(hostile) // len(known), 1)
    mixed = copy.copy(hostile)
    for number, submission in enumerate(known):
        mixed.insert(number * (step + 1), submission)
    return mixed


def class_zip(submissions, canary):
    """Return these submissions as one zip, among entries that must never be written or read."""
    entries = [(f"{s.student}/{name}", s.files[name]) for s in submissions for name in s.files]
    stolen = next(iter(submissions[0].files.values()))
    hostile = ["../up.ipynb", f"{canary}/absolute.ipynb", "Eve/../../up.ipynb", "Eve/no.ipynb/"]
    link = _zipped_link("Eve/01_neuron.ipynb", canary / "canary.txt")
    return _zipped([link, *((name, stolen) for name in hostile), *entries])
