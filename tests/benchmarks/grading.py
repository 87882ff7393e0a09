"""Time and memory of grading classes of two sizes: `python tests/benchmarks/grading.py`.

Each submission is lesson 01 with the key, a known mistake or a blank answer; no two are alike, so
that nothing is reused. The cost is linear if the time per submission is the same for both sizes.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.grading.jail import isolation  # noqa: E402
from tests.course import key_functions  # noqa: E402
from tests.grading.hostile import notebook, packed  # noqa: E402

LESSON = "01_neuron"
SIZES = (50, 200)
WRONG = {"neuron": "def neuron(x, w, b):\n    return w[0] * x[0] + w[1] * x[1] + b"}


def write_class(folder, size):
    """Write one notebook for each student."""
    key = key_functions(LESSON)
    for number in range(size):
        answers = [key, {**key, **WRONG}, {"sigmoid": key["sigmoid"]}][number % 3]
        data = notebook(LESSON, answers, extra=[f"STUDENT = {number}"])
        path = folder / f"student{number:03d}" / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(packed(data))


def grade(folder):
    """Return the seconds that grading takes, and the largest memory in MB at a time."""
    command = [sys.executable, "-m", "helpers.grading", str(folder / "in")]
    command += ["--out", str(folder / "out"), "--jobs", str(os.cpu_count())]
    begin = time.perf_counter()
    with open(folder / "says.txt", "w+") as says:
        process = subprocess.Popen(command, stdout=says, cwd=ROOT)
        peak = 0
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.1)
        assert process.returncode == 0, (folder / "says.txt").read_text()
    return time.perf_counter() - begin, peak


def resident(pid):
    """Return the memory of the command itself in MB, 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
    return int(found[0]) // 1024 if found else 0


def main():
    """Print the figures of each size."""
    print(f"{os.cpu_count()} cores. {isolation().words}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_class(Path(folder) / "in", size)
            seconds, memory = grade(Path(folder))
        each = 1000 * seconds / size
        print(f"{size} submissions: {seconds:.1f} s, {each:.0f} ms each, {memory} MB at most")


if __name__ == "__main__":
    main()
