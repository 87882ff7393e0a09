"""Twenty digits as ten people would draw them on the pad: shapes, slants, sizes, places."""

import numpy as np

# Points of a pen's way, x to the right and y downwards; a smooth line goes through them.
ROUND = {
    0: [[(60, 0), (20, 15), (0, 50), (20, 90), (55, 100), (90, 80), (100, 45), (80, 10), (55, 2)]],
    1: [[(50, 0), (50, 50), (48, 100)]],
    2: [[(5, 25), (30, 2), (75, 5), (90, 30), (60, 62), (5, 98)], [(5, 98), (50, 96), (100, 98)]],
    3: [
        [(5, 12), (40, 0), (85, 10), (88, 32), (45, 48)],
        [(45, 48), (90, 60), (95, 82), (50, 100), (2, 88)],
    ],
    4: [[(45, 0), (25, 35), (0, 66)], [(0, 66), (50, 65), (100, 64)], [(70, 30), (70, 100)]],
    5: [
        [(20, 0), (16, 25), (10, 45)],
        [(10, 45), (50, 36), (92, 55), (90, 85), (50, 100), (0, 92)],
        [(20, 0), (55, 1), (95, 0)],
    ],
    6: [
        [
            (75, 0),
            (35, 20),
            (5, 60),
            (15, 92),
            (50, 100),
            (88, 85),
            (88, 62),
            (50, 50),
            (12, 70),
        ]
    ],
    7: [[(0, 4), (50, 3), (98, 2)], [(98, 2), (65, 45), (40, 100)]],
    8: [
        [
            (85, 12),
            (45, 0),
            (12, 15),
            (25, 40),
            (75, 58),
            (92, 82),
            (50, 100),
            (8, 82),
            (25, 58),
            (75, 38),
            (88, 15),
        ]
    ],
    9: [
        [(88, 15), (45, 0), (8, 18), (12, 42), (50, 52), (85, 30), (90, 12)],
        [(90, 12), (88, 60), (70, 100)],
    ],
}
ANGULAR = ROUND | {
    1: [[(10, 28), (35, 14), (55, 0)], [(55, 0), (55, 50), (55, 100)]],
    2: [[(8, 18), (50, 0), (92, 22), (70, 55), (5, 100)], [(5, 100), (100, 100)]],
    4: [[(10, 0), (6, 30), (4, 55)], [(4, 55), (50, 56), (96, 55)], [(90, 0), (88, 50), (86, 100)]],
    6: [[(60, 0), (20, 35), (2, 70), (30, 98), (75, 95), (90, 72), (55, 55), (6, 72)]],
    7: [[(0, 2), (98, 0)], [(98, 0), (62, 50), (45, 100)], [(25, 50), (88, 46)]],
    9: [[(90, 20), (50, 0), (8, 25), (45, 50), (88, 22)], [(88, 22), (84, 60), (82, 100)]],
}
# Of each person: shapes, slant to the right, height and width of a digit, place of its middle,
# how unsteady the hand is, and the two digits that they draw.
PEOPLE = [
    (ROUND, 0.0, 0.75, 0.50, (0.50, 0.50), 0.00, (0, 5)),
    (ANGULAR, 0.10, 0.60, 0.40, (0.40, 0.45), 0.01, (1, 6)),
    (ROUND, 0.20, 0.80, 0.45, (0.55, 0.50), 0.02, (2, 7)),
    (ANGULAR, -0.10, 0.50, 0.40, (0.35, 0.60), 0.01, (3, 8)),
    (ROUND, 0.15, 0.40, 0.25, (0.70, 0.30), 0.01, (4, 9)),
    (ANGULAR, 0.05, 0.85, 0.70, (0.50, 0.50), 0.02, (5, 0)),
    (ROUND, 0.25, 0.55, 0.35, (0.60, 0.65), 0.02, (6, 1)),
    (ANGULAR, 0.00, 0.35, 0.30, (0.30, 0.30), 0.01, (7, 2)),
    (ROUND, -0.05, 0.70, 0.60, (0.45, 0.55), 0.02, (8, 3)),
    (ANGULAR, 0.20, 0.65, 0.45, (0.55, 0.40), 0.01, (9, 4)),
]


def smooth(points, steps=8):
    """Return points along a smooth line through the given ones (a Catmull-Rom spline)."""
    P = np.asarray(points, dtype=float)
    P = np.vstack([2 * P[0] - P[1], P, 2 * P[-1] - P[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    parts = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(P[:-3], P[1:-2], P[2:-1], P[3:], strict=True)
    ]
    return np.vstack([*parts, P[-2]])


def drawn(shapes, slant, height, width, place, tremble, digit, rng):
    """Return the strokes of a digit, lists of points from (0, 0) to (1, 1)."""
    strokes = []
    for points in shapes[digit]:
        x, y = smooth(points).T / 100 - 0.5
        x, y = width * x - slant * height * y + place[0], height * y + place[1]
        line = np.column_stack([x, y]) + np.cumsum(
            rng.normal(scale=tremble / 5, size=(len(x), 2)), 0
        )
        strokes.append(np.clip(line, 0, 1).round(3).tolist())
    return strokes


def twenty():
    """Return twenty pairs: the strokes, and the digit that they are meant to be."""
    rng = np.random.default_rng(0)
    return [(drawn(*person, digit, rng), digit) for *person, digits in PEOPLE for digit in digits]
