"""NetworkView, driven from Python as a notebook may drive it."""

import math

import numpy as np
import pytest

from helpers.views import NetworkView, Predict
from tests.lessons.network.contract import XOR, learners_network
from tests.pictures import difference
from tests.views import overhang, pictures

CONTROLS = ["x1", "x2", "w1", "w2", "w3", "w4", "w5", "w6", "b1", "b2", "b3"]
BY_HAND = {"w": (20, 20, -20, -20, 20, 20), "b": (-10, 30, -30)}


def network_for_numbers(x, w, b):
    def squash(z):
        return 1 / (1 + math.exp(-z))

    h1 = squash(w[0] * x[0] + w[1] * x[1] + b[0])
    h2 = squash(w[2] * x[0] + w[3] * x[1] + b[1])
    return [h1, h2, squash(w[4] * h1 + w[5] * h2 + b[2])]


def test_it_starts_with_the_network_of_tutorial_a():
    assert NetworkView().state.splitlines() == [
        "h₁ = σ(w₁·x₁ + w₂·x₂ + b₁) = σ(0·2 + 1·3 + 0) = 0.9526",
        "h₂ = σ(w₃·x₁ + w₄·x₂ + b₂) = σ(0·2 + 1·3 + 0) = 0.9526",
        "o₁ = σ(w₅·h₁ + w₆·h₂ + b₃) = σ(0·0.9526 + 1·0.9526 + 0) = 0.7216",
    ]


def test_xor_by_hand_gets_all_rows_right_and_brings_the_squares_together():
    view = NetworkView(**XOR, **BY_HAND, x=(0.5, 0.5))
    assert view.state.splitlines()[-6] == "4 of 4 rows right."
    assert view.state.endswith("biases: [20, 20, -20, -20, 20, 20], [-10, 30, -30]")
    np.testing.assert_allclose(view.hidden.X[1], view.hidden.X[2], atol=1e-12)
    np.testing.assert_allclose(view.hidden.X, [[0, 1], [1, 1], [1, 1], [1, 0]], atol=1e-4)
    view.b3.value = -10
    assert view.state.splitlines()[-6] == "2 of 4 rows right."
    np.testing.assert_array_equal(view.plane._wrong.get_xydata(), [[0, 0], [1, 1]])


def network_with_a_branch(x, w, b):
    def stable(z):
        return 1 / (1 + np.exp(-z)) if z > 0 else np.exp(z) / (1 + np.exp(z))

    h1 = stable(w[0] * x[0] + w[1] * x[1] + b[0])
    h2 = stable(w[2] * x[0] + w[3] * x[1] + b[1])
    return h1, h2, stable(w[4] * h1 + w[5] * h2 + b[2])


@pytest.mark.parametrize("own", [learners_network, network_for_numbers, network_with_a_branch])
def test_the_learners_function_gives_the_same_picture_as_the_courses(own):
    # One number at a time and an array at once may differ in the last digit, and so in a shade.
    pairs = zip(pictures(NetworkView(own, **XOR)), pictures(NetworkView(**XOR)), strict=True)
    assert max(difference(*pair) for pair in pairs) < 0.1


def test_each_line_of_words_has_its_own_weights_and_bias():
    x, w, b = (0.5, -1), (1, 2, 3, -4, 5, -6), (7, -8, -5.5)
    h1, h2, o1 = network_for_numbers(x, w, b)
    assert NetworkView(x=x, w=w, b=b).state.splitlines() == [
        f"h₁ = σ(w₁·x₁ + w₂·x₂ + b₁) = σ(1·0.5 + 2·(−1) + 7) = {h1:.4f}",
        f"h₂ = σ(w₃·x₁ + w₄·x₂ + b₂) = σ(3·0.5 + (−4)·(−1) + (−8)) = {h2:.4f}",
        f"o₁ = σ(w₅·h₁ + w₆·h₂ + b₃) = σ(5·{h1:.4f} + (−6)·{h2:.4f} + (−5.5)) = {o1:.4f}",
    ]


def test_the_line_in_the_hidden_space_is_where_the_output_is_one_half():
    view = NetworkView(w=(1, 2, 3, -4, 5, -6), b=(7, -8, 0.5))
    h1, h2 = view.hidden._line.get_data()
    np.testing.assert_allclose(5 * np.array(h1) - 6 * np.array(h2) + 0.5, 0, atol=1e-12)


def test_each_line_of_the_diagram_bears_its_weights_name_and_value():
    view = NetworkView(w=(1, 2, 3, -4, 5, 6))
    # From x₁ and x₂ into h₁, from x₁ and x₂ into h₂, from h₁ and h₂ into o₁.
    lines = [(0, 0, 0), (0, 1, 0), (0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 0)]
    labels = [view.diagram._edges[line][3].get_text() for line in lines]
    assert labels == ["w₁ = 1", "w₂ = 2", "w₃ = 3", "w₄ = −4", "w₅ = 5", "w₆ = 6"]


def test_a_bug_in_the_learners_function_shows():
    def network(x, w, b):
        h1, h2, _ = learners_network(x, w, b)
        return h1, h2, h1

    view = NetworkView(network, w=(1, 0, 0, 1, 1, 1), **XOR)
    assert pictures(view) != pictures(NetworkView(w=(1, 0, 0, 1, 1, 1), **XOR))


@pytest.mark.parametrize("result", [1.0, (1.0, 2.0), "abc"])
def test_a_function_that_does_not_return_three_numbers_is_told(result):
    def network(x, w, b):
        return result

    state = NetworkView(network).state
    assert "The picture could not follow" in state


def test_a_guess_stays_in_picture_and_words():
    view = NetworkView(predict=Predict("What will it be?"))
    assert view.b3.disabled
    picture = pictures(view)
    view.predict.commit("0.5")
    assert "Your guess was 0.5." in view.state
    assert pictures(view) != picture


def test_nothing_stands_out_of_the_figures():
    assert overhang(NetworkView(**XOR, **BY_HAND)) <= 0.01


def test_each_neuron_has_a_row_of_sliders():
    view = NetworkView()
    rows = [box.children for box in view.children[1:4]]
    assert rows == [
        (view.w1, view.w2, view.b1),
        (view.w3, view.w4, view.b2),
        (view.w5, view.w6, view.b3),
    ]
