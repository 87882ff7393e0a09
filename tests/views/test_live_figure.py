"""LiveFigure: what moves is redrawn, what stands still is drawn once."""

import io

import numpy as np
import pytest
from PIL import Image

from helpers.views.live_figure import LiveFigure


def pixels(live):
    return np.asarray(Image.open(io.BytesIO(live.value)))


@pytest.fixture
def live():
    return LiveFigure(3, 2, "A point")


def test_a_moved_point_is_drawn_at_its_new_place_and_only_there(live):
    axes = live.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    (point,) = live.moves(*axes.plot([0.2], [0.5], "o"))
    live.redraw()
    first = pixels(live)
    point.set_data([0.8], [0.5])
    live.redraw()
    moved = pixels(live)
    assert (first != moved).any()
    point.set_data([0.2], [0.5])
    live.redraw()
    np.testing.assert_array_equal(pixels(live), first)


def test_it_equals_the_picture_drawn_in_full(live):
    axes = live.subplots()
    (line,) = live.moves(*axes.plot([0, 1], [0, 1]))
    live.redraw()
    line.set_data([0, 1], [1, 0])
    live.redraw()
    quick = pixels(live)
    live.forget_background()
    live.redraw()
    np.testing.assert_array_equal(pixels(live), quick)


def test_a_change_of_the_background_shows_once_it_is_forgotten(live):
    axes = live.subplots()
    live.redraw()
    before = pixels(live)
    axes.set_title("new")
    live.redraw()
    np.testing.assert_array_equal(pixels(live), before)
    live.forget_background()
    live.redraw()
    assert (pixels(live) != before).any()


def test_artists_are_drawn_in_their_order_of_depth(live):
    axes = live.subplots()
    (front,) = live.moves(*axes.plot([0.5], [0.5], "s", ms=20, color="black", zorder=5))
    live.moves(*axes.plot([0.5], [0.5], "s", ms=40, color="white", zorder=4))
    live.redraw()
    column, row = front.get_transform().transform((0.5, 0.5)).astype(int)
    assert pixels(live)[-row, column].tolist() == [0, 0, 0]


def test_the_page_gets_a_name_for_the_picture_and_its_size(live):
    assert live.alt == "A point"
    assert live.layout.width == "288px"
    live.redraw()
    assert pixels(live).shape[:2] == (192, 288)


def test_what_rests_is_drawn_as_if_everything_were_drawn_anew():
    live = LiveFigure(3, 2, "lines and words")
    axes = live.subplots()
    (below,) = axes.plot([0, 1], [0, 1], linewidth=9, zorder=1)
    (above,) = axes.plot([0, 1], [1, 0], linewidth=9, zorder=3)
    words = axes.text(0.5, 0.5, "", zorder=2)
    live.moves(below, above, words)

    def is_right():
        live.redraw()
        kept = live.value
        live.forget_background()
        live.redraw()
        return kept == live.value

    moves = [
        lambda: above.set_ydata([1, 0.5]),
        lambda: above.set_ydata([1, 0.4]),
        lambda: words.set_text("here"),
        lambda: words.set_text(""),
        lambda: below.set_visible(False),
        lambda: above.set_ydata([1, 0.3]),
        lambda: below.set_visible(True),
        lambda: below.set_ydata([0.5, 1]),
        lambda: None,
    ]
    for move in moves:
        move()
        assert is_right()
