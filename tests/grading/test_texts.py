"""What strangers wrote, in tables and on pages."""

import csv
import io
import os
from pathlib import Path

import numpy as np
import pytest

from helpers.grading import command
from helpers.grading.pages import html_page, markdown_page, pages
from helpers.grading.reports import table
from helpers.grading.rows import FileStatus, Row
from helpers.grading.texts import file_name, without_paths
from tests.grading.small import KEY, cells, hand_in, run


def rows_of(*names):
    return [Row(name, "x", FileStatus.UNREAD, "empty") for name in names]


FORMULAS = ["=1+1", "x;=1+2;y", "＝1+1", "  +1", "\u200b=1", "a\r\n=1", "﹦1", "@x", '"=1', 'a";=1']


@pytest.mark.parametrize(("written", "split"), [(",", ","), (",", ";"), (";", ";")])
@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula_however_a_line_is_split(name, written, split):
    text = table(rows_of(name), written).lstrip("\ufeff")
    lines = [*csv.reader(io.StringIO(text), delimiter=split)]
    assert len({len(line) for line in lines}) == 1
    for cell in lines[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "﹦")), cell


def test_the_table_is_quoted_throughout():
    for line in table(rows_of("Ada")).lstrip("\ufeff").splitlines():
        assert line.startswith('"')
        assert line.endswith('"')
        assert line.count('","') == 5


def test_tables_for_spreadsheets_that_split_at_semicolons(folder):
    hand_in(folder, {"ada.ipynb": cells(KEY["sigmoid"])})
    command.main([str(folder / "in"), "--out", str(folder / "out"), "--separator", ";"])
    for name in ("grades.csv", "mistakes.csv"):
        with (folder / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            assert len(next(csv.reader(file, delimiter=";"))) > 5


def test_names_are_no_paths_and_rule_no_terminal():
    rows = rows_of("../../etc", "CON", "a\x1b[2J", "ada", "Ada", "ADA")
    found = pages(rows)
    assert len({name.casefold() for name in found}) == len(rows)
    assert [n for n in found if "/" in n or n.startswith(".") or n == "CON"] == []
    written = [page(own) for own in found.values() for page in (markdown_page, html_page)]
    assert "\x1b" not in table(rows) + "".join(written)


@pytest.mark.parametrize("name", ["数" * 200, "é" * 300, "🦊" * 100, "a" * 999, "ﷺ" * 99])
def test_a_name_of_many_bytes_is_a_file_and_its_page_is_short(name, tmp_path):
    (tmp_path / f"{file_name(name)}.kept-1.html").write_text("")
    for row in rows_of(name), [Row("a", name * 99, FileStatus.UNREAD, name * 99)]:
        assert len(markdown_page(row)) < 2000
        assert len(table(row)) < 2000


def test_what_a_student_wrote_is_shown_as_it_is():
    (page,) = [html_page(own) for own in pages(rows_of("<script>alert('x')</script>")).values()]
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_page_opens_by_itself_on_a_phone_in_light_and_dark():
    page = html_page(rows_of("Ada"))
    assert "http" not in page
    assert 'name="viewport"' in page
    assert "color-scheme: light dark" in page


OURS = [np.__file__, os.__file__, str(Path.home() / "x")]


@pytest.mark.parametrize("path", [*OURS, "/etc/passwd", "C:\\Users\\me\\x.py", "~/a/b"])
def test_paths_are_left_out(path):
    assert without_paths(f"it stopped with ValueError: '{path}'.") == (
        "it stopped with ValueError: '…'."
    )


NO_PATHS = ["1 / (1 + e)", "a/b", "w1/w2/w3", "1 / 2 / 3", "Ada/01_neuron.ipynb", "∂L/∂b₃", "ŷ/y/x"]


@pytest.mark.parametrize("text", NO_PATHS)
def test_what_is_no_path_is_left(text):
    assert without_paths(text) == text


def test_no_page_shows_where_things_are(folder):
    answer = "import numpy as np\ndef sigmoid(z): raise ValueError(np.__file__ + ' ' + np.__file__)"
    neuron = "def neuron(x, w, b): return np.__file__"
    hand_in(folder, {"ada.ipynb": cells(answer, neuron)})
    run(folder)
    home = str(Path(np.__file__).parents[2])
    for path in [*(folder / "out").glob("*.*"), *(folder / "out" / "feedback").iterdir()]:
        text = path.read_bytes().decode(errors="replace") if path.is_file() else ""
        assert home not in text, path.name
        assert str(folder) not in text, path.name
