"""How soon Pause answers while training runs, in JupyterLab: `python tests/benchmarks/pause.py`.

A thread of the kernel writes down, all the time, how far the training is. Measured is the time
from just before the mouse presses Pause until the last epoch that was trained.
"""

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, find_chromium, running_lab  # noqa: E402
from tests.browser.lab import Lab  # noqa: E402
from tests.course import build  # noqa: E402

PRESSES = 12

WATCH = """
import json, threading, time
from helpers.views import TrainingView

view = TrainingView()

def write_down():
    with open({log!r}, "a") as file:
        while True:
            file.write(json.dumps([time.time(), view.epoch]) + "\\n")
            file.flush()
            time.sleep(0.005)

threading.Thread(target=write_down, daemon=True).start()
view
"""


def seconds_to_stop(view, log):
    """Play for a while, press Pause; return how long training went on after that."""
    view.button("Play").click()
    view.page.wait_for_timeout(2000)
    pressed = time.time()
    view.button("Pause").click()
    view.page.wait_for_timeout(1500)
    written = [json.loads(line) for line in log.read_text().splitlines()[:-1]]
    last = written[-1][1]
    return next(moment for moment, epoch in written if epoch == last) - pressed


def main():
    """Open a notebook with a view, and print how long each Pause took."""
    home = Path(tempfile.mkdtemp())
    log = home / "epochs"
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(WATCH.format(log=str(log)))], metadata=build.METADATA
    )
    with tempfile.NamedTemporaryFile(
        dir=ROOT / "notebooks", suffix=".ipynb", delete=False, mode="w", encoding="utf-8"
    ) as file:
        nbformat.write(notebook, file)
    path = Path(file.name)
    try:
        with running_lab(home) as url, sync_playwright() as running:
            browser = running.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            lab = Lab(browser.new_page(), url).open(path.stem)
            lab.run_all()
            times = [seconds_to_stop(lab.view(0), log) for _ in range(PRESSES)]
            browser.close()
    finally:
        path.unlink()
    print(
        f"{PRESSES} times Pause: median {statistics.median(times):.3f} s, most {max(times):.3f} s"
    )


if __name__ == "__main__":
    main()
