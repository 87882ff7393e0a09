"""Plant faults, one at a time, and name the test that catches each.

    .venv/bin/python -m tests.planted_faults            all faults
    .venv/bin/python -m tests.planted_faults zip guess  those with such a word in what they do

Each fault is planted in a copy of the tree. Its own tests are tried first, then all but those of
the browser, then these. What no test catches is said at the end, and makes the exit status 1.
`planted_faults.toml` has the faults; those `unseen` were thought up before the tests of that part
had been read.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.browser.conftest import find_chromium

ROOT = Path(__file__).resolve().parents[1]
AT_A_TIME = 2
NOT_COPIED = shutil.ignore_patterns(
    *["__pycache__", ".venv", ".git", ".pytest_cache", ".ruff_cache", "*.egg-info", "tmp*.ipynb"]
)
BROWSER = "tests/browser"
PLACES = "tests/test_of_the_tests.py::test_every_planted_fault_still_has_its_place"
# What a fault in a part of the tree is tried on last: everything, the quick tests first.
ALL = ["tests", "notebooks"]


def read_faults(words):
    """Return the faults with one of these words in their name; all where no word is given."""
    file = Path(__file__).with_suffix(".toml")
    faults = tomllib.loads(file.read_text(encoding="utf-8"))["fault"]
    return [f for f in faults if not words or any(word in f["does"] for word in words)]


def stale(fault):
    """Return what of a fault is no longer to be found, or found more than once."""
    return [
        change["in"]
        for change in fault["change"]
        if (ROOT / change["in"]).read_text(encoding="utf-8").count(change["old"]) != 1
    ]


def plant(tree, fault):
    """Change the files of a copy; return what they held."""
    before = {}
    for change in fault["change"]:
        path = tree / change["in"]
        text = path.read_bytes()
        before.setdefault(path, text)
        path.write_bytes(text.replace(change["old"].encode(), change["new"].encode()))
    return before


def restore(before):
    """Write back what `plant` found."""
    for path, text in before.items():
        path.write_bytes(text)


def catching_test(tree, fault):
    """Return the first test that fails in this copy, "" where none does."""
    everything = [*ALL, f"--ignore={BROWSER}"]
    rounds = [fault["tests"], everything, [BROWSER] if find_chromium() else []]
    for arguments in filter(None, rounds):
        if found := first_failure(tree, arguments):
            return found
    return ""


def first_failure(tree, arguments):
    """Run tests until one fails; return its name, "" where all pass."""
    settings = os.environ | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    options = ["-n", "0", "-x", "-q", "-rfE", "-p", "no:cacheprovider", "-o", "testpaths="]
    options += ["--deselect", PLACES]  # it would catch whatever is planted
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *arguments],
        cwd=tree,
        env=settings,
        capture_output=True,
        text=True,
    )
    if run.returncode in (0, 5):  # all passed, or none was chosen
        return ""
    found = re.search(r"^(?:FAILED|ERROR) ((?:.(?! - ))+.)", run.stdout, re.MULTILINE)
    return (
        found[1].strip() if found else f"(no test ran: {(run.stderr or run.stdout).strip()[-300:]})"
    )


def without_cell(test):
    """Return what is run to see this test alone: for a notebook's cell, which needs those before
    it, the notebook.
    """
    return test.partition(".ipynb::Cell")[0] + ".ipynb" if ".ipynb::Cell" in test else test


def try_fault(copies, fault):
    """Plant a fault in a free copy, look for the test that catches it, and print both."""
    tree = copies.get()
    before = plant(tree, fault)
    try:
        caught = catching_test(tree, fault)
        restore(before)
        # On a busy machine a test may fail by itself, and has caught nothing then.
        if caught and caught == first_failure(tree, [without_cell(caught)]):
            print(f"{caught} fails without a fault: {fault['does']}", flush=True)
            caught = ""
    finally:
        restore(before)
        copies.put(tree)
    unseen = "*" if fault.get("unseen") else " "
    print(f"{'ok  ' if caught else 'MISS'} {unseen} {fault['does']}: {caught or '-'}", flush=True)
    return bool(caught)


def main(words):
    """Try the faults in copies of the tree; return the exit status."""
    faults = read_faults(words)
    lost = [fault["does"] for fault in faults if stale(fault)]
    if lost:
        print("The code has changed, plant these anew:", *lost, sep="\n  ")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        copies = Queue()
        for number in range(AT_A_TIME):
            tree = Path(folder) / str(number)
            shutil.copytree(ROOT, tree, ignore=NOT_COPIED)
            copies.put(tree)
        with ThreadPoolExecutor(AT_A_TIME) as threads:
            caught = list(threads.map(lambda fault: try_fault(copies, fault), faults))
    unseen = sum(bool(fault.get("unseen")) for fault in faults)
    print(f"{sum(caught)} of {len(faults)} faults were caught, {unseen} of them (*) unseen.")
    return 0 if all(caught) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
