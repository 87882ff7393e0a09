"""The lesson's network: its slopes against other layers, its claim against the table."""

import ast
import re

import numpy as np
import pytest

from helpers.network import softmax
from tests.benchmarks.convolution import RATE, Convolution, Dense, Maximum, ReLU, probabilities
from tests.course import code_cells, printed, read_notebook

LESSON = "11_convolution"


@pytest.fixture(scope="module")
def lesson():
    """The functions that the notebook defines, by their names."""
    names = {"np": np, "softmax": softmax}
    for cell in code_cells(read_notebook(LESSON)):
        for part in ast.parse(cell.source).body:
            if isinstance(part, ast.FunctionDef) and "exercise" not in cell.metadata.get(
                "tags", []
            ):
                exec(ast.unparse(part), names)
    return names


@pytest.mark.parametrize("sides", [[2], [10], [2, 3]])
def test_the_slopes_are_those_of_layers_written_otherwise(lesson, sides):
    rng = np.random.default_rng(3)
    X, y = rng.uniform(size=(5, 12, 12, 1)), np.eye(10)[rng.integers(0, 10, 5)]
    layers, side, channels = [], 12, 1
    for number, size in enumerate(sides):
        layers += [Convolution(channels, 4 + number, rng), ReLU(), Maximum(size)]
        side, channels = (side - 2) // size, 4 + number
    layers.append(Dense(side * side * channels, 10, rng))
    learning = [layer for layer in layers if layer.size]
    for layer in learning:
        layer.b = rng.normal(size=layer.b.shape) / 10
    before = [(layer.W.copy(), layer.b.copy()) for layer in learning]
    slopes = lesson["gradients"](X, y, before, sides)
    delta = (probabilities(layers, X) - y) / len(X)
    for layer in reversed(layers):
        delta = layer.backward(delta, layer is layers[0])
    for layer, (W, b), (dW, db) in zip(learning, before, slopes, strict=True):
        np.testing.assert_allclose(dW, (W - layer.W) / RATE, rtol=1e-6, atol=1e-12)
        np.testing.assert_allclose(db, (b - layer.b) / RATE, rtol=1e-6, atol=1e-12)


def test_what_the_lesson_prints_lies_within_its_table():
    notebook = read_notebook(LESSON)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    table = re.findall(r"^\| (\S.*?) \| (\d+) \| (0\..*) \|$", text, re.MULTILINE)
    assert len(table) == 4
    for name, count, columns in table[1:]:  # the first is printed for the seeds of the weights
        _, told = printed(notebook).split(f"{name} ({count} numbers)")
        shares = re.findall(r"centred (0\.\d+), anywhere (0\.\d+)", told)[:2]
        (at_home, away), (_, anywhere) = [[float(share) for share in pair] for pair in shares]
        ranges = [[*map(float, column.split("–"))] for column in columns.split(" | ")]
        for share, (low, high) in zip((at_home, away, anywhere), ranges, strict=True):
            assert low <= share <= high
