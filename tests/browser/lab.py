"""LabPage: a lesson that is open in JupyterLab, with the words that the tests need."""

from playwright.sync_api import TimeoutError as NotThereYet

RUNS = 3  # JupyterLab sometimes drops a "Run All Cells" that comes right after loading
SECOND = 1000
FINGERPRINT = """
images => Promise.all(images.map(async image => {
    const bytes = await (await fetch(image.src)).arrayBuffer();
    return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join(' ');
}))
"""


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
        self.notebook.locator(".jp-Cell").first.wait_for(timeout=60 * SECOND)

    def run_all(self):
        """Run every cell and wait until the last one has been answered."""
        # The prompts are emptied first, so that what is waited for can't be an earlier run.
        for _ in range(RUNS):
            self._idle()
            self.menu("Edit", "Clear Outputs of All Cells")
            self.menu("Run", "Run All Cells")
            try:
                self.views.first.wait_for(timeout=15 * SECOND)
            except NotThereYet:
                continue
            break
        self.page.wait_for_function(
            "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
            ".every(prompt => /[0-9]/.test(prompt.textContent))",
            timeout=120 * SECOND,
        )
        self._idle()

    def menu(self, menu, item):
        """Choose an item of a menu."""
        self.page.get_by_role("menubar").get_by_text(menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()

    def _idle(self):
        # Run before a kernel is connected, "Run All Cells" opens a dialog that asks for one.
        self.page.locator(".jp-StatusBar-Widget").get_by_text("| Idle").wait_for(
            timeout=60 * SECOND
        )

    def cell(self, text):
        """Return the first code cell that holds `text`."""
        return self.notebook.locator(".jp-CodeCell").filter(has_text=text).first

    def rewrite(self, text, source):
        """Replace the source of the code cell that holds `text`, by typing."""
        self.cell(text).locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(source)

    def feedback(self, text):
        """Return what the check in the cell that holds `text` says."""
        return self.cell(text).locator("[role=status]").inner_text()

    @property
    def views(self):
        """The live pictures of the lesson, each with its controls and words."""
        return self.notebook.locator(
            ".jp-OutputArea-output .widget-vbox:has(> .widget-box > .widget-image)"
        )

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
        """Return a fingerprint of the pixels of the view's figures."""
        return self.box.locator("> .widget-box > img").evaluate_all(FINGERPRINT)

    def words(self):
        """Return the state in words."""
        return self.box.locator("> .widget-html [role=status]").inner_text()

    def asks(self):
        """Tell whether the view asks for a guess before it can be moved."""
        return self.box.get_by_label("Your guess").count() > 0

    def commit_guess(self, guess):
        """Answer the view's question."""
        self.box.get_by_label("Your guess").fill(guess)
        self.box.get_by_role("button", name="Commit to it").click()

    def sliders(self):
        """Return every slider of the view."""
        found = self.box.locator(".widget-slider")
        return [LabSlider(self.page, found.nth(index)) for index in range(found.count())]

    def menus(self):
        """Return how many drop-down menus the view has."""
        return self.box.locator("select").count()

    def choices(self):
        """Return the second option of every row of toggle buttons."""
        rows = self.box.locator(".widget-toggle-buttons").all()
        return [row.locator("button").nth(1) for row in rows]

    def ticks(self):
        """Return every tick box of the view."""
        return self.box.locator(".widget-checkbox input").all()

    def buttons(self):
        """Return every button of the view but the one that commits a guess, in their order."""
        buttons = self.box.locator("button.widget-button:not([disabled])")
        return buttons.filter(has_not_text="Commit").all()

    def button(self, name):
        """Return the button with this name."""
        return self.box.get_by_role("button", name=name, exact=True)

    def wait_for_words(self, words):
        """Wait until the state in words holds `words`."""
        self.box.get_by_text(words).first.wait_for(timeout=5 * SECOND)

    def wait_until_still(self):
        """Wait until picture and words stay the same for a third of a second, and return them."""
        before = None
        for _ in range(30):
            now = self.picture(), self.words()
            if now == before:
                return now
            before = now
            self.page.wait_for_timeout(333)
        raise AssertionError("the view did not come to rest within 10 s")

    def overflow(self):
        """Return by how many pixels something of the view stands out of the page's column."""
        return self.box.evaluate(
            "box => { const right = box.closest('.jp-OutputArea-output')"
            ".getBoundingClientRect().right;"
            " return Math.max(...[...box.querySelectorAll('*')]"
            ".map(part => part.getBoundingClientRect().right - right)); }"
        )

    def wait_for_change(self, before):
        """Wait until picture and words both differ from `before`, and return them."""
        for _ in range(100):
            after = self.picture(), self.words()
            if after[0] != before[0] and after[1] != before[1]:
                return after
            self.page.wait_for_timeout(50)
        raise AssertionError(f"picture or words did not change within 5 s; the words: {before[1]}")


class LabSlider:
    """One slider of a view."""

    def __init__(self, page, box):
        self.page = page
        self.handle = box.locator(".noUi-handle")
        self.name = box.locator("label").inner_text()

    def locked(self):
        """Tell whether the slider can't be moved yet."""
        return self.handle.locator("xpath=ancestor::*[contains(@class, 'noUi-target')]").evaluate(
            "slider => slider.hasAttribute('disabled')"
        )

    def press(self, key):
        """Move the slider with the keyboard."""
        self.handle.focus()
        self.page.keyboard.press(key)

    def drag(self, pixels):
        """Drag the handle with the mouse, in steps as a hand does."""
        self.handle.scroll_into_view_if_needed()
        box = self.handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=4)
        self.page.mouse.up()
