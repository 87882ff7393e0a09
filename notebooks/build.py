"""Make the notebooks out of their sources: `python notebooks/build.py [01_neuron …]`.

A source is MyST Markdown in `notebooks/sources`; its notebook, executed, is written beside this
file, and a blank copy for Google's Colab into `colab`. Two builds of one source are equal byte for
byte.
"""

import hashlib
import os
import re
import sys
import tomllib
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent
SOURCES = NOTEBOOKS / "sources"
COLAB = NOTEBOOKS.parent / "colab"
PROJECT = tomllib.loads((NOTEBOOKS.parent / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]
REPOSITORY = PROJECT["urls"]["Repository"]
ON_COLAB = REPOSITORY.replace("https://github.com", "https://colab.research.google.com/github")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
WIDGET = "application/vnd.jupyter.widget-view+json"


def read_source(path):
    """Return the source as a notebook without outputs: cells, tags and ids are final."""
    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat_minor = 5
    for index, cell in enumerate(notebook.cells):
        cell.id = hashlib.sha256(f"{index}\n{cell.source}".encode()).hexdigest()[:8]
    return notebook


def execute(notebook):
    """Run all cells, in the folder of the notebooks, and keep what they print and show."""
    os.environ["COURSE_PROGRESS_FILE"] = ""  # the points of whoever builds are none of it
    client = NotebookClient(
        notebook,
        timeout=120,
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,  # lines printed slowly arrive in pieces, cut by chance
        resources={"metadata": {"path": str(NOTEBOOKS)}},
    )
    # Widgets of the notebook must not be looked after here: that can stall (nbclient issue 312).
    client.widget_registry = {}
    client.execute()


def tidy(notebook):
    """Take out what would differ from run to run, or only works while the kernel lives."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            # The widget's picture and words stay in the same output; its id would lead nowhere.
            output.get("data", {}).pop(WIDGET, None)


def build(source):
    """Return the text of the executed notebook of a source."""
    notebook = read_source(source)
    execute(notebook)
    tidy(notebook)
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def colab_copy(source):
    """Return the text of a source's notebook as Colab opens it: blank, with what it needs there.

    Colab opens a single file, so the course comes from the repository; without what the course
    depends on, since Colab's page speaks to no other ipywidgets than its own.
    """
    notebook = read_source(source)
    (anywidget,) = [name for name in PROJECT["dependencies"] if name.startswith("anywidget")]
    text = nbformat.v4.new_markdown_cell(
        "**On Colab**, first choose *File → Save a copy in Drive*: otherwise your work is gone when"
        " you close the page. Then run the next cell, each time that you open this lesson. What is"
        " *Run → Run All Cells* elsewhere is *Runtime → Run all* here.",
        id="colab-text",
    )
    install = nbformat.v4.new_code_cell(
        "#@title Install the course\n"
        "import sys\n\n"
        'if "google.colab" in sys.modules:\n'
        f'    %pip install -q --no-deps "{anywidget}" psygnal git+{REPOSITORY}',
        id="colab-install",
        metadata={"cellView": "form"},  # there, shows the title alone
    )
    setup = next(i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    notebook.cells[setup:setup] = [text, install]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = re.sub(
                r"\]\((\w+\.ipynb)", rf"]({ON_COLAB}/blob/main/{COLAB.name}/\1", cell.source
            )
    nbformat.validate(notebook)
    return nbformat.writes(notebook) + "\n"


def main(names):
    """Build the lessons named, or all of them."""
    sources = [SOURCES / f"{name}.md" for name in names] or sorted(SOURCES.glob("*.md"))
    for source in sources:
        if not source.exists():
            sys.exit(f"There is no source {source.name} in notebooks/sources.")
        target = NOTEBOOKS / f"{source.stem}.ipynb"
        target.write_text(build(source), encoding="utf-8", newline="\n")
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} KB")
        (COLAB / target.name).write_text(colab_copy(source), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
