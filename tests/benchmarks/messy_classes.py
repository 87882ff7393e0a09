"""Classes of ten with one odd student: `python tests/benchmarks/messy_classes.py [words]`.

Each class is graded twice, with bubblewrap and without. Named is every class in which another
student's mark is wrong or missing, in which the odd one has no row, or that takes over 60 seconds;
words choose the classes whose names hold one of them.
"""

import csv
import io
import os
import random
import struct
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.course import EXERCISES, key_functions  # noqa: E402
from tests.grading.hostile import notebook, packed  # noqa: E402

LESSON = "01_neuron"
KEY = key_functions(LESSON)
FULL = packed(notebook(LESSON, KEY))
MOST = sum(exercise.points for exercise in EXERCISES[LESSON])
SECONDS = 60


def saying(body, head=""):
    """Return a notebook whose sigmoid has this body; all other answers are right."""
    lines = "\n    ".join(body.split("\n"))
    return packed(notebook(LESSON, {**KEY, "sigmoid": f"{head}\ndef sigmoid(z):\n    {lines}"}))


def below(cell):
    return packed(notebook(LESSON, KEY, extra=[cell]))


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def deep_folders(path, levels=500):
    here = os.getcwd()
    path.mkdir()
    os.chdir(path)
    try:
        for _ in range(levels):
            os.mkdir("d")
            os.chdir("d")
        Path("01_neuron.ipynb").write_bytes(FULL)
    finally:
        os.chdir(here)


def many_files(path, number, name="{}.txt"):
    path.mkdir()
    for n in range(number):
        (path / name.format(n)).touch()
    (path / "01_neuron.ipynb").write_bytes(FULL)


def nested(levels, last=FULL, name="01_neuron.ipynb"):
    content = zipped([(name, last)])
    for n in range(levels):
        content = zipped([(f"{n}.zip", content)])
    return content


def lzma_gone_bad():
    data = bytearray(zipped([("01_neuron.ipynb", FULL)], zipfile.ZIP_LZMA))
    for place in range(60, 200):
        data[place] ^= 0x5A
    return bytes(data)


def version(data, number):
    data = bytearray(data)
    at = data.index(b"PK\x01\x02")
    data[at + 6 : at + 8] = struct.pack("<H", number)
    return bytes(data)


def not_utf8(data):
    data = bytearray(data)
    for mark, flags, name in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = data.index(mark)
        data[at + flags : at + flags + 2] = struct.pack("<H", 0x800)
        data[at + name : at + name + 2] = b"\xff\xfe"
    return bytes(data)


STRINGS = "f'" + "{z!r:>{z}}" * 3000 + "'"
COLLIDING = "return {i * (2**61 - 1): i for i in range(20000)}"
FORGE = """import sys, struct, json
frame = sys._getframe()
while frame.f_back:
    frame = frame.f_back
stream = frame.f_globals.get('replies') or frame.f_locals.get('replies')
data = json.dumps(FORGED).encode()
stream.write(struct.pack('!I', len(data)) + data)
stream.flush()
return 1"""


def forged(text):
    return saying(FORGE.replace("FORGED", text))


# Name of the class → what the odd student hands in: bytes of a notebook, or files by name, where a
# function of the path makes what stands there.
CLASSES = {
    # answers
    "a tuple of 300 000 lists": saying("return tuple([1, 2] for _ in range(300000))"),
    "a list of 400 000 texts": saying("return ['ab'] * 400000"),
    "a list of 200 000 empty tuples": saying("return [()] * 200000"),
    "an array of 21 axes": saying("return np.zeros((2,) * 21)"),
    "an array of 32 axes of one": saying("return np.zeros((1,) * 32)"),
    "an array of 600 000 small floats": saying("return np.arange(600000) * 1e-300"),
    "dictionaries with colliding keys": saying(COLLIDING),
    "a dictionary of lists in lists": saying("return {i: [[i]] for i in range(50000)}"),
    "a text of one million quotes": saying('return "\'\\"" * 500000'),
    "huge integers in a list": saying("return [10**300] * 5000"),
    "float16 and longdouble": saying("return np.array([np.longdouble(1)] * 4) * np.float16(9e4)"),
    "a masked array with no data": saying("return np.ma.masked_all((3, 3))"),
    "a NumPy record": saying("return np.rec.array([(1, 2.0)], dtype='i4,f8')"),
    "an error with a very long name": saying("raise type('E\\n|#`*' * 1000, (Exception,), {})"),
    "an error of errors": saying(
        "raise ExceptionGroup('g', [ValueError(str(i)) for i in range(9999)])"
    ),
    "slow in each call": saying("import time; time.sleep(0.9); return 1 / (1 + np.exp(-z))"),
    "slow after each answer": below(
        "import atexit\nclass Slow:\n    def __del__(self):\n        while True: pass\nkept = [1]"
    ),
    "a generator in a generator": saying("return ((i for i in range(9)) for _ in range(9))"),
    "forged: a number": forged("{'value': 1, 'id': 0}"),
    "forged: lists in lists": forged("{'value': ['list', [['list', []]] * 9], 'id': [[]]}"),
    "forged: text": forged("'done'"),
    "forged: odd types": forged("{'value': ['array', '<f3', [1], ''], 'id': None}"),
    "forged: error without words": forged("{'error': [], 'message': {}}"),
    "recursion in the answer's repr": saying(
        "class R(list):\n    def __repr__(self): return repr(self)\nreturn R()"
    ),
    "all exercises never end": packed(
        notebook(LESSON, {n: f"def {n}(*a):\n    while True: pass" for n in KEY})
    ),
    # cells
    "47 000 statements in a cell": below("a=1\n" * 47_000),
    "long f-strings": below(f"def long(z):\n    return {STRINGS}"),
    "text nested 1200 levels": below("x = " + "[" * 1200 + "]" * 1200),
    "ifs nested 95 levels": below(
        "".join(" " * n + "if 1:\n" for n in range(95)) + " " * 95 + "x=1"
    ),
    "a sum of 5000 terms": below("x = " + " + ".join(["1"] * 5000)),
    "names in 40 alphabets": below("".join(f"{chr(0x4E00 + n)} = {n}\n" for n in range(1000))),
    "a constant that grows": below("x = (((9 ** 99) ** 99) ** 99) ** 99"),
    "a text times a billion": below("x = 'a' * 10**9 * 10"),
    "a lambda of lambdas": below("x = " + "lambda: " * 900 + "1"),
    "magics without end": below("%%time\n" * 2000 + "x = 1"),
    "prompts without end": below(">>> x = 1\n" * 10_000),
    "help without end": below("x?\n" * 10_000),
    "half a byte order mark": below("\ufeff\ufeffx = 1"),
    "a thousand decorators": below("@staticmethod\n" * 900 + "def f(): pass"),
    "a match of many": below(
        "match 1:\n" + "".join(f"    case {n}: x = {n}\n" for n in range(9000))
    ),
    "cells that are one another": packed(
        {"nbformat": 4, "cells": [{"cell_type": "code", "source": [["x"]] * 99}] * 99}
    ),
    # files
    "a notebook of 20 MB of brackets": {"x.ipynb": b'{"cells": [' + b"[]," * 6_600_000 + b"[]]}"},
    "a notebook of 32 MB of output": {
        "x.ipynb": packed(
            notebook(LESSON, KEY)
            | {"metadata": {"long": ["the same line of a long output\n"] * 700_000}}
        )
    },
    "a notebook of one huge text": {"x.ipynb": b'{"cells": "' + b"a" * 30_000_000 + b'"}'},
    "100 notebooks with long f-strings": {
        "x.zip": zipped([(f"{n}.ipynb", below(f"x = lambda z: {STRINGS}")) for n in range(100)])
    },
    "folders 500 levels deep": {"deep": deep_folders},
    "a zip 500 levels deep": {"x.zip": zipped([("d/" * 500 + "01_neuron.ipynb", FULL)])},
    "zips in zips in zips": {"x.zip": nested(12)},
    "bad LZMA": {"x.zip": lzma_gone_bad()},
    "bzip2 of zeros": {"x.zip": zipped([("a.ipynb", bytes(30_000_000))] * 9, zipfile.ZIP_BZIP2)},
    "a zip of an unknown version": {"x.zip": version(zipped([("a.ipynb", FULL)]), 99)},
    "nameless entries": {"x.zip": zipped([("/", b""), ("//", b""), ("01_neuron.ipynb", FULL)])},
    "a name that is no UTF-8": {"x.zip": not_utf8(zipped([("ab.ipynb", FULL)]))},
    "a zip of 400 000 entries": {"x.zip": lambda path: many_entries(path, 400_000)},
    "an environment of 10 000 files": {"e": lambda path: environment(path, 10_000)},
    "60 000 empty files": {"many": lambda path: many_files(path, 60_000)},
    "5 000 empty notebooks": {"many": lambda path: many_files(path, 5_000, "{}.ipynb")},
    "names of 255 bytes": {"数" * 80 + ".ipynb": FULL, "数" * 82: deep_folders},
    "a name of raw bytes": {os.fsdecode(b"caf\xe9 \xff.ipynb"): FULL},
    "names in two spellings": {unicodedata.normalize("NFD", "é.ipynb"): FULL, "é.ipynb": FULL},
    "a file that nobody may read": {"x.ipynb": lambda path: closed(path)},
    "a zip that is a notebook": {"x.zip": FULL, "y.ipynb": zipped([("01_neuron.ipynb", FULL)])},
    "a zip cut in its middle": {"x.zip": zipped([("a.ipynb", FULL), ("b.ipynb", FULL)])[:-40]},
    "links in a circle": {"a": lambda path: path.symlink_to(".."), "b.ipynb": FULL},
    "names with line ends": {"a\nb\r\x1b[2J.ipynb": FULL},
    "JSON with the same names": {"x.ipynb": b'{"cells": [], ' * 2 + b'"cells": 3}}'},
    "noise": {"x.ipynb": random.Random(1).randbytes(1_000_000), "y.zip": b"PK\x05\x06" + bytes(18)},
}


def many_entries(path, number):
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(number):
            archive.writestr(zipfile.ZipInfo(str(n)), b"")
        archive.writestr("01_neuron.ipynb", FULL)


def environment(path, number):
    packages = path / ".venv" / "lib" / "python3.12" / "site-packages"
    packages.mkdir(parents=True)
    (path / ".venv" / "pyvenv.cfg").touch()
    for n in range(number):
        (packages / f"{n}.py").touch()
    (path / "01_neuron.ipynb").write_bytes(FULL)


def closed(path):
    path.write_bytes(FULL)
    path.chmod(0)


def write_class(folder, files):
    """Write nine students whose marks are known, and the odd one among them."""
    wrong = {**KEY, "neuron": "def neuron(x, w, b):\n    return w[0]*x[0] + w[1]*x[1] + b"}
    known = {"full": (FULL, MOST), "wrong": (packed(notebook(LESSON, wrong)), MOST - 2)}
    known["blank"] = packed(notebook(LESSON)), 0
    points = {}
    for number in range(9):
        kind = [*known][number % 3]
        student = f"{'abcdefghi'[number]} {kind}"
        points[student] = known[kind][1]
        (folder / student).mkdir(parents=True)
        (folder / student / "01_neuron.ipynb").write_bytes(known[kind][0])
    (folder / "e odd").mkdir()
    for name, content in ({"x.ipynb": files} if isinstance(files, bytes) else files).items():
        path = folder / "e odd" / name
        path.write_bytes(content) if isinstance(content, bytes) else content(path)
    return points


def grade(folder, jailed):
    """Return the exit status, the seconds and the rows of a run."""
    command = [sys.executable, "-m", "helpers.grading", "in", "--out", "out", "--jobs", "2"]
    path = os.environ["PATH"] if jailed else "/nowhere"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PATH": path}
    begin = time.monotonic()
    with open(folder / "says.txt", "w+") as says:
        status = subprocess.run(
            command, cwd=folder, env=environment, stdout=says, stderr=says, check=False
        ).returncode
    try:
        table = (folder / "out" / "grades.csv").read_text(encoding="utf-8-sig")
    except OSError:
        table = ""
    return status, time.monotonic() - begin, list(csv.DictReader(io.StringIO(table)))


def wrong_in(folder, points, jailed):
    """Return in words what is wrong with a run, and what the odd student's row says."""
    status, seconds, rows = grade(folder, jailed)
    given = {row["student"]: row["points"] for row in rows}
    others = {name: given.get(name) for name in points}
    found = [f"{n}: {given.get(n)}" for n, most in points.items() if others[n] != str(most)]
    odd = [f"{row['status']}, {row['points']}"[:90] for row in rows if row["student"] == "e odd"]
    if seconds > SECONDS:
        found.append(f"{seconds:.0f} s")
    if not odd:
        found.append("no row")
    if status not in (0, 1):
        found.append(f"status {status}: {(folder / 'says.txt').read_text()[-300:]}")
    return found, seconds, odd


def main():
    chosen = [n for n in CLASSES if not sys.argv[1:] or any(w in n for w in sys.argv[1:])]
    bad = 0
    for name in chosen:
        for jailed in (True, False):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                points = write_class(Path(folder) / "in", CLASSES[name])
                found, seconds, odd = wrong_in(Path(folder), points, jailed)
            bad += bool(found)
            held = "jail" if jailed else "no jail"
            said = f"WRONG {found}" if found else "right"
            print(f"{seconds:5.1f} s  {said}  {name}, {held}: {odd[:2]}", flush=True)
    print(f"{len(chosen)} classes, twice each: {bad} wrong; load {os.getloadavg()[0]:.1f}")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
