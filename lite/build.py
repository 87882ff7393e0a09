"""Build the browser edition: a folder of files that any web server can hand out.

    python3 start.py lite                   into `lite/site`, which must be new or empty
    python3 start.py lite --out DIR         into another such folder
    python3 start.py lite --serve           into one that is thrown away, and open it
    python3 start.py lite --pyodide FOLDER  with Pyodide from this folder: needs no internet then

JupyterLab's interface comes from JupyterLite, Python from Pyodide, which the browser fetches from
its CDN unless it lies beside the site. `helpers` is a wheel without grading.
"""

import argparse
import hashlib
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template

LITE = Path(__file__).resolve().parent
ROOT = LITE.parent
WHEELS = Path(sys.prefix) / "lite-wheels"  # where start.py puts what wheels.txt names
KERNEL = Path(sys.prefix) / "share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension"
PYODIDE = "0.27.7"
CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full"
CORE = ["pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip"]
LOCK = "pyodide-lock.json"
# Pyodide's own packages that the lessons or the kernel load, by their names in its lock.
PACKAGES = ["ipython", "jedi", "matplotlib", "micropip", "numpy", "pillow", "sqlite3", "ssl"]
PACKAGES += ["traitlets"]
NOT_IN_A_BROWSER = ["grading", "server.py", "__pycache__"]
LESSON = re.compile(
    r"^\| \[(?P<title>[^\]]+)\]\(notebooks/(?P<name>\w+)\.ipynb\)"
    r" \| (?P<product>[^|]+) \| (?P<time>[^|]+) \|",
    re.MULTILINE,
)


def main(args):
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(prog="start.py lite", description="Build the browser edition.")
    parser.add_argument("--out", type=Path, metavar="DIR", help="a folder that is new or empty")
    parser.add_argument("--serve", action="store_true", help="open the site in a browser")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER", help=f"Pyodide {PYODIDE}")
    options = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as thrown_away:
        out = options.out or (Path(thrown_away) / "site" if options.serve else LITE / "site")
        try:
            build(out.resolve(), options.pyodide)
        except ValueError as error:
            sys.exit(str(error))
        files = [path for path in out.rglob("*") if path.is_file()]
        megabytes = sum(path.stat().st_size for path in files) / 1e6
        print(f"The browser edition is in {out}: {len(files)} files, {megabytes:.0f} MB.")
        if options.serve:
            serve(out)


def build(out, pyodide=None):
    """Build the site.

    Parameters
    ----------
    out : Path
        A folder that is new or empty: of two builds in one folder, JupyterLite mixes the settings.
    pyodide : Path, optional
        A folder with Pyodide; left out, the browser fetches it from its CDN.

    Raises
    ------
    ValueError
        If `out` holds something, or `pyodide` is not the version that the course is tested with.
    """
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise ValueError(f"{out} is not empty: give --out a folder that is new or empty.")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        if pyodide:
            _gather_pyodide(pyodide, work / "pyodide")
        _gather(work, out, "./static/pyodide" if pyodide else CDN)
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        run = subprocess.run(command, cwd=work, capture_output=True, text=True)
        if run.returncode:
            raise ValueError(f"JupyterLite did not build:\n{run.stdout}{run.stderr}")
        if pyodide:  # only now: JupyterLite begins with an empty `static`
            shutil.copytree(work / "pyodide", out / "static" / "pyodide")
    _front_page(out)


def _gather(work, out, pyodide_url):
    """Lay out what JupyterLite builds from."""
    wheels = work / "pypi"
    wheels.mkdir()
    for wheel in WHEELS.glob("*.whl"):
        if not wheel.name.startswith("jupyterlab_widgets"):  # that one is for the page
            shutil.copy(wheel, wheels)
    helpers_wheel(wheels)
    _write(
        work / "jupyter_lite_config.json",
        {
            "LiteBuildConfig": {
                "apps": ["lab"],
                "contents": ["content"],
                "output_dir": str(out),
                "ignore_sys_prefix": ["federated_extensions"],
                "federated_extensions": [
                    *(str(path) for path in sorted(WHEELS.glob("*widget*.whl"))),
                    str(KERNEL),
                    str(LITE / "extension"),
                ],
                "no_sourcemaps": True,
                "no_unused_shared_packages": True,
            }
        },
    )
    # Where the kernel's worker looks for them from.
    urls = [f"../../../../pypi/{wheel.name}" for wheel in sorted(wheels.glob("*.whl"))]
    kernel = {
        "pyodideUrl": f"{pyodide_url}/pyodide.js",
        "loadPyodideOptions": {"packages": PACKAGES + urls},
    }
    settings = {"@jupyterlite/pyodide-kernel-extension:kernel": kernel}
    _write(
        work / "jupyter-lite.json",
        {
            "jupyter-lite-schema-version": 0,
            "jupyter-config-data": {
                "appName": "Neural networks from scratch",
                "litePluginSettings": settings,
            },
        },
    )
    shutil.copy(LITE / "overrides.json", work)
    (work / "content").mkdir()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["course"] = {"version": version(notebook)}
        _write(work / "content" / path.name, notebook)


def _write(path, data):
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False), encoding="utf-8")


def version(notebook):
    """Tell one state of a lesson from another: its cells without what they gave."""
    cells = [[cell["cell_type"], "".join(cell["source"])] for cell in notebook["cells"]]
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()[:12]


def helpers_wheel(folder):
    """Put `helpers` into a wheel, without what no browser can run; return its path."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    with tempfile.TemporaryDirectory() as work:
        source = Path(work) / "helpers"
        ignored = shutil.ignore_patterns(*NOT_IN_A_BROWSER)
        shutil.copytree(ROOT / "helpers", source, ignore=ignored)
        content = b"".join(path.read_bytes() for path in sorted(source.rglob("*.*")))
        # A file of another name for each state, so that no browser keeps an old one.
        name = project["name"].replace("-", "_")
        number = f"{project['version']}+{hashlib.sha256(content).hexdigest()[:12]}"
        about = Path(work) / f"{name}-{number}.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {number}\n"
        )
        (about / "WHEEL").write_text(
            "Wheel-Version: 1.0\nGenerator: start.py lite\nRoot-Is-Purelib: true\n"
            "Tag: py3-none-any\n"
        )
        command = [sys.executable, "-m", "wheel", "pack", work, "--dest-dir", str(folder)]
        subprocess.run(command, check=True, capture_output=True)
    return folder / f"{name}-{number}-py3-none-any.whl"


def _gather_pyodide(source, target):
    """Copy what the lessons load of a Pyodide, each package held against that Pyodide's lock."""
    lock = source / LOCK
    found = json.loads(lock.read_text(encoding="utf-8")) if lock.is_file() else {}
    if found.get("info", {}).get("version") != PYODIDE:
        raise ValueError(
            f"{source} holds no Pyodide {PYODIDE}: unpack pyodide-{PYODIDE}.tar.bz2 of its"
            " releases, and give the folder with pyodide.js in it."
        )
    wanted = needed(found["packages"])
    target.mkdir(parents=True)
    for name in [*CORE, *(package["file_name"] for package in wanted.values())]:
        if not (source / name).is_file():
            raise ValueError(f"{source} lacks {name}.")
        shutil.copy(source / name, target)
    for package in wanted.values():
        content = (target / package["file_name"]).read_bytes()
        if hashlib.sha256(content).hexdigest() != package["sha256"]:
            raise ValueError(f"{source / package['file_name']} is not what {LOCK} says it is.")
    _write(target / LOCK, found | {"packages": wanted})


def needed(packages):
    """Return the entries of a lock that the lessons load, with all that these need."""
    names, waiting = set(), set(PACKAGES)
    while waiting:
        name = waiting.pop()
        names.add(name)
        others = {other.replace("_", "-") for other in packages[name]["depends"]}
        waiting |= others - names
    return {name: packages[name] for name in sorted(names)}


def lessons():
    """Return README's map: title, name, product and time of each lesson."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [match.groupdict() for match in LESSON.finditer(readme)]


def _front_page(out):
    """Write the site's front page, from what README says."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    alt, picture = re.search(r"!\[([^\]]+)\]\((notebooks/pictures/[^)]+)\)", readme).groups()
    shutil.copy(ROOT / picture, out)
    rows = [
        f'<tr><td><a href="lab/index.html?path={lesson["name"]}.ipynb">{lesson["title"]}</a></td>'
        f"<td>{html.escape(lesson['product'])}</td><td>{lesson['time']}</td></tr>"
        for lesson in lessons()
    ]
    page = Template((LITE / "index.html").read_text(encoding="utf-8")).substitute(
        what=html.escape(readme.split("\n\n")[1]),
        first=lessons()[0]["name"],
        picture=Path(picture).name,
        alt=html.escape(alt),
        map="\n".join(rows),
        repository=project["urls"]["Repository"],
    )
    (out / "index.html").write_text(page, encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_):
        pass


def server_of(site, port=0):
    """Return a server that hands out the site to this computer."""
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Quiet, directory=str(site)))


def serve(site):
    """Hand out the site and open it in a browser, until Ctrl-C."""
    with server_of(site) as server:
        address = f"http://localhost:{server.server_port}/"
        print(f"Opening {address} in your browser; Ctrl-C here ends it.")
        webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main(sys.argv[1:])
