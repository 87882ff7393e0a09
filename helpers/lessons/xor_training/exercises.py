"""Lesson 06's exercises: train_network, predict_class, plateau_loss, smallest_size."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.exercises.formula import Formula

# ------------------------------------------------------------------------------ train_network


def train_network(gradients, X, y, parameters, eta, epochs):
    """Return W1, b1, W2, b2 after so many epochs of gradient descent with learning rate eta."""
    W1, b1, W2, b2 = parameters
    for _ in range(epochs):
        # All four slopes at the parameters as they are now, before any of them moves.
        dW1, db1, dW2, db2 = gradients(X, y, W1, b1, W2, b2)
        W1 = W1 - eta * dW1
        b1 = b1 - eta * db1
        W2 = W2 - eta * dW2
        b2 = b2 - eta * db2
    # After the loop, when all epochs are done.
    return W1, b1, W2, b2


def _stepped(parameters, slopes, eta):
    return [p - eta * slope for p, slope in zip(parameters, slopes, strict=True)]


# No network's slopes, and better for that: each changes with the others' parameters, so that what
# is worked out too late or too early shows.
COUPLED = Formula(
    "lambda X, y, W1, b1, W2, b2: "
    "(X.T @ (X @ W1 + b1), b1 - W1.sum(axis=0), W2 - y.mean(), b2 * W2.sum())"
)
BOWL = Formula("lambda X, y, W1, b1, W2, b2: (W1, b1, W2, b2)")


def _parameters(rng, hidden):
    """Return W1, b1, W2, b2 of a 2-hidden-1 network."""
    shapes = [(2, hidden), (hidden,), (hidden, 1), (1,)]
    return tuple(rng.uniform(0.2, 2, size=shape).round(2) for shape in shapes)


def _train_network_cases(rng):
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    xor = np.array([[0], [1], [1], [0]])
    rows = rng.normal(size=(3, 2)).round(1), np.array([[1], [0], [1]])
    return [
        (BOWL, X, xor, _parameters(rng, 2), 0.5, 1),
        (BOWL, X, xor, _parameters(rng, 2), 0.1, 3),
        (COUPLED, X, xor, _parameters(rng, 2), 0.125, 2),
        (COUPLED, *rows, _parameters(rng, 3), 0.25, 4),
    ]


TRAIN_NETWORK = Exercise(
    answer=train_network,
    cases=_train_network_cases,
    hint="take W1, b1, W2, b2 = parameters before the loop; in the loop call gradients once, with "
    "X, y and the four, and move each by -eta times its slope; return the four after the loop",
    points=3,
)


@TRAIN_NETWORK.mistake("You added. The slopes point uphill: the step is −η times the slope.")
def stepped_uphill(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, -eta, epochs)


@TRAIN_NETWORK.mistake(
    "The learning rate eta is missing, or it is still the 1 of the loop above: multiply each slope "
    "by eta."
)
def eta_missing(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, 1, epochs)


@TRAIN_NETWORK.mistake(
    "Those are the parameters as they were. A line W1 - eta * dW1 alone computes the new ones and "
    "doesn't keep them: write W1 = W1 - eta * dW1, and return the new ones."
)
def parameters_unchanged(gradients, X, y, parameters, eta, epochs):
    return tuple(parameters)


@TRAIN_NETWORK.mistake(
    "That is where a single step leads. Either the return stands inside the loop, or every epoch "
    "starts from the parameters given, not from those that the epoch before has left."
)
def one_step_only(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, eta, 1)


@TRAIN_NETWORK.mistake(
    "Every epoch uses the slopes of the start. Call gradients inside the loop, with the parameters "
    "as they are then."
)
def slopes_of_the_start(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, eta * epochs, 1)


@TRAIN_NETWORK.mistake(
    "The slopes of the later parameters were worked out after the first ones had moved. Call "
    "gradients once an epoch, before any update."
)
def slopes_after_updates(gradients, X, y, parameters, eta, epochs):
    parameters = list(parameters)
    for _ in range(epochs):
        for i in range(4):
            parameters[i] = parameters[i] - eta * gradients(X, y, *parameters)[i]
    return tuple(parameters)


@TRAIN_NETWORK.mistake("There is one epoch too many.")
def one_epoch_more(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, eta, epochs + 1)


@TRAIN_NETWORK.mistake("There is one epoch too few: range(epochs) counts epochs of them.")
def one_epoch_less(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, eta, epochs - 1)


@TRAIN_NETWORK.mistake("The biases have stayed as they were. They learn too.")
def weights_only(gradients, X, y, parameters, eta, epochs):
    for _ in range(epochs):
        stepped = _stepped(parameters, gradients(X, y, *parameters), eta)
        parameters = [stepped[0], parameters[1], stepped[2], parameters[3]]
    return tuple(parameters)


@TRAIN_NETWORK.mistake(
    "You changed eta by a factor 2/n, which belongs to the mean. Step with eta times the slopes as "
    "gradients gives them."
)
def eta_of_the_mean(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, eta * 2 / len(X), epochs)


@TRAIN_NETWORK.mistake(
    "You divided the slopes by the number of rows. Step with eta times the slopes as gradients "
    "gives them."
)
def divided_by_rows(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, eta / len(X), epochs)


@TRAIN_NETWORK.mistake("You divided by the learning rate; multiply the slopes by it.")
def divided_by_eta(gradients, X, y, parameters, eta, epochs):
    return train_network(gradients, X, y, parameters, 1 / eta, epochs)


@TRAIN_NETWORK.mistake("Those are steps alone, −η times the slope. Add each to its parameter.")
def steps_without_parameters(gradients, X, y, parameters, eta, epochs):
    before = train_network(gradients, X, y, parameters, eta, epochs - 1)
    return tuple(-eta * slope for slope in gradients(X, y, *before))


@TRAIN_NETWORK.mistake("W2 and b2 have stayed as they were. The output layer learns too.")
def first_layer_only(gradients, X, y, parameters, eta, epochs):
    for _ in range(epochs):
        stepped = _stepped(parameters, gradients(X, y, *parameters), eta)
        parameters = [*stepped[:2], *parameters[2:]]
    return tuple(parameters)


@TRAIN_NETWORK.mistake("W1 and b1 have stayed as they were. The hidden layer learns too.")
def second_layer_only(gradients, X, y, parameters, eta, epochs):
    for _ in range(epochs):
        stepped = _stepped(parameters, gradients(X, y, *parameters), eta)
        parameters = [*parameters[:2], *stepped[2:]]
    return tuple(parameters)


@TRAIN_NETWORK.mistake("Those are the last slopes; the parameters are asked for.")
def slopes_returned(gradients, X, y, parameters, eta, epochs):
    before = train_network(gradients, X, y, parameters, eta, epochs - 1)
    return gradients(X, y, *before)


# ------------------------------------------------------------------------------ predict_class


def predict_class(y_hat):
    """Return an array of the whole numbers 0 and 1, in the shape of the array y_hat."""
    # One True or False for each output …
    is_one = y_hat >= 0.5
    # … made into 1 and 0.
    return is_one.astype(int)


def _predict_class_cases(rng):
    return [
        (np.array([0.03, 0.97, 0.5, 0.49]),),
        (np.array([[0.2], [0.6], [0.9], [0.7]]),),
        (rng.uniform(0.01, 0.99, size=(5, 1)).round(2),),
        (np.concatenate([rng.uniform(0.5, 0.99, size=4), [0.1]]).round(2),),
        (rng.uniform(0.01, 0.99, size=12).round(2),),
        # An output that is rounded to 1, and some close to the border on either side.
        (np.array([[1.0, 0.0, 0.4999], [0.5001, 0.501, 0.499]]),),
    ]


PREDICT_CLASS = Exercise(
    answer=predict_class,
    cases=_predict_class_cases,
    hint="y_hat >= 0.5 gives True and False for every output; .astype(int) makes 1 and 0 of them",
)


@PREDICT_CLASS.mistake(
    "An output of exactly ½ counts as 1 here. With > it is 0, and np.round makes it 0 too."
)
def above_half(y_hat):
    return (y_hat > 0.5).astype(int)


@PREDICT_CLASS.mistake(
    "The threshold 0 is for z. An output of the sigmoid is always above 0; compare with ½."
)
def above_zero(y_hat):
    return (y_hat >= 0).astype(int)


@PREDICT_CLASS.mistake(
    "Every output below 1 gets the class 0, as when its decimals are cut off; compare with ½."
)
def decimals_cut_off(y_hat):
    return y_hat.astype(int)


@PREDICT_CLASS.mistake("The classes are swapped: a large output means 1.")
def other_class(y_hat):
    return 1 - predict_class(y_hat)


@PREDICT_CLASS.mistake(
    "You compared with the mean of the batch, so a row's class hangs on its neighbours. "
    "The threshold is ½."
)
def above_mean(y_hat):
    return (y_hat >= y_hat.mean()).astype(int)


@PREDICT_CLASS.mistake("The classes are right, but the shape is another: keep that of y_hat.")
def flattened(y_hat):
    return predict_class(y_hat).ravel()


@PREDICT_CLASS.mistake(
    "(2 * y_hat).astype(int) makes 2 of an output of 1, which the sigmoid gives for a large z."
)
def twice_cut_off(y_hat):
    return (2 * y_hat).astype(int)


@PREDICT_CLASS.mistake("Every output gets the class 1: that is rounding up; compare with ½.")
def rounded_up(y_hat):
    return np.ceil(y_hat).astype(int)


@PREDICT_CLASS.mistake("Outputs close to ½ get the wrong class: don't round before you compare.")
def rounded_before(y_hat):
    return (y_hat.round(1) >= 0.5).astype(int)


@PREDICT_CLASS.mistake("Outputs close to ½ get the wrong class: don't round before you compare.")
def rounded_before_to_two_digits(y_hat):
    return (y_hat.round(2) >= 0.5).astype(int)


@PREDICT_CLASS.mistake("Outputs below ½ have stayed as they were; they become 0.")
def small_ones_left(y_hat):
    return np.where(y_hat >= 0.5, 1, y_hat)


@PREDICT_CLASS.mistake("Outputs of ½ and above have stayed as they were; they become 1.")
def large_ones_left(y_hat):
    return np.where(y_hat < 0.5, 0, y_hat)


@PREDICT_CLASS.mistake(
    "That is the place of the largest output; each output has a class of its own."
)
def place_of_largest(y_hat):
    return np.argmax(y_hat)


@PREDICT_CLASS.mistake("The classes are 1 and −1; 1 and 0 are asked for.")
def minus_one_for_zero(y_hat):
    return np.where(y_hat >= 0.5, 1, -1)


@PREDICT_CLASS.mistake("That is the one class of the first output; each output has its own.")
def first_output_only(y_hat):
    return int(y_hat.ravel()[0] >= 0.5)


# ------------------------------------------------------------------------------- plateau_loss


def plateau_loss(y, groups):
    """Return the mean squared error where every row gets the mean of its group's targets."""
    total = 0
    for group in np.unique(groups):
        # The rows of a group share one output, and the best one is the mean of their targets.
        targets = y[groups == group]
        errors = targets - np.mean(targets)
        total += np.sum(errors**2)
    # The mean over all rows, not over the groups.
    return total / len(y)


def _outputs(y, groups, choose=np.mean):
    """Return for each row the one output of its group, made from the group's targets."""
    y, groups = np.asarray(y, dtype=float), np.asarray(groups)
    return np.array([choose(y[groups == group]) for group in groups])


def _plateau_loss_cases(rng):
    xor = np.array([0, 1, 1, 0])
    groups = rng.permutation([7, 7, 7, 2, 2, 4])
    return [
        (xor, np.array([3, 1, 3, 3])),
        (xor, np.array([0, 1, 2, 2])),
        (xor, np.array([0, 0, 0, 0])),
        (xor, np.array([0, 1, 2, 3])),
        (np.array([0, 1, 1, 1, 0, 1, 0, 0]), np.array([2, 2, 2, 2, 2, 0, 0, 1])),
        (rng.uniform(0.05, 0.95, size=6).round(2), groups),
    ]


PLATEAU_LOSS = Exercise(
    answer=plateau_loss,
    cases=_plateau_loss_cases,
    hint="for each group in np.unique(groups): its targets are y[groups == group]; add up the "
    "squares of these targets minus their mean; after the loop divide by len(y)",
)


@PLATEAU_LOSS.mistake(
    "You gave all rows one output. Each group gets its own: the mean of y[groups == group]."
)
def one_output_for_all(y, groups):
    return plateau_loss(y, np.zeros(len(y)))


@PLATEAU_LOSS.mistake(
    "You let undecided rows get ½. That is their best output only where as many of their targets "
    "are 1 as 0; take the mean of the group's targets."
)
def half_for_undecided(y, groups):
    outputs = _outputs(y, groups, lambda t: t[0] if len(t) == 1 else 0.5)
    return float(np.mean((y - outputs) ** 2))


@PLATEAU_LOSS.mistake(
    "The outputs were rounded to whole numbers, perhaps in np.zeros_like(y), which holds whole "
    "numbers only where y does. Let them be floats."
)
def outputs_cut_off(y, groups):
    outputs = np.zeros_like(y)
    for group in np.unique(groups):
        outputs[groups == group] = np.mean(y[groups == group])
    return float(np.mean((y - outputs) ** 2))


@PLATEAU_LOSS.mistake("You gave a group the class that most of its rows have, not their mean.")
def majority_of_group(y, groups):
    return float(np.mean((y - _outputs(y, groups, lambda t: t.mean() >= 0.5)) ** 2))


@PLATEAU_LOSS.mistake("That is the sum of the squared errors; divide it by the number of rows.")
def sum_of_squares(y, groups):
    return plateau_loss(y, groups) * len(y)


@PLATEAU_LOSS.mistake("That is ½ Σ (ŷ − y)²; the mean over the rows is asked for.")
def half_the_sum(y, groups):
    return plateau_loss(y, groups) * len(y) / 2


@PLATEAU_LOSS.mistake(
    "You took the mean of the groups' losses. A large group counts for more: add up the squares of "
    "all rows and divide by their number."
)
def mean_over_groups(y, groups):
    return float(np.mean(_losses_of_groups(y, groups)))


@PLATEAU_LOSS.mistake(
    "You added up the groups' means. Add up the squares of all rows and divide by their number."
)
def sum_over_groups(y, groups):
    return float(np.sum(_losses_of_groups(y, groups)))


def _losses_of_groups(y, groups):
    return [np.var(y[groups == group]) for group in np.unique(groups)]


@PLATEAU_LOSS.mistake("You divided by the number of groups; divide by the number of rows.")
def divided_by_groups(y, groups):
    return plateau_loss(y, groups) * len(y) / len(np.unique(groups))


@PLATEAU_LOSS.mistake("You divided by 4 in every case; divide by the number of rows, len(y).")
def divided_by_four(y, groups):
    return plateau_loss(y, groups) * len(y) / 4


@PLATEAU_LOSS.mistake(
    "A group was counted once for each of its rows: go through np.unique(groups), which has each "
    "number once."
)
def group_counted_for_each_row(y, groups):
    return sum(np.sum((t - t.mean()) ** 2) for t in (y[groups == g] for g in groups)) / len(y)


@PLATEAU_LOSS.mistake(
    "Only the last group counts in your result. Add to the sum in the loop, and set it to 0 before."
)
def last_group_only(y, groups):
    last = y[groups == groups.max()]
    return float(np.sum((last - last.mean()) ** 2) / len(y))


@PLATEAU_LOSS.mistake(
    "Only the first group counts in your result; look whether the return stands inside the loop."
)
def first_group_only(y, groups):
    first = y[groups == groups.min()]
    return float(np.sum((first - first.mean()) ** 2) / len(y))


@PLATEAU_LOSS.mistake(
    "You counted the groups 0, 1, 2 … They may have any numbers: np.unique(groups) lists them."
)
def groups_counted_from_0(y, groups):
    total = 0
    for group in range(len(np.unique(groups))):
        targets = y[groups == group]
        total += np.sum((targets - targets.mean()) ** 2) if len(targets) else 0
    return float(total / len(y))


@PLATEAU_LOSS.mistake(
    "The loss is 0 in every case. Either y was overwritten and compared with itself: keep the "
    "outputs under a name of their own. Or errors of both signs have cancelled: square each error "
    "before you add or average."
)
def errors_cancel(y, groups):
    return 0.0


@PLATEAU_LOSS.mistake("You took the errors' sizes; their squares are asked for.")
def errors_not_squared(y, groups):
    return float(np.mean(np.abs(y - _outputs(y, groups))))


@PLATEAU_LOSS.mistake("You took the root of the loss as well; the mean of the squares is enough.")
def root_taken(y, groups):
    return plateau_loss(y, groups) ** 0.5


@PLATEAU_LOSS.mistake("Those are the outputs. The loss is the mean of (outputs − y) squared.")
def outputs_returned(y, groups):
    return _outputs(y, groups)


# ------------------------------------------------------------------------------ smallest_size


def smallest_size(sizes, losses, share):
    """Return the smallest size with which at least this share of the seeds ended below 0.01."""
    for size, row in zip(sizes, losses, strict=True):
        # The mean of True and False is the share of True.
        solved = np.mean(row < 0.01)
        # Sizes rise, so the first that is good enough is the smallest.
        if solved >= share:
            return size


def _shares(sizes, losses):
    """Return pairs of a size and the share of its seeds that solved it."""
    return list(zip(sizes, np.mean(np.asarray(losses) < 0.01, axis=1), strict=True))


def _smallest_size_cases(rng):
    """Return cases of eight seeds: shares are eighths, which a float holds exactly."""
    none, three, four, five, six, seven, all_ = (_lottery(rng, n) for n in (0, 3, 4, 5, 6, 7, 8))
    at_the_border = np.append(all_[1:], 0.01)
    far_off = np.append(all_[2:], [0.5, 0.5])
    just_below = np.append(all_[3:], [0.0099, 0.007, 0.0055])
    still_falling = np.append(all_[3:], [0.03, 0.05, 0.08])
    return [
        ([2, 3, 4], np.array([four, six, all_]), 0.75),
        ([2, 3, 4], np.array([four, six, all_]), 0.5),
        ([3, 4, 8], np.array([six, seven, all_]), 0.88),
        ([3, 4, 8], np.array([six, seven, all_]), 0.875),
        ([2, 3, 5], np.array([far_off, at_the_border, all_]), 1.0),
        ([2, 4, 6, 9], np.array([seven, four, all_, six]), 0.7),
        ([1, 2, 3], np.array([none, three, six]), 0.3),
        ([3, 6, 7], np.array([still_falling, six, five]), 0.7),
        ([3, 6, 7], np.array([just_below, six, all_]), 1.0),
        ([2, 3, 4], np.array([four, six, seven]), int(rng.integers(51, 75)) / 100),
        *(_drawn_lottery(rng) for _ in range(6)),
    ]


def _drawn_lottery(rng):
    sizes = np.sort(rng.permutation(np.arange(2, 10))[:4]).tolist()
    solved = rng.integers(1, 9, size=4)
    share = int(rng.integers(1, solved.max() + 1)) / 8
    return sizes, np.array([_lottery(rng, n) for n in solved]), share


def _lottery(rng, solved):
    """Return the last losses of eight seeds, of which some have solved it."""
    stuck = rng.choice([1 / 8, 1 / 6], size=8 - solved) + rng.uniform(0, 0.001, size=8 - solved)
    return rng.permutation(np.concatenate([rng.uniform(0.0001, 0.003, size=solved), stuck])).round(
        4
    )


SMALLEST_SIZE = Exercise(
    answer=smallest_size,
    cases=_smallest_size_cases,
    hint="for size, row in zip(sizes, losses): np.mean(row < 0.01) is the share of this row that "
    "solved it; return the size as soon as the share is at least the one asked for",
    points=3,
)


@SMALLEST_SIZE.mistake("You took the largest size that is good enough; the smallest is asked for.")
def largest_size(sizes, losses, share):
    return [size for size, solved in _shares(sizes, losses) if solved >= share][-1]


@SMALLEST_SIZE.mistake("A size that solves exactly this share is good enough: use >=, not >.")
def more_than_the_share(sizes, losses, share):
    good = [size for size, solved in _shares(sizes, losses) if solved > share]
    return good[0] if good else sizes[-1]


@SMALLEST_SIZE.mistake("A size that solves exactly this share is good enough: use >=, not >.")
def more_than_the_share_or_nothing(sizes, losses, share):
    return next((size for size, solved in _shares(sizes, losses) if solved > share), None)


_FIRST_SIZE = "Only the first size was looked at: let the loop go on where it is not good enough."


@SMALLEST_SIZE.mistake(_FIRST_SIZE)
def first_size_or_last(sizes, losses, share):
    return sizes[0] if _shares(sizes, losses)[0][1] >= share else sizes[-1]


@SMALLEST_SIZE.mistake(_FIRST_SIZE)
def first_size_or_nothing(sizes, losses, share):
    return sizes[0] if _shares(sizes, losses)[0][1] >= share else None


@SMALLEST_SIZE.mistake("Those are all sizes that are good enough; the smallest is asked for.")
def all_good_sizes(sizes, losses, share):
    return [size for size, solved in _shares(sizes, losses) if solved >= share]


@SMALLEST_SIZE.mistake("You took the first size whose share is less; it has to be at least that.")
def less_than_the_share(sizes, losses, share):
    return next((size for size, solved in _shares(sizes, losses) if solved <= share), None)


@SMALLEST_SIZE.mistake("You divided by 200, the seeds of the example; a row may have fewer.")
def divided_by_two_hundred(sizes, losses, share):
    counts = np.sum(np.asarray(losses) < 0.01, axis=1)
    return next((s for s, n in zip(sizes, counts, strict=True) if n / 200 >= share), None)


@SMALLEST_SIZE.mistake(
    "One seed that solved it was enough for you. Perhaps you compared a count with a share: divide "
    "the count by the number of seeds."
)
def count_not_divided(sizes, losses, share):
    return next(
        size for size, row in zip(sizes, losses, strict=True) if (row < 0.01).sum() >= share
    )


@SMALLEST_SIZE.mistake("You took the size that most seeds solved. A smaller one may be enough.")
def most_seeds_solved(sizes, losses, share):
    return max(_shares(sizes, losses), key=lambda pair: pair[1])[0]


@SMALLEST_SIZE.mistake(
    "You took the size whose share is closest to the one asked for; the smallest good one is asked "
    "for."
)
def closest_share(sizes, losses, share):
    good = [(solved, size) for size, solved in _shares(sizes, losses) if solved >= share]
    return min(good)[1]


@SMALLEST_SIZE.mistake(
    "You looked at the mean of a row's losses. One stuck seed lifts it: count the seeds below 0.01."
)
def mean_loss_below(sizes, losses, share):
    good = [s for s, row in zip(sizes, losses, strict=True) if row.mean() < 0.01]
    return good[0] if good else sizes[-1]


@SMALLEST_SIZE.mistake(
    "You looked at the middle loss of a row, which says nothing of its share but more or less than "
    "half. Count the seeds below 0.01."
)
def median_loss_below(sizes, losses, share):
    return next(s for s, row in zip(sizes, losses, strict=True) if np.median(row) < 0.01)


@SMALLEST_SIZE.mistake("A loss of exactly 0.01 is not below 0.01: use <, not <=.")
def border_counted(sizes, losses, share):
    pairs = zip(sizes, np.mean(losses <= 0.01, axis=1), strict=True)
    return next(size for size, solved in pairs if solved >= share)


@SMALLEST_SIZE.mistake(
    "You counted every loss below the plateaus. A seed has solved it if its loss is below 0.01."
)
def below_the_plateaus(sizes, losses, share):
    pairs = zip(sizes, np.mean(losses < 0.1, axis=1), strict=True)
    return next(size for size, solved in pairs if solved >= share)


@SMALLEST_SIZE.mistake("You counted the seeds that got stuck; those below 0.01 solved it.")
def stuck_counted(sizes, losses, share):
    good = [size for size, solved in _shares(sizes, losses) if 1 - solved >= share]
    return good[0] if good else sizes[-1]


@SMALLEST_SIZE.mistake(
    "The share was rounded: 7 of 8 seeds are 0.875, which is less than 0.88. Compare it as it is."
)
def share_rounded(sizes, losses, share):
    return next(size for size, solved in _shares(sizes, losses) if round(solved, 2) >= share)


@SMALLEST_SIZE.mistake(
    "The share was cut to whole percents: 7 of 8 seeds are 0.875. Compare it as it is."
)
def percent_cut_off(sizes, losses, share):
    good = [size for size, solved in _shares(sizes, losses) if int(100 * solved) >= 100 * share]
    return good[0]


@SMALLEST_SIZE.mistake("That is the place in the list; the size that stands there is asked for.")
def place_returned(sizes, losses, share):
    return list(sizes).index(smallest_size(sizes, losses, share))


@SMALLEST_SIZE.mistake("That is the share of the seeds; the number of hidden neurons is asked for.")
def share_returned(sizes, losses, share):
    return dict(_shares(sizes, losses))[smallest_size(sizes, losses, share)]


@SMALLEST_SIZE.mistake(
    "You went down the columns, which are seeds. A row holds the losses of one size."
)
def went_down_the_columns(sizes, losses, share):
    solved = np.mean(losses < 0.01, axis=0)
    good = [size for size, part in zip(sizes, solved, strict=False) if part >= share]
    return good[0] if good else sizes[-1]


EXERCISES = (TRAIN_NETWORK, PREDICT_CLASS, PLATEAU_LOSS, SMALLEST_SIZE)
