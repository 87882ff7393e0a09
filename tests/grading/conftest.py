"""What the tests of grading share."""

import pytest

collect_ignore = ["cases"]  # what was handed in, to be graded and not run


@pytest.fixture
def folder(tmp_path):
    """Where submissions lie and results go."""
    (tmp_path / "in").mkdir()
    return tmp_path
