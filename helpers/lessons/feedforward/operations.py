"""A forward pass as single operations, with the arithmetic of each cell in words (lesson 03)."""

from dataclasses import dataclass

import numpy as np

from helpers.network import sigmoid
from helpers.views.own_function import name_of
from helpers.views.words import factor, short

SUPERSCRIPTS = "⁽¹⁾", "⁽²⁾", "⁽³⁾"


@dataclass(frozen=True, eq=False)  # arrays have no single answer to ==
class Operation:
    """One operation on the whole batch: left, with the parameter, gives the result.

    Attributes
    ----------
    kind : "product", "bias" or "activation"
    left, result : array (n_samples, columns)
    parameter : W or b; None for the activation
    left_name, parameter_name, result_name : str
    """

    kind: str
    left_name: str
    left: np.ndarray
    parameter_name: str
    parameter: np.ndarray | None
    result_name: str
    result: np.ndarray

    @property
    def label(self):
        """The operation as it is written in Python."""
        return {
            "product": f"{self.left_name} @ {self.parameter_name}",
            "bias": f"{self.left_name} + {self.parameter_name}",
            "activation": f"σ({self.left_name})",
        }[self.kind]

    @property
    def short_label(self):
        """The operation without what it works on."""
        return {
            "product": f"@ {self.parameter_name}",
            "bias": f"+ {self.parameter_name}",
            "activation": f"σ = {self.result_name}",
        }[self.kind]

    @property
    def shapes(self):
        """The shapes that go in, and the one that comes out."""
        sign = {"product": " @ ", "bias": " + "}.get(self.kind)
        with_parameter = f"{sign}{self.parameter.shape}" if sign else ""
        return f"{self.left.shape}{with_parameter} → {self.result.shape}"


def operations_of(X, network, layer):
    """Return the operations of a pass with this function for the layers, in their order.

    Parameters
    ----------
    X : array (n_samples, n_inputs)
    network : Network
    layer : function of X, W and b

    Raises
    ------
    ValueError
        If `layer` returns something else than one number for each row and neuron.
    """
    operations, a, name = [], X, "X"
    last = len(network.weights) - 1
    for i, (W, b) in enumerate(zip(network.weights, network.biases, strict=True)):
        up = SUPERSCRIPTS[i]
        product = a @ W
        z = product + b
        output = _activations(layer, a, W, b)
        output_name = "ŷ" if i == last else f"A{up}"
        operations += [
            Operation("product", name, a, f"W{up}", W, f"{name} @ W{up}", product),
            Operation("bias", f"{name} @ W{up}", product, f"b{up}", b, f"Z{up}", z),
            Operation("activation", f"Z{up}", z, "", None, output_name, output),
        ]
        a, name = output, output_name
    return operations


def _activations(layer, X, W, b):
    expected = len(X), len(b)
    output = layer(X, W, b)
    try:
        output = np.asarray(output, dtype=float)
    except (TypeError, ValueError):
        given = f"{output!r:.60}"
    else:
        if output.shape == expected:
            return output
        given = f"shape {output.shape}"
    raise ValueError(
        f"{name_of(layer)} returned {given} for X {X.shape}, W {W.shape} and b {b.shape}, "
        f"expected shape {expected}"
    )


def arithmetic(operation, row, column):
    """Return what the picture says of a cell of the result, and what the words say, in lines."""
    value = operation.result[row, column]
    where = f"row {row}, column {column}"
    if operation.kind == "product":
        pairs = zip(operation.left[row], operation.parameter[:, column], strict=True)
        terms = " + ".join(f"{factor(a, short)}·{factor(w, short)}" for a, w in pairs)
        words = [
            f"Row {row} of {operation.left_name} times column {column} of "
            f"{operation.parameter_name}: {terms} = {short(value)}"
        ]
        says = [operation.label, f"row {row} times", f"column {column}"]
    elif operation.kind == "bias":
        left, bias = operation.left[row, column], operation.parameter[column]
        words = [
            f"Row {row}, column {column}: {short(left)} + {factor(bias, short)} = {short(value)}. "
            "Every row gets the same biases."
        ]
        says = ["+ bias", where]
    else:
        z = operation.left[row, column]
        expected = sigmoid(z)
        words = [f"Row {row}, column {column}: σ({short(z)}) = {short(expected)}"]
        says = ["sigmoid", where]
        if not np.isclose(value, expected, rtol=1e-9, atol=1e-12, equal_nan=True):
            words.append(f"Your layer gives {short(value)} here, which is something else.")
            says.append(f"σ = {short(expected)}\n≠ {short(value)}")
    if not np.isfinite(value):
        words.append(f"{short(value)} is no finite number: this step has left their range.")
    return says, words
