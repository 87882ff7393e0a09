"""A notebook read as data: what is kept of its cells, and what is said of the rest."""

import pytest

from helpers.grading.notebook_code import read_code
from tests.course import read_notebook
from tests.grading.hostile import LESSONS as WRITTEN
from tests.grading.hostile import packed
from tests.grading.small import KEY, cells


@pytest.mark.parametrize("lesson", WRITTEN)
def test_a_blank_notebook_is_not_started(lesson):
    code = read_code(packed(read_notebook(lesson)))
    assert code.lessons == [lesson]
    assert set(code.answers.values()) == {""}


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("x = [1, 2]", 1),
        ("a, b = 1, 2", 1),
        ("X = np.array([[0, 1]])", 1),
        ("f = lambda x: anything(x)", 1),
        ("SIZE: int = 3", 1),
        ("try:\n    import a\nexcept ImportError:\n    a = None", 1),
        ("print(1)", 0),
        ("x = open('f')", 0),
        ("x.y = 1", 0),
        ("x[0] = 1", 0),
        ("for i in range(3): x = i", 0),
        ("if print(): x = 1", 0),
        ("%matplotlib inline\nx = 1", 1),
        ("%%time\nx = 1", 1),
        ("%%bash\nx = 1", 0),
        ("np.exp?\nx = 1", 1),
    ],
)
def test_definitions_and_constants_are_kept_and_what_acts_is_not(cell, kept):
    assert len(read_code(cells(KEY["sigmoid"], cell)).statements) == 1 + kept


def test_a_cell_that_is_no_python_is_named_and_costs_only_itself():
    code = read_code(cells("def broken(:", KEY["sigmoid"]))
    assert code.notes == [
        "The cell that begins with def broken(: was left out: Python says invalid syntax in its "
        "line 1."
    ]
    assert code.answers["sigmoid"]


def test_the_last_definition_counts():
    code = read_code(cells(KEY["sigmoid"], "def sigmoid(z): return 7"))
    assert "7" in code.answers["sigmoid"]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"{}", "not a notebook"),
        (b"\x80abc", "not a notebook"),
        (cells("x = 1"), "no exercises found"),
        (cells("x = 1\n" * 2001), "too large: more than 2,000 statements"),
        (cells(*[""] * 2001), "too large: more than 2,000 code cells"),
        (cells("#" * 200_001), "too large: more than 200,000 characters of code"),
    ],
)
def test_what_can_not_be_graded_has_a_status_in_words(data, status):
    with pytest.raises(ValueError, match=status):
        read_code(data)
