"""DoublingView, driven from Python."""

from helpers.views import DoublingView


def test_it_draws_with_the_learners_function():
    assert DoublingView(lambda x: x + 100).state == "3 becomes 103"
