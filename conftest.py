"""What all notebooks are held to: outputs that nbval does not look at."""

import pytest

from tests.outputs import differences


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
