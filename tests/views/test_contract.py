"""What every view of every lesson promises.

A room's `contract.py` says with which `ARGUMENTS` its views are made here, with none where it says
nothing, and which arguments are `WRONG`, with what the error says of each.
"""

import base64
import doctest
import functools
import html
import importlib
import inspect
import io
import math
import re
import sys

import ipywidgets
import numpy as np
import pytest
from PIL import Image

from helpers.lessons import VIEWS, find_view
from helpers.views import Predict
from tests.views import overhang, pictures, run_apart

GUESS = "0.25"


def contract(name):
    """Return what the room of this view says for these tests."""
    return importlib.import_module(f"tests.lessons.{VIEWS[name].split('.')[-2]}.contract")


def arguments_of(name):
    """Return the arguments with which this view is made here."""
    return getattr(contract(name), "ARGUMENTS", {}).get(name, {})


def make(name, **more):
    """Return a new view with this name."""
    return find_view(name)(**arguments_of(name), **more)


@functools.cache
def untouched(name):
    """Return a view for the tests that only look at it: to make one takes longer than they."""
    return make(name)


def asking(name):
    """Return a new view with an open question."""
    return make(name, predict=Predict("What will it be?", low=-20, high=20))


def words_on_the_page(view):
    """Return the lines of the view's status, which a screen reader reads aloud."""
    texts = [child.value for child in view.children if isinstance(child, ipywidgets.HTML)]
    (status,) = [text for text in texts if 'role="status"' in text]
    return html.unescape(re.sub("<[^>]+>", "", status.replace("<br>", "\n")))


def is_button(control):
    return not control.has_trait("value")


def values_of(control):
    """Return values to move a control to: something between, both ends, and back to the start."""
    if hasattr(control, "options"):
        options = [value for _, value in control.options]
        values = [*options[1:-1], options[0], options[-1]]
    elif isinstance(control.value, bool):
        values = [not control.value]
    elif isinstance(control.value, str):
        values = ["because it", ""]
    else:
        low, high = control.min, control.max
        between = low + (high - low) / 3
        values = [round(between, 2) if isinstance(low, float) else int(between), low, high]
    start = control.value
    values = [value for value in values if value != start]
    assert values, f"{control.description} has a single value"
    return [*values, start]


def learners_functions(name):
    """Return the arguments of this view that take a learner's function, with the course's."""
    parameters = inspect.signature(find_view(name)).parameters.values()
    return {
        p.name: p.default for p in parameters if callable(p.default) and p.default is not p.empty
    }


every_view = pytest.mark.parametrize("name", VIEWS)


@every_view
def test_the_examples_in_its_module_print_what_they_say(name):
    view = find_view(name)
    assert ">>>" in view.__doc__
    assert doctest.testmod(sys.modules[view.__module__]).failed == 0


@every_view
@pytest.mark.filterwarnings("error")
def test_each_control_changes_picture_and_words_at_both_ends_and_between_and_leads_back(name):
    view = make(name)
    first = before = pictures(view), view.state
    for control in view.controls.values():
        if is_button(control):
            continue
        for value in values_of(control):
            control.value = value
            now = pictures(view), view.state
            assert "could not follow" not in view.state
            assert now[0] != before[0], f"{control.description} at {value} moved no picture"
            assert now[1] != before[1], f"{control.description} at {value} changed no words"
            assert words_on_the_page(view) == view.state
            before = now
        assert before == first, f"{control.description} did not lead back"


@every_view
@pytest.mark.filterwarnings("error")
def test_all_sliders_at_one_end_draw_without_a_warning(name):
    view = make(name)
    sliders = [control for control in view.controls.values() if control.has_trait("min")]
    for end in ("lowest", "highest"):
        for control in sliders:
            control.value = control.min if end == "lowest" else control.max
            assert "could not follow" not in view.state


@every_view
def test_each_button_does_what_the_method_with_its_name_does(name):
    clicked, called = make(name), make(name)
    for view in (clicked, called):  # so that there is something to reset
        movable = [control for control in view.controls.values() if not is_button(control)]
        for control in movable[:1]:
            control.value = values_of(control)[0]

    def compare():
        for label, control in clicked.controls.items():
            if is_button(control):
                control.click()
                getattr(called, label.removesuffix("_button"))()
                assert (pictures(clicked), clicked.state) == (pictures(called), called.state)
                assert words_on_the_page(clicked) == clicked.state
                seen.append(clicked.state)

    seen = [clicked.state]
    run_apart(compare)  # without an event loop nothing goes on by itself
    assert len(seen) == 1 or len(set(seen)) > 1


@every_view
def test_everything_has_a_name_or_says_what_it_shows(name):
    view = untouched(name)
    names = [control.description for control in view.controls.values()]
    assert all(names)
    assert len(set(names)) == len(names)
    assert all(control.tooltip for control in view.controls.values() if is_button(control))
    assert all(control is getattr(view, label) for label, control in view.controls.items())
    shown = [live.alt for live in view.figures]
    assert all(shown)
    assert len(set(shown)) == len(shown)


@every_view
def test_what_is_no_number_of_a_sliders_range_is_refused_with_a_sentence(name):
    view = untouched(name)
    picture, words = pictures(view), view.state
    for control in view.controls.values():
        if not control.has_trait("min"):
            continue
        wrong = (math.nan, math.inf, -math.inf) if isinstance(control.value, float) else ()
        for value in (*wrong, control.min - 1, control.max + 1):
            kind = type(control.value)
            with pytest.raises(
                ValueError, match=f"{control.description} must be a (whole )?number"
            ):
                control.value = value if value in wrong else kind(value)
        assert (pictures(view), view.state) == (picture, words)


@every_view
def test_wrong_arguments_are_refused_with_a_sentence_that_names_them(name):
    wrong = contract(name).WRONG[name]
    assert wrong
    for arguments, sentence in wrong:
        with pytest.raises(ValueError, match=sentence):
            find_view(name)(**arguments)


@every_view
def test_a_guess_unlocks_the_controls_and_stays_in_words_and_picture(name):
    view, free = asking(name), untouched(name)
    assert all(control.disabled for control in view.controls.values())
    picture = pictures(view)
    view.predict.commit("much")
    view.refresh()
    assert all(control.disabled for control in view.controls.values())
    assert "Your guess" not in view.state
    view.predict.commit(GUESS)
    assert [c.disabled for c in view.controls.values()] == [
        c.disabled for c in free.controls.values()
    ]
    told = f"Your guess was {GUESS} ({view.guess_mark})." if view.guess_mark else "Your guess was"
    assert told in view.state
    if view.guess_mark:
        assert pictures(view) != picture
        assert pictures(view) != pictures(free)
    assert overhang(view) <= 0.01
    control = next(c for c in view.controls.values() if not is_button(c) or not c.disabled)
    if is_button(control):
        control.click()
    else:
        control.value = values_of(control)[0]
    assert told in view.state


@every_view
def test_a_saved_notebook_gets_a_picture_and_its_state_in_words(name):
    view = untouched(name)
    data, metadata = view._repr_mimebundle_()
    assert data["text/plain"] == metadata["image/png"]["alt"] == view.state
    saved = np.asarray(Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("RGB"))
    live = [np.asarray(Image.open(io.BytesIO(picture))) for picture in pictures(view)]
    assert saved.shape[1] == sum(picture.shape[1] for picture in live)
    left = live[0]
    assert np.abs(saved[: left.shape[0], : left.shape[1]].astype(int) - left).mean() < 2


@every_view
def test_while_an_answer_is_blank_the_courses_function_stands_in_and_says_so(name):
    functions = learners_functions(name)
    given = arguments_of(name)
    without = {key: value for key, value in given.items() if key not in functions}
    for argument, reference in functions.items():

        def blank(*_arguments): ...

        blank.__name__ = f"my_{argument}"
        view = find_view(name)(**without, **{argument: blank})
        expected = (
            f"Your my_{argument} returns nothing yet, so the course's {reference.__name__} is"
        )
        assert expected in view.state
        assert pictures(view) == pictures(find_view(name)(**without))


@every_view
def test_an_error_in_a_learners_function_is_told_in_words_and_leaves_the_picture(name):
    for argument, reference in learners_functions(name).items():
        grumpy = []

        def own(*arguments, reference=reference, grumpy=grumpy):
            if grumpy:
                grumpy.append("called")
                raise RuntimeError("too much")
            return reference(*arguments)

        functools.update_wrapper(own, reference)
        view = find_view(name)(**{**arguments_of(name), argument: own})
        picture, words = pictures(view), view.state
        grumpy.append("from now on")
        view.refresh()
        told = view.state == "The picture could not follow: RuntimeError('too much')"
        assert told == ("called" in grumpy)
        assert pictures(view) == picture
        grumpy.clear()
        view.refresh()
        assert (pictures(view), view.state) == (picture, words)


@every_view
def test_nonsense_of_a_learners_function_is_told_from_the_start_with_or_without_a_view(name):
    for argument, reference in learners_functions(name).items():

        def own(*_arguments):
            return np.zeros((2, 3, 7))

        functools.update_wrapper(own, reference)
        try:
            view = find_view(name)(**{**arguments_of(name), argument: own})
            told = view.state
        except ValueError as error:
            view, told = None, str(error)
        assert reference.__name__ in told
        assert view is None or view._repr_mimebundle_()[0]["image/png"]
