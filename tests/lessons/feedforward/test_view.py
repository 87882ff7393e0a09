"""FeedforwardView, driven from Python as a notebook may drive it."""

import functools
import warnings

import numpy as np
import pytest

from helpers.network import sigmoid
from helpers.views import FeedforwardView, Predict
from tests.views import overhang, pictures

STEPS = 9  # two neurons and then one, with three operations each
BLACK_FRAME, DASHED_FRAME, THICK_FRAME = range(3)


_plain_view = functools.cache(FeedforwardView)  # to make one takes longer than most tests


def at_step(step, row=0, **arguments):
    """Return a view that stands at a step, counted from 1, and follows a row."""
    view = FeedforwardView(**arguments) if arguments else _plain_view()
    view.reset()
    for _ in range(step - 1):
        view.forward_button.click()
    for _ in range(row):
        view.down_button.click()
    return view


def cells(grid):
    """Return what a grid shows: name, and the numbers as they are read."""
    shown = [text.get_text() for text in grid._texts if text.get_text()]
    return grid._title.get_text(), shown


def journey(view):
    """Return the numbers of the chosen row, line by line."""
    return [[text.get_text() for text in line if text.get_text()] for line in view._numbers]


def test_it_starts_with_row_0_times_column_0():
    view = FeedforwardView()
    assert view.state.splitlines() == [
        "Step 1 of 9: X @ W⁽¹⁾, shapes (4, 2) @ (2, 2) → (4, 2).",
        "Row 0 of X times column 0 of W⁽¹⁾: 0.5·0.1 + (−0.2)·0.4 = −0.03",
    ]
    assert cells(view._left) == ("X (4, 2)", ["0.5", "−0.2", "0", "0", "1", "1", "−2", "3"])
    assert cells(view._parameter) == ("W⁽¹⁾ (2, 2)", ["0.1", "0.3", "0.4", "−0.5"])
    known = ["−0.03", "·", "0", "·", "0.5", "·", "1", "·"]
    assert cells(view._result) == ("X @ W⁽¹⁾ (4, 2)", known)


def test_the_pass_is_that_of_the_tutorial():
    view = at_step(STEPS)
    assert journey(view) == [
        ["0.5", "−0.2"],
        ["−0.03", "0.25"],
        ["0.17", "0.15"],
        ["0.5424", "0.5374"],
        ["0.2717"],
        ["0.5717"],
        ["0.6392"],
    ]
    assert view.state.splitlines()[0] == "Step 9 of 9: σ(Z⁽²⁾), shapes (4, 1) → (4, 1)."
    assert view.state.splitlines()[-1] == "That is the end of the pass: ŷ of row 0 is 0.6392."


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (2, "Row 2 of X times column 1 of W⁽¹⁾: 1·0.3 + 1·(−0.5) = −0.2"),
        (3, "Row 2, column 0: 0.5 + 0.2 = 0.7. Every row gets the same biases."),
        (4, "Row 2, column 1: −0.2 + (−0.1) = −0.3. Every row gets the same biases."),
        (5, "Row 2, column 0: σ(0.7) = 0.6682"),
        (7, "Row 2 of A⁽¹⁾ times column 0 of W⁽²⁾: 0.6682·0.6 + 0.4256·(−0.1) = 0.3584"),
        (8, "Row 2, column 0: 0.3584 + 0.3 = 0.6584. Every row gets the same biases."),
        (9, "Row 2, column 0: σ(0.6584) = 0.6589"),
    ],
)
def test_each_operation_is_told_with_its_numbers(step, words):
    view = at_step(step, row=2)
    assert view.state.splitlines()[1] == words


def test_the_frames_are_round_the_row_the_column_and_the_cell_where_they_meet():
    view = at_step(2, row=3)
    row, column, cell = (frame.get_bbox() for frame in view._frames)
    assert (row.width, row.height) == (2, 1)
    assert (column.width, column.height) == (1, 2)
    assert (cell.width, cell.height) == (1, 1)
    assert (row.y0, column.x0) == (cell.y0, cell.x0)
    inside = [
        text.get_text()
        for text in view._result._texts
        if cell.x0 < text.get_position()[0] < cell.x1 and cell.y0 < text.get_position()[1] < cell.y1
    ]
    assert inside == ["−2.1"]


def test_a_sigmoid_takes_one_cell_and_no_parameter():
    view = at_step(5)
    assert cells(view._parameter) == ("", [])
    assert not view._frames[DASHED_FRAME].get_visible()
    assert view._frames[BLACK_FRAME].get_bbox().width == 1


def test_every_control_changes_picture_and_words_at_every_step():
    view = FeedforwardView()
    seen = set()
    for step in range(STEPS):
        for _ in range(4):
            view.down_button.click()
            seen.add((b"".join(pictures(view)), view.state))
        if step < STEPS - 1:
            view.forward_button.click()
    assert len({picture for picture, _ in seen}) == STEPS * 4
    assert len({words for _, words in seen}) == STEPS * 4
    last = view.state
    view.back_button.click()
    assert view.state != last
    view.forward_button.click()
    assert view.state == last


def test_the_rows_go_round():
    view = FeedforwardView()
    view.up_button.click()
    assert view.state.splitlines()[1].startswith("Row 3 of X")
    assert view._row_name.get_text() == "row 3"
    view.down_button.click()
    assert view.state == FeedforwardView().state
    assert pictures(view) == pictures(FeedforwardView())


def test_beyond_its_ends_the_pass_stays_where_it_is():
    view = FeedforwardView()
    first = view.state
    view.back()
    assert view.state == first
    while not view.forward_button.disabled:
        view.forward()
    last = view.state
    view.forward()
    assert view.state == last != first


def test_the_ends_of_the_pass_lock_their_button():
    view = FeedforwardView()
    assert view.back_button.disabled
    assert not view.forward_button.disabled
    view = at_step(STEPS)
    assert view.forward_button.disabled
    assert not view.back_button.disabled


def test_controls_stay_locked_until_the_guess_which_stays_in_the_picture():
    predict = Predict("What is ŷ of row 1?")
    view = FeedforwardView(predict=predict)
    assert view.up_button.disabled
    assert view.down_button.disabled
    assert view.forward_button.disabled
    before = pictures(view)
    predict.commit("0.5")
    assert pictures(view) != before
    assert "Your guess was 0.5." in view.state
    assert view._guess.get_text() == "your guess: 0.5"
    assert not view.up_button.disabled
    assert not view.down_button.disabled
    assert not view.forward_button.disabled
    assert view.back_button.disabled


def test_the_learners_function_drives_the_picture():
    view = at_step(5, layer=lambda X, W, b: sigmoid(X @ W))
    assert view.state.splitlines()[1:] == [
        "Row 0, column 0: σ(0.17) = 0.5424",
        "Your layer gives 0.4925 here, which is something else.",
    ]
    assert "≠ 0.4925" in view._says.get_text()
    assert journey(view)[3] == ["0.4925", "·"]
    view = at_step(STEPS, layer=lambda X, W, b: sigmoid(X @ W + b).tolist())
    assert pictures(view) == pictures(at_step(STEPS))


def test_a_bug_in_the_first_layer_runs_on_through_the_second():
    view = at_step(7, layer=lambda X, W, b: X @ W + b)
    assert "0.17·0.6 + 0.15·(−0.1) = 0.087" in view.state


@pytest.mark.parametrize(
    ("result", "given"),
    [
        (np.ones((2, 4)), r"layer returned shape \(2, 4\)"),
        (np.ones(2), r"layer returned shape \(2,\)"),
        ("abc", "layer returned 'abc'"),
        ([[1], [1, 2]], r"layer returned \[\[1\], \[1, 2\]\]"),
    ],
)
def test_a_layer_that_gives_something_else_is_refused_by_name_and_shape(result, given):
    def layer(X, W, b):
        return result

    with pytest.raises(ValueError, match=given + r".* expected shape \(4, 2\)"):
        FeedforwardView(layer=layer)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_none_are_told_and_the_view_lives_on(value):
    def layer(X, W, b):
        return np.full((len(X), len(b)), value)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        view = at_step(5, layer=layer)
        assert "is no finite number: this step has left their range" in view.state
        for _ in range(4):
            view.forward_button.click()
        assert "Step 9 of 9" in view.state
        for _ in range(STEPS - 1):
            view.back_button.click()
    assert view.state.splitlines()[1].endswith("= −0.03")


def test_a_product_that_overflows_is_told_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        view = FeedforwardView(X=[[1e308, 1e308]], weights=[[[9], [9]]], biases=[[0]])
    assert "inf is no finite number" in view.state


def test_large_numbers_fit_into_their_cells():
    view = FeedforwardView(X=[[1234.5678, -98765.4321]])
    assert cells(view._left)[1] == ["1235", "−9.9e+04"]


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"X": [[1], [2]], "weights": [[[1]]], "biases": [[0]]},
        {
            "X": np.full((5, 3), -9.8765),
            "weights": [np.full((3, 3), -0.1234)] * 3,
            "biases": [np.full(3, -0.1234)] * 3,
        },
    ],
)
def test_no_title_or_label_is_cut_at_any_step(arguments):
    view = FeedforwardView(**arguments, predict=Predict("What is ŷ?"))
    view.predict.commit("0.1234")
    for _ in view._steps:
        assert overhang(view) <= 0.01
        view.forward_button.click()


def test_panels_fit_into_the_column_of_a_narrow_page():
    assert all(live.figure.get_figwidth() <= 3.85 for live in FeedforwardView().figures)
