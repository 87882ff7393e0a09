"""Lesson 09's exercises: train_epoch, accuracy, ordered_split, share_read."""

import warnings

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.formula import Formula
from helpers.lessons.digits.reader import accuracy, train_epoch

# ----------------------------------------------------------------------------------- accuracy


def _accuracy_cases(rng):
    def probabilities(rows):
        powers = np.exp(rng.normal(size=(rows, 10)) * 2)
        return (powers / powers.sum(axis=1, keepdims=True)).clip(0.001).round(4)

    def case(rows):
        # Some rows read right, the others labelled with the digit that is least likely. How many is
        # drawn, so that the share can't be said without looking.
        right = rng.integers(3, rows - 3)
        p = probabilities(rows)
        labels = p.argmin(axis=1)
        chosen = rng.permutation(rows)[:right]
        labels[chosen] = p[chosen].argmax(axis=1)
        return p, labels

    sure = np.array([[0.1, 0.6, 0.3], [0.4, 0.25, 0.35], [0.2, 0.45, 0.35], [0.05, 0.15, 0.8]])
    return [
        (sure, np.array([1, 2, 1, 2])),
        (sure[[0, 3]], np.array([2, 1])),
        (sure[[0, 3]], np.array([2, 2])),  # the last row alone is read right
        (sure[[0, 1, 3]], np.array([1, 0, 1])),  # the last row alone is not
        case(11),
        case(17),
        case(29),
    ]


ACCURACY = Exercise(
    answer=accuracy,
    cases=_accuracy_cases,
    hint="np.argmax(p, axis=1) is the digit read in each row; compare it with labels, and take the "
    "mean",
)


@ACCURACY.mistake("That is how many rows are read right; their share is asked for.")
def counted(p, labels):
    return int(np.sum(p.argmax(axis=1) == labels))


@ACCURACY.mistake("That is the share that is read wrong.")
def share_wrong(p, labels):
    return np.mean(p.argmax(axis=1) != labels)


@ACCURACY.mistake("The share is right, but times 100: a share lies between 0 and 1.")
def in_percent(p, labels):
    return 100 * accuracy(p, labels)


@ACCURACY.mistake(
    "That is the mean probability of the right digit, which is no share of rows: a row counts as "
    "read right when its largest probability stands at its label, however large it is."
)
def mean_probability(p, labels):
    return np.mean(p[np.arange(len(p)), labels])


@ACCURACY.mistake(
    "That is the loss, the mean cross-entropy. Accuracy counts the rows read right, and doesn't "
    "ask how sure the network was."
)
def loss_instead(p, labels):
    return -np.mean(np.log(p[np.arange(len(p)), labels]))


@ACCURACY.mistake(
    "You counted rows in which the right digit has a probability above ½. With ten digits the "
    "largest may be less than that."
)
def above_half(p, labels):
    return np.mean(p[np.arange(len(p)), labels] > 0.5)


@ACCURACY.mistake(
    "argmax along axis 0 looks for the most typical row of each digit. The digit that is read in "
    "each row is argmax along axis 1."
)
def wrong_axis(p, labels):
    return np.mean(p.argmax(axis=0) == labels)


LARGEST_AND_ITS_PLACE = (
    "The digit that is read in a row is the place of its largest probability, p.argmax(axis=1). "
    "p.max(axis=1) is that probability itself, and p.argmax() one place in the whole table. Or is "
    "there a //, which cuts a share down to 0?"
)


@ACCURACY.mistake(LARGEST_AND_ITS_PLACE)
def value_for_place(p, labels):
    return np.mean(p.max(axis=1) == labels)


@ACCURACY.mistake(LARGEST_AND_ITS_PLACE)
def place_in_the_whole_table(p, labels):
    return np.mean(p.argmax() == labels)


@ACCURACY.mistake(
    "That is argmin: the digit which the network thinks least likely. It reads the one with the "
    "largest probability."
)
def least_likely(p, labels):
    return np.mean(p.argmin(axis=1) == labels)


@ACCURACY.mistake("That says of each row whether it is read right; take the mean of it.")
def row_by_row(p, labels):
    return (p.argmax(axis=1) == labels).astype(int)


@ACCURACY.mistake(
    "You divided each row by their number. Add them up as well, or take the mean instead."
)
def part_of_each_row(p, labels):
    return (p.argmax(axis=1) == labels) / len(labels)


@ACCURACY.mistake(
    "One row is counted at most: right = 1, or right =+ 1, sets it to 1 each time. right += 1 "
    "counts on."
)
def one_row_at_most(p, labels):
    return np.any(p.argmax(axis=1) == labels) / len(labels)


@ACCURACY.mistake(
    "len counts all rows, the True as well as the False. np.sum counts the True, np.mean gives "
    "their share."
)
def all_rows_counted(p, labels):
    return 1.0


@ACCURACY.mistake(
    "Only the first row is counted: return stands inside the loop and ends it. It stands after the "
    "loop, as far left as for."
)
def returned_after_the_first_row(p, labels):
    return (p[0].argmax() == labels[0]) / len(labels)


@ACCURACY.mistake(
    "Only the last row is counted: the count starts at 0 inside the loop, so anew for each row."
)
def started_anew_for_each_row(p, labels):
    return (p[-1].argmax() == labels[-1]) / len(labels)


BY_THE_ROWS = (
    "You divided the rows read right by another number than that of all rows, len(labels)."
)


@ACCURACY.mistake(BY_THE_ROWS)
def divided_by_digits(p, labels):
    return np.sum(p.argmax(axis=1) == labels) / p.shape[1]


@ACCURACY.mistake(BY_THE_ROWS)
def divided_by_ten(p, labels):
    return np.sum(p.argmax(axis=1) == labels) / 10


@ACCURACY.mistake(BY_THE_ROWS)
def divided_by_all_probabilities(p, labels):
    return np.sum(p.argmax(axis=1) == labels) / p.size


@ACCURACY.mistake(
    "That is by how much the digit read is off, on average. A 1 read as a 7 is no worse than one "
    "read as a 2: ask whether both are equal, ==."
)
def difference_of_digits(p, labels):
    return np.mean(p.argmax(axis=1) - labels)


@ACCURACY.mistake("Those are the digits that are read, one a row: compare them with labels.")
def digits_read(p, labels):
    return p.argmax(axis=1)


@ACCURACY.mistake(
    "That is the mean of the largest probabilities: how sure the network is. Whether it is right "
    "the labels tell."
)
def certainty(p, labels):
    return np.mean(p.max(axis=1))


# -------------------------------------------------------------------------------- train_epoch

# No network's slopes, and better for that: each hangs on the rows and on the other parameters, so
# that another batch, another order or slopes of an earlier moment show.
COUPLED = Formula(
    "lambda X, y, W1, b1, W2, b2: (X.T @ (X @ W1 + b1) / len(X), b1 - W1.sum(axis=0) + y.mean(), "
    "W2 * y.mean() - X.mean(), b2 * W2.sum() + X.sum())"
)


def _train_epoch_cases(rng):
    def case(rows, batch_size, eta):
        X = rng.uniform(-1, 1, size=(rows, 3)).round(1)
        y = np.eye(2)[rng.permutation(rows) % 2] + rng.uniform(0.1, 0.4, size=(rows, 1)).round(1)
        shapes = [(3, 2), (2,), (2, 2), (2,)]
        parameters = tuple(rng.uniform(0.2, 1.5, size=shape).round(1) for shape in shapes)
        order = rng.permutation(rows)
        if np.array_equal(order, np.arange(rows)):
            order = order[::-1].copy()
        return COUPLED, X, y, parameters, eta, batch_size, order

    return [case(4, 2, 0.5), case(5, 2, 0.25), case(7, 3, 0.125), case(6, 4, 0.25)]


TRAIN_EPOCH = Exercise(
    answer=train_epoch,
    cases=_train_epoch_cases,
    hint="take W1, b1, W2, b2 = parameters; for start in range(0, len(order), batch_size) take "
    "rows = order[start : start + batch_size], the slopes of X[rows] and y[rows], and a step; "
    "return the four after the loop",
    points=3,
)


def _batches(order, batch_size):
    return [order[start : start + batch_size] for start in range(0, len(order), batch_size)]


def _descended(gradients, X, y, parameters, eta, batches, moved=(0, 1, 2, 3)):
    """Return the parameters after a step for each batch; only those in `moved` move."""
    parameters = list(parameters)
    for rows in batches:
        slopes = gradients(X[rows], y[rows], *parameters)
        for place in moved:
            parameters[place] = parameters[place] - eta * slopes[place]
    return tuple(parameters)


def _descended_from_nothing(*arguments):
    """Return what steps lead to of which some have no rows, whose mean is nan."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return _descended(*arguments)


@TRAIN_EPOCH.mistake(
    "From the second on your batches are empty, and their slopes are nan. A batch that begins at "
    "start ends at start + batch_size, not at batch_size."
)
def ended_at_batch_size(gradients, X, y, parameters, eta, batch_size, order):
    batches = [order[start:batch_size] for start in range(0, len(order), batch_size)]
    return _descended_from_nothing(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake(
    "Where batch_size divides the number of rows, your last batch is empty, and its slopes are "
    "nan. range(0, len(order), batch_size) begins a batch only where rows are left."
)
def empty_batch_at_the_end(gradients, X, y, parameters, eta, batch_size, order):
    starts = [i * batch_size for i in range(len(order) // batch_size + 1)]
    batches = [order[start : start + batch_size] for start in starts]
    return _descended_from_nothing(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake("You added. The slopes point uphill: the step is −η times the slope.")
def uphill(gradients, X, y, parameters, eta, batch_size, order):
    return train_epoch(gradients, X, y, parameters, -eta, batch_size, order)


@TRAIN_EPOCH.mistake("The learning rate eta is missing: multiply each slope by it.")
def eta_left_out(gradients, X, y, parameters, eta, batch_size, order):
    return train_epoch(gradients, X, y, parameters, 1, batch_size, order)


@TRAIN_EPOCH.mistake("That is one step with all rows together. Each batch has a step of its own.")
def all_rows_at_once(gradients, X, y, parameters, eta, batch_size, order):
    return _descended(gradients, X, y, parameters, eta, [order])


@TRAIN_EPOCH.mistake(
    "That is where the first batch leads. Go on to the others: the return stands behind the loop."
)
def first_batch_only(gradients, X, y, parameters, eta, batch_size, order):
    return _descended(gradients, X, y, parameters, eta, _batches(order, batch_size)[:1])


@TRAIN_EPOCH.mistake(
    "Every batch starts from the parameters given, so only the last one counts. Start from where "
    "the batch before has led."
)
def each_from_the_start(gradients, X, y, parameters, eta, batch_size, order):
    return _descended(gradients, X, y, parameters, eta, _batches(order, batch_size)[-1:])


@TRAIN_EPOCH.mistake(
    "All batches use the slopes at the parameters given. Call gradients in the loop, with the "
    "parameters as they are then."
)
def slopes_at_the_start(gradients, X, y, parameters, eta, batch_size, order):
    found = list(parameters)
    for rows in _batches(order, batch_size):
        slopes = gradients(X[rows], y[rows], *parameters)
        found = [part - eta * slope for part, slope in zip(found, slopes, strict=True)]
    return tuple(found)


@TRAIN_EPOCH.mistake(
    "The rows are taken as they stand in X. Take them in the order given: rows = "
    "order[start : start + batch_size]."
)
def order_unused(gradients, X, y, parameters, eta, batch_size, order):
    return train_epoch(gradients, X, y, parameters, eta, batch_size, np.arange(len(order)))


@TRAIN_EPOCH.mistake(
    "Images and targets have come apart: X is taken in the order given, and y is not. Take the "
    "same rows of both."
)
def targets_not_in_order(gradients, X, y, parameters, eta, batch_size, order):
    straight = np.arange(len(order))
    return train_epoch(gradients, X[order], y, parameters, eta, batch_size, straight)


@TRAIN_EPOCH.mistake(
    "Images and targets have come apart: y is taken in the order given, and X is not. Take the "
    "same rows of both."
)
def images_not_in_order(gradients, X, y, parameters, eta, batch_size, order):
    straight = np.arange(len(order))
    return train_epoch(gradients, X, y[order], parameters, eta, batch_size, straight)


@TRAIN_EPOCH.mistake(
    "Every step takes all of X and y. What belongs to a batch is X[rows] and y[rows]."
)
def all_rows_in_each_step(gradients, X, y, parameters, eta, batch_size, order):
    steps = len(_batches(order, batch_size))
    return _descended(gradients, X, y, parameters, eta, [order] * steps)


@TRAIN_EPOCH.mistake(
    "You took the slopes once, from all rows, before the loop. Each batch has its own: "
    "gradients(X[rows], y[rows], …) in the loop."
)
def slopes_of_all_rows_once(gradients, X, y, parameters, eta, batch_size, order):
    slopes = gradients(X, y, *parameters)
    eta = eta * len(_batches(order, batch_size))
    return tuple(part - eta * slope for part, slope in zip(parameters, slopes, strict=True))


@TRAIN_EPOCH.mistake(
    "You took the rows of a batch from X, and all of y. Images and targets belong together: take "
    "y[rows]."
)
def all_targets(gradients, X, y, parameters, eta, batch_size, order):
    def slopes(rows, _, *parameters):
        return gradients(rows, y, *parameters)

    return train_epoch(slopes, X, y, parameters, eta, batch_size, order)


@TRAIN_EPOCH.mistake(
    "You took the rows of a batch from y, and all of X. Images and targets belong together: take "
    "X[rows]."
)
def all_images(gradients, X, y, parameters, eta, batch_size, order):
    def slopes(_, rows, *parameters):
        return gradients(X, rows, *parameters)

    return train_epoch(slopes, X, y, parameters, eta, batch_size, order)


WHERE_BATCHES_BEGIN = (
    "The batches begin at other places than they should, which are 0, batch_size, twice batch_size "
    "and so on: for start in range(0, len(order), batch_size)."
)


@TRAIN_EPOCH.mistake(WHERE_BATCHES_BEGIN)
def starts_counted_one_by_one(gradients, X, y, parameters, eta, batch_size, order):
    starts = range(len(order) // batch_size)
    batches = [order[start : start + batch_size] for start in starts]
    return _descended(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake(WHERE_BATCHES_BEGIN)
def starts_within_a_batch(gradients, X, y, parameters, eta, batch_size, order):
    batches = [order[start : start + batch_size] for start in range(batch_size)]
    return _descended(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake(WHERE_BATCHES_BEGIN)
def rows_for_starts(gradients, X, y, parameters, eta, batch_size, order):
    batches = [order[start : start + batch_size] for start in order]
    return _descended(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake(
    "Every batch takes the same first rows. The next one goes on where it ended: "
    "order[start : start + batch_size]."
)
def first_rows_again(gradients, X, y, parameters, eta, batch_size, order):
    batches = [order[:batch_size]] * len(_batches(order, batch_size))
    return _descended(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake(
    "Each batch lacks its last row. The end of a slice doesn't belong to it, so nothing is to be "
    "taken away: order[start : start + batch_size]."
)
def batches_a_row_short(gradients, X, y, parameters, eta, batch_size, order):
    batches = [rows[: batch_size - 1] for rows in _batches(order, batch_size)]
    return _descended(gradients, X, y, parameters, eta, batches)


@TRAIN_EPOCH.mistake(
    "gradients is called anew after a part has moved. Take all four slopes first, then move: "
    "dW1, db1, dW2, db2 = gradients(…)."
)
def slopes_between_the_parts(gradients, X, y, parameters, eta, batch_size, order):
    for rows in _batches(order, batch_size):
        for part in range(4):
            parameters = _descended(gradients, X, y, parameters, eta, [rows], moved=(part,))
    return parameters


@TRAIN_EPOCH.mistake(
    "The last rows are missing where the number of rows is no multiple of batch_size. The last "
    "batch is smaller then, and counts too."
)
def last_batch_dropped(gradients, X, y, parameters, eta, batch_size, order):
    whole = [rows for rows in _batches(order, batch_size) if len(rows) == batch_size]
    return _descended(gradients, X, y, parameters, eta, whole)


@TRAIN_EPOCH.mistake("The last batch is left out: range(0, len(order), batch_size) reaches it.")
def one_batch_less(gradients, X, y, parameters, eta, batch_size, order):
    return _descended(gradients, X, y, parameters, eta, _batches(order, batch_size)[:-1])


@TRAIN_EPOCH.mistake("That is a step for each single row. A batch has batch_size rows.")
def row_after_row(gradients, X, y, parameters, eta, batch_size, order):
    return train_epoch(gradients, X, y, parameters, eta, 1, order)


@TRAIN_EPOCH.mistake("You made batch_size batches. batch_size is how many rows a batch has.")
def so_many_batches(gradients, X, y, parameters, eta, batch_size, order):
    return _descended(gradients, X, y, parameters, eta, np.array_split(order, batch_size))


@TRAIN_EPOCH.mistake(
    "The batches overlap: start moves on by one row. It has to move on by batch_size, the third "
    "argument of range."
)
def overlapping(gradients, X, y, parameters, eta, batch_size, order):
    batches = [order[start : start + batch_size] for start in range(len(order))]
    return _descended(gradients, X, y, parameters, eta, batches)


DIVIDED_AGAIN = (
    "You divided the step by the number of rows. gradients gives the slopes of the mean already."
)


@TRAIN_EPOCH.mistake(DIVIDED_AGAIN)
def divided_by_batch_size(gradients, X, y, parameters, eta, batch_size, order):
    return train_epoch(gradients, X, y, parameters, eta / batch_size, batch_size, order)


@TRAIN_EPOCH.mistake(DIVIDED_AGAIN)
def divided_by_rows(gradients, X, y, parameters, eta, batch_size, order):
    parameters = list(parameters)
    for rows in _batches(order, batch_size):
        parameters = _descended(gradients, X, y, parameters, eta / len(rows), [rows])
    return tuple(parameters)


@TRAIN_EPOCH.mistake("The biases have stayed as they were. They learn too.")
def weights_only(gradients, X, y, parameters, eta, batch_size, order):
    batches = _batches(order, batch_size)
    return _descended(gradients, X, y, parameters, eta, batches, moved=(0, 2))


@TRAIN_EPOCH.mistake("W1 and b1 have stayed as they were. The hidden layer learns too.")
def last_layer_only(gradients, X, y, parameters, eta, batch_size, order):
    batches = _batches(order, batch_size)
    return _descended(gradients, X, y, parameters, eta, batches, moved=(2, 3))


@TRAIN_EPOCH.mistake(
    "Those are the parameters as they were. A line W1 - eta * dW1 alone computes the new ones and "
    "doesn't keep them: write W1 = W1 - eta * dW1, and return the new ones."
)
def nothing_moved(gradients, X, y, parameters, eta, batch_size, order):
    return tuple(parameters)


# ------------------------------------------------------------------------------ ordered_split


def ordered_split(X, labels, n_test):
    """Return X_train, labels_train, X_test, labels_test: the last n_test rows are the test."""
    # Where the test begins, counted from the front.
    border = len(X) - n_test
    # What stands before it is for training, what stands from it on for the test.
    return X[:border], labels[:border], X[border:], labels[border:]


def _ordered_split_cases(rng):
    def case(rows, columns, n_test):
        X = rng.integers(0, 17, size=(rows, columns)) / 16
        return X + np.arange(rows)[:, None], rng.permutation(rows) % 10, n_test

    return [case(5, 2, 2), case(7, 3, 3), case(6, 4, 1), case(8, 2, 3)]


ORDERED_SPLIT = Exercise(
    answer=ordered_split,
    cases=_ordered_split_cases,
    hint="border = len(X) - n_test; X[:border] are the rows before it, X[border:] those from it on",
)


def _in_four(X, labels, train, test):
    return X[train], labels[train], X[test], labels[test]


@ORDERED_SPLIT.mistake(
    "X[:, …] takes columns, so each image loses some of its pixels. An image is a row, and rows "
    "stand first: X[:-n_test] and X[-n_test:]."
)
def columns_of_x(X, labels, n_test):
    return X[:, :-n_test], labels[:-n_test], X[:, -n_test:], labels[-n_test:]


@ORDERED_SPLIT.mistake(
    "The test is made of the first rows. It is the end of the file that the network shall not see."
)
def first_rows_as_test(X, labels, n_test):
    return X[n_test:], labels[n_test:], X[:n_test], labels[:n_test]


@ORDERED_SPLIT.mistake("Training and test are exchanged: n_test rows are the test.")
def exchanged(X, labels, n_test):
    X_train, labels_train, X_test, labels_test = ordered_split(X, labels, n_test)
    return X_test, labels_test, X_train, labels_train


@ORDERED_SPLIT.mistake("n_test counts the rows of the test, and you gave that many to training.")
def so_many_to_train(X, labels, n_test):
    return X[:n_test], labels[:n_test], X[n_test:], labels[n_test:]


@ORDERED_SPLIT.mistake(
    "The rows of the test are among those of training too: what a network is tested with it must "
    "not have seen."
)
def trained_on_all(X, labels, n_test):
    return X, labels, X[len(X) - n_test :], labels[len(X) - n_test :]


@ORDERED_SPLIT.mistake(
    "The results are in the order X_train, X_test, labels_train, labels_test. Here X_train, "
    "labels_train, X_test, labels_test is asked for."
)
def order_of_scikit_learn(X, labels, n_test):
    X_train, labels_train, X_test, labels_test = ordered_split(X, labels, n_test)
    return X_train, X_test, labels_train, labels_test


@ORDERED_SPLIT.mistake("The rows are shuffled; here they keep the order of the file.")
def shuffled(X, labels, n_test):
    rows = np.random.default_rng(0).permutation(len(X))
    if np.array_equal(rows, np.arange(len(X))):
        rows = rows[::-1]
    return _in_four(X, labels, rows[: len(X) - n_test], rows[len(X) - n_test :])


@ORDERED_SPLIT.mistake(
    "shuffled_split shuffles. Here the rows keep the order of the file, whose last n_test rows are "
    "the test."
)
def split_of_the_page(X, labels, n_test):
    order = np.random.default_rng(0).permutation(len(labels))
    by_digit = order[np.argsort(labels[order], kind="stable")]
    return _in_four(X, labels, np.setdiff1d(order, by_digit[::5]), by_digit[::5])


@ORDERED_SPLIT.mistake("The test has one row less than n_test.")
def one_row_less(X, labels, n_test):
    border = len(X) - n_test + 1
    return X[:border], labels[:border], X[border:], labels[border:]


@ORDERED_SPLIT.mistake("The test has one row more than n_test.")
def one_row_more(X, labels, n_test):
    border = len(X) - n_test - 1
    return X[:border], labels[:border], X[border:], labels[border:]


@ORDERED_SPLIT.mistake(
    "A row is missing between training and test: training ends where the test begins, "
    "at the same number."
)
def row_lost(X, labels, n_test):
    border = len(X) - n_test
    return X[: border - 1], labels[: border - 1], X[border:], labels[border:]


@ORDERED_SPLIT.mistake(
    "A row is missing between training and test: training ends where the test begins, "
    "at the same number."
)
def row_lost_from_the_test(X, labels, n_test):
    border = len(X) - n_test
    return X[:border], labels[:border], X[border + 1 :], labels[border + 1 :]


@ORDERED_SPLIT.mistake(
    "X[n_test:] leaves the first n_test rows out. The last n_test of them are X[-n_test:]."
)
def test_counted_from_the_front(X, labels, n_test):
    return X[:-n_test], labels[:-n_test], X[n_test:], labels[n_test:]


@ORDERED_SPLIT.mistake(
    "Training has the first n_test rows only. It gets all but the last n_test: X[:-n_test]."
)
def training_as_large_as_the_test(X, labels, n_test):
    return X[:n_test], labels[:n_test], X[-n_test:], labels[-n_test:]


@ORDERED_SPLIT.mistake(
    "X[-n_test] is a single row. With a colon, X[-n_test:], it is that row and all after it."
)
def one_row_for_the_test(X, labels, n_test):
    return X[:-n_test], labels[:-n_test], X[-n_test], labels[-n_test]


@ORDERED_SPLIT.mistake(
    "All rows are in training, as your border lies beyond the last. It is len(X) - n_test; 1437 is "
    "that of the page's 1797 images."
)
def rows_of_the_page(X, labels, n_test):
    border = 1797 - n_test
    return X[:border], labels[:border], X[border:], labels[border:]


@ORDERED_SPLIT.mistake("The rows of the test are in the opposite order.")
def test_turned_round(X, labels, n_test):
    X_train, labels_train, X_test, labels_test = ordered_split(X, labels, n_test)
    return X_train, labels_train, X_test[::-1], labels_test[::-1]


@ORDERED_SPLIT.mistake(
    "You took every so many rows for the test. That mixes the file nearly as shuffling does: the "
    "test is its end, in one piece."
)
def every_so_many(X, labels, n_test):
    test = np.arange(len(X))[:: len(X) // n_test][:n_test]
    return _in_four(X, labels, np.setdiff1d(np.arange(len(X)), test), test)


# --------------------------------------------------------------------------------- share_read


def share_read(table):
    """Return for each digit which share of its images was read right, an array (10,)."""
    # Those on the diagonal were read as what they are.
    right = np.diag(table)
    # A row holds all images of one digit, however they were read.
    return right / table.sum(axis=1)


def _share_read_cases(rng):
    def case(n):
        # Much misread in the first row, so that the largest number there is not on the diagonal.
        table = rng.integers(0, 6, size=(n, n)) + np.diag(rng.integers(7, 30, size=n))
        table[0, 1] += 40
        return (table,)

    return [(np.array([[8, 2, 0], [1, 5, 0], [3, 0, 9]]),), case(10), case(10), case(4)]


SHARE_READ = Exercise(
    answer=share_read,
    cases=_share_read_cases,
    hint="np.diag(table) is the diagonal; table.sum(axis=1) adds up each row",
)


@SHARE_READ.mistake(
    "You divided by the sums of the columns. That is another question: of all images read as a 3, "
    "how many are one? Here: of all 3s, how many are read as one? A row holds all of a digit."
)
def divided_by_columns(table):
    return np.diag(table) / table.sum(axis=0)


@SHARE_READ.mistake(
    "You divided by the number of all images; each digit has its own number, the sum of its row."
)
def divided_by_all(table):
    return np.diag(table) / table.sum()


@SHARE_READ.mistake("Those are numbers of images; divide each by the sum of its row.")
def diagonal_only(table):
    return np.diag(table)


@SHARE_READ.mistake(
    "That is one share for all images together, the accuracy. Each digit has its own."
)
def accuracy_of_all(table):
    return np.trace(table) / table.sum()


@SHARE_READ.mistake("That is the share that is misread.")
def share_misread(table):
    return 1 - share_read(table)


@SHARE_READ.mistake(
    "You divided those read right by those misread; divide by all of the row, right ones included."
)
def right_to_wrong(table):
    right = np.diag(table)
    return right / (table.sum(axis=1) - right)


@SHARE_READ.mistake("The shares are right, but times 100: a share lies between 0 and 1.")
def hundredfold(table):
    return 100 * share_read(table)


WHOLE_TABLE = (
    "You divided the whole table. Of each row only the number on the diagonal is asked for: "
    "table[i, i] in a loop, or all of them at once, np.diag(table)."
)


@SHARE_READ.mistake(WHOLE_TABLE)
def whole_table(table):
    return table / table.sum(axis=1, keepdims=True)


@SHARE_READ.mistake(WHOLE_TABLE)
def whole_table_by_columns(table):
    return table / table.sum(axis=1)


@SHARE_READ.mistake(
    "With keepdims=True the sums are a column, and a row over a column makes a table. Diagonal and "
    "sums are both rows of numbers: table.sum(axis=1)."
)
def row_over_a_column(table):
    return np.diag(table) / table.sum(axis=1, keepdims=True)


TEN_DIGITS = (
    "Not every table has ten digits; one of those tried here has three. How many there are, "
    "len(table) tells."
)


@SHARE_READ.mistake(TEN_DIGITS)
def ten_digits(table):
    return table[np.arange(10), np.arange(10)] / table.sum(axis=1)


@SHARE_READ.mistake(TEN_DIGITS)
def filled_up_to_ten(table):
    shares = np.zeros(10)
    shares[: len(table)] = share_read(table)
    return shares


@SHARE_READ.mistake(
    "You divided by the number of digits. Of each digit there are as many images as its row has "
    "in all, its sum."
)
def divided_by_digits_of_table(table):
    return np.diag(table) / len(table)


@SHARE_READ.mistake(
    "You divided by all that were read right. Each digit is divided by the sum of its own row."
)
def divided_by_all_right(table):
    return np.diag(table) / np.trace(table)


@SHARE_READ.mistake("That is the mean over the digits; the share of each of them is asked for.")
def mean_of_shares(table):
    return np.mean(share_read(table))


@SHARE_READ.mistake(
    "You took the largest number of each row. A digit may be read as another one more often than "
    "right: take the diagonal."
)
def largest_of_row(table):
    return table.max(axis=1) / table.sum(axis=1)


EXERCISES = (TRAIN_EPOCH, ACCURACY, ORDERED_SPLIT, SHARE_READ)
