"""Lesson 10's exercises: momentum_step, adam_step, stop_epoch, dropout, decayed_step."""

import numpy as np

from helpers.exercises.exercise import Exercise

# ------------------------------------------------------------------------------ momentum_step


def momentum_step(w, v, slope, eta, beta):
    """Return w and v after one step of gradient descent with momentum beta."""
    # The old velocity shrinks, and the slope is added to it whole.
    v = beta * v + slope
    # The step goes against the new velocity.
    return w - eta * v, v


def _momentum_cases(rng):
    drawn = [rng.uniform(-2, 2, size=(3, *shape)).round(2) for shape in ((2,), (3, 2), (1, 4))]
    return [
        (np.array([1.0, 2.0]), np.array([0.0, 0.0]), np.array([0.5, -1.0]), 0.1, 0.9),
        (np.array([1, 2]), np.array([3, -1]), np.array([2, 4]), 0.25, 0.5),
        *((*arrays, eta, beta) for arrays, eta, beta in zip(
            drawn, (0.05, 0.2, 0.3), (0.9, 0.8, 0.6), strict=True
        )),
    ]  # fmt: skip


MOMENTUM_STEP = Exercise(
    answer=momentum_step,
    cases=_momentum_cases,
    hint="two lines, as in the formula: first the new velocity, out of the old one and the slope; "
    "then the step, with the new velocity; return both, w first",
)


@MOMENTUM_STEP.mistake(
    "You stepped with the velocity from before this slope. First make the new v, then step with it."
)
def stepped_with_the_old_velocity(w, v, slope, eta, beta):
    return w - eta * v, beta * v + slope


@MOMENTUM_STEP.mistake("The old velocity does not shrink: multiply it by beta.")
def velocity_never_shrinks(w, v, slope, eta, beta):
    return momentum_step(w, v, slope, eta, 1)


@MOMENTUM_STEP.mistake(
    "That is a plain step, −η·slope: the velocity takes no part in it. Step with the new v."
)
def plain_step(w, v, slope, eta, beta):
    return w - eta * slope, beta * v + slope


@MOMENTUM_STEP.mistake("You added. The slope points uphill, and so does v: the step is −η·v.")
def stepped_uphill(w, v, slope, eta, beta):
    v = beta * v + slope
    return w + eta * v, v


@MOMENTUM_STEP.mistake(
    "The learning rate is missing: v is a sum of slopes, and the step is eta times it."
)
def eta_missing(w, v, slope, eta, beta):
    return momentum_step(w, v, slope, 1, beta)


@MOMENTUM_STEP.mistake(
    "You put eta into the velocity. That is another custom, with another v; here v is a sum of "
    "slopes, and eta comes in with the step."
)
def eta_in_the_velocity(w, v, slope, eta, beta):
    v = beta * v + eta * slope
    return w - v, v


@MOMENTUM_STEP.mistake(
    "You keep the step itself in v, with eta and the minus in it. That is another custom, with "
    "another v; here v is a sum of slopes, and the step is −eta·v."
)
def steps_in_the_velocity(w, v, slope, eta, beta):
    v = beta * v - eta * slope
    return w + v, v


@MOMENTUM_STEP.mistake("Eta counts twice: in the velocity and in the step. Only the step has it.")
def eta_twice(w, v, slope, eta, beta):
    v = beta * v + eta * slope
    return w - eta * v, v


@MOMENTUM_STEP.mistake("You took 1 − beta times the slope. Here the slope is added whole.")
def mean_of_slopes(w, v, slope, eta, beta):
    v = beta * v + (1 - beta) * slope
    return w - eta * v, v


@MOMENTUM_STEP.mistake("Beta is at the slope: it belongs to the old velocity.")
def beta_at_the_slope(w, v, slope, eta, beta):
    v = v + beta * slope
    return w - eta * v, v


@MOMENTUM_STEP.mistake(
    "Beta multiplies the slope as well: the slope is added whole, after the old v was shrunk."
)
def beta_at_both(w, v, slope, eta, beta):
    v = beta * (v + slope)
    return w - eta * v, v


@MOMENTUM_STEP.mistake(
    "The slope is subtracted from the velocity and v then added, or the other way about: in this "
    "lesson v = beta·v + slope, and the step is −eta·v."
)
def velocity_downhill(w, v, slope, eta, beta):
    v = beta * v - slope
    return w + eta * v, v


@MOMENTUM_STEP.mistake("The velocity is returned as it was: the next step needs the new one.")
def old_velocity_returned(w, v, slope, eta, beta):
    return w - eta * (beta * v + slope), v


@MOMENTUM_STEP.mistake("That is w alone: the next step needs the new v, too. Return w, v.")
def w_alone(w, v, slope, eta, beta):
    return momentum_step(w, v, slope, eta, beta)[0]


@MOMENTUM_STEP.mistake("v comes first there; return w, then v.")
def the_other_order(w, v, slope, eta, beta):
    return momentum_step(w, v, slope, eta, beta)[::-1]


# ---------------------------------------------------------------------------------- adam_step


def adam_step(w, m, s, slope, t, eta):
    """Return w, m and s after Adam's step number t, with 0.9, 0.999 and 1e-8."""
    # The running means of the slopes and of their squares.
    m = 0.9 * m + 0.1 * slope
    s = 0.999 * s + 0.001 * slope**2
    # They began at 0, which the first of them still feel; the next step needs them as they are.
    m_hat = m / (1 - 0.9**t)
    s_hat = s / (1 - 0.999**t)
    # The step goes along the mean of the slopes, divided by the root of that of their squares.
    return w - eta * m_hat / (np.sqrt(s_hat) + 1e-8), m, s


def _adam(w, m, s, slope, t, eta, betas=(0.9, 0.999), square=lambda slope, m: slope**2,
          corrected=(True, True), root=np.sqrt, sign=-1):  # fmt: skip
    m = betas[0] * m + (1 - betas[0]) * slope
    s = betas[1] * s + (1 - betas[1]) * square(slope, m)
    m_hat = m / (1 - betas[0] ** t) if corrected[0] else m
    s_hat = s / (1 - betas[1] ** t) if corrected[1] else s
    return w + sign * eta * m_hat / (root(s_hat) + 1e-8), m, s


def _hats(m, s, t):
    """Return both means divided by what they are too small by at first."""
    return m / (1 - 0.9**t), s / (1 - 0.999**t)


def _stepped(w, m_hat, s_hat, eta):
    with np.errstate(invalid="ignore"):  # a root of a number below 0
        return w - eta * m_hat / (np.sqrt(s_hat) + 1e-8)


def _adam_cases(rng):
    cases = []
    for shape, t, eta in (((2,), 1, 0.01), ((3,), 2, 0.1), ((2, 3), 5, 0.05), ((4,), 40, 0.2)):
        w, m, slope = rng.uniform(-2, 2, size=(3, *shape)).round(2)
        s = rng.uniform(0.1, 3, size=shape).round(2)
        if t == 1:
            m, s = np.zeros(shape), np.zeros(shape)
        cases.append((w, m, s, slope, t, eta))
    # Where there has never been a slope worth the name, the 1e-8 counts.
    flat = np.array([1.0, -2.0]), np.zeros(2), np.zeros(2), np.array([1e-8, -3e-8]), 1, 0.5
    return [*cases, flat]


ADAM_STEP = Exercise(
    answer=adam_step,
    cases=_adam_cases,
    hint="first the new m and the new s; then m_hat, which is m divided by (1 - 0.9**t), and s_hat "
    "in the same way; then the step, with both of them; return w and the two means as they are "
    "without the division",
)


@ADAM_STEP.mistake(
    "The 1e-8 is not in the denominator: it is missing, or it stands outside of the brackets. "
    "Divide by (np.sqrt(s_hat) + 1e-8)."
)
def nothing_in_the_denominator(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    m_hat, s_hat = _hats(m, s, t)
    return w - eta * m_hat / np.sqrt(s_hat), m, s


@ADAM_STEP.mistake(
    "The power belongs to 0.9 alone, and to 0.999 alone: 1 - 0.9**t. (1 - 0.9)**t takes the power "
    "of the difference."
)
def power_of_the_difference(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    m_hat, s_hat = m / (1 - 0.9) ** t, s / (1 - 0.999) ** t
    return _stepped(w, m_hat, s_hat, eta), m, s


@ADAM_STEP.mistake("The 1e-8 stands under the root. First the root, then + 1e-8.")
def under_the_root(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    m_hat, s_hat = _hats(m, s, t)
    return w - eta * m_hat / np.sqrt(s_hat + 1e-8), m, s


BRACKETS = (
    "Brackets are missing: m / 1 - 0.9**t divides by 1, and subtracts then. Write "
    "m / (1 - 0.9**t), and s / (1 - 0.999**t). (The root of a number below 0 is nan.)"
)


@ADAM_STEP.mistake(BRACKETS)
def brackets_missing(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    return _stepped(w, m - 0.9**t, s - 0.999**t, eta), m, s


@ADAM_STEP.mistake(BRACKETS)
def brackets_missing_at_m(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    return _stepped(w, m - 0.9**t, _hats(m, s, t)[1], eta), m, s


@ADAM_STEP.mistake(BRACKETS)
def brackets_missing_at_s(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    return _stepped(w, _hats(m, s, t)[0], s - 0.999**t, eta), m, s


@ADAM_STEP.mistake(
    "You stepped with the means from before this slope. First make the new m and s, then step."
)
def stepped_with_the_old_means(w, m, s, slope, t, eta):
    return _stepped(w, *_hats(m, s, t), eta), *adam_step(w, m, s, slope, t, eta)[1:]


@ADAM_STEP.mistake(
    "The slope is added whole, as momentum does. m and s are means: 0.1 of the slope comes in, and "
    "0.001 of its square."
)
def slopes_added_whole(w, m, s, slope, t, eta):
    m, s = 0.9 * m + slope, 0.999 * s + slope**2
    return _stepped(w, *_hats(m, s, t), eta), m, s


@ADAM_STEP.mistake("You squared 0.001 · slope; it is the slope alone that is squared.")
def squared_too_much(w, m, s, slope, t, eta):
    m, s = 0.9 * m + 0.1 * slope, 0.999 * s + (0.001 * slope) ** 2
    return _stepped(w, *_hats(m, s, t), eta), m, s


@ADAM_STEP.mistake("You multiplied by 1 − 0.9ᵗ and 1 − 0.999ᵗ; the means are divided by them.")
def means_multiplied(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    return _stepped(w, m * (1 - 0.9**t), s * (1 - 0.999**t), eta), m, s


@ADAM_STEP.mistake("That is w alone: the next step needs the new m and s, too. Return w, m, s.")
def w_without_its_means(w, m, s, slope, t, eta):
    return adam_step(w, m, s, slope, t, eta)[0]


@ADAM_STEP.mistake("Both means are too small at first: divide m by 1 − 0.9ᵗ and s by 1 − 0.999ᵗ.")
def not_corrected(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, corrected=(False, False))


@ADAM_STEP.mistake("m is not corrected: divide it by 1 − 0.9ᵗ, as s by 1 − 0.999ᵗ.")
def m_not_corrected(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, corrected=(False, True))


@ADAM_STEP.mistake("s is not corrected: divide it by 1 − 0.999ᵗ, as m by 1 − 0.9ᵗ.")
def s_not_corrected(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, corrected=(True, False))


@ADAM_STEP.mistake("The root is missing: the step is divided by the root of the mean square.")
def root_missing(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, root=lambda s: s)


@ADAM_STEP.mistake("s is a mean of squares: square the slope in it.")
def slope_not_squared(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, square=lambda slope, m: np.abs(slope))


@ADAM_STEP.mistake("You squared m in s; it is the slope itself that is squared.")
def squared_the_mean(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, square=lambda slope, m: m**2)


@ADAM_STEP.mistake("The two numbers have changed places: m has 0.9, s has 0.999.")
def betas_swapped(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, betas=(0.999, 0.9))


@ADAM_STEP.mistake("s has 0.9 as m does: its number is 0.999.")
def one_beta_for_both(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, betas=(0.9, 0.9))


@ADAM_STEP.mistake("You added. Adam, too, goes against the slope: subtract.")
def adam_uphill(w, m, s, slope, t, eta):
    return _adam(w, m, s, slope, t, eta, sign=1)


@ADAM_STEP.mistake(
    "The powers are one too large: t counts from 1 already, so they are 0.9ᵗ and 0.999ᵗ."
)
def t_one_too_large(w, m, s, slope, t, eta):
    _, m, s = _adam(w, m, s, slope, t, eta)
    return _stepped(w, *_hats(m, s, t + 1), eta), m, s


@ADAM_STEP.mistake(
    "You returned the corrected means. The next step goes on from m and s as they were before the "
    "division; keep the corrected ones under names of their own."
)
def corrected_means_returned(w, m, s, slope, t, eta):
    w, m, s = adam_step(w, m, s, slope, t, eta)
    return w, *_hats(m, s, t)


@ADAM_STEP.mistake("The old means are returned: the next step needs the new ones.")
def old_means_returned(w, m, s, slope, t, eta):
    return adam_step(w, m, s, slope, t, eta)[0], m, s


@ADAM_STEP.mistake("You divided the slope itself; the step goes along m, the mean of the slopes.")
def along_the_slope(w, m, s, slope, t, eta):
    _, m, s = adam_step(w, m, s, slope, t, eta)
    return _stepped(w, slope, _hats(m, s, t)[1], eta), m, s


@ADAM_STEP.mistake("The learning rate is missing in the step.")
def adam_without_eta(w, m, s, slope, t, eta):
    return adam_step(w, m, s, slope, t, 1)


# ------------------------------------------------------------------------------------ dropout


def dropout(a, u, rate):
    """Return the activations with those left out whose u is below rate, the others scaled up."""
    # True counts as 1, False as 0: those with u below rate become 0.
    mask = u >= rate
    # On average a share of 1 - rate stays; what stays makes up for the rest.
    return a * mask / (1 - rate)


def _dropout_cases(rng):
    cases = []
    for shape, rate in (((2, 4), 0.5), ((3, 5), 0.2), ((1, 6), 0.75), ((4, 3), 0.4)):
        a = rng.uniform(0.2, 3, size=shape).round(2)
        u = rng.permutation(np.linspace(0.03, 0.97, a.size)).reshape(shape).round(3)
        cases.append((a, u, rate))
    a, u, _ = cases[0]
    u[0, 0] = 0.5  # not below the rate
    return [*cases, (-a, u, 0.25), (a, u, 0)]


DROPOUT = Exercise(
    answer=dropout,
    cases=_dropout_cases,
    hint="u >= rate is an array of True and False, which count as 1 and 0: multiply a by it, and "
    "divide by 1 - rate, the share that stays on average",
)


@DROPOUT.mistake("What stays is not scaled up: divide by 1 − rate, so that a sum keeps its mean.")
def not_scaled(a, u, rate):
    return a * (u >= rate)


@DROPOUT.mistake("You divided by rate. The share that stays is 1 − rate: divide by that.")
def scaled_by_the_rate(a, u, rate):
    return a * (u >= rate) / rate if rate else a * np.inf


@DROPOUT.mistake("You doubled what stays, which is right for ½ only: divide by 1 − rate.")
def doubled(a, u, rate):
    return a * (u >= rate) * 2


@DROPOUT.mistake("You multiplied by 1 − rate, which shrinks what stays; divide by it.")
def scaled_down(a, u, rate):
    return a * (u >= rate) * (1 - rate)


@DROPOUT.mistake("The wrong ones stay: rate is the share to leave out, those with u below it go.")
def kept_the_others(a, u, rate):
    return a * (u < rate) / (1 - rate)


@DROPOUT.mistake(
    "You took rate for the share that stays: those with u below it go, and 1 − rate is what stays."
)
def rate_stays(a, u, rate):
    return a * (u < rate) / rate if rate else a * np.inf


@DROPOUT.mistake("Nothing is left out: multiply by u >= rate, which counts as 0 where u is small.")
def nothing_left_out(a, u, rate):
    return a / (1 - rate)


@DROPOUT.mistake(
    "You multiplied by the random numbers themselves. They only decide, through u >= rate."
)
def random_factors(a, u, rate):
    return a * u / (1 - rate)


@DROPOUT.mistake(
    "a[u >= rate] takes out what stays, and puts it in one row. What is left out has to stay in "
    "its place, as a 0: multiply by u >= rate."
)
def picked_out(a, u, rate):
    return a[u >= rate] / (1 - rate)


@DROPOUT.mistake("That is the mask alone; multiply the activations by it.")
def mask_alone(a, u, rate):
    return (u >= rate) / (1 - rate)


@DROPOUT.mistake(
    "You divided by the share that happens to stay in this array; divide by 1 − rate, the share "
    "that stays on average."
)
def scaled_by_what_stays(a, u, rate):
    return a * (u >= rate) / np.mean(u >= rate)


@DROPOUT.mistake(
    "Whole neurons are left out for all rows, by the first row of u. Each row draws anew: use all "
    "of u."
)
def same_for_all_rows(a, u, rate):
    return a * (u[:1] >= rate) / (1 - rate)


@DROPOUT.mistake("You compared the activations with rate. It is u that decides.")
def small_ones_left_out(a, u, rate):
    return a * (a >= rate) / (1 - rate)


# --------------------------------------------------------------------------------- stop_epoch


def stop_epoch(losses, patience):
    """Return the epoch at which the lowest validation loss so far is `patience` epochs old."""
    # The epoch of the lowest loss so far, not the loss itself.
    best = 0
    for epoch in range(len(losses)):
        # Only a lower loss than the best so far is a new best.
        if losses[epoch] < losses[best]:
            best = epoch
        # The best has become too old: stop here.
        if epoch - best >= patience:
            return epoch
    # It never did, so training went on to the last epoch.
    return len(losses) - 1


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
        ([0.20, 0.30, 0.25, 0.10, 0.15, 0.12], 2),  # no new best before it stops
        ([0.40, 0.50, 0.30, 0.35, 0.20], 2),  # the new best comes just in time
        *((losses, patience) for losses, patience in zip(drawn, (1, 2, 4), strict=True)),
    ]


def _stop_and_best(losses, patience):
    """Return the epoch at which training stops, and that of the best loss until then."""
    epoch = stop_epoch(losses, patience)
    return epoch, int(np.argmin(losses[: epoch + 1]))


STOP_EPOCH = Exercise(
    answer=stop_epoch,
    cases=_stop_epoch_cases,
    hint="remember in `best` the epoch of the lowest loss so far; at every epoch, first see "
    "whether it is a new best, then whether epoch - best has reached patience",
)


@STOP_EPOCH.mistake(
    "That is the epoch of the best loss, whose weights you would keep. Asked is when you stop: "
    "patience epochs later."
)
def epoch_of_the_best(losses, patience):
    return _stop(losses, patience, best_counts=True)


@STOP_EPOCH.mistake(
    "Where training stops, that is the epoch of the best loss, whose weights you would keep. Asked "
    "is when you stop: patience epochs later."
)
def best_where_it_stops(losses, patience):
    epoch, best = _stop_and_best(losses, patience)
    return best if epoch - best >= patience else epoch


@STOP_EPOCH.mistake(
    "You looked at the whole list for its minimum. While training you only know the losses up to "
    "now."
)
def epoch_of_the_minimum(losses, patience):
    return int(np.argmin(losses))


@STOP_EPOCH.mistake(
    "Where the wait never gets long enough, training runs to the last epoch: return that one, not "
    "the best."
)
def best_if_it_never_stops(losses, patience):
    epoch, best = _stop_and_best(losses, patience)
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
def wait_never_reset(losses, patience):
    waited = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] >= min(losses[:epoch]):
            waited += 1
        if waited == patience:
            return epoch
    return len(losses) - 1


@STOP_EPOCH.mistake("The waiting starts anew at every new best; you went on counting.")
def wait_never_reset_nor_at_epoch_0(losses, patience):
    waited = 0
    for epoch in range(len(losses)):
        waited += epoch == 0 or losses[epoch] >= min(losses[:epoch])
        if waited == patience:
            return epoch
    return len(losses) - 1


@STOP_EPOCH.mistake("An equal loss is no improvement; only a lower one is a new best.")
def equal_is_better(losses, patience):
    return _stop(losses, patience, lower=np.less_equal)


@STOP_EPOCH.mistake("You stopped an epoch late: stop when the wait reaches patience.")
def one_epoch_late(losses, patience):
    return stop_epoch(losses, patience + 1)


EARLY = (
    "You stopped an epoch early: the best has to be patience epochs old, and at its own epoch it "
    "is 0 epochs old."
)


@STOP_EPOCH.mistake(EARLY)
def one_epoch_early(losses, patience):
    return stop_epoch(losses, patience - 1)


@STOP_EPOCH.mistake(EARLY)
def new_best_is_one_epoch_old(losses, patience):
    best, waited = losses[0], 0
    for epoch, loss in enumerate(losses[1:], start=1):
        best, waited = (loss, 1) if loss < best else (best, waited + 1)
        if waited == patience:
            return epoch
    return len(losses) - 1


@STOP_EPOCH.mistake(
    "Where the first loss stays the best, you stopped an epoch early: epoch 0 is the best so far "
    "when you come to it, and no epoch of waiting."
)
def epoch_0_counted_as_waiting(losses, patience):
    best, waited = losses[0], 0
    for epoch, loss in enumerate(losses):
        best, waited = (loss, 0) if loss < best else (best, waited + 1)
        if waited == patience:
            return epoch
    return len(losses) - 1


WHOLE_LIST = (
    "You looked for the lowest loss in the whole list. While training you only know the losses up "
    "to now, and the stop may come before that one."
)


@STOP_EPOCH.mistake(WHOLE_LIST)
def patience_after_the_minimum(losses, patience):
    return min(int(np.argmin(losses)) + patience, len(losses) - 1)


@STOP_EPOCH.mistake(WHOLE_LIST)
def beyond_the_end(losses, patience):
    return int(np.argmin(losses)) + patience


@STOP_EPOCH.mistake(
    "You compared each loss with the first one. The best so far changes at each new best."
)
def compared_with_the_first(losses, patience):
    waited = 0
    for epoch, loss in enumerate(losses):
        waited = 0 if loss < losses[0] else waited + 1
        if waited == patience:
            return epoch
    return len(losses) - 1


@STOP_EPOCH.mistake(
    "You looked at the age of the best before you saw whether this epoch is a new best."
)
def looked_too_soon(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        if epoch - best >= patience:
            return epoch
        best = epoch if loss < losses[best] else best
    return len(losses) - 1


@STOP_EPOCH.mistake("That is the lowest loss; the number of the epoch at which you stop is asked.")
def lowest_loss(losses, patience):
    epoch, best = _stop_and_best(losses, patience)
    return losses[best] if epoch - best >= patience else epoch


@STOP_EPOCH.mistake("The last epoch is len(losses) − 1: they count from 0.")
def counted_from_1(losses, patience):
    # One more new best is reached only where nothing stops before it.
    return stop_epoch([*losses, -np.inf], patience)


@STOP_EPOCH.mistake("That is the loss at the stop; the epoch's number is asked.")
def loss_at_the_stop(losses, patience):
    return losses[stop_epoch(losses, patience)]


@STOP_EPOCH.mistake(
    "losses.index(…) is the first epoch with that loss, and a loss may come again later. Count the "
    "epochs: for epoch, loss in enumerate(losses)."
)
def first_epoch_with_that_loss(losses, patience):
    epoch = stop_epoch(losses, patience)
    stopped = epoch - np.argmin(losses[: epoch + 1]) >= patience
    return losses.index(losses[epoch]) if stopped else epoch


@STOP_EPOCH.mistake("It never stops before the list ends: patience makes no difference.")
def last_epoch(losses, patience):
    return len(losses) - 1


# ------------------------------------------------------------------------------- decayed_step


def decayed_step(W, dW, eta, decay):
    """Return W after one step down the loss plus decay / 2 times the sum of all W²."""
    # The slope of decay / 2 * W**2 is decay * W; it is added to the loss's own slope.
    slope = dW + decay * W
    return W - eta * slope


def _decayed_step_cases(rng):
    cases = [
        (*rng.uniform(-2, 2, size=(2, *shape)).round(2), eta, decay)
        for shape, eta, decay in (((2, 3), 0.1, 0.01), ((3, 1), 0.5, 0.2), ((4,), 0.25, 0.5))
    ]
    return [(np.array([[1, 2], [3, -4]]), np.array([[2, 0], [1, 1]]), 0.5, 0.25), *cases]


DECAYED_STEP = Exercise(
    answer=decayed_step,
    cases=_decayed_step_cases,
    hint="the slope of decay / 2 * w**2 is decay * w; add it to dW, and step by -eta times the sum",
    optional=True,
)


@DECAYED_STEP.mistake("The weights grow: the decay's slope, decay·W, is added to dW.")
def weights_grow(W, dW, eta, decay):
    return decayed_step(W, dW, eta, -decay)


@DECAYED_STEP.mistake("That is the step without decay: dW + decay·W is the slope of the whole.")
def decay_missing(W, dW, eta, decay):
    return W - eta * dW


@DECAYED_STEP.mistake(
    "The decay is not multiplied by eta. It is part of the slope: eta * (dW + decay * W)."
)
def decay_without_eta(W, dW, eta, decay):
    return W - eta * dW - decay * W


@DECAYED_STEP.mistake("There is a 2 too many: ½·λ·w² has the slope λ·w.")
def twice_the_decay(W, dW, eta, decay):
    return decayed_step(W, dW, eta, 2 * decay)


@DECAYED_STEP.mistake("There is a ½ too many: ½·λ·w² has the slope λ·w, the ½ is gone.")
def half_the_decay(W, dW, eta, decay):
    return decayed_step(W, dW, eta, decay / 2)


@DECAYED_STEP.mistake("You put the decay itself into the step; its slope is decay·W.")
def the_penalty_itself(W, dW, eta, decay):
    return W - eta * (dW + decay / 2 * W**2)


@DECAYED_STEP.mistake(
    "You put the decay's whole sum into the step, one number for all weights. Its slope is wanted, "
    "which each weight has for itself: decay·W."
)
def the_whole_penalty(W, dW, eta, decay):
    return W - eta * (dW + decay / 2 * np.sum(W**2))


@DECAYED_STEP.mistake("You took the sum of all weights; each decays by its own, decay·W.")
def sum_of_the_weights(W, dW, eta, decay):
    return W - eta * (dW + decay * np.sum(W))


@DECAYED_STEP.mistake("You kept decay·W of W; it loses so much, times eta: W - eta * decay * W.")
def times_the_decay(W, dW, eta, decay):
    return decay * W - eta * dW


@DECAYED_STEP.mistake(
    "The decay's sign is turned round, or a bracket is missing: eta * dW + decay * W has to be "
    "subtracted as a whole, eta * (dW + decay * W)."
)
def bracket_missing(W, dW, eta, decay):
    return W - eta * dW + decay * W


@DECAYED_STEP.mistake(
    "You stepped first, and then took the decay of the new W. Both slopes are those of the old W: "
    "eta * (dW + decay * W)."
)
def decayed_after_the_step(W, dW, eta, decay):
    W = W - eta * dW
    return W - eta * decay * W


@DECAYED_STEP.mistake(
    "You stepped first, and then took the decay of the new W, without eta. The step is "
    "eta * (dW + decay * W), all of it with the old W."
)
def decayed_after_without_eta(W, dW, eta, decay):
    W = W - eta * dW
    return W - decay * W


@DECAYED_STEP.mistake("You put the square of W into the step; the slope of ½·λ·w² is λ·w.")
def the_square(W, dW, eta, decay):
    return W - eta * (dW + decay * W**2)


@DECAYED_STEP.mistake(
    "You decay every weight by the same amount, whatever its size: that is L1. Here the pull is "
    "decay·W."
)
def l1_instead(W, dW, eta, decay):
    return W - eta * (dW + decay * np.sign(W))


@DECAYED_STEP.mistake("You multiplied the slope by the decay; it is the weights that decay.")
def decayed_slope(W, dW, eta, decay):
    return W - eta * (dW + decay * dW)


@DECAYED_STEP.mistake("The decay is added without the weight: its slope is decay·W.")
def weight_missing(W, dW, eta, decay):
    return W - eta * (dW + decay)


@DECAYED_STEP.mistake("dW has no part in it: add decay·W to dW.")
def only_decay(W, dW, eta, decay):
    return W - eta * decay * W


@DECAYED_STEP.mistake("You added the step; go down: W minus eta times the slope.")
def decayed_uphill(W, dW, eta, decay):
    return decayed_step(W, dW, -eta, decay)


EXERCISES = (MOMENTUM_STEP, ADAM_STEP, STOP_EPOCH, DROPOUT, DECAYED_STEP)
