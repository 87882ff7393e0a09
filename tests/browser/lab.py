"""LabPage: a lesson that is open in JupyterLab, with the words that the tests need."""

import hashlib

from playwright.sync_api import TimeoutError as NotThereYet

RUNS = 3  # JupyterLab sometimes drops a "Run All Cells" that comes right after loading


class LabPage:
    """A notebook in JupyterLab: run it, find its views, move their controls.

    Parameters
    ----------
    page : playwright's Page
    url : address of the server
    lesson : name of the notebook, without its ending
    """

    def __init__(self, page, url, lesson):
        self.page = page
        page.goto(f"{url}/lab/tree/notebooks/{lesson}.ipynb?reset")
        self.notebook = page.locator(".jp-NotebookPanel:visible")
        self.notebook.locator(".jp-Cell").first.wait_for(timeout=60_000)

    def run_all(self):
        """Run every cell and wait until the last one has been answered."""
        for _ in range(RUNS):
            self._idle()
            self.menu("Run", "Run All Cells")
            try:
                self.views.first.wait_for(timeout=15_000)
            except NotThereYet:
                continue
            break
        self.page.wait_for_function(
            "() => !document.querySelector('.jp-InputPrompt')"
            " || ![...document.querySelectorAll('.jp-InputPrompt')]"
            ".some(prompt => prompt.textContent.includes('*'))",
            timeout=120_000,
        )
        self._idle()

    def menu(self, menu, item):
        """Choose an item of a menu."""
        self.page.get_by_role("menubar").get_by_text(menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()

    def _idle(self):
        # Run before a kernel is connected, "Run All Cells" opens a dialog that asks for one.
        self.page.locator(".jp-StatusBar-Widget").get_by_text("| Idle").wait_for(timeout=60_000)

    @property
    def views(self):
        """The live pictures of the lesson, each with its controls and words."""
        return self.notebook.locator(".jp-OutputArea-output .widget-vbox:has(> .widget-image)")

    def view(self, index):
        """Return the lesson's view number `index`, from 0."""
        return LabView(self.page, self.views.nth(index))

    def errors(self):
        """Return the text of every error on the page."""
        shown = self.notebook.locator('[data-mime-type="application/vnd.jupyter.error"]')
        return shown.all_inner_texts()

    def warnings(self):
        """Return the text of everything that was printed to the standard error stream."""
        shown = self.notebook.locator('[data-mime-type="application/vnd.jupyter.stderr"]')
        return shown.all_inner_texts()


class LabView:
    """One view on the page."""

    def __init__(self, page, box):
        self.page = page
        self.box = box

    def picture(self):
        """Return a fingerprint of the picture's pixels."""
        source = self.box.locator("> img").evaluate(
            "async image => Array.from(new Uint8Array("
            "await (await fetch(image.src)).arrayBuffer()))"
        )
        return hashlib.sha256(bytes(source)).hexdigest()

    def words(self):
        """Return the state in words."""
        return self.box.locator("> .widget-html [role=status]").inner_text()

    def control(self, name):
        """Return the slider, button or field with this name."""
        return self.box.locator(".widget-inline-hbox").filter(
            has=self.page.get_by_text(name, exact=True)
        )

    def handle(self, name):
        """Return the handle of the slider with this name."""
        return self.control(name).locator(".noUi-handle")

    def press(self, name, key):
        """Move a slider with the keyboard."""
        self.handle(name).focus()
        self.page.keyboard.press(key)

    def drag(self, name, pixels):
        """Drag a slider's handle with the mouse, in steps as a hand does."""
        box = self.handle(name).bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=5)
        self.page.mouse.up()

    def wait_for_change(self, before):
        """Wait until picture and words both differ from `before = (picture, words)`."""
        for _ in range(50):
            after = self.picture(), self.words()
            if after[0] != before[0] and after[1] != before[1]:
                return after
            self.page.wait_for_timeout(100)
        raise AssertionError(f"picture or words did not change within 5 s; the words: {before[1]}")
