"""Lesson 04's exercises: mean_squared_error, slope, step_both, descend, center."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.formula import Formula

# ------------------------------------------------------------------------ mean_squared_error


def mean_squared_error(y, y_hat):
    """Return the mean of the squared errors, for two arrays of shape (n_samples,)."""
    errors = y_hat - y
    # Each error is squared by itself, so that signs can't cancel.
    squares = errors**2
    return np.mean(squares)


def _rows_cases(rng):
    drawn = [(rng.normal(size=n).round(1), rng.normal(size=n).round(2)) for n in (3, 5, 8)]
    return [
        (np.array([1.0, 0.0, 0.0, 1.0]), np.array([0.9, 0.2, 0.4, 0.3])),
        *drawn,
        (np.array([1, 0, 4]), np.array([3, 0, -2])),
    ]


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


@MEAN_SQUARED_ERROR.way
def mean_squared_error_in_a_loop(y, y_hat):
    total = 0
    for target, prediction in zip(y, y_hat, strict=True):
        # Each error is squared by itself, and then added.
        total += (prediction - target) ** 2
    # After the loop, the sum divided by how many there are.
    return total / len(y)


@MEAN_SQUARED_ERROR.mistake("That is half of it: ½ belongs to another loss; here it is the mean.")
def half_the_mean(y, y_hat):
    return np.mean((y_hat - y) ** 2) / 2


@MEAN_SQUARED_ERROR.mistake(
    "You took the difference of the squares. Square the error, which is the difference itself."
)
def difference_of_squares(y, y_hat):
    return np.mean(y_hat**2 - y**2)


@MEAN_SQUARED_ERROR.mistake(
    "You added the errors up and squared their sum. Square each error, then take the mean."
)
def square_of_sum(y, y_hat):
    return np.sum(y_hat - y) ** 2 / len(y)


@MEAN_SQUARED_ERROR.mistake("You doubled the errors: * 2 is twice, ** 2 is the square.")
def errors_doubled(y, y_hat):
    return np.mean((y_hat - y) * 2)


@MEAN_SQUARED_ERROR.mistake("You divided by 4 in every case; divide by the number of rows.")
def divided_by_four(y, y_hat):
    return np.sum((y_hat - y) ** 2) / 4


@MEAN_SQUARED_ERROR.mistake("That is the median of the squared errors; their mean is asked for.")
def median_for_mean(y, y_hat):
    return np.median((y_hat - y) ** 2)


@MEAN_SQUARED_ERROR.mistake("That is the largest of the squared errors; their mean is asked for.")
def largest_for_mean(y, y_hat):
    return np.max((y_hat - y) ** 2)


@MEAN_SQUARED_ERROR.mistake(
    "The variance takes the mean error away first; every error counts here."
)
def variance_for_mean(y, y_hat):
    return np.var(y_hat - y)


@MEAN_SQUARED_ERROR.mistake("You added the two arrays; an error is their difference.")
def sum_for_difference(y, y_hat):
    return np.mean((y_hat + y) ** 2)


# -------------------------------------------------------------------------------------- slope


def slope(f, w, nudge):
    """Return the slope of the function f at w, measured by nudging w to both sides."""
    # How much f rises from the left to the right …
    rise = f(w + nudge) - f(w - nudge)
    # … and how far that is: one nudge to either side.
    return rise / (2 * nudge)


def _curves(rng):
    """Return curves of which no two nudges measure the same slope."""
    return [
        Formula(f"lambda w: {a:.1f}*w**2 + {b:.1f}*w + 0.37*w**5")
        for a, b in zip(rng.uniform(0.5, 2, size=3), rng.uniform(1, 4, size=3), strict=True)
    ]


def _slope_cases(rng):
    points = rng.uniform(1, 2, size=3).round(1).tolist()
    return [
        (Formula("lambda w: 2.5*(w - 3)**2"), 0.0, 0.001),
        *zip(_curves(rng), points, (0.01, 0.1, 0.02), strict=True),
    ]


SLOPE = Exercise(
    answer=slope,
    cases=_slope_cases,
    hint="the rise is f(w + nudge) - f(w - nudge); the way between the two points is 2 * nudge",
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


@SLOPE.mistake("Between the two values stands a minus: the rise is their difference.")
def values_added(f, w, nudge):
    return (f(w + nudge) + f(w - nudge)) / (2 * nudge)


@SLOPE.mistake("Always nudged by 0.001: the function is told how far, by its argument.")
def nudge_of_the_lesson(f, w, nudge):
    return (f(w + 0.001) - f(w - 0.001)) / 0.002


@SLOPE.mistake("Two nudges to either side make 4·nudge; go one nudge to either side.")
def two_nudges_to_either_side(f, w, nudge):
    return (f(w + 2 * nudge) - f(w - 2 * nudge)) / (2 * nudge)


@SLOPE.mistake("You divided by w. The way between the two points is 2·nudge.")
def divided_by_w(f, w, nudge):
    return (f(w + nudge) - f(w - nudge)) / w if w else np.nan


@SLOPE.mistake(
    "Only the first value is divided: put the whole rise in parentheses before you divide."
)
def rise_not_in_parentheses(f, w, nudge):
    return f(w + nudge) - f(w - nudge) / (2 * nudge)


@SLOPE.mistake("The nudge changes f's value here; it belongs to w, inside f(…).")
def value_nudged(f, w, nudge):
    return ((f(w) + nudge) - (f(w) - nudge)) / (2 * nudge)


# ---------------------------------------------------------------------------------- step_both

NUDGE = 0.001


def step_both(f, w1, w2, eta):
    """Return w1 and w2 after one step of gradient descent on f(w1, w2)."""
    h = 0.001
    # For the slope over one weight the other stays where it is.
    slope1 = (f(w1 + h, w2) - f(w1 - h, w2)) / (2 * h)
    slope2 = (f(w1, w2 + h) - f(w1, w2 - h)) / (2 * h)
    # Both are measured before either weight moves.
    return w1 - eta * slope1, w2 - eta * slope2


def _step_cases(rng):
    drawn = rng.uniform(0.5, 2, size=(3, 6)).round(1).tolist()
    return [
        (Formula("lambda w1, w2: w1**2 + 3*w2**2 + w1*w2"), 1.0, 2.0, 0.1),
        *(
            # Of a fifth power the nudge shows: with another one, another slope comes out.
            (
                Formula(f"lambda w1, w2: {a}*w1**5 + {b}*w2**5 + {c}*w1*w2"),
                w1,
                w2,
                round(eta / 10, 2),
            )
            for a, b, c, w1, w2, eta in drawn
        ),
    ]


STEP_BOTH = Exercise(
    answer=step_both,
    cases=_step_cases,
    hint="compute both slopes before you change a weight: for the first, nudge w1 and leave w2; "
    "for the second, nudge w2 and leave w1",
    tolerance=1e-9,  # of another nudge, the seventh digit differs
    optional=True,
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


@STEP_BOTH.mistake("Only w2 has moved. Both weights take a step.")
def second_only(f, w1, w2, eta):
    return w1, step_both(f, w1, w2, eta)[1]


@STEP_BOTH.mistake("Each weight moves by the other's slope: the two have changed places.")
def slopes_swapped(f, w1, w2, eta):
    first = slope(lambda w: f(w, w2), w1, NUDGE)
    second = slope(lambda w: f(w1, w), w2, NUDGE)
    return w1 - eta * second, w2 - eta * first


@STEP_BOTH.mistake("You returned the two slopes. Take a step with them, and return the weights.")
def slopes_returned(f, w1, w2, eta):
    new1, new2 = step_both(f, w1, w2, 1)
    return w1 - new1, w2 - new2


def _step_with(f, w1, w2, eta, factor=1, nudge=NUDGE, measure=slope):
    first = measure(lambda w: f(w, w2), w1, nudge)
    second = measure(lambda w: f(w1, w), w2, nudge)
    return w1 - eta * factor * first, w2 - eta * factor * second


@STEP_BOTH.mistake("From one nudge to the other it is 2·0.001, not 0.001: your steps are twice.")
def steps_divided_by_nudge(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, factor=2)


@STEP_BOTH.mistake("You nudged to the right only. Go from w − 0.001 to w + 0.001.")
def step_right_side_only(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, measure=right_side_only)


@STEP_BOTH.mistake("You nudged to the left only. Go from w − 0.001 to w + 0.001.")
def step_left_side_only(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, measure=left_side_only)


_NUDGE = "Right but for the nudge: it is to be 0.001, and yours is {}."


@STEP_BOTH.mistake(_NUDGE.format("0.01"))
def step_with_nudge_of_a_hundredth(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, nudge=0.01)


@STEP_BOTH.mistake(_NUDGE.format("0.1"))
def step_with_nudge_of_a_tenth(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, nudge=0.1)


@STEP_BOTH.mistake("Right but for the nudge: it is to be 0.001, and yours is smaller.")
def step_with_tiny_nudge(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, nudge=1e-5)


@STEP_BOTH.mistake("Your step goes the way that the rise says; it is not divided by 2·0.001.")
def step_by_the_rise(f, w1, w2, eta):
    return _step_with(f, w1, w2, eta, factor=2 * NUDGE)


@STEP_BOTH.mistake(
    "w2 moved first, so the slope over w1 belongs to another place. Measure both, then move both."
)
def second_before_first(f, w1, w2, eta):
    w2 = w2 - eta * slope(lambda w: f(w1, w), w2, NUDGE)
    w1 = w1 - eta * slope(lambda w: f(w, w2), w1, NUDGE)
    return w1, w2


@STEP_BOTH.mistake("The step always has the η of 0.1; use eta.")
def step_with_eta_of_the_lesson(f, w1, w2, eta):
    return step_both(f, w1, w2, 0.1)


# ------------------------------------------------------------------------------------ descend


def descend(f, w, eta, n):
    """Return the weight after n steps of gradient descent on f, starting from w."""
    h = 0.001
    for _ in range(n):
        # The slope changes with w, so it is measured anew for every step.
        slope = (f(w + h) - f(w - h)) / (2 * h)
        # Against the slope, which points uphill.
        w = w - eta * slope
    return w


def _descend_cases(rng):
    drawn = rng.uniform(0.5, 2, size=(3, 3)).round(1).tolist()
    return [
        (Formula("lambda w: 2.5*(w - 3)**2"), 0.0, 0.1, 3),
        (Formula("lambda w: 2.5*(w - 3)**2"), 1.0, 0.1, 1),
        *(
            (Formula(f"lambda w: {a}*(w - {b})**2 + 0.1*w**4"), round(1 + w, 1), eta, n)
            for (a, b, w), (eta, n) in zip(drawn, ((0.1, 5), (0.05, 4), (0.08, 2)), strict=True)
        ),
    ]


DESCEND = Exercise(
    answer=descend,
    cases=_descend_cases,
    hint="a for loop of n rounds; in each, measure the slope at the present w and replace w by "
    "w - eta * slope; return after the loop",
    tolerance=1e-9,  # of another nudge, the seventh digit differs
    points=3,
)


@DESCEND.mistake("The sign of the step is wrong: w + η·slope climbs, and the loss grows.")
def climbs(f, w, eta, n):
    return descend(f, w, -eta, n)


@DESCEND.mistake(
    "That is the weight as it was. A line w - eta * slope alone computes the new w and doesn't "
    "keep it: write w = w - eta * slope."
)
def new_weight_not_kept(f, w, eta, n):
    return w


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


@DESCEND.mistake("There is one step too few: range(n) counts n rounds.")
def one_step_too_few(f, w, eta, n):
    return descend(f, w, eta, n - 1)


@DESCEND.mistake("Those are the weights of all steps; the last one is asked for.")
def all_weights(f, w, eta, n):
    return [descend(f, w, eta, i) for i in range(n + 1)]


@DESCEND.mistake("Those are the weights after each step; the last one is asked for.")
def all_later_weights(f, w, eta, n):
    return [descend(f, w, eta, i) for i in range(1, n + 1)]


@DESCEND.mistake("Your walk starts at 0 and not at w.")
def starts_at_zero(f, w, eta, n):
    return descend(f, 0, eta, n)


@DESCEND.mistake("That is the slope at the end; the weight is asked for.")
def slope_at_the_end(f, w, eta, n):
    return slope(f, descend(f, w, eta, n), NUDGE)


def _walk(f, w, eta, n, nudge=NUDGE, measure=slope):
    for _ in range(n):
        w = w - eta * measure(f, w, nudge)
    return w


@DESCEND.mistake("From one nudge to the other it is 2·0.001, not 0.001: your steps are twice.")
def walk_divided_by_nudge(f, w, eta, n):
    return _walk(f, w, 2 * eta, n)


@DESCEND.mistake("You nudged to the right only. Go from w − 0.001 to w + 0.001.")
def walk_right_side_only(f, w, eta, n):
    return _walk(f, w, eta, n, measure=right_side_only)


@DESCEND.mistake("You nudged to the left only. Go from w − 0.001 to w + 0.001.")
def walk_left_side_only(f, w, eta, n):
    return _walk(f, w, eta, n, measure=left_side_only)


@DESCEND.mistake(_NUDGE.format("0.01"))
def walk_with_nudge_of_a_hundredth(f, w, eta, n):
    return _walk(f, w, eta, n, nudge=0.01)


@DESCEND.mistake(_NUDGE.format("0.1"))
def walk_with_nudge_of_a_tenth(f, w, eta, n):
    return _walk(f, w, eta, n, nudge=0.1)


@DESCEND.mistake("Right but for the nudge: it is to be 0.001, and yours is smaller.")
def walk_with_tiny_nudge(f, w, eta, n):
    return _walk(f, w, eta, n, nudge=1e-5)


@DESCEND.mistake("The steps always have the η of 0.1; use eta.")
def walk_with_eta_of_the_lesson(f, w, eta, n):
    return descend(f, w, 0.1, n)


@DESCEND.mistake("The rise is not divided by 2·0.001, so the steps are far too short.")
def walk_by_the_rise(f, w, eta, n):
    return _walk(f, w, 2 * NUDGE * eta, n)


@DESCEND.mistake("Those are steps alone, −η·slope: take each from the weight.")
def last_step_alone(f, w, eta, n):
    return descend(f, w, eta, n) - descend(f, w, eta, n - 1)


# ------------------------------------------------------------------------------------- center


def center(X):
    """Return X (n_samples, n_inputs) with each column's mean subtracted from that column."""
    # One mean for each column: the rows, axis 0, are what is averaged over.
    means = X.mean(axis=0)
    # NumPy takes them from every row, and makes a new table of it.
    return X - means


def _center_cases(rng):
    people = np.array([[133.0, 65.0], [160.0, 72.0], [152.0, 70.0], [120.0, 60.0]])
    return [
        (people,),
        (rng.normal(5, 2, size=(3, 3)).round(1),),
        (rng.normal(size=(6, 2)),),
        (np.array([[1, 20, 3, 0], [2, 10, 5, 5]]),),  # whole numbers, and means that aren't
    ]


CENTER = Exercise(
    answer=center,
    cases=_center_cases,
    hint="X.mean(axis=0) gives one mean for each column; NumPy subtracts it from every row",
    optional=True,
)


@CENTER.way
def center_in_a_loop(X):
    shifted = np.zeros(X.shape)
    # One column after the other; the mean goes over its rows.
    for column in range(X.shape[1]):
        mean = X[:, column].sum() / len(X)
        # Into a table of its own, so that X stays as it was.
        shifted[:, column] = X[:, column] - mean
    return shifted


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


@CENTER.mistake(
    "The differences were put into a table of whole numbers, such as a copy of X, which cuts their "
    "decimals off. X - … makes a table that has room for them."
)
def decimals_cut_off(X):
    shifted = X.copy()
    shifted[...] = X - X.mean(axis=0)
    return shifted


@CENTER.mistake("The means have lost their decimals: subtract them as they are.")
def means_cut_off(X):
    return X - X.mean(axis=0).astype(int)


@CENTER.mistake("135 and 66 belong to the four people: take the means of the columns of X.")
def numbers_of_the_lesson(X):
    return X - np.array([135, 66])


@CENTER.mistake("You subtracted each column's median, its middle number; the mean is asked for.")
def median_subtracted(X):
    return X - np.median(X, axis=0)


@CENTER.mistake("You subtracted each column's first number instead of its mean.")
def first_row_subtracted(X):
    return X - X[0]


@CENTER.mistake("You subtracted each column's sum; the mean divides it by the number of rows.")
def sum_subtracted(X):
    return X - X.sum(axis=0)


@CENTER.mistake("You divided by the means; they are subtracted.")
def divided_by_means(X):
    return X / X.mean(axis=0)


@CENTER.mistake("The means were added; they are subtracted.")
def means_added(X):
    return X + X.mean(axis=0)


@CENTER.mistake("Only the first column was shifted; each column is, by its own mean.")
def first_column_only(X):
    shifted = np.array(X, dtype=float)
    shifted[:, 0] -= X[:, 0].mean()
    return shifted


@CENTER.mistake("Exactly two columns come back; there may be fewer or more.")
def two_columns_only(X):
    return X[:, :2] - X[:, :2].mean(axis=0)


@CENTER.mistake("Every column was shifted by the first one's mean; each has its own.")
def first_mean_for_all(X):
    return X - X[:, 0].mean()


EXERCISES = (MEAN_SQUARED_ERROR, SLOPE, DESCEND, STEP_BOTH, CENTER)
