"""What the tests of grading share."""

import pytest

from helpers.grading import writing

collect_ignore = ["cases"]  # what was handed in, to be graded and not run


@pytest.fixture
def folder(tmp_path):
    """Where submissions lie and results go."""
    (tmp_path / "in").mkdir()
    return tmp_path


@pytest.fixture(autouse=True)
def pictures_of_nothing(monkeypatch):
    """Spare each class its process with Matplotlib; test_mistakes.py looks at a real picture."""

    def drawn(found, folder):
        return {one.lesson: b"a picture" for one in found}

    monkeypatch.setattr(writing, "draw_in_a_process", drawn)
