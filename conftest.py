"""What all notebooks are held to: outputs that nbval does not look at."""

import os

import pytest

# Two processes share the tests, so NumPy's threads, one for each processor, would wait for each
# other. It looks here when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# No test may write into the points of whoever runs it, nor read them.
os.environ["COURSE_PROGRESS_FILE"] = ""

from tests.outputs import differences


def pytest_addoption(parser):
    """Let the browser edition be tested in real Pyodide, which takes two minutes more."""
    parser.addoption("--lite", action="store_true", help="run the lessons in Pyodide as well")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Hold all that a notebook's cell gives against what is stored: nbval looks at the text only.

    Together with the test that the cells are those of the source, this shows that a fresh build
    would give the stored notebook.
    """
    result = yield
    if hasattr(item, "test_outputs"):
        found = differences(item.test_outputs, item.cell.outputs)
        assert not found, "\n".join(found)
    return result
