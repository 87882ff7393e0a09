"""What only the playground does: own points and table, what is chosen, a setting as Python."""

import asyncio
import re

import numpy as np
import pytest

from helpers.lessons.deeper.planes import NETWORK, heights
from helpers.views import PlaygroundView, Predict
from helpers.views.live_view import LiveView
from tests.views import overhang, pictures, run_apart

TABLE = "age,size,kind\n20,1,cat\n40,3,dog\n30,1,cat\n25,3,dog"


def press(view, figure, x, y):
    """Click on a picture, as the page tells the kernel of it."""
    view._touch._hear(None, {"figure": figure, "x": x, "y": y}, [])


def type_point(view, *texts):
    view._touch._hear(None, {"typed": list(texts)}, [])


def place_of(view, x1, x2):
    """Return where a point of the plane lies in its picture, from 0 to 1."""
    axes = view.figures[1].figure.axes[0]
    pixel = axes.transData.transform((x1, x2)) / view.figures[1].figure.bbox.size
    return pixel[0], 1 - pixel[1]


def test_reset_brings_back_the_same_weights_and_keeps_the_settings():
    view = PlaygroundView("moons", hidden=[4], learning_rate=0.1, seed=3)
    start = pictures(view), view.state
    view.advance(20)
    assert (pictures(view), view.state) != start
    view.reset()
    assert (pictures(view), view.state) == start


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"data": "spiral", "hidden": (8, 8, 3), "optimizer": "adam", "learning_rate": 0.01},
        {"data": "hills", "inputs": ("x₁", "sin x₂"), "noise": 20, "l1": 0.001, "dropout": 0.2},
        {"data": "points", "points": ((1, 2, 0), (-3, 0.5, 1)), "test_share": 10},
        {"data": "table", "table": TABLE, "activation": "ReLU", "show_test": True},
        {"hidden": (), "batch_size": 30, "discretize": True, "l2": 0.1, "data_seed": 4, "seed": 9},
    ],
)
def test_the_line_of_python_brings_the_setting_back(arguments):
    view = PlaygroundView(**arguments)
    again = eval(view.setting)
    assert again.setting == view.setting == view._line.value
    assert (pictures(again), again.state) == (pictures(view), view.state)
    for key in arguments:
        assert f"{key}=" in view.setting


def test_points_are_clicked_into_the_plane_taken_back_and_learnt():
    view = PlaygroundView()
    press(view, 1, *place_of(view, 2, 1))
    assert view.data.value == "circle"  # a click asks
    view.click.value = "1"
    press(view, 1, *place_of(view, 2, 1))
    assert view.data.value == "points"
    np.testing.assert_allclose(view.trainer.data.X, [[2, 1]], atol=0.05)
    view.step()
    assert "All points are of class 1" in view.state
    view.click.value = "0"
    press(view, 1, *place_of(view, -3, -4))
    press(view, 1, *place_of(view, 5, 5))
    assert view.trainer.data.y.tolist() == [1, 0, 0]
    view.undo_point_button.click()
    assert view.trainer.data.y.tolist() == [1, 0]
    view.advance(3)
    assert view.epoch == 3
    view.clear_points_button.click()
    assert view.trainer.data.y.size == 0
    view.step()
    assert "There are no points yet, so nothing can be trained." in view.state
    assert view.undo_point_button.disabled


def test_a_point_by_keyboard_is_a_click_and_a_wrong_one_is_told():
    view = PlaygroundView(hidden=[2])
    view.click.value = "1"
    type_point(view, "1,5", "−2")
    assert view.trainer.data.X.tolist() == [[1.5, -2]]
    for texts, sentence in (
        (("7", "0"), "(7, 0) lies outside the plane, −6 to 6."),
        (("nan", "0"), "lies outside the plane"),
        (("much", "0"), "“much” is no number from −6 to 6."),
        (("", "0"), "“” is no number from −6 to 6."),
    ):
        type_point(view, *texts)
        assert sentence in view.state
        assert len(view.trainer.data.y) == 1
    press(view, 1, 0.5, 0.99)  # below the axes
    assert "lies outside the plane" in view.state
    type_point(view, "0", "0")
    assert "outside" not in view.state


def test_no_more_than_five_hundred_points():
    view = PlaygroundView("points", points=[(0, 0, i % 2) for i in range(500)])
    view.click.value = "1"
    type_point(view, "1", "1")
    assert "at most 500 points of your own, got 501." in view.state
    assert len(view.trainer.data.y) == 500


def test_a_table_is_used_and_a_wrong_one_changes_nothing():
    view = PlaygroundView()
    assert view.use_table_button.disabled
    view._table.value = TABLE
    assert not view.use_table_button.disabled
    view.use_table_button.click()
    assert view.data.value == "table"
    assert "x₁ = (age − 30) · 0.5; x₂ = (size − 2) · 5; class 0 is “cat”" in view.state
    view.advance(5)
    assert view.epoch == 5
    shown = pictures(view)
    view._table.value = "1,2,a\n3,4,a"
    view.use_table_button.click()
    assert "Not used: the third column must name two classes, got 1: a." in view.state
    assert view.epoch == 5
    assert pictures(view) == shown


def test_a_neuron_or_a_weight_is_chosen_by_a_click_and_by_keyboard():
    view = PlaygroundView(hidden=[3, 2])
    size = np.array(NETWORK)
    for _ in range(view.trainer.biases[0].size + view.trainer.biases[1].size + 1):
        view.next_neuron_button.click()
        layer, target, _ = view._chosen
        x, y = np.add(view._picture.places[layer + 1][target], 10) / size
        chosen = view._chosen
        view._choose(2, 0, None)
        press(view, 0, x, y)
        assert view._chosen == chosen
    assert view._chosen == (2, 0, None)  # round about
    view.next_weight_button.click()
    assert view._chosen == (2, 0, 0)
    assert "The weight from neuron 1 of layer 2 to the output is" in view.state
    ends = view._picture._ends(0, 1, 2)
    press(view, 0, *np.mean(ends, axis=0) / size)
    assert view._chosen == (0, 2, 1)
    assert "The weight from x₂ to neuron 3 of layer 1 is" in view.state
    before = view.state
    press(view, 0, 0.999, 0.999)  # nothing is there
    assert view.state == before


def test_the_formula_holds_with_its_numbers():
    view = PlaygroundView("circle", hidden=[3], activation="tanh", seed=2)
    view.advance(30)
    view.next_neuron()
    words = next(line for line in view.state.splitlines() if line.startswith("Neuron 1 of layer 1"))
    products = words.split("z = ")[1].split(" = ")[0].replace("−", "-").replace("·", "*")
    z = float(re.search(r"= (−?[\d.]+), a = tanh", words)[1].replace("−", "-"))
    a = float(re.search(r"tanh\(z\) = (−?[\d.]+)\.$", words)[1].replace("−", "-"))
    assert abs(eval(products) - z) < 0.1 * max(1, abs(z))  # factors of two digits
    assert abs(np.tanh(z) - a) < 2e-4


def test_a_weight_is_moved_by_hand_and_the_planes_follow():
    view = PlaygroundView(hidden=[2])
    view.next_weight()
    place = view._parameter()
    view.value.value = 5
    assert view.trainer.parameter(*place) == 5
    assert "is 5." in view.state
    view.advance(1)
    assert abs(view.value.value - view.trainer.parameter(*place)) < 1e-9
    view.trainer.edit(*place, 99)  # more than the slider can show
    view.refresh()
    assert view.value.value == view.value.max
    assert view.trainer.parameter(*place) == 99


def test_two_layers_of_no_neurons_are_left_out_and_it_is_said():
    view = PlaygroundView(hidden=[3, 0, 0, 2])
    assert view.trainer.sizes == [2, 3, 2, 1]
    assert "no neurons in layer 2, 3, which is left out" in view.state
    view = PlaygroundView(hidden=[0, 0])
    assert view.trainer.sizes == [2, 1]
    view.advance(2)


def test_one_input_has_to_stay():
    view = PlaygroundView()
    view.x1.value = view.x2.value = False
    assert "Inputs x₁ (one must stay)" in view.state


def test_six_layers_of_eight_fit_their_pictures():
    view = PlaygroundView(
        hidden=[8] * 6, inputs=["x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"]
    )
    view.advance(2)
    assert overhang(view) <= 0.01
    corners = [corner for places in view._picture.places for corner in places]
    gaps = np.abs(np.subtract.outer(corners, corners)[:, [0, 1], :, [0, 1]]).max(axis=0)
    assert gaps[~np.eye(len(corners), dtype=bool)].min() > 24  # no plane on another


def test_planes_show_the_neurons_activations():
    trainer = PlaygroundView(hidden=[2], activation="tanh").trainer
    planes = heights(trainer)
    assert [len(layer) for layer in planes] == [2, 2, 1]
    x1, x2 = -6, 6  # the upper left corner of a plane whose first row is the lowest
    a = np.tanh([x1, x2] @ trainer.weights[0] + trainer.biases[0])
    np.testing.assert_allclose([plane[-1, 0] for plane in planes[1]], a)
    p = trainer.outputs(np.array([[x1, x2]]))
    np.testing.assert_allclose(planes[2][0][-1, 0], 2 * p[0] - 1)


def test_an_overflow_is_told_while_it_plays_and_ends_the_play():
    async def play():
        view = PlaygroundView("hills", hidden=[8, 8, 8], activation="ReLU", learning_rate=1e6)
        view.play()
        for _ in range(500):
            await asyncio.sleep(0.02)
            if not view.playing:
                break
        return view

    view = run_apart(asyncio.run, play())
    assert not view.playing
    assert "inf − inf is nan" in view.state
    assert "could not follow" not in view.state
    view.reset()
    assert "nan" not in view.state


def test_pictures_come_while_it_trains():
    async def play():
        view = PlaygroundView("spiral", hidden=[8, 8, 8])
        drawn = []
        view.figures[0].observe(lambda _change: drawn.append(view.epoch), "value")
        view.play()
        while len(drawn) < 6:
            await asyncio.sleep(0.02)
        view.pause()
        return drawn

    drawn = run_apart(asyncio.run, play())
    assert drawn == sorted(drawn)
    assert drawn[-1] > drawn[0]


def test_while_a_question_is_open_no_click_is_heard():
    view = PlaygroundView(predict=Predict("How many percent will be right?", low=0, high=100))
    assert view._touch.disabled
    chosen = view._chosen
    press(view, 0, *np.add(view._picture.places[1][0], 10) / NETWORK)
    assert view._chosen == chosen
    view.predict.commit("50")
    press(view, 0, *np.add(view._picture.places[1][0], 10) / NETWORK)
    assert view._chosen == (0, 0, None)


def test_a_new_network_ends_the_play():
    async def play():
        view = PlaygroundView(hidden=[2])
        view.play()
        await asyncio.sleep(0.3)
        view.layer_1.value = 3
        assert not view.playing
        assert view.epoch == 0
        assert LiveView._current is None

    run_apart(asyncio.run, play())
