"""Elman's network, and the one of lesson 12 that writes: 30-64-30, on windows of 25 letters.

J. Elman, Finding Structure in Time, Cognitive Science 14 (1990).
"""

from functools import cache

import numpy as np

from helpers.data import load_letters
from helpers.functions import softmax

HIDDEN, WINDOW, BATCH = 64, 25, 32
RATE, LIMIT = 0.003, 5.0


@cache
def alphabet():
    """Return the 30 letters of the course's text, in order."""
    return "".join(sorted(set(load_letters())))


@cache
def _text():
    codes = encode(load_letters())
    codes.flags.writeable = False
    return codes


def encode(text):
    """Return which letter of the alphabet each of `text` is, an array of whole numbers."""
    return np.array([alphabet().index(letter) for letter in text], dtype=int)


def recurrent_step(x, h, W_x, W_h, b):
    """Return the next state (n_samples, n_hidden) of a recurrent layer of tanh neurons.

    x (n_samples, n_inputs) is the input of this step, h (n_samples, n_hidden) the state so far;
    W_x (n_inputs, n_hidden), W_h (n_hidden, n_hidden), b (n_hidden,).
    """
    # What it sees, what it remembers, and the bias: one weighted sum.
    return np.tanh(x @ W_x + h @ W_h + b)


def new_network(seed, n_inputs=30, n_hidden=HIDDEN, n_outputs=30):
    """Return first weights and biases: W_x, W_h, b, V, c, all weights of variance 1/n_hidden."""
    shapes = [(n_inputs, n_hidden), (n_hidden, n_hidden), (n_hidden, n_outputs)]
    rng = np.random.default_rng(seed)
    W_x, W_h, V = [rng.normal(size=shape) / np.sqrt(n_hidden) for shape in shapes]
    return [W_x, W_h, np.zeros(n_hidden), V, np.zeros(n_outputs)]


def windows(rng):
    """Return letters from random places of the text, one hot, (25, 32, 30), and those after."""
    first = rng.integers(0, len(_text()) - WINDOW, size=BATCH)
    places = first + np.arange(WINDOW + 1)[:, None]
    return np.eye(30)[_text()[places[:-1]]], _text()[places[1:]]


def forward(X, parameters, n_asked=None):
    """Return the states and the logits of an Elman network.

    Parameters
    ----------
    X : array (n_steps, n_samples, n_inputs)
    parameters : list of W_x, W_h, b, V, c
    n_asked : int, optional
        How many steps at the end are asked for an answer; all where it isn't given.

    Returns
    -------
    H : array (n_steps + 1, n_samples, n_hidden), zero at first
    Z : array (n_asked, n_samples, n_outputs)
    """
    W_x, W_h, b, V, c = parameters
    n_steps, n_samples, _ = X.shape
    H = np.zeros((n_steps + 1, n_samples, len(b)))
    inputs = X @ W_x + b
    for t in range(n_steps):
        state = np.matmul(H[t], W_h, out=H[t + 1])
        state += inputs[t]
        np.tanh(state, out=state)
    return H, H[-(n_asked or n_steps) :] @ V + c


def loss_and_gradients(X, targets, parameters):
    """Return the mean loss of an answer, its gradients, and δ of each step.

    `targets` (n_asked, n_samples) are the right answers of the last steps.
    """
    _, W_h, b, V, c = parameters
    (n_steps, n_samples, _), n_asked, count = X.shape, len(targets), targets.size
    H, Z = forward(X, parameters, n_asked)
    E = softmax(Z.reshape(count, len(c)))
    rows, answers = np.arange(count), targets.ravel()
    loss = -np.mean(np.log(E[rows, answers]))
    E[rows, answers] -= 1
    E /= count  # p − y, over the number of answers
    deltas = np.zeros((n_steps, n_samples, len(b)))
    E = E.reshape(n_asked, n_samples, len(c))
    deltas[-n_asked:] = E @ V.T
    slopes = 1 - H[1:] ** 2
    deltas[-1] *= slopes[-1]
    for t in range(n_steps - 2, -1, -1):
        deltas[t] += deltas[t + 1] @ W_h.T
        deltas[t] *= slopes[t]
    gradients = [
        _over_steps(X, deltas),
        _over_steps(H[:-1], deltas),
        deltas.sum(axis=(0, 1)),
        _over_steps(H[-n_asked:], E),
        E.sum(axis=(0, 1)),
    ]
    return loss, gradients, deltas


def _over_steps(A, D):
    # Step by step: one large product would be shared among threads, which wait for each other.
    return np.sum(A.transpose(0, 2, 1) @ D, axis=0)


def cut(gradients, limit=LIMIT):
    """Return the gradients, all made shorter by one factor where their norm is above `limit`."""
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    return [g * (limit / norm) for g in gradients] if norm > limit else gradients


class Adam:
    """D. Kingma and J. Ba, Adam (2015): each weight's step is measured by its own slopes."""

    def __init__(self, parameters, rate=RATE):
        self.rate, self.count = rate, 0
        self.means = [np.zeros_like(p) for p in parameters]
        self.squares = [np.zeros_like(p) for p in parameters]

    def step(self, parameters, gradients):
        """Take a step; `parameters` are changed in place."""
        self.count += 1
        long = 1 - 0.9**self.count, 1 - 0.999**self.count
        for p, g, mean, square in zip(parameters, gradients, self.means, self.squares, strict=True):
            mean += 0.1 * (g - mean)
            square += 0.001 * (g * g - square)
            p -= self.rate * (mean / long[0]) / (np.sqrt(square / long[1]) + 1e-8)


class Writer:
    """A network with its training: each `step` learns one batch of windows."""

    def __init__(self, seed=0):
        self.parameters = new_network(seed)
        self.losses = []
        self._rng = np.random.default_rng(seed)
        self._adam = Adam(self.parameters)

    def step(self):
        """Learn one batch; its loss before that is kept in `losses`."""
        loss, gradients, _ = loss_and_gradients(*windows(self._rng), self.parameters)
        self._adam.step(self.parameters, cut(gradients))
        self.losses.append(float(loss))


def after(text, parameters):
    """Return the logits (30,) for the letter after `text`, which may be empty."""
    if not text:
        return parameters[-1]  # the state is zero before the first letter
    return forward(np.eye(30)[encode(text)][:, None], parameters)[1][-1, 0]


def choose_letter(z, temperature, u):
    """Return which letter a random number u, from 0 up to 1, draws from the logits z (n_letters,).

    The letters have the shares p of softmax(z / temperature), laid end to end from 0 to 1 in their
    order; the letter on whose share u lies is drawn, a whole number.
    """
    powers = np.exp((z - np.max(z)) / temperature)
    # Where each share ends.
    ends = np.cumsum(powers / np.sum(powers))
    # As many shares lie wholly below u; the last letter has what rounding leaves.
    return int(min(np.sum(ends <= u), len(z) - 1))


def write(beginning, count, parameters, temperature, rng, choose):
    """Return `beginning` and `count` letters more.

    `choose(z, temperature, u)` says which letter a random number u draws from logits z.
    """
    W_x, W_h, b, V, c = parameters
    eye, state, z, text = np.eye(len(c)), np.zeros_like(b), c, beginning
    for letter in encode(beginning):
        state = recurrent_step(eye[letter], state, W_x, W_h, b)
        z = state @ V + c
    for _ in range(count):
        letter = choose(z, temperature, rng.random())
        if not isinstance(letter, int | np.integer) or not 0 <= letter < len(c):
            raise ValueError(
                f"{choose.__name__} must return a whole number from 0 to {len(c) - 1}, "
                f"got {str(letter)[:40]}"
            )
        text += alphabet()[letter]
        state = recurrent_step(eye[letter], state, W_x, W_h, b)
        z = state @ V + c
    return text
