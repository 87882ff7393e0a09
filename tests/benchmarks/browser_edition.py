"""How long the browser edition takes, in real Pyodide.

    python3 start.py test --collect-only -q    # once: installs what the tests need
    .venv/bin/python tests/benchmarks/browser_edition.py [01_neuron …]

For each lesson, in a browser that has never seen the site, which lies on this computer: seconds
from the link to the notebook, to a kernel that answers, and, with *Run All Cells* chosen then, to
the first picture; the longest cell; and milliseconds from a key on a slider to the last new
picture. Where something trains: how many pictures a second are drawn, and how soon Pause stops
them.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import FLAGS, find_chromium  # noqa: E402
from tests.browser.lab import APP  # noqa: E402
from tests.browser.test_pyodide import arrived, build_for_tests, lite, unlocked  # noqa: E402
from tests.course import LESSONS  # noqa: E402
from tests.lite.carrier import unpack_pyodide  # noqa: E402

MOVES = 20
# Milliseconds from a key until the last picture that it changes is decoded, null where none does.
WATCH = """
area => new Promise(resolve => {
    let start, last = null;
    area.addEventListener('keydown', () => start = performance.now(), {capture: true, once: true});
    const observer = new MutationObserver(async changes => {
        await Promise.all(changes.map(change => change.target.decode().catch(() => {})));
        last = performance.now() - start;
    });
    for (const image of area.querySelectorAll('img')) {
        observer.observe(image, {attributes: true, attributeFilter: ['src']});
    }
    setTimeout(() => { observer.disconnect(); resolve(last); }, 1000);
})
"""
TIME_CELLS = f"""
() => {{
    const notebook = {APP}.shell.currentWidget.content;
    notebook.notebookConfig = {{...notebook.notebookConfig, recordTiming: true}};
}}
"""
# Each cell that was run: its seconds and its source.
CELLS = f"""
() => {APP}.shell.currentWidget.content.widgets
    .map(cell => [cell.model.getMetadata('execution'), cell.model.sharedModel.getSource()])
    .filter(([times]) => times)
    .map(([times, source]) => [
        (new Date(times['shell.execute_reply']) - new Date(times['iopub.execute_input'])) / 1000,
        source,
    ])
"""
# Pictures in so many milliseconds of playing; and, after a click on Pause, when the last one came.
FRAMES = """
async ([box, milliseconds]) => {
    let frames = 0, last = 0, begin = performance.now();
    const observer = new MutationObserver(changes => {
        frames += changes.length;
        last = performance.now() - begin;
    });
    for (const image of box.querySelectorAll(':scope > .widget-box > .course-picture > img')) {
        observer.observe(image, {attributes: true, attributeFilter: ['src']});
    }
    await new Promise(resolve => setTimeout(resolve, milliseconds));
    const seen = frames;
    begin = performance.now(), last = 0;
    [...box.querySelectorAll('button')].find(one => one.innerText === 'Pause').click();
    await new Promise(resolve => setTimeout(resolve, 2000));
    return [seen, last];
}
"""


def main(lessons):
    """Build the site and measure each lesson, in a browser of its own."""
    with tempfile.TemporaryDirectory() as folder:
        pyodide, site = Path(folder) / "pyodide", Path(folder) / "site"
        pyodide.mkdir()
        if problem := unpack_pyodide(pyodide):
            sys.exit(problem)
        begin = time.monotonic()
        build_for_tests(site, pyodide)
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        print(f"built in {time.monotonic() - begin:.1f} s: {size / 1e6:.0f} MB with Pyodide")
        with lite.server_of(site) as server, sync_playwright() as running:
            Thread(target=server.serve_forever, daemon=True).start()
            for lesson in lessons:
                browser = running.chromium.launch(executable_path=find_chromium(), args=FLAGS)
                page = browser.new_page(viewport={"width": 1366, "height": 768})
                measure(page, f"http://localhost:{server.server_port}", lesson)
                browser.close()
            server.shutdown()


def measure(page, address, lesson):
    """Print a lesson's times."""
    begin = time.monotonic()
    page.goto(f"{address}/lab/index.html?path={lesson}.ipynb")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=60_000)
    times = [time.monotonic() - begin]
    opened = arrived(page)
    times.append(time.monotonic() - begin)
    page.evaluate(TIME_CELLS)
    opened.menu("Run", "Run All Cells")
    opened.views.first.wait_for(timeout=120_000)
    times.append(time.monotonic() - begin)
    opened.run_all()
    line = "notebook {:.1f} s, kernel {:.1f} s, first view {:.1f} s".format(*times)
    seconds, source = max(page.evaluate(CELLS))
    line += f", longest cell {seconds:.1f} s ({source.splitlines()[0]} …)"
    print(f"{lesson}: {line}; {slider(opened)}", flush=True)
    for index in range(opened.views.count()):
        if opened.view(index).button("Play").count():
            print(f"{lesson}: {training(unlocked(opened.view(index)))}", flush=True)


def slider(opened):
    """Return what a key on the first slider that changes a picture takes."""
    for index in range(opened.views.count()):
        view = unlocked(opened.view(index))
        for one in view.sliders():
            view.look_when_still()
            if key(view, one, 0) is None:
                continue
            times = [key(view, one, move) for move in range(1, MOVES + 1)]
            if None not in times:
                median, most = statistics.median(times), sorted(times)[-2]
                return f"slider {median:.0f} ms, 95 % within {most:.0f} ms"
    return "no slider changes a picture"


def key(view, one, move):
    """Press a key on a slider; return how long the pictures took, None where none has changed."""
    one.range.focus()
    waiting = view.box.evaluate_handle(f"area => ({{done: ({WATCH})(area)}})")
    view.page.keyboard.press("ArrowLeft" if move % 2 else "ArrowRight")
    return waiting.evaluate("waiting => waiting.done")


def training(view):
    """Return how a training that plays is drawn."""
    view.look_when_still()
    view.button("Play").press("Space")
    view.page.wait_for_timeout(500)
    seconds = 4
    frames, last = view.page.evaluate(FRAMES, [view.box.element_handle(), 1000 * seconds])
    return f"{frames / seconds:.1f} pictures a second, Pause after {last:.0f} ms"


if __name__ == "__main__":
    main(sys.argv[1:] or LESSONS)
