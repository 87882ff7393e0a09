"""Sliders, set from Python."""

import pytest

from helpers.views.controls import slider, whole_slider


@pytest.mark.parametrize("make", [slider, whole_slider])
def test_ends_that_are_moved_take_the_value_along_and_hold_from_then_on(make):
    moved = make("row", 9, 0, 11)
    moved.max = 5
    assert moved.value == 5
    with pytest.raises(ValueError, match=r"row must be a (whole )?number from 0 to 5, got 6"):
        moved.value = 6
    moved.max = 11
    assert moved.value == 5
    moved.min = 7
    assert moved.value == 7
