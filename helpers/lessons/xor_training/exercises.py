"""Lesson 06's exercises: take_step, training_losses, predict_class, smallest_size, stop_epoch."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.network import Network, mean_squared_error

# ---------------------------------------------------------------------------------- take_step


def take_step(parameters, gradients, eta):
    """Return the parameters after one step of gradient descent, for any number of arrays."""
    return tuple(p - eta * g for p, g in zip(parameters, gradients, strict=True))


def _parameters(rng, hidden):
    """Return W1, b1, W2, b2 of a 2-hidden-1 network."""
    shapes = [(2, hidden), (hidden,), (hidden, 1), (1,)]
    return [rng.normal(size=shape).round(2) for shape in shapes]


def _take_step_cases(rng):
    neuron = [np.array([[1.0], [-2.0]]), np.array([0.5])]
    slopes = [np.array([[0.2], [0.1]]), np.array([-0.4])]
    drawn = [
        (_parameters(rng, hidden), _parameters(rng, hidden), eta)
        for hidden, eta in ((2, 0.1), (4, 2.0))
    ]
    return [(neuron, slopes, 0.5), *drawn]


TAKE_STEP = Exercise(
    answer=take_step,
    cases=_take_step_cases,
    hint="go through both lists together, for p, g in zip(parameters, gradients), collect "
    "p - eta * g in a new list, and return it after the loop",
)


@TAKE_STEP.mistake("You added. The gradient points uphill: the step is p − η·g.")
def uphill(parameters, gradients, eta):
    return take_step(parameters, gradients, -eta)


@TAKE_STEP.mistake("The learning rate eta is missing: multiply each gradient by it.")
def without_eta(parameters, gradients, eta):
    return take_step(parameters, gradients, 1)


@TAKE_STEP.mistake("You divided by the learning rate; multiply by it.")
def divided_by_eta(parameters, gradients, eta):
    return take_step(parameters, gradients, 1 / eta)


@TAKE_STEP.mistake("Those are the steps alone, −η·g. Add each to its parameter.")
def step_without_parameters(parameters, gradients, eta):
    return tuple(-eta * g for g in gradients)


@TAKE_STEP.mistake("The biases have stayed as they were. They learn too.")
def weights_only(parameters, gradients, eta):
    stepped = take_step(parameters, gradients, eta)
    return tuple(s if s.ndim == 2 else p for s, p in zip(stepped, parameters, strict=True))


@TAKE_STEP.mistake(
    "Those are the parameters as they were. In a loop, p = p - … only gives p another "
    "meaning: collect the new arrays in a list."
)
def parameters_unchanged(parameters, gradients, eta):
    return tuple(parameters)


@TAKE_STEP.mistake("You always step with 2, as the loop above did; use eta.")
def eta_always_two(parameters, gradients, eta):
    return take_step(parameters, gradients, 2)


@TAKE_STEP.mistake("Only the first array came back; look whether the return is inside the loop.")
def first_array_only(parameters, gradients, eta):
    return take_step(parameters[:1], gradients[:1], eta)


# ---------------------------------------------------------------------------- training_losses


def training_losses(X, y, parameters, eta, epochs):
    """Return the mean squared error of each epoch, each from before its update."""
    return _losses(X, y, parameters, eta, epochs)


def _losses(X, y, parameters, eta, epochs, frozen=False, sign=-1, loss=mean_squared_error):
    # Not Network.train: its gradients are another piece of code, and epochs may be few.
    W1, b1, W2, b2 = parameters
    network = Network.from_parameters([W1, W2], [b1, b2])
    losses = []
    for _ in range(epochs):
        losses.append(loss(y, network.feedforward(X)))
        if not frozen:
            slopes, bias_slopes = network.gradients(X, y)
            network.weights = _moved(network.weights, slopes, sign * eta)
            network.biases = _moved(network.biases, bias_slopes, sign * eta)
    return losses


def _moved(arrays, slopes, factor):
    return [array + factor * slope for array, slope in zip(arrays, slopes, strict=True)]


def _training_losses_cases(rng):
    X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    xor = np.array([[0.0], [1.0], [1.0], [0.0]])
    people = rng.normal(size=(3, 2)).round(1), np.array([[1.0], [0.0], [1.0]])
    return [
        (X, xor, _parameters(rng, 2), 2.0, 3),
        (X, xor, _parameters(rng, 4), 0.5, 6),
        (*people, _parameters(rng, 3), 1.0, 4),
    ]


TRAINING_LOSSES = Exercise(
    answer=training_losses,
    cases=_training_losses_cases,
    hint="for every epoch: loss, gradients = loss_and_gradients(X, y, parameters); keep the loss "
    "in a list; replace parameters by those after one step",
    points=3,
)


@TRAINING_LOSSES.mistake(
    "The losses are all the same: the parameters never change. Give the stepped ones to "
    "the next epoch."
)
def parameters_frozen(*arguments):
    return _losses(*arguments, frozen=True)


@TRAINING_LOSSES.mistake("The loss climbs: the step goes along −η times the gradient.")
def trained_uphill(*arguments):
    return _losses(*arguments, sign=1)


@TRAINING_LOSSES.mistake(
    "Your losses begin after the first update. An epoch's loss is the one that its "
    "forward pass finds, before its update."
)
def after_the_update(*arguments):
    *others, epochs = arguments
    return _losses(*others, epochs + 1)[1:]


@TRAINING_LOSSES.mistake("There is one loss too many: one for each epoch is asked.")
def one_loss_more(*arguments):
    *others, epochs = arguments
    return _losses(*others, epochs + 1)


@TRAINING_LOSSES.mistake("You returned the last loss alone; collect one for each epoch.")
def last_loss_only(*arguments):
    return _losses(*arguments)[-1]


@TRAINING_LOSSES.mistake("It ends after one epoch; look whether the return is inside the loop.")
def one_epoch_only(*arguments):
    return _losses(*arguments)[:1]


@TRAINING_LOSSES.mistake("Those are sums of squared errors; the loss here is their mean.")
def sum_for_mean(X, y, *others):
    return [len(y) * loss for loss in _losses(X, y, *others)]


@TRAINING_LOSSES.mistake(
    "Your gradients lack the factor 2/n: the slope of the mean over ŷ is 2/n · (ŷ − y)."
)
def gradient_factor_missing(X, y, parameters, eta, epochs):
    return _losses(X, y, parameters, eta * len(y) / 2, epochs)


@TRAINING_LOSSES.mistake(
    "You divide by 4 in every case. n is the number of rows in X, here also 3."
)
def divided_by_four(X, y, parameters, eta, epochs):
    return _losses(X, y, parameters, eta * len(y) / 4, epochs)


@TRAINING_LOSSES.mistake("You always step with 2, as the loop above did; use eta.")
def trained_with_eta_two(X, y, parameters, eta, epochs):
    return _losses(X, y, parameters, 2, epochs)


@TRAINING_LOSSES.mistake(
    "δ⁽¹⁾ was worked out with the new W2. First all gradients, then all updates."
)
def delta_with_new_weights(X, y, parameters, eta, epochs):
    W1, b1, W2, b2 = parameters
    losses = []
    for _ in range(epochs):
        network = Network.from_parameters([W1, W2], [b1, b2])
        _, a1, y_hat = network.activations(X)
        losses.append(mean_squared_error(y, y_hat))
        delta2 = 2 / len(y) * (y_hat - y) * y_hat * (1 - y_hat)
        W2, b2 = W2 - eta * a1.T @ delta2, b2 - eta * delta2.sum(axis=0)
        delta1 = delta2 @ W2.T * a1 * (1 - a1)
        W1, b1 = W1 - eta * X.T @ delta1, b1 - eta * delta1.sum(axis=0)
    return losses


# ------------------------------------------------------------------------------ predict_class


def predict_class(y_hat):
    """Return 1 where an output is ½ or more and 0 elsewhere."""
    return (y_hat >= 0.5).astype(int)


def _predict_class_cases(rng):
    return [
        (np.array([0.03, 0.97, 0.5, 0.49]),),
        (np.array([[0.2], [0.6], [0.9], [0.7]]),),
        (rng.uniform(0.01, 0.99, size=(5, 1)).round(2),),
        (np.concatenate([rng.uniform(0.5, 0.99, size=4), [0.1]]).round(2),),
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
    "Cutting off the decimals makes 0 of every output below 1; compare with ½ first."
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


# ------------------------------------------------------------------------------ smallest_size


def smallest_size(solved, seeds, share):
    """Return the fewest hidden neurons with which at least this share of the seeds solved it."""
    return min(size for size, count in solved.items() if count / seeds >= share)


def _smallest_size_cases(rng):
    counts = np.sort(rng.choice(np.arange(1, 50), size=3, replace=False)) * 2
    drawn = {8: 100, 5: int(counts[2]), 2: int(counts[0]), 3: int(counts[1])}
    return [
        ({4: 200, 2: 154, 3: 198}, 200, 0.75),
        ({2: 154, 3: 198, 4: 200}, 200, 0.99),
        ({2: 154, 3: 198, 4: 200}, 200, 1.0),
        ({8: 20, 4: 18, 2: 3, 16: 19}, 20, 0.9),
        ({2: 190, 3: 185}, 200, 0.9),
        (drawn, 100, int(counts[1]) / 100),
    ]


SMALLEST_SIZE = Exercise(
    answer=smallest_size,
    cases=_smallest_size_cases,
    hint="solved.items() gives pairs (size, count); keep the sizes with count / seeds >= share "
    "and take their min",
)


@SMALLEST_SIZE.mistake("You took the largest size that will do; the smallest is asked.")
def largest_size(solved, seeds, share):
    return max(size for size, count in solved.items() if count / seeds >= share)


@SMALLEST_SIZE.mistake("A size that solves exactly this share will do too: use >=, not >.")
def more_than_share(solved, seeds, share):
    return min((s for s, count in solved.items() if count / seeds > share), default=max(solved))


@SMALLEST_SIZE.mistake(
    "You compared a count with a share. Divide the count by the number of seeds."
)
def count_compared_with_share(solved, seeds, share):
    return min(size for size, count in solved.items() if count >= share)


@SMALLEST_SIZE.mistake(
    "You took the first size in the dictionary that will do. The sizes may stand in any "
    "order: look at all of them."
)
def first_in_the_dictionary(solved, seeds, share):
    return next(size for size, count in solved.items() if count / seeds >= share)


@SMALLEST_SIZE.mistake("You took the size with the most solved seeds. Fewer neurons may be enough.")
def most_solved(solved, seeds, share):
    return max(solved, key=solved.get)


@SMALLEST_SIZE.mistake(
    "You took the size with the lowest count that will do; the lowest size is asked."
)
def lowest_count(solved, seeds, share):
    return min((c, size) for size, c in solved.items() if c / seeds >= share)[1]


@SMALLEST_SIZE.mistake("That is how many seeds were solved; the number of neurons is asked.")
def count_for_size(solved, seeds, share):
    return solved[smallest_size(solved, seeds, share)]


# --------------------------------------------------------------------------------- stop_epoch


def stop_epoch(losses, patience):
    """Return the epoch at which the lowest validation loss so far is `patience` epochs old."""
    return _stop(losses, patience)


def _stop(losses, patience, best_counts=False, lower=np.less):
    best = 0
    for epoch in range(len(losses)):
        if lower(losses[epoch], losses[best]):
            best = epoch
        if epoch - best >= patience:
            break
    return best if best_counts else epoch


def _stop_epoch_cases(rng):
    drawn = [rng.uniform(0.1, 0.3, size=12).round(2).tolist() for _ in range(3)]
    return [
        ([0.30, 0.25, 0.20, 0.22, 0.21, 0.23, 0.24, 0.10], 3),
        ([0.50, 0.60, 0.40, 0.50, 0.30, 0.40, 0.20, 0.30, 0.25, 0.26, 0.27], 3),
        ([0.30, 0.20, 0.20, 0.20, 0.10], 2),
        ([0.40, 0.30, 0.20, 0.10], 2),
        ([0.40, 0.20, 0.30], 5),
        *((losses, patience) for losses, patience in zip(drawn, (1, 2, 4), strict=True)),
    ]


STOP_EPOCH = Exercise(
    answer=stop_epoch,
    cases=_stop_epoch_cases,
    hint="remember in `best` the epoch of the lowest loss so far; at every epoch, first see "
    "whether it is a new best, then whether epoch - best has reached patience",
    points=3,
)


@STOP_EPOCH.mistake(
    "That is the epoch of the best loss, whose weights you would keep. Asked is when "
    "you stop: patience epochs later."
)
def best_epoch(*arguments):
    return _stop(*arguments, best_counts=True)


@STOP_EPOCH.mistake(
    "You looked at the whole list for its minimum. While training you only know the "
    "losses up to now."
)
def epoch_of_the_minimum(losses, patience):
    return int(np.argmin(losses))


@STOP_EPOCH.mistake(
    "Where the wait never gets long enough, training runs to the last epoch: return that "
    "one, not the best."
)
def best_if_it_never_stops(losses, patience):
    epoch = stop_epoch(losses, patience)
    best = int(np.argmin(losses[: epoch + 1]))
    return epoch if epoch - best >= patience else best


@STOP_EPOCH.mistake(
    "You compared each loss with the one before it. Compare it with the best so far."
)
def rises_in_a_row(losses, patience):
    rises = 0
    for epoch in range(1, len(losses)):
        rises = rises + 1 if losses[epoch] >= losses[epoch - 1] else 0
        if rises == patience:
            return epoch
    return len(losses) - 1


@STOP_EPOCH.mistake("The waiting starts anew at every new best; you went on counting.")
def never_reset(losses, patience):
    waited = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] >= min(losses[:epoch]):
            waited += 1
        if waited == patience:
            return epoch
    return len(losses) - 1


@STOP_EPOCH.mistake("An equal loss is no improvement; only a lower one is a new best.")
def equal_loss_counts(*arguments):
    return _stop(*arguments, lower=np.less_equal)


@STOP_EPOCH.mistake("You stopped an epoch late: stop when the wait reaches patience.")
def one_epoch_late(losses, patience):
    return stop_epoch(losses, patience + 1)


@STOP_EPOCH.mistake("That is the loss at the stop; the epoch's number is asked.")
def loss_for_epoch(losses, patience):
    return losses[stop_epoch(losses, patience)]


@STOP_EPOCH.mistake("It never stops before the list ends: patience makes no difference.")
def never_stops_early(losses, patience):
    return len(losses) - 1


EXERCISES = (TAKE_STEP, TRAINING_LOSSES, PREDICT_CLASS, SMALLEST_SIZE, STOP_EPOCH)
