"""The walk downhill that lesson 04's view draws, with the learner's own loss and slope."""

import math
from dataclasses import dataclass

import numpy as np

from helpers.views.own_function import name_of


@dataclass(frozen=True)
class Stop:
    """One stop of the walk: the weights, the loss there, and its slope over each weight."""

    weights: np.ndarray
    loss: float
    slopes: np.ndarray

    @property
    def left(self):
        """What is no finite number any more, in the order of computing, "" where all are."""
        parts = (("a weight", self.weights), ("the loss", self.loss), ("a slope", self.slopes))
        return next((name for name, value in parts if not np.all(np.isfinite(value))), "")


class Descent:
    """Gradient descent on the two weights of a linear neuron, ŷ = w₁·x₁ + w₂·x₂.

    Parameters
    ----------
    loss : function of y and y_hat, both arrays (n_samples,)
    slope : function of a function f, a number w and a nudge
    X, y : array (n_samples, 2) and array (n_samples,)

    Raises
    ------
    ValueError
        From every method, if `loss` or `slope` returns no number.
    """

    def __init__(self, loss, slope, X, y):
        self._loss, self._slope = loss, slope
        self._X, self._y = X, y

    def loss_at(self, w1, w2):
        """Return the loss at two weights."""
        return _one_number(self._loss, self._y, self._X @ [w1, w2])

    def losses(self, over_w1, w2):
        """Return the loss at each of `over_w1` (n,), with one w₂: array (n,)."""
        return np.array([self.loss_at(w1, w2) for w1 in over_w1])

    def walk(self, weights, eta, steps):
        """Return the stops of a walk and the weights after one step more.

        It ends early at the first stop where something is no finite number.

        Parameters
        ----------
        weights : array (2,)
        eta : number
        steps : int
        """
        stops = [self._stop(weights)]
        while len(stops) <= steps and not stops[-1].left:
            stops.append(self._stop(stops[-1].weights - eta * stops[-1].slopes))
        return stops, stops[-1].weights - eta * stops[-1].slopes

    def _stop(self, weights):
        w1, w2 = weights
        slopes = [
            self._slope_at(lambda w: self.loss_at(w, w2), w1),
            self._slope_at(lambda w: self.loss_at(w1, w), w2),
        ]
        return Stop(weights, self.loss_at(w1, w2), np.array(slopes))

    def _slope_at(self, f, w):
        return _one_number(self._slope, f, w, nudge_of(w))


def nudge_of(w):
    """Return by how much a weight is nudged to measure the slope."""
    return max(0.001, 1e-6 * abs(w))  # a fixed one would vanish beside a large weight


def _one_number(function, *arguments):
    try:
        result = function(*arguments)
    except OverflowError:  # Python's own numbers raise where NumPy's become inf
        return math.inf
    if np.ndim(result) == 0:
        try:
            return float(result)
        except (TypeError, ValueError):
            pass
    raise ValueError(
        f"{name_of(function, 'function')} returned {result!r:.60}, expected one number"
    )
