"""Neurons and networks in NumPy: the same code as in the lessons, with checked arguments.

Notation of the whole course: `x` inputs, `w`/`W` weights, `b` bias, `z` the weighted sum,
`a` the activation, `δ` = ∂L/∂z. Shapes: `X (n_samples, n_inputs)`, `W (n_inputs, n_outputs)`.
"""

from itertools import islice, pairwise

import numpy as np

from helpers import descent
from helpers.functions import (
    Activation,
    Loss,
    binary_cross_entropy,
    cross_entropy,
    half_squared_error,
    identity,
    mean_squared_error,
    relu,
    sigmoid,
    sigmoid_derivative,
    softmax,
    sum_squared_error,
    tanh,
)
from helpers.numbers import as_numbers, positive_whole

__all__ = [
    "SCHEMES",
    "Network",
    "Neuron",
    "backward",
    "binary_cross_entropy",
    "cross_entropy",
    "forward",
    "half_squared_error",
    "identity",
    "initialize",
    "mean_squared_error",
    "relu",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "sum_squared_error",
    "tanh",
]


class Neuron:
    """One neuron: a = activation(w·x + b). Lesson 01.

    Parameters
    ----------
    weights : array (n_inputs,)
    bias : number
    activation : function of the weighted sum, optional

    Raises
    ------
    ValueError
        If the weights are no list of numbers or the bias is no number.

    Examples
    --------
    >>> neuron = Neuron(weights=[0, 1], bias=4)
    >>> print(f"{neuron.feedforward([2, 3]):.4f}")
    0.9991
    """

    def __init__(self, weights, bias, activation=sigmoid):
        self.weights = as_numbers(weights, "weights", ndim=(1,))
        self.bias = as_numbers(bias, "bias", ndim=(0,))
        self.activation = activation

    def weighted_sum(self, x):
        """Return z = w·x + b: a number for `x (n_inputs,)`, `(n_samples,)` for a batch."""
        x = as_numbers(x, "x", ndim=(1, 2))
        if x.shape[-1] != self.weights.size:
            raise ValueError(
                f"x has shape {x.shape}, but this neuron has {self.weights.size} weights: "
                f"expected shape ({self.weights.size},) or (n_samples, {self.weights.size})"
            )
        return x @ self.weights + self.bias

    def feedforward(self, x):
        """Return the output a for one row `x (n_inputs,)` or for a batch `(n_samples, n_inputs)`.

        Raises
        ------
        ValueError
            If `x` is no list of numbers or its length is not the number of weights.
        """
        return self.activation(self.weighted_sum(x))


def forward(X, weights, biases, functions):
    """Return the activations of every layer, the inputs `X` themselves first. Lesson 03.

    Parameters
    ----------
    X : array (n_samples, n_inputs)
    weights : list of arrays (n_inputs, n_outputs), one a layer
    biases : list of arrays (n_outputs,), or of zeros for layers that have none
    functions : list of Activation

    All arrays may have more axes in front, for many networks at once. Nothing is checked.
    """
    layers = [X]
    for W, b, function in zip(weights, biases, functions, strict=True):
        layers.append(function.function(layers[-1] @ W + b))
    return layers


def backward(delta, layers, weights, functions):
    """Return δ = ∂L/∂z of every layer, when that of the last one is known. Lesson 05.

    The other parameters, and the axes in front, are those of `forward`; `layers` is what it
    returned.
    """
    deltas = [delta]
    for W, a, function in zip(weights[:0:-1], layers[-2:0:-1], functions[-2::-1], strict=True):
        deltas.insert(0, function.delta(a, deltas[0] @ W.mT))
    return deltas


class Network:
    """Layers of neurons, each fully connected to the one before. Lessons 02, 03 and 05.

    Parameters
    ----------
    sizes : list of int
        Neurons per layer, the inputs first: [2, 4, 1] has 2 inputs, 4 hidden neurons, 1 output.
    seed : int, optional
        Of the weights, which are drawn from N(0, 1); the biases start at 0.
    hidden, output : Activation
        Of all hidden layers, and of the last one.
    loss : Loss
        What `gradients` and `train` descend. `cross_entropy` needs the output `softmax`,
        `binary_cross_entropy` needs `sigmoid`; the squared errors take any.

    Attributes
    ----------
    weights : list of arrays (n_inputs, n_outputs), one a layer
    biases : list of arrays (n_outputs,)

    Raises
    ------
    ValueError
        If there are fewer than two sizes or one is no positive whole number, or if an activation
        or the loss is none, or the two don't go together.

    Examples
    --------
    >>> network = Network([2, 2, 1], seed=0)
    >>> network.feedforward([[0, 1], [1, 1], [1, 0]]).shape
    (3, 1)
    """

    def __init__(
        self, sizes, seed=None, *, hidden=sigmoid, output=sigmoid, loss=mean_squared_error
    ):
        if len(sizes) < 2 or not all(isinstance(n, int | np.integer) and n > 0 for n in sizes):
            raise ValueError(
                f"sizes must be two or more positive whole numbers, inputs first, got {sizes!r}"
            )
        for name, function in (("hidden", hidden), ("output", output)):
            if not isinstance(function, Activation):
                raise ValueError(
                    f"{name} must be an activation of helpers.network, such as sigmoid, tanh or "
                    f"relu, got {function!r:.80}"
                )
        self.functions = [hidden] * (len(sizes) - 2) + [output]
        self.loss = self._fitting(loss)
        rng = np.random.default_rng(seed)
        self.weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
        self.biases = [np.zeros(n) for n in sizes[1:]]

    @classmethod
    def from_parameters(cls, weights, biases, **functions):
        """Return a network with copies of these weights and biases.

        `functions` are `hidden`, `output` and `loss` of a new network.

        Raises
        ------
        ValueError
            If a shape does not fit its neighbours or a number is not finite.
        """
        weights = [
            as_numbers(W, f"weights[{i}]", ndim=(2,), finite=True) for i, W in enumerate(weights)
        ]
        biases = [
            as_numbers(b, f"biases[{i}]", ndim=(1,), finite=True) for i, b in enumerate(biases)
        ]
        shapes = [W.shape for W in weights]
        fit = [W.shape[1] for W in weights] == [b.size for b in biases]
        if not (weights and fit and all(a[1] == b[0] for a, b in pairwise(shapes))):
            raise ValueError(
                "each W must have shape (n_inputs, n_outputs) and each b (n_outputs,), a layer's "
                f"n_outputs being the next one's n_inputs; got weights {shapes} and biases "
                f"{[b.shape for b in biases]}"
            )
        network = cls([shapes[0][0], *(shape[1] for shape in shapes)], **functions)
        network.weights, network.biases = weights, biases
        return network

    def feedforward(self, X):
        """Return the predictions ŷ: `(n_samples, n_outputs)`, or `(n_outputs,)` for one row.

        Raises
        ------
        ValueError
            If `X` is no table or list of finite numbers with `n_inputs` columns, or is empty.
        """
        return self.activations(self._inputs(X))[-1]

    def activations(self, X):
        """Return the activations of every layer, the inputs `X` themselves first; unchecked."""
        return forward(X, self.weights, self.biases, self.functions)

    def gradients(self, X, y, loss=None):
        """Return ∂L/∂W and ∂L/∂b of every layer, by backpropagation. Lesson 05.

        Parameters
        ----------
        X : array (n_samples, n_inputs)
        y : array (n_samples, n_outputs), or (n_samples,) where there is one output
        loss : Loss, optional
            The network's own where it is left out.

        Returns
        -------
        weight_gradients, bias_gradients : lists of arrays in the shapes of `weights` and `biases`

        Raises
        ------
        ValueError
            If `X` or `y` has the wrong shape or holds anything but finite numbers, or if the loss
            has no meaning for this network or these targets.
        """
        loss = self.loss if loss is None else self._fitting(loss)
        X = np.atleast_2d(self._inputs(X))
        y = self._targets(y, len(X), loss)
        layers = self.activations(X)
        delta = loss.delta(y, layers[-1], self.functions[-1])
        deltas = backward(delta, layers, self.weights, self.functions)
        weight_gradients = [a.T @ delta for a, delta in zip(layers[:-1], deltas, strict=True)]
        return weight_gradients, [delta.sum(axis=0) for delta in deltas]

    def train(self, X, y, epochs, learning_rate, batch_size=None, seed=None):
        """Descend the loss for a number of epochs. Lesson 06.

        Parameters
        ----------
        X : array (n_samples, n_inputs)
        y : array (n_samples, n_outputs), or (n_samples,) where there is one output
            In the range of the last layer's activation.
        epochs : int
            How often all rows are seen.
        learning_rate : number
            η, in W ← W − η·∂L/∂W.
        batch_size : int, optional
            Rows per update; all of them where it is left out.
        seed : int, optional
            Of the order in which batches take the rows.

        Returns
        -------
        array (epochs,)
            The loss of every epoch, as its forward passes found it: the first is from before the
            first update. Where η is too large for activations without bounds, inf and nan.

        Raises
        ------
        ValueError
            If an argument is out of its range. A KeyboardInterrupt leaves the weights reached.
        """
        count = positive_whole(epochs, "epochs")
        losses = self.epochs(X, y, learning_rate, batch_size, seed)
        return np.fromiter(islice(losses, count), dtype=float, count=count)

    def epochs(self, X, y, learning_rate, batch_size=None, seed=None):
        """Return an endless iterator that trains one epoch at each `next` and gives its loss.

        The arguments, the loss and the errors are those of `train`.
        """
        X = np.atleast_2d(self._inputs(X))
        y = self._targets(y, len(X), self.loss)
        output = self.functions[-1]
        if y.min() < output.low or y.max() > output.high:
            raise ValueError(
                f"y must lie between {output.low:g} and {output.high:g}, as a {output} does, "
                f"got {y.min():g} to {y.max():g}"
            )
        rate = as_numbers(learning_rate, "learning_rate", ndim=(0,), finite=True)
        if rate <= 0:
            raise ValueError(f"learning_rate must be positive, got {learning_rate!r}")
        size = len(X) if batch_size is None else positive_whole(batch_size, "batch_size")
        layers, rng = self._join_biases(), np.random.default_rng(seed)
        return descent.epochs(layers, self.functions, self.loss, X, y, rate, min(size, len(X)), rng)

    def _join_biases(self):
        """Return [W; b] of every layer; `weights` and `biases` become views into these arrays."""
        layers = [np.vstack([W, b]) for W, b in zip(self.weights, self.biases, strict=True)]
        self.weights = [layer[:-1] for layer in layers]
        self.biases = [layer[-1] for layer in layers]
        return layers

    def _fitting(self, loss):
        """Return the loss if this network can have it."""
        if not isinstance(loss, Loss):
            raise ValueError(
                "loss must be one of helpers.network, such as mean_squared_error or "
                f"cross_entropy, got {loss!r:.80}"
            )
        if loss.output not in (None, self.functions[-1]):
            raise ValueError(
                f"{loss} needs the output {loss.output}, whose probabilities it compares with y; "
                f"this network's output is {self.functions[-1]}"
            )
        return loss

    def _inputs(self, X):
        X = as_numbers(X, "X", ndim=(1, 2), finite=True)
        n_inputs = len(self.weights[0])
        if X.shape[-1] != n_inputs:
            raise ValueError(
                f"X has shape {X.shape}, but this network has {n_inputs} inputs: "
                f"expected shape (n_samples, {n_inputs}) or ({n_inputs},)"
            )
        for name, parameters in (("weights", self.weights), ("biases", self.biases)):
            for i, parameter in enumerate(parameters):
                as_numbers(parameter, f"{name}[{i}]", finite=True)
        return X

    def _targets(self, y, n_samples, loss):
        y, shape = as_numbers(y, "y", finite=True), (n_samples, self.biases[-1].size)
        if shape[1] == 1 and y.shape == shape[:1]:
            y = y.reshape(shape)
        if y.shape != shape:
            raise ValueError(f"y has shape {y.shape}, expected {shape}: (n_samples, n_outputs)")
        loss.check_targets(y)
        return y


def initialize(sizes, scheme, seed=None, scale=1, **functions):
    """Return a network whose weights are drawn by a scheme; its biases are 0. Lesson 07.

    Parameters
    ----------
    sizes : list of int
        Neurons per layer, the inputs first.
    scheme : str
        "zeros"; "constant", all ½; "uniform" in [−½, ½]; "normal", N(0, 1);
        "xavier", uniform with variance 2/(n_in + n_out) (Glorot and Bengio 2010);
        "he", normal with variance 2/n_in (He et al. 2015).
    seed : int, optional
    scale : number, optional
        A factor on all weights.
    functions
        `hidden`, `output` and `loss` of the network.

    Raises
    ------
    ValueError
        If there is no such scheme, or the sizes or the scale are impossible.

    Examples
    --------
    >>> initialize([2, 3, 1], "zeros").weights[0].tolist()
    [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """
    if scheme not in SCHEMES:
        raise ValueError(f"scheme must be one of {', '.join(SCHEMES)}, got {scheme!r}")
    scale = as_numbers(scale, "scale", ndim=(0,), finite=True)
    network, rng = Network(sizes, **functions), np.random.default_rng(seed)
    network.weights = [scale * SCHEMES[scheme](rng, *shape) for shape in pairwise(sizes)]
    return network


def _xavier(rng, n_in, n_out):
    limit = np.sqrt(6 / (n_in + n_out))  # U(−l, l) has variance l²/3
    return rng.uniform(-limit, limit, size=(n_in, n_out))


SCHEMES = {
    "zeros": lambda rng, n_in, n_out: np.zeros((n_in, n_out)),
    "constant": lambda rng, n_in, n_out: np.full((n_in, n_out), 0.5),
    "uniform": lambda rng, n_in, n_out: rng.uniform(-0.5, 0.5, size=(n_in, n_out)),
    "normal": lambda rng, n_in, n_out: rng.normal(size=(n_in, n_out)),
    "xavier": _xavier,
    "he": lambda rng, n_in, n_out: rng.normal(scale=np.sqrt(2 / n_in), size=(n_in, n_out)),
}
