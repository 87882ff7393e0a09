"""Neurons and networks in NumPy: the same code as in the lessons, with checked arguments.

Notation of the whole course: `x` inputs, `w`/`W` weights, `b` bias, `z` the weighted sum,
`a = σ(z)` the activation. Shapes: `X (n_samples, n_inputs)`, `W (n_inputs, n_outputs)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np


def sigmoid(z):
    """Squash `z` into the range from 0 to 1: σ(z) = 1 / (1 + e⁻ᶻ). Lesson 01.

    Parameters
    ----------
    z : number or array of any shape
        The weighted sum; ±inf gives 1 and 0, NaN stays NaN.

    Returns
    -------
    float or array of the same shape

    Raises
    ------
    ValueError
        If `z` is text, ragged or empty.

    Examples
    --------
    >>> print(f"{sigmoid(7):.4f}")
    0.9991
    """
    # e⁻ᶻ overflows to infinity below z ≈ −709, and 1/(1 + ∞) is the right answer: no warning.
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-as_numbers(z, "z")))


def sigmoid_derivative(z):
    """Return the slope of the sigmoid at `z`: σ′(z) = σ(z)·(1 − σ(z)). Lesson 05.

    `z` is the weighted sum, not the activation. Parameters, return value and errors are
    those of `sigmoid`; the slope is at most 0.25, at z = 0.

    Examples
    --------
    >>> print(sigmoid_derivative(0))
    0.25
    """
    # σ(−z) instead of 1 − σ(z): the difference loses every digit where σ(z) is close to 1.
    return sigmoid(z) * sigmoid(-as_numbers(z, "z"))


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


@dataclass(frozen=True)
class SquaredError:
    """A loss that is a multiple of the sum of squared errors Σ(ŷ − y)². Lesson 04.

    Call it, `loss(y, y_hat)`, for its value; `y` and `y_hat` are of one shape, targets first.

    Attributes
    ----------
    multiple : function of the number of errors that returns the factor before the sum
    """

    multiple: Callable

    def __call__(self, y, y_hat):
        """Return the loss, a number."""
        errors = _errors(y, y_hat)
        return float(self.multiple(errors.size) * np.sum(errors**2))

    def gradient(self, y, y_hat):
        """Return ∂L/∂ŷ, in the shape of `y_hat`."""
        errors = _errors(y, y_hat)
        return 2 * self.multiple(errors.size) * errors


sum_squared_error = SquaredError(lambda n: 1)
mean_squared_error = SquaredError(lambda n: 1 / n)
half_squared_error = SquaredError(lambda n: 1 / 2)


class Network:
    """Layers of sigmoid neurons, each fully connected to the one before. Lessons 02, 03 and 05.

    Parameters
    ----------
    sizes : list of int
        Neurons per layer, the inputs first: [2, 4, 1] has 2 inputs, 4 hidden neurons, 1 output.
    seed : int, optional
        Of the weights, which are drawn from N(0, 1); the biases start at 0.

    Attributes
    ----------
    weights : list of arrays (n_inputs, n_outputs), one a layer
    biases : list of arrays (n_outputs,)

    Raises
    ------
    ValueError
        If there are fewer than two sizes or one is no positive whole number.

    Examples
    --------
    >>> network = Network([2, 2, 1], seed=0)
    >>> network.feedforward([[0, 1], [1, 1], [1, 0]]).shape
    (3, 1)
    """

    def __init__(self, sizes, seed=None):
        if len(sizes) < 2 or not all(isinstance(n, int | np.integer) and n > 0 for n in sizes):
            raise ValueError(
                f"sizes must be two or more positive whole numbers, inputs first, got {sizes!r}"
            )
        rng = np.random.default_rng(seed)
        self.weights = [rng.normal(size=shape) for shape in pairwise(sizes)]
        self.biases = [np.zeros(n) for n in sizes[1:]]

    @classmethod
    def from_parameters(cls, weights, biases):
        """Return a network with copies of these weights and biases.

        Raises
        ------
        ValueError
            If a shape does not fit its neighbours or a number is not finite.
        """
        weights = [_finite(W, f"weights[{i}]", ndim=(2,)) for i, W in enumerate(weights)]
        biases = [_finite(b, f"biases[{i}]", ndim=(1,)) for i, b in enumerate(biases)]
        shapes = [W.shape for W in weights]
        fit = [W.shape[1] for W in weights] == [b.size for b in biases]
        if not (weights and fit and all(a[1] == b[0] for a, b in pairwise(shapes))):
            raise ValueError(
                "each W must have shape (n_inputs, n_outputs) and each b (n_outputs,), a layer's "
                f"n_outputs being the next one's n_inputs; got weights {shapes} and biases "
                f"{[b.shape for b in biases]}"
            )
        network = cls([shapes[0][0], *(shape[1] for shape in shapes)])
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
        layers = [X]
        for W, b in zip(self.weights, self.biases, strict=True):
            layers.append(sigmoid(layers[-1] @ W + b))
        return layers

    def gradients(self, X, y, loss=mean_squared_error):
        """Return ∂L/∂W and ∂L/∂b of every layer, by backpropagation. Lesson 05.

        Parameters
        ----------
        X : array (n_samples, n_inputs)
        y : array (n_samples, n_outputs), or (n_samples,) where there is one output
        loss : SquaredError

        Returns
        -------
        weight_gradients, bias_gradients : lists of arrays in the shapes of `weights` and `biases`

        Raises
        ------
        ValueError
            If `X` or `y` has the wrong shape or holds anything but finite numbers.
        """
        X = np.atleast_2d(self._inputs(X))
        layers = self.activations(X)
        y_hat = layers[-1]
        delta = loss.gradient(_targets(y, y_hat.shape), y_hat) * y_hat * (1 - y_hat)
        weight_gradients, bias_gradients = [], []
        for W, a in zip(reversed(self.weights), reversed(layers[:-1]), strict=True):
            weight_gradients.insert(0, a.T @ delta)
            bias_gradients.insert(0, delta.sum(axis=0))
            delta = delta @ W.T * a * (1 - a)  # of the layer before; a(1 − a) is σ′(z)
        return weight_gradients, bias_gradients

    def train(self, X, y, epochs, learning_rate, batch_size=None, seed=None):
        """Descend the mean squared error for a number of epochs. Lesson 06.

        Parameters
        ----------
        X : array (n_samples, n_inputs)
        y : array (n_samples, n_outputs), or (n_samples,) where there is one output; from 0 to 1
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
            first update.

        Raises
        ------
        ValueError
            If an argument is out of its range. A KeyboardInterrupt leaves the weights reached.
        """
        count = _positive_whole(epochs, "epochs")
        losses = self.epochs(X, y, learning_rate, batch_size, seed)
        return np.fromiter(islice(losses, count), dtype=float, count=count)

    def epochs(self, X, y, learning_rate, batch_size=None, seed=None):
        """Return an endless iterator that trains one epoch at each `next` and gives its loss.

        The arguments, the loss and the errors are those of `train`.
        """
        X = np.atleast_2d(self._inputs(X))
        y = _targets(y, (len(X), self.biases[-1].size))
        if y.min() < 0 or y.max() > 1:
            raise ValueError(
                f"y must lie between 0 and 1, as a sigmoid does, got {y.min():g} to {y.max():g}"
            )
        rate = _finite(learning_rate, "learning_rate", ndim=(0,))
        if rate <= 0:
            raise ValueError(f"learning_rate must be positive, got {learning_rate!r}")
        size = len(X) if batch_size is None else _positive_whole(batch_size, "batch_size")
        return self._train_on(X, y, rate, min(size, len(X)), np.random.default_rng(seed))

    def _train_on(self, X, y, rate, size, rng):
        layers = self._join_biases()
        X = np.column_stack([X, np.ones(len(X))])
        slices = [slice(start, start + size) for start in range(0, len(X), size)]
        sizes = [len(X[rows]) for rows in slices]
        descents = {n: _Descent(layers, n, rate) for n in set(sizes)}
        batches = [(descents[n].step, rows) for n, rows in zip(sizes, slices, strict=True)]
        while True:
            if len(batches) > 1:
                order = rng.permutation(len(X))
                X, y = X[order], y[order]
            total = 0.0
            # Far from 0 the exponential overflows to infinity, of which the sigmoid is rightly 0.
            with np.errstate(over="ignore"):
                for step, rows in batches:
                    total += step(X[rows], y[rows])
            yield total / y.size

    def _join_biases(self):
        """Return [W; b] of every layer; `weights` and `biases` become views into these arrays."""
        # With a column of ones beside the inputs, one product does the work of W and b together.
        layers = [np.vstack([W, b]) for W, b in zip(self.weights, self.biases, strict=True)]
        self.weights = [layer[:-1] for layer in layers]
        self.biases = [layer[-1] for layer in layers]
        return layers

    def _inputs(self, X):
        X = _finite(X, "X", ndim=(1, 2))
        n_inputs = len(self.weights[0])
        if X.shape[-1] != n_inputs:
            raise ValueError(
                f"X has shape {X.shape}, but this network has {n_inputs} inputs: "
                f"expected shape (n_samples, {n_inputs}) or ({n_inputs},)"
            )
        for name, parameters in (("weights", self.weights), ("biases", self.biases)):
            for i, parameter in enumerate(parameters):
                _finite(parameter, f"{name}[{i}]")
        return X


def initialize(sizes, scheme, seed=None, scale=1):
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
    scale = _finite(scale, "scale", ndim=(0,))
    network, rng = Network(sizes), np.random.default_rng(seed)
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


_ONE = np.ones(())  # with small arrays NumPy takes as long to convert a 1 as to add it


class _Descent:
    """Gradient descent on batches of `n_samples` rows, in arrays that are made once.

    `layers` are arrays [W; b], which `step` changes in place.
    """

    def __init__(self, layers, n_samples, rate):
        # What comes out of each layer, and the same with a column of ones for the next one's bias.
        with_ones = [np.ones((n_samples, len(layer))) for layer in layers[1:]]
        outputs = [a[:, :-1] for a in with_ones]
        outputs.append(np.empty((n_samples, layers[-1].shape[1])))
        self.forward = list(zip(layers, outputs, [*with_ones, None], strict=True))
        self.rate_of_sum = np.array(2 / outputs[-1].size * rate)
        # Backwards to the second layer: what went in, with its ones and without; [W; b]; W.
        into = [a.T for a in with_ones]
        W_T = [layer[:-1].T for layer in layers[1:]]
        self.backward = list(zip(into, outputs[:-1], layers[1:], W_T, strict=True))[::-1]
        self.first = layers[0]

    def step(self, X, y):
        """Move the layers one step downhill; return the sum of squared errors before it.

        `X` are the batch's inputs with a column of ones.
        """
        a = X
        for layer, output, with_ones in self.forward:
            z = a.dot(layer)
            np.negative(z, out=z)
            np.exp(z, out=z)
            z += _ONE
            np.reciprocal(z, out=output)
            a = with_ones
        error = output - y
        delta = error * output
        delta *= _ONE - output
        delta *= self.rate_of_sum
        for into, a, layer, W_T in self.backward:
            step = into.dot(delta)
            delta = delta.dot(W_T)
            delta *= a
            delta *= _ONE - a
            layer -= step  # only now: δ of the layer before needs the weights as they were
        self.first -= X.T.dot(delta)
        return float(np.vdot(error, error))


def _positive_whole(number, name):
    if not isinstance(number, int | np.integer) or number < 1:
        raise ValueError(f"{name} must be a positive whole number, got {number!r}")
    return int(number)


def _errors(y, y_hat):
    y, y_hat = as_numbers(y, "y"), as_numbers(y_hat, "y_hat")
    # NumPy would stretch (n,) against (n, 1) to a square of n·n differences, without a word.
    if np.shape(y) != np.shape(y_hat):
        raise ValueError(
            f"y and y_hat must have the same shape, got {np.shape(y)} and {np.shape(y_hat)}"
        )
    return y_hat - y


def _targets(y, shape):
    y = _finite(y, "y")
    if shape[1] == 1 and y.shape == shape[:1]:
        return y.reshape(shape)
    if y.shape != shape:
        raise ValueError(f"y has shape {y.shape}, expected {shape}: (n_samples, n_outputs)")
    return y


def _finite(values, name, ndim=None):
    array = as_numbers(values, name, ndim)
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name} must hold finite numbers, got {values!r:.80}")
    return array


def as_numbers(values, name, ndim=None):
    """Return `values` as a float array, or raise a ValueError that names what is wrong.

    Parameters
    ----------
    values : number or nested lists of numbers
    name : str
        What the caller calls it; the error begins with it.
    ndim : tuple of int, optional
        The numbers of dimensions that are allowed; any where it is left out.
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} must have rows of equal length, got {values!r:.80}") from None
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} must be a number or an array of numbers, got {values!r:.80}")
    if array.size == 0:
        raise ValueError(f"{name} must hold at least one number, got an empty {array.shape} array")
    if ndim is not None and array.ndim not in ndim:
        expected = " or ".join(_DIMENSIONS[n] for n in ndim)
        raise ValueError(f"{name} must be {expected}, got an array of shape {array.shape}")
    return array.astype(float)[()]  # [()] makes a plain number of an array without dimensions


_DIMENSIONS = {0: "one number", 1: "a list of numbers", 2: "a table of numbers (rows of a batch)"}
