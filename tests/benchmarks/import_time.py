"""What a lesson's view adds to importing NumPy, Matplotlib and ipywidgets, lesson by lesson.

python tests/benchmarks/import_time.py

Seconds are the processor's, of new Pythons in turn, so that other programs disturb less.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from helpers.lessons import LESSONS

RUNS = 9
PACKAGES = "import numpy, matplotlib.figure, matplotlib.backends.backend_agg, ipywidgets"


def seconds(code):
    """Return how much of the processor's time a new Python takes for `code`."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], check=True)
    after = os.times()
    return (after.children_user + after.children_system) - (
        before.children_user + before.children_system
    )


def main():
    """Measure all in turn; print the medians and what each lesson adds."""
    views = {lesson: ", ".join(["Predict", *room.VIEWS]) for lesson, room in LESSONS.items()}
    codes = {
        "packages": PACKAGES,
        **{
            lesson: f"{PACKAGES}\nimport helpers\nfrom helpers.views import {names}"
            for lesson, names in views.items()
        },
    }
    times = {name: [] for name in codes}
    for _ in range(RUNS + 1):
        for name, code in codes.items():
            times[name].append(seconds(code))
    medians = {name: statistics.median(runs[1:]) for name, runs in times.items()}
    for name, median in medians.items():
        print(f"{name:18} {median:.3f} s {median - medians['packages']:+.3f} s")


if __name__ == "__main__":
    main()
