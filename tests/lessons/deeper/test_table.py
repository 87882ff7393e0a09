"""A learner's own table: what is read, and what is refused with a sentence."""

import doctest

import numpy as np
import pytest

import helpers.lessons.deeper.table as module
from helpers.lessons.deeper.table import read_table


def test_the_example_in_the_docstring_runs():
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_columns_are_scaled_to_the_plane_and_it_is_said_how(separator):
    rows = [
        ["height", "weight", "kind"],
        ["150", "40", "b"],
        ["190", "100", "a"],
        ["170", "55", "b"],
    ]
    data, said = read_table("\n".join(separator.join(row) for row in rows))
    np.testing.assert_allclose(data.X, [[-5, -5], [5, 5], [0, -2.5]])
    assert data.y.tolist() == [1, 0, 1]
    assert not data.regression
    assert said == [
        "x₁ = (height − 170) · 0.25",
        "x₂ = (weight − 70) · 0.1667",
        "class 0 is “a”, class 1 is “b”",
    ]


def test_a_table_without_names_and_with_decimal_commas_or_real_minus_signs():
    data, said = read_table("1,5;−2;0\n\n2,5; 2 ;1\n")
    assert data.X.tolist() == [[-5, -5], [5, 5]]
    assert said[0] == "x₁ = (column 1 − 2) · 10"


def test_decimal_commas_beside_semicolons_and_a_spreadsheets_first_mark():
    data, said = read_table("\ufeffheight;weight;ill\n1,5;70,5;ja\n1,9;80,5;nein\n")
    assert data.X.tolist() == [[-5, -5], [5, 5]]
    assert said[0] == "x₁ = (height − 1.7) · 25"
    assert read_table("1,5;2,5;0,5\n2,5;3,5;1,5")[0].y.tolist() == [0, 1]


def test_a_third_column_of_numbers_is_scaled_for_a_regression():
    data, said = read_table("age;size;price\n20;1;100,5\n40;3;300,5\n30;1;150,5", regression=True)
    assert data.regression
    np.testing.assert_allclose(data.y, [-1, 1, -0.5])
    assert said[2] == "y = (price − 200.5) · 0.01"
    for text, sentence in (
        ("1,2,a\n2,3,b", "line 1 of the table has “a” where a number must be"),
        ("1,2,5\n2,3,5", "column 3 is the same in all rows"),
    ):
        with pytest.raises(ValueError, match=sentence):
            read_table(text, regression=True)


def test_a_negative_middle_reads_well():
    assert read_table("-3,1,a\n-1,2,b")[1][0] == "x₁ = (column 1 + 2) · 5"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the table is empty"),
        (" \n,,\n", "the table is empty"),
        ("a,b,c", "names of columns but no row below them"),
        ("1,2", "line 1 of the table has 2 cells, expected 3"),
        ("1 2 a", "line 1 of the table has 1 cell, expected 3"),
        ("1,2,3\n3,4,5\n5,6,7", "got 3: 3, 5, 7; for numbers, choose “your table"),
        ("1,2,a\n1,2,a,b", "line 2 of the table has 4 cells"),
        ("1,2,a\n3,much,b", "line 2 of the table has “much” where a number must be"),
        ("x,y,k\n1,nan,a\n2,3,b", "line 2 of the table has “nan” where a number must be"),
        ("1,inf,a\n2,3,b", "line 1 of the table has “inf” where a number must be"),
        ("1,2,a\n3,4,a", "must name two classes, got 1: a"),
        ("1,2,a\n3,4,b\n5,6,c", "must name two classes, got 3: a, b, c"),
        ("1,2,a\n1,4,b", "column 1 is the same in all rows"),
        ("1,2,a\n" * 501, "the table has 501 rows; at most 500"),
        ("1,2,a\n" * 1_000_000, "the table has 1,000,000 rows; at most 500"),
        (None, "the table must be text"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_table(text)


def test_five_hundred_rows_with_names_are_not_too_many():
    rows = [f"{i},{i % 7},{'ab'[i % 2]}" for i in range(500)]
    assert len(read_table("\n".join(["x,y,kind", *rows]))[0].y) == 500
