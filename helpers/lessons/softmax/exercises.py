"""Lesson 08's exercises: softmax, cross_entropy, one_hot, output_delta, hidden_delta."""

import numpy as np

from helpers.exercises.exercise import Exercise

# Rows of logits as learners meet them: the lesson's own, ties, far apart, negative, whole numbers.
KNOWN = np.array([[2.0, 1.0, 0.1]])
HUGE = np.array([[1000.0, 1001.0], [0.0, 1.0]])


def _probabilities(rng, n_samples, n_classes):
    """Return rows that are positive and sum to 1, none of them even."""
    powers = np.exp(rng.normal(scale=1.5, size=(n_samples, n_classes)))
    return powers / powers.sum(axis=1, keepdims=True)


# ------------------------------------------------------------------------------------ softmax


def softmax(Z):
    """Return the softmax of each row of logits Z (n_samples, n_classes), in the shape of Z."""
    # Take each row's largest number away, so that no power is above 1.
    largest = np.max(Z, axis=1, keepdims=True)
    powers = np.exp(Z - largest)
    # Divide each row of powers by its own sum.
    return powers / np.sum(powers, axis=1, keepdims=True)


def _softmax_cases(rng):
    return [
        (KNOWN,),
        (np.array([[0.0, 0.0, 0.0, 0.0]]),),
        (np.array([[-2.0, 3.0], [1.0, 1.0], [0.5, -4.0]]),),
        (np.array([[1, 2, 3], [3, 1, 1], [0, -2, 5]]),),
        (rng.normal(scale=2, size=(4, 3)),),
        (rng.normal(scale=2, size=(3, 3)),),
        (rng.normal(scale=2, size=(5, 10)),),
        (HUGE,),
        (np.array([[-1000.0, -1001.0, -1003.0], [800.0, 0.0, 799.0]]),),
        (np.array([[1000.0, -1000.0, 0.0]]),),  # far on both sides of the mean
    ]


SOFTMAX = Exercise(
    answer=softmax,
    cases=_softmax_cases,
    hint="first take each row's largest number away: Z.max(axis=1, keepdims=True); then np.exp; "
    "then divide by each row's sum, with axis=1 and keepdims=True again",
)


@SOFTMAX.mistake(
    "You subtracted the largest number of the whole batch. Where a row lies far below it, all its "
    "powers become 0, and 0/0 is nan: take each row's own largest number away."
)
def one_maximum_for_all(Z):
    with np.errstate(invalid="ignore"):
        powers = np.exp(Z - np.max(Z))
        return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "The powers of large logits overflow: e¹⁰⁰⁰ is inf, and inf/inf is nan. Take each row's "
    "largest number away first; it changes nothing else."
)
def largest_not_subtracted(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z)
        return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "You took each row's mean away. Logits far above it still overflow; take the largest away."
)
def mean_subtracted(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z - np.mean(Z, axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "You took the largest away above the line only; the powers below it need the same."
)
def largest_subtracted_above_only(Z):
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        largest = np.max(Z, axis=1, keepdims=True)
        return np.exp(Z - largest) / np.exp(Z).sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "You took the largest away below the line only; the powers above it need the same."
)
def largest_subtracted_below_only(Z):
    with np.errstate(over="ignore"):
        largest = np.max(Z, axis=1, keepdims=True)
        return np.exp(Z) / np.exp(Z - largest).sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "Those are sigmoids, divided by their sum. The powers e^z themselves are what is shared out."
)
def shared_sigmoids(Z):
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        a = 1 / (1 + np.exp(-Z))
        return a / a.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "You replaced the nan of an overflow by 0. Then no class is left for large logits: keep the "
    "overflow from happening, by taking each row's largest number away."
)
def nan_replaced(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z)
        return np.nan_to_num(powers / powers.sum(axis=1, keepdims=True))


@SOFTMAX.mistake(
    "You cut large logits off. Then all of them look alike; take the row's largest away instead."
)
def cut_off(Z):
    powers = np.exp(np.clip(Z, -500, 500))
    return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "powers.sum() is the sum of the whole batch, right for a single row. Here each row has its own "
    "sum, powers.sum(axis=1, keepdims=True). And before np.exp take each row's largest number away."
)
def as_for_one_row(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z)
        return powers / powers.sum()


@SOFTMAX.mistake(
    "Both the largest number and the sum are those of the whole batch; each row has its own."
)
def batch_throughout(Z):
    powers = np.exp(Z - np.max(Z))
    return powers / powers.sum()


@SOFTMAX.mistake("You divided by the sum of the whole batch; each row has its own sum.")
def sum_of_the_batch(Z):
    powers = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return powers / powers.sum()


@SOFTMAX.mistake(
    "You summed over the rows, down each column (axis=0). The classes of one row share their "
    "certainty: sum along the row, axis=1."
)
def sums_of_columns(Z):
    powers = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        return powers / powers.sum(axis=0)


DOWN_THE_COLUMNS = "You went down each column (axis=0). A row is one example: use axis=1."


@SOFTMAX.mistake(DOWN_THE_COLUMNS)
def columns_throughout(Z):
    with np.errstate(invalid="ignore"):
        powers = np.exp(Z - np.max(Z, axis=0))
        return powers / powers.sum(axis=0)


@SOFTMAX.mistake(DOWN_THE_COLUMNS)
def columns_unshifted(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z)
        return powers / powers.sum(axis=0)


@SOFTMAX.mistake(DOWN_THE_COLUMNS)
def columns_with_one_maximum(Z):
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.exp(Z - np.max(Z))
        return powers / powers.sum(axis=0)


@SOFTMAX.mistake(
    "You took each column's largest number away (axis=0). What may be taken away is one number for "
    "the whole row, its own largest: axis=1."
)
def largest_of_columns(Z):
    with np.errstate(invalid="ignore"):
        powers = np.exp(Z - np.max(Z, axis=0))
        return powers / powers.sum(axis=1, keepdims=True)


KEEP_THE_COLUMN = (
    "keepdims=True is missing. Without it the rows' numbers are no column, and NumPy spreads them "
    "over the columns, or stops: .max(axis=1, keepdims=True) and .sum(axis=1, keepdims=True)."
)


@SOFTMAX.mistake(KEEP_THE_COLUMN)
def keepdims_missing(Z):
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        powers = np.exp(Z - Z.max(axis=1))
        return powers / powers.sum(axis=1)


@SOFTMAX.mistake(KEEP_THE_COLUMN)
def keepdims_missing_above(Z):
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        powers = np.exp(Z - Z.max(axis=1))
        return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(KEEP_THE_COLUMN)
def keepdims_missing_below(Z):
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    with np.errstate(divide="ignore", invalid="ignore"):
        return powers / powers.sum(axis=1)


@SOFTMAX.mistake(KEEP_THE_COLUMN)
def keepdims_missing_unshifted(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z)
        return powers / powers.sum(axis=1)


@SOFTMAX.mistake(
    "The largest number is taken from the powers. It belongs within the brackets, to the logits: "
    "np.exp(Z - …)."
)
def largest_taken_from_the_powers(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z) - np.max(Z, axis=1, keepdims=True)
        return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "You divided the powers by the sum of the logits; divide by the sum of the powers."
)
def divided_by_logits(Z):
    with np.errstate(divide="ignore", invalid="ignore"):
        shifted = Z - np.max(Z, axis=1, keepdims=True)
        return np.exp(shifted) / shifted.sum(axis=1, keepdims=True)


@SOFTMAX.mistake(
    "You divided the logits themselves by their sum. Make them positive with np.exp first."
)
def exponential_missing(Z):
    with np.errstate(divide="ignore", invalid="ignore"):
        return Z / np.sum(Z, axis=1, keepdims=True)


@SOFTMAX.mistake(
    "Those are the powers; dividing each row by its sum is still to come, so that it sums to 1."
)
def division_missing(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


@SOFTMAX.mistake("Those are sigmoids: each looks at its own logit only. Divide by the row's sum.")
def sigmoids(Z):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-Z))


@SOFTMAX.mistake(
    "You divided by the largest number instead of taking it away; that changes the result."
)
def divided_by_largest(Z):
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        powers = np.exp(Z / np.max(Z, axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("The sign of the logits is flipped: the largest logit must get the largest share.")
def sign_flipped(Z):
    powers = np.exp(np.min(Z, axis=1, keepdims=True) - Z)
    return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("Those are logarithms: leave out the last np.log.")
def log_softmax(Z):
    shifted = Z - np.max(Z, axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


@SOFTMAX.mistake(
    "That is a 1 for the largest logit and a 0 for all others. Softmax is soft: all get a share."
)
def hard_maximum(Z):
    return np.eye(Z.shape[1])[np.argmax(Z, axis=1)]


@SOFTMAX.mistake("You took powers of 2; those of e are wanted: np.exp.")
def powers_of_two(Z):
    powers = 2.0 ** (Z - np.max(Z, axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


@SOFTMAX.mistake("You took the mean of the powers for their sum.")
def divided_by_mean(Z):
    powers = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return powers / powers.mean(axis=1, keepdims=True)


@SOFTMAX.mistake("You squared the logits to make them positive; np.exp keeps their order as well.")
def squares_for_powers(Z):
    with np.errstate(invalid="ignore"):
        return Z**2 / np.sum(Z**2, axis=1, keepdims=True)


@SOFTMAX.mistake(
    "Taking off the smallest number makes the others larger still: e¹⁰⁰⁰ overflows. "
    "Take the largest away."
)
def smallest_subtracted(Z):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(Z - np.min(Z, axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


# ------------------------------------------------------------------------------ cross_entropy


def cross_entropy(P, labels):
    """Return the mean of −ln p over the batch, p being what a row of P gives its label.

    P (n_samples, n_classes) holds probabilities, labels (n_samples,) whole numbers from 0.
    """
    # Of each row pick what it gives its label.
    p = P[np.arange(len(labels)), labels]
    # Take the logarithms, their mean, and a minus.
    return -np.mean(np.log(p))


def _cross_entropy_cases(rng):
    drawn = _probabilities(rng, 6, 4)
    return [
        (np.array([[0.659, 0.2424, 0.0986]]), np.array([2])),
        (np.full((3, 10), 0.1), np.array([7, 0, 3])),
        (_probabilities(rng, 3, 3), np.array([2, 0, 1])),
        (drawn, rng.integers(0, 4, size=6)),
        (drawn[:4], np.array([0, 0, 3, 3])),
        # A 0 that isn't asked for costs nothing; ln 0 must not be looked at.
        (np.array([[0.5, 0.5, 0.0], [0.0, 0.25, 0.75]]), np.array([0, 2])),
        (np.array([[1.0, 0.0], [0.25, 0.75]]), np.array([0, 0])),
    ]


CROSS_ENTROPY = Exercise(
    answer=cross_entropy,
    cases=_cross_entropy_cases,
    hint="P[np.arange(len(labels)), labels] is what each row gives its label; np.log is the "
    "natural logarithm; minus, and the mean",
)


@CROSS_ENTROPY.mistake("The sign is flipped: ln p is negative, and a loss is not.")
def sign_missing(P, labels):
    return -cross_entropy(P, labels)


@CROSS_ENTROPY.mistake("That is the sum over the batch; the mean is wanted.")
def sum_for_mean(P, labels):
    return cross_entropy(P, labels) * len(labels)


@CROSS_ENTROPY.mistake(
    "You took what p lacks to 1 for the surprise; it is −ln p, which has no upper end."
)
def lack_for_surprise(P, labels):
    return 1 - np.mean(P[np.arange(len(labels)), labels])


@CROSS_ENTROPY.mistake("That is the mean of p; its surprise is −ln p.")
def mean_probability(P, labels):
    return np.mean(P[np.arange(len(labels)), labels])


@CROSS_ENTROPY.mistake(
    "You took the logarithm of the mean; take the mean of the logarithms, one for each row."
)
def logarithm_of_mean(P, labels):
    return -np.log(mean_probability(P, labels))


@CROSS_ENTROPY.mistake("You took the logarithm to the base 10; np.log is the natural one.")
def base_ten(P, labels):
    return cross_entropy(P, labels) / np.log(10)


@CROSS_ENTROPY.mistake("You took the logarithm to the base 2; np.log is the natural one.")
def base_two(P, labels):
    return cross_entropy(P, labels) / np.log(2)


@CROSS_ENTROPY.mistake(
    "You divided by the number of all probabilities; the mean goes over the rows, n of them."
)
def mean_over_all_places(P, labels):
    return cross_entropy(P, labels) / P.shape[1]


@CROSS_ENTROPY.mistake(
    "P[:, labels] picks these columns from every row. One number from each row: "
    "P[np.arange(len(labels)), labels]."
)
def columns_of_every_row(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(P[:, labels]))


@CROSS_ENTROPY.mistake(
    "np.arange(3) stands for the three rows of the example above it. A batch has any number of "
    "rows: np.arange(len(labels))."
)
def rows_of_the_page(P, labels):
    return -np.mean(np.log(P[np.arange(3), labels]))


@CROSS_ENTROPY.mistake(
    "np.arange(3) stands for the three rows of the example above it. A batch has any number of "
    "rows: np.arange(len(labels)). And ln p is negative, so a minus is missing."
)
def rows_of_the_page_and_sign(P, labels):
    return np.mean(np.log(P[np.arange(3), labels]))


@CROSS_ENTROPY.mistake(
    "P.shape[1] is the number of classes. The first index counts rows: np.arange(len(labels))."
)
def rows_counted_as_classes(P, labels):
    return -np.mean(np.log(P[np.arange(P.shape[1]), labels]))


PLACE_OF_THE_LABEL = (
    "A label is the number of a column, and P[labels] picks rows. Name both, the row first: "
    "P[np.arange(len(labels)), labels]."
)


@CROSS_ENTROPY.mistake(PLACE_OF_THE_LABEL)
def labels_as_rows(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(P[labels]))


@CROSS_ENTROPY.mistake(PLACE_OF_THE_LABEL)
def labels_as_rows_in_a_loop(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(P[labels]), axis=0)


@CROSS_ENTROPY.mistake(PLACE_OF_THE_LABEL)
def labels_before_rows(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(P[labels, np.arange(len(labels))]))


@CROSS_ENTROPY.mistake(
    "You weighted each surprise with its own p. The class is true, so its −ln p counts in full."
)
def surprise_weighted(P, labels):
    p = P[np.arange(len(labels)), labels]
    return -np.mean(p * np.log(p))


@CROSS_ENTROPY.mistake(
    "You multiplied by the one-hot row after the logarithm: 0 · ln 0 is nan. Pick p first, "
    "and take the logarithm of what was picked."
)
def zero_times_infinity(P, labels):
    Y = np.eye(P.shape[1])[labels]
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(np.sum(Y * np.log(P), axis=1))


@CROSS_ENTROPY.mistake(
    "The mean goes over all places of the table in yours, rows times classes, and where p is 0 "
    "there is 0 · ln 0, which is nan. Pick one p from each row first; then the logarithm and the "
    "mean."
)
def one_hot_mean_of_all_places(P, labels):
    Y = np.eye(P.shape[1])[labels]
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(Y * np.log(P))


@CROSS_ENTROPY.mistake(
    "You took the largest probability of each row; what counts is the one of the class that is true"
    ", however small."
)
def largest_for_true(P, labels):
    return -np.mean(np.log(P.max(axis=1)))


@CROSS_ENTROPY.mistake(
    "That is the surprise over all classes, each weighted with its own p (the entropy). "
    "Only the class that is true counts."
)
def entropy(P, labels):
    safe = np.where(P > 0, P, 1)
    return -np.mean(np.sum(P * np.log(safe), axis=1))


@CROSS_ENTROPY.mistake("That is a surprise for each row; the mean of them is wanted.")
def one_for_each_row(P, labels):
    return -np.log(P[np.arange(len(labels)), labels])


@CROSS_ENTROPY.mistake("P holds probabilities already: no softmax of them is wanted.")
def softmax_again(P, labels):
    return cross_entropy(softmax(P), labels)


@CROSS_ENTROPY.mistake("The labels begin with 0, as NumPy's columns do: no 1 is to be taken away.")
def labels_from_one(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(P[np.arange(len(labels)), np.asarray(labels) - 1]))


@CROSS_ENTROPY.mistake("That is the first row's loss; the mean of all rows is wanted.")
def first_row_only(P, labels):
    return -np.log(P[0, labels[0]])


@CROSS_ENTROPY.mistake(
    "Only the first row counts in yours, divided by the number of all. return stands inside the "
    "loop and ends it: it stands after the loop, as far left as for."
)
def returned_after_the_first_row(P, labels):
    return -np.log(P[0, labels[0]]) / len(labels)


@CROSS_ENTROPY.mistake(
    "Only the last row counts in yours, divided by the number of all. Either the sum starts at 0 "
    "inside the loop, so anew for each row, or = stands where -= or += belongs."
)
def last_row_over_all(P, labels):
    return -np.log(P[-1, labels[-1]]) / len(labels)


@CROSS_ENTROPY.mistake(
    "Whole rows are added up in yours. Of each row only what it gives its label counts: in a loop "
    "over i that is P[i, labels[i]]."
)
def whole_rows_added(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(P), axis=0)


@CROSS_ENTROPY.mistake(
    "You divided the sum over the rows by the number of classes; the mean divides it by the number "
    "of rows, len(labels)."
)
def sum_divided_by_classes(P, labels):
    return cross_entropy(P, labels) * len(labels) / P.shape[1]


@CROSS_ENTROPY.mistake(
    "That is the formula for one output with the targets 0 and 1. With classes a label is the "
    "number of one, and what counts is −ln of the p that stands there."
)
def formula_of_one_output(P, labels):
    p = P[np.arange(len(labels)), labels]
    with np.errstate(divide="ignore", invalid="ignore"):
        return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))


@CROSS_ENTROPY.mistake("That is −ln(1 − p), the surprise at the true class staying away.")
def surprise_at_the_others(P, labels):
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(1 - P[np.arange(len(labels)), labels]))


@CROSS_ENTROPY.mistake("That is the squared error of p; the loss here is −ln p.")
def squared_error(P, labels):
    return np.mean(np.sum((P - np.eye(P.shape[1])[labels]) ** 2, axis=1))


# ------------------------------------------------------------------------------------ one_hot


def one_hot(labels, n_classes):
    """Return a row for each label, shape (n_samples, n_classes): 1 in its column, 0 elsewhere."""
    Y = np.zeros((len(labels), n_classes))
    # In row i, the column with the number labels[i].
    Y[np.arange(len(labels)), labels] = 1
    return Y


def _one_hot_cases(rng):
    return [
        (np.array([0, 2, 1, 2]), 3),
        (np.array([3]), 5),
        (np.array([1, 0]), 4),  # the last classes don't occur, and have a column all the same
        (np.array([0, 1, 2]), 3),
        (np.array([2, 2, 2]), 3),
        (rng.integers(0, 10, size=7), 10),
        (rng.integers(0, 4, size=4), 4),
    ]


ONE_HOT = Exercise(
    answer=one_hot,
    cases=_one_hot_cases,
    points=1,
    hint="begin with np.zeros((len(labels), n_classes)); np.arange(len(labels)) are the numbers of "
    "the rows, labels those of the columns",
)


@ONE_HOT.mistake(
    "There is no 1 in yours. = puts a 1 in a place, == only asks whether there is one."
)
def nothing_put(labels, n_classes):
    return np.zeros((len(labels), n_classes))


@ONE_HOT.mistake(
    "You counted the columns by the labels that occur. A class that doesn't occur has a column "
    "too: there are n_classes of them."
)
def columns_by_largest_label(labels, n_classes):
    return np.eye(labels.max() + 1)[labels]


@ONE_HOT.mistake("Rows and columns are exchanged: each label has a row, each class a column.")
def transposed(labels, n_classes):
    return one_hot(labels, n_classes).T


@ONE_HOT.mistake(
    "Every row has a 1 for each label of the batch. Y[:, labels] = 1 does that, or one list for "
    "all rows. One place in each row: Y[np.arange(len(labels)), labels]."
)
def columns_in_every_row(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[:, labels] = 1
    return Y


@ONE_HOT.mistake(
    "Y[labels] = 1 sets whole rows, as a single index counts rows. Name the row and the column: "
    "Y[np.arange(len(labels)), labels]."
)
def whole_rows(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[labels] = 1
    return Y


@ONE_HOT.mistake(
    "Every place is 1. Name one column in each row: Y[np.arange(len(labels)), labels]."
)
def every_place(labels, n_classes):
    return np.ones((len(labels), n_classes))


@ONE_HOT.mistake(
    "The shape wants brackets of its own, as it is one argument of np.zeros: "
    "np.zeros((len(labels), n_classes))."
)
def shape_without_brackets(labels, n_classes):
    return np.zeros(len(labels), n_classes)


@ONE_HOT.mistake(
    "labels are the numbers of the classes. How many rows there are, len(labels) tells: "
    "np.zeros((len(labels), n_classes))."
)
def labels_for_their_number(labels, n_classes):
    return np.zeros((labels, n_classes))


@ONE_HOT.mistake(
    "labels holds many labels, an array, and a list's index is one whole number. Each label gets a "
    "row of its own: begin with np.zeros((len(labels), n_classes))."
)
def as_for_one_label(labels, n_classes):
    row = [0] * n_classes
    row[labels] = 1
    return row


@ONE_HOT.mistake(
    "The first index counts the rows, of which there are len(labels), not n_classes: "
    "Y[np.arange(len(labels)), labels]."
)
def rows_counted_by_classes(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(n_classes), labels] = 1
    return Y


@ONE_HOT.mistake(
    "np.arange(3) stands for the three rows of an example. A batch has any number of rows: "
    "np.arange(len(labels))."
)
def rows_of_an_example(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[np.arange(3), labels] = 1
    return Y


@ONE_HOT.mistake(
    "Row and column are exchanged within the brackets. The row comes first: "
    "Y[np.arange(len(labels)), labels]."
)
def label_before_row(labels, n_classes):
    Y = np.zeros((len(labels), n_classes))
    Y[labels, np.arange(len(labels))] = 1
    return Y


@ONE_HOT.mistake("The labels begin with 0: class 0 has column 0, not the last or the next one.")
def counted_from_one(labels, n_classes):
    return np.roll(one_hot(labels, n_classes), -1, axis=1)


@ONE_HOT.mistake("You moved every 1 a column to the right: class 0 has column 0.")
def a_column_too_far(labels, n_classes):
    return np.roll(one_hot(labels, n_classes), 1, axis=1)


@ONE_HOT.mistake("0 and 1 are exchanged.")
def inverted(labels, n_classes):
    return 1 - one_hot(labels, n_classes)


@ONE_HOT.mistake("You put the label itself into its column; a 1 belongs there.")
def label_for_one(labels, n_classes):
    return one_hot(labels, n_classes) * np.asarray(labels)[:, None]


@ONE_HOT.mistake("That is one row only; each label has a row of its own.")
def one_row(labels, n_classes):
    return one_hot(labels, n_classes).max(axis=0)


@ONE_HOT.mistake("That counts how often each class occurs; each label has a row of its own.")
def counts(labels, n_classes):
    return np.bincount(labels, minlength=n_classes)


@ONE_HOT.mistake("That is the square np.eye(n_classes) itself: pick its rows by the labels.")
def eye_not_picked(labels, n_classes):
    return np.eye(n_classes)


@ONE_HOT.mistake(
    "That is one column too many: with labels from 0 on, n_classes columns are enough."
)
def one_column_more(labels, n_classes):
    return np.eye(n_classes + 1)[labels]


@ONE_HOT.mistake("The columns run backwards: class 0 has the first one.")
def columns_backwards(labels, n_classes):
    return one_hot(labels, n_classes)[:, ::-1]


@ONE_HOT.mistake("You set a 1 in every column up to the label; one column alone is hot.")
def all_up_to_the_label(labels, n_classes):
    return (np.arange(n_classes) <= np.asarray(labels)[:, None]) * 1.0


# ------------------------------------------------------------------------------- output_delta


def output_delta(P, labels):
    """Return δ = ∂L/∂Z (n_samples, n_classes), L being the mean cross-entropy of P = softmax(Z).

    labels (n_samples,) are the true classes, whole numbers from 0.
    """
    # y is the label's one-hot row, with as many classes as P has columns.
    Y = one_hot(labels, P.shape[1])
    # Take it away from p, and divide all by the number of rows.
    return (P - Y) / len(labels)


def _output_delta_cases(rng):
    return [
        (np.array([[0.659, 0.2424, 0.0986]]), np.array([0])),
        (_probabilities(rng, 3, 3), np.array([1, 0, 2])),
        (_probabilities(rng, 4, 3), np.array([2, 2, 0, 1])),
        # The last classes don't occur: with too few of them a one_hot stops nowhere, P − Y does.
        (_probabilities(rng, 2, 5), rng.integers(0, 2, size=2)),
        (_probabilities(rng, 6, 10), rng.integers(0, 3, size=6)),
    ]


OUTPUT_DELTA = Exercise(
    answer=output_delta,
    cases=_output_delta_cases,
    hint="a row of δ is p − y, divided by the number of rows, since L is their mean; y is the "
    "label's one-hot row",
)


@OUTPUT_DELTA.way
def output_delta_in_a_copy(P, labels):
    delta = np.array(P, dtype=float)
    delta[np.arange(len(labels)), labels] -= 1
    return delta / len(labels)


TAKEN_FROM_P = (
    "You put −1 in the label's place, where p − 1 belongs: delta[np.arange(len(labels)), labels] "
    "-= 1 takes 1 from what is there, = -1 wipes it out."
)


@OUTPUT_DELTA.mistake(TAKEN_FROM_P)
def minus_one_put(P, labels):
    return minus_one_put_not_divided(P, labels) / len(labels)


@OUTPUT_DELTA.mistake(TAKEN_FROM_P)
def minus_one_put_not_divided(P, labels):
    delta = P.copy()
    delta[np.arange(len(labels)), labels] = -1
    return delta


@OUTPUT_DELTA.mistake(
    "Nearly: L is the mean over the rows, so each row's p − y is divided by their number."
)
def not_divided(P, labels):
    return output_delta(P, labels) * len(labels)


CLASSES_OF_THE_PAGE = (
    "Three classes are those of the example. Here there are as many as P has columns: "
    "one_hot(labels, P.shape[1])"
)


@OUTPUT_DELTA.mistake(f"{CLASSES_OF_THE_PAGE}.")
def three_classes(P, labels):
    return (P - one_hot(labels, 3)) / len(labels)


@OUTPUT_DELTA.mistake(
    f"{CLASSES_OF_THE_PAGE}. And L is the mean over the rows, so p − y is divided by their number."
)
def three_classes_not_divided(P, labels):
    return P - one_hot(labels, 3)


@OUTPUT_DELTA.mistake(
    "len(P) is the number of rows. There are as many classes as P has columns: "
    "one_hot(labels, P.shape[1])."
)
def as_many_classes_as_rows(P, labels):
    return (P - one_hot(labels, len(P))) / len(labels)


@OUTPUT_DELTA.mistake(
    "Only y is divided by the number of rows. Put p − y in brackets: (p − y)/n divides both."
)
def brackets_missing(P, labels):
    return P - one_hot(labels, P.shape[1]) / len(labels)


@OUTPUT_DELTA.mistake(
    "Only p is divided by the number of rows. Put p − y in brackets: (p − y)/n divides both."
)
def only_p_divided(P, labels):
    return P / len(labels) - one_hot(labels, P.shape[1])


@OUTPUT_DELTA.mistake(
    "P.shape[1] is the number of classes. L is the mean over the rows: divide by len(P)."
)
def divided_by_classes(P, labels):
    return (P - one_hot(labels, P.shape[1])) / P.shape[1]


@OUTPUT_DELTA.mistake(
    "You averaged over all places. δ keeps the shape of P: divide each p − y by the number of rows."
)
def averaged_over_all(P, labels):
    return np.mean(P - one_hot(labels, P.shape[1]))


@OUTPUT_DELTA.mistake(
    "That is the loss. Asked for is its slope over every logit, in the shape of P."
)
def loss_for_slope(P, labels):
    return cross_entropy(P, labels)


@OUTPUT_DELTA.mistake(
    "You gave one number a row, for the true class. The other logits have a slope too: their p."
)
def one_number_a_row(P, labels):
    return (P[np.arange(len(labels)), labels] - 1) / len(labels)


@OUTPUT_DELTA.mistake("The sign is flipped: δ is p − y, not y − p.")
def delta_sign(P, labels):
    return -output_delta(P, labels)


@OUTPUT_DELTA.mistake("The sign is flipped, and the division by the number of rows is missing.")
def delta_sign_not_divided(P, labels):
    return -not_divided(P, labels)


@OUTPUT_DELTA.mistake(
    "You divided by the number of all places; the mean goes over the rows only: n of them."
)
def divided_by_all_places(P, labels):
    return output_delta(P, labels) / P.shape[1]


@OUTPUT_DELTA.mistake(
    "You multiplied by p(1 − p), the sigmoid's slope. Softmax and cross-entropy together leave "
    "p − y alone."
)
def sigmoid_slope_kept(P, labels):
    return output_delta(P, labels) * P * (1 - P)


@OUTPUT_DELTA.mistake(
    "That has p(1 − p) in it, and no division by the number of rows. δ is (p − y)/n."
)
def sigmoid_slope_kept_not_divided(P, labels):
    return not_divided(P, labels) * P * (1 - P)


@OUTPUT_DELTA.mistake(
    "delta[:, labels] -= 1 takes 1 from these columns in every row. One place in each row: "
    "delta[np.arange(len(labels)), labels]."
)
def columns_of_all_rows(P, labels):
    delta = np.array(P, dtype=float)
    delta[:, labels] -= 1
    return delta / len(labels)


@OUTPUT_DELTA.mistake("You took 1 from every place; only the class that is true has y = 1.")
def one_from_every_place(P, labels):
    return (P - 1) / len(labels)


@OUTPUT_DELTA.mistake(
    "That is −1/p, the slope over p. δ is about the logits: go back through the softmax, "
    "and p − y remains."
)
def slope_over_p(P, labels):
    Y = np.eye(P.shape[1])[labels]
    return -Y / P / len(labels)


@OUTPUT_DELTA.mistake(
    "You gave only the place of the true class. The other logits have a slope too: their p."
)
def only_the_true_class(P, labels):
    Y = np.eye(P.shape[1])[labels]
    return (P - Y) * Y / len(labels)


@OUTPUT_DELTA.mistake("That is P divided by n; y, the label's one-hot row, is not taken away.")
def target_missing(P, labels):
    return P / len(labels)


@OUTPUT_DELTA.mistake("There is a factor 2 too many, as a squared error would have it.")
def factor_two(P, labels):
    return 2 * output_delta(P, labels)


@OUTPUT_DELTA.mistake("You added y; δ is p − y.")
def target_added(P, labels):
    return (P + np.eye(P.shape[1])[labels]) / len(labels)


@OUTPUT_DELTA.mistake("You squared the error; δ is p − y itself, with its sign.")
def delta_squared(P, labels):
    return (P - np.eye(P.shape[1])[labels]) ** 2 / len(labels)


@OUTPUT_DELTA.mistake("P is the softmax already: no second one is wanted.")
def delta_of_softmax_again(P, labels):
    return output_delta(softmax(P), labels)


@OUTPUT_DELTA.mistake("The labels begin with 0, as the columns do: no 1 is to be taken away.")
def delta_labels_from_one(P, labels):
    return output_delta(P, np.asarray(labels) - 1)


@OUTPUT_DELTA.mistake("You averaged over the rows; δ has a row for each of them.")
def averaged(P, labels):
    return output_delta(P, labels).sum(axis=0)


NUMBER_FOR_ROW = (
    "You put the labels themselves, as numbers, into p − y. y is the label's one-hot row: "
    "one_hot(labels, P.shape[1])."
)


@OUTPUT_DELTA.mistake(NUMBER_FOR_ROW)
def label_as_number(P, labels):
    return (P - np.asarray(labels)[:, None]) / len(labels)


@OUTPUT_DELTA.mistake(NUMBER_FOR_ROW)
def labels_for_one_hot(P, labels):
    return (P - labels) / len(labels)


@OUTPUT_DELTA.mistake(NUMBER_FOR_ROW)
def labels_for_one_hot_not_divided(P, labels):
    return P - labels


# ------------------------------------------------------------------------------- hidden_delta


def hidden_delta(delta, W, z):
    """Return δ (n_samples, n_hidden) of a hidden layer of ReLUs with the weighted sums z.

    delta (n_samples, n_outputs) is that of the layer behind, W (n_hidden, n_outputs) its weights.
    """
    # Go back through the same weights, as in lesson 05.
    back = delta @ W.T
    # Multiply by the ReLU's slope, which is 1 where z is above 0, and 0 elsewhere.
    return back * (z > 0)


def _hidden_delta_cases(rng):
    def drawn(n, hidden, outputs):
        return (
            rng.normal(size=(n, outputs)),
            rng.normal(size=(hidden, outputs)),
            rng.normal(scale=3, size=(n, hidden)),
        )

    return [
        (
            np.array([[-0.34, 0.24, 0.1]]),
            np.array([[1.0, 0, 2], [0.5, 1, 1]]),
            np.array([[3, -2]]),
        ),
        drawn(4, 3, 2),
        drawn(3, 3, 3),  # square: a forgotten transposition goes through without an error
        drawn(5, 2, 10),
        drawn(2, 4, 1),
        # Sums of exactly 0: the slope there counts as 0.
        (np.ones((1, 2)), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), np.array([[0.0, 2, -1]])),
    ]


HIDDEN_DELTA = Exercise(
    answer=hidden_delta,
    cases=_hidden_delta_cases,
    points=1,
    hint="delta @ W.T brings δ back through the weights; z > 0 is True where the ReLU let z "
    "through, and True counts as 1 in a product",
)


@HIDDEN_DELTA.way
def hidden_delta_by_where(delta, W, z):
    return np.where(z > 0, delta @ W.T, 0.0)


@HIDDEN_DELTA.mistake("At z = 0 the slope counts as 0, as everywhere below: z > 0, not z >= 0.")
def slope_one_at_zero(delta, W, z):
    return delta @ W.T * (z >= 0)


@HIDDEN_DELTA.mistake("The ReLU's slope is missing: nothing comes back where z is not above 0.")
def relu_slope_missing(delta, W, z):
    return delta @ W.T


@HIDDEN_DELTA.mistake(
    "You multiplied by the ReLU of z. Its slope is wanted: 1 above 0, however large z is."
)
def relu_for_slope(delta, W, z):
    return delta @ W.T * np.maximum(0, z)


@HIDDEN_DELTA.mistake("That lets through what the ReLU stopped: the slope is 1 above 0, not below.")
def slope_turned_round(delta, W, z):
    return delta @ W.T * (z < 0)


@HIDDEN_DELTA.mistake("The slope is the sigmoid's. A ReLU's is 1 above 0 and 0 elsewhere.")
def slope_of_sigmoid(delta, W, z):
    a = 1 / (1 + np.exp(-z))
    return delta @ W.T * a * (1 - a)


@HIDDEN_DELTA.mistake("You multiplied by z itself; the slope of a ReLU above 0 is 1.")
def z_for_slope(delta, W, z):
    return delta @ W.T * z


@HIDDEN_DELTA.mistake(
    "You took the ReLU of what came back. It is z that decides: a negative δ passes where z > 0."
)
def relu_of_delta(delta, W, z):
    return np.maximum(0, delta @ W.T)


@HIDDEN_DELTA.mistake("np.sign gives −1 below 0; the ReLU's slope there is 0.")
def sign_for_slope(delta, W, z):
    return delta @ W.T * np.sign(z)


@HIDDEN_DELTA.mistake(
    "You went forwards through W. The way back leads through its transpose: delta @ W.T."
)
def not_transposed(delta, W, z):
    return delta @ W * (z > 0)


@HIDDEN_DELTA.mistake("The slope is that of tanh. A ReLU's is 1 above 0 and 0 elsewhere.")
def slope_of_tanh(delta, W, z):
    return delta @ W.T * (1 - np.tanh(z) ** 2)


@HIDDEN_DELTA.mistake("a(1 − a) is the slope of a sigmoid; that of a ReLU is 1 above 0.")
def sigmoids_formula(delta, W, z):
    a = np.maximum(0, z)
    return delta @ W.T * a * (1 - a)


@HIDDEN_DELTA.mistake("Below 0 the slope of this ReLU is 0, not a little: nothing leaks.")
def leaking(delta, W, z):
    return delta @ W.T * np.where(z > 0, 1, 0.01)


@HIDDEN_DELTA.mistake("At exactly 0 the slope counts as 0, not as ½.")
def half_at_zero(delta, W, z):
    return delta @ W.T * np.heaviside(z, 0.5)


@HIDDEN_DELTA.mistake("W and δ stand the wrong way round. A row of δ comes first: delta @ W.T.")
def weights_first(delta, W, z):
    return W @ delta * (z > 0)


@HIDDEN_DELTA.mistake("W and δ stand the wrong way round. A row of δ comes first: delta @ W.T.")
def transposed_weights_first(delta, W, z):
    return W.T @ delta * (z > 0)


@HIDDEN_DELTA.mistake(
    "z is that of the hidden layer, so its slope comes after the weights: (delta @ W.T) * (z > 0)."
)
def slope_before_the_weights(delta, W, z):
    return delta * (z > 0) @ W.T


@HIDDEN_DELTA.mistake(
    "That picks the places where z is above 0 and drops the others. They stay, as 0: multiply."
)
def open_places_only(delta, W, z):
    return (delta @ W.T)[z > 0]


@HIDDEN_DELTA.mistake("Where the ReLU is shut you gave z. Nothing comes back there: 0.")
def z_where_shut(delta, W, z):
    return np.where(z > 0, delta @ W.T, z)


@HIDDEN_DELTA.mistake(
    "The division by the number of rows is in the output's δ already; here is no second one."
)
def divided_again(delta, W, z):
    return hidden_delta(delta, W, z) / len(delta)


@HIDDEN_DELTA.mistake("The sign is flipped.")
def hidden_sign(delta, W, z):
    return -hidden_delta(delta, W, z)


@HIDDEN_DELTA.mistake("That is the slope alone; δ comes back through the weights, delta @ W.T.")
def slope_alone(delta, W, z):
    return (z > 0) * 1.0


@HIDDEN_DELTA.mistake("The threshold is 0, not 1.")
def threshold_one(delta, W, z):
    return delta @ W.T * (z > 1)


EXERCISES = (SOFTMAX, CROSS_ENTROPY, ONE_HOT, OUTPUT_DELTA, HIDDEN_DELTA)
