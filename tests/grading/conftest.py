"""What the tests of grading share."""

import pytest


@pytest.fixture
def folder(tmp_path):
    """Where submissions lie and results go."""
    (tmp_path / "in").mkdir()
    return tmp_path
