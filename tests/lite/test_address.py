"""The repository's address stands in pyproject.toml, and one command makes all links of it."""

import re
import shutil

import pytest

from tests.course import LESSONS, ROOT, load_module

address = load_module(ROOT / "lite" / "address.py")
# Where an address of ours would stand, and what may stand beside it.
TEXTS = ["*.md", "*.cff", "*.py", "LICENSE*", "lite/*", "binder/*", "notebooks/sources/*.md"]


@pytest.fixture
def moved(tmp_path):
    """A copy of the files, with another address in pyproject.toml."""
    (tmp_path / "colab").mkdir()
    for name in [*address.FILES, "pyproject.toml"]:
        shutil.copy(ROOT / name, tmp_path / name)
    pyproject = tmp_path / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    there = re.sub('https://github.com/[^"]+', "https://github.com/School-of/nn", text)
    pyproject.write_text(there, encoding="utf-8")
    return tmp_path


def test_everything_is_as_the_command_makes_it():
    stale = [
        name
        for name, text in address.renewed(ROOT).items()
        if text != (ROOT / name).read_text(encoding="utf-8")
    ]
    assert stale == [], "run `python3 start.py address`"


def test_no_other_file_holds_the_address():
    owner, _, name = address.forms(_repository())[0].partition("/")
    found = {path for pattern in TEXTS for path in ROOT.glob(pattern) if path.is_file()}
    assert [
        path.relative_to(ROOT).as_posix()
        for path in sorted(found)
        if path.relative_to(ROOT).as_posix() not in address.FILES
        and re.search(rf"{owner}(/|\.github\.io/){name}", path.read_text(encoding="utf-8"))
    ] == []


def _repository():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return re.search('^Repository = "(.*)"$', text, re.MULTILINE)[1]


def test_another_address_goes_into_every_link(moved):
    texts = address.renewed(moved)
    old = address.forms(_repository())
    assert not [name for name, text in texts.items() if any(form in text for form in old)]
    assert "https://mybinder.org/v2/gh/School-of/nn/HEAD?" in texts["README.md"]
    assert "git clone https://github.com/School-of/nn\ncd nn\n" in texts["README.md"]
    assert "](https://school-of.github.io/nn/)" in texts["README.md"]
    assert "repository-code: https://github.com/School-of/nn\n" in texts["CITATION.cff"]
    assert "https://github.com/School-of/nn, CC BY" in texts["LICENSE-text"]
    for lesson in LESSONS:
        here = f"](https://school-of.github.io/nn/lab/index.html?path={lesson}.ipynb) "
        assert here in texts["README.md"]
        there = "](https://colab.research.google.com/github/School-of/nn/blob/main/colab/"
        assert f"{there}{lesson}.ipynb) |\n" in texts["README.md"]
        assert 'git+https://github.com/School-of/nn"' in texts[f"colab/{lesson}.ipynb"]


def test_a_new_line_of_the_map_gets_its_badges(moved):
    readme = moved / "README.md"
    line = (
        "| [99 Doubling](notebooks/99_doubling.ipynb) | a number twice as large | 5 min | ready |\n"
    )
    text = readme.read_text(encoding="utf-8")
    last = re.findall(r"^\| \[\d\d .*\n", text, re.MULTILINE)[-1]
    readme.write_text(text.replace(last, last + line), encoding="utf-8")
    (new,) = [row for row in address.renewed(moved)["README.md"].splitlines() if "99_" in row]
    assert new.startswith(line.removesuffix("| ready |\n") + "| [![Open 99 in your browser](")
    assert "/lab/index.html?path=99_doubling.ipynb) [![Open 99 on Colab](" in new
    assert new.endswith("/blob/main/colab/99_doubling.ipynb) |")


def test_an_address_elsewhere_is_refused_in_one_sentence(moved):
    pyproject = moved / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8").replace("github.com/School-of", "example.org/nn")
    pyproject.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"is not of the form https://github\.com/OWNER/NAME\."):
        address.renewed(moved)
