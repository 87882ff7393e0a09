"""What trains in the playground: a network, its points, an optimizer, and both losses."""

from dataclasses import dataclass
from time import perf_counter

import numpy as np

from helpers.functions import identity, sigmoid
from helpers.lessons.deeper.data_sets import features, split
from helpers.lessons.deeper.steps import OPTIMIZERS, Gradient, Parameters
from helpers.network import backward, forward, initialize, relu
from helpers.views.words import number_or_power, rough

KEPT = 512  # losses of a curve
EVERY = 5  # epochs from one to the next at first: to take them costs a third of an epoch


@dataclass
class Hyperparameters:
    """What may be changed while a network trains; without effect on what it has learnt so far.

    Attributes
    ----------
    learning_rate, l1, l2 : numbers
    dropout : number from 0 to below 1
        The share of hidden activations that is left out of each step.
    batch_size : int
    """

    learning_rate: float = 0.03
    batch_size: int = 10
    l1: float = 0.0
    l2: float = 0.0
    dropout: float = 0.0


class Losses:
    """The losses of training and test every few epochs, thinned out as they get more."""

    def __init__(self):
        self.epochs, self.train, self.test = [], [], []
        self.every = EVERY

    def add(self, epoch, train, test):
        """Append the losses at an epoch that is a multiple of `every`."""
        for values, value in ((self.epochs, epoch), (self.train, train), (self.test, test)):
            values.append(value)
            if len(values) > KEPT:
                del values[1::2]
        if len(self.epochs) < KEPT / 2 + 2 and epoch >= KEPT * self.every:
            self.every *= 2


class Trainer:
    """A network that learns a data set.

    The output neuron is a sigmoid under cross-entropy (lesson 08), or for a regression an identity
    under half the squared error, so that δ is ŷ − y either way.

    Parameters
    ----------
    data : DataSet
    names : list of str
        The input features, keys of `FEATURES`.
    hidden : list of int
        Neurons of the hidden layers.
    activation : Activation
        Of the hidden layers.
    optimizer : str
        A key of `OPTIMIZERS`.
    test_share : number
    seed : int
        Of the weights (Xavier's rule, or He's for ReLU), of the split, and of the batches.

    Attributes
    ----------
    weights, biases : lists of arrays (n_inputs, n_outputs) and (n_outputs,), views that move
    train, test : pairs of arrays (n_samples, n_inputs) and (n_samples, 1)
    epoch : int
    trouble : str
        What has overflowed, in a sentence; "" while all is well.
    """

    def __init__(self, data, names, hidden, activation, optimizer, test_share=0.5, seed=0):
        self.data, self.names = data, names
        self.output = identity if data.regression else sigmoid
        sizes = [len(names), *hidden, 1]
        network = initialize(sizes, "he" if activation is relu else "xavier", seed)
        self.functions = [activation] * len(hidden) + [self.output]
        layers = [np.vstack([W, b]) for W, b in zip(network.weights, network.biases, strict=True)]
        self._p = Parameters(layers)
        self._g = Parameters([np.zeros_like(layer) for layer in layers])
        is_weight = Parameters([np.ones_like(layer) for layer in layers])
        for layer in is_weight.layers:
            layer[-1] = 0  # biases don't decay
        self._is_weight = is_weight.flat
        self.weights = [layer[:-1] for layer in self._p.layers]
        self.biases = [layer[-1] for layer in self._p.layers]
        self._drawn = [layer.copy() for layer in layers]
        inputs = features(data.X, names) if data.y.size else np.empty((0, len(names)))
        y = data.y.reshape(-1, 1)
        self.train_rows, self.test_rows = split(len(y), test_share, seed)
        self.train = inputs[self.train_rows], y[self.train_rows]
        self.test = inputs[self.test_rows], y[self.test_rows]
        self._X = np.column_stack([self.train[0], np.ones(len(self.train_rows))])
        self._optimizer = OPTIMIZERS[optimizer](self._p.flat.size)
        self._rng = np.random.default_rng(seed)
        self._gradients = {}
        self.epoch, self.trouble, self.losses = 0, "", Losses()

    @property
    def sizes(self):
        """Neurons per layer, the inputs first."""
        return [len(self.names), *(b.size for b in self.biases)]

    def advance(self, epochs, settings):
        """Train a number of epochs.

        Where numbers leave the range of floats, that epoch is taken back and `trouble` says which
        step it was.

        Raises
        ------
        ValueError
            If the data can't be learnt, saying why.
        """
        if self.data.trouble:
            raise ValueError(self.data.trouble)
        for _ in range(epochs):
            if self.trouble:
                return
            if self.epoch % self.losses.every == 0:
                self.losses.add(self.epoch, self.loss(*self.train), self.loss(*self.test))
            self._try_epoch(settings)

    def advance_for(self, seconds, settings):
        """Train for about this time."""
        end = perf_counter() + seconds
        while not self.trouble and perf_counter() < end:
            self.advance(1, settings)

    def _try_epoch(self, settings):
        arrays = [self._p.flat, *self._optimizer.state]
        before, luck = [array.copy() for array in arrays], self._rng.bit_generator.state
        with np.errstate(all="ignore"):
            for _ in self._steps(settings):
                pass
            if np.isfinite(self._p.flat.sum()):  # quicker than to ask each of them
                self.epoch += 1
                return
            self._put_back(arrays, before)
            self._rng.bit_generator.state = luck
            self._explain(settings)  # takes the same steps again
            self._put_back(arrays, before)

    @staticmethod
    def _put_back(arrays, before):
        for array, kept in zip(arrays, before, strict=True):
            array[:] = kept

    def _steps(self, settings):
        """Take one step for each batch of an epoch, in a new order."""
        p, g = self._p.flat, self._g.flat
        n = len(self._X)
        order = self._rng.permutation(n)
        X, y = self._X[order], self.train[1][order]
        size = min(settings.batch_size, n)
        eta = np.array(settings.learning_rate)
        decay = settings.l2 * self._is_weight
        shrink = eta * settings.l1 * self._is_weight
        for start in range(0, n, size):
            rows = slice(start, start + size)
            gradient = self._gradient(min(size, n - start))
            gradient(X[rows], y[rows], self._masks(gradient, settings.dropout))
            if settings.l2:
                g += decay * p
            self._optimizer(p, g, eta)
            if settings.l1:  # each weight goes towards 0, and stays there when it arrives
                p[:] = np.sign(p) * np.maximum(np.abs(p) - shrink, 0)
            yield

    def _gradient(self, n_samples):
        if n_samples not in self._gradients:
            arguments = self._p.layers, self._g.layers, self.functions, n_samples
            self._gradients[n_samples] = Gradient(*arguments)
        return self._gradients[n_samples]

    def _masks(self, gradient, dropout):
        if not dropout:
            return None
        keep = 1 - dropout
        return [(self._rng.random(a.shape) < keep) / keep for a in gradient.outputs[:-1]]

    def _explain(self, settings):
        """Say in `trouble` at which step of the next epoch the numbers overflow."""
        sizes = [np.max(np.abs(self._p.flat))]
        for _ in self._steps(settings):
            sizes.append(np.max(np.abs(self._p.flat)))
            if not np.isfinite(sizes[-1]):
                break
        way = ", ".join(rough(size) for size in sizes[-4:-1])
        self.trouble = (
            f"In batch {len(sizes) - 1} of epoch {self.epoch + 1:,} a number left the range of a "
            "computer's floats, which ends at 10³⁰⁸: it is inf, and inf − inf is nan. The largest "
            f"weight went {way}, inf, since each step with η = {settings.learning_rate:g} was too "
            "long and led further uphill than the one before. That epoch is taken back. Reset, and "
            "choose a smaller η."
        )

    def outputs(self, inputs):
        """Return ŷ for inputs (n_samples, n_inputs): an array (n_samples,)."""
        return self.activations(inputs)[-1][:, 0]

    def activations(self, inputs):
        """Return the activations of every layer, the inputs first."""
        with np.errstate(all="ignore"):
            return forward(inputs, self.weights, self.biases, self.functions)

    def loss(self, inputs, y):
        """Return the mean loss of rows: cross-entropy, or half the squared error of a regression.

        Parameters
        ----------
        inputs, y : arrays (n_samples, n_inputs) and (n_samples, 1)

        Returns
        -------
        number, nan where there are no rows
        """
        if not len(y):
            return np.nan
        *_, a, _ = self.activations(inputs)
        with np.errstate(all="ignore"):
            z = a @ self.weights[-1] + self.biases[-1]
            if self.data.regression:
                return float(np.mean((z - y) ** 2) / 2)
            return float(np.mean(np.logaddexp(0, z) - y * z))

    def gradients(self, settings):
        """Return ∂L/∂[W; b] of every layer over all training rows, with L2's share: copies.

        L1, which draws each weight towards 0 by η·λ a step, is not in it.
        """
        if not len(self._X):
            return [np.zeros_like(layer) for layer in self._g.layers]
        with np.errstate(all="ignore"):
            self._gradient(len(self._X))(self._X, self.train[1])
            self._g.flat += settings.l2 * self._is_weight * self._p.flat
        return [layer.copy() for layer in self._g.layers]

    def deltas(self, inputs, y):
        """Return the activations and δ = ∂L/∂z of every layer for one row: lists of arrays."""
        with np.errstate(all="ignore"):
            layers = self.activations(inputs)
            return layers, backward(layers[-1] - y, layers, self.weights, self.functions)

    def edit(self, layer, source, target, value):
        """Set a weight, or the bias where `source` is the number of inputs."""
        self._p.layers[layer][source, target] = value
        self.trouble = ""

    def drawn(self, layer, source, target):
        """Return what was drawn as a weight, or as the bias, before anything moved it."""
        return float(self._drawn[layer][source, target])

    def parameter(self, layer, source, target):
        """Return a weight, or the bias where `source` is the number of inputs."""
        return float(self._p.layers[layer][source, target])

    def score(self):
        """Return both losses in words, and for classes the share that is right."""
        parts = []
        for name, (inputs, y) in (("train", self.train), ("test", self.test)):
            if not len(y):
                parts.append(f"no {name} points")
                continue
            text = f"{name} loss {number_or_power(self.loss(inputs, y))}"
            if not self.data.regression:
                right = np.mean((self.outputs(inputs) > 0.5) == (y[:, 0] == 1))
                text += f", {right:.0%} of {len(y)} right"
            parts.append(text)
        return "; ".join(parts)
