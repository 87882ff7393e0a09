"""The process that grades one student after the other, under limits on time and memory.

Reading and judging meet what strangers wrote, too. They are done here, so that the command can end
them from outside, whatever happens, and go on with the next student in a new process.
"""

import contextlib
import os
import signal
import sys
import threading
from pathlib import Path

from helpers.grading import budget
from helpers.grading.cases import cases_from_data
from helpers.grading.child import receive, send, take_over_streams
from helpers.grading.kept import Kept
from helpers.grading.rows import FileStatus, Row, row_as_data
from helpers.grading.sandbox import stop_all
from helpers.grading.student import Grader
from helpers.grading.submissions import Student

STACK_BYTES = 64 * 2**20  # for nested code


def main():
    """Take one setup, then students, until the command closes the pipe."""
    requests, replies = take_over_streams()
    signal.signal(signal.SIGTERM, _end)
    setup = receive(requests)
    limit_memory()
    cases = cases_from_data(setup["cases"])
    kept = Kept(Path(setup["folder"]), cases, setup["jail"])
    grader = Grader(
        cases,
        kept,
        setup["seconds"],
        tuple(setup["jail"]),
        Path(setup["scratch"]),
        Path(setup["folder"]),
        setup["lessons"],
    )
    threading.stack_size(STACK_BYTES)
    # The main thread is the one that hears signals.
    thread = threading.Thread(target=serve, args=(requests, replies, grader))
    thread.start()
    thread.join()


def _end(*_):
    stop_all()
    os._exit(1)


def limit_memory():
    """Set the limit on memory, where the system has one."""
    with contextlib.suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (budget.WORKER_BYTES, budget.WORKER_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def serve(requests, replies, grader):
    """Grade students; each row is sent when it is known, and after the last that it was."""
    while request := receive(requests):
        student = Student.from_data(request)
        try:
            for row in grader.rows(student):
                send(replies, row_as_data(row))
        except Exception as error:  # nobody's work may end the run
            why = f"could not be graded: {_why(error)}"
            send(replies, row_as_data(Row(student.name, "", FileStatus.UNREAD, why)))
        send(replies, {"done": True})


def _why(error):
    if isinstance(error, MemoryError):
        return "reading or judging it took too much memory"
    return f"the command met an error that it does not know ({type(error).__name__})"


if __name__ == "__main__":
    sys.exit(main())
