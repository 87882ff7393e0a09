"""The real JupyterLab, started with start.py, in the system's Chromium."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.lab import Lab

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    # A test must not save over the notebook that it opens.
    "docmanager-extension/plugin": {"autosave": False},
    # Every cell is on the page at once, so that a test finds it without scrolling.
    "notebook-extension/tracker": {"windowingMode": "none"},
}


def find_chromium():
    """Return the path of a Chromium or Chrome, or None."""
    named = os.environ.get("COURSE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def free_port():
    """Return a port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return probe.getsockname()[1]


@contextmanager
def running_lab(home):
    """Start the course as its README says and yield JupyterLab's address, with `home` as home."""
    for name, settings in SETTINGS.items():
        target = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(settings), encoding="utf-8")
    environment = os.environ | {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
    }
    port = free_port()
    command = [sys.executable, "start.py", "--no-browser", "--port", str(port)]
    command += ["--IdentityProvider.token=", "--ServerApp.allow_root=True"]
    command += ["--LabApp.expose_app_in_browser=True"]  # a test opens notebooks by it, and waits
    # Beside the lessons they would be changes to a folder that other tests look at meanwhile.
    command += [f"--FileCheckpoints.checkpoint_dir={home / 'checkpoints'}"]
    log = home / "jupyter.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://localhost:{port}/api", server, log)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address, server, log, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer at {address}:\n{log.read_text()}")


@pytest.fixture(scope="session")
def lab_url(tmp_path_factory):
    """The address of a running JupyterLab."""
    with running_lab(tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture(scope="session")
def chromium():
    """A running browser, or a skipped test that says how to get one."""
    path = find_chromium()
    if path is None:
        advice = "no Chromium found: install Debian's package chromium, or set COURSE_CHROMIUM"
        if os.environ.get("COURSE_BROWSER") == "required":
            pytest.fail(advice)
        pytest.skip(advice)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def new_lab(chromium, lab_url):
    """Return a function that opens JupyterLab on a page of its own."""
    context = chromium.new_context()
    return lambda: Lab(context.new_page(), lab_url)


@pytest.fixture(scope="session")
def lab(new_lab):
    """JupyterLab on the page that the tests share, since loading it takes longer than a test."""
    return new_lab()


@pytest.fixture
def open_lesson(lab):
    """Return a function that opens a lesson and runs all of it: `open_lesson("01_neuron")`."""

    def open_and_run(lesson):
        opened = lab.open(lesson)
        opened.run_all()
        return opened

    return open_and_run
