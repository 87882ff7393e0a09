"""What the contract of all views has to know of this room."""

from helpers.network import sigmoid, sigmoid_derivative


def learners_backprop(X, y, W1, b1, W2, b2, slope=sigmoid_derivative):
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    delta2 = (sigmoid(Z2) - y) * slope(Z2)
    delta1 = delta2 @ W2.T * slope(Z1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


ARGUMENTS = {"BackpropView": {"backprop": learners_backprop}}

WRONG = {
    "BackpropView": [
        ({"x": (1, 2, 3)}, r"x must have shape \(2,\), got \(3,\)"),
        ({"y": 2}, "y must lie between 0 and 1, got 2"),
        ({"W1": [[1, 2]]}, r"W1 must have shape \(2, 2\), got \(1, 2\)"),
        ({"b2": "abc"}, "b2 must be a number or an array of numbers, got 'abc'"),
        ({"W2": [[9], [0]]}, "W2 must lie between -5 and 5"),
    ],
}
