"""Write the repository's address, which stands in pyproject.toml, into all that is made of it.

    python3 start.py address

Links, badges and the citation get the new address in the place of the one in CITATION.cff, and each
line of README's map the badges that open its lesson in a browser and on Colab. Needs nothing but
Python.
"""

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = ["README.md", "TEACHERS.md", "CONTRIBUTING.md", "CITATION.cff", "LICENSE-text"]
FILES += [f"colab/{path.name}" for path in sorted((ROOT / "colab").glob("*.ipynb"))]
GITHUB = re.compile(r"https://github\.com/([\w.-]+)/([\w.-]+)")
BADGE = "https://jupyterlite.rtfd.io/en/latest/_static/badge.svg"
COLAB = "https://colab.research.google.com"
# A line of the map up to its last column.
LESSON = re.compile(r"^(\| \[(\d\d) [^\]]+\]\(notebooks/(\w+)\.ipynb\) \| .* \|) [^|]* \|$", re.M)


def main():
    """Bring the files up to date, and say which have changed."""
    for name, text in renewed(ROOT).items():
        path = ROOT / name
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{name}: written anew")


def renewed(root):
    """Return what the files should hold: a text for each name."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    new = forms(project["urls"]["Repository"])
    old = forms(re.search(r"^repository-code: (\S+)", _read(root, "CITATION.cff"), re.M)[1])
    texts = {}
    for name in FILES:
        text = _read(root, name)
        for before, after in zip(old, new, strict=True):
            text = text.replace(before, after)
        texts[name] = text
    texts["README.md"] = LESSON.sub(lambda line: _with_badges(line, new), texts["README.md"])
    return texts


def forms(address):
    """Return the forms that an address takes: the repository, its pages, and a clone's folder."""
    found = GITHUB.fullmatch(address)
    if not found:
        sys.exit(f"{address} in pyproject.toml is not of the form https://github.com/OWNER/NAME.")
    owner, name = found.groups()
    return [f"{owner}/{name}", f"https://{owner.lower()}.github.io/{name}/", f"\ncd {name}\n"]


def _with_badges(line, new):
    before, number, lesson = line.groups()
    here = f"{new[1]}lab/index.html?path={lesson}.ipynb"
    there = f"{COLAB}/github/{new[0]}/blob/main/colab/{lesson}.ipynb"
    return (
        f"{before} [![Open {number} in your browser]({BADGE})]({here})"
        f" [![Open {number} on Colab]({COLAB}/assets/colab-badge.svg)]({there}) |"
    )


def _read(root, name):
    return (root / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
