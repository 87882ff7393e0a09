"""A notebook read as data: what is kept of its cells, and what is said of the rest."""

import json
import re

import pytest

from helpers.grading.notebook_code import read_code
from tests.course import key_functions, read_notebook
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
        ("x[0] = 1", 1),
        ("for i in range(3): x = i", 1),
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


def statements(*sources):
    return read_code(cells(KEY["sigmoid"], *sources)).statements[1:]


def test_an_earlier_answer_stands_where_a_later_cell_cannot_be_read():
    code = read_code(cells(KEY["sigmoid"], "def sigmoid(z:\n    return 0"))
    assert code.broken == {}
    assert "exp" in code.answers["sigmoid"]


def test_a_helper_of_a_later_cell_is_not_that_of_the_check():
    answer = "def sigmoid(z):\n    return helper(z)"
    code = read_code(
        cells("def helper(z): return 1", answer, "check(sigmoid)", "def helper(z): return 2")
    )
    assert code.places == {"sigmoid": 2}
    assert code.later == ["sigmoid"]


def test_a_result_that_takes_the_name_of_the_answer_is_not_the_answer():
    code = read_code(cells(KEY["sigmoid"], "check(sigmoid)", "sigmoid = sigmoid(3)"))
    assert "exp" in code.answers["sigmoid"]


def test_what_helpers_need_of_left_out_lines_is_named():
    helper = "def helper(z):\n    return found[0] * z"
    answer = "def sigmoid(z):\n    return helper(z)"
    code = read_code(cells("found = []\nfound.append(1)", helper, answer))
    assert code.missed["sigmoid"] == ["found"]


def test_two_lessons_in_one_notebook_are_both_there():
    first, second = "01_neuron", "02_network"
    code = read_code(cells(*key_functions(first).values(), *key_functions(second).values()))
    assert code.lessons == [first, second]


def test_an_answer_of_an_earlier_lesson_that_is_used_again_hands_in_no_lesson():
    code = read_code(cells(KEY["sigmoid"], *key_functions("02_network").values()))
    assert code.lessons == ["02_network"]


def test_an_import_from_the_future_holds_for_the_cells_below():
    code = read_code(cells("from __future__ import annotations", KEY["sigmoid"]))
    assert code.statements[1].startswith("from __future__ import annotations\ndef sigmoid")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("%time x = 3", ["x = 3"]),
        ("x = %time 3", ["x = 3"]),
        ("%%time\n%%capture\nx = 3", ["x = 3"]),
        ("  x = 3\n  y = 4", ["x = 3", "y = 4"]),
        ("In [3]: x = 3", ["x = 3"]),
        (">>> x = 3\n>>> y = 4", ["x = 3", "y = 4"]),
        ("x = !ls", []),
        ("x = 3; y = [4,\n  5]; z = 6", ["x = 3", "y = [4,\n  5]", "z = 6"]),
        ("x = [  # as it is written\n  1]", ["x = [  # as it is written\n  1]"]),
        ("with open('f') as g:\n    x = 3", ["x = 3"]),
        ("if input():\n    x = 3", []),
        ("while True:\n    x = 3", []),
    ],
)
def test_a_cell_means_what_ipython_makes_of_it(cell, kept):
    assert statements(cell) == kept


def test_another_python_is_named_where_a_cell_can_not_be_read():
    data = json.loads(cells(KEY["sigmoid"], "def neuron(:"))
    data["metadata"] = {"language_info": {"version": "3.99.1"}}
    (note,) = read_code(packed(data)).notes
    assert re.search(r"and it is 3\.\d+ here, 3\.99 where the notebook was run", note)


def test_a_value_is_no_answer_and_hides_no_cell_that_can_not_be_read():
    code = read_code(cells(KEY["neuron"], "%%timeit\ndef sigmoid(z): pass", "sigmoid = 3"))
    assert "sigmoid" not in code.answers
    assert "%%timeit is a magic" in code.broken["sigmoid"]
