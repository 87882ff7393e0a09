"""Every lesson in the real JupyterLab: it runs, and each control moves picture and words."""

import pytest

from tests.course import LESSONS

pytestmark = pytest.mark.browser


@pytest.fixture(params=LESSONS)
def lesson(request, open_lesson):
    """A lesson that has been opened and run from top to bottom."""
    return open_lesson(request.param)


def test_lesson_runs_and_every_control_moves_picture_and_words(lesson):
    assert lesson.errors() == []
    assert lesson.warnings() == []
    assert lesson.views.count() > 0
    for index in range(lesson.views.count()):
        view = lesson.view(index)
        _answer_the_question(view)
        for slider in view.sliders():
            before = view.look()
            slider.drag(-12)
            view.wait_for_change(before)
            # A drag passes through several values; the key must not lead back to one of them.
            before = view.look_when_still()
            slider.press("ArrowRight")
            view.wait_for_change(before)
        assert view.menus() == 0, "JupyterLab takes a menu's arrow keys: use ToggleButtons"
        for control in [*view.choices(), *view.ticks(), *view.buttons()]:
            before = view.look()
            control.press("Space")
            view.wait_for_change(before)
    for width in (1280, 800):
        lesson.page.set_viewport_size({"width": width, "height": 900})
        for index in range(lesson.views.count()):
            assert lesson.view(index).overflow() <= 1, f"view {index} at {width} pixels"


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
