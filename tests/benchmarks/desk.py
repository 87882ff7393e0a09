"""The same verdict at the desk and in grading: `python tests/benchmarks/desk.py [how many]`.

Makes 300 notebooks as learners save them, runs them at the desk and grades them, and names each
exercise that came out otherwise.
"""

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.grading.test_desk import differences

if __name__ == "__main__":
    numbers = range(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    begin = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        found, exercises = differences(Path(folder), numbers)
    print(*found, sep="\n")
    seconds = time.perf_counter() - begin
    print(f"{len(numbers)} notebooks, {exercises} exercises: {len(found)} differ, {seconds:.0f} s")
