"""Diagram: a small network as circles and lines."""

import doctest
import itertools

import numpy as np
import pytest

import helpers.views.diagram as module
from helpers.views.diagram import Diagram


def test_example_in_the_docstring_runs():
    assert doctest.testmod(module).failed == 0


def test_sign_shows_in_the_dashes_and_size_in_the_width():
    diagram = Diagram()
    for source, value in enumerate((-4, 4)):
        diagram.edge(0, source, 0, value)
    diagram.edge(0, 0, 1, 1)
    negative, positive, thin = (diagram._edges[key][2] for key in ((0, 0, 0), (0, 1, 0), (0, 0, 1)))
    assert negative.get_linestyle() == "--"
    assert positive.get_linestyle() == "-"
    assert negative.get_linewidth() == positive.get_linewidth() > thin.get_linewidth()


def test_a_highlighted_line_changes_the_picture_and_back():
    diagram = Diagram()
    values = []
    for highlighted in (False, True, False):
        diagram.edge(1, 0, 0, 2, highlighted=highlighted)
        diagram.live.redraw()
        values.append(diagram.live.value)
    assert values[0] == values[2] != values[1]


@pytest.mark.parametrize("sizes", [(2, 2, 1), (2, 1), (3, 3, 3)])
def test_labels_do_not_overlap_each_other(sizes):
    diagram = Diagram(sizes)
    for layer, source, target in diagram._edges:
        diagram.edge(layer, source, target, -12.5)
    for layer, index in diagram._values:
        diagram.node(layer, index, "0.9526", note="b₁ = −12.5")
    diagram.live.redraw()
    texts = [edge[3] for edge in diagram._edges.values()]
    boxes = [text.get_window_extent() for text in [*texts, *diagram._values.values()]]
    assert not [pair for pair in itertools.combinations(boxes, 2) if pair[0].overlaps(pair[1])]


@pytest.mark.parametrize("text", ["w₁ = −12.5", "∂z₁/∂w₁\n= −0.0904"])
def test_long_labels_overlap_neither_each_other_nor_a_node(text):
    diagram = Diagram((2, 2, 1))
    for edge in diagram._edges:
        diagram.edge(*edge, -12.5, text)
    diagram.live.redraw()
    axes = diagram.live.figure.axes[0]
    labels = [parts[3].get_window_extent() for parts in diagram._edges.values()]
    assert not [pair for pair in itertools.combinations(labels, 2) if pair[0].overlaps(pair[1])]
    for box in labels:
        for node in axes.patches:
            x, y = axes.transData.transform(node.center)
            radius = node.get_window_extent().width / 2
            nearest = np.clip(x, box.x0, box.x1) - x, np.clip(y, box.y0, box.y1) - y
            assert np.hypot(*nearest) > radius


@pytest.mark.parametrize("sizes", [(2,), (2, 4, 1), (1, 2, 3, 3), (0, 1)])
def test_sizes_that_do_not_fit_the_picture_are_refused(sizes):
    with pytest.raises(ValueError, match="sizes must be 2 or 3 whole numbers from 1 to 3"):
        Diagram(sizes)


def test_names_that_do_not_fit_the_sizes_are_refused():
    with pytest.raises(ValueError, match="names must hold"):
        Diagram((2, 1), names=[["a"], ["b"]])
