"""A lesson is a source, a folder in helpers, a folder in tests and a line in README's map.

The one in `made_up_lesson` is put into a copy of the tree, in just these places, and everything
that holds for all lessons is tried on it.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.course import ROOT

MADE_UP = ROOT / "tests" / "made_up_lesson"
LESSON = "99_doubling"
NOTEBOOK_TESTS = (ROOT / "tests" / "test_notebooks.py").read_text(encoding="utf-8")
EACH_LESSON = r"@each_lesson\ndef (\w+)"
COPIED = ["helpers", "notebooks", "colab", "tests", "binder"]
COPIED += ["conftest.py", "pyproject.toml", "README.md"]
FOR_ALL_LESSONS = [
    *[f"notebooks/{LESSON}.ipynb", "tests/test_notebooks.py", "tests/exercises/test_exercises.py"],
    *[
        "tests/views",
        "tests/lessons/doubling",
        "tests/test_imports.py",
        "tests/test_notebook_imports.py",
    ],
    "tests/grading/test_marks.py",
]
TESTS = [
    *[f"{LESSON}.ipynb::Cell {number}" for number in range(11)],
    *[f"{name}[{LESSON}]" for name in re.findall(EACH_LESSON, NOTEBOOK_TESTS)],
    *[f"[{LESSON}-{name}]" for name in ("double", "triple", "halve", "negate")],
    *["tests/lessons/doubling/test_view.py", f"full_marks_for_five_seeds[{LESSON}]"],
    "test_no_imports_run_in_a_circle",
]


def run(tree, *command):
    """Run Python in the copy, with the helpers of the copy."""
    settings = os.environ | {"PYTHONPATH": str(tree)}
    return subprocess.run(
        [sys.executable, *command], cwd=tree, env=settings, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Add the lesson, build its notebook and run the tests; return what pytest writes."""
    tree = tmp_path_factory.mktemp("tree")
    # The tests of the browser, in the other process, make notebooks and take them away again.
    passing = shutil.ignore_patterns("__pycache__", "tmp*.ipynb")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=passing)
        else:
            shutil.copy(ROOT / name, tree / name)
    for folder in ("notebooks", "helpers", "tests"):
        shutil.copytree(MADE_UP / folder, tree / folder, dirs_exist_ok=True)
    readme = (tree / "README.md").read_text(encoding="utf-8")
    line = (MADE_UP / "README-line.md").read_text(encoding="utf-8")
    last = re.findall(r"^\| \[\d\d .*\n", readme, re.M)[-1]
    (tree / "README.md").write_text(readme.replace(last, last + line), encoding="utf-8")
    built = run(tree, "notebooks/build.py", LESSON)
    assert built.returncode == 0, built.stderr
    options = ["-n", "0", "-rA", "-p", "no:cacheprovider", "-o", "testpaths="]
    options += ["-k", "doubling or Doubling or imports"]
    return run(tree, "-m", "pytest", *options, *FOR_ALL_LESSONS).stdout


def test_all_that_holds_for_lessons_holds_for_the_new_one(report):
    assert not re.search(r"^(FAILED|ERROR) ", report, re.M), report


def test_the_tests_of_all_lessons_find_it_by_themselves(report):
    passed = "\n".join(line for line in report.splitlines() if line.startswith("PASSED"))
    assert [name for name in TESTS if name not in passed] == [], report
