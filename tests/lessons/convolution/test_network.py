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


# After 40 epochs: learnt centred and tested so, learnt centred, tested anywhere, both anywhere. The
# ranges of tests/benchmarks/convolution.py are wider here, as it trains for 60.
RANGES = {
    "8, pooled by 2": ((0.94, 1), (0.14, 0.3), (0.72, 0.83)),
    "16, over all": ((0.78, 0.88), (0.6, 0.76), (0.7, 0.86)),
    "8, then 16 over all": ((0.94, 1), (0.24, 0.54), (0.84, 0.96)),
}


@pytest.mark.parametrize("name", RANGES)
def test_the_layer_behind_decides_as_the_table_says(name):
    _, told = printed(read_notebook(LESSON)).split(f"{name} (")
    shares = re.findall(r"centred (0\.\d+), anywhere (0\.\d+)", told)[:2]
    (at_home, away), (_, anywhere) = [[float(share) for share in pair] for pair in shares]
    for share, (low, high) in zip((at_home, away, anywhere), RANGES[name], strict=True):
        assert low <= share <= high
