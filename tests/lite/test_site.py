"""What `python3 start.py lite` builds, looked at without a browser."""

import hashlib
import html
import json
import re
import subprocess
import sys
import zipfile

import pytest

from tests.course import LESSONS, NOTEBOOKS, ROOT, load_module

lite = load_module(ROOT / "lite" / "build.py")
PINS = (ROOT / "lite" / "requirements.txt").read_text(encoding="utf-8").splitlines()
WHEELS = (ROOT / "lite" / "wheels.txt").read_text(encoding="utf-8").splitlines()
PARTS_LEFT_OUT = {"grading", "server.py"}
IMPORT_ALL = """
import helpers.check
from helpers.lessons import LESSONS, VIEWS, exercises_of, find_view
print(len([exercises_of(lesson) for lesson in LESSONS]), len([find_view(view) for view in VIEWS]))
print(helpers.__file__)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The site as it is deployed: Pyodide comes from its CDN."""
    out = tmp_path_factory.mktemp("built") / "site"
    lite.build(out)
    return out


@pytest.fixture(scope="module")
def wheel(site):
    (path,) = (site / "pypi").glob("neural_networks_from_scratch-*.whl")
    return path


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def test_it_is_small(site):
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < 40e6


def test_every_lesson_is_there_with_the_version_that_tells_it_from_a_learners_copy(site):
    assert sorted(path.stem for path in (site / "files").glob("*")) == LESSONS
    for lesson in LESSONS:
        built = read_json(site / "files" / f"{lesson}.ipynb")
        source = read_json(NOTEBOOKS / f"{lesson}.ipynb")
        assert built["metadata"].pop("course") == {"version": lite.version(source)}
        assert built == source


def test_a_version_changes_with_the_text_and_not_with_what_a_learner_ran():
    lesson = read_json(NOTEBOOKS / "01_neuron.ipynb")
    before = lite.version(lesson)
    code = next(cell for cell in lesson["cells"] if cell["cell_type"] == "code")
    code["outputs"], code["execution_count"] = [], None
    assert lite.version(lesson) == before
    lesson["cells"][0]["source"][0] += " "
    assert lite.version(lesson) != before


def test_the_front_page_says_what_it_is_and_leads_to_every_lesson(site):
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "$" not in page
    links = re.findall(r'href="([^"]+)"', page)
    lessons = [link.removeprefix("lab/index.html?path=") for link in links if "path=" in link]
    assert lessons == ["01_neuron.ipynb", *(f"{lesson}.ipynb" for lesson in LESSONS)]
    assert (site / "lab" / "index.html").exists()
    assert all((site / "files" / lesson).exists() for lesson in lessons)
    ((picture, alt),) = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', page)
    assert (site / picture).read_bytes() == (NOTEBOOKS / "pictures" / picture).read_bytes()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"![{html.unescape(alt)}]" in readme
    assert html.unescape(re.search("<p>(.*?)</p>", page)[1]) in readme
    assert "http" not in "".join(re.findall(r'src="([^"]+)"', page))


def test_the_wheel_is_helpers_without_what_no_browser_can_run(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        archive.extractall(tmp_path)
    files = {path for path in (ROOT / "helpers").rglob("*.*") if path.suffix != ".pyc"}
    files -= {
        path for path in files if path.relative_to(ROOT / "helpers").parts[0] in PARTS_LEFT_OUT
    }
    wanted = {path.relative_to(ROOT).as_posix() for path in files if path.is_file()}
    assert names == wanted
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    counts, imported = run.stdout.splitlines()
    assert int(counts.split()[0]) == len(LESSONS)
    assert imported.startswith(str(tmp_path))


def test_the_wheel_has_another_name_when_helpers_changes(wheel, tmp_path, monkeypatch):
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        (folder / "helpers").mkdir(parents=True)
        (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (first / "helpers" / "__init__.py").write_text("one = 1\n")
    (second / "helpers" / "__init__.py").write_text("one = 2\n")
    monkeypatch.setattr(lite, "ROOT", first)
    name = lite.helpers_wheel(tmp_path).name
    assert lite.helpers_wheel(tmp_path).name == name
    monkeypatch.setattr(lite, "ROOT", second)
    assert lite.helpers_wheel(tmp_path).name != name


def test_the_kernel_loads_what_lies_beside_it_and_a_pyodide_of_one_version(site):
    settings = read_json(site / "jupyter-lite.json")["jupyter-config-data"]
    kernel = settings["litePluginSettings"]["@jupyterlite/pyodide-kernel-extension:kernel"]
    assert kernel["pyodideUrl"] == "https://cdn.jsdelivr.net/pyodide/v0.27.7/full/pyodide.js"
    packages = kernel["loadPyodideOptions"]["packages"]
    urls = [package for package in packages if package.startswith("..")]
    (worker,) = site.glob("extensions/@jupyterlite/pyodide-kernel-extension/static/remoteEntry*.js")
    found = {(worker.parent / url).resolve() for url in urls}
    assert found == set((site / "pypi").glob("*.whl"))
    assert {"numpy", "matplotlib", "ipython"} <= set(packages)
    names = [extension["name"] for extension in settings["federated_extensions"]]
    assert sorted(names) == [
        "@jupyter-widgets/jupyterlab-manager",
        "@jupyterlite/pyodide-kernel-extension",
        "anywidget",
        "neural-networks-from-scratch-lite",
    ]
    for extension in settings["federated_extensions"]:
        assert (site / "extensions" / extension["name"] / extension["load"]).is_file()
    schemas = (site / "build" / "schemas" / "all_federated.json").read_text(encoding="utf-8")
    assert "docmanager:download" in schemas  # else File has no Download
    overrides = settings["settingsOverrides"]
    assert overrides["@jupyterlab/notebook-extension:tracker"] == {"windowingMode": "none"}
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_every_pin_is_exact_and_what_a_browser_loads_is_what_was_pinned(site):
    pins = [line for line in PINS if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z-]+==[0-9.]+", pin) for pin in pins), pins
    wheels = [line for line in WHEELS if not line.startswith("#")]
    pinned = dict(
        re.fullmatch(r"([a-z-]+)==\S+ --hash=sha256:(\w+)", line).groups() for line in wheels
    )
    deployed = {
        path.name.split("-")[0].replace("_", "-"): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site / "pypi").glob("*.whl")
    }
    del deployed["neural-networks-from-scratch"]
    assert deployed == {name: pinned[name] for name in pinned if name != "jupyterlab-widgets"}
    manager = read_json(site / "extensions/@jupyter-widgets/jupyterlab-manager/package.json")
    wanted = manager["dependencies"]["@jupyterlab/application"]
    assert "4.0.0" in wanted, f"JupyterLab 4.4 is no {wanted}"


def test_a_folder_that_holds_something_is_refused(tmp_path):
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(ValueError, match=r"is not empty: give --out a folder that is new or empty"):
        lite.build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("lock", [None, {"info": {"version": "0.26.0"}}])
def test_another_pyodide_is_refused_in_one_sentence(tmp_path, lock):
    if lock:
        (tmp_path / "pyodide-lock.json").write_text(json.dumps(lock))
    with pytest.raises(ValueError, match=r"holds no Pyodide 0\.27\.7: unpack"):
        lite.build(tmp_path / "site", pyodide=tmp_path)
    assert not (tmp_path / "site").exists()
