"""Grade a class: a folder of submissions in, marks and feedback out.

    python3 start.py grade SUBMISSIONS --out DIR

SUBMISSIONS is a folder with a folder or a file for each student, a zip of one as a learning
platform makes it, or a single notebook. DIR gets `grades.csv`, `report.txt`, a page for each
student in `feedback`, and what the class got wrong in `class.md`. TEACHERS.md says more.
"""

import argparse
import contextlib
import os
import queue
import signal
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from helpers.grading.budget import CALL_SECONDS
from helpers.grading.cases import draw_cases
from helpers.grading.gradebook import read_gradebook
from helpers.grading.jail import isolation
from helpers.grading.reports import gradescope, some, summary
from helpers.grading.results import Results, keep_seed
from helpers.grading.submissions import find_class
from helpers.grading.texts import one_line
from helpers.grading.workers import Worker
from helpers.grading.writing import give_back, write_class, write_pages, write_table
from helpers.lessons import LESSONS


def main(arguments=None):
    """Grade what the command line says; return the exit status.

    0: all were read; 1: some could not be graded, or reached fewer points than asked for;
    2: the command can't be carried out, which one sentence explains.
    """
    asked = read_arguments(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)
    try:
        with interruptible(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            return grade(asked, Path(scratch))
    except (OSError, ValueError) as error:
        print(f"grade: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as interruption:
        print("\nInterrupted: the same command goes on where this one stopped.", file=sys.stderr)
        return 128 + (interruption.args or (signal.SIGINT,))[0]


@contextlib.contextmanager
def interruptible():
    """Make what ends the command otherwise an interruption, which leaves nothing behind."""
    asked = {getattr(signal, name, None) for name in ("SIGTERM", "SIGHUP")} - {None}
    # Whoever ignores one of them, as `nohup` does, wants it ignored.
    asked = {number for number in asked if signal.getsignal(number) is not signal.SIG_IGN}

    def interrupt(number, _):
        for one in asked:
            signal.signal(one, signal.SIG_IGN)  # once is enough: what follows is tidying
        raise KeyboardInterrupt(number)

    before = {number: signal.signal(number, interrupt) for number in asked}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def read_arguments(arguments):
    """Return the command line's options; leaves with status 2 if they make no sense."""
    parser = argparse.ArgumentParser(prog="start.py grade", description=__doc__.splitlines()[0])
    parser.add_argument("submissions", type=Path, help="folder, zip or notebook")
    parser.add_argument("--out", type=_folder, required=True, help="folder for the results")
    parser.add_argument("--seed", type=int, help="of the cases; drawn and kept if left out")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="notebooks at a time")
    parser.add_argument(
        "--seconds", type=float, default=CALL_SECONDS, help="for one call; default %(default)s"
    )
    parser.add_argument("--cases", type=Path, help="Python file with cases of your own")
    parser.add_argument("--format", choices=("csv", "gradescope"), default="csv")
    parser.add_argument("--separator", choices=",;", default=",", help="of the tables' columns")
    parser.add_argument("--lessons", nargs="+", default=[], help="only these, such as 01 02")
    parser.add_argument("--gradebook", type=Path, help="Moodle's or Canvas's, to be filled in")
    parser.add_argument("--column", help="the assignment in Canvas's gradebook")
    parser.add_argument("--at-least", type=float, default=0, help="status 1 below these points")
    asked = parser.parse_args(arguments)
    if asked.seed is not None and asked.seed < 0:
        parser.error(f"--seed must be 0 or more, got {asked.seed}")
    if not 0 < asked.seconds < 3600:
        parser.error(f"--seconds must be more than 0 and less than an hour, got {asked.seconds}")
    if asked.jobs < 1:
        parser.error(f"--jobs must be 1 or more, got {asked.jobs}")
    for number, lesson in enumerate(asked.lessons):
        found = [name for name in LESSONS if lesson in (name, name.partition("_")[0])]
        if not found:
            parser.error(f"--lessons are of {', '.join(LESSONS)}, got {lesson}")
        asked.lessons[number] = found[0]
    if asked.gradebook and not asked.gradebook.is_file():
        parser.error(f"there is no file {asked.gradebook}")
    if not asked.submissions.exists():
        parser.error(f"there is nothing at {asked.submissions}")
    if asked.cases and not asked.cases.is_file():
        parser.error(f"there is no file {asked.cases}")
    if asked.out.exists() and not asked.out.is_dir():
        parser.error(f"--out must be a folder, and {asked.out} is a file")
    if asked.out.resolve() == asked.submissions.resolve():
        parser.error("--out must be another folder than that of the submissions")
    return asked


def _folder(text):
    if not text:
        raise argparse.ArgumentTypeError("the name of a folder is missing")
    return Path(text)


def grade(asked, scratch):
    """Read, grade and write; return the exit status."""
    book = read_gradebook(asked.gradebook, asked.column) if asked.gradebook else None
    seed = keep_seed(asked.out, asked.seed)
    cases = draw_cases(seed, asked.cases)
    results = Results(asked.out)
    alone = asked.format == "gradescope"
    found = find_class(asked.submissions.resolve(), scratch, asked.out.resolve(), alone)
    students = found.students
    if not students:
        raise ValueError(f"there are no submissions in {asked.submissions}")
    rows = grade_students(students, cases, asked, scratch)
    if alone:
        results.write("results.json", gradescope(rows))
    else:
        write_table(rows, asked.separator, results)
        write_class(rows, seed, asked.separator, results, scratch)
    in_html = write_pages(rows, results)
    undone = give_back(book, students, rows, in_html, asked.lessons, results)
    failures = [*failures_of(rows, asked.at_least), *(f"Exit status 1: {u}." for u in undone)]
    others = [f"Taken for nobody's work: {some(found.others)}."] * bool(found.others)
    report = "\n".join([*summary(rows, seed), *others, *failures, ""])
    results.write("report.txt", report)
    print("\n".join([report, *results.said, f"Results are in {asked.out}."]))
    return int(bool(failures))


def failures_of(rows, at_least):
    """Yield in words what makes the exit status 1."""
    unread = [row.student for row in rows if not row.lesson]
    if unread:
        yield f"Exit status 1: not all could be graded, see {some(unread)}."
    for doubt in dict.fromkeys(filter(None, (row.doubt for row in rows))):
        yield f"Exit status 1: {one_line(doubt, 400)}."
    below = [row.student for row in rows if row.lesson and row.points < at_least]
    if below:
        yield f"Exit status 1: fewer than {at_least:g} points for {some(below)}."


def grade_students(students, cases, asked, scratch):
    """Return the rows of all students, graded several at a time, in the students' order."""
    show_progress(0, len(students))
    jobs = min(asked.jobs, len(students))
    workers = [
        Worker(asked.out, scratch, cases, asked.seconds, isolation().jail, asked.lessons)
        for _ in range(jobs)
    ]
    free = queue.SimpleQueue()
    for worker in workers:
        free.put(worker)

    def rows_of(student):
        worker = free.get()
        try:
            return worker.rows(student)
        finally:
            free.put(worker)

    with ThreadPoolExecutor(jobs) as pool:
        try:
            waiting = [pool.submit(rows_of, student) for student in students]
            for done, _ in enumerate(as_completed(waiting), start=1):
                show_progress(done, len(students))
            return [row for future in waiting for row in future.result()]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.stop()


def show_progress(done, all_of_them):
    """Overwrite a terminal's last line; elsewhere write a line for each tenth."""
    line = f"{done} of {all_of_them} graded"
    if sys.stdout.isatty():
        bar = "#" * (30 * done // max(all_of_them, 1))
        print(f"\r[{bar:30}] {line}", end="" if done < all_of_them else "\n", flush=True)
    elif done and (done == all_of_them or done % max(all_of_them // 10, 1) == 0):
        print(line)
