"""The same verdict at the desk and in grading, whatever a learner's notebook looks like."""

from concurrent.futures import ThreadPoolExecutor

from helpers.exercises.status import Status
from helpers.grading.cases import draw_cases
from helpers.grading.jail import isolation
from helpers.grading.marks import mark_notebook
from helpers.grading.notebook_code import read_code
from tests.grading.desk import SECONDS, desk_verdicts
from tests.grading.saved import WAYS, saved

NOTHING = {Status.MISSING, Status.UNREADABLE}


def differences(folder, numbers):
    """Return in words what differs in these notebooks, and how many exercises were compared."""
    made = [saved(number) for number in numbers]
    paths = [folder / f"{number}.ipynb" for number in numbers]
    for path, (_, text) in zip(paths, made, strict=True):
        path.write_text(text, encoding="utf-8")
    cases, found, exercises = draw_cases(2), [], 0
    with ThreadPoolExecutor(1) as pool:  # a process of its own, and some answers never end
        verdicts = pool.submit(desk_verdicts, paths)
        graded = [grade(path, cases) for path in paths]
    for (said, _), desk, marks in zip(made, verdicts.result(), graded, strict=True):
        exercises += len(marks)
        for name, status in marks.items():
            seen = Status[desk[name]] if name in desk else None
            if seen is not status and not (seen is None and status in NOTHING):
                found.append(f"{said}: {name} is {seen} at the desk, {status} in grading")
    return found, exercises


def grade(path, cases):
    code = read_code(path.read_bytes())
    marks = mark_notebook(code, code.lessons[0], cases, isolation().jail, SECONDS)
    return {name: mark.status for name, mark in marks.items()}


def sample():
    """Return the numbers of notebooks in which each way of writing an answer stands."""
    numbers, missing = [], {*WAYS}
    for number in range(300):  # tests/benchmarks/desk.py has them all
        said = saved(number)[0]
        found = {way for way in missing if f": {way}, " in said}
        if found:
            numbers.append(number)
            missing -= found
    assert not missing
    return numbers


def test_notebooks_as_learners_save_them_get_the_same_verdict(tmp_path):
    found, exercises = differences(tmp_path, sample())
    assert found == []
    assert exercises >= len(WAYS)
