"""The door to Colab: its copies are built, its cell is guarded, its ipywidgets 7 is enough.

`tests/colab.py` runs the copies with Colab's versions.
"""

import json
import re
import tomllib

import ipywidgets
import pytest
from IPython.core.inputtransformer2 import TransformerManager

from helpers.lessons import VIEWS, find_view
from helpers.views import Predict
from helpers.views.live_figure import LiveFigure
from helpers.views.view import View
from tests.course import LESSONS, ROOT, build, load_module

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# What these widgets of ipywidgets 7.7.1 take, of all that the course could give them.
TRAITS_OF_7 = {
    "Box": {"children", "layout", "box_style"},
    "Button": {"description", "tooltip", "icon", "button_style", "style", "layout", "disabled"},
    "Checkbox": {"value", "description", "indent", "style", "layout", "disabled"},
    "HBox": {"children", "layout", "box_style"},
    "HTML": {"value", "placeholder", "description", "style", "layout"},
    "VBox": {"children", "layout", "box_style"},
}
NEW_IN_8 = {"tooltip", "tabbable"}  # of every widget


def cells(lesson):
    notebook = json.loads((ROOT / "colab" / f"{lesson}.ipynb").read_text(encoding="utf-8"))
    return {cell["id"]: cell for cell in notebook["cells"]}


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_copy_is_built_from_the_source(lesson):
    built = build.colab_copy(build.SOURCES / f"{lesson}.md")
    stored = (ROOT / "colab" / f"{lesson}.ipynb").read_text(encoding="utf-8")
    assert built == stored, f"run python notebooks/build.py {lesson}"


def test_there_is_no_copy_of_anything_else():
    assert sorted(path.stem for path in (ROOT / "colab").iterdir()) == LESSONS


def test_installing_is_guarded_and_leaves_what_colab_has():
    source = "".join(cells(LESSONS[0])["colab-install"]["source"])
    (command,) = re.findall(r"^    %pip install (.*)$", source, re.M)
    assert "--no-deps" in command
    assert f"git+{PROJECT['urls']['Repository']}" in command
    assert any(f'"{wanted}"' in command for wanted in PROJECT["dependencies"])
    assert not re.search(r"ipywidgets|ipython|numpy|matplotlib", command)
    # Elsewhere it does nothing: no `get_ipython` is there to be called.
    exec(TransformerManager().transform_cell(source), {})


def test_installing_comes_before_the_lessons_first_cell_of_code():
    for lesson in LESSONS:
        code = [cell["id"] for cell in cells(lesson).values() if cell["cell_type"] == "code"]
        assert code[0] == "colab-install"


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_gives_ipywidgets_nothing_that_7_does_not_know(name, monkeypatch):
    given = []
    plain = ipywidgets.Widget.__init__

    def noting(widget, **traits):
        given.append((type(widget), set(traits)))
        plain(widget, **traits)

    monkeypatch.setattr(ipywidgets.Widget, "__init__", noting)
    monkeypatch.setattr(View, "refresh", lambda view: None)  # drawing takes longest
    find_view(name)(predict=Predict("What will it be?"))
    for kind, traits in given:
        of_theirs = next(c for c in kind.__mro__ if c.__module__.startswith("ipywidgets."))
        own = set(kind.class_trait_names()) - NEW_IN_8  # of a widget that the course has made
        assert traits <= TRAITS_OF_7.get(of_theirs.__name__, own), kind.__name__


def test_with_ipywidgets_7_a_view_is_shown_with_its_picture_and_words(monkeypatch):
    shown = []
    monkeypatch.setattr(ipywidgets.Widget, "_ipython_display_", None, raising=False)
    frame = load_module(ROOT / "helpers" / "views" / "view.py")
    monkeypatch.setattr(frame, "display", lambda data, **how: shown.append((data, how)))

    class Dot(frame.View):
        def draw(self):
            return ["One dot."]

    live = LiveFigure(2, 2, "A dot")
    live.redraw()
    view = Dot({}, [live])
    view.refresh()
    view._ipython_display_()
    ((data, how),) = shown
    assert how == {"metadata": {"image/png": {"alt": "One dot."}}, "raw": True}
    assert data[build.WIDGET]["model_id"] == view.model_id
    assert data["image/png"]
    assert data["text/plain"] == "One dot."
