"""What a lesson's view adds to importing NumPy, Matplotlib and ipywidgets, lesson by lesson.

python tests/benchmarks/import_time.py

Each is measured in a new Python that has these packages, in the processor's time, so that other
programs disturb less; beside it stands its share of what the packages themselves take.
"""

import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.lessons import LESSONS  # noqa: E402

RUNS = 9
MEASURE = """
from time import process_time
begin = process_time()
import numpy, matplotlib.figure, matplotlib.backends.backend_agg, ipywidgets
packages = process_time()
import helpers
from helpers.views import Predict, {views}
print(packages - begin, process_time() - packages)
"""


def seconds(views):
    """Return how long a new Python takes for the packages, and for these views after them."""
    command = [sys.executable, "-c", MEASURE.format(views=", ".join(views))]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [float(number) for number in printed.split()]


def main():
    """Measure the lessons in turn; print the medians."""
    times = {lesson: [] for lesson in LESSONS}
    for _ in range(RUNS + 1):
        for lesson, room in LESSONS.items():
            times[lesson].append(seconds(room.VIEWS))
    for lesson, runs in times.items():
        packages, views = (statistics.median(column) for column in zip(*runs[1:], strict=True))
        print(f"{lesson:18} {views * 1000:3.0f} ms, {views / packages:.1%} of the packages' time")


if __name__ == "__main__":
    main()
