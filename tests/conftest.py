"""What all tests share."""

import pytest

from helpers.views import Predict


@pytest.fixture(autouse=True)
def no_guess_of_another_test(monkeypatch):
    monkeypatch.setattr(Predict, "_answered", {})
