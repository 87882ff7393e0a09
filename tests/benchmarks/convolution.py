"""Lesson 11's table: which network reads a digit that stands anywhere, and how fast it learns.

`python tests/benchmarks/convolution.py [SEEDS]` trains lesson 11's four networks, as long as it
does, on centred digits and on digits anywhere in 12×12, over that many seeds (5), and prints the
lowest and highest share of the test that each reads right. Places, split, first weights and order
are drawn as the lesson draws them: what it prints is seed 0. Then the fourth network learns centred
digits with paper around, and reads moved ones. At last it is trained once more, alone, beside
PyTorch on one thread where torch is installed, and the ratio is printed.

The layers are written apart from the lesson's own (the winner of a maximum is found by argmax, a
window by nine slices), so that the two check each other. The fully connected network is the
course's own, as in the lesson.
"""

import importlib.util
import os
import sys
import time

if __name__ == "__main__":  # NumPy reads it when it is imported
    for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[_variable] = "1"

import numpy as np

from helpers.data import load_digits
from helpers.network import cross_entropy, initialize, relu, softmax

RATE, BATCH, EPOCHS = 0.1, 32, 40
SIDE, DIGIT = 12, 8  # pixels of a picture, and of the digit in it
PAPER = 4  # pixels around a picture, where no window shall be missing
OFFSETS = [(i, j) for i in range(3) for j in range(3)]


class Dense:
    """Weighted sums of whole rows."""

    def __init__(self, n_inputs, n_outputs, rng, gain=2):
        self.W = rng.normal(0, np.sqrt(gain / n_inputs), (n_inputs, n_outputs))
        self.b = np.zeros(n_outputs)

    @property
    def size(self):
        return self.W.size + self.b.size

    def forward(self, A):
        self.shape, self.A = A.shape, A.reshape(len(A), -1)
        return self.A @ self.W + self.b

    def backward(self, delta, first):
        before = None if first else (delta @ self.W.T).reshape(self.shape)
        self.W -= RATE * (self.A.T @ delta)
        self.b -= RATE * delta.sum(axis=0)
        return before


class Convolution:
    """Weighted sums of each window of 3×3, of pictures (n, height, width, channels)."""

    def __init__(self, n_inputs, n_outputs, rng):
        self.W = rng.normal(0, np.sqrt(2 / (9 * n_inputs)), (9 * n_inputs, n_outputs))
        self.b = np.zeros(n_outputs)

    size = Dense.size

    def forward(self, A):
        self.shape = A.shape
        n, height, width, channels = A.shape
        windows = np.empty((n, height - 2, width - 2, 9, channels))
        for place, (i, j) in enumerate(OFFSETS):
            windows[:, :, :, place] = A[:, i : i + height - 2, j : j + width - 2]
        self.rows = windows.reshape(-1, 9 * channels)
        return (self.rows @ self.W + self.b).reshape(n, height - 2, width - 2, -1)

    def backward(self, delta, first):
        n, height, width, n_outputs = delta.shape
        flat = delta.reshape(-1, n_outputs)
        before = None
        if not first:
            spread = (flat @ self.W.T).reshape(n, height, width, 9, -1)
            before = np.zeros(self.shape)
            for place, (i, j) in enumerate(OFFSETS):
                before[:, i : i + height, j : j + width] += spread[:, :, :, place]
        self.W -= RATE * (self.rows.T @ flat)
        self.b -= RATE * flat.sum(axis=0)
        return before


class ReLU:
    """What is above 0."""

    size = 0

    def forward(self, A):
        self.above = A > 0
        return A * self.above

    def backward(self, delta, first):
        return delta * self.above


class Maximum:
    """The largest number of each block of side×side."""

    size = 0

    def __init__(self, side):
        self.side = side

    def forward(self, A):
        n, height, width, channels = A.shape
        down, across = height // self.side, width // self.side
        blocks = A.reshape(n, down, self.side, across, self.side, channels)
        blocks = blocks.transpose(0, 1, 3, 5, 2, 4).reshape(n, down, across, channels, -1)
        self.winner = blocks.argmax(axis=-1)[..., None]
        return np.take_along_axis(blocks, self.winner, axis=-1)[..., 0]

    def backward(self, delta, first):
        n, down, across, channels = delta.shape
        blocks = np.zeros((n, down, across, channels, self.side**2))
        np.put_along_axis(blocks, self.winner, delta[..., None], axis=-1)
        blocks = blocks.reshape(n, down, across, channels, self.side, self.side)
        return blocks.transpose(0, 1, 4, 2, 5, 3).reshape(
            n, down * self.side, across * self.side, channels
        )


def two_convolutions(rng, side=3):
    """Return the layers of the fourth network, whose last maps have this side."""
    return [
        Convolution(1, 8, rng),
        ReLU(),
        Maximum(2),
        Convolution(8, 16, rng),
        ReLU(),
        Maximum(side),
        Dense(16, 10, rng),
    ]


DENSE = "144-32-10"
NETWORKS = {
    "8, pooled by 2": lambda rng: [
        Convolution(1, 8, rng),
        ReLU(),
        Maximum(2),
        Dense(200, 10, rng),
    ],
    "16, over all": lambda rng: [
        Convolution(1, 16, rng),
        ReLU(),
        Maximum(10),
        Dense(16, 10, rng),
    ],
    "8, then 16 over all": two_convolutions,
}


def placed(images, corners):
    """Return pictures (n, 12, 12, 1): each image with its upper left corner there."""
    pictures = np.zeros((len(images), SIDE, SIDE, 1))
    for picture, image, (row, column) in zip(pictures, images, corners, strict=True):
        picture[row : row + DIGIT, column : column + DIGIT, 0] = image / 16
    return pictures


def data(seed):
    """Return centred digits, the same anywhere, their y, and the rows to train on and to test."""
    images, labels = load_digits()
    rng = np.random.default_rng(seed)
    centred = placed(images, np.full((len(images), 2), (SIDE - DIGIT) // 2))
    anywhere = placed(images, rng.integers(0, SIDE - DIGIT + 1, (len(images), 2)))
    order = rng.permutation(len(images))
    return centred, anywhere, np.eye(10)[labels], order[:1437], order[1437:]


def probabilities(layers, A):
    """Return p (n_samples, 10)."""
    for layer in layers:
        A = layer.forward(A)
    powers = np.exp(A - A.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def train(layers, X, y, rng):
    """Descend the mean cross-entropy in batches of 32."""
    for _ in range(EPOCHS):
        order = rng.permutation(len(X))
        for start in range(0, len(X), BATCH):
            rows = order[start : start + BATCH]
            delta = (probabilities(layers, X[rows]) - y[rows]) / len(rows)
            for layer in reversed(layers):
                delta = layer.backward(delta, layer is layers[0])


def learn(name, X, y, seed):
    """Return the network of this name, trained: a function of pictures that returns p."""
    if name == DENSE:
        functions = {"hidden": relu, "output": softmax, "loss": cross_entropy}
        network = initialize([144, 32, 10], "he", seed, **functions)
        network.train(X.reshape(-1, 144), y, EPOCHS, RATE, BATCH, seed=seed)
        return lambda A: network.feedforward(A.reshape(-1, 144))
    rng = np.random.default_rng(seed)
    layers = NETWORKS[name](rng)
    train(layers, X, y, rng)
    return lambda A: probabilities(layers, A)


def shares(name, seed):
    """Return the shares read right: centred of centred, anywhere of centred, anywhere of anywhere.

    "Anywhere of centred" is: tested anywhere, having learnt centred digits only.
    """
    centred, anywhere, y, train_rows, test_rows = data(seed)
    found = []
    for learnt, tests in ((centred, (centred, anywhere)), (anywhere, (anywhere,))):
        read = learn(name, learnt[train_rows], y[train_rows], seed)
        found += [
            np.mean(read(test[test_rows]).argmax(axis=1) == y[test_rows].argmax(axis=1))
            for test in tests
        ]
    return found


def shares_of_moved(seed):
    """Return what the fourth network reads of centred digits and of those moved by 1 and 2 pixels.

    It has learnt centred ones. All have PAPER pixels around them, so that no window is missing.
    Of those moved, the shares of four directions.
    """
    images, _ = load_digits()
    centred, _, y, train_rows, test_rows = data(seed)
    frame = ((0, 0), (PAPER, PAPER), (PAPER, PAPER), (0, 0))
    rng = np.random.default_rng(seed)
    layers = two_convolutions(rng, side=(SIDE + 2 * PAPER - 2) // 2 - 2)
    train(layers, np.pad(centred, frame)[train_rows], y[train_rows], rng)

    def share(down, right):
        corner = ((SIDE - DIGIT) // 2 + down, (SIDE - DIGIT) // 2 + right)
        moved = np.pad(placed(images[test_rows], [corner] * len(test_rows)), frame)
        return np.mean(probabilities(layers, moved).argmax(axis=1) == y[test_rows].argmax(axis=1))

    return [[share(*way) for way in ((by, 0), (-by, 0), (0, by), (0, -by))] for by in range(3)]


def seconds_of_numpy():
    """Return how long the fourth network takes for 1437 pictures."""
    _, anywhere, y, rows, _ = data(0)
    begin = time.perf_counter()
    learn("8, then 16 over all", anywhere[rows], y[rows], 0)
    return time.perf_counter() - begin


def seconds_of_torch():
    """Return the same of PyTorch on one thread, float64 as NumPy."""
    import torch
    from torch import nn

    torch.set_num_threads(1)
    torch.manual_seed(0)
    _, anywhere, y, rows, _ = data(0)
    X = torch.tensor(anywhere[rows]).permute(0, 3, 1, 2).contiguous()
    y = torch.tensor(y[rows].argmax(axis=1))
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(8, 16, 3),
        nn.ReLU(),
        nn.MaxPool2d(3),
        nn.Flatten(),
        nn.Linear(16, 10),
    ).double()
    assert sum(part.numel() for part in model.parameters()) == 1418
    optimizer, loss_of = torch.optim.SGD(model.parameters(), lr=RATE), nn.CrossEntropyLoss()
    begin = time.perf_counter()
    for _ in range(EPOCHS):
        for picked in torch.randperm(len(X)).split(BATCH):
            optimizer.zero_grad()
            loss_of(model(X[picked]), y[picked]).backward()
            optimizer.step()
    return time.perf_counter() - begin


def main(seeds):
    """Print the table and the times."""
    for name in (DENSE, *NETWORKS):
        rows = np.array([shares(name, seed) for seed in range(seeds)])
        ends = (f"{low:.3f}–{high:.3f}" for low, high in zip(rows.min(0), rows.max(0), strict=True))
        columns = "learnt and tested centred", "learnt centred, tested anywhere", "both anywhere"
        told = "; ".join(f"{column} {end}" for column, end in zip(columns, ends, strict=True))
        print(f"{name}: {told}; seed 0: {np.round(rows[0], 3)}", flush=True)
    moved = np.array([shares_of_moved(seed) for seed in range(seeds)])
    for by, found in enumerate(np.moveaxis(moved, 1, 0)):
        print(f"paper around, moved by {by}: {found.min():.3f}–{found.max():.3f}", flush=True)
    ours = seconds_of_numpy()
    print(f"the last, {EPOCHS} epochs of 1437 pictures, NumPy, one thread: {ours:.1f} s")
    if importlib.util.find_spec("torch"):
        theirs = seconds_of_torch()
        print(f"PyTorch, one thread: {theirs:.1f} s, NumPy takes {ours / theirs:.2f} times as long")
    else:
        print("PyTorch is not installed: no ratio")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
