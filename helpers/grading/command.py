"""Grade a class: a folder of submissions in, marks and feedback out.

    python3 start.py grade SUBMISSIONS --out DIR

SUBMISSIONS is a folder with a folder or a file for each student, a zip of one as a learning
platform makes it, or a single notebook. DIR gets `grades.csv`, `feedback/<student>.md` and
`report.txt`. TEACHERS.md says more.
"""

import argparse
import csv
import hashlib
import inspect
import io
import json
import os
import re
import sys
import tempfile
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from helpers.exercises.judge import judge
from helpers.exercises.outcome import call
from helpers.grading.notebook_code import Code, read_code
from helpers.grading.sandbox import Sandbox, isolation, stop_all
from helpers.grading.submissions import NOTEBOOK_BYTES, find_students
from helpers.lessons import LESSONS, all_exercises, exercises_of, find_exercise

SEED = 2  # not the desk's: its cases are known to everybody
STACK_BYTES = 64 * 2**20  # of the threads, which parse nested code
TEXT = 2000  # characters of feedback on one exercise: some of them come from the submission
GRADED, BLANK = "graded", "not started"
TWO = "two notebooks for one lesson: the newest counted"


@dataclass
class Mark:
    """What came out for one exercise: `points` is None where there was no answer."""

    points: int | None
    text: str
    gave_up: bool = False


@dataclass
class Row:
    """One line of the table.

    Attributes
    ----------
    student, file, status : as the table shows them
    code : what is kept of the notebook, None where nothing could be graded
    time : the file's time of change, in seconds
    marks : name of the exercise → Mark
    """

    student: str
    file: str
    status: str
    code: Code | None = None
    time: float = 0
    marks: dict = field(default_factory=dict)

    @property
    def points(self):
        """The points reached."""
        return sum(mark.points or 0 for mark in self.marks.values())


def main(arguments=None):
    """Grade what the command line says; return the exit status.

    0: all were read; 1: some could not be graded, or reached fewer points than asked for;
    2: the command can't be carried out, which one sentence explains.
    """
    asked = read_arguments(arguments)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace", line_buffering=True)
    threading.stack_size(STACK_BYTES)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            return grade(asked, Path(scratch))
    except (OSError, ValueError) as error:
        print(f"grade: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("\nInterrupted: the same command goes on where this one stopped.", file=sys.stderr)
        return 130


def read_arguments(arguments):
    """Return the command line's options; leaves with status 2 if they make no sense."""
    parser = argparse.ArgumentParser(prog="start.py grade", description=__doc__.splitlines()[0])
    parser.add_argument("submissions", type=Path, help="folder, zip or notebook")
    parser.add_argument("--out", type=_folder, required=True, help="folder for the results")
    parser.add_argument("--seed", type=int, default=SEED, help="of the cases; default %(default)s")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="notebooks at a time")
    parser.add_argument("--cases", type=Path, help="Python file with cases of your own")
    parser.add_argument("--format", choices=("csv", "gradescope"), default="csv")
    parser.add_argument("--at-least", type=float, default=0, help="status 1 below these points")
    asked = parser.parse_args(arguments)
    if asked.seed < 0:
        parser.error(f"--seed must be 0 or more, got {asked.seed}")
    if asked.jobs < 1:
        parser.error(f"--jobs must be 1 or more, got {asked.jobs}")
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
    cases = draw_cases(asked.seed, asked.cases)
    results = Results(asked.out, cases)
    alone = asked.format == "gradescope"
    students = find_students(asked.submissions.resolve(), scratch, asked.out.resolve(), alone)
    if not students:
        raise ValueError(f"there are no submissions in {asked.submissions}")
    rows = [row for student in students for row in read_student(student)]
    grade_rows([row for row in rows if row.code], cases, results, asked.jobs)
    if alone:
        results.write("results.json", gradescope(rows))
    else:
        results.write("grades.csv", table(rows))
    pages = {f"feedback/{student}.md": text for student, text in feedback(rows).items()}
    for name, text in pages.items():
        results.write(name, text)
    results.name_what_is_left("feedback/", pages)
    failures = [*failures_of(rows, asked.at_least)]
    report = "\n".join([*summary(rows, asked.seed), *failures, ""])
    results.write("report.txt", report)
    print("\n".join([report, *results.said, f"Results are in {asked.out}."]))
    return int(bool(failures))


def failures_of(rows, at_least):
    """Yield in words what makes the exit status 1."""
    unread = [row.student for row in rows if row.code is None]
    if unread:
        yield f"Exit status 1: not all could be graded, see {_some(unread)}."
    below = [row.student for row in rows if row.code and row.points < at_least]
    if below:
        yield f"Exit status 1: fewer than {at_least:g} points for {_some(below)}."


# ------------------------------------------------------------------------------------ reading


def read_student(student):
    """Return the rows of a student: a notebook for each lesson, and what could not be read."""
    rows = [read_file(student.name, *file) for file in student.files]
    lessons = defaultdict(list)
    for row in rows:
        if row.code:
            lessons[row.code.lesson].append(row)
    counted = []
    for notebooks in lessons.values():
        # Who hands in the whole course may have answered in a copy beside the blank notebook.
        notebooks.sort(key=lambda row: (row.status != BLANK, row.time, row.file))
        newest = notebooks[-1]
        counted.append(newest)
        begun = [row for row in notebooks if row.status != BLANK]
        if len(begun) > 1:
            newest.status = TWO
            others = ", ".join(row.file for row in begun[:-1])
            newest.code.notes.append(f"Not counted: {others}.")
    unread = [row for row in rows if row.code is None]
    if counted:
        counted[0].code.notes += [f"{file}: {why}." for file, why in student.problems]
    elif not unread:
        unread = [Row(student.name, file, why) for file, why in student.problems[:1]]
    return sorted(counted, key=lambda row: row.code.lesson) + unread


def read_file(student, path, shown):
    """Return the row of a notebook, not graded yet."""
    row = Row(student, shown, GRADED)
    try:
        found = path.stat()
        row.time = found.st_mtime
        if found.st_size > NOTEBOOK_BYTES:
            raise ValueError("too large")
        row.code = read_code(path.read_bytes())
        if not any(row.code.answers.values()) and not row.code.broken:
            row.status = BLANK
    except OSError as error:
        row.status = f"could not be read: {error.strerror}"
    except ValueError as error:
        row.status = str(error)
    return row


def draw_cases(seed, path=None):
    """Return each exercise's cases, by name: those of the seed, and the teacher's own.

    Raises
    ------
    ValueError
        If the teacher's file names no exercise or gives no arguments of one.
    """
    cases = {n: e.cases(np.random.default_rng(seed)) for n, e in all_exercises().items()}
    for name, own in (own_cases(path) if path else {}).items():
        cases[name] = [*cases[name], *own]
    return cases


def own_cases(path):
    """Return the cases of a teacher's file, by the name of their exercise.

    Raises
    ------
    ValueError
        If the file can't be run, names no exercise, or gives arguments that one doesn't take.
    """
    own = {"__name__": "cases"}
    try:
        exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), own)
        functions = {n: f for n, f in own.items() if callable(f) and f.__module__ == "cases"}
        public = {n: f for n, f in functions.items() if not n.startswith("_")}
        return {
            exercise.name: [checked_case(exercise, case) for case in function()]
            for exercise, function in ((find_exercise(name), f) for name, f in public.items())
        }
    except OSError:
        raise
    except Exception as error:
        words = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
        raise ValueError(f"{path.name}: {words}") from None


def checked_case(exercise, case):
    """Return a teacher's case as a tuple, if the exercise's own answer can do it."""
    expected = len(inspect.signature(exercise.answer).parameters)
    if not isinstance(case, tuple | list) or len(case) != expected:
        raise ValueError(
            f"a case of {exercise.name} is a tuple of its arguments, {expected} of them, "
            f"got {case!r:.80}"
        )
    outcome = call(exercise.answer, tuple(case))
    if outcome.error:
        raise ValueError(
            f"the course's own answer stops at {exercise.write_call(case)} with "
            f"{outcome.error}: {outcome.message}"
        )
    return tuple(case)


# ------------------------------------------------------------------------------------ grading


def grade_rows(rows, cases, results, jobs):
    """Fill in the marks of the rows, several notebooks at a time."""
    show_progress(0, len(rows))
    with ThreadPoolExecutor(jobs) as pool:
        try:
            waiting = [pool.submit(grade_row, row, cases, results) for row in rows]
            for done, future in enumerate(as_completed(waiting), start=1):
                future.result()
                show_progress(done, len(rows))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop_all()
            raise


def grade_row(row, cases, results):
    """Fill in the marks of one row, from an earlier run where there is one."""
    key = results.key(row.code)
    marks = results.recall(key)
    if marks is None:
        marks = mark_notebook(row.code, cases)
        # What took too long may be quicker the next time.
        if not any(mark.gave_up for mark in marks.values()):
            results.keep(key, marks)
    row.marks = marks


def mark_notebook(code, cases):
    """Return the Mark of each exercise of a notebook."""
    with Sandbox(code.statements, code.imports, isolation().jail) as sandbox:
        return {
            exercise.name: mark_exercise(exercise, code, cases[exercise.name], sandbox)
            for exercise in exercises_of(code.lesson)
        }


def mark_exercise(exercise, code, cases, sandbox):
    """Return the Mark of one exercise; the calls go to the child, the judgement stays here."""
    name = exercise.name
    if name in code.broken:
        return Mark(0, f"not yet. It can't be run: {code.broken[name]}.")
    if not code.answers.get(name):
        return Mark(None, "not started yet." if name in code.answers else "not in the notebook.")
    outcomes = sandbox.outcomes(name, cases)
    verdict = judge(exercise, cases, outcomes)
    gave_up = any(outcome.gave_up for outcome in outcomes)
    text = "correct." if verdict.correct else f"not yet. {verdict.message}"
    if not verdict.correct:
        text += _why_undefined(name, code.statements, sandbox.problems, outcomes[0].error)
        text += _what_was_left_out(code.missed[name])
    return Mark(exercise.points * verdict.correct, text[:TEXT], gave_up)


def _what_was_left_out(names):
    if not names:
        return ""
    return (
        f" It uses {', '.join(names)}: outside of functions, grading keeps imports and plain "
        "values only, and leaves out lines that call, loop or print."
    )


def _why_undefined(name, statements, problems, error):
    """Return in words which import, or the definition of `name` itself, has failed."""
    if not error:
        return ""
    starts = ("@", f"def {name}(", f"{name} = ")
    if error == "NameError":
        starts += ("import ", "from ")
    failed = [problems[i] for i in sorted(problems) if statements[i].startswith(starts)]
    return f" While the notebook was defined: {failed[0]}." if failed else ""


def show_progress(done, all_of_them):
    """Overwrite a terminal's last line; elsewhere write a line for each tenth."""
    line = f"{done} of {all_of_them} graded"
    if sys.stdout.isatty():
        bar = "#" * (30 * done // max(all_of_them, 1))
        print(f"\r[{bar:30}] {line}", end="" if done < all_of_them else "\n", flush=True)
    elif done and (done == all_of_them or done % max(all_of_them // 10, 1) == 0):
        print(line)


# ------------------------------------------------------------------------------------ results


class Results:
    """The folder of results: marks that are known already, and files that are never lost.

    Parameters
    ----------
    folder : Path
    cases : the cases of all exercises, as `draw_cases` gives them
    """

    def __init__(self, folder, cases):
        self.folder, self.said = folder, []
        self.memory = folder / ".grading"
        self.memory.mkdir(parents=True, exist_ok=True)
        self._list = self.memory / "written.json"
        self._ours = self._read_ours()  # name of a file → fingerprint, as this command left it
        self._basis = _hash(_course_code(), repr(cases))

    def key(self, code):
        """Return the name under which the marks of such a notebook are kept."""
        return _hash(
            self._basis, code.lesson, *code.statements, repr(code.broken), repr(code.missed)
        )

    def recall(self, key):
        """Return the marks of an earlier run, None where there are none."""
        try:
            kept = json.loads((self.memory / f"{key}.json").read_text(encoding="utf-8"))
            return {name: Mark(*mark) for name, mark in kept.items()}
        except (OSError, ValueError, TypeError):
            return None

    def keep(self, key, marks):
        """Keep the marks for a later run."""
        kept = {name: (mark.points, mark.text) for name, mark in marks.items()}
        _write(self.memory / f"{key}.json", json.dumps(kept).encode())

    def write(self, name, text):
        """Write a file; one that is not as this command left it is kept under another name."""
        path, data = self.folder / name, text.encode(errors="replace")
        if path.exists() and _hash_bytes(path.read_bytes()) not in (
            self._ours.get(name),
            _hash_bytes(data),
        ):
            number = 1
            while (kept := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists():
                number += 1
            path.rename(kept)
            self.said.append(f"{name} was not as this command left it: it is {kept.name} now.")
        path.parent.mkdir(exist_ok=True)
        _write(path, data)
        self._ours[name] = _hash_bytes(data)
        _write(self._list, json.dumps(self._ours).encode())

    def name_what_is_left(self, start, written):
        """Say which files of an earlier run, whose names have this start, are no longer written."""
        left = [n for n in self._ours if n.startswith(start) and n not in written]
        left = [name for name in left if (self.folder / name).exists()]
        if left:
            self.said.append(f"From an earlier run, and left alone: {_some(left)}.")

    def _read_ours(self):
        try:
            return json.loads(self._list.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}


def _write(path, data):
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.{threading.get_ident()}.part")
    part.write_bytes(data)
    os.replace(part, path)


def _hash(*parts):
    # With the lengths, so that no two lists of parts look the same.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return _hash_bytes(text.encode(errors="surrogatepass"))


def _hash_bytes(data):
    return hashlib.sha256(data).hexdigest()[:32]


def _course_code():
    """Return the text of all that marks depend on."""
    helpers = Path(__file__).parents[1]
    files = [helpers / "network.py", *(helpers / "exercises").glob("*.py")]
    files += [*(helpers / "grading").glob("*.py"), *helpers.glob("lessons/*/exercises.py")]
    return "".join(path.read_text(encoding="utf-8") for path in sorted(files))


def table(rows):
    """Return the text of grades.csv."""
    lessons = [lesson for lesson in LESSONS if any(_lesson(row) == lesson for row in rows)]
    names = [exercise.name for lesson in lessons for exercise in exercises_of(lesson)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["student", "lesson", "file", "status", "points", "max", *names])
    for row in rows:
        marks = [getattr(row.marks.get(name), "points", "") for name in names]
        totals = [row.points, _most(row)] if row.code else ["", ""]
        words = [_for_spreadsheet(word) for word in (row.student, _lesson(row), row.file)]
        writer.writerow([*words, _for_spreadsheet(row.status), *totals, *marks])
    return "\ufeff" + text.getvalue()  # the mark without which Excel takes UTF-8 for something else


def _lesson(row):
    return row.code.lesson if row.code else ""


def _most(row):
    return sum(exercise.points for exercise in exercises_of(row.code.lesson))


def _for_spreadsheet(text):
    """Return text that no spreadsheet takes for a formula."""
    text = _one_line(text)
    return f"'{text}" if text[:1] in tuple("=+-@") else text


def _one_line(text):
    """Return text without line ends and other control characters, which could rule a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def feedback(rows):
    """Return the text of each student's page, by a name that a file can have."""
    students = defaultdict(list)
    for row in rows:
        students[row.student].append(row)
    pages = {}
    for student, own in students.items():
        name, number = _file_name(student), 2
        while name.casefold() in {known.casefold() for known in pages}:
            name, number = f"{_file_name(student)} {number}", number + 1
        pages[name] = "\n".join([f"# {_markdown(student)}", "", *map(_section, own)])
    return pages


def _file_name(student):
    name = re.sub(r'[\\/:*?"<>|]', "-", _one_line(student))[:80].strip(" .") or "student"
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name)
    return f"{name}-" if reserved else name


def _section(row):
    lines = [f"{_markdown(row.file)}: {_markdown(row.status)}.", ""]
    if row.code:
        lines = [f"## {row.code.lesson}: {row.points} of {_most(row)} points", "", *lines]
        points = {e.name: e.points for e in exercises_of(row.code.lesson)}
        for name, mark in row.marks.items():
            sign = "○" if mark.points is None else "✓" if mark.points else "✗"
            reached = f"{mark.points or 0} of {points[name]} points"
            lines.append(f"- {sign} `{name}` ({reached}): {_markdown(mark.text)}")
        lines += ["", *(f"- {_markdown(note)}" for note in row.code.notes[:20]), ""]
    return "\n".join(lines)


def _markdown(text):
    """Return text that is shown as it is: some of it was written by those who handed in."""
    # Brackets alone do nothing: a link needs `](`, and a line that begins with one.
    return re.sub(r"([\\`*<|~]|(?<=\])\(|^[#>\[])", r"\\\1", _one_line(text))


def gradescope(rows):
    """Return the text of Gradescope's results.json for one submission."""
    tests = [
        {
            "name": f"{row.code.lesson}: {exercise.name}",
            "score": row.marks[exercise.name].points or 0,
            "max_score": exercise.points,
            "output": _one_line(row.marks[exercise.name].text),
        }
        for row in rows
        if row.code
        for exercise in exercises_of(row.code.lesson)
    ]
    said = "\n".join(_one_line(f"{row.file}: {row.status}") for row in rows)
    score = sum(row.points for row in rows)
    return json.dumps({"score": score, "output": said, "tests": tests}, indent=1)


def summary(rows, seed):
    """Return the report's lines: how many of each status, who is alike, what held submissions."""
    lines = []
    statuses = defaultdict(list)
    for row in rows:
        statuses[row.status].append(row)
    for status, some in sorted(statuses.items(), key=lambda item: -len(item[1])):
        unread = some[0].code is None
        names = _some([row.student for row in some]) if unread or status == TWO else ""
        lines.append(f"{len(some):5d}  {_one_line(status)}{': ' if names else ''}{names}")
    for lesson in LESSONS:
        points = [row.points for row in rows if _lesson(row) == lesson]
        if points:
            most = sum(exercise.points for exercise in exercises_of(lesson))
            mean = sum(points) / len(points)
            lines.append(
                f"{lesson}: {mean:.1f} of {most} points on average, notebooks: {len(points)}"
            )
    for lesson, names in identical(rows):
        lines.append(f"The same code for all answers of {lesson}: {_some(names)}.")
    return [*lines, f"Seed {seed}. {isolation().words}"]


def _some(names):
    names = [_one_line(name)[:60] for name in dict.fromkeys(names)]
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")


def identical(rows):
    """Return `[(lesson, students)]` whose answers are the same but for spaces and comments."""
    alike = defaultdict(list)
    for row in rows:
        if row.code and any(row.code.answers.values()):
            answers = tuple(sorted(row.code.answers.items()))
            alike[row.code.lesson, answers].append(row.student)
    return [(lesson, names) for (lesson, _), names in alike.items() if len(set(names)) > 1]


if __name__ == "__main__":
    sys.exit(main())
