"""What somebody who opens the course may rely on: start.py, step by step and when things fail."""

import ast
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OPENING = [
    *["-m", "jupyterlab", "--LabApp.default_url=/lab/tree/notebooks/01_neuron.ipynb"],
    "--ServerApp.contents_manager_class=helpers.server.LessonContents",
]
# What somebody may have set for other programs.
ELSEWHERE = {"PIP_USER": "1", "PIP_TARGET": "/elsewhere", "PYTHONPATH": "/elsewhere"}
REQUIREMENTS = ["requirements.txt", "tests/requirements.txt", "lite/requirements.txt"]
WHEELS = "lite/wheels.txt"  # fetched, not installed
UNREACHABLE = "http://127.0.0.1:9/simple"


class HandOverError(Exception):
    """Stands for the moment at which start.py becomes another program."""


def load(folder):
    spec = importlib.util.spec_from_file_location("start", folder / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    return start


@pytest.fixture
def checkout(tmp_path):
    """As much of a clone as start.py looks at."""
    folder = tmp_path / "course"
    (folder / "tests").mkdir(parents=True)
    (folder / "lite").mkdir()
    for name in ["start.py", "pyproject.toml", *REQUIREMENTS, WHEELS]:
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def machine(monkeypatch):
    """Start a checkout's start.py with a real .venv, but note what it would run instead."""
    for name, value in ELSEWHERE.items():
        monkeypatch.setenv(name, value)
    for name in ("PIP_PREFIX", "PIP_ROOT"):
        monkeypatch.setenv(name, "")

    class Machine:
        uv = "uv"  # found on PATH; None: not
        installing = None  # an exception that comes in the middle of an installation

        def start(self, folder, *args):
            """Return how it ended: the command handed over to, or the exit code or sentence."""
            self.ran = []
            start = load(folder)
            monkeypatch.setattr(start.shutil, "which", lambda name: self.uv)
            monkeypatch.setattr(start, "run", self.run)
            monkeypatch.setattr(start, "hand_over", self.hand_over)
            try:
                return start.main(list(args))
            except SystemExit as end:
                return end.code

        def run(self, command, **environment):
            self.ran.append(command)
            if self.installing and "install" in command:
                raise self.installing

        def hand_over(self, arguments, folder=None):
            self.folder = folder
            return arguments

    return Machine()


def installed(machine):
    """The requirements files that were installed by the last start."""
    commands = [command for command in machine.ran if "download" not in command]
    return [part for command in commands for part in command if part.endswith(".txt")]


def real(folder, *args, python=sys.executable, **environment):
    """Run start.py for real, in a machine whose only settings are the ones given."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_"))}
    environment = kept | {"PIP_CONFIG_FILE": os.devnull, "UV_NO_CONFIG": "1"} | environment
    command = [python, str(folder / "start.py"), *args]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def assert_one_sentence(result, pattern):
    assert result.returncode != 0
    assert len(result.stderr.splitlines()) == 1, result.stderr
    assert re.search(pattern, result.stderr), result.stderr


# --- opening -------------------------------------------------------------------------------------


def test_first_start_installs_what_a_learner_needs(checkout, machine):
    assert machine.start(checkout) == [*OPENING, f"--ServerApp.root_dir={checkout}"]
    assert installed(machine) == ["requirements.txt"]
    assert load(checkout).PYTHON.exists()


def test_second_start_installs_nothing(checkout, machine):
    machine.start(checkout)
    machine.start(checkout)
    assert machine.ran == []


def test_arguments_reach_jupyterlab_unchanged(checkout, machine):
    args = ["--no-browser", "--ServerApp.root_dir=a b", "notebooks/02_network.ipynb"]
    assert machine.start(checkout, *args) == [*OPENING, *args]


def test_progress_counts_in_the_folder_of_the_notebooks(checkout, machine):
    assert machine.start(checkout, "progress") == ["-P", "-m", "helpers.grading.own"]
    assert machine.folder == checkout.resolve() / "notebooks"
    assert installed(machine) == ["requirements.txt"]
    assert "takes nothing more, got 01" in machine.start(checkout, "progress", "01")


def test_tests_add_what_they_need_and_only_that(checkout, machine):
    machine.start(checkout)
    assert machine.start(checkout, "test", "-x", "tests/test_start.py") == [
        *["-m", "pytest", "-x", "tests/test_start.py"]
    ]
    assert installed(machine) == ["tests/requirements.txt", "lite/requirements.txt"]


def test_tests_of_a_fresh_clone_are_installed_in_one_go(checkout, machine):
    machine.start(checkout, "test")
    assert installed(machine) == REQUIREMENTS
    assert sum("install" in command for command in machine.ran) == 1


def test_the_browser_edition_is_built_where_it_was_asked_for_of_wheels_fetched_once(
    checkout, machine, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    script = str(checkout / "lite" / "build.py")
    assert machine.start(checkout, "lite", "--out", "site") == [script, "--out", "site"]
    assert (installed(machine), machine.folder) == ([REQUIREMENTS[0], REQUIREMENTS[2]], tmp_path)
    assert [command[-1] for command in machine.ran if "download" in command] == [WHEELS]
    machine.start(checkout, "lite")
    assert machine.ran == []
    (checkout / WHEELS).write_text("anywidget==0.11.0\n")
    machine.start(checkout, "lite")
    assert [command[-1] for command in machine.ran] == [WHEELS]


def test_grading_runs_where_it_was_asked_for_and_imports_nothing_from_there(
    checkout, machine, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    command = machine.start(checkout, "grade", "submissions", "--out", "results")
    assert command == ["-P", "-m", "helpers.grading", "submissions", "--out", "results"]
    assert (installed(machine), machine.folder) == (["requirements.txt"], tmp_path)


@pytest.mark.parametrize("uv", ["uv", None])
def test_uv_where_it_is_found_else_pip(checkout, machine, uv):
    machine.uv = uv
    machine.start(checkout)
    python = str(load(checkout).PYTHON)
    with_uv = ["uv", "pip", "install", "--compile-bytecode", "--python", python]
    begin = with_uv if uv else [python, "-m", "pip", "install"]
    assert begin in [command[: len(begin)] for command in machine.ran]


def test_pip_comes_back_when_uv_has_gone(checkout, machine):
    machine.start(checkout)
    (checkout / "requirements.txt").write_text("numpy>=2.1\n")
    machine.uv = None
    machine.start(checkout)
    assert [command[2] for command in machine.ran[:2]] == ["ensurepip", "pip"]


def test_news_is_switched_off_in_the_environment(checkout, machine):
    machine.start(checkout)
    python = str(load(checkout).PYTHON)
    news = "@jupyterlab/apputils-extension:announcements"
    assert [python, "-m", "jupyterlab.labextensions", "disable", news] in machine.ran


def test_it_becomes_the_environments_python_in_the_checkout(checkout, monkeypatch):
    start = load(checkout)
    seen = {}

    def execv(path, command):
        seen.update(command=command, cwd=os.getcwd(), active=os.environ["VIRTUAL_ENV"])
        raise HandOverError

    monkeypatch.chdir(checkout.parent)
    monkeypatch.setenv("VIRTUAL_ENV", "somebody/elses")
    monkeypatch.setenv("PATH", "before")
    monkeypatch.setattr(start.os, "execv", execv)
    monkeypatch.setattr(start.subprocess, "call", lambda command: execv(command[0], command))
    monkeypatch.setattr(start.signal, "signal", lambda *_: None)
    with pytest.raises(HandOverError):
        start.hand_over(["-m", "pytest"])
    assert seen["command"] == [str(start.PYTHON), "-m", "pytest"]
    assert (seen["cwd"], seen["active"]) == (str(checkout), str(checkout / ".venv"))
    assert os.environ["PATH"].split(os.pathsep) == [str(start.PYTHON.parent), "before"]


def test_settings_for_other_programs_lead_nowhere_else(checkout, machine):
    # A user's own configuration may name another root folder: only an argument is above it.
    assert f"--ServerApp.root_dir={checkout}" in machine.start(checkout, "--no-browser")
    assert "PYTHONPATH" not in os.environ  # a `helpers.py` there would be found first
    assert (os.environ["PIP_USER"], os.environ["PIP_TARGET"]) == ("0", "")


# --- picking up what is missing or broken --------------------------------------------------------


def test_interrupted_installation_is_finished_by_the_next_start(checkout, machine, capsys):
    machine.installing = KeyboardInterrupt()
    assert machine.start(checkout) == 130
    assert "the next start finishes" in capsys.readouterr().err
    machine.installing = None
    machine.start(checkout)
    assert installed(machine) == ["requirements.txt"]


def test_interrupted_reinstallation_is_finished_too(checkout, machine):
    machine.start(checkout)
    original = (checkout / "requirements.txt").read_text()
    (checkout / "requirements.txt").write_text("numpy>=2.1\n")
    machine.installing = KeyboardInterrupt()
    machine.start(checkout)
    (checkout / "requirements.txt").write_text(original)
    machine.installing = None
    machine.start(checkout)
    assert installed(machine) == ["requirements.txt"]


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_changed_requirements_are_installed(checkout, machine, name):
    machine.start(checkout)
    (checkout / name).write_text((checkout / name).read_text() + "\n# changed\n")
    machine.start(checkout)
    assert installed(machine) == ["requirements.txt"]


def test_moved_folder_is_installed_again(checkout, machine):
    machine.start(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    machine.start(moved)
    assert installed(machine) == ["requirements.txt"]


@pytest.mark.parametrize("broken", ["python", "pyvenv.cfg"])
def test_broken_environment_is_made_anew(checkout, machine, capsys, broken):
    machine.start(checkout)
    path = {"python": load(checkout).PYTHON, "pyvenv.cfg": checkout / ".venv/pyvenv.cfg"}[broken]
    path.unlink()
    capsys.readouterr()
    machine.start(checkout)
    assert "making it anew" in capsys.readouterr().out
    assert installed(machine) == ["requirements.txt"]
    assert path.exists()


# --- one plain sentence --------------------------------------------------------------------------


def test_old_python_can_read_the_file():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_old_python_is_refused(checkout, machine, monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    assert "needs Python 3.11 or newer and this is Python 3.10" in machine.start(checkout)
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    "args", [["--port", "{}"], ["--port={}"], ["--no-browser", "--ServerApp.port={}"]]
)
def test_taken_port(checkout, args):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        result = real(checkout, *[arg.format(port) for arg in args])
    assert_one_sentence(result, f"^Port {port} is taken: .*--port")


def test_free_port_is_passed_on(checkout, machine):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
    assert machine.start(checkout, "--port", port) == [
        *OPENING,
        f"--ServerApp.root_dir={checkout}",
        "--port",
        port,
    ]


def test_missing_ensurepip(checkout, machine, monkeypatch):
    machine.uv = None
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find_spec(name)
    )
    sentence = machine.start(checkout)
    assert f"apt install python3.{sys.version_info[1]}-venv`" in sentence
    assert "install uv" in sentence
    assert machine.ran == []


def test_missing_ensurepip_does_not_matter_to_uv(checkout, machine, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert machine.start(checkout)[1] == "jupyterlab"


def test_no_network_with_pip(checkout, tmp_path):
    (tmp_path / "empty").mkdir()  # a PATH without uv
    # pip refuses to install for the user into an environment, before it asks the index.
    settings = {"PIP_INDEX_URL": UNREACHABLE, "PIP_RETRIES": "0", "PIP_USER": "1"}
    result = real(checkout, PATH=str(tmp_path / "empty"), **settings)
    assert_one_sentence(result, "could not be reached: connect to the internet")
    assert "with pip" in result.stdout


def test_no_network_with_uv(checkout, tmp_path):
    uv = pytest.importorskip("uv").find_uv_bin()
    settings = {"UV_DEFAULT_INDEX": UNREACHABLE, "UV_CACHE_DIR": str(tmp_path / "cache")}
    result = real(checkout, PATH=os.path.dirname(uv), UV_HTTP_RETRIES="0", **settings)
    assert_one_sentence(result, "could not be reached: connect to the internet")
    assert "with uv" in result.stdout


@pytest.mark.parametrize(
    ("problem", "sentence"),
    [
        (PermissionError(13, "Permission denied"), "put the course into a folder where you may"),
        (OSError(30, "Read-only file system"), "put the course into a folder where you may"),
        (OSError(28, "No space left on device"), "disk is full"),
    ],
    ids=str,
)
def test_environment_cannot_be_written(checkout, machine, monkeypatch, problem, sentence):
    def create(self, folder):
        raise problem

    monkeypatch.setattr("venv.EnvBuilder.create", create)
    assert sentence in machine.start(checkout)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other means to forbid writing.")
@pytest.mark.skipif(os.name != "nt" and os.geteuid() == 0, reason="The administrator may write.")
def test_read_only_folder(checkout):
    checkout.chmod(0o555)
    result = real(checkout)
    checkout.chmod(0o755)
    assert_one_sentence(result, "put the course into a folder where you may")


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", "disk is full"),
        ("error: failed to write: Permission denied (os error 13)", "folder where you may write"),
        ("SSLError(CERTIFICATE_VERIFY_FAILED)", "certificate that this computer does not trust"),
        ("error sending request for url (...)\n  Caused by: dns error", "could not be reached"),
        ("ReadTimeoutError(...)\nERROR: from versions: none", "could not be reached"),
        ("ERROR: ResolutionImpossible", "the lines above say why"),
    ],
)
def test_what_an_installer_wrote_becomes_a_sentence(checkout, capsys, log, sentence):
    start = load(checkout)
    with pytest.raises(SystemExit, match=sentence):
        start.run([sys.executable, "-c", f"print({log!r}); raise SystemExit(1)"])
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err == (log + "\n" if "lines above" in sentence else "")


# --- uv run start.py -----------------------------------------------------------------------------


def test_header_for_uv_run():
    text = (ROOT / "start.py").read_text(encoding="utf-8")
    block = re.search(r"(?m)^# /// script$\n((?:^#.*$\n)+?)^# ///$", text).group(1)
    header = tomllib.loads(re.sub(r"(?m)^# ?", "", block))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert header == {"requires-python": project["requires-python"], "dependencies": []}
