"""A notebook finds what it names, today and after an update, and pays only for that."""

import json
import subprocess
import sys

import pytest

from helpers import views
from helpers.lessons import LESSONS, VIEWS
from tests.course import ROOT

# As they stood in the notebooks that learners have at home. They may be added to, never changed.
IMPORTS = {
    "01_neuron": """
from helpers.check import check, progress
from helpers.views import NeuronView, Predict
""",
    "02_network": """
from helpers.check import check, progress
from helpers.views import NetworkView, Predict
""",
    "03_feedforward": """
from helpers.check import check, progress
from helpers.network import Network, sigmoid
from helpers.views import FeedforwardView, Predict
""",
    "04_loss": """
from helpers.check import check, progress
from helpers.figure import BLACK, BLUE, STYLE
from helpers.network import Network, sigmoid
from helpers.views import LossView, Predict
""",
    "05_backprop": """
from helpers.check import check, progress
from helpers.network import Network, half_squared_error, sigmoid, sigmoid_derivative
from helpers.views import BackpropView, Predict
""",
    "06_xor_training": """
from helpers.check import check, progress
from helpers.network import Network, mean_squared_error, sigmoid
from helpers.views import ComparisonView, LotteryView, NeuronView, Predict, TrainingView
""",
    "07_initialization": """
from helpers.check import check, progress
from helpers.figure import BLACK, BLUE, GREEN, ORANGE, STYLE
from helpers.network import SCHEMES, Network, sigmoid
from helpers.views import InitializationView, Predict
""",
}

LOADED_BY_EACH_LESSON = """
import json, sys
loaded = {}
for lesson, names in json.loads(sys.argv[1]).items():
    exec(f"import helpers\\nfrom helpers.views import {', '.join(names)}")
    loaded[lesson] = [name for name in sys.modules if name.startswith("helpers")]
    for name in loaded[lesson]:
        del sys.modules[name]
print(json.dumps(loaded))
"""


def run(code, *arguments):
    """Return what a new Python prints."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_importing_helpers_loads_nothing_heavy():
    code = "import sys, helpers; print(*{'numpy', 'matplotlib', 'ipywidgets'} & set(sys.modules))"
    assert run(code).split() == []


@pytest.mark.parametrize("lesson", IMPORTS)
def test_the_imports_of_a_notebook_at_home_go_on_working(lesson):
    names = {}
    exec(IMPORTS[lesson], names)
    assert callable(names["check"])
    assert all(names[view].__name__ == view for view in VIEWS if view in names)


def test_a_view_loads_its_room_and_the_frame_and_nothing_of_another_lesson():
    views_of = {lesson: list(room.VIEWS) for lesson, room in LESSONS.items()}
    for lesson, loaded in json.loads(run(LOADED_BY_EACH_LESSON, json.dumps(views_of))).items():
        own = LESSONS[lesson].__name__
        in_rooms = {name for name in loaded if name.count(".") > 2}
        assert in_rooms
        assert not [name for name in in_rooms if not name.startswith(f"{own}.")]
        assert not [name for name in loaded if name.endswith(".exercises")]
        assert not {"helpers.check", "helpers.exercises", "helpers.grading"} & set(loaded)


def test_naming_predict_loads_no_room():
    code = "import sys; from helpers.views import Predict; print('helpers.lessons' in sys.modules)"
    assert run(code).strip() == "False"


def test_the_door_shows_every_view():
    assert {"Predict", *VIEWS} <= set(dir(views))
    names = {}
    exec("from helpers.views import *", names)
    assert set(names) - {"__builtins__"} == {"Predict", *VIEWS}


def test_a_name_that_is_no_view_is_told_with_those_that_there_are():
    with pytest.raises(ImportError, match="no view named NeuronVeiw; there are NeuronView, Netw"):
        exec("from helpers.views import NeuronVeiw")
    with pytest.raises(ImportError, match="no view named NeuronVeiw"):
        _ = views.NeuronVeiw


def test_names_that_python_asks_for_itself_are_simply_missing():
    assert not hasattr(views, "__wrapped__")
    assert not hasattr(views, "_private")
