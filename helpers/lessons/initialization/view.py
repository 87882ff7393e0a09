"""InitializationView: what first weights do to deep layers and to learning (lesson 07)."""

from itertools import islice, pairwise

import numpy as np

from helpers.data import XOR_INPUTS, XOR_TARGETS
from helpers.figure import BLACK, BLUE, GREEN, ORANGE, SMALL
from helpers.lessons.initialization.ridges import Ridges
from helpers.network import SCHEMES, Network, backward, forward, relu, sigmoid, tanh
from helpers.views.controls import choice, log_slider, one_of, whole_slider
from helpers.views.live_figure import THREE_IN_A_ROW, LiveFigure
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.view import View
from helpers.views.words import listed, number, rough

WIDTH = 100  # neurons in each layer of the stack
ROWS = 25  # of its batch; few enough for products in one thread: many threads wait for each other
GRADIENTS = -12.0, 12.0  # the powers of ten that the picture of the gradients shows
EPOCHS, EVERY, RATE = 500, 10, 5  # of the training on XOR; a point of the curves EVERY epochs

NAMES = {
    "zeros": "zeros",
    "constant": "constant ½",
    "uniform": "uniform ±½",
    "normal": "N(0, 1)",
    "xavier": "Xavier",
    "he": "He",
}

# Each with the part of the axis that its picture shows.
ACTIVATIONS = {"ReLU": (relu, (0, 4)), "tanh": (tanh, (-1, 1)), "sigmoid": (sigmoid, (0, 1))}


def he(draws):
    """Return weights (n_in, n_out) of variance 2/n_in, made of draws from N(0, 1)."""
    return draws * np.sqrt(2 / draws.shape[0])


def xavier(draws):
    """Return weights of variance 2/(n_in + n_out), made of draws from the range 0 to 1."""
    return (2 * draws - 1) * np.sqrt(6 / sum(draws.shape))


# What a learner's scheme is given, and what is drawn while it is blank.
DRAWS = {
    "normal": (lambda rng, *shape: rng.normal(size=shape), he),
    "uniform": (lambda rng, *shape: rng.random(size=shape), xavier),
}


def activations_and_gradients(X, weights, top, activation):
    """Send a batch forward through layers without biases, and a gradient back. Lessons 03 and 05.

    Parameters
    ----------
    X : array (n_samples, n_inputs)
    weights : list of arrays (n_inputs, n_outputs)
    top : array (n_samples, n_outputs)
        ∂L/∂a of the last layer.
    activation : "ReLU", "tanh" or "sigmoid"

    Returns
    -------
    activations, deltas : lists of arrays (n_samples, n_outputs), one a layer
        δ is ∂L/∂z.
    weight_gradients : list of arrays (n_inputs, n_outputs), one a layer
        ∂L/∂W, the sum over the batch.
    """
    functions = [ACTIVATIONS[activation][0]] * len(weights)
    layers = forward(X, weights, [0] * len(weights), functions)
    deltas = backward(functions[-1].delta(layers[-1], top), layers, weights, functions)
    inputs = layers[:-1]
    return layers[1:], deltas, [a.T @ delta for a, delta in zip(inputs, deltas, strict=True)]


class InitializationView(View):
    """Choose first weights; watch ten layers forwards and backwards, and four neurons learn XOR.

    The stack has 100 neurons a layer and no biases. Its inputs, and the gradient that arrives at
    its last layer, are drawn from N(0, 1). The network beside it has 2-4-1 sigmoid neurons.

    Parameters
    ----------
    scheme : str or function
        One of `helpers.network.SCHEMES`, or the learner's own: a function of an array of draws
        (n_in, n_out) that returns the weights. It is the first choice, as "yours". While it
        still returns None, the course's He (or Xavier, for uniform draws) stands in for it.
    draws : "normal" or "uniform"
        What a function is given: N(0, 1), or the range from 0 to 1.
    scale : number from 0.01 to 10
        A factor on all weights.
    activation : "ReLU", "tanh" or "sigmoid"
    depth : int from 1 to 10
    seed : int from 0 to 20
    predict : Predict, optional

    Raises
    ------
    ValueError
        If an argument is none of these, or the function does not return weights.

    Examples
    --------
    >>> view = InitializationView("zeros", depth=2)
    >>> print(view.state.splitlines()[-1])
    All 4 curves lie on one another: the hidden layer has 1 different neuron.
    """

    guess_mark = "the dashed bar in the last layer"

    def __init__(
        self,
        scheme="normal",
        draws="normal",
        scale=1,
        activation="tanh",
        depth=5,
        seed=10,
        predict=None,
    ):
        one_of(activation, ACTIVATIONS, "activation")
        one_of(draws, DRAWS, "draws")
        self._draw_numbers, reference = DRAWS[draws]
        self._own, note, options = None, "", [(NAMES[name], name) for name in SCHEMES]
        if callable(scheme):
            name = name_of(scheme, "scheme")
            trial = self._draw_numbers(np.random.default_rng(0), 2, 4)
            self._own, note = own_or_stand_in(scheme, reference, trial)
            options.insert(0, (f"yours: {name}", "yours"))
            scheme = "yours"
        else:
            one_of(scheme, SCHEMES, "scheme")
        controls = {
            "scheme": choice("scheme", options, scheme),
            "activation": choice("activation", list(ACTIVATIONS), activation),
            "scale": log_slider("scale", scale, 0.01, 10),
            "depth": whole_slider("depth", depth, 1, 10),
            "seed": whole_slider("seed", seed, 0, 20),
        }
        self._forward = Ridges("forwards: activations, layer by layer", "activation a", BLUE)
        self._backward = Ridges("backwards: gradients, layer by layer", "size of ∂L/∂W", ORANGE)
        powers = np.arange(GRADIENTS[0], GRADIENTS[1] + 1, 6)
        self._backward.limits(*GRADIENTS, powers, [f"$10^{{{power:.0f}}}$" for power in powers])
        hidden = LiveFigure(*THREE_IN_A_ROW, "The four hidden neurons while they learn XOR")
        self._make_hidden(hidden)
        self._shown_activation = self._trained = None
        figures = [self._forward.live, self._backward.live, hidden]
        super().__init__(controls, figures, predict, [note])
        self._weights(np.random.default_rng(0), 2, 4)  # says what is wrong with a learner's scheme
        self.refresh()

    def _make_hidden(self, live):
        axes = live.subplots()
        axes.set(
            title="a 2-4-1 network learns XOR",
            xlabel="epoch",
            ylabel="hidden activations for (0, 1)",
            xlim=(0, EPOCHS),
            ylim=(-0.02, 1.34),
            yticks=[0, 0.25, 0.5, 0.75, 1],
        )
        # Thick lines below thin ones: where all four coincide, all four are seen.
        looks = (BLUE, 8, "-"), (ORANGE, 5.5, "-"), (GREEN, 3, "-"), (BLACK, 1.5, ":")
        self._curves = [
            axes.plot([], [], color=color, linewidth=width, linestyle=style)[0]
            for color, width, style in looks
        ]
        names = [f"neuron {j}" for j in (1, 2, 3, 4)]
        axes.legend(self._curves, names, fontsize=SMALL, loc="upper center", ncols=2, framealpha=1)
        live.moves(*self._curves)

    def draw(self):
        """Move histograms and curves; return the standard deviations and the verdict in words."""
        with np.errstate(all="ignore"):  # what overflows is told in words
            weights, activations, deltas, gradients = self._run_stack()
            return [
                self._title(),
                _argument(weights[0]),
                *self._draw_activations(activations),
                *self._draw_gradients(deltas, gradients),
                *self._draw_training(),
            ]

    def _run_stack(self):
        rng = np.random.default_rng(self.seed.value)
        X, top = rng.normal(size=(2, ROWS, WIDTH))
        weights = [self._weights(rng, WIDTH, WIDTH) for _ in range(self.depth.value)]
        return weights, *activations_and_gradients(X, weights, top, self.activation.value)

    def _weights(self, rng, n_in, n_out):
        """Return the weights of one layer by the scheme that is chosen."""
        if self.scheme.value != "yours":
            return self.scale.value * SCHEMES[self.scheme.value](rng, n_in, n_out)
        name = name_of(self._own, "the scheme")
        given = self._own(self._draw_numbers(rng, n_in, n_out))
        try:
            W = np.asarray(given, dtype=float)
        except (TypeError, ValueError):
            W = np.empty(0)
        if W.shape != (n_in, n_out) or not np.isfinite(W).all():
            raise ValueError(
                f"{name} returned {' '.join(repr(given).split()):.60} for draws of shape "
                f"({n_in}, {n_out}), expected finite weights of the same shape"
            )
        return self.scale.value * W

    def _title(self):
        depth = self.depth.value
        return (
            f"{depth} layer{'s' * (depth > 1)} of {WIDTH} {self.activation.value} neurons, "
            f"weights: {self.scheme.label}, times {rough(self.scale.value)}, "
            f"seed {self.seed.value}."
        )

    def _draw_activations(self, layers):
        name = self.activation.value
        low, high = ACTIVATIONS[name][1]
        if self._shown_activation != name:
            ticks = np.linspace(low, high, 5 if high > 1 else 3)
            self._forward.limits(low, high, ticks, [number(tick) for tick in ticks])
            self._shown_activation = name
        # A ReLU's exact zeros are half of all numbers and would flatten the rest.
        values = [a[a > 0] if name == "ReLU" else a.ravel() for a in layers]
        spreads = [_spread(a) for a in layers]
        self._forward.show(values, spreads, empty="all 0")
        bars = [(np.mean(a), s) for a, s in zip(layers, spreads, strict=True)]
        self._forward.show_bars(bars, self.guess)
        yield f"Standard deviation of the activations, {_layers(spreads)}."
        last = layers[-1]
        if not np.isfinite(spreads[-1]):
            yield "Overflow: numbers beyond 10³⁰⁸, more than a computer's floats hold."
        elif name == "ReLU":
            shown = f"; {np.mean(last > high):.0%} lie beyond the picture" if last.max() > 4 else ""
            yield (
                f"In the last layer {np.mean(last == 0):.0%} are exactly 0, and left out of the "
                f"picture{shown}."
            )
        else:
            edge = 0.01 * (high - low)
            flat = np.mean((last < low + edge) | (last > high - edge))
            yield f"In the last layer {flat:.0%} are saturated: within {edge:g} of an end."

    def _draw_gradients(self, deltas, layers):
        spreads = [_spread(gradients) for gradients in layers]
        values = [np.log10(np.abs(gradients[gradients != 0])) for gradients in layers]
        self._backward.show(values, spreads, empty="all 0")
        yield f"Standard deviation of δ = ∂L/∂z, {_layers([_spread(delta) for delta in deltas])}."
        yield f"Standard deviation of the gradients ∂L/∂W, {_layers(spreads)}."
        if not np.all(np.isfinite(spreads)):
            yield "Going back, the gradients overflow."
        elif spreads[0] == 0:
            yield "The first layer's gradients are 0: it can't learn."

    def _draw_training(self):
        key = self.scheme.value, self.scale.value, self.seed.value
        if self._trained is None or self._trained[0] != key:
            self._trained = key, self._train()
        hidden, loss, different = self._trained[1]
        epochs = np.arange(len(hidden)) * EVERY
        for curve, activations in zip(self._curves, hidden.T, strict=True):
            curve.set_data(epochs, activations)
        yield (
            f"XOR, 2-4-1 with sigmoids, η = {RATE}: loss {loss:.4f} after {EPOCHS} epochs. For the "
            f"row (0, 1) the hidden neurons give {listed(hidden[-1], '{:.4f}'.format)}."
        )
        if different == 1:
            yield "All 4 curves lie on one another: the hidden layer has 1 different neuron."
        else:
            yield f"The hidden layer has {different} different neurons."

    def _train(self):
        """Train on XOR; return hidden activations (points, 4), the loss, the different neurons."""
        rng = np.random.default_rng(self.seed.value)
        weights = [self._weights(rng, *shape) for shape in pairwise((2, 4, 1))]
        network = Network.from_parameters(weights, [np.zeros(4), np.zeros(1)])
        losses = network.epochs(XOR_INPUTS, XOR_TARGETS, RATE)
        hidden = [network.activations(XOR_INPUTS[1])[1]]
        for _ in range(EPOCHS // EVERY):
            loss = list(islice(losses, EVERY))[-1]
            hidden.append(network.activations(XOR_INPUTS[1])[1])
        neurons = np.vstack([network.weights[0], network.biases[0]])
        size = np.abs(neurons).max() or 1
        # Columns that are equal on paper may differ in their last digit, by the order of sums.
        different = np.unique(np.round(neurons / size, 9), axis=1).shape[1]
        return np.array(hidden), loss, different


def _layers(spreads):
    layers = "layer 1" if len(spreads) == 1 else f"layers 1 to {len(spreads)}"
    return f"{layers}: {listed(spreads, rough)}"


def _spread(values):
    spread = np.std(values)
    # What is 0 on paper comes out as 1e-17 where the mean of equal numbers is rounded.
    return 0.0 if spread < 1e-12 * np.abs(np.mean(values)) else float(spread)


def _argument(W):
    """Return the variance argument for the first layer, with the numbers of its weights."""
    n, variance = len(W), np.var(W)
    if np.ptp(W) == 0:
        return "All weights are equal, so nothing tells the neurons of a layer apart."
    factor = n * variance
    return (
        f"Layer 1: n·var(w) = {n}·{rough(variance)} = {rough(factor)}, so each weighted sum has "
        f"{rough(np.sqrt(factor))} times the standard deviation of its inputs."
    )
