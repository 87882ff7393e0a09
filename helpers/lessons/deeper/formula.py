"""What a chosen neuron or weight of the playground computes, with the numbers in it."""

import numpy as np

from helpers.network import identity, relu, sigmoid, tanh
from helpers.views.words import factor, number_or_power, point, rough

SLOPES = {
    tanh: ("tanh(z)", "1 − a²"),
    sigmoid: ("σ(z)", "a·(1 − a)"),
    relu: ("max(0, z)", "1 if z > 0, else 0"),
    identity: ("z", "1"),
}


def neuron_name(sizes, layer, target):
    """Return what a neuron is called; `layer` is its place among the weights, from 0."""
    if layer < 0:
        return f"input {target + 1}"
    if layer == len(sizes) - 2:
        return "the output"
    return f"neuron {target + 1} of layer {layer + 1}"


def source_name(trainer, layer, source):
    """Return what a weight comes from."""
    if source == trainer.sizes[layer]:
        return "the bias"
    if layer == 0:
        return trainer.names[source]
    return neuron_name(trainer.sizes, layer - 1, source)


def neuron_lines(trainer, layer, target, row, settings):
    """Return how a neuron's output for one row comes about, and its δ: lines.

    Parameters
    ----------
    trainer : Trainer
    layer, target : int
    row : int
        Which row of the data.
    settings : Hyperparameters
    """
    X, inputs, y = _row(trainer, row)
    activations, deltas = trainer.deltas(inputs, y)
    a_in, W, b = activations[layer][0], trainer.weights[layer][:, target], trainer.biases[layer]
    z, a = float(a_in @ W + b[target]), float(activations[layer + 1][0, target])
    delta = float(deltas[layer][0, target])
    made, slope = SLOPES[trainer.functions[layer]]
    products = " + ".join(
        f"{factor(w, brief)}·{factor(x, brief)}" for w, x in zip(W, a_in, strict=True)
    )
    name = neuron_name(trainer.sizes, layer, target)
    yield (
        f"{name[0].upper()}{name[1:]} at {point(X, brief)}: z = {products} + "
        f"{factor(b[target], brief)} = {number_or_power(z)}, a = {made} = {number_or_power(a)}."
    )
    if layer == len(trainer.weights) - 1:
        way = f"ŷ − y = {number_or_power(a)} − {factor(float(y[0, 0]), number_or_power)}"
    else:
        behind = zip(trainer.weights[layer + 1][target], deltas[layer + 1][0], strict=True)
        total = " + ".join(f"{factor(w, brief)}·{factor(d, brief)}" for w, d in behind)
        way = f"({total}) · ({slope})"
    over_all = trainer.gradients(settings)[layer][-1, target]
    yield (
        f"Its δ = ∂L/∂z = {way} = {number_or_power(delta)}. ∂L/∂b, the mean δ of all "
        f"{len(trainer.train_rows)} training points: {number_or_power(over_all)}."
    )


def input_line(trainer, target, row):
    """Return what an input is for one row."""
    X, inputs, _ = _row(trainer, row)
    value = number_or_power(float(inputs[0, target]))
    return f"Input {target + 1}, {trainer.names[target]}, at {point(X, brief)} is {value}."


def weight_lines(trainer, layer, target, source, row, settings):
    """Return a weight with its gradient, for one row and for all: lines."""
    X, inputs, y = _row(trainer, row)
    activations, deltas = trainer.deltas(inputs, y)
    delta = float(deltas[layer][0, target])
    w = trainer.parameter(layer, source, target)
    a = float(activations[layer][0, source])
    over_all = float(trainer.gradients(settings)[layer][source, target])
    share = f", λ·w = {brief(settings.l2 * w)} of L2 included" if settings.l2 else ""
    yield (
        f"The weight from {source_name(trainer, layer, source)} to "
        f"{neuron_name(trainer.sizes, layer, target)} is {number_or_power(w)}. At "
        f"{point(X, brief)}: ∂L/∂w = a·δ = {factor(a, brief)}·{factor(delta, brief)} = "
        f"{number_or_power(a * delta)}."
    )
    step = -settings.learning_rate * over_all
    yield (
        f"The mean over all {len(trainer.train_rows)} training points: {number_or_power(over_all)}"
        f"{share}; a plain step of all of them is −η·∂L/∂w = {number_or_power(step)}."
    )


def _row(trainer, row):
    """Return X (2,), the network's inputs (1, n_inputs) and y (1, 1) of one row of the data."""
    role, rows = trainer.train, trainer.train_rows
    if row in trainer.test_rows:
        role, rows = trainer.test, trainer.test_rows
    (place,) = np.flatnonzero(rows == row)
    return trainer.data.X[row], role[0][place : place + 1], role[1][place : place + 1]


def brief(value):
    """Return two digits of `value`, with a real minus sign."""
    return rough(value).replace("-", "−")
