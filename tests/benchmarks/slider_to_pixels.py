"""From a slider to new pixels in JupyterLab: each view against `ipywidgets.interact`, in one run.

    python3 start.py test --collect-only -q    # once: installs what the tests need
    .venv/bin/python tests/benchmarks/slider_to_pixels.py

The opponent has the view's sliders and artists, moves them with the view's own `draw`, and shows
the figure as a notebook shows any inline figure. It is spared making the figure anew, which is
what most notebooks do at each move; the last column has that as well, for the neuron's view.
"""

import statistics
import sys
import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, find_chromium, running_lab  # noqa: E402
from tests.browser.lab import Lab  # noqa: E402
from tests.course import build  # noqa: E402

MOVES = 15
# Each view with a slider that changes all of its pictures: its name in Python and on the page.
# FeedforwardView and LotteryView are moved by buttons only.
VIEWS = {
    "NeuronView": ("x2", "x₂"),
    "NetworkView": ("x2", "x₂"),
    "LossView": ("w1", "w₁"),
    "BackpropView": ("setting", "value"),
    "TrainingView": ("seed", "seed"),
    "InitializationView": ("seed", "seed"),
}

SETUP = """
import ipywidgets
import numpy as np
from IPython.display import display
from helpers import views

def with_interact(view, name):
    for live in view.figures:
        for axes in live.figure.axes:
            for artist in axes.get_children():
                artist.set_animated(False)
    slider = getattr(view, name)
    slider.unobserve_all()

    def show(**values):
        slider.value = values[name]
        view.draw()
        for live in view.figures:
            display(live.figure)

    ends = {"value": slider.value, "min": slider.min, "max": slider.max, "step": slider.step}
    ipywidgets.interact(show, **{name: type(slider)(**ends)})
"""

ANEW = """
import matplotlib.pyplot as plt

def show(x1=2.0, x2=3.0, w1=0.0, w2=1.0, b=4.0):
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.5, 3.3), layout="constrained")
    z = np.linspace(-12, 12, 201)
    left.plot(z, 1 / (1 + np.exp(-z)))
    here = w1 * x1 + w2 * x2 + b
    left.plot(here, 1 / (1 + np.exp(-here)), "o")
    left.set(xlabel="z", ylabel="a", title="the weighted sum z goes in, a comes out")
    grid1, grid2 = np.meshgrid(*[np.linspace(-5, 5, 61)] * 2)
    plane = 1 / (1 + np.exp(-(w1 * grid1 + w2 * grid2 + b)))
    picture = right.imshow(plane, cmap="PuOr", vmin=0, vmax=1, origin="lower",
                           extent=(-5, 5, -5, 5))
    right.plot([-5, 5], [-(w1 * side + b) / w2 for side in (-5, 5)])
    right.plot(x1, x2, "o")
    right.set(xlabel="x₁", ylabel="x₂", title="the output over all inputs", ylim=(-5, 5))
    figure.colorbar(picture, ax=right, label="a", ticks=[0, 0.5, 1])
    plt.show()

ipywidgets.interact(show, x1=(-5, 5, 0.1), x2=(-5, 5, 0.1), w1=(-10, 10, 0.1), w2=(-10, 10, 0.1),
                    b=(-20, 20, 0.1));
"""

# Milliseconds from a key on a slider to the new image, decoded and handed to the next frame.
WATCH = """
area => new Promise(resolve => {
    const images = () => [...area.querySelectorAll('img')];
    const image = () => images().at(-1);
    const before = image().src, count = images().length;
    let start;
    area.addEventListener('keydown', () => start = performance.now(), {capture: true, once: true});
    const observer = new MutationObserver(async () => {
        if (images().length !== count || image().src === before) return;
        observer.disconnect();
        await image().decode().catch(() => {});
        requestAnimationFrame(() => resolve(performance.now() - start));
    });
    observer.observe(area, {
        subtree: true, childList: true, attributes: true, attributeFilter: ['src']
    });
})
"""


def notebook():
    """Return a notebook with a cell for each thing to measure."""
    cells = [SETUP]
    for view, (name, _) in VIEWS.items():
        cells += [f"views.{view}()", f"with_interact(views.{view}(), {name!r})"]
    return nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(cell) for cell in [*cells, ANEW]],
        metadata=build.METADATA,  # without a kernel's name JupyterLab would ask for one
    )


def milliseconds(page, area, label):
    """Return the time of each of a number of moves of the area's slider with this label."""
    times = []
    name = page.get_by_text(label, exact=True)
    handle = area.locator(".widget-slider").filter(has=name).locator(".noUi-handle")
    handle.focus()
    for move in range(MOVES + 3):
        waiting = area.evaluate_handle(f"area => ({{done: ({WATCH})(area)}})")
        page.keyboard.press("ArrowLeft" if move % 2 else "ArrowRight")
        times.append(waiting.evaluate("waiting => waiting.done"))
        page.wait_for_timeout(60)
    return times[3:]


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
        page = browser.new_page()
        lab = Lab(page, url).open(name)
        lab.run_all()
        page.locator("img").last.wait_for()
        cells = lab.notebook.locator(".jp-CodeCell")
        areas = [cell.locator(".jp-OutputArea").first for cell in cells.all()[1:]]
        for index, (view, (name, shown)) in enumerate(VIEWS.items()):
            live = statistics.median(milliseconds(page, areas[2 * index], shown))
            interact = statistics.median(milliseconds(page, areas[2 * index + 1], name))
            print(f"{view}: {live:.0f} ms, interact {interact:.0f} ms, {live / interact:.2f}")
        live = statistics.median(milliseconds(page, areas[0], "x₂"))
        anew = statistics.median(milliseconds(page, areas[-1], "x2"))
        print(
            f"NeuronView: {live:.0f} ms, a new figure at each move {anew:.0f} ms, {live / anew:.2f}"
        )
        browser.close()


if __name__ == "__main__":
    main()
