"""Try TEACHERS.md's way for a JupyterHub with a class: `python -m tests.hub`.

No part of the test command. It makes the hub's environment as TEACHERS.md says, and starts the
hub with a name and one password for all, and a process and a home for each learner. All learners at
once open lesson 01 through the link, run it from top to bottom with an exercise answered, and save.
The teacher updates the course; everybody opens the link again. Then their homes are graded. It
prints seconds and memory for each learner. Needs git, and Node for the hub's proxy.

    python -m tests.hub [--learners 20] [--environment DIR]
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import nbformat
import psutil
import requests
import websocket

from tests.browser.conftest import free_port
from tests.course import ROOT, exercise_cells, key_functions

LESSON = "01_neuron"
PATH = f"course/notebooks/{LESSON}.ipynb"
PASSWORD = "a password for this test"
CONFIG = """
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r} + "/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = {{"OPENBLAS_NUM_THREADS": "1"}}
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300
c.JupyterHub.concurrent_spawn_limit = {learners}
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
"""
NEWS = "The teacher has added this sentence."


def run(*command, **settings):
    """Run a command, and stop if it fails."""
    subprocess.run([str(part) for part in command], check=True, **settings)


def make_environment(folder, course):
    """Do what TEACHERS.md says, in a folder of its own."""
    from uv import find_uv_bin

    uv, python = find_uv_bin(), folder / "bin" / "python"
    if not python.exists():
        run(uv, "venv", "--seed", "--no-python-downloads", "--python", "3.12", folder)
        install = [uv, "pip", "install", "--compile-bytecode", "--python", python]
        run(*install, "-r", ROOT / "binder" / "requirements.txt", "jupyterhub", "nbgitpuller")
        run("npm", "install", "--prefix", folder, "configurable-http-proxy")
    path = {"PATH": f"{python.parent}:{os.environ['PATH']}", "VIRTUAL_ENV": str(folder)}
    run("binder/postBuild", cwd=course, env=os.environ | path)
    return python, os.environ | path


@contextmanager
def running_hub(python, environment, scratch, learners):
    """Start a hub, and yield its process and its address."""
    port = free_port()
    text = CONFIG.format(
        password=PASSWORD,
        homes=str(scratch / "homes"),
        learners=learners,
        port=port,
        hub_port=free_port(),
        proxy_port=free_port(),
        proxy=str(python.parents[1] / "node_modules" / ".bin" / "configurable-http-proxy"),
    )
    (scratch / "jupyterhub_config.py").write_text(text, encoding="utf-8")
    log = (scratch / "hub.log").open("w")
    hub = psutil.Popen(
        [python, "-m", "jupyterhub"], cwd=scratch, env=environment, stdout=log, stderr=log
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/hub/health", hub, scratch / "hub.log")
        yield hub, address
    finally:
        family = hub.children(recursive=True)
        hub.terminate()
        _, alive = psutil.wait_procs([hub, *family], timeout=30)
        for process in alive:
            process.kill()


def _wait_for(address, process, log):
    end = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < end:
        time.sleep(0.5)
        try:
            if requests.get(address, timeout=5).ok:
                return
        except requests.RequestException:  # not even the proxy has started
            continue
    sys.exit(f"The hub did not start:\n{log.read_text()}")


class Learner:
    """One learner's browser, as far as the hub and the learner's server see of it."""

    def __init__(self, hub, name, course):
        self.hub, self.name, self.course = hub, name, course
        self.server = f"{hub}/user/{name}"
        self.session = requests.Session()
        self.seconds = {}

    def _timed(self, what, begin):
        self.seconds[what] = time.monotonic() - begin

    def open_link(self):
        """Log in where needed, follow the link, and wait until the course is there."""
        begin = time.monotonic()
        where = {"repo": self.course, "branch": "main", "targetpath": "course"}
        query = urlencode(where | {"urlpath": f"lab/tree/{PATH}"})
        link = f"{self.hub}/hub/user-redirect/git-pull?{query}"
        page = self.session.get(link, timeout=300)
        if "/hub/login" in page.url:
            form = {"username": self.name, "password": PASSWORD}
            form["_xsrf"] = self.session.cookies.get("_xsrf", path="/hub/")
            page = self.session.post(page.url, data=form, timeout=300)
            page.raise_for_status()
        while "/spawn-pending/" in page.url:
            time.sleep(1)
            page = self.session.get(link, timeout=300)
        self._timed("server", begin)
        assert page.url.startswith(f"{self.server}/git-pull"), page.url
        begin = time.monotonic()
        pulled = self.session.get(f"{self.server}/git-pull/api?{urlencode(where)}", timeout=300)
        messages = [
            json.loads(line[6:]) for line in pulled.text.splitlines() if line[:6] == "data: "
        ]
        assert messages[-1]["phase"] == "finished", messages[-3:]
        self._timed("clone", begin)

    def _api(self, method, path, /, **body):
        token = {"X-XSRFToken": self.session.cookies.get("_xsrf", path=f"/user/{self.name}/")}
        answer = self.session.request(
            method, f"{self.server}/api/{path}", json=body or None, headers=token, timeout=300
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def notebook(self):
        """Return the lesson as the page gets it."""
        return nbformat.from_dict(self._api("GET", f"contents/{PATH}?content=1")["content"])

    def folder(self):
        """Return the names that the page shows beside the lesson."""
        listing = self._api("GET", "contents/course/notebooks")["content"]
        return {entry["name"] for entry in listing}

    def work(self, answer):
        """Run the lesson with this answer to its first exercise, check it, and save."""
        notebook = self.notebook()
        name, cell = next(iter(exercise_cells(notebook).items()))
        cell.source = answer
        begin = time.monotonic()
        kind = {"path": PATH, "name": LESSON, "type": "notebook", "kernel": {"name": "python3"}}
        kernel = self._api("POST", "sessions", **kind)["kernel"]["id"]
        channels = self._connect(kernel)
        for number, code in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
            code.outputs = _execute(channels, code.source)
            if number == 0:
                self._timed("kernel", begin)
        self._timed("lesson", begin)
        assert "image/png" in str(notebook.cells), "no view was drawn"
        assert f"✓ {name}: correct." in str(notebook.cells), "the answer was not right"
        begin = time.monotonic()
        _execute(channels, f"{answer}\ncheck({name})")
        self._timed("check", begin)
        self._api("PUT", f"contents/{PATH}", type="notebook", content=notebook)
        channels.close()

    def _connect(self, kernel):
        cookies = "; ".join(f"{c.name}={c.value}" for c in self.session.cookies)
        address = f"{self.server.replace('http', 'ws', 1)}/api/kernels/{kernel}/channels"
        return websocket.create_connection(address, cookie=cookies, timeout=300)


def _execute(channels, source):
    """Run a cell; return its outputs."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3"}
    header |= {"session": uuid.uuid4().hex, "username": "", "date": ""}
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
    content |= {"user_expressions": {}, "stop_on_error": True}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
    channels.send(json.dumps(message | {"channel": "shell", "buffers": []}))
    outputs, open_ends = [], {"idle", "reply"}
    while open_ends:
        frame = channels.recv()
        if isinstance(frame, bytes):  # a widget's picture
            continue
        reply = json.loads(frame)
        if reply["parent_header"].get("msg_id") != header["msg_id"]:
            continue
        kind, content = reply["msg_type"], reply["content"]
        if kind == "status" and content["execution_state"] == "idle":
            open_ends.discard("idle")
        elif kind == "execute_reply":
            assert content["status"] == "ok", content
            open_ends.discard("reply")
        elif kind in ("stream", "display_data", "execute_result", "error"):
            outputs.append(nbformat.v4.output_from_msg(reply))
    return outputs


def memory(hub, names):
    """Return megabytes: of each learner's server, of each one's kernel, of hub and proxy."""
    servers, kernels, rest = [], [], hub.memory_full_info().pss
    for process in hub.children(recursive=True):
        command, size = " ".join(process.cmdline()), process.memory_full_info().pss
        if "ipykernel" in command:
            kernels.append(size)
        elif "singleuser" in command:
            servers.append(size)
        else:
            rest += size
    assert len(servers) == len(kernels) == len(names), (len(servers), len(kernels))
    return [[size / 1e6 for size in sizes] for sizes in (servers, kernels, [rest])]


def at_once(learners, act):
    """Have all learners do it at the same time; return how long it took until all had done it."""
    begin = time.monotonic()
    with ThreadPoolExecutor(len(learners)) as pool:
        list(pool.map(act, learners))
    return time.monotonic() - begin


def say(what, values, unit="s"):
    """Print the middle and the largest of some values."""
    print(f"  {what}: {statistics.median(values):.1f} {unit}, at most {max(values):.1f} {unit}")


def update(course):
    """Have the teacher change the lesson's text and first exercise and add a page, and commit."""
    path = course / "notebooks" / f"{LESSON}.ipynb"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r'(# 01 · One neuron)(\\n)?"', rf'\1\\n\\n{NEWS}\2"', text, count=1)
    assert NEWS in changed
    assert '"    ..."' in changed, "no exercise to change"
    changed = changed.replace('"    ..."', '"    ...  # where the learners have written"', 1)
    path.write_text(changed, encoding="utf-8")
    (course / "notebooks" / "news.md").write_text(NEWS, encoding="utf-8")
    run("git", "add", ".", cwd=course)
    who = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"]
    run("git", *who, "commit", "-qm", "An update", cwd=course)


def main():
    """Do all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=20)
    parser.add_argument("--environment", type=Path, help="keep the environment here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        try_it(options, Path(folder))


def try_it(options, scratch):
    """Have a class use a hub; print what it took."""
    course = scratch / "course"
    run("git", "clone", "-q", "--no-local", ROOT, course)
    run("git", "checkout", "-q", "-B", "main", cwd=course)
    folder = (options.environment or scratch / "environment").absolute()
    python, environment = make_environment(folder, course)
    names = [f"learner{number:03}" for number in range(options.learners)]
    answer = next(iter(key_functions(LESSON).values()))
    with running_hub(python, environment, scratch, options.learners) as (hub, address):
        learners = [Learner(address, name, course.as_uri()) for name in names]
        print(f"{len(learners)} learners at once, {psutil.cpu_count()} processors")
        print(f"all have opened the link: {at_once(learners, Learner.open_link):.0f} s")
        for what in ("server", "clone"):
            say(what, [learner.seconds[what] for learner in learners])
        took = at_once(learners, lambda learner: learner.work(f"{answer}\n# {learner.name}"))
        print(f"all have run the lesson and checked an answer: {took:.0f} s")
        for what in ("kernel", "lesson", "check"):
            say(what, [learner.seconds[what] for learner in learners])
        servers, kernels, (rest,) = memory(hub, names)
        say("memory of a server", servers, "MB")
        say("memory of a kernel", kernels, "MB")
        print(f"  together {sum(servers) + sum(kernels) + rest:.0f} MB, of these hub {rest:.0f} MB")
        assert "build.py" not in learners[0].folder(), (
            "the course's contents manager is not in force"
        )

        update(course)
        print(f"all have opened the link again: {at_once(learners, Learner.open_link):.0f} s")
        for learner in learners:
            cells = exercise_cells(learner.notebook())
            assert f"# {learner.name}" in next(iter(cells.values())).source, "an edit is lost"
            assert "news.md" in learner.folder(), "the update has not come"
        new = sum(NEWS in str(learner.notebook().cells) for learner in learners)
        print(f"no edit was lost; the new text is in the lesson of {new}")
    grade(scratch, names)


def grade(scratch, names):
    """Collect from the homes as TEACHERS.md says, and grade; hold the table against the answers."""
    begin = time.monotonic()
    teachers = (ROOT / "TEACHERS.md").read_text(encoding="utf-8")
    (collect,) = re.findall(r"^```\n(for home in .*?)^```", teachers, re.M | re.S)
    homes = scratch / "homes"
    stranger = homes / names[0] / "course" / "notebooks" / "stranger.ipynb"
    stranger.symlink_to(homes / names[1] / PATH)  # must not be taken along
    run("bash", "-euc", collect.replace("/home/", f"{homes}/"), cwd=scratch)
    assert not (scratch / "submissions" / names[0] / stranger.name).exists()
    where = [scratch / "submissions", "--out", scratch / "results"]
    result = subprocess.run(
        [sys.executable, "start.py", "grade", *map(str, where)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    print(result.stdout)
    table = (scratch / "results" / "grades.csv").read_text(encoding="utf-8").splitlines()
    rows = [line.split(",")[:5] for line in table if f"{LESSON}.ipynb" in line]
    assert [row[0].strip('"') for row in rows] == names, table
    assert all(row[3:] == ['"graded"', '"2"'] for row in rows), table
    print(f"collected and graded: {len(rows)}, in {time.monotonic() - begin:.0f} s")


if __name__ == "__main__":
    main()
