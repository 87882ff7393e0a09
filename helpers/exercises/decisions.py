"""Judging weights by the decisions they make, where many weights are right. Lessons 01 and 02."""

import numpy as np

from helpers.data import XOR_INPUTS

ROWS = XOR_INPUTS  # AND and OR have the same ones


def read_decisions(outputs, targets):
    """Return the outputs' sides of ½, and 1 if these are right but not all beyond 0.9 and 0.1."""
    sides = np.where(outputs == 0.5, 0.5, outputs > 0.5)
    unclear = np.abs(outputs - targets).max() >= 0.1
    return sides, int((sides == targets).all() and unclear)


def describe_decisions(outputs):
    """Return in words what comes out for the four rows."""
    numbers = ", ".join(f"{output:.4f}" for output in outputs)
    return f"the outputs are {numbers} for the rows (0, 0), (0, 1), (1, 0), (1, 1)"


def name_wrong_rows(outputs, targets):
    """Return in words which rows are on the wrong side of ½, or on neither."""
    sides = {
        "above": [r for r, o, t in zip(ROWS, outputs, targets, strict=True) if o > 0.5 and t == 0],
        "below": [r for r, o, t in zip(ROWS, outputs, targets, strict=True) if o < 0.5 and t == 1],
        "at": [r for r, o in zip(ROWS, outputs, strict=True) if o == 0.5],
    }
    said = []
    for side, rows in sides.items():
        if rows:
            named = " and ".join(f"({row[0]:.0f}, {row[1]:.0f})" for row in rows)
            wanted = {"above": "below it", "below": "above it", "at": "to one side of it"}[side]
            said.append(
                f"{named} {'comes' if len(rows) == 1 else 'come'} out {side} ½ and should "
                f"be {wanted}"
            )
    return f"{'; '.join(said)}." if said else ""
