"""Classes of ten with one odd student: `python tests/benchmarks/messy_classes.py [words]`.

Each class is graded twice, with bubblewrap and without. Named is every class in which another
student's mark is wrong or missing, in which the odd one has no row, or that takes over 60 seconds;
words choose the classes whose names hold one of them.
"""

import csv
import gzip
import io
import json
import os
import random
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
import unicodedata
import warnings
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


def colab(notebook):
    """Return a notebook's data as Colab saves it."""
    data = json.loads(notebook)
    data["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}
    for number, cell in enumerate(data["cells"]):
        cell["metadata"] = {"id": f"x{number}", "colab": {"height": 1}}
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return data


def script(notebook):
    cells = json.loads(notebook)["cells"]
    code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return "\n\n# In[ ]:\n\n".join(code).encode()


def latin1_zip():
    """Return a zip whose name is in a page that the zip doesn't name."""
    return zipped([("Ubung_XX.ipynb", FULL)]).replace(b"Ubung_XX", "Übung_éß".encode("cp1252"))


def tar(mode):
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        entry = tarfile.TarInfo("01_neuron.ipynb")
        entry.size = len(FULL)
        archive.addfile(entry, io.BytesIO(FULL))
    return file.getvalue()


def twice(name):
    with warnings.catch_warnings(action="ignore"):
        return zipped([(name, packed(notebook(LESSON))), (name, FULL)])


def dated(times):
    return zipped([(zipfile.ZipInfo(f"{n}.ipynb", when), FULL) for n, when in enumerate(times)])


def impossible_date():
    """Return a zip whose entry is of the 31st of the 15th month at 31:63:62."""
    data = bytearray(zipped([("01_neuron.ipynb", FULL)]))
    for mark, field in ((b"PK\x03\x04", 10), (b"PK\x01\x02", 12)):
        at = data.index(mark) + field
        data[at : at + 4] = b"\xff" * 4
    return bytes(data)


def aged(seconds):
    """Return a function that writes a file of that time."""

    def write(path):
        path.write_bytes(FULL)
        os.utime(path, (seconds, seconds))

    return write


def repository(path):
    for n in range(3000):
        (path / "objects" / f"{n % 256:02x}").mkdir(parents=True, exist_ok=True)
        (path / "objects" / f"{n % 256:02x}" / f"{n:038x}").write_bytes(b"x")


def conflict(notebook):
    notebook = json.dumps(json.loads(notebook), indent=1).encode()
    middle = notebook.index(b"\n", len(notebook) // 2) + 1
    ours = b'<<<<<<< HEAD\n  "a": 1,\n=======\n  "a": 2,\n>>>>>>> work\n'
    return notebook[:middle] + ours + notebook[middle:]


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
    # What platforms, editors and learners make of a notebook and its name.
    "Colab's export": {"Copy of 01_neuron.ipynb": packed(colab(FULL))},
    "a notebook converted to Python": {"01_neuron.py": script(FULL)},
    "a notebook printed as a page": {
        "01_neuron.html": b"<html>" + FULL,
        "01_neuron.pdf": b"%PDF-1.7",
    },
    "a notebook as text": {"01_neuron.ipynb.txt": FULL},
    "a browser's second download": {"01_neuron (1).ipynb": FULL, "01_neuron (2).ipynb": FULL},
    "a zip in another page's letters": {"x.zip": latin1_zip()},
    "a zip with backslashes": {"x.zip": zipped([("work\\neuron\\01_neuron.ipynb", FULL)])},
    "a self-extracting zip": {"x.zip": b"MZ" + bytes(5000) + zipped([("01_neuron.ipynb", FULL)])},
    "two zips in a row": {"x.zip": zipped([("a.ipynb", FULL)]) + zipped([("b.ipynb", FULL)])},
    "other archives": {
        "a.tar.gz": tar("w:gz"),
        "b.rar": b"Rar!\x1a\x07\x01\x00",
        "c.7z": b"7z\xbc\xaf",
    },
    "the same name twice in a zip": {"x.zip": twice("01_neuron.ipynb")},
    "a zip dated 1980 and 2107": {
        "x.zip": dated([(1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)])
    },
    "a zip with an impossible date": {"x.zip": impossible_date()},
    "a file from before 1970": {"x.ipynb": aged(-3_000_000_000)},
    "a file of the year 2400": {"x.ipynb": aged(13_600_000_000), "y.ipynb": FULL},
    "names that Windows keeps": {"CON.ipynb": FULL, "nul": b"", "aux.zip": b"", "a .ipynb ": FULL},
    "names that turn the reading round": {"\u202egnp.ipynb": FULL, "a\u200b\u2028.ipynb": FULL},
    "a name that is an option": {"--seed": b"1", "-rf.ipynb": FULL},
    "repository of the student": {".git": repository, "01_neuron.ipynb": FULL},
    "merge conflict": {"01_neuron.ipynb": conflict(FULL)},
    "JSON in other encodings": {"x.ipynb": json.dumps(json.loads(FULL)).encode("utf-32")},
    "JSON with NaN and twins": {
        "x.ipynb": FULL.replace(b'"nbformat": 4', b'"a": NaN, "a": 1, "nbformat": 4', 1)
    },
    "compressed notebook": {"x.ipynb": gzip.compress(FULL), "x.ipynb.gz": gzip.compress(FULL)},
    "a tail of zeros": {"x.ipynb": FULL + bytes(4_000_000)},
    "half surrogates in cells": below('x = "\ud800"'),
    "null letters in cells": below("x = 1\x00\nprint(x)"),
    "a cell of one line of 10 MB": below("x = '" + "ab" * 5_000_000 + "'"),
    "comments of 10 MB": below("# nothing\n" * 1_000_000),
    "names of 100 000 letters": below(
        "a" * 100_000 + " = 1\n" + "def " + "b" * 100_000 + "(): pass"
    ),
    "30 000 small functions": below(
        "".join(f"def f{n}(): return f{n + 1}()\n" for n in range(30_000))
    ),
    "3 000 definitions of one answer": packed(
        notebook(LESSON, KEY, extra=[KEY["sigmoid"] + f"\n# {n}" for n in range(3000)])
    ),
    "2 000 classes that inherit": below(
        "class C0: pass\n" + "".join(f"class C{n + 1}(C{n}): pass\n" for n in range(2000))
    ),
    "star imports by the hundred": below("from numpy import *\nfrom math import *\n" * 300),
    "a regular expression without end": below("import re\nre.match('(a+)+$', 'a' * 60 + 'b')"),
    "imports of what isn't there": below("import torch, tensorflow as tf\nfrom keras import *"),
    "the next cell's Python": below("type X[T = int] = list[T]\nx = t'{1}'\nlazy import os"),
    "Python 2": packed(
        notebook(LESSON, {**KEY, "sigmoid": "def sigmoid(z):\n    print z\n    return 1"})
    ),
    "tabs and blanks mixed": packed(
        notebook(LESSON, {**KEY, "sigmoid": "def sigmoid(z):\n\tif 1:\n        return 1"})
    ),
    # What an answer may do and give.
    "threads that go on": saying(
        "import threading\nfor _ in range(200):\n"
        "    threading.Thread(target=lambda: sum(iter(int, 1))).start()\nreturn 0"
    ),
    "daemon threads that print": saying(
        "import threading\ndef say():\n    while True: print('x' * 9999)\n"
        "threading.Thread(target=say, daemon=True).start()\nreturn 0"
    ),
    "an array of 300 MB": saying("return np.zeros(40_000_000)"),
    "a view of zeros of a terabyte": saying("return np.broadcast_to(0.0, (10**6, 10**5))"),
    "an array of texts": saying("return np.array(['x' * 10**5] * 300)"),
    "a sparse int": saying("return 1 << 40_000_000"),
    "a Fraction without end": saying(
        "from fractions import Fraction\nreturn Fraction(10**200_000, 3)"
    ),
    "a Decimal": saying("from decimal import Decimal\nreturn Decimal('1e999999')"),
    "complex and nan": saying("return complex('nan+infj')"),
    "dates": saying("return np.array(['2020-01-01', 'NaT'], dtype='datetime64[D]')"),
    "itself in itself": saying("a = []\na.append(a)\nreturn a"),
    "lists 100 000 deep": saying("a = []\nfor _ in range(100_000): a = [a]\nreturn a"),
    "an exception from a metaclass": saying(
        "class M(type):\n    def __instancecheck__(*a): raise KeyboardInterrupt\n"
        "    def __subclasscheck__(*a): raise SystemExit\n"
        "class A(metaclass=M):\n    pass\nreturn A()"
    ),
    "causes in a ring": saying(
        "a, b = ValueError(), KeyError()\na.__cause__, b.__context__ = b, a\nraise a from b"
    ),
    "terminal's escapes in an error": saying("raise ValueError('\\x1b]0;x\\x07\\x1b[2J' * 5000)"),
    "warnings by the million": saying(
        "import warnings\nfor n in range(10**5): warnings.warn(str(n))\nreturn 1 / (1 + np.exp(-z))"
    ),
    "matplotlib in the answer": saying(
        "import matplotlib.pyplot as plt\nfor _ in range(30): plt.figure()\n"
        "return 1 / (1 + np.exp(-z))"
    ),
    "temporary files by the thousand": saying(
        "import tempfile\nfor _ in range(3000): tempfile.NamedTemporaryFile(delete=False)\nreturn 0"
    ),
    "a full temporary disk": saying(
        "import tempfile\nf = tempfile.TemporaryFile()\nfor _ in range(100): f.write(bytes(10**7))"
    ),
    "the seed guessed": saying("return np.random.default_rng(2).normal(size=np.shape(z))"),
    "dtype of nested records": saying(
        "d = 'f8'\nfor _ in range(300): d = [('a', d)]\nreturn np.zeros(2, dtype=d)"
    ),
    "defaults that never end": packed(
        notebook(
            LESSON, {**KEY, "sigmoid": "def sigmoid(z, a=[0 for _ in iter(int, 1)]):\n    return z"}
        )
    ),
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
