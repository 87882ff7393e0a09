"""Training against its peers, as ratios of one run: `python tests/benchmarks/training.py`.

XOR: 10,000 full-batch epochs of a 2-4-1 network. Digits: epochs of 64-32-10 in batches of 32,
with sigmoids and squared errors, and with ReLU, softmax and cross-entropy.
Peers that are not installed are said to be missing; install scikit-learn and torch to have them.
"""

import importlib.util
import platform
import statistics
import time
import warnings

import numpy as np

from helpers.data import load_digits
from helpers.network import Network, cross_entropy, initialize, relu, softmax

XOR = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
TARGETS = np.array([[0.0], [1.0], [1.0], [0.0]])
EPOCHS = 10_000
ROUNDS = 11


def ours():
    """Train with the course's network."""
    Network([2, 4, 1], seed=0).train(XOR, TARGETS, EPOCHS, learning_rate=0.1)


class ObviousNetwork:
    """The network as a first tutorial writes it: one array an operation, nothing shared."""

    def __init__(self):
        rng = np.random.default_rng(0)
        self.W1, self.b1 = rng.normal(size=(2, 4)), np.zeros((1, 4))
        self.W2, self.b2 = rng.normal(size=(4, 1)), np.zeros((1, 1))

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-z))

    def sigmoid_derivative(self, a):
        return a * (1 - a)

    def forward(self, X):
        self.a1 = self.sigmoid(np.dot(X, self.W1) + self.b1)
        self.a2 = self.sigmoid(np.dot(self.a1, self.W2) + self.b2)

    def backward(self, X, y, rate):
        delta2 = (y - self.a2) * self.sigmoid_derivative(self.a2)
        delta1 = np.dot(delta2, self.W2.T) * self.sigmoid_derivative(self.a1)
        self.W2 += np.dot(self.a1.T, delta2) * rate
        self.b2 += np.sum(delta2, axis=0, keepdims=True) * rate
        self.W1 += np.dot(X.T, delta1) * rate
        self.b1 += np.sum(delta1, axis=0, keepdims=True) * rate


def obvious():
    """Train the class written the obvious way; it looks at the loss every 1000 epochs only."""
    network, losses = ObviousNetwork(), []
    for epoch in range(EPOCHS):
        network.forward(XOR)
        if epoch % 1000 == 0:
            losses.append(np.mean((TARGETS - network.a2) ** 2))
        network.backward(XOR, TARGETS, 0.1)


def with_sklearn(kind, activation, hidden, X, y, epochs, batch):
    """Return a function that trains an MLP of scikit-learn by plain gradient descent."""
    from sklearn import neural_network

    def train():
        model = getattr(neural_network, kind)(
            hidden_layer_sizes=(hidden,),
            activation=activation,
            solver="sgd",
            momentum=0,
            alpha=0,
            batch_size=batch,
            learning_rate_init=0.1,
            max_iter=epochs,
            tol=0,
            n_iter_no_change=epochs,
            random_state=0,
        )
        model.fit(X, y)

    return train


def with_torch():
    """Train with PyTorch on one thread of the CPU."""
    import torch

    torch.set_num_threads(1)
    X, y = torch.tensor(XOR), torch.tensor(TARGETS)
    model = torch.nn.Sequential(
        torch.nn.Linear(2, 4), torch.nn.Sigmoid(), torch.nn.Linear(4, 1), torch.nn.Sigmoid()
    ).double()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    losses = []
    for _ in range(EPOCHS):
        optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(model(X), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())


def digits_with_torch(X, labels, epochs, batch):
    """Return a function that trains 64-32-10 in batches with PyTorch on one thread of the CPU."""
    import torch

    torch.set_num_threads(1)
    X, labels = torch.tensor(X), torch.tensor(labels)

    def train():
        model = torch.nn.Sequential(
            torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10)
        ).double()
        optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
        for _ in range(epochs):
            for rows in torch.randperm(len(X)).split(batch):
                optimizer.zero_grad()
                loss = torch.nn.functional.cross_entropy(model(X[rows]), labels[rows])
                loss.backward()
                optimizer.step()

    return train


def digits():
    """Return X (1797, 64) from 0 to 1 and the one-hot y (1797, 10)."""
    images, labels = load_digits()
    return images.reshape(-1, 64) / 16, np.eye(10)[labels]


def compare(title, ours, peers):
    """Run all in turn, several times; print each peer's time as a multiple of ours."""
    times = {name: [] for name in ["ours", *peers]}
    for _ in range(ROUNDS):
        for name, run in [("ours", ours), *peers.items()]:
            begin = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begin)
    print(f"{title}: ours {statistics.median(times['ours']):.2f} s")
    for name in peers:
        ratios = [peer / own for peer, own in zip(times[name], times["ours"], strict=True)]
        print(f"    {name}: {statistics.median(ratios):.2f} times as long")


def main():
    """Print what ran where, then the ratios."""
    warnings.simplefilter("ignore")  # scikit-learn's, that it has not converged
    print(f"Python {platform.python_version()}, NumPy {np.__version__}, {platform.machine()}")
    found = {name: importlib.util.find_spec(name) for name in ("sklearn", "torch")}
    print(*(f"{name} is missing" for name in found if not found[name]), sep="\n")
    X, y = digits()
    xor, many, classes = {"the obvious class": obvious}, {}, {}
    if found["sklearn"]:
        regressor, classifier = ("MLPRegressor", "logistic"), ("MLPClassifier", "relu")
        xor["scikit-learn"] = with_sklearn(*regressor, 4, XOR, TARGETS.ravel(), EPOCHS, 4)
        many["scikit-learn"] = with_sklearn(*regressor, 32, X, y, 10, 32)
        # Its classifier has softmax and cross-entropy at the output.
        classes["scikit-learn"] = with_sklearn(*classifier, 32, X, y.argmax(axis=1), 10, 32)
    if found["torch"]:
        xor["PyTorch"] = with_torch
        classes["PyTorch"] = digits_with_torch(X, y.argmax(axis=1), 10, 32)
    compare("XOR, 2-4-1, 10,000 epochs", ours, xor)
    network = Network([64, 32, 10], seed=0)
    compare("Digits, 64-32-10, 10 epochs", lambda: network.train(X, y, 10, 0.1, 32), many)
    functions = {"hidden": relu, "output": softmax, "loss": cross_entropy}
    reader = initialize([64, 32, 10], "he", seed=0, **functions)
    title = "Digits, 64-32-10, ReLU, softmax and cross-entropy, 10 epochs"
    compare(title, lambda: reader.train(X, y, 10, 0.1, 32), classes)


if __name__ == "__main__":
    main()
