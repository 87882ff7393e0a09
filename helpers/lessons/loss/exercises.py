"""Lesson 04's exercises: mean_squared_error, slope, step_both, descend, center."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.formula import Formula

# ------------------------------------------------------------------------ mean_squared_error


def mean_squared_error(y, y_hat):
    """Return the mean of the squared errors."""
    return float(np.mean((y_hat - y) ** 2))


def _rows_cases(rng):
    drawn = [(rng.normal(size=n).round(1), rng.normal(size=n).round(2)) for n in (3, 5, 8)]
    return [(np.array([1.0, 0.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.4, 0.3])), *drawn]


MEAN_SQUARED_ERROR = Exercise(
    answer=mean_squared_error,
    cases=_rows_cases,
    hint="three steps in this order: the errors y_hat - y, their squares, the mean of the squares",
)


@MEAN_SQUARED_ERROR.mistake(
    "You forgot to square: errors of opposite sign cancel, and wrong answers look right."
)
def not_squared(y, y_hat):
    return np.mean(y_hat - y)


@MEAN_SQUARED_ERROR.mistake("You took the size of each error, not its square.")
def absolute_errors(y, y_hat):
    return np.mean(np.abs(y_hat - y))


@MEAN_SQUARED_ERROR.mistake(
    "That is the sum of the squared errors. The mean divides it by the number of rows."
)
def sum_of_squares(y, y_hat):
    return np.sum((y_hat - y) ** 2)


@MEAN_SQUARED_ERROR.mistake(
    "You divided by 2, which gives ½ of the sum. Divide by the number of rows."
)
def half_the_sum(y, y_hat):
    return np.sum((y_hat - y) ** 2) / 2


@MEAN_SQUARED_ERROR.mistake(
    "You divided by one less than the number of rows, as for a variance. "
    "Every row counts: divide by all of them."
)
def divided_by_one_less(y, y_hat):
    return np.sum((y_hat - y) ** 2) / (len(y) - 1)


@MEAN_SQUARED_ERROR.mistake(
    "You took the mean first and squared it. Square each error, then take the mean."
)
def square_of_mean(y, y_hat):
    return np.mean(y_hat - y) ** 2


@MEAN_SQUARED_ERROR.mistake("You took the square root at the end; the mean itself is the loss.")
def root_taken(y, y_hat):
    return np.sqrt(np.mean((y_hat - y) ** 2))


@MEAN_SQUARED_ERROR.mistake("Those are the squared errors, one a row. Their mean is one number.")
def no_mean(y, y_hat):
    return (y_hat - y) ** 2


# -------------------------------------------------------------------------------------- slope


def slope(f, w, nudge):
    """Return the slope of f at w, measured by nudging w to both sides."""
    return (f(w + nudge) - f(w - nudge)) / (2 * nudge)


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


SLOPE = Exercise(
    answer=slope,
    cases=_slope_cases,
    hint="the rise is f(w + nudge) - f(w - nudge); the way between the two points is 2 * nudge",
    tolerance=1e-7,
)


@SLOPE.mistake(
    "You nudged to one side only. Go from w − nudge to w + nudge: on a curve that is more exact."
)
def right_side_only(f, w, nudge):
    return (f(w + nudge) - f(w)) / nudge


@SLOPE.mistake(
    "You nudged to one side only, the left. Go from w − nudge to w + nudge: that is more exact."
)
def left_side_only(f, w, nudge):
    return (f(w) - f(w - nudge)) / nudge


@SLOPE.mistake("From w − nudge to w + nudge it is 2·nudge, not nudge: yours is twice the slope.")
def divided_by_nudge(f, w, nudge):
    return (f(w + nudge) - f(w - nudge)) / nudge


@SLOPE.mistake("That is the rise. Divide it by the way between the points, 2·nudge.")
def not_divided(f, w, nudge):
    return f(w + nudge) - f(w - nudge)


@SLOPE.mistake("Python reads … / 2 * nudge as (… / 2) · nudge. Put 2 * nudge in parentheses.")
def parentheses_missing(f, w, nudge):
    return (f(w + nudge) - f(w - nudge)) / 2 * nudge


@SLOPE.mistake("The sign is turned round: the value on the right, w + nudge, comes first.")
def sign_turned(f, w, nudge):
    return (f(w - nudge) - f(w + nudge)) / (2 * nudge)


@SLOPE.mistake("That is the value of f, its height at w. The slope is how it changes.")
def height_for_slope(f, w, nudge):
    return f(w)


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


STEP_BOTH = Exercise(
    answer=step_both,
    cases=_step_cases,
    hint="compute both slopes before you change a weight: for the first, nudge w1 and leave w2; "
    "for the second, nudge w2 and leave w1",
    tolerance=1e-7,
    points=3,
)


@STEP_BOTH.mistake(
    "You changed w1 before you measured the slope over w2, so that slope belongs to "
    "another place. Measure both, then move both."
)
def one_after_the_other(f, w1, w2, eta):
    w1 = w1 - eta * slope(lambda w: f(w, w2), w1, NUDGE)
    w2 = w2 - eta * slope(lambda w: f(w1, w), w2, NUDGE)
    return w1, w2


@STEP_BOTH.mistake("The sign of the step is wrong: with a plus both weights climb.")
def uphill(f, w1, w2, eta):
    new1, new2 = step_both(f, w1, w2, eta)
    return 2 * w1 - new1, 2 * w2 - new2


@STEP_BOTH.mistake("You subtracted the slopes themselves; multiply them by eta.")
def eta_missing(f, w1, w2, eta):
    return step_both(f, w1, w2, 1)


@STEP_BOTH.mistake(
    "Those are the two moves, −η·slope. Add each to its weight and return the weights."
)
def moves_only(f, w1, w2, eta):
    new1, new2 = step_both(f, w1, w2, eta)
    return new1 - w1, new2 - w2


@STEP_BOTH.mistake(
    "You nudged both weights at once. For the slope over one, the other stands still."
)
def both_nudged(f, w1, w2, eta):
    together = (f(w1 + NUDGE, w2 + NUDGE) - f(w1 - NUDGE, w2 - NUDGE)) / (2 * NUDGE)
    return w1 - eta * together, w2 - eta * together


@STEP_BOTH.mistake("You used the slope over w1 for both weights. Each weight has its own slope.")
def first_slope_twice(f, w1, w2, eta):
    first = slope(lambda w: f(w, w2), w1, NUDGE)
    return w1 - eta * first, w2 - eta * first


@STEP_BOTH.mistake("Only w1 has moved. Both weights take a step.")
def first_only(f, w1, w2, eta):
    return step_both(f, w1, w2, eta)[0], w2


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


DESCEND = Exercise(
    answer=descend,
    cases=_descend_cases,
    hint="a for loop of n rounds; in each, measure the slope at the present w and replace w by "
    "w - eta * slope; return after the loop",
    tolerance=1e-7,
    points=3,
)


@DESCEND.mistake("The sign of the step is wrong: w + η·slope climbs, and the loss grows.")
def climbs(f, w, eta, n):
    return descend(f, w, -eta, n)


@DESCEND.mistake("It takes one step only; look whether the return is inside the loop.")
def one_step(f, w, eta, n):
    return descend(f, w, eta, min(n, 1))


@DESCEND.mistake("It takes one step too many; range(n) counts n rounds.")
def one_step_too_many(f, w, eta, n):
    return descend(f, w, eta, n + 1)


@DESCEND.mistake(
    "You measured the slope once, at the start. It changes with w: measure it every step."
)
def slope_of_the_start(f, w, eta, n):
    return w - n * eta * slope(f, w, NUDGE)


@DESCEND.mistake("You returned the loss at the end; the weight is asked.")
def loss_at_the_end(f, w, eta, n):
    return f(descend(f, w, eta, n))


@DESCEND.mistake("You subtracted the whole slope; multiply it by eta.")
def slope_without_eta(f, w, eta, n):
    return descend(f, w, 1, n)


@DESCEND.mistake("You subtracted the loss, its height at w. The step goes by the slope.")
def height_subtracted(f, w, eta, n):
    for _ in range(n):
        w = w - eta * f(w)
    return w


# ------------------------------------------------------------------------------------- center


def center(X):
    """Return X with the mean of every column subtracted from that column."""
    return X - X.mean(axis=0)


def _center_cases(rng):
    people = np.array([[133.0, 65.0], [160.0, 72.0], [152.0, 70.0], [120.0, 60.0]])
    return [(people,), (rng.normal(5, 2, size=(3, 3)).round(1),), (rng.normal(size=(6, 2)),)]


CENTER = Exercise(
    answer=center,
    cases=_center_cases,
    hint="X.mean(axis=0) gives one mean for each column; NumPy subtracts it from every row",
)


@CENTER.mistake(
    "You subtracted one mean of all numbers, pounds and inches mixed. "
    "Each column has its own: axis=0."
)
def one_mean_for_all(X):
    return X - X.mean()


@CENTER.mistake("You subtracted each row's mean. A row is a person; take the means of the columns.")
def row_means(X):
    return X - X.mean(axis=1, keepdims=True)


@CENTER.mistake("axis=1 gives a mean for each row, one a person. The columns' means are axis=0.")
def row_means_along_columns(X):
    return X - X.mean(axis=1)


@CENTER.mistake("Those are the means. Subtract them from the rows of X.")
def means_only(X):
    return X.mean(axis=0)


@CENTER.mistake("The signs are turned round: X minus the means, not the reverse.")
def means_minus_table(X):
    return X.mean(axis=0) - X


@CENTER.mistake("You subtracted each column's smallest number instead of its mean.")
def smallest_subtracted(X):
    return X - X.min(axis=0)


@CENTER.mistake("You divided by the spread as well; only the shift is asked here.")
def scaled_by_spread(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


EXERCISES = (MEAN_SQUARED_ERROR, SLOPE, DESCEND, STEP_BOTH, CENTER)
