"""The browser edition in real Pyodide: `python3 start.py test --lite`.

Starting Python takes most of the time, so the lessons are laid into one page, one after another, on
the same kernel with its names taken away. The first one is opened as a learner would: from the
front page. The tests go on from where the one before has left the page.
"""

import json
import os
from threading import Thread

import pytest

from tests.browser.lab import APP, LabPage
from tests.course import EXERCISES, LESSONS, ROOT, key_path, load_module
from tests.grading.small import run
from tests.lite.carrier import unpack_pyodide

pytestmark = pytest.mark.browser

lite = load_module(ROOT / "lite" / "build.py")
FIRST = "01_neuron"
KERNEL_IS_THERE = f"() => {APP}?.shell.currentWidget?.sessionContext?.session?.kernel"
LAY = f"""
async path => {{
    const panel = {APP}.shell.currentWidget;
    const code = "%reset -f\\nimport ipywidgets\\nipywidgets.Widget.close_all()\\n%reset -f";
    await panel.sessionContext.session.kernel.requestExecute({{code, silent: true}}).done;
    // As the site has it: what is saved under a name is what was last laid into the page.
    panel.context.model.fromJSON(await (await fetch(`../files/${{path}}`)).json());
}}
"""
RUN = f"""
async code => {{
    const kernel = {APP}.shell.currentWidget.sessionContext.session.kernel;
    const future = kernel.requestExecute({{code, store_history: false}});
    let said = '';
    future.onIOPub = message => {{
        said += message.content.text ?? message.content.traceback?.join('\\n') ?? '';
    }};
    await future.done;
    return said;
}}
"""
SAVED = f"path => {APP}.serviceManager.contents.get(path, {{content: true}})"


def _give_up(reason):
    """Skip the tests; where everything is to be tested, fail."""
    if os.environ.get("COURSE_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def site(request, tmp_path_factory):
    """The site with Pyodide beside it."""
    if not request.config.getoption("--lite"):
        pytest.skip("The browser edition runs in real Pyodide with --lite.")
    pyodide = tmp_path_factory.mktemp("pyodide")
    if problem := unpack_pyodide(pyodide):
        _give_up(problem)
    out = tmp_path_factory.mktemp("lite") / "site"
    build_for_tests(out, pyodide)
    return out


def build_for_tests(out, pyodide):
    """Build the site so that the words of `LabPage` can ask JupyterLab on its page."""
    lite.build(out, pyodide)
    settings = out / "jupyter-lite.json"
    changed = json.loads(settings.read_text(encoding="utf-8"))
    changed["jupyter-config-data"]["exposeAppInBrowser"] = True
    settings.write_text(json.dumps(changed), encoding="utf-8")


@pytest.fixture(scope="module")
def visit(site, chromium):
    """A page on which a learner has opened lesson 01 from the front page."""
    with lite.server_of(site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        context = chromium.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        address = f"http://localhost:{server.server_port}/"
        asked_for = []
        page.on("request", lambda request: asked_for.append(request.url))
        page.goto(address)
        page.get_by_role("link", name="Open lesson 01").click()
        yield arrived(page)
        context.close()
        server.shutdown()
    here = (address, "blob:", "data:")
    assert [url for url in asked_for if not url.startswith(here)] == [], "it needs the internet"


def come_back(page):
    """Load the page anew by lesson 01's link: its address alone would open no notebook."""
    page.goto(f"{page.url.partition('/lab/')[0]}/lab/index.html?path={FIRST}.ipynb")


def arrived(page):
    """Return the notebook that is open, once its kernel answers."""
    page.wait_for_function(KERNEL_IS_THERE, timeout=60_000)
    lesson = LabPage(page)
    lesson.wait_for_kernel()
    return lesson


def unlocked(view):
    """Answer the view's question, where one is open: a guess outlasts the cell, and the test."""
    if view.asks() and view.box.get_by_label("Your guess").is_enabled():
        view.commit_guess("0.3")
        view.wait_for_words("Your guess was 0.3")
    return view


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_lesson_runs_its_view_moves_and_its_key_is_right(visit, lesson):
    if lesson != FIRST:
        visit.page.evaluate(LAY, f"{lesson}.ipynb")
    visit.run_all()
    assert (visit.errors(), visit.warnings()) == ([], [])
    for index in range(visit.views.count()):
        view = unlocked(visit.view(index))
        before = view.look_when_still()
        if sliders := view.sliders():
            sliders[0].press("ArrowLeft" if sliders[0].at_upper_end() else "ArrowRight")
        else:
            [*view.choices(), *view.ticks(), *view.buttons()][0].press("Space")
        view.wait_for_change(before)
    key = key_path(lesson).read_text(encoding="utf-8")
    checks = "\n".join(f"print(check({exercise.name}))" for exercise in EXERCISES[lesson])
    said = visit.page.evaluate(RUN, f"{key}\n{checks}")
    assert [line[0] for line in said.splitlines()] == ["✓"] * len(EXERCISES[lesson]), said


def test_play_goes_on_and_pause_stops_it(visit):
    visit.page.evaluate(LAY, "06_xor_training.ipynb")
    visit.run_all()
    views = [visit.view(index) for index in range(visit.views.count())]
    view = next(view for view in views if view.button("Play").count())
    before = unlocked(view).look_when_still()
    view.button("Play").press("Space")
    first = view.wait_for_change(before)
    view.wait_for_change(first)
    view.button("Pause").press("Space")
    view.wait_for_words("Paused")
    stopped = view.look_when_still()
    visit.page.wait_for_timeout(500)
    assert view.look() == stopped


def test_an_endless_answer_is_ended_after_five_seconds_and_nothing_is_left_behind(visit):
    visit.page.evaluate(LAY, f"{FIRST}.ipynb")
    visit.run_all()
    visit.rewrite("def sigmoid(z):", "def sigmoid(z):\n    while True:\n        pass")
    visit.run_cell("def sigmoid(z):")
    visit.run_cell("check(sigmoid)")
    assert "it had not ended after 5 seconds" in visit.feedback("check(sigmoid)")
    left = "import sys\nprint([*map(sys.monitoring.get_tool, range(6))])"
    assert visit.page.evaluate(RUN, left).strip() == str([None] * 6)
    assert (visit.errors(), visit.warnings()) == ([], [])


def test_an_edit_survives_a_reload_with_its_views_and_is_graded(visit, tmp_path):
    visit.rewrite("def sigmoid(z):", "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))")
    visit.run_all()
    visit.save()
    come_back(visit.page)
    lesson = arrived(visit.page)
    assert "return 1 / (1 + np.exp(-z))" in lesson.cell("def sigmoid(z):").inner_text()
    output = lesson.cell("NeuronView(").locator(".jp-OutputArea-output").last
    output.get_by_text("To move it, choose Run → Run All Cells.").wait_for()
    assert output.get_by_role("img").get_attribute("alt").startswith("z = w₁·x₁")
    assert "Error displaying widget" not in lesson.notebook.inner_text()
    points = "from helpers.check import progress\nprint(progress('01_neuron'))"
    said = visit.page.evaluate(RUN, points)
    assert "✓ sigmoid: 2 of 2 points, when it was last checked" in said
    with visit.page.expect_download() as download:
        lesson.menu("File", "Download")
    download.value.save_as(tmp_path / "in" / "Ada.ipynb")
    status, rows = run(tmp_path, source="in")
    assert (status, rows["Ada"]["sigmoid"]) == (0, "2")


def test_a_lesson_that_has_changed_is_announced_and_the_learners_copy_kept(visit, site):
    file = site / "files" / f"{FIRST}.ipynb"
    lesson = json.loads(file.read_text(encoding="utf-8"))
    lesson["cells"][0]["source"] = "# One neuron, told anew"
    lesson["metadata"]["course"]["version"] = lite.version(lesson)
    file.write_text(json.dumps(lesson), encoding="utf-8")
    page = visit.page
    come_back(page)
    page.get_by_text("has changed since you began it").wait_for()
    assert "np.exp(-z)" in arrived(page).cell("def sigmoid(z):").inner_text()  # theirs, as it was
    page.get_by_role("button", name="Keep mine, open the new one").click()
    page.get_by_role("heading", name="One neuron, told anew").wait_for()
    mine = page.evaluate(SAVED, f"{FIRST} (mine 1).ipynb")["content"]
    assert any("np.exp(-z)" in "".join(cell["source"]) for cell in mine["cells"])


def test_a_link_opens_the_playground_with_its_setting_and_gives_it_again(visit):
    end = "#playground=xor&hidden=3,2&weights=1,2,0,-3.5"
    link = f"{visit.page.url.partition('/lab/')[0]}/lab/index.html?path=10_deeper.ipynb{end}"
    visit.page.goto(link)
    lesson = arrived(visit.page)
    lesson.run_cell("import numpy as np")
    lesson.run_cell("PlaygroundView(")
    view = unlocked(lesson.view(0))
    view.wait_for_words("XOR, noise 0 %, seed 0")
    assert "hidden 3-2" in view.words()
    assert "1 moved by hand at the start" in view.words()
    view.panels()[-1].press("Space")
    assert view.box.get_by_label("as a link", exact=True).input_value() == link
