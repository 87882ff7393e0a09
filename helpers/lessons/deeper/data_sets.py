"""The playground's data sets: points of a plane, drawn anew for each seed, with noise."""

from dataclasses import dataclass

import numpy as np

LIMIT = 6  # the plane goes from −6 to 6 on both axes
POINTS = 300


@dataclass(frozen=True)
class DataSet:
    """Points and what a network is to say about them.

    Attributes
    ----------
    X : array (n_samples, 2)
    y : array (n_samples,)
        0 and 1, or numbers from −1 to 1 for a regression.
    regression : bool
    unread : str
        Why there are no points, where they were to be read from something, in a sentence.
    """

    X: np.ndarray
    y: np.ndarray
    regression: bool = False
    unread: str = ""

    @property
    def trouble(self):
        """Why no network can learn these points, in a sentence; "" where one can."""
        if self.unread:
            return self.unread
        if not self.y.size:
            return "There are no points yet"
        if not self.regression and len(np.unique(self.y)) == 1:
            return f"All points are of class {self.y[0]:g}; there must be some of class 0 and 1"
        return ""


def make(name, noise=0, seed=0):
    """Return a data set of 300 points.

    Parameters
    ----------
    name : str
        A key of `MAKERS`.
    noise : number from 0 to 50
        In percent: how far points are scattered, of what would hide the pattern.
    seed : int
    """
    maker, regression = MAKERS[name]
    rng = np.random.default_rng(seed)
    X, y = maker(rng, noise / 100)
    return DataSet(np.clip(X, -LIMIT, LIMIT), y, regression)


def _halves():
    return np.repeat([0.0, 1.0], POINTS // 2)


def _circle(rng, noise):
    y = _halves()
    radius = np.where(y == 1, rng.uniform(0, 2.5, POINTS), rng.uniform(3.5, 5, POINTS))
    angle = rng.uniform(0, 2 * np.pi, POINTS)
    X = radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)])
    return X + 3 * noise * rng.normal(size=X.shape), y


def _moons(rng, noise):
    y = _halves()
    angle = rng.uniform(0, np.pi, POINTS)
    side = np.where(y == 1, 1, -1)
    X = np.column_stack([3.4 * np.cos(angle) + 1.7 * side, side * (1 - 3.4 * np.sin(angle))])
    return X + (0.3 + 2 * noise) * rng.normal(size=X.shape), y


def _spiral(rng, noise):
    y = _halves()
    way = np.tile(np.linspace(0, 1, POINTS // 2), 2)
    angle = 3.5 * np.pi * way + np.pi * y
    X = 5 * way[:, None] * np.column_stack([np.sin(angle), np.cos(angle)])
    return X + 2 * noise * rng.normal(size=X.shape), y


def _xor(rng, noise):
    X = rng.uniform(0.3, 5, (POINTS, 2)) * rng.choice([-1, 1], (POINTS, 2))
    y = (X[:, 0] * X[:, 1] < 0).astype(float)
    return X + 3 * noise * rng.normal(size=X.shape), y


def _clouds(rng, noise):
    y = _halves()
    X = np.where(y == 1, 2, -2)[:, None] + (1 + 3 * noise) * rng.normal(size=(POINTS, 2))
    return X, y


def _slope(rng, noise):
    X = rng.uniform(-LIMIT, LIMIT, (POINTS, 2))
    return X, np.clip(X.sum(axis=1) / 10 + noise * rng.normal(size=POINTS), -1, 1)


def _hills(rng, noise):
    X = rng.uniform(-LIMIT, LIMIT, (POINTS, 2))
    tops = np.array([[-4, 2.5], [0, 2.5], [4, 2.5], [-4, -2.5], [0, -2.5], [4, -2.5]])
    signs = np.array([1, -1, 1, -1, 1, -1])
    distances = np.linalg.norm(X[:, None] - tops, axis=2)
    heights = np.maximum(0, 1 - distances / 2) @ signs
    return X, np.clip(heights + noise * rng.normal(size=POINTS), -1, 1)


# A data set's maker, and whether it is a regression.
MAKERS = {
    "circle": (_circle, False),
    "moons": (_moons, False),
    "spiral": (_spiral, False),
    "xor": (_xor, False),
    "clouds": (_clouds, False),
    "slope": (_slope, True),
    "hills": (_hills, True),
}

# What a network may be given of a point, each a function of X (n_samples, 2).
FEATURES = {
    "x₁": lambda X: X[:, 0],
    "x₂": lambda X: X[:, 1],
    "x₁²": lambda X: X[:, 0] ** 2,
    "x₂²": lambda X: X[:, 1] ** 2,
    "x₁x₂": lambda X: X[:, 0] * X[:, 1],
    "sin x₁": lambda X: np.sin(X[:, 0]),
    "sin x₂": lambda X: np.sin(X[:, 1]),
}


def features(X, names):
    """Return the inputs of a network, array (n_samples, n_inputs), made of X (n_samples, 2)."""
    return np.column_stack([FEATURES[name](X) for name in names])


def split(n_samples, test_share, seed):
    """Return which rows train and which test: two arrays of places, shuffled.

    At least one row trains, and at least one tests where there are two.
    """
    order = np.random.default_rng(seed).permutation(n_samples)
    n_test = min(max(round(test_share * n_samples), 1), n_samples - 1) if n_samples > 1 else 0
    return order[n_test:], order[:n_test]
