"""The playground's gradients and steps: all of a network's parameters in one array, at full speed.

Each layer's [W; b] is a view into that array, and so is each layer's gradient into another one, so
that an optimizer's step is a few operations however many layers there are.
"""

import numpy as np

from helpers.descent import IN_PLACE

MOMENTUM = 0.9
BETA, EPSILON = 0.999, 1e-8  # Adam's


class Parameters:
    """The weights and biases of a network in one array, and a view into it for each layer.

    Parameters
    ----------
    layers : list of arrays [W; b] (n_inputs + 1, n_outputs)

    Attributes
    ----------
    flat : array (n_parameters,)
    layers : list of views into it, in the shapes given
    """

    def __init__(self, layers):
        self.flat = np.concatenate([layer.ravel() for layer in layers])
        ends = np.cumsum([layer.size for layer in layers])[:-1]
        self.layers = [
            part.reshape(layer.shape)
            for part, layer in zip(np.split(self.flat, ends), layers, strict=True)
        ]


class Gradient:
    """∂L/∂[W; b] of every layer, averaged over batches of `n_samples` rows. Lesson 05.

    The last layer's δ is ŷ − y: of a sigmoid under cross-entropy, and of an identity under half
    the squared error.

    Parameters
    ----------
    layers, slopes : lists of arrays (n_inputs + 1, n_outputs), one a layer
        `slopes` is where the gradient goes.
    functions : list of Activation, one a layer
    n_samples : int
    """

    def __init__(self, layers, slopes, functions, n_samples):
        self._n = np.array(1 / n_samples)
        ones = [np.ones((n_samples, len(layer))) for layer in layers[1:]]
        self.outputs = [a[:, :-1] for a in ones]
        self.outputs.append(np.empty((n_samples, layers[-1].shape[1])))
        ways = [IN_PLACE[function] for function in functions]
        self._forward = list(
            zip(layers, (way for way, _ in ways), self.outputs, [*ones, None], strict=True)
        )
        back = [way for _, way in ways[:-1]]
        W_T = [layer[:-1].T for layer in layers[1:]]
        into = [a.T for a in ones]
        self._backward = list(
            zip(range(len(back)), back, self.outputs[:-1], W_T, into, slopes[1:], strict=True)
        )[::-1]
        self._first = slopes[0]

    def __call__(self, X, y, masks=None):
        """Write the gradient into `slopes`.

        Parameters
        ----------
        X, y : arrays (n_samples, n_inputs + 1), the last column ones, and (n_samples, n_outputs)
        masks : list of arrays in the shapes of the hidden activations, optional
            Dropout's: each activation is multiplied by its number.
        """
        a, whole = X, []
        for i, (layer, forward, output, with_ones) in enumerate(self._forward):
            forward(a.dot(layer), output)
            if masks and with_ones is not None:
                whole.append(output.copy())  # the slope is that of the whole activation
                output *= masks[i]
            a = with_ones
        delta = output - y
        delta *= self._n
        for i, back, a, W_T, into, slopes in self._backward:
            np.dot(into, delta, out=slopes)
            delta = delta.dot(W_T)
            if masks:
                delta *= masks[i]
                a = whole[i]
            back(a, delta)
        np.dot(X.T, delta, out=self._first)


# Each makes the steps of one training: a function of the parameters, their gradient (which is used
# up) and η, all arrays, that moves the parameters.


class Plain:
    """p ← p − η·g."""

    def __init__(self, size):
        self.state = []

    def __call__(self, p, g, eta):
        """Move the parameters p by one step."""
        g *= eta
        p -= g


class Momentum:
    """v ← 0.9·v + g, p ← p − η·v: a heavy ball."""

    def __init__(self, size):
        self.state = [np.zeros(size)]

    def __call__(self, p, g, eta):
        """Move the parameters p by one step."""
        (v,) = self.state
        v *= MOMENTUM
        v += g
        np.multiply(v, eta, out=g)
        p -= g


class Adam:
    """Steps of about η in each parameter, whatever its slope (Kingma and Ba 2014)."""

    def __init__(self, size):
        self.state = [np.zeros(size), np.zeros(size), np.zeros(1)]

    def __call__(self, p, g, eta):
        """Move the parameters p by one step."""
        m, s, count = self.state
        count += 1
        t = float(count[0])
        m *= MOMENTUM
        m += (1 - MOMENTUM) * g
        s *= BETA
        s += (1 - BETA) * g * g
        root = np.sqrt(s / (1 - BETA**t))
        root += EPSILON
        p -= eta / (1 - MOMENTUM**t) * m / root


OPTIMIZERS = {"plain": Plain, "momentum": Momentum, "adam": Adam}
