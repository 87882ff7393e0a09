"""The launch badge leads into lesson 01: checked without Docker, by what repo2docker renders."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import traitlets
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
BINDER = ROOT / "binder"


def requirements(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-e "))]


@pytest.fixture
def buildpack(monkeypatch):
    repo2docker = pytest.importorskip("repo2docker.app", reason="It does not exist for Windows.")
    app = repo2docker.Repo2Docker(platform="linux/amd64")
    monkeypatch.chdir(ROOT)
    packs = (pack(app.base_image) for pack in app.buildpacks)
    picked = next(pack for pack in packs if pack.detect())
    picked.platform = app.platform
    return picked


def test_repo2docker_picks_python_3_12(buildpack):
    assert type(buildpack).__name__ == "PythonBuildPack"
    assert buildpack.python_version == "3.12"
    assert buildpack.runtime[:2] == ("python", "3.12")


def test_pins_are_a_layer_below_the_sources(buildpack):
    dockerfile = buildpack.render()
    pins = re.search(r'pip install .*-r "binder/requirements.txt"', dockerfile)
    sources = re.search(r"^COPY .* src/ \$\{REPO_DIR\}", dockerfile, re.MULTILINE)
    assert pins.start() < sources.start() < dockerfile.index("RUN ./binder/postBuild")


def test_pins_satisfy_the_requirements():
    pins = {
        canonicalize_name(pin.name): pin.specifier
        for pin in requirements(BINDER / "requirements.txt")
    }
    for wanted in requirements(ROOT / "requirements.txt"):
        (pin,) = pins[canonicalize_name(wanted.name)]
        assert pin.version in wanted.specifier, f"{wanted} is pinned to {pin}"


def test_every_pin_is_exact():
    for line in (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or re.fullmatch(r"[a-z0-9.-]+==[0-9][0-9a-z.]*", line), line


def test_post_build_can_be_executed():
    assert os.access(BINDER / "postBuild", os.X_OK)
    assert (BINDER / "postBuild").read_bytes().startswith(b"#!/usr/bin/env bash\n")


def test_saved_views_are_seen_there_as_where_start_py_opens_the_course():
    text = (BINDER / "jupyter_server_config.json").read_text(encoding="utf-8")
    named = json.loads(text)["ServerApp"]["contents_manager_class"]
    assert f"--ServerApp.contents_manager_class={named}" in (ROOT / "start.py").read_text("utf-8")
    assert traitlets.import_item(named).__mro__[1].__module__.startswith("jupyter_server.")
    assert "cp binder/jupyter_server_config.json" in (BINDER / "postBuild").read_text("utf-8")


def test_badge_lands_in_lesson_01():
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    repository = urlsplit(pyproject["project"]["urls"]["Repository"]).path.strip("/")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (badge,) = set(re.findall(r"https://mybinder\.org/v2/[^\s)\"]+", readme))
    assert urlsplit(badge).path == f"/v2/gh/{repository}/HEAD"
    (landing,) = parse_qs(urlsplit(badge).query)["urlpath"]
    assert landing == "lab/tree/notebooks/01_neuron.ipynb"
    assert (ROOT / landing.removeprefix("lab/tree/")).exists()


def python_3_12():
    """Find a Python 3.12 that really runs; a version manager's stand-in may not."""
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.12*/bin/python"))
    for python in [sys.executable, shutil.which("python3.12"), *pyenv]:
        ask = [python or "", "-c", "import sys; sys.exit(sys.version_info[:2] != (3, 12))"]
        if python and subprocess.run(ask, capture_output=True).returncode == 0:
            return python
    pytest.skip("Python 3.12, which Binder runs, is not at hand: install it to test its pins.")


@pytest.mark.skipif(sys.platform != "linux", reason="The pins are Linux's, as Binder is.")
def test_pins_install_and_the_helpers_import(tmp_path):
    uv = pytest.importorskip("uv").find_uv_bin()
    python = tmp_path / "env" / "bin" / "python"

    def run(*command, **settings):
        result = subprocess.run(
            command, cwd=tmp_path, env=os.environ | settings, capture_output=True, text=True
        )
        assert result.returncode == 0, result.stdout + result.stderr

    run(uv, "venv", "--python", python_3_12(), str(tmp_path / "env"))
    install = [uv, "pip", "install", "--python", str(python)]
    run(*install, "-r", str(BINDER / "requirements.txt"))
    # The sources are imported where they stand: installing them here would write into the tree.
    run(str(python), "-c", "import helpers, helpers.network, helpers.views", PYTHONPATH=str(ROOT))
    run(uv, "pip", "check", "--python", str(python))
