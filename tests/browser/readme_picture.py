"""Take the README's picture of lesson 01's view: `python -m tests.browser.readme_picture`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, ROOT, find_chromium, running_lab
from tests.browser.lab import Lab

ANSWER = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"


def main():
    """Solve the first exercise, run the lesson, and keep the second view as a picture."""
    home = Path(tempfile.mkdtemp())
    with running_lab(home) as url, sync_playwright() as running:
        browser = running.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = browser.new_page()
        lesson = Lab(page, url).open("01_neuron", height=1000)
        lesson.rewrite("def sigmoid(z):", ANSWER)
        lesson.run_all()
        view = lesson.view(1)
        before = view.look()
        for slider in view.sliders()[-1:]:
            slider.drag(-8)
        view.wait_for_change(before)
        view.box.screenshot(path=ROOT / "notebooks" / "pictures" / "neuron_view.png")
        browser.close()


if __name__ == "__main__":
    main()
