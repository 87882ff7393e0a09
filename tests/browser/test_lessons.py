"""The lessons in the real JupyterLab, all in this file, so that one process opens one of it.

Every lesson runs with its exercises solved, and each control moves picture and words; lesson 06's
training plays, pauses, goes one step, starts again, and ends by itself.
"""

import math
import re
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

from tests.browser.conftest import ROOT
from tests.browser.lab import Lab
from tests.course import (
    EXERCISES,
    LESSONS,
    build,
    exercise_cells,
    key_functions,
    read_notebook,
)

pytestmark = pytest.mark.browser

CONVOLUTION = ["from helpers.views import ConvolutionView\nConvolutionView()"]
PLAYGROUND = ["from helpers.views import PlaygroundView\nPlaygroundView(hidden=[3])"]
SCRATCH = Path(__file__).parent  # not among the lessons, which other tests look at meanwhile
LAPTOP = 640  # pixels of height for a view at 1366×768, where the notebook has 647
CELLS = [
    "from helpers.views import TrainingView\nviews = []",
    "views.append(TrainingView())\nviews[-1]",
    "print([bool(view._task) and not view._task.done() for view in views])",
]
ASKING = [
    "import time\nfrom helpers.views import NeuronView, Predict",
    "NeuronView(predict=Predict('What will it be?'))",
    "time.sleep(seconds)",
    "seconds = 0",
]

DRAWING = [
    "from helpers.views import DigitsView, Predict\ndrawings = []",
    "pads = [DigitsView(strokes=[], drawings=drawings)]\npads[0]",
    "print(pads[0].pad.strokes[-1:])",
    "print([digit for _, digit in drawings])",
    "DigitsView(strokes=[], predict=Predict('How many?'))",
]


@pytest.mark.parametrize("name", LESSONS)
def test_the_key_earns_full_marks_and_every_control_moves_picture_and_words(name, open_lesson):
    with solved(name) as path:
        lesson = open_lesson(path)
    assert lesson.errors() == []
    assert lesson.warnings() == []
    for exercise in EXERCISES[name]:
        said = lesson.feedback(f"check({exercise.name})")
        assert said.startswith(f"✓ {exercise.name}: correct.")
        assert exercise.points_in_words(exercise.points).casefold() in said.casefold()
    assert lesson.views.count() > 0
    # The views draw with the learner's own functions.
    assert "returns nothing yet" not in lesson.notebook.inner_text()
    for index in range(lesson.views.count()):
        view = lesson.view(index)
        _answer_the_question(view)
        _move_every_control(view)
        for panel in view.panels()[1:]:
            panel.press("Space")
            view.look_when_still()
            _move_every_control(view)
            assert view.height() <= LAPTOP, f"view {index}"
    views = [lesson.view(index) for index in range(lesson.views.count())]
    for index, view in enumerate(views):
        assert view.height() <= LAPTOP, f"view {index}"
        assert view.complaints() == [], f"view {index}"
    for width in (1366, 800, 320):
        lesson.narrow(width)
        for index, view in enumerate(views):
            assert view.overflow() <= 1, f"view {index} at {width} pixels"


def _move_every_control(view):
    """Move each control that is in sight, and was not moved before; it moves picture and words."""
    sliders = view.sliders()
    for slider in sliders[:1]:  # the mouse does the same in each
        before = view.look()
        slider.drag(12 if slider.at_lower_end() else -12)
        view.wait_for_change(before)
        # A drag passes through several values; the key must not lead back to one of them.
        view.look_when_still()
    for slider in sliders:
        before = view.look()
        slider.press("ArrowLeft" if slider.at_upper_end() else "ArrowRight")
        view.wait_for_change(before)
    assert view.menus() == 0, "JupyterLab takes a menu's arrow keys: use a choice"
    for control in [*view.choices(), *view.ticks(), *view.buttons()]:
        if control.evaluate("part => 'moved' in part.dataset || !(part.dataset.moved = 'yes')"):
            continue
        if "The pad is empty" in view.words():  # no button changes its picture then
            view.pad().draw([(0.3, 0.2), (0.6, 0.8)])
            view.wait_for_words("1 stroke")
            view.look_when_still()
        before = view.look()
        control.press("Space")
        view.wait_for_change(before)


def _answer_the_question(view):
    """Commit to a guess where the view asks for one: it unlocks the controls and is drawn."""
    if not view.asks():
        return
    assert all(slider.locked() for slider in view.sliders())
    before = view.look()
    view.commit_guess("0.3")
    view.wait_for_change(before)
    assert not any(slider.locked() for slider in view.sliders())
    assert "Your guess was 0.3" in view.words()


def test_the_learners_own_sigmoid_drives_the_picture(open_lesson):
    lesson = open_lesson("01_neuron")
    assert "Your sigmoid returns nothing yet" in lesson.view(0).words()
    lesson.rewrite("def sigmoid(z):", "def sigmoid(z):\n    return 1 / (1 + np.exp(z))")
    lesson.run_all()
    assert "a = sigmoid(z) = sigmoid(7) = 0.0009" in lesson.view(0).words()
    assert "That is 1 − σ(z), the curve turned round" in lesson.feedback("check(sigmoid)")


def test_points_are_clicked_into_the_playground_or_typed_and_a_neuron_is_chosen(lab, playground):
    lesson = lab.open(playground)
    lesson.run_cell("PlaygroundView")
    view = lesson.view(0)
    view.panels()[4].press("Space")
    view.box.get_by_role("radio", name="puts ■, class 1").press("Space")
    view.wait_for_words("A click puts ■, class 1")
    view.click_picture(1, 80, 100)
    view.wait_for_words("all points are of class 1")
    view.box.get_by_role("radio", name="puts ○, class 0").press("Space")
    view.wait_for_words("A click puts ○, class 0")
    for name, text in (("x₁", "2,5"), ("x₂", "−1")):
        view.box.get_by_label(f"or by keyboard: {name}").fill(text)
    view.box.get_by_label("or by keyboard: x₂").press("Enter")
    view.wait_for_words("1 training points, 1 test points")
    view.click_picture(0, 240, 158)
    view.wait_for_words("Neuron 2 of layer 1 at")
    view.button("Undo").press("Space")
    view.wait_for_words("all points are of class 1")
    file = view.box.locator("input[type=file]")
    file.set_input_files({"name": "big.csv", "mimeType": "text/csv", "buffer": b"1,2,a\n" * 10**5})
    view.wait_for_words("big.csv has 600,000 bytes; at most 100,000 letters can be read.")
    table = "größe;alter;art\n1,5;2;ja\n2,5;3;nein".encode("cp1252")
    file.set_input_files({"name": "table.csv", "mimeType": "text/csv", "buffer": table})
    view.box.get_by_role("button", name="Use the table", disabled=False).press("Space")
    view.wait_for_words("x₁ = (größe − 2) · 10; x₂ = (alter − 2.5) · 10; class 0 is “ja”")


def test_the_mouse_asks_without_a_click_and_a_link_brings_a_setting_back(lab, playground):
    lesson = lab.open(playground)
    lesson.run_cell("PlaygroundView")
    lesson.save()
    view = lesson.view(0)
    view.point_at_picture(0, 240, 158)
    view.wait_for_words("Neuron 2 of layer 1 at")
    view.point_at_picture(0, 110, 173)
    view.wait_for_words("The weight from x₂ to neuron 2 of layer 1 is")
    view.point_at_picture(2, 10, 10)
    view.wait_for_words("The output at")
    view.panels()[-1].press("Space")
    link = view.box.get_by_label("as a link", exact=True).input_value()
    assert link.endswith(f"/lab/tree/{playground}.ipynb#playground=circle&hidden=3")
    view.wait_for_words("Good on this computer only, while JupyterLab runs.")

    lesson = lab.visit(link.replace("circle&hidden=3", "xor&seed=7&weights=1,2,0,-3.5"))
    # JupyterLab takes the end off its address, mostly before a cell can be run; here always.
    lesson.page.evaluate("history.replaceState(null, '', location.pathname)")
    lesson.run_cell("PlaygroundView")
    view = lesson.view(0)
    view.wait_for_words("This is the setting of the link in the address.")
    view.wait_for_words("hidden 4-2, tanh; plain, η = 0.03, batches of 10")
    line = view.box.get_by_label("this setting in Python", exact=True).first
    assert line.input_value() == "PlaygroundView(data='xor', seed=7, weights=((1, 2, 0, -3.5),))"
    for end, words in (
        ("playground=moons", "Moons, noise 0 %, seed 0"),
        ("playground=square", "The link in the address was not taken: data must be one of"),
    ):
        lesson.page.evaluate("end => { location.hash = end; }", end)
        view.wait_for_words(words)


def test_a_kernel_is_typed_cell_by_cell_or_stepped_with_arrows(lab, convolution):
    lesson = lab.open(convolution)
    lesson.run_cell("ConvolutionView")
    view = lesson.view(0)
    cell = view.box.get_by_label("weights, row 2, column 1", exact=True)
    assert cell.input_value() == "−1"
    before = view.look()
    cell.fill("-2,5")
    cell.press("Enter")
    before = view.wait_for_change(before)
    assert "Its weights, row by row: −1, 0, 1; −2.5, 0, 1; −1, 0, 1." in before[1]
    assert "padding 0; my own, stride 1" in before[1]
    for key, weight in (("ArrowUp", "−1.5"), ("Shift+ArrowDown", "−1.6")):
        cell.press(key)
        before = view.wait_for_change(before)
        assert f"−1, 0, 1; {weight}, 0, 1;" in before[1]
    before = view.look_when_still()
    cell.fill("much")
    cell.press("Tab")
    view.wait_for_words("“much” is no number from −9 to 9.")
    assert cell.get_attribute("aria-invalid") == "true"
    assert view.look_when_still() == before
    assert lesson.notebook.locator(":focus").get_attribute("aria-label").endswith("column 2")


def test_a_slider_ends_where_the_map_does(lab, convolution):
    lesson = lab.open(convolution)
    lesson.run_cell("ConvolutionView")
    view = lesson.view(0)
    row = next(slider for slider in view.sliders() if slider.name == "row")
    for option, last in (("stride", 4), ("padding", 5)):
        group = view.box.get_by_role("radiogroup", name=option)
        group.get_by_role("radio").nth(1).press("Space")
        view.wait_for_words(f"a map of {last + 1}×{last + 1}")
        row.press("End")
        view.wait_for_words(f"Row {last}, column")
        assert row.at_upper_end()
        row.type(str(last + 1))
        row.box.get_by_text(f"is no whole number from 0 to {last}.").wait_for()
        row.type("1")
        view.wait_for_words("Row 1, column")


def test_a_finger_draws_taps_and_opens_no_menu(chromium, lab_url, convolution):
    context = chromium.new_context(has_touch=True)
    lesson = Lab(context.new_page(), lab_url).open(convolution)
    lesson.run_cell("ConvolutionView")
    view = lesson.view(0)
    cell = view.box.get_by_label("weights, row 2, column 1", exact=True)
    cell.tap()
    lesson.page.keyboard.type("2")
    lesson.page.keyboard.press("Enter")
    view.wait_for_words("Its weights, row by row: −1, 0, 1; 2, 0, 1; −1, 0, 1.")
    assert lesson.page.locator(".lm-Menu:visible").count() == 0
    view.button("Clear pad").tap()
    view.wait_for_words("Filled so far: 24 of 100 numbers, from 0 to 0")
    view.pad().touch([(0.4, 0.1), (0.4, 0.9)], (0.9, 0.5))
    view.wait_for_words(" to 2.25; purple is above 0")
    context.close()


@contextmanager
def notebook_of(cells):
    """Write a notebook of these cells for a while; its name."""
    made = [nbformat.v4.new_code_cell(cell) for cell in cells]
    with written(nbformat.v4.new_notebook(cells=made, metadata=build.METADATA)) as name:
        yield name


@contextmanager
def solved(lesson):
    """Write a lesson with its exercises solved for a while; its name."""
    notebook = read_notebook(lesson)
    for name, cell in exercise_cells(notebook).items():
        cell.source = key_functions(lesson)[name]
    with written(notebook) as name:
        yield name


@contextmanager
def written(notebook):
    with tempfile.NamedTemporaryFile(
        dir=SCRATCH, suffix=".ipynb", delete=False, mode="w", encoding="utf-8"
    ) as file:
        nbformat.write(notebook, file)
    path = Path(file.name)
    try:
        yield f"{SCRATCH.relative_to(ROOT).as_posix()}/{path.stem}"
    finally:
        path.unlink()


@pytest.fixture
def scratch():
    """The name of a notebook that shows a view, and prints which views made so far have a task."""
    with notebook_of(CELLS) as name:
        yield name


@pytest.fixture
def playground():
    """The name of a notebook with a playground."""
    with notebook_of(PLAYGROUND) as name:
        yield name


@pytest.fixture
def convolution():
    """The name of a notebook with a kernel to edit."""
    with notebook_of(CONVOLUTION) as name:
        yield name


@pytest.fixture
def asking():
    """The name of a notebook with a view that asks, and a cell that keeps the kernel busy."""
    with notebook_of(ASKING) as name:
        yield name


def epoch(view):
    return int(re.search(r"[Ee]poch ([\d,]+)", view.words())[1].replace(",", ""))


def test_play_moves_the_curve_pause_stops_it_step_is_one_epoch_reset_is_the_start(
    open_lesson, scratch
):
    training = open_lesson(scratch).view(0)
    start = training.look()

    training.button("Play").press("Space")
    first = training.wait_for_change(start)
    training.wait_for_change(first)

    training.button("Pause").press("Space")
    stopped = training.look_when_still()
    training.page.wait_for_timeout(500)
    assert training.look() == stopped
    assert epoch(training) > 10

    before = epoch(training)
    training.button("One step").press("Space")
    training.wait_for_change(stopped)
    assert epoch(training) == before + 1

    training.button("Reset").press("Space")
    training.wait_for_words(start[1].splitlines()[0])
    assert training.look_when_still() == start


def wait_for_tasks(lesson, expected):
    """Ask the kernel which views have a running task until the answer is as expected."""
    answer = lesson.cell("print").locator(".jp-OutputArea-output")
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        lesson.run_cell("print")
        if answer.inner_text().strip() == expected:
            return
    raise AssertionError(f"not {expected} within 10 s")


def test_a_cell_run_again_and_a_closed_page_leave_no_task(new_lab, lab, scratch):
    first = new_lab()
    lesson = first.open(scratch)
    lesson.run_all()
    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[True]")
    lesson.run_cell("views.append")
    wait_for_tasks(lesson, "[False, False]")

    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[False, True]")
    lesson.page.wait_for_timeout(6000)  # the page answers that it is there
    wait_for_tasks(lesson, "[False, True]")
    lesson.menu("Edit", "Clear Outputs of All Cells")
    wait_for_tasks(lesson, "[False, False]")

    lesson.run_cell("views.append")
    lesson.view(0).button("Play").press("Space")
    wait_for_tasks(lesson, "[False, False, True]")
    first.page.close()
    # The kernel lives on, and the next page that opens the notebook speaks to the same one.
    wait_for_tasks(lab.open(scratch), "[False, False, False]")


def test_what_stands_in_the_box_is_committed_by_enter_also_while_the_kernel_is_busy(lab, asking):
    lesson = lab.open(asking)
    for cell in ("import time", "NeuronView(", "seconds = 0"):
        lesson.run_cell(cell)
    lesson.rewrite("time.sleep(seconds)", "time.sleep(2)")
    lesson.page.keyboard.press("Shift+Enter")
    view = lesson.view(0)
    box = view.box.get_by_label("Your guess")
    box.fill("0,64")
    box.press("Enter")
    assert (box.input_value(), box.is_disabled()) == ("0,64", True)
    assert "Your guess" not in view.words()  # the kernel has not answered yet
    view.wait_for_words("Your guess was 0.64")
    assert (box.input_value(), box.is_disabled()) == ("0,64", True)
    lesson.run_cell("NeuronView(")
    assert "Your guess was 0.64" in lesson.view(0).words()
    assert not any(slider.locked() for slider in lesson.view(0).sliders())


def test_a_number_is_typed_with_a_comma_and_any_step_is_in_reach(lab, asking):
    lesson = lab.open(asking)
    for cell in ("import time", "NeuronView("):
        lesson.run_cell(cell)
    view = lesson.view(0)
    view.commit_guess("0.5")
    view.wait_for_words("Your guess was 0.5")
    bias = next(slider for slider in view.sliders() if slider.name == "b")
    bias.type("-3,25")
    view.wait_for_words("3 + (−3.25)")
    bias.type("-4")
    view.wait_for_words("3 + (−4)")
    bias.step("up")
    view.wait_for_words("3 + (−3.9)")
    assert bias.typed.input_value() == "−3.9"
    for key, words in (
        ("Home", "(−20)"),
        ("End", " + 20"),
        ("PageDown", " + 16"),
        ("ArrowLeft", "15.9"),
    ):
        bias.press(key)
        view.wait_for_words(words)
    assert bias.typed.input_value() == "15.9"
    bias.type("much")
    assert "“much” is no number from −20 to 20." in bias.box.inner_text()
    assert "15.9" in view.words()


def test_a_lesson_comes_back_to_life_or_says_how(new_lab, asking):
    lab = new_lab()
    lesson = lab.open(asking)
    for cell in ("import time", "NeuronView("):
        lesson.run_cell(cell)
    lesson.save()

    lesson.page.reload()  # while the kernel runs: the view lives
    lesson = lab.again()
    lesson.view(0).commit_guess("0.5")
    lesson.view(0).wait_for_words("Your guess was 0.5")

    lesson.restart_kernel()
    output = lesson.cell("NeuronView(").locator(".jp-OutputArea-output")
    output.get_by_text("The kernel was restarted, so this view no longer answers.").wait_for()

    lesson.page.reload()
    _is_still(lab.again())
    lab.open(asking)  # closes the notebook with its kernel first
    _is_still(lab.open(asking))
    lesson.page.close()


def _is_still(lesson):
    output = lesson.cell("NeuronView(").locator(".jp-OutputArea-output")
    output.get_by_text("To move it, choose Run → Run All Cells.").wait_for()
    assert "a = sigmoid(z) = sigmoid(7) = 0.9991" in output.inner_text()
    assert output.get_by_role("img").get_attribute("alt").startswith("z = w₁·x₁")
    assert "Error displaying widget" not in lesson.notebook.inner_text()


@pytest.fixture
def drawing():
    """The name of a notebook with an empty pad, its drawings, and a pad that asks first."""
    with notebook_of(DRAWING) as name:
        yield name


def test_a_digit_is_drawn_with_mouse_or_finger_or_the_keyboard_alone_and_kept(open_lesson, drawing):
    lesson = open_lesson(drawing)
    view, asking = lesson.view(0), lesson.view(1)
    pad = view.pad()
    turn = [2 * math.pi * step / 12 for step in range(13)]
    pad.draw([(0.5 + 0.2 * math.sin(t), 0.5 - 0.35 * math.cos(t)) for t in turn])
    view.wait_for_words("The network reads 0")
    pad.draw([(0.1, 0.1), (0.2, 0.2)])
    view.wait_for_words("2 strokes, set upright")
    view.button("Undo stroke").click()
    view.wait_for_words("1 stroke, set upright")
    pad.touch([(0.5, 0.2), (0.5, 0.4), (0.5, 0.8)], second=(0.9, 0.9))
    view.wait_for_words("2 strokes, set upright")
    lesson.run_cell("print(pads")
    drawn = lesson.cell("print(pads").locator(".jp-OutputArea-output").inner_text()
    assert drawn.strip() == "[[[0.5, 0.2], [0.5, 0.4], [0.5, 0.8]]]"
    view.button("Undo stroke").click()
    view.wait_for_words("1 stroke, set upright")
    view.box.get_by_role("radio", name="0", exact=True).press("Space")
    view.wait_for_words("You drew 0, the triangle: ✓ read right")
    view.button("Keep drawing").click()
    view.wait_for_words("1 drawing kept, 1 read right.")
    lesson.run_cell("print([")
    assert lesson.cell("print([").locator(".jp-OutputArea-output").inner_text().strip() == "[0]"

    view.wait_for_words("The pad is empty: 64 zeros.")
    pad.press("8*ArrowUp", "4*ArrowLeft", "Space", "8*ArrowRight", "16*ArrowDown", "8*ArrowLeft")
    view.wait_for_words("1 stroke, set upright")
    pad.press("16*ArrowUp", "Space", "3*ArrowDown")
    view.wait_for_words("The network reads 0")
    assert view.box.get_by_text("Pen up, 8 right, 7 down of 24.").count() == 1
    pad.press("Space", "2*ArrowLeft")
    view.wait_for_words("2 strokes, set upright")
    pad.press("Backspace")
    view.wait_for_words("1 stroke, set upright")

    locked = asking.pad()
    assert locked.canvas.get_attribute("aria-disabled") == "true"
    locked.draw([(0.2, 0.2), (0.8, 0.8)])
    asking.commit_guess("0.5")
    asking.wait_for_words("Your guess was 0.5")
    assert "The pad is empty" in asking.words()
    locked.draw([(0.2, 0.2), (0.8, 0.8)])
    asking.wait_for_words("1 stroke, set upright")
