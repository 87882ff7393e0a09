# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
"""Open the course, test it, grade a class, or build the browser edition, in its own `.venv`.

    python3 start.py [what `jupyter lab` takes]    open lesson 01 in JupyterLab
    python3 start.py test [what `pytest` takes]    run the tests
    python3 start.py grade SUBMISSIONS --out DIR   grade a class, as TEACHERS.md describes
    python3 start.py progress                      count your points in the saved notebooks
    python3 start.py lite [--out DIR] [--serve]    build the edition that runs in a browser
    python3 start.py address                       write pyproject.toml's address into all links

The first start installs what is missing, with uv where that is found and else with pip; a later
one needs no network. On Windows the command is `python start.py`; `uv run start.py` works too.
Everything here must parse on Python 3.6, so that an old Python says so in one plain sentence.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST_PYTHON = (3, 11)
FIRST_LESSON = "notebooks/01_neuron.ipynb"
LEARNER, TESTS = "requirements.txt", "tests/requirements.txt"
LITE, WHEELS = "lite/requirements.txt", "lite/wheels.txt"

# JupyterLab's, unless somebody chooses otherwise: whole names instead of when a file was changed.
SETTINGS = {"@jupyterlab/filebrowser-extension:browser": {"showLastModifiedColumn": False}}

# Over the user's own: what is installed elsewhere is missing in the environment.
SETTINGS_OF_PIP = {"PIP_USER": "0", "PIP_TARGET": "", "PIP_PREFIX": "", "PIP_ROOT": ""}

# What pip, uv and Python write when something fails, and the sentence for it. First match wins:
# an installer that could not write may have complained of the network as well.
REASONS = {
    "no space left|not enough space|quota exceeded": "The disk is full: free about 1 GB,"
    " then start again.",
    "permission ?denied|permissionerror|read-only file system|access is denied": "Writing was"
    " not permitted: put the course into a folder where you may write, then start again.",
    "certificate": "The package index showed a certificate that this computer does not trust, as"
    " happens behind some proxies: ask whoever runs the network, or start again in another one.",
    "newconnectionerror|connecttimeout|readtimeout|proxyerror|name ?resolution|failed to connect|"
    "from versions: none|error sending request|connection (refused|reset|timed out)": "The package"
    " index could not be reached: connect to the internet, then start again; only the"
    " installation needs it.",
}


def main(args):
    """Do what the command line asks and return the exit code; every failure is one sentence."""
    try:
        refuse_old_python()
        os.environ.update(SETTINGS_OF_PIP)
        os.environ.pop("PYTHONPATH", None)  # another program's `helpers` would be found first
        sys.stdout.reconfigure(line_buffering=True)  # in a log, too, each step shows as it begins
        if args and args[0] in VERBS:
            return VERBS[args[0]](args[1:])
        return open_course(args)
    except KeyboardInterrupt:
        print("\nInterrupted: the next start finishes what is missing.", file=sys.stderr)
        return 130
    except (OSError, ValueError) as error:  # venv refuses some folders with the latter
        return fail(f"{type(error).__name__}: {error}")


def open_course(args):
    """Open lesson 01 in JupyterLab."""
    refuse_taken_port(args)
    install([LEARNER])
    print(f"Opening {FIRST_LESSON} in JupyterLab; Ctrl-C here ends it.")
    command = [
        "-m",
        "jupyterlab",
        # A notebook given as an argument would make its folder the root, the README unreachable.
        f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}",
        "--ServerApp.contents_manager_class=helpers.server.LessonContents",
    ]
    if not any("root_dir" in arg or "notebook-dir" in arg for arg in args):
        command.append(f"--ServerApp.root_dir={ROOT}")  # whatever the user's own settings name
    return hand_over([*command, *args])


def test(args):
    """Run all the tests, or those that pytest's own arguments choose."""
    install([LEARNER, TESTS, LITE])
    fetch_wheels()
    return hand_over(["-m", "pytest", *args])


def grade(args):
    """Grade a class; paths are meant from where the command is given."""
    install([LEARNER])
    # -P: what lies in that folder, a numpy.py among the submissions, must not be imported.
    return hand_over(["-P", "-m", "helpers.grading", *args], folder=Path.cwd())


def lite(args):
    """Build the browser edition; paths are meant from where the command is given."""
    install([LEARNER, LITE])
    fetch_wheels()
    return hand_over([str(ROOT / "lite" / "build.py"), *args], folder=Path.cwd())


def address(_args):
    """Write the repository's address into every link that is made of it; needs no environment."""
    return subprocess.call([sys.executable, str(ROOT / "lite" / "address.py")])


def progress(args):
    """Count the learner's points in the notebooks as they are saved, and keep them."""
    if args:
        sys.exit("`start.py progress` takes nothing more, got {}.".format(" ".join(args)))
    install([LEARNER])
    # From the folder of the notebooks, where `check` keeps the points too.
    return hand_over(["-P", "-m", "helpers.grading.own"], folder=ROOT / "notebooks")


VERBS = {
    "test": test,
    "grade": grade,
    "progress": progress,
    "lite": lite,
    "address": address,
}


def refuse_old_python():
    """Stop where the language is older than the course."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "This course needs Python {}.{} or newer and this is Python {}.{}: install a newer one"
            " from https://www.python.org/downloads/ and start again with that.".format(
                *OLDEST_PYTHON, *sys.version_info[:2]
            )
        )


def refuse_taken_port(args):
    """Stop if the port asked for is in use: JupyterLab would silently take another one."""
    asked = re.search(r"(?:^|\s)--(?:ServerApp\.)?port[=\s](\d{1,5})(?:\s|$)", " ".join(args))
    if not asked or int(asked.group(1)) > 65535:
        return
    with socket.socket() as probe:
        if os.name != "nt":  # where this option means "also when closed a moment ago"
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(asked.group(1))))
        except OSError:
            sys.exit(
                f"Port {asked.group(1)} is taken: end the program that uses it, give another"
                " --port, or leave --port out and JupyterLab finds a free one."
            )


def install(files):
    """Install those requirements files that the environment does not have yet."""
    version = ensure_venv()
    wanted = {path: fingerprint(path, version) for path in files}
    missing = [path for path in files if read(stamp(path)) != wanted[path]]
    if not missing:
        return
    for path in missing:
        stamp(path).unlink(missing_ok=True)
    run_installer(missing)
    set_up_jupyterlab()
    for path in missing:  # only now: an interrupted installation leaves no stamp
        stamp(path).write_text(wanted[path], encoding="utf-8")


def fetch_wheels():
    """Fetch what a browser will load into `.venv/lite-wheels`, unless it lies there already."""
    wanted = fingerprint(WHEELS, b"")
    if read(stamp(WHEELS)) == wanted:
        return
    folder = VENV / "lite-wheels"
    shutil.rmtree(str(folder), ignore_errors=True)
    print(f"Fetching {WHEELS} with pip, once")
    # Wheels for any Python, as it is not this one that will import them.
    command = [str(PYTHON), "-m", "pip", "download", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", "--only-binary=:all:", "--platform=any", "--implementation=py"]
    run([*command, "--abi=none", f"--dest={folder}", "-r", WHEELS], PIP_CONSTRAINT="")
    stamp(WHEELS).write_text(wanted, encoding="utf-8")


def stamp(path):
    """Return where it is noted that a requirements file is installed."""
    return VENV / f"installed-{path.replace('/', '-')}"


def fingerprint(path, version):
    """Tell whether an installation is still right; an editable one breaks when its folder moves."""
    parts = [str(ROOT), str(version), read(ROOT / path), read(ROOT / "pyproject.toml")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read(path):
    """Return the text of a file, nothing if there is none."""
    return path.read_text(encoding="utf-8") if path.exists() else ""


def ensure_venv():
    """Make `.venv` if it is missing or no longer runs; return its Python's version."""
    version = venv_version()
    if version:
        return version
    if VENV.exists():
        print("The environment in .venv does not run any more: making it anew.")
    else:
        print("Making an environment for the course in .venv")
    venv.EnvBuilder(clear=True, symlinks=os.name != "nt").create(str(VENV))
    return venv_version() or fail("The new environment in .venv does not run.")


def venv_version():
    """Return the version of the environment's Python, None unless it runs and is new enough."""
    # An environment that has lost its pyvenv.cfg would install into the system's Python.
    probe = f"""import sys; print(sys.version_info[:2])
sys.exit(sys.prefix == sys.base_prefix or sys.version_info < {OLDEST_PYTHON})"""
    try:
        return subprocess.check_output([str(PYTHON), "-c", probe], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return None


def run_installer(files):
    """Install requirements files with uv where it is found, else with pip."""
    uv = shutil.which("uv")
    print(f"Installing {' and '.join(files)} with {'uv' if uv else 'pip'}, once; it takes minutes")
    if uv:
        # Compiled, as pip does by itself: each child of grading imports NumPy, in half the time.
        command = [uv, "pip", "install", "--compile-bytecode", "--python", str(PYTHON)]
    else:
        ensure_pip()
        command = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
    for path in files:
        command += ["-r", path]
    begin = time.monotonic()
    run(command)
    print(f"Installed in {time.monotonic() - begin:.0f} s")


def ensure_pip():
    """Put pip into the environment, which is made without it since uv does not need it."""
    if subprocess.call([str(PYTHON), "-c", "import pip"], stderr=subprocess.DEVNULL) == 0:
        return
    if not has_ensurepip():
        sys.exit(
            "This Python cannot install packages because its module ensurepip is missing: on Debian"
            " and Ubuntu run `sudo apt install python{}.{}-venv`, or install uv from"
            " https://docs.astral.sh/uv/, then start again.".format(*sys.version_info[:2])
        )
    run([str(PYTHON), "-m", "ensurepip", "--default-pip"])


def has_ensurepip():
    """Tell whether this Python can bootstrap pip; Debian packages that part on its own."""
    return importlib.util.find_spec("ensurepip") is not None


def set_up_jupyterlab():
    """Keep JupyterLab from asking about news, which it would download, and from cutting names."""
    name = "@jupyterlab/apputils-extension:announcements"
    run([str(PYTHON), "-m", "jupyterlab.labextensions", "disable", name])
    settings = VENV / "share" / "jupyter" / "lab" / "settings" / "overrides.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps(SETTINGS), encoding="utf-8")


def run(command, **environment):
    """Run an installer; its output is one changing line, and is shown in full only if it fails."""
    log = []
    with subprocess.Popen(
        command,
        cwd=str(ROOT),
        env=dict(os.environ, **environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout:
                log.append(line.rstrip())
                show(line.split(" (")[0].strip())
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        finally:
            show("")
    if process.returncode:
        fail("\n".join(log))


def show(text):
    """Overwrite the last line of a terminal."""
    if sys.stdout.isatty():
        print("\r" + text[:76].ljust(76), end="\r", flush=True)


def fail(log):
    """Stop with the one sentence that fits what was written."""
    for pattern, sentence in REASONS.items():
        if re.search(pattern, log, re.IGNORECASE):
            sys.exit(sentence)
    print(*log.splitlines()[-15:], sep="\n", file=sys.stderr)
    sys.exit("This did not work, and the lines above say why: put that right, then start again.")


def hand_over(arguments, folder=ROOT):
    """Become the environment's Python, in a folder; Windows needs a second process for that."""
    command = [str(PYTHON), *arguments]
    # Another environment that is active here would end up in the kernel's import path.
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.environ["PATH"] = str(PYTHON.parent) + os.pathsep + os.environ.get("PATH", "")
    os.chdir(str(folder))
    if os.name != "nt":
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the child, which shuts down
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
