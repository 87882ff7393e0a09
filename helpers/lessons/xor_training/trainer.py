"""What trains in lesson 06's views: a network, its rows, and the curve of its loss."""

from itertools import islice
from time import perf_counter

import numpy as np

from helpers.views.plane import on_right_side
from helpers.views.words import number_or_power

CHUNK = 16  # epochs between two looks at the clock: half a millisecond for XOR
KEPT = 2048  # losses of a curve; more of them could not be told apart in its picture


class Curve:
    """The losses of a training, thinned out as it gets longer: every k-th is kept."""

    def __init__(self):
        self._losses = np.empty(KEPT)
        self._count = 0
        self.every = 1

    def add(self, loss):
        """Append the loss of the next epoch that is a multiple of `every`."""
        if self._count == KEPT:
            self._losses[: KEPT // 2] = self._losses[::2].copy()
            self._count = KEPT // 2
            self.every *= 2
        self._losses[self._count] = loss
        self._count += 1

    def points(self):
        """Return epochs and losses, two arrays of one length."""
        return self.every * np.arange(self._count), self._losses[: self._count].copy()


class Training:
    """A network, the rows that it learns, and how far it has come.

    Parameters
    ----------
    network : Network
    X, y : arrays (n_samples, 2) and (n_samples,)
    learning_rate : number
        May be changed between two epochs.
    batch_size : int, optional

    Attributes
    ----------
    epoch : int
        Epochs trained so far.
    """

    def __init__(self, network, X, y, learning_rate, batch_size=None):
        self.network, self.X, self.y = network, X, y
        self.learning_rate = learning_rate
        self.batch_size = batch_size
        self.epoch = 0
        self.change = None  # the epoch at which the learning rate last changed, and the one before
        self._curve = Curve()
        self._losses = self._rate = None

    def advance(self, epochs):
        """Train a number of epochs. Where this is interrupted, those that are done count."""
        if self._losses is None or self._rate != self.learning_rate:
            self._begin()
        try:
            for loss in islice(self._losses, epochs):
                if self.epoch % self._curve.every == 0:
                    self._curve.add(loss)
                self.epoch += 1
        except BaseException:
            self._losses = None  # an iterator that was interrupted gives nothing any more
            raise

    def advance_for(self, seconds):
        """Train for about this time."""
        end = perf_counter() + seconds
        while perf_counter() < end:
            self.advance(CHUNK)

    def _begin(self):
        losses = self.network.epochs(self.X, self.y, self.learning_rate, self.batch_size, seed=0)
        if self._rate not in (None, self.learning_rate) and self.epoch:
            self.change = self.epoch, self._rate
        self._losses, self._rate = losses, self.learning_rate

    @property
    def pending(self):
        """Tell whether the next epoch is the first with a new learning rate."""
        return self.epoch > 0 and self._rate != self.learning_rate

    def outputs(self):
        """Return ŷ of every row `(n_samples,)`."""
        with np.errstate(over="ignore"):
            return self.network.activations(self.X)[-1][:, 0]

    def loss(self):
        """Return the mean squared error of the network as it is now."""
        return float(np.mean((self.outputs() - self.y) ** 2))

    def score(self):
        """Return in words the loss, and how many rows lie on their target's side of ½."""
        right = np.sum(on_right_side(self.outputs(), self.y))
        return f"loss {number_or_power(self.loss())}, {right} of {self.y.size} rows right"

    def points(self):
        """Return epochs and losses up to now, two arrays."""
        epochs, losses = self._curve.points()
        return np.append(epochs, self.epoch), np.append(losses, self.loss())
