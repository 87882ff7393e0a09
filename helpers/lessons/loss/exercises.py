"""Lesson 04's exercises: mean_squared_error, slope, step_both, descend, center."""

import numpy as np

from helpers.exercises.exercise import Exercise, Mistake
from helpers.exercises.formula import Formula

# ------------------------------------------------------------------------ mean_squared_error


def mean_squared_error(y, y_hat):
    """Return the mean of the squared errors."""
    return float(np.mean((y_hat - y) ** 2))


def _rows_cases(rng):
    drawn = [(rng.normal(size=n).round(1), rng.normal(size=n).round(2)) for n in (3, 5, 8)]
    return [(np.array([1.0, 0.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.4, 0.3])), *drawn]


def _not_squared(y, y_hat):
    return np.mean(y_hat - y)


def _absolute(y, y_hat):
    return np.mean(np.abs(y_hat - y))


def _not_divided(y, y_hat):
    return np.sum((y_hat - y) ** 2)


def _halved(y, y_hat):
    return np.sum((y_hat - y) ** 2) / 2


def _one_less(y, y_hat):
    return np.sum((y_hat - y) ** 2) / (len(y) - 1)


def _square_of_mean(y, y_hat):
    return np.mean(y_hat - y) ** 2


def _rooted(y, y_hat):
    return np.sqrt(np.mean((y_hat - y) ** 2))


def _not_summed(y, y_hat):
    return (y_hat - y) ** 2


MEAN_SQUARED_ERROR = Exercise(
    answer=mean_squared_error,
    cases=_rows_cases,
    hint="three steps in this order: the errors y_hat - y, their squares, the mean of the squares",
    mistakes=(
        Mistake(
            _not_squared,
            "You forgot to square: errors of opposite sign cancel, and wrong answers look right.",
        ),
        Mistake(_absolute, "You took the size of each error, not its square."),
        Mistake(
            _not_divided,
            "That is the sum of the squared errors. The mean divides it by the number of rows.",
        ),
        Mistake(
            _halved, "You divided by 2, which gives ½ of the sum. Divide by the number of rows."
        ),
        Mistake(
            _one_less,
            "You divided by one less than the number of rows, as for a variance. "
            "Every row counts: divide by all of them.",
        ),
        Mistake(
            _square_of_mean,
            "You took the mean first and squared it. Square each error, then take the mean.",
        ),
        Mistake(_rooted, "You took the square root at the end; the mean itself is the loss."),
        Mistake(_not_summed, "Those are the squared errors, one a row. Their mean is one number."),
    ),
)

# -------------------------------------------------------------------------------------- slope


def slope(f, w, h):
    """Return the slope of f at w, measured by a nudge of h to both sides."""
    return (f(w + h) - f(w - h)) / (2 * h)


def _curves(rng):
    """Return parabolas with a little w³, so that the two sides of a point differ."""
    return [
        Formula(f"lambda w: {a:.1f}*w**2 + {b:.1f}*w + 0.1*w**3")
        for a, b in zip(rng.uniform(0.5, 2, size=3), rng.uniform(1, 4, size=3), strict=True)
    ]


def _slope_cases(rng):
    points = rng.uniform(1, 3, size=3).round(1).tolist()
    return [
        (Formula("lambda w: 2.5*(w - 3)**2"), 0.0, 0.001),
        *((f, w, 0.01) for f, w in zip(_curves(rng), points, strict=True)),
    ]


def _one_side(f, w, h):
    return (f(w + h) - f(w)) / h


def _other_side(f, w, h):
    return (f(w) - f(w - h)) / h


def _only_h(f, w, h):
    return (f(w + h) - f(w - h)) / h


def _undivided(f, w, h):
    return f(w + h) - f(w - h)


def _no_parentheses(f, w, h):
    return (f(w + h) - f(w - h)) / 2 * h


def _backwards(f, w, h):
    return (f(w - h) - f(w + h)) / (2 * h)


def _value(f, w, h):
    return f(w)


SLOPE = Exercise(
    answer=slope,
    cases=_slope_cases,
    hint="the rise is f(w + h) - f(w - h); the way between the two points is 2 * h",
    tolerance=1e-7,
    mistakes=(
        Mistake(
            _one_side,
            "You nudged to one side only. Go from w − h to w + h: on a curve that is more exact.",
        ),
        Mistake(
            _other_side,
            "You nudged to one side only, the left. Go from w − h to w + h: that is more exact.",
        ),
        Mistake(_only_h, "From w − h to w + h it is 2h, not h: yours is twice the slope."),
        Mistake(_undivided, "That is the rise. Divide it by the way between the points, 2h."),
        Mistake(
            _no_parentheses,
            "Python reads … / 2 * h as (… / 2) · h. Put 2 * h in parentheses.",
        ),
        Mistake(
            _backwards, "The sign is turned round: the value on the right, w + h, comes first."
        ),
        Mistake(_value, "That is the value of f, its height at w. The slope is how it changes."),
    ),
)

# ---------------------------------------------------------------------------------- step_both

NUDGE = 0.001


def step_both(f, w1, w2, eta):
    """Return both weights after one step of gradient descent on f(w1, w2)."""
    slope1 = slope(lambda w: f(w, w2), w1, NUDGE)
    slope2 = slope(lambda w: f(w1, w), w2, NUDGE)
    return w1 - eta * slope1, w2 - eta * slope2


def _step_cases(rng):
    drawn = rng.uniform(0.5, 2, size=(3, 6)).round(1).tolist()
    return [
        (Formula("lambda w1, w2: w1**2 + 3*w2**2 + w1*w2"), 1.0, 2.0, 0.1),
        *(
            (Formula(f"lambda w1, w2: {a}*w1**2 + {b}*w2**2 + {c}*w1*w2"), w1, w2, eta / 10)
            for a, b, c, w1, w2, eta in drawn
        ),
    ]


def _one_after_the_other(f, w1, w2, eta):
    w1 = w1 - eta * slope(lambda w: f(w, w2), w1, NUDGE)
    w2 = w2 - eta * slope(lambda w: f(w1, w), w2, NUDGE)
    return w1, w2


def _uphill(f, w1, w2, eta):
    new1, new2 = step_both(f, w1, w2, eta)
    return 2 * w1 - new1, 2 * w2 - new2


def _eta_missing(f, w1, w2, eta):
    return step_both(f, w1, w2, 1)


def _moves_only(f, w1, w2, eta):
    new1, new2 = step_both(f, w1, w2, eta)
    return new1 - w1, new2 - w2


def _both_nudged(f, w1, w2, eta):
    together = (f(w1 + NUDGE, w2 + NUDGE) - f(w1 - NUDGE, w2 - NUDGE)) / (2 * NUDGE)
    return w1 - eta * together, w2 - eta * together


def _first_slope_twice(f, w1, w2, eta):
    first = slope(lambda w: f(w, w2), w1, NUDGE)
    return w1 - eta * first, w2 - eta * first


def _first_only(f, w1, w2, eta):
    return step_both(f, w1, w2, eta)[0], w2


STEP_BOTH = Exercise(
    answer=step_both,
    cases=_step_cases,
    hint="compute both slopes before you change a weight: for the first, nudge w1 and leave w2; "
    "for the second, nudge w2 and leave w1",
    tolerance=1e-7,
    mistakes=(
        Mistake(
            _one_after_the_other,
            "You changed w1 before you measured the slope over w2, so that slope belongs to "
            "another place. Measure both, then move both.",
        ),
        Mistake(_uphill, "The sign of the step is wrong: with a plus both weights climb."),
        Mistake(_eta_missing, "You subtracted the slopes themselves; multiply them by eta."),
        Mistake(
            _moves_only,
            "Those are the two moves, −η·slope. Add each to its weight and return the weights.",
        ),
        Mistake(
            _both_nudged,
            "You nudged both weights at once. For the slope over one, the other stands still.",
        ),
        Mistake(
            _first_slope_twice,
            "You used the slope over w1 for both weights. Each weight has its own slope.",
        ),
        Mistake(_first_only, "Only w1 has moved. Both weights take a step."),
    ),
    points=3,
)

# ------------------------------------------------------------------------------------ descend


def descend(f, w, eta, n):
    """Return the weight after n steps of gradient descent on f, starting at w."""
    for _ in range(n):
        w = w - eta * slope(f, w, NUDGE)
    return w


def _descend_cases(rng):
    drawn = rng.uniform(0.5, 2, size=(3, 3)).round(1).tolist()
    return [
        (Formula("lambda w: 2.5*(w - 3)**2"), 0.0, 0.1, 3),
        (Formula("lambda w: 2.5*(w - 3)**2"), 1.0, 0.1, 1),
        *((Formula(f"lambda w: {a}*(w - {b})**2"), 2 + w, 0.1, 5) for a, b, w in drawn),
    ]


def _climb(f, w, eta, n):
    return descend(f, w, -eta, n)


def _one_step(f, w, eta, n):
    return descend(f, w, eta, min(n, 1))


def _one_step_more(f, w, eta, n):
    return descend(f, w, eta, n + 1)


def _old_slope(f, w, eta, n):
    return w - n * eta * slope(f, w, NUDGE)


def _loss_at_the_end(f, w, eta, n):
    return f(descend(f, w, eta, n))


def _slope_without_eta(f, w, eta, n):
    return descend(f, w, 1, n)


def _height_subtracted(f, w, eta, n):
    for _ in range(n):
        w = w - eta * f(w)
    return w


DESCEND = Exercise(
    answer=descend,
    cases=_descend_cases,
    hint="a for loop of n rounds; in each, measure the slope at the present w and replace w by "
    "w - eta * slope; return after the loop",
    tolerance=1e-7,
    mistakes=(
        Mistake(_climb, "The sign of the step is wrong: w + η·slope climbs, and the loss grows."),
        Mistake(_one_step, "It takes one step only; look whether the return is inside the loop."),
        Mistake(_one_step_more, "It takes one step too many; range(n) counts n rounds."),
        Mistake(
            _old_slope,
            "You measured the slope once, at the start. It changes with w: measure it every step.",
        ),
        Mistake(_loss_at_the_end, "You returned the loss at the end; the weight is asked."),
        Mistake(_slope_without_eta, "You subtracted the whole slope; multiply it by eta."),
        Mistake(
            _height_subtracted,
            "You subtracted the loss, its height at w. The step goes by the slope.",
        ),
    ),
    points=3,
)

# ------------------------------------------------------------------------------------- center


def center(X):
    """Return X with the mean of every column subtracted from that column."""
    return X - X.mean(axis=0)


def _center_cases(rng):
    people = np.array([[133.0, 65.0], [160.0, 72.0], [152.0, 70.0], [120.0, 60.0]])
    return [(people,), (rng.normal(5, 2, size=(3, 3)).round(1),), (rng.normal(size=(6, 2)),)]


def _one_mean(X):
    return X - X.mean()


def _row_means(X):
    return X - X.mean(axis=1, keepdims=True)


def _row_means_in_a_list(X):
    return X - X.mean(axis=1)


def _means_only(X):
    return X.mean(axis=0)


def _turned_round(X):
    return X.mean(axis=0) - X


def _smallest(X):
    return X - X.min(axis=0)


def _scaled_too(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


CENTER = Exercise(
    answer=center,
    cases=_center_cases,
    hint="X.mean(axis=0) gives one mean for each column; NumPy subtracts it from every row",
    mistakes=(
        Mistake(
            _one_mean,
            "You subtracted one mean of all numbers, pounds and inches mixed. "
            "Each column has its own: axis=0.",
        ),
        Mistake(
            _row_means,
            "You subtracted each row's mean. A row is a person; take the means of the columns.",
        ),
        Mistake(
            _row_means_in_a_list,
            "axis=1 gives a mean for each row, one a person. The columns' means are axis=0.",
        ),
        Mistake(_means_only, "Those are the means. Subtract them from the rows of X."),
        Mistake(_turned_round, "The signs are turned round: X minus the means, not the reverse."),
        Mistake(_smallest, "You subtracted each column's smallest number instead of its mean."),
        Mistake(_scaled_too, "You divided by the spread as well; only the shift is asked here."),
    ),
)

EXERCISES = (MEAN_SQUARED_ERROR, SLOPE, STEP_BOTH, DESCEND, CENTER)
