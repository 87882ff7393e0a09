"""From a slider, or a stroke's end, to new pixels in JupyterLab: each view against a bare label.

    python3 start.py test --collect-only -q    # once: installs what the tests need
    .venv/bin/python tests/benchmarks/slider_to_pixels.py

The label shows the slider's number and nothing else: its time is that of the way to the kernel and
back, which no view can do without. Views and label take turns, so that a busy machine slows both.
"""

import json
import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, find_chromium, running_lab  # noqa: E402
from tests.browser.lab import Lab, LabPad  # noqa: E402
from tests.course import build  # noqa: E402

MOVES, ROUNDS = 5, 6
# Each view with a slider that changes all of its pictures; the others are moved by buttons only.
VIEWS = {
    "NeuronView": "x₂",
    "NetworkView": "x₂",
    "LossView": "w₁",
    "BackpropView": "value",
    "TrainingView": "seed",
    "InitializationView": "seed",
    "ReaderTrainingView": "seed",
    "DigitsView": "pad",  # a dot is drawn instead
}
PICTURES = {"DigitsView": 2}  # of a view's pictures that are watched, where it is not all of them
LABEL = """
import ipywidgets
from helpers import views
from helpers.views.slider import Slider

slider, label = Slider("x", 0, -10, 10), ipywidgets.Label("0")
slider.observe(lambda change: setattr(label, "value", str(change["new"])), "value")
ipywidgets.VBox([slider, label])
"""

# Milliseconds from a key on a slider, or a dot on a pad, until the last of what shows the answer
# has changed, is decoded and handed to the next frame: all pictures or, where there are none, the
# label.
WATCH = """
(area, [event, pictures]) => new Promise(resolve => {
    const images = [...area.querySelectorAll('img')].slice(0, pictures);
    const shown = () => images.length ? images.map(image => image.src)
                                      : [area.querySelector('.widget-label:last-child').innerText];
    const before = shown();
    let start;
    area.addEventListener(event, () => start = performance.now(), {capture: true, once: true});
    const observer = new MutationObserver(async () => {
        if (shown().some((one, index) => one === before[index])) return;
        observer.disconnect();
        await Promise.all(images.map(image => image.decode().catch(() => {})));
        requestAnimationFrame(() => resolve(performance.now() - start));
    });
    observer.observe(area, {
        subtree: true, childList: true, characterData: true, attributes: true,
        attributeFilter: ['src'],
    });
})
"""


def notebook():
    """Return a notebook with a cell for each thing to measure."""
    cells = [LABEL, *(f"views.{view}()" for view in VIEWS)]
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
        metadata=build.METADATA,  # without a kernel's name JupyterLab would ask for one
    )


def milliseconds(lesson, area, thing, name):
    """Return the time of each of a number of moves of the area's slider with this name."""
    times, is_pad = [], name == "pad"
    event = "pointerdown" if is_pad else "keydown"
    pad = LabPad(lesson.page, area.locator("canvas"))
    if not is_pad:
        area.get_by_role("slider", name=name, exact=True).focus()
    for move in range(MOVES + 1):
        lesson.wait_for_kernel()
        watched = json.dumps([event, PICTURES.get(thing, 99)])
        waiting = area.evaluate_handle(f"area => ({{done: ({WATCH})(area, {watched})}})")
        if is_pad:
            pad.draw([(0.1 + 0.15 * move, 0.9 if move % 2 else 0.1)])
        else:
            lesson.page.keyboard.press("ArrowLeft" if move % 2 else "ArrowRight")
        times.append(waiting.evaluate("waiting => waiting.done"))
    if is_pad:
        area.get_by_role("button", name="Reset").click()
    return times[1:]


def main():
    """Measure, and print a line of medians for each view."""
    with tempfile.NamedTemporaryFile(
        dir=ROOT / "notebooks", suffix=".ipynb", delete=False, mode="w", encoding="utf-8"
    ) as file:
        nbformat.write(notebook(), file)
    path = Path(file.name)
    try:
        measure(path.stem)
    finally:
        path.unlink()


def measure(name):
    """Open the notebook and print what its cells take."""
    home = Path(tempfile.mkdtemp())
    with running_lab(home) as url, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        lesson = Lab(browser.new_page(), url).open(name)
        lesson.run_all()
        cells = lesson.notebook.locator(".jp-CodeCell").all()
        areas = [cell.locator(".jp-OutputArea").first for cell in cells]
        named = dict(
            zip(["label", *VIEWS], zip(areas, ["x", *VIEWS.values()], strict=True), strict=True)
        )
        times = {thing: [] for thing in named}
        for _ in range(ROUNDS):
            for thing, (area, slider) in named.items():
                times[thing] += milliseconds(lesson, area, thing, slider)
        label = statistics.median(times["label"])
        for thing, measured in times.items():
            median = statistics.median(measured)
            print(f"{thing}: {median:.0f} ms, {median / label:.2f} times the label's")
        browser.close()


if __name__ == "__main__":
    main()
