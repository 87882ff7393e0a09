"""What only the playground does: own points and table, what is chosen, a setting as Python."""

import asyncio
import io
import re

import numpy as np
import pytest
from PIL import Image

from helpers.lessons.deeper.planes import heights
from helpers.views import PlaygroundView, Predict
from helpers.views.live_view import LiveView
from tests.views import overhang, pictures, run_apart

PRICES = "age;size;price\n20;1,5;100\n40;3;300\n30;1;150"
TABLE = "age,size,kind\n20,1,cat\n40,3,dog\n30,1,cat\n25,3,dog"


def press(view, figure, x, y, part=-1):
    """Click on a picture, as the page tells the kernel of it."""
    view._touch._hear(None, {"figure": figure, "x": x, "y": y, "part": part}, [])


def press_part(view, part):
    """Click on a neuron or a weight: (layer, target, source)."""
    press(view, 0, 0, 0, view._parts.index(part))


def point_at(view, part):
    """Point at a neuron or a weight with the mouse, or at nothing."""
    view._touch.over = -1 if part is None else view._parts.index(part)


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
        {"hidden": (3, 2), "weights": ((1, 3, 0, -2.5), (2, 1, 3, 5.0), (3, 1, 2, 0.25))},
        {"data": "table_regression", "table": PRICES},
        {"data": "spiral", "table": PRICES, "points": ((1, -2, 1),)},
    ],
)
def test_the_line_of_python_and_the_link_bring_the_setting_back(arguments):
    view = PlaygroundView(**arguments)
    linked = PlaygroundView("moons", points=[(3, 3, 0)], hidden=[5], weights=[(1, 1, 0, 7)])
    linked._open_link(view._share.end)
    assert "This is the setting of the link in the address." in linked.state
    linked.refresh()
    assert linked.setting == view.setting
    assert (pictures(linked), linked.state) == (pictures(view), view.state)
    again = eval(view.setting)
    assert again.setting == view.setting == view._share.python
    assert (pictures(again), again.state) == (pictures(view), view.state)
    for key in arguments:
        assert f"{key}=" in view.setting


def test_a_links_end_is_short_and_safe_in_an_address():
    view = PlaygroundView(
        "xor", points=[(1, -2.5, 0)], inputs=["x₁", "sin x₂"], hidden=[], table=TABLE
    )
    assert view._share.end == (
        "playground=xor&points=1,-2.5,0&table=age%2Csize%2Ckind%0A".replace("%2C", ",")
        + "20,1,cat%0A40,3,dog%0A30,1,cat%0A25,3,dog&inputs=x1,sin_x2&hidden=0"
    )
    assert PlaygroundView()._share.end == "playground=circle"
    five_hundred = [(i / 100, -i / 100, i % 2) for i in range(500)]
    assert len(PlaygroundView("points", points=five_hundred)._share.end) < 8000


@pytest.mark.parametrize(
    ("end", "sentence"),
    [
        ("playground=square", "data must be one of circle, moons"),
        ("playground=xor&noise=much", "noise can't be “much”."),
        ("playground=xor&noise=99", "noise in % must be a number from 0 to 50, got 99"),
        ("playground=xor&learning_rate=nan", "learning rate η must be a number from"),
        ("playground=xor&hidden=9", "hidden must be a whole number from 0 to 8, got 9"),
        ("playground=xor&hidden=", "hidden can't be “”."),
        ("playground=xor&seed=1.5", "seed can't be “1.5”."),
        ("playground=xor&show_test=maybe", "show_test can't be “maybe”."),
        ("playground=xor&inputs=x3", "inputs can't be “x3”."),
        ("playground=xor&colour=red", "“colour” is no part of a setting."),
        ("playground=xor&weights=1,2", "a row of weights must have shape (4,), got (2,)."),
        ("playground=points&points=1,2,0_9,9,1", "a point must lie from −6 to 6"),
        ("playground=table&table=1,2", "line 1 of the table has 2 cells"),
        ("playground=%FF%00&&", "data must be one of circle, moons"),
    ],
)
def test_a_bad_link_is_told_in_a_sentence_and_nothing_is_lost(bad_link_view, end, sentence):
    view = bad_link_view
    before = pictures(view), view.setting, view.epoch
    view._open_link(end)
    assert (pictures(view), view.setting, view.epoch) == before
    (told,) = [line for line in view.state.splitlines() if "The link" in line]
    assert told.startswith("The link in the address was not taken: ")
    assert sentence in told
    view.refresh()
    assert "The link" not in view.state


@pytest.fixture(scope="module")
def bad_link_view():
    """A trained view with points of the learner's own."""
    view = PlaygroundView("moons", points=[(1, 2, 0)], hidden=[2], weights=[(1, 1, 0, 7)])
    view.advance(3)
    return view


def test_a_link_holds_for_a_cell_until_the_cell_is_changed():
    end = "playground=xor&hidden=3&seed=41"
    first, again, other = (PlaygroundView(hidden=[n]) for n in (1, 1, 2))
    for view in (first, again, other):
        view._open_link(end)
    assert first.setting == again.setting == "PlaygroundView(data='xor', hidden=(3,), seed=41)"
    assert other.setting == "PlaygroundView(hidden=(2,))"
    first.layer_1.value = 4
    first._open_link(end)  # the page is loaded again
    assert first.layer_1.value == 4


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


def test_a_table_is_learnt_as_classes_or_as_numbers():
    view = PlaygroundView()
    view._table.value = PRICES
    view.use_table_button.click()
    assert "for numbers, choose “your table (regression)” as the data." in view.state
    view.data.value = "table_regression"
    view.use_table_button.click()
    assert "y = (price − 200) · 0.01" in view.state
    assert view.trainer.data.regression
    view.advance(5)
    assert view.epoch == 5
    view.data.value = "table"  # the same text can't be read so
    assert "it can't be read so, since the third column must name two classes" in view.state
    view.play()
    assert "so nothing can be trained" in view.state
    view.data.value = "table_regression"
    assert "y = (price − 200) · 0.01" in view.state


def test_a_neuron_or_a_weight_is_chosen_by_a_click_and_by_keyboard():
    view = PlaygroundView(hidden=[3, 2])
    for _ in range(view.trainer.biases[0].size + view.trainer.biases[1].size + 1):
        view.next_neuron_button.click()
        chosen = view._chosen
        view._choose((2, 0, None))
        press_part(view, chosen)
        assert view._chosen == chosen
    assert view._chosen == (2, 0, None)  # round about
    view.next_weight_button.click()
    assert view._chosen == (2, 0, 0)
    assert "The weight from neuron 1 of layer 2 to the output is" in view.state
    press_part(view, (0, 2, 1))
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


def test_what_is_moved_by_hand_at_the_start_belongs_to_the_start():
    view = PlaygroundView(hidden=[2])
    drawn = view.state
    view._choose((0, 1, 0))
    view.value.value = 5
    view._choose((1, 0, None))
    view.value.value = -1.5
    assert "weights=((1, 2, 1, 5.0), (2, 1, 0, -1.5))" in view.setting
    assert "2 moved by hand at the start" in view.state
    start = pictures(view), view.state
    view.advance(5)
    view.value.value = 3  # of what has been learnt
    assert "(2, 1, 0, -1.5)" in view.setting
    view.reset()
    assert (pictures(view), view.state) == start
    view.noise.value = 20
    assert view.trainer.parameter(0, 0, 1) == 5
    view.noise.value = 0
    view.as_drawn_button.click()
    assert "weights" not in view.setting
    assert view.as_drawn_button.disabled
    view._choose((1, 0, None))
    assert view.state == drawn
    view.value.value = 2
    view.layer_1.value = 3  # there is another network now
    assert "weights" not in view.setting


def test_a_weight_that_is_moved_back_has_not_been_moved():
    view = PlaygroundView(hidden=[2])
    before = view.setting
    view.value.value = 2
    assert view.setting != before
    view.value.value = 0
    assert view.setting == before


def test_what_the_mouse_points_at_is_told_until_it_leaves():
    view = PlaygroundView(hidden=[3, 2], predict=Predict("How many?"))
    point_at(view, (0, 1, None))
    assert "Neuron 2 of layer 1" not in view.state
    point_at(view, None)
    view.predict.commit("1")
    chosen = pictures(view), view.state
    point_at(view, (0, 1, None))
    assert "Neuron 2 of layer 1 at" in view.state
    assert pictures(view)[:2] != chosen[0][:2]
    point_at(view, (-1, 0, None))
    assert "Input 1, x₁, at" in view.state
    press_part(view, (-1, 0, None))
    point_at(view, (1, 0, 2))
    assert "The weight from neuron 3 of layer 1 to neuron 1 of layer 2 is" in view.state
    point_at(view, None)
    assert (pictures(view), view.state) == chosen
    point_at(view, (2, 0, 1))
    view.next_neuron()  # by keyboard, while the mouse rests
    assert "Neuron 1 of layer 1 at" in view.state
    view._choose((2, 0, None))
    point_at(view, (2, 0, 1))
    view.layer_2.value = 0  # what it pointed at is gone
    assert "The output at" in view.state


def test_the_page_knows_where_neurons_and_weights_are():
    view = PlaygroundView(hidden=[3])
    parts, boxes, lines = view._parts, view._touch.parts["boxes"], view._touch.parts["lines"]
    assert len(parts) == len(boxes) + len(lines) == 6 + 9
    x0, y0, x1, y1 = boxes[parts.index((0, 2, None))]
    picture = np.asarray(Image.open(io.BytesIO(view.figures[0].value)))
    assert picture.shape[1::-1] == view._touch.parts["size"]
    inside = picture[round(y0) + 4 : round(y1) - 4, round(x0) + 4 : round(x1) - 4]
    assert np.all(inside.max(axis=-1) - inside.min(axis=-1) < 255)
    assert inside.std() > 5  # its plane
    start_x, start_y, end_x, end_y = lines[parts.index((1, 0, 2)) - len(boxes)]
    assert (start_x, end_y) == (x1, (boxes[5][1] + boxes[5][3]) / 2)
    assert y0 < start_y < y1
    assert end_x == boxes[5][0]


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
    press_part(view, (0, 0, None))
    assert view._chosen == chosen
    view.predict.commit("50")
    press_part(view, (0, 0, None))
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
