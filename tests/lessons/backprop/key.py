"""The answer key of lesson 05: one function an exercise, as a learner could write it."""

from helpers.network import sigmoid, sigmoid_derivative


def delta_output(z, y):
    return (sigmoid(z) - y) * sigmoid_derivative(z)


def delta_hidden(delta, W, z):
    return delta @ W.T * sigmoid_derivative(z)


def backprop(X, y, W1, b1, W2, b2):
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    delta2 = (sigmoid(Z2) - y) * sigmoid_derivative(Z2)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    return X.T @ delta1, delta1.sum(axis=0), A1.T @ delta2, delta2.sum(axis=0)


def update_parameters(parameters, gradients, eta):
    return tuple(parameters[i] - eta * gradients[i] for i in range(4))


def mended_step(X, y, W1, b1, W2, b2, eta):
    Z1 = X @ W1 + b1
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2
    A2 = sigmoid(Z2)

    delta2 = (A2 - y) * sigmoid_derivative(Z2)
    delta1 = delta2 @ W2.T * sigmoid_derivative(Z1)
    W2 = W2 - eta * A1.T @ delta2
    b2 = b2 - eta * delta2.sum(axis=0)
    W1 = W1 - eta * X.T @ delta1
    b1 = b1 - eta * delta1.sum(axis=0)
    return W1, b1, W2, b2
