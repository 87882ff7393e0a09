"""ConvolutionView and its grid, driven from Python as a notebook may drive them."""

import re

import numpy as np
import pytest

from helpers.data import load_digits
from helpers.views import ConvolutionView
from helpers.views.number_grid import NumberGrid
from tests.views import overhang, pictures

THREE = np.pad(load_digits()[0][13] / 16, 2)
EDGE = np.array([[-1, 0, 1]] * 3)


def independent_map(pixels, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(pixels, (3, 3))
    return np.einsum("ijuv,uv->ij", windows, kernel)


def sum_told(view):
    (line,) = [line for line in view.state.splitlines() if line.startswith("Row ")]
    return float(line.rpartition("= ")[2].rstrip(".").replace("−", "-"))


@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("padding", [0, 1])
def test_the_sum_told_is_that_of_the_map_with_any_stride_and_padding(stride, padding):
    view = ConvolutionView()
    view.stride.value, view.padding.value = stride, padding
    expected = independent_map(np.pad(THREE, padding), EDGE)[::stride, ::stride]
    size = len(expected)
    assert f"+ 1 = {size}, a map of {size}×{size}." in view.state
    for row, column in [(0, 0), (1, 2), (size - 1, size - 1)]:
        view.row.value, view.column.value = row, column
        assert sum_told(view) == pytest.approx(expected[row, column], abs=5e-5)
        corner = column * stride - padding - 0.5, row * stride - padding - 0.5
        assert view._window.get_xy() == corner
        filled = row * size + column + 1
        assert f"Filled so far: {filled} of {size**2} numbers" in view.state


def test_the_learners_convolve_draws_the_map_and_a_wrong_number_is_told():
    def convolve(X, K):
        return independent_map(X, K[::-1, ::-1])

    view, ours = ConvolutionView(convolve=convolve), ConvolutionView()
    assert sum_told(view) == sum_told(ours)
    assert f"Your convolve puts {sum_told(ours):g}".replace("puts ", "puts −") in view.state
    assert pictures(view)[:2] == pictures(ours)[:2]
    assert pictures(view)[2] != pictures(ours)[2]
    assert "Your convolve puts" not in ours.state


def test_a_map_of_another_shape_is_told_in_words():
    view = ConvolutionView(convolve=lambda X, K: X)
    assert "must return 10 rows of 10 finite numbers for a picture (12, 12)" in view.state


def test_a_number_typed_into_the_grid_makes_the_kernel_ones_own():
    view = ConvolutionView()
    view.grid.value = [[0, 0, 0], [0, 2, 0], [0, 0, 0]]
    assert view.preset.value == "my own"
    assert sum_told(view) == pytest.approx(2 * THREE[3, 4], abs=5e-5)
    view.preset.value = "blur"
    assert np.sum(view.grid.value) == pytest.approx(1)
    view.preset.value = "my own"
    assert view.grid.value[1] == [0, 2, 0]
    view.reset()
    fresh = ConvolutionView()
    assert (pictures(view), view.state) == (pictures(fresh), fresh.state)
    view.preset.value = "my own"
    assert view.grid.value[1] == [0, 1, 0]


def test_what_does_not_fit_the_grid_is_refused_and_changes_nothing():
    grid = NumberGrid("weights", np.eye(3))
    for wrong in ([[1, 2], [3, 4]], [[0, 0, 10]] * 3, [[0, 0, np.nan]] * 3, "abc", 5):
        with pytest.raises(ValueError, match="weights must"):
            grid.value = wrong
        assert grid.value == np.eye(3).tolist()


def test_next_window_goes_through_the_map_and_begins_anew():
    view = ConvolutionView(row=0, column=8)
    places = []
    for _ in range(3):
        view.next()
        places.append((view.row.value, view.column.value))
    assert places == [(0, 9), (1, 0), (1, 1)]
    view.fill()
    assert "Row 9, column 9 of the map" in view.state
    assert "Filled so far: 100 of 100 numbers" in view.state
    view.next()
    assert (view.row.value, view.column.value) == (0, 0)


def test_row_and_column_end_where_the_map_does():
    view = ConvolutionView()
    start = view.state
    for padding, stride, last in [(0, 1, 9), (1, 1, 11), (1, 3, 3), (0, 2, 4)]:
        view.padding.value, view.stride.value = padding, stride
        assert (view.row.max, view.column.max) == (last, last)
        view.fill()
        assert (view.row.value, view.column.value) == (last, last)
        with pytest.raises(ValueError, match=f"row must be a whole number from 0 to {last}"):
            view.row.value = last + 1
    view.padding.value = view.stride.value = 1
    view.fill()
    view.padding.value = 0  # the last window is another one now
    assert "Row 9, column 9 of the map" in view.state
    view.stride.value = 3
    view.reset()
    assert (view.row.max, view.state) == (9, start)


def test_the_guess_of_the_lesson_can_be_looked_up():
    view = ConvolutionView()
    view.picture.value, view.preset.value = "a block", "blur"
    assert view.state.startswith("A block in 12×12")
    assert sum_told(view) == 1


@pytest.mark.parametrize("preset", ["upright edge", "level edge", "blur", "sharpen"])
def test_no_sum_is_beyond_the_end_of_the_colours(preset):
    view = ConvolutionView()
    view.preset.value = preset
    low, high = view._filled.get_clim()
    for picture in view.picture.labels:
        view.picture.value = picture
        filled = independent_map(view._pixels(), np.array(view.grid.value))
        assert low <= filled.min() + 1e-9
        assert filled.max() - 1e-9 <= high
    assert high <= 2 * filled.max()


def test_a_drawing_is_a_picture_too():
    view = ConvolutionView()
    assert view.state.startswith("A 3")
    view.pad.strokes = [[[0.5, 0.1], [0.5, 0.9]]]
    assert view.picture.value == "my drawing"
    assert view.state.startswith("Your drawing in 12×12")
    view.row.value, view.column.value = 4, 3
    assert sum_told(view) > 1  # the upright stroke begins there
    view.pad.strokes = [[[0.01, 0.04], [0.99, 0.04]]]  # the pad is the whole picture
    assert (view._pixels().sum(axis=1) > 9).tolist() == [True] + 11 * [False]
    view.clear()
    assert sum_told(view) == 0
    view.reset()
    assert view.pad.strokes
    assert view.state.startswith("A 3")


def test_learnt_kernels_are_among_the_choices():
    kernels = np.arange(90).reshape(10, 3, 3) / 10
    view = ConvolutionView(kernels=kernels)
    assert [label for label in view.preset.labels if re.match("learnt", label)] == [
        f"learnt {i}" for i in range(1, 9)
    ]
    view.preset.value = "learnt 3"
    assert sum_told(view) == pytest.approx(independent_map(THREE, kernels[2])[2, 3], abs=5e-5)


def test_nothing_stands_out_of_the_figures():
    view = ConvolutionView()
    view.padding.value = 1
    for _, preset in view.preset.options:
        view.preset.value = preset
        assert overhang(view) <= 0.01
