"""Gradient descent at full speed: what `helpers.network` computes, in arrays that are made once.

In a small network most of the time goes into making arrays. So here each layer's weights and
biases are one array [W; b], which meets its inputs with a column of ones beside them; and what
comes out of a layer always goes to the same place. The steps are those of `Network.gradients`.
"""

import numpy as np

from helpers.functions import (
    SquaredError,
    binary_cross_entropy,
    cross_entropy,
    identity,
    relu,
    sigmoid,
    tanh,
)


def epochs(layers, functions, loss, X, y, rate, batch_size, rng):
    """Train endlessly, one epoch at each `next`, which gives the epoch's loss; all unchecked.

    Parameters
    ----------
    layers : list of arrays [W; b] (n_inputs + 1, n_outputs)
        They are changed in place.
    functions : list of Activation, one a layer
    loss : Loss
    X, y : arrays (n_samples, n_inputs) and (n_samples, n_outputs)
    rate : number
    batch_size : int
        Rows per update.
    rng : numpy.random.Generator
        Of the order in which batches take the rows.
    """
    X = np.column_stack([X, np.ones(len(X))])
    slices = [slice(start, start + batch_size) for start in range(0, len(X), batch_size)]
    sizes = [len(X[rows]) for rows in slices]
    descents = {n: Descent(layers, functions, loss, n, rate) for n in set(sizes)}
    batches = [(descents[n].step, rows) for n, rows in zip(sizes, slices, strict=True)]
    while True:
        if len(batches) > 1:
            order = rng.permutation(len(X))
            X, y = X[order], y[order]
        total = 0.0
        # What leaves the range of floats is told by the loss: inf, then nan.
        with np.errstate(over="ignore", invalid="ignore"):
            for step, rows in batches:
                total += step(X[rows], y[rows])
        yield total / loss.divisor(y.shape)


class Descent:
    """Gradient descent on batches of `n_samples` rows.

    The parameters are those of `epochs`.
    """

    def __init__(self, layers, functions, loss, n_samples, rate):
        # What comes out of each layer, and the same with a column of ones for the next one's bias.
        with_ones = [np.ones((n_samples, len(layer))) for layer in layers[1:]]
        outputs = [a[:, :-1] for a in with_ones]
        outputs.append(np.empty((n_samples, layers[-1].shape[1])))
        ways = [IN_PLACE.get(function) or in_place(function) for function in functions]
        if isinstance(loss, SquaredError):
            self.error, factor = squared_error(ways[-1][1]), 2
        else:
            self.error, factor = FROM_SUMS[loss], 1
            ways[-1] = (_nothing, _nothing)
        self.scale = np.array(factor / loss.divisor(outputs[-1].shape) * rate)
        forward = [way for way, _ in ways]
        self.forward = list(zip(layers, forward, outputs, [*with_ones, None], strict=True))
        # Backwards to the second layer: what went in, with its ones and without; [W; b]; W.
        into = [a.T for a in with_ones]
        W_T = [layer[:-1].T for layer in layers[1:]]
        back = [way for _, way in ways[:-1]]
        self.backward = list(zip(into, back, outputs[:-1], layers[1:], W_T, strict=True))[::-1]
        self.first = layers[0]

    def step(self, X, y):
        """Move the layers one step downhill; return the loss's total before it.

        `X` are the batch's inputs with a column of ones.
        """
        a = X
        for layer, forward, output, with_ones in self.forward:
            z = a.dot(layer)
            forward(z, output)
            a = with_ones
        delta, total = self.error(y, output, z)
        delta *= self.scale  # by η too, so that the sums below are the steps themselves
        for into, back, a, layer, W_T in self.backward:
            step = into.dot(delta)
            delta = delta.dot(W_T)
            back(a, delta)
            layer -= step  # only now: δ of the layer before needs the weights as they were
        self.first -= X.T.dot(delta)
        return float(total)


# How a loss begins the way back: functions of y, ŷ and z that return δ, up to a factor, and the
# loss's total.


def squared_error(back):
    """Return the beginning for a sum of squares, behind an activation's way back."""

    def error(y, y_hat, z):
        delta = y_hat - y
        total = np.vdot(delta, delta)
        back(y_hat, delta)
        return delta, total

    return error


# A cross-entropy needs the sums z, not ŷ: its δ is ŷ − y, and its total is taken in logarithms.


def _softmax_error(y, y_hat, z):
    z -= np.maximum.reduce(z, axis=-1, keepdims=True)
    powers = np.exp(z)
    sums = np.add.reduce(powers, axis=-1, keepdims=True)
    total = np.vdot(y, np.log(sums) - z)  # before y is taken away
    powers /= sums
    powers -= y
    return powers, total


def _sigmoid_error(y, y_hat, z):
    return sigmoid.function(z) - y, binary_cross_entropy.total_of_sums(y, z)


FROM_SUMS = {cross_entropy: _softmax_error, binary_cross_entropy: _sigmoid_error}


# An activation's two ways: of z into the array `out`, and of δ in place. z may be used up.


def in_place(function):
    """Return both ways of any activation: correct, and as fast as it is."""

    def forward(z, out):
        out[...] = function.function(z)

    def back(a, delta):
        delta[...] = function.delta(a, delta)

    return forward, back


_ONE = np.ones(())  # with small arrays NumPy takes as long to convert a 1 as to add it
_ZERO = np.zeros(())


def _sigmoid(z, out):
    np.negative(z, out=z)
    np.exp(z, out=z)
    z += _ONE
    np.reciprocal(z, out=out)


def _sigmoid_back(a, delta):
    delta *= a
    delta *= _ONE - a


def _tanh(z, out):
    np.tanh(z, out=out)


def _tanh_back(a, delta):
    delta *= _ONE - a * a


def _relu(z, out):
    np.maximum(z, _ZERO, out=out)


def _relu_back(a, delta):
    delta *= np.sign(a)


def _identity(z, out):
    out[...] = z


def _nothing(*arrays):
    pass


IN_PLACE = {
    sigmoid: (_sigmoid, _sigmoid_back),
    tanh: (_tanh, _tanh_back),
    relu: (_relu, _relu_back),
    identity: (_identity, _nothing),
}
