"""Run the lessons' copies for Colab with Colab's versions, in Chromium: `python -m tests.colab`.

No part of the test command: it installs an environment of its own (minutes at first, then half a
minute a lesson). What is Google's own is not here: its page, its loader of widgets and its network.
JupyterLab 3.6 stands for the page, since it speaks to ipywidgets 7 as well, and a few lines stand
for the package google.colab; the course is installed from this repository's last commit.

    python -m tests.colab [--environment DIR] [01_neuron …]
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
from playwright.sync_api import sync_playwright

from tests.browser.conftest import FLAGS, find_chromium, free_port
from tests.browser.lab import APP, OPEN, LabView
from tests.course import LESSONS, ROOT, build, exercise_cells, key_functions

PYTHONS = ["3.13", "3.12", "3.11"]  # Colab's first; else one that is at hand
VERSIONS = ["ipywidgets==7.7.1", "ipython==7.34.0", "ipykernel==6.17.1", "matplotlib==3.10.*"]
PAGE = ["jupyterlab==3.6.8", "jupyterlab-widgets==1.1.11", "pip"]
# The part of JupyterLab 3.6 for working together has no wheel for new Pythons, and isn't used.
OVERRIDE = "y-py ; python_version < '3'\n"
# What anywidget asks of google.colab, and what Colab does to the messages that `display` sends.
STAND_IN = """
class _widgets:
    _installed_url = None

def enable_custom_widget_manager():
    from IPython import get_ipython
    _widgets._installed_url = "colab's loader"
    get_ipython().display_pub.register_hook(_name_the_loader)

def _name_the_loader(message):
    widget = "application/vnd.jupyter.widget-view+json"
    if widget in message.get("content", {}).get("data", {}):
        message["content"].setdefault("metadata", {})[widget] = {"colab": _widgets._installed_url}
    return message
"""
RUN_ALL = f"() => {APP}.commands.execute('notebook:run-all-cells')"
CLOSE = f"""
async () => {{
    const panel = {APP}.shell.currentWidget;
    await panel.sessionContext?.shutdown();
    panel.dispose();  // `close` would ask whether to save
}}
"""
SAVE = f"() => {APP}.shell.currentWidget.context.save()"
IDLE = f"""
async () => {{
    const kernel = {APP}.shell.currentWidget.sessionContext.session.kernel;
    await kernel.requestKernelInfo();
    await kernel.requestKernelInfo();
}}
"""
VIEWS = ".jp-OutputArea-output .widget-vbox:has(> .widget-box > .course-picture)"
MINUTE = 60_000


def make_environment(folder):
    """Install Colab's versions into a folder, unless they are there; return its Python."""
    from uv import find_uv_bin

    uv, python = find_uv_bin(), folder / "bin" / "python"
    if not (folder / "share" / "jupyter" / "lab").exists():
        for version in PYTHONS:
            command = [uv, "venv", "--clear", "--no-python-downloads", "--python", version, folder]
            if subprocess.run(command).returncode == 0:
                break
        override = folder / "override.txt"
        override.write_text(OVERRIDE, encoding="utf-8")
        command = [uv, "pip", "install", "--only-binary", ":all:", "--override", override]
        command += ["--python", python, *VERSIONS, *PAGE]
        subprocess.run(command, check=True)
        (packages,) = folder.glob("lib/python*/site-packages")
        output = packages / "google" / "colab" / "output"
        output.mkdir(parents=True)
        (output / "__init__.py").write_text(STAND_IN, encoding="utf-8")
        (packages / "colab.pth").write_text("import google.colab.output\n", encoding="utf-8")
    # A machine of Colab's is new each time; pip leaves a course alone that is there already.
    command = [uv, "pip", "uninstall", "--python", python, build.PROJECT["name"]]
    subprocess.run(command, check=True, capture_output=True)
    return python


def write_lessons(folder, lessons):
    """Write the copies for Colab there, with the key's answers, which install from this folder."""
    for lesson in lessons:
        notebook = nbformat.read(ROOT / "colab" / f"{lesson}.ipynb", as_version=4)
        answers = key_functions(lesson)
        for name, cell in exercise_cells(notebook).items():
            cell.source = answers[name]
        install = next(cell for cell in notebook.cells if cell.id == "colab-install")
        assert build.REPOSITORY in install.source
        install.source = install.source.replace(build.REPOSITORY, ROOT.as_uri())
        nbformat.write(notebook, folder / f"{lesson}.ipynb")


@contextmanager
def page_of_colab(python, folder):
    """Yield a page with JupyterLab of that environment, which sees that folder."""
    port = free_port()
    command = [python, "-m", "jupyterlab", "--no-browser", "--port", str(port), "--allow-root"]
    command += ["--ServerApp.token=", "--LabApp.expose_app_in_browser=True"]
    settings = {"HOME": str(folder), "PATH": f"{python.parent}:{os.environ['PATH']}"}
    settings |= {"VIRTUAL_ENV": str(python.parents[1]), "JUPYTER_PREFER_ENV_PATH": "1"}
    with (folder / "jupyter.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env=os.environ | settings, stdout=log, stderr=log
        )
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            _load(page, f"http://localhost:{port}/lab")
            yield page
            browser.close()
    finally:
        server.terminate()
        server.wait(20)


def _load(page, address):
    for _ in range(60):
        try:
            page.goto(address)
            break
        except Exception:  # the server is still starting
            time.sleep(1)
    page.wait_for_function(f"() => {APP}?.shell.currentWidget", timeout=MINUTE)


class ColabLesson:
    """A copy that has been run from top to bottom."""

    def __init__(self, page, folder, lesson):
        self.page = page
        self.path = folder / f"{lesson}.ipynb"
        page.evaluate(OPEN, self.path.name)
        page.evaluate(RUN_ALL)
        self.wait_for_kernel()
        self.views = page.locator(f".jp-NotebookPanel:visible {VIEWS}")
        self.views.first.wait_for(timeout=MINUTE)

    def wait_for_kernel(self):
        """Wait until the kernel has answered everything that the page has asked."""
        self.page.evaluate(IDLE)

    def close(self):
        """End its kernel and leave it."""
        self.page.evaluate(CLOSE)

    def outputs(self):
        """Save; return the outputs that the file has."""
        self.page.evaluate(SAVE)
        notebook = nbformat.read(self.path, as_version=4)
        return [
            output
            for cell in notebook.cells
            if cell.cell_type == "code" and cell.id != "colab-install"
            for output in cell.outputs
        ]


def check_outputs(lesson, outputs):
    """Hold what the file has against what it should: answers that are right, and saved views."""
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    words = "".join(o.get("data", {}).get("text/plain", "") for o in outputs)
    for name in key_functions(lesson):
        assert f"✓ {name}: correct." in words, name
    saved = [o for o in outputs if "image/png" in o.get("data", {}) and build.WIDGET in o.data]
    for output in saved:
        assert output.metadata["image/png"]["alt"] == output.data["text/plain"]
        assert output.metadata[build.WIDGET] == {"colab": "colab's loader"}
    return len(saved)


def move(view):
    """Commit a guess where one is asked; use a control with a key; look at the pictures."""
    view.box.locator(".course-picture > img").first.wait_for(timeout=MINUTE)
    if view.asks():
        before = view.look()
        view.commit_guess("0.3")
        view.wait_for_change(before)
    before = view.look_when_still()
    if sliders := view.sliders():
        lowest = sliders[0].range.evaluate("range => range.value === range.min")
        sliders[0].press("End" if lowest else "Home")
    else:
        [*view.choices(), *view.buttons()][0].press("Space")
    view.wait_for_change(before)
    pictures = view.box.locator(".course-picture > img").all()
    assert pictures
    assert all(picture.get_attribute("alt") for picture in pictures)
    width = "image => [image.naturalWidth, image.getBoundingClientRect().width]"
    widths = [picture.evaluate(width) for picture in pictures]
    assert all(drawn == shown for drawn, shown in widths), widths


def play_and_pause(view):
    """Let training play, pause it, and see that it stands still."""
    before = view.look_when_still()
    view.button("Play").press("Space")
    view.wait_for_change(view.wait_for_change(before))
    view.button("Pause").press("Space")
    stopped = view.look_when_still()
    view.page.wait_for_timeout(1000)
    assert view.look() == stopped


def look_at(lesson, opened):
    """Hold all that a lesson shows against what it should; say what was seen."""
    views = [LabView(opened, view) for view in opened.views.all()]
    saved = check_outputs(lesson, opened.outputs())
    assert saved >= len(views)
    playing = [view for view in views if view.button("Play").count()]
    for view in views:
        move(view)
    for view in playing:
        play_and_pause(view)
    print(
        f"{lesson}: all answers are right, {len(views)} views move and are saved, "
        f"{len(playing)} play and pause"
    )


def main():
    """Run the lessons named, or all; say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--environment", type=Path, help="keep the environment here")
    parser.add_argument("lessons", nargs="*", default=LESSONS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        python = make_environment((options.environment or folder / "environment").absolute())
        notebooks = folder / "notebooks"
        notebooks.mkdir()
        write_lessons(notebooks, options.lessons)
        with page_of_colab(python, notebooks) as page:
            for lesson in options.lessons:
                opened = ColabLesson(page, notebooks, lesson)
                look_at(lesson, opened)
                opened.close()
        versions = [python, "-m", "pip", "list", "--format", "json"]
        installed = json.loads(subprocess.check_output(versions))
        assert {"name": "ipywidgets", "version": "7.7.1"} in installed
        print("ipywidgets is still 7.7.1")


if __name__ == "__main__":
    main()
