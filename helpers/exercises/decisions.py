"""Judging weights by the decisions they make, where many weights are right. Lessons 01 and 02."""

import numpy as np

ROWS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def read_decisions(outputs, targets):
    """Return the outputs' sides of ½, and 1 if these are right but not all beyond 0.9 and 0.1."""
    sides = np.where(outputs == 0.5, 0.5, outputs > 0.5)
    unclear = np.abs(outputs - targets).max() >= 0.1
    return sides, int((sides == targets).all() and unclear)


def describe_decisions(outputs):
    """Return in words what comes out for the four rows."""
    numbers = ", ".join(f"{output:.4f}" for output in outputs)
    return f"the outputs are {numbers} for the rows (0, 0), (0, 1), (1, 0), (1, 1)"
