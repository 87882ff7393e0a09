"""What counts as blank: one meaning, of a function that is there and of its text."""

import ast

import pytest

from helpers.exercises.blank import is_blank, is_blank_definition

BLANK = [
    "def sigmoid(z): ...",
    "def sigmoid(z):\n    pass",
    "def sigmoid(z):\n    '''Return something.'''",
    "def sigmoid(z):\n    '''Return something.'''\n    ...",
    "def sigmoid(z):\n    ...\n    return",
    "def sigmoid(z):\n    return None",
    "def sigmoid(z=lambda: 0):\n    return None",
    "sigmoid = lambda z: None",
]
NOT_BLANK = [
    "def sigmoid(z):\n    return z",
    "def sigmoid(z):\n    return ...",
    "def sigmoid(z):\n    return 0",
    "def sigmoid(z):\n    z + 1",
    "def sigmoid(z):\n    print(z)",
    "def sigmoid(z):\n    raise ValueError",
    "def sigmoid(z):\n    yield",
    "sigmoid = lambda z: z",
]


@pytest.mark.parametrize(("written", "blank"), [(w, w in BLANK) for w in BLANK + NOT_BLANK])
def test_the_function_and_its_text_agree(written, blank):
    defined = {}
    exec(written, defined)
    assert is_blank(defined["sigmoid"].__code__) == blank
    assert is_blank_definition(ast.parse(written).body[0]) == blank


@pytest.mark.parametrize("written", ["sigmoid = 3", "class sigmoid: ...", "import sigmoid"])
def test_what_is_no_function_is_not_blank(written):
    assert not is_blank_definition(ast.parse(written).body[0])
