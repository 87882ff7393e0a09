"""Lesson 13's Values beside arrays: `python tests/benchmarks/autograd.py`.

One pass forward and back for 100 rows and a 2-n-1 network of tanh: by the notebook's Values, by
the course's Network, and by PyTorch on one thread where that is installed. Times are the fastest of
several tries in one run; what is printed are ratios. The gradients are held against each other.
Where PyTorch is installed, the lesson's own lines for it are run as well.
"""

import itertools
import re
import sys
from pathlib import Path
from timeit import repeat

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from helpers.lessons.autograd.value import Value  # noqa: E402
from helpers.network import Network, half_squared_error, tanh  # noqa: E402

try:
    import torch
except ImportError:
    torch = None
ROWS = 100


def by_values(network, X, y):
    """Return a function that computes all gradients with Values, in the network's order."""
    weights = [[[Value(w) for w in row] for row in W.tolist()] for W in network.weights]
    biases = [[Value(b) for b in bias.tolist()] for bias in network.biases]
    flat = [*itertools.chain(*itertools.chain(*weights)), *itertools.chain(*biases)]

    def work():
        gradients = np.zeros(len(flat))
        for row, target in zip(X.tolist(), y.tolist(), strict=True):
            layer = row
            for W, b in zip(weights, biases, strict=True):
                layer = [
                    sum((w * x for w, x in zip(column, layer, strict=True)), bias).tanh()
                    for column, bias in zip(zip(*W, strict=True), b, strict=True)
                ]
            ((layer[0] - target) ** 2 * 0.5).backward()
            gradients += [parameter.grad for parameter in flat]
        return gradients

    return work


def by_arrays(network, X, y):
    """Return a function that computes all gradients with the course's Network."""

    def work():
        weights, biases = network.gradients(X, y)
        return np.concatenate([part.ravel() for part in (*weights, *biases)])

    return work


def by_torch(network, X, y):
    """Return a function that computes all gradients with PyTorch, in double precision."""
    torch.set_num_threads(1)
    X, y = torch.tensor(X), torch.tensor(y)
    weights, biases = (
        [torch.tensor(part, requires_grad=True) for part in parts]
        for parts in (network.weights, network.biases)
    )

    def work():
        for part in (*weights, *biases):
            part.grad = None
        layer = X
        for W, b in zip(weights, biases, strict=True):
            layer = torch.tanh(layer @ W + b)
        ((layer[:, 0] - y) ** 2 * 0.5).sum().backward()
        return np.concatenate([part.grad.numpy().ravel() for part in (*weights, *biases)])

    return work


def run_the_page():
    """Run what the lesson shows as PyTorch, and print how far its training gets."""
    page = (ROOT / "notebooks" / "sources" / "13_autograd.md").read_text(encoding="utf-8")
    names = {}
    for code in re.findall(r"^```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE):
        exec(code, names)
        print(f"the page's lines for PyTorch: error {1 - names['y_hat'].item():.4f}")


def main():
    """Print a line for each size."""
    if torch:
        run_the_page()
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(ROWS, 2)), rng.choice([-1.0, 1.0], size=ROWS)
    for hidden in (8, 32, 128):
        options = {"hidden": tanh, "output": tanh, "loss": half_squared_error}
        network = Network([2, hidden, 1], seed=0, **options)
        ways = {"Values": by_values(network, X, y), "Network": by_arrays(network, X, y)}
        if torch:
            ways["PyTorch"] = by_torch(network, X, y)
        gradients = {name: work() for name, work in ways.items()}
        apart = max(abs(g - gradients["Network"]).max() for g in gradients.values())
        seconds = {
            name: min(repeat(work, number=1, repeat=3 if name == "Values" else 100))
            for name, work in ways.items()
        }
        ratios = [
            f"{seconds['Values'] / time:,.0f} times as slow as {name}"
            for name, time in seconds.items()
            if name != "Values"
        ]
        print(f"2-{hidden}-1: Values are {', '.join(ratios)}; gradients apart by {apart:.0e}")


if __name__ == "__main__":
    main()
