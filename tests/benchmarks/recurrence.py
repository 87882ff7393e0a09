"""Lesson 12's figures: `python tests/benchmarks/recurrence.py [PART ...]`, one thread.

Parts: recall (which lengths are learnt over five seeds, and how δ shrinks before training; for
the course's first weights, then for W_x wider and narrower, and for both wider and narrower: what
tells is which of the two is louder), letters (the loss over 3,000
steps, three seeds), heldout (the same for text that it isn't shown), speed (a step of the letters'
network against PyTorch's Elman network), gates (recall with PyTorch's Elman network and its LSTM,
three seeds).
The last two need torch, and say so where it is missing.
"""

import os
import sys
import time
from itertools import product

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np

from helpers.data import load_letters
from helpers.lessons.recurrence.writer import (
    Adam,
    Writer,
    cut,
    encode,
    forward,
    loss_and_gradients,
    new_network,
    windows,
)

LENGTHS = 2, 5, 10, 20, 40, 80
HIDDEN, BATCH, STEPS = 16, 32, 1500
ROUNDS = 9


def sequences(rng, length, count=BATCH):
    """Return random bits, −1 or 1, with a mark at the first, and which that was, 0 or 1."""
    bits = rng.integers(0, 2, size=(length, count))
    X = np.zeros((length, count, 2))
    X[:, :, 0] = 2 * bits - 1
    X[0, :, 1] = 1
    return X, bits[:1]


def recall(length, seed, of_x=1 / HIDDEN, of_h=1 / HIDDEN):
    """Return the accuracy on 1,000 new sequences after training from W_x, W_h of these variances.

    And mean |δ| of the first step over that of the last, before training.
    """
    rng = np.random.default_rng([seed, length])
    parameters = new_network(seed, 2, HIDDEN, 2)
    for W, variance in zip(parameters, (of_x, of_h), strict=False):
        W *= np.sqrt(variance * HIDDEN)
    adam = Adam(parameters, rate=0.01)
    _, _, deltas = loss_and_gradients(*sequences(rng, length, 1000), parameters)
    shrunk = np.abs(deltas[0]).mean() / np.abs(deltas[-1]).mean()
    for _ in range(STEPS):
        _, gradients, _ = loss_and_gradients(*sequences(rng, length), parameters)
        adam.step(parameters, cut(gradients, 1))
    X, answers = sequences(rng, length, 1000)
    return np.mean(forward(X, parameters, 1)[1].argmax(axis=2) == answers), shrunk


def print_recall():
    """Print a line for each pair of variances and length."""
    own = 1 / HIDDEN
    others = [(1 / 2, own), (1 / 128, own), (own, 1 / 48), (1 / 48, 1 / 48), (1 / 2, 1 / 2)]
    for variances, length in [*product([(own, own)], LENGTHS), *product(others, (20, 40, 80))]:
        runs = [recall(length, seed, *variances) for seed in range(5)]
        rights, shrunk = zip(*runs, strict=True)
        told = ", ".join(f"{right:.3f}" for right in rights)
        of_x, of_h = (f"1/{1 / variance:.0f}" for variance in variances)
        print(f"W_x {of_x}, W_h {of_h}, recall over {length:2d} steps: right {told}; ", end="")
        print(f"first δ over last {min(shrunk):.1e} to {max(shrunk):.1e}", flush=True)


def print_letters():
    """Print the loss of a letter along the training: of the first batch, then means of 100."""
    for seed in range(3):
        writer, begin = Writer(seed), time.perf_counter()
        while len(writer.losses) < 3000:
            writer.step()
        seconds = time.perf_counter() - begin
        means = [
            (n, np.mean(writer.losses[max(0, n - 50) : n])) for n in (100, 500, 1000, 2000, 3000)
        ]
        told = ", ".join(f"{n}: {mean:.2f}" for n, mean in means)
        print(
            f"letters, seed {seed}: first {writer.losses[0]:.2f}; {told}; {seconds:.1f} s",
            flush=True,
        )


def windows_of(codes, rng):
    """Return 32 windows of 25 letters from a part of the text, and the letters after."""
    places = rng.integers(0, len(codes) - 25, size=32) + np.arange(26)[:, None]
    return np.eye(30)[codes[places[:-1]]], codes[places[1:]]


def print_heldout():
    """Print the loss of a letter on the last tenth of the text, learning from the rest."""
    codes = encode(load_letters())
    shown, kept = np.split(codes, [9 * len(codes) // 10])
    for seed in range(3):
        parameters, rng = new_network(seed), np.random.default_rng(seed)
        adam, told = Adam(parameters), []
        for count in range(1, 3001):
            _, gradients, _ = loss_and_gradients(*windows_of(shown, rng), parameters)
            adam.step(parameters, cut(gradients))
            if count in (1000, 3000):
                for name, part in (("shown", shown), ("kept", kept)):
                    again = np.random.default_rng(9)
                    batches = (windows_of(part, again) for _ in range(60))
                    losses = [loss_and_gradients(*batch, parameters)[0] for batch in batches]
                    told.append(f"{name} after {count}: {np.mean(losses):.2f}")
        print(f"letters kept apart, seed {seed}: {', '.join(told)}", flush=True)


def elman(torch, kind, n_inputs, n_hidden, n_outputs, rate, dtype):
    """Return a network of PyTorch, and a function that trains it with a batch."""
    layer = kind(n_inputs, n_hidden).to(dtype)
    out = torch.nn.Linear(n_hidden, n_outputs).to(dtype)
    parameters = [*layer.parameters(), *out.parameters()]
    adam = torch.optim.Adam(parameters, lr=rate)

    def logits(X, n_asked):
        return out(layer(torch.from_numpy(X).to(dtype))[0][-n_asked:])

    def step(X, targets, limit):
        adam.zero_grad()
        z = logits(X, len(targets)).flatten(0, 1)
        loss = torch.nn.functional.cross_entropy(z, torch.from_numpy(targets).flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, limit)
        adam.step()
        return loss.item()

    return layer, logits, step


def print_speed(torch):
    """Print how long PyTorch takes for a step over ours, on one thread, the median of rounds."""
    rng = np.random.default_rng(0)
    batches = [windows(rng) for _ in range(40)]
    for dtype in (torch.float64, torch.float32):
        _, _, step = elman(torch, torch.nn.RNN, 30, 64, 30, 0.003, dtype)
        ratios = []
        for _ in range(ROUNDS):
            writer = Writer(0)
            begin = time.perf_counter()
            for _ in batches:
                writer.step()
            middle = time.perf_counter()
            for X, targets in batches:
                step(X, targets, 5)
            ratios.append((time.perf_counter() - middle) / (middle - begin))
        told = f"{np.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"a step of PyTorch's Elman network in {dtype} over ours: {told}", flush=True)


def print_gates(torch):
    """Print how many of 1,000 new sequences are right, without gates and with them."""
    for name, kind, bias in (
        ("Elman", torch.nn.RNN, 0),
        ("LSTM", torch.nn.LSTM, 1),
        ("LSTM", torch.nn.LSTM, 4),
        ("LSTM", torch.nn.LSTM, 6),
    ):
        for length in (20, 40, 80):
            rights = []
            for seed in range(3):
                torch.manual_seed(seed)
                rng = np.random.default_rng([seed, length])
                layer, logits, step = elman(torch, kind, 2, HIDDEN, 2, 0.01, torch.float32)
                if bias:  # a positive one lets the forget gate begin open
                    layer.bias_ih_l0.data[HIDDEN : 2 * HIDDEN] = bias
                for _ in range(STEPS):
                    step(*sequences(rng, length), 1)
                X, answers = sequences(rng, length, 1000)
                with torch.no_grad():
                    rights.append(np.mean(logits(X, 1).numpy().argmax(axis=2) == answers))
            told = ", ".join(f"{right:.3f}" for right in rights)
            print(
                f"PyTorch's {name:5s} (forget gate from {bias}) over {length} steps: right {told}",
                flush=True,
            )


def main(parts):
    """Print the parts asked for, or all."""
    plain = {"recall": print_recall, "letters": print_letters, "heldout": print_heldout}
    with_torch = {"speed": print_speed, "gates": print_gates}
    for part in parts or [*plain, *with_torch]:
        if part in plain:
            plain[part]()
            continue
        try:
            import torch
        except ImportError:
            print(f"{part}: torch is not installed")
            continue
        torch.set_num_threads(1)
        with_torch[part](torch)


if __name__ == "__main__":
    main(sys.argv[1:])
