"""Grading a class with hostile submissions in it, through the real command line."""

import contextlib
import csv
import ctypes
import hashlib
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

import mistune
import psutil
import pytest

from helpers.grading.jail import find_fence, isolation
from tests.course import EXERCISES, NOTEBOOKS, ROOT
from tests.grading.hostile import MISTAKES, class_of, class_zip, reaching_out, well_behaved

SECONDS = 300  # the run takes about 30 on two cores
BECOME_SUBREAPER = 36  # of prctl: orphans below a process become its children

pytestmark = pytest.mark.skipif(os.name == "nt", reason="made of what POSIX systems have")


def listing(*folders):
    """Return what is in the folders: kind, size and content of every file below them."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            mode = path.lstat().st_mode
            content = hashlib.md5()
            if stat.S_ISREG(mode) and path.stat().st_size < 10**8:
                content.update(path.read_bytes())
            if stat.S_ISLNK(mode):
                content.update(os.readlink(path).encode())
            found[str(path)] = stat.filemode(mode), path.lstat().st_size, content.hexdigest()
    return {name: what for name, what in found.items() if "__pycache__" not in name}


def processes_left(before):
    """Return the processes that descend from this one and were not there before."""
    time.sleep(0.5)
    now = {process.pid: process for process in psutil.Process().children(recursive=True)}
    for pid in now.keys() - before:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)  # what has ended, but nobody has asked for it
    return [p for pid, p in now.items() if pid not in before and psutil.pid_exists(pid)]


@dataclass
class World:
    """The machine around a run: folders that nobody may touch, a port that nobody may call."""

    submissions: Path
    out: Path
    places: list[Path]
    port: int
    path: str = os.environ["PATH"]


@dataclass
class Run:
    """What a run of the command left behind."""

    status: int
    seconds: float
    says: str
    rows: list[dict]
    out: Path
    left: list
    calls: int
    before: dict
    after: dict


@pytest.fixture(scope="module")
def listener():
    """A port that takes note of who calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture(scope="module")
def world(listener):
    with tempfile.TemporaryDirectory() as top:
        names = ("canary", "home", "work", "temporary", "submissions", "out")
        places = [Path(top, name) for name in names]
        for place in places:
            place.mkdir()
        for place in places[:4]:
            (place / "folder").mkdir()
            (place / "canary.txt").write_text("alive")
            (place / "folder" / "canary.txt").write_text("alive")
        # Anybody may write there: what protects them must be the sandbox, not their modes.
        for path in [Path(top), *Path(top).rglob("*")]:
            path.chmod(0o777)
        *_, submissions, out = places
        yield World(submissions, out, places, listener.getsockname()[1])


# It gets round the audit hook, so that only bubblewrap stops it.
ROUND_THE_HOOK = "a module made anew"


@pytest.fixture(scope="module")
def submissions(world):
    jailed = isolation().bubblewrap
    return {s.student: s for s in class_of(world) if jailed or s.student != ROUND_THE_HOOK}


@pytest.fixture(scope="module")
def run(world, submissions, listener):
    for submission in submissions.values():
        submission.write(world.submissions)
    untouched = [p for p in world.places if p != world.out]
    untouched += [NOTEBOOKS, ROOT / "helpers" / "lessons", ROOT / "tests" / "lessons"]
    before = listing(*untouched)
    status, seconds, says, left = grade(world)
    calls = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            listener.accept()[0].close()
            calls += 1
    return Run(
        status,
        seconds,
        says,
        read_table(world),
        world.out,
        left,
        calls,
        before,
        listing(*untouched),
    )


def grade(world):
    """Run the command; return its exit status, seconds, what it said, and processes left."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1)
    before = {process.pid for process in psutil.Process().children(recursive=True)}
    _, home, work, temporary, *_ = map(str, world.places)
    environment = {"PATH": world.path, "PYTHONPATH": str(ROOT), "HOME": home}
    environment |= {"TMPDIR": temporary, "CANARY": "x", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "helpers.grading", str(world.submissions)]
    # More at a time than processors, and short: some of them sleep or never end.
    command += ["--out", str(world.out), "--jobs", "4", "--seconds", "2"]
    begin = time.monotonic()
    with open(world.out.with_name("says.txt"), "w+b") as says:
        process = subprocess.Popen(
            command,
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=says,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # one of the submissions kills its process group
        )
        try:
            process.wait(SECONDS)
        finally:
            process.kill()
            seconds = time.monotonic() - begin
            left = processes_left(before)
            for one in left:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.send_signal(signal.SIGKILL)
        says.seek(0)
        text = says.read().decode(errors="replace")
    return process.returncode, seconds, text, left


def read_table(world):
    """Return the rows of grades.csv."""
    with (world.out / "grades.csv").open(encoding="utf-8-sig", newline="") as table:
        return list(csv.DictReader(table))


def surprise(rows, submission):
    """Return what came out otherwise than it must, "" where all is well."""
    found = [row for row in rows if student(row) == in_table(submission.student)]
    if len(found) != 1:
        return f"{len(found)} rows"
    row = found[0]
    if not re.match(submission.status, row["status"]):
        return f"status {row['status']!r}"
    if not submission.lesson:
        return f"points {row['points']}" if row["points"] not in ("", "0") else ""
    if row["lesson"] != submission.lesson:
        return f"lesson {row['lesson']!r}"
    most = sum(exercise.points for exercise in EXERCISES[submission.lesson])
    worth = {e.name: "right" if e.optional else str(e.points) for e in EXERCISES[submission.lesson]}
    right = {name for name, most_of_it in worth.items() if row[name] == most_of_it}
    points = sum(e.points for e in EXERCISES[submission.lesson] if e.name in right)
    if int(row["max"]) != most or int(row["points"] or 0) != points:
        return f"points {row['points']} of {row['max']} for {right}"
    if submission.right is not None and right != set(submission.right):
        return f"{right}, not {submission.right}"
    return ""


def student(row):
    """Return the student's name, which may be guarded against spreadsheets."""
    return row["student"].lstrip("'").strip()


def in_table(name):
    """Return a name as the table has it, where a semicolon could split a line."""
    return name.replace(";", ",")


def test_the_run_ends_with_the_status_for_submissions_that_could_not_be_graded(run):
    assert run.status == 1, run.says[-3000:]
    assert "Traceback" not in run.says
    print(f"{len(run.rows)} submissions in {run.seconds:.0f} s")


def test_every_submission_gets_a_row(run, submissions):
    assert sorted(map(student, run.rows)) == sorted(map(in_table, submissions))


def test_everybody_else_gets_what_they_deserve(run):
    surprises = {known.student: surprise(run.rows, known) for known in well_behaved()}
    assert surprises == dict.fromkeys(surprises, "")


def test_hostile_submissions_get_what_they_deserve(run, submissions):
    surprises = {s.student: surprise(run.rows, s) for s in submissions.values()}
    assert {name: wrong for name, wrong in surprises.items() if wrong} == {}


def test_known_mistakes_are_named_in_the_feedback(run):
    for lesson, exercises in EXERCISES.items():
        if not (NOTEBOOKS / f"{lesson}.ipynb").exists():
            continue
        for number in range(MISTAKES):
            text = " ".join(feedback(run, f"Mistake {number} {lesson}").split())
            for exercise in exercises:
                sentence = exercise.mistakes[number % len(exercise.mistakes)].sentence
                assert plain(sentence) in plain(text), exercise.name


def plain(text):
    """Return the letters and digits of a text: what Markdown and its escapes leave alone."""
    return "".join(filter(str.isalnum, text))


def feedback(run, student):
    return (run.out / "feedback" / f"{student}.md").read_text(encoding="utf-8")


def test_everybody_gets_feedback(run, submissions):
    for ending in ("md", "html"):
        assert len(list((run.out / "feedback").glob(f"*.{ending}"))) == len(submissions)
    assert all(path.stat().st_size > 20 for path in (run.out / "feedback").glob("*.md"))
    assert sum(path.stat().st_size for path in (run.out / "feedback").iterdir()) < 10**6


def test_feedback_holds_nothing_that_a_submission_forged(run):
    for path in (run.out / "feedback").glob("*.md"):
        page = mistune.create_markdown(escape=False)(path.read_text(encoding="utf-8"))
        assert not re.search(r"<script|<img|<table|<h\d>\s*FORGED", page), path.name


def test_no_cell_of_the_table_is_a_formula(run):
    cells = [cell for row in run.rows for cell in row.values() if cell]
    numbers = re.compile(r"\d+(\.\d+)?")
    assert [c for c in cells if c[0] in "=+-@\t\r" and not numbers.fullmatch(c)] == []


def test_nothing_outside_has_changed(run):
    assert run.after == run.before


def test_results_hold_nothing_but_what_the_command_writes(run):
    odd = {"canary.txt", "new.txt", "mkfifo", "mknod"}
    assert not odd & {path.name for path in run.out.rglob("*")}
    assert (run.out / "grades.csv").stat().st_size < 10**6


def test_nobody_was_called(run):
    assert run.calls == 0


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are found on Linux only")
def test_no_process_is_left(run):
    assert run.left == []


def test_floods_do_not_reach_the_screen(run, submissions):
    assert len(run.says) < 100 * len(submissions)


def test_a_class_in_one_zip_with_hostile_entries_and_no_jail(tmp_path, world):
    fenced = sys.platform == "linux" and find_fence()[0]  # where not, the hook is all there is
    hostile = [s for s in reaching_out(world) if fenced or s.student != ROUND_THE_HOOK]
    handed_in = [*list(well_behaved())[:4], *hostile]
    (tmp_path / "class.zip").write_bytes(class_zip(handed_in, world.places[0]))
    untouched = [place for place in world.places if place != world.out]
    before = listing(*untouched)
    bare = replace(world, submissions=tmp_path / "class.zip", out=tmp_path / "out", path="/nowhere")
    _, _, says, left = grade(bare)
    rows = read_table(bare)
    surprises = {s.student: surprise(rows, s) for s in handed_in}
    assert {name: wrong for name, wrong in surprises.items() if wrong} == {}, says
    others = [row for row in rows if student(row) not in set(map(in_table, surprises))]
    assert [row["points"] for row in others if row["points"] not in ("", "0")] == []
    assert listing(*untouched) == before
    assert left == []
