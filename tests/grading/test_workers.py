"""Each student's process: whatever becomes of it, there are rows, and the next one is graded."""

import subprocess
import sys

import psutil
import pytest

from helpers.grading.cases import draw_cases
from helpers.grading.rows import FileStatus
from helpers.grading.submissions import Student
from helpers.grading.workers import Worker
from tests.grading.small import FULL, JAIL, KEY, MOST, cells


@pytest.fixture
def worker(tmp_path):
    one = Worker(tmp_path / "out", tmp_path, draw_cases(2), 1, JAIL)
    yield one
    one.stop()


@pytest.fixture
def ada(tmp_path):
    path = tmp_path / "ada.ipynb"
    path.write_bytes(FULL)
    return Student("Ada", places=[(path, "ada.ipynb", None)])


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("import time; time.sleep(600)", "it took more than 0 seconds"),
        ("pass", "the process that read and judged it ended"),
        ("import sys; sys.stdout.buffer.write(b'\\x7f' + b'\\xff' * 99)", "the process that read"),
        ("import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x02[]')", "the process that read"),
    ],
)
def test_a_process_that_fails_costs_one_student(program, says, worker, ada):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    worker._process = subprocess.Popen([sys.executable, "-c", program], **pipes)
    pid, worker.seconds = worker._process.pid, 0
    (row,) = worker.rows(ada)
    assert (row.student, row.status) == ("Ada", FileStatus.UNREAD)
    assert says in row.reason
    assert not psutil.pid_exists(pid)
    worker.seconds = 60
    (row,) = worker.rows(ada)
    assert row.points == MOST


def test_answers_that_never_end_take_a_students_time_and_no_more(worker, tmp_path):
    path = tmp_path / "eve.ipynb"
    path.write_bytes(cells(*(f"def {name}(*a):\n    while True: pass" for name in KEY)))
    (row,) = worker.rows(Student("Eve", places=[(path, "eve.ipynb", None)]))
    assert row.points == 0
    assert all("had not ended after 1 seconds" in mark.text for mark in row.marks.values())


def test_nothing_runs_when_a_worker_was_stopped(worker, ada):
    worker.rows(ada)
    process = worker._process
    worker.stop()
    assert process.poll() is not None
    (row,) = worker.rows(ada)
    assert row.status is FileStatus.UNREAD
