"""JupyterLab on a page, and a lesson that is open in it, with the words that the tests need."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError as NotThereYet

RUNS = 3  # JupyterLab sometimes drops a "Run All Cells" that comes right after loading
SECOND = 1000
# `conftest.running_lab` has JupyterLab put its application there.
APP = "window.jupyterapp"
READY = f"""
async given => {{
    const panel = given ?? {APP}.shell.currentWidget;
    await panel.context.ready;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;  // given once the kernel has answered
}}
"""
OPEN = f"""
async path => {{
    const open = {APP}.commands.execute('docmanager:open', {{path, factory: 'Notebook'}});
    const panel = await open;
    {APP}.shell.activateById(panel.id);
    await ({READY})(panel);
}}
"""
CLOSE = f"""
async () => {{
    for (const widget of [...{APP}.shell.widgets('main')]) {{
        await widget.sessionContext?.shutdown();
        widget.dispose();  // `close` would ask whether to save
    }}
}}
"""
# Resolves when the kernel has answered everything that this page asked before, pictures included.
ANSWERED = f"() => {APP}.shell.currentWidget.sessionContext.session.kernel.requestKernelInfo()"
# A fingerprint of the pixels of a view's figures, and its state in words.
LOOK = """
async view => {
    const images = [...view.querySelectorAll(':scope > .widget-box > .course-picture > img')];
    const hashes = await Promise.all(images.map(async image => {
        const bytes = await (await fetch(image.src)).arrayBuffer();
        return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).join(' ');
    }));
    return [hashes.join(), view.querySelector(':scope > .widget-html [role=status]').innerText];
}
"""
# Looks again whenever something of the view has changed, until both picture and words have.
BOTH_CHANGED = f"""
async (view, [before, milliseconds]) => {{
    const look = {LOOK};
    let changed;
    const observer = new MutationObserver(() => changed());
    observer.observe(view, {{
        subtree: true, childList: true, attributes: true, attributeFilter: ['src'],
    }});
    const timeout = new Promise(resolve => setTimeout(resolve, milliseconds, 'timeout'));
    for (;;) {{
        const change = new Promise(resolve => changed = resolve);
        const now = await look(view);
        if (now[0] !== before[0] && now[1] !== before[1]) return now;
        if (await Promise.race([change, timeout]) === 'timeout') return null;
    }}
}}
"""
SOME_CELL_IS_RUN = """
() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .some(prompt => /[0-9*]/.test(prompt.textContent))
"""
EVERY_CELL_HAS_RUN = """
() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]
    .every(prompt => /[0-9]/.test(prompt.textContent))
"""
EVERY_WIDGET_IS_SHOWN = """
() => [...document.querySelectorAll('[data-mime-type="application/vnd.jupyter.widget-view+json"]')]
    .every(output => output.querySelector('.jupyter-widgets'))
"""


class Lab:
    """JupyterLab on a page, where notebooks are opened one after another.

    Parameters
    ----------
    page : playwright's Page
    url : address of the server
    """

    def __init__(self, page, url):
        self.page = page
        page.goto(f"{url}/lab?reset")
        self._wait()

    def _wait(self):
        self.page.wait_for_function(f"() => {APP}?.shell.currentWidget", timeout=60 * SECOND)

    def again(self):
        """Return the notebook that is open when the page has been loaded again."""
        self._wait()
        self.page.evaluate(READY)
        return LabPage(self.page)

    def visit(self, address):
        """Return the notebook that an address opens, the page loaded anew."""
        self.page.goto("about:blank")
        self.page.goto(address)
        return self.again()

    def open(self, lesson, width=1366, height=768):
        """Open a lesson, or a notebook given by its path, without its ending; close all others."""
        path = lesson if "/" in lesson else f"notebooks/{lesson}"
        self.page.evaluate(CLOSE)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate(f"{APP}.shell.expandLeft()")
        self.page.evaluate(OPEN, f"{path}.ipynb")
        return LabPage(self.page)


class LabPage:
    """A notebook in JupyterLab: run it, find its views, move their controls."""

    def __init__(self, page):
        self.page = page
        self.notebook = page.locator(".jp-NotebookPanel:visible")
        self.notebook.locator(".jp-Cell").first.wait_for(timeout=60 * SECOND)

    def run_all(self):
        """Run every cell and wait until the last one has been answered."""
        # The prompts are emptied first, so that what is waited for can't be an earlier run.
        for _ in range(RUNS):
            self.wait_for_kernel()
            self.menu("Edit", "Clear Outputs of All Cells")
            self.menu("Run", "Run All Cells")
            try:
                self.page.wait_for_function(SOME_CELL_IS_RUN, timeout=10 * SECOND)
            except NotThereYet:
                continue
            break
        self.page.wait_for_function(EVERY_CELL_HAS_RUN, timeout=120 * SECOND)
        self._wait_for_widgets()

    def run_cell(self, text):
        """Run the first code cell that holds `text`, and wait for what it shows."""
        self.cell(text).locator(".cm-content").click()
        self.page.keyboard.press("Shift+Enter")
        self._wait_for_widgets()

    def _wait_for_widgets(self):
        self.wait_for_kernel()
        self.page.wait_for_function(EVERY_WIDGET_IS_SHOWN)

    def save(self):
        """Save the notebook."""
        self.page.evaluate(f"() => {APP}.shell.currentWidget.context.save()")

    def restart_kernel(self):
        """Restart the kernel."""
        self.page.evaluate(
            f"() => {APP}.shell.currentWidget.sessionContext.session.kernel.restart()"
        )

    def wait_for_kernel(self):
        """Wait until the kernel has answered everything that the page has asked."""
        self.page.evaluate(ANSWERED)

    def narrow(self, width):
        """Make the window so many pixels wide; below 800 without the sidebar, as one would."""
        self.page.set_viewport_size({"width": width, "height": 768})
        self.page.evaluate(f"{APP}.shell.{'expandLeft' if width >= 800 else 'collapseLeft'}()")

    def menu(self, menu, item):
        """Choose an item of a menu."""
        self.page.get_by_role("menubar").get_by_text(menu, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(item, exact=True).click()

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
            ".jp-OutputArea-output .widget-vbox:has(> .widget-box > .course-picture)"
        )

    def view(self, index):
        """Return the lesson's view number `index`, from 0."""
        return LabView(self, self.views.nth(index))

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

    def __init__(self, lesson, box):
        self.lesson = lesson
        self.page = lesson.page
        self.box = box

    def look(self):
        """Return a fingerprint of the pixels of the view's figures, and its state in words."""
        return self.box.evaluate(LOOK)

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
        """Return every slider of the view that is in sight."""
        found = self.box.locator(".course-slider:visible")
        return [LabSlider(self.page, found.nth(index)) for index in range(found.count())]

    def menus(self):
        """Return how many drop-down menus the view has."""
        return self.box.locator("select").count()

    def choices(self):
        """Return the second option of every choice in sight, but for that of the panels."""
        rows = self.box.locator(".course-choice:not(.course-panels):visible").all()
        return [row.get_by_role("radio").nth(1) for row in rows]

    def click_picture(self, index, x, y):
        """Click on one of the view's pictures, so many pixels from its upper left corner."""
        pictures = self.box.locator(":scope > .widget-box > .course-picture > img")
        pictures.nth(index).click(position={"x": x, "y": y})

    def point_at_picture(self, index, x, y):
        """Move the mouse to where `click_picture` would click."""
        pictures = self.box.locator(":scope > .widget-box > .course-picture > img")
        pictures.nth(index).hover(position={"x": x, "y": y})

    def panels(self):
        """Return the options that bring up other controls: none where a view has no panels."""
        return self.box.locator(".course-panels").get_by_role("radio").all()

    def ticks(self):
        """Return every tick box of the view that is in sight."""
        return self.box.locator(".widget-checkbox:visible input").all()

    def buttons(self):
        """Return every button in sight but the one that commits a guess, in their order."""
        return self.box.locator("button.widget-button:not([disabled]):visible").all()

    def button(self, name):
        """Return the button with this name."""
        return self.box.get_by_role("button", name=name, exact=True)

    def pad(self):
        """Return the pad of the view."""
        return LabPad(self.page, self.box.locator(".course-pad canvas"))

    def wait_for_words(self, words):
        """Wait until the state in words holds `words`."""
        self.box.get_by_text(words).first.wait_for(timeout=5 * SECOND)

    def look_when_still(self):
        """Wait until everything that was moved has been answered; return picture and words."""
        before = None
        for _ in range(100):
            if (now := self.look()) == before:
                return now
            before = now
            # While one move is being answered the next one waits on the page, so: two answers.
            self.lesson.wait_for_kernel()
            self.lesson.wait_for_kernel()
        raise AssertionError(f"the view did not come to rest; the words: {now[1]}")

    def height(self):
        """Return the height of the view in pixels, with its controls, pictures and words."""
        return self.box.evaluate("box => box.getBoundingClientRect().height")

    def complaints(self):
        """Return what axe-core finds wrong with the view for people with disabilities."""
        self.box.evaluate("box => box.setAttribute('data-axe', '')")
        found = Axe().run(self.page, context="[data-axe]").response["violations"]
        self.box.evaluate("box => box.removeAttribute('data-axe')")
        return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]

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
        after = self.box.evaluate(BOTH_CHANGED, [before, 20 * SECOND])
        assert after, f"picture or words did not change within 20 s; the words: {before[1]}"
        return after


class LabSlider:
    """One slider of a view."""

    def __init__(self, page, box):
        self.page = page
        self.box = box
        self.name = box.locator("label").inner_text()
        # Found by what a screen reader calls it: a slider without this name is none here.
        self.range = box.get_by_role("slider", name=self.name, exact=True)
        self.typed = box.get_by_role("textbox")

    def locked(self):
        """Tell whether the slider can't be moved yet."""
        return self.range.is_disabled()

    def at_lower_end(self):
        """Tell whether the slider can't go further down."""
        return self.range.evaluate("range => range.value === range.min")

    def at_upper_end(self):
        """Tell whether the slider can't be moved up."""
        return self.range.evaluate("range => range.value === range.max")

    def press(self, key):
        """Move the slider with the keyboard."""
        self.range.press(key)

    def type(self, text):
        """Type a number."""
        self.typed.fill(text)
        self.typed.press("Enter")

    def step(self, way):
        """Click the button for one step up or down."""
        self.box.get_by_role("button", name=f"{self.name}: one step {way}").click()

    def drag(self, pixels):
        """Drag the handle with the mouse, in steps as a hand does."""
        self.range.scroll_into_view_if_needed()
        box = self.range.bounding_box()
        place = self.range.evaluate("range => (range.value - range.min) / (range.max - range.min)")
        handle = 16  # pixels; its middle goes from 8 to 8 before the end
        x = box["x"] + handle / 2 + place * (box["width"] - handle)
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + pixels, y, steps=4)
        self.page.mouse.up()


class LabPad:
    """The pad of a view."""

    def __init__(self, page, canvas):
        self.page = page
        self.canvas = canvas

    def _on_the_page(self, points):
        self.canvas.scroll_into_view_if_needed()
        box = self.canvas.bounding_box()
        return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]

    def draw(self, points):
        """Draw a stroke with the mouse through points from (0, 0) to (1, 1)."""
        places = self._on_the_page(points)
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*place, steps=4)
        self.page.mouse.up()

    def touch(self, points, second):
        """Draw a stroke with a finger, while a second one rests at a point from the second on."""
        session = self.page.context.new_cdp_session(self.page)
        places = self._on_the_page([*points, second])
        fingers = [{"x": x, "y": y, "id": 0} for x, y in places]
        fingers[-1]["id"] = 1

        def send(kind, *touches):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [*touches]})

        send("touchStart", fingers[0])
        send("touchStart", fingers[0], fingers[-1])
        for finger in fingers[1:-1]:
            send("touchMove", finger, fingers[-1])
        send("touchEnd")
        session.detach()

    def press(self, *keys):
        """Press keys on the pad, one after another; "8*ArrowUp" is one eight times."""
        self.canvas.focus()
        for key in keys:
            times, _, name = key.rpartition("*")
            for _ in range(int(times or 1)):
                self.page.keyboard.press(name)
