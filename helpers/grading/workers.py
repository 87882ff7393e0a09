"""The command's side of the processes that grade: one student to each, ended when time is up."""

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import helpers
from helpers.grading import budget
from helpers.grading.cases import cases_as_data
from helpers.grading.child import receive, send
from helpers.grading.rows import FileStatus, Row, row_from_data

COURSE = Path(helpers.__file__).parents[1]


class Worker:
    """A process that grades students, one after the other; it is made anew when it had to end.

    Parameters
    ----------
    folder : Path
        Of the results.
    scratch : Path
        A folder for what comes out of zips.
    cases : dict
        Name of the exercise → its cases.
    seconds : float
        For one call.
    jail : sequence of str
        The command before Python's for the children.
    lessons : sequence of str
        Those asked for; empty for all.
    """

    def __init__(self, folder, scratch, cases, seconds, jail, lessons=()):
        self._setup = {
            "folder": str(folder.resolve()),
            "scratch": str(scratch),
            "cases": cases_as_data(cases),
            "seconds": seconds,
            "jail": list(jail),
            "lessons": list(lessons),
        }
        self.seconds = budget.student_seconds(seconds)
        self._process = None
        self._stopped = False

    def rows(self, student):
        """Return a student's rows; what could not be finished in time is a row that says so."""
        rows, late = [], threading.Event()
        process = self._process or self._start()

        def end():
            late.set()
            self.end()

        timer = threading.Timer(self.seconds + budget.GRACE_SECONDS, end)
        timer.start()
        try:
            send(process.stdin, student.as_data())
            while "done" not in (reply := receive(process.stdout, budget.ROW_BYTES)):
                rows.append(row_from_data(reply))
            return rows
        except (OSError, ValueError, KeyError, TypeError):
            why = "could not all be graded: the process that read and judged it ended"
            if late.is_set():
                why = f"could not all be graded: it took more than {self.seconds} seconds"
        finally:
            timer.cancel()
        if late.is_set():
            timer.join()
        self.end()
        return [*rows, Row(student.name, "", FileStatus.UNREAD, why)]

    def _start(self):
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "helpers.grading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(COURSE), "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
        )
        with contextlib.suppress(OSError):
            send(process.stdin, self._setup)
        self._process = process
        if self._stopped:
            self.end()
        return process

    def stop(self):
        """End the process, from another thread, for good."""
        self._stopped = True
        self.end()

    def end(self):
        """End the process and the child that it may have."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(1)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                stream.close()
