"""The answer key of lesson 10: one function an exercise, as a learner could write it."""

import numpy as np


def momentum_step(w, v, slope, eta, beta):
    new_v = slope + v * beta
    new_w = w - new_v * eta
    return new_w, new_v


def adam_step(w, m, s, slope, t, eta):
    new_m = m + 0.1 * (slope - m)
    new_s = s + 0.001 * (slope * slope - s)
    m_hat = new_m / (1 - 0.9**t)
    s_hat = new_s / (1 - 0.999**t)
    return w - eta * m_hat / (s_hat**0.5 + 1e-8), new_m, new_s


def dropout(a, u, rate):
    return np.where(u < rate, 0, a / (1 - rate))


def stop_epoch(losses, patience):
    lowest, since = losses[0], 0
    for epoch, loss in enumerate(losses):
        if loss < lowest:
            lowest, since = loss, epoch
        if epoch - since >= patience:
            return epoch
    return len(losses) - 1


def decayed_step(W, dW, eta, decay):
    return (1 - eta * decay) * W - eta * dW
