"""What the helpers add to importing NumPy, Matplotlib and ipywidgets, in one run.

python tests/benchmarks/import_time.py
"""

import statistics
import subprocess
import sys
import time

RUNS = 9
PACKAGES = "import numpy, matplotlib.figure, matplotlib.backends.backend_agg, ipywidgets"
HELPERS = "import helpers, helpers.check, helpers.network, helpers.views"


def seconds(code):
    """Return how long a new Python takes for `code`."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main():
    """Measure the two in turn and print the medians and their difference."""
    alone, together = [], []
    for _ in range(RUNS + 1):
        alone.append(seconds(PACKAGES))
        together.append(seconds(f"{PACKAGES}\n{HELPERS}"))
    alone, together = (statistics.median(times[1:]) for times in (alone, together))
    print(f"packages {alone:.3f} s, with all helpers {together:.3f} s: {together - alone:+.3f} s")


if __name__ == "__main__":
    main()
