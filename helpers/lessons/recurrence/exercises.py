"""Lesson 12's exercises: recurrent_step, recurrent_delta, cut_norm, choose_letter."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.lessons.recurrence.writer import choose_letter, recurrent_step

# ----------------------------------------------------------------------------- recurrent_step


def _recurrent_step_cases(rng):
    def drawn(n, inputs, hidden):
        return (
            rng.normal(size=(n, inputs)),
            rng.uniform(-1, 1, size=(n, hidden)),
            rng.normal(size=(inputs, hidden)),
            rng.normal(size=(hidden, hidden)) / 2,
            rng.normal(size=hidden) / 2,
        )

    one = np.array([[1.0]])
    return [
        (0 * one, 0.7616 * one, one, 0.8 * one, np.array([0.1])),
        drawn(1, 2, 3),
        drawn(4, 3, 2),
        drawn(3, 3, 3),  # square: whatever is exchanged goes through without an error
        drawn(2, 2, 2),
        drawn(5, 1, 4),
    ]


RECURRENT_STEP = Exercise(
    answer=recurrent_step,
    cases=_recurrent_step_cases,
    hint="a layer as in lesson 03, x @ W_x + b, with one more product in the sum: the old state "
    "times W_h; then np.tanh of all of it",
)


@RECURRENT_STEP.mistake("The bias b is missing from the sum.")
def bias_missing(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + h @ W_h)


@RECURRENT_STEP.mistake("The state h is missing: the layer doesn't hear itself. Add h @ W_h.")
def state_missing(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + b)


@RECURRENT_STEP.mistake("The input x is missing: add x @ W_x.")
def input_missing(x, h, W_x, W_h, b):
    return np.tanh(h @ W_h + b)


@RECURRENT_STEP.mistake("That is the weighted sum; np.tanh of it is still to come.")
def tanh_missing(x, h, W_x, W_h, b):
    return x @ W_x + h @ W_h + b


@RECURRENT_STEP.mistake("You used the sigmoid; these neurons have tanh, from −1 to 1.")
def sigmoid_for_tanh(x, h, W_x, W_h, b):
    return 1 / (1 + np.exp(-(x @ W_x + h @ W_h + b)))


@RECURRENT_STEP.mistake(
    "You added the old state itself, outside of tanh. It goes through W_h, inside the sum."
)
def state_added_outside(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + b) + h


@RECURRENT_STEP.mistake("You added h as it is; it has to go through its weights, h @ W_h.")
def state_not_weighted(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + h + b)


@RECURRENT_STEP.mistake("W_h is transposed: forwards it is h @ W_h, backwards h @ W_h.T.")
def transposed(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + h @ W_h.T + b)


SEVERAL_TANHS = (
    "You took tanh of each product by itself. One sum of all three comes first, then one tanh."
)


@RECURRENT_STEP.mistake(SEVERAL_TANHS)
def two_tanhs(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + b) + np.tanh(h @ W_h)


@RECURRENT_STEP.mistake(SEVERAL_TANHS)
def two_tanhs_bias_with_the_state(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x) + np.tanh(h @ W_h + b)


@RECURRENT_STEP.mistake(SEVERAL_TANHS)
def two_tanhs_and_the_bias(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x) + np.tanh(h @ W_h) + b


@RECURRENT_STEP.mistake(SEVERAL_TANHS)
def three_tanhs(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x) + np.tanh(h @ W_h) + np.tanh(b)


@RECURRENT_STEP.mistake("The bias b was added after tanh; it belongs to the sum inside.")
def bias_outside(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + h @ W_h) + b


@RECURRENT_STEP.mistake("h @ W_h was added after tanh; it belongs to the sum inside.")
def weighted_state_outside(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + b) + h @ W_h


@RECURRENT_STEP.mistake("b is subtracted; it is added.")
def bias_subtracted(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + h @ W_h - b)


@RECURRENT_STEP.mistake("h * W_h multiplies place by place; the weighted sum is h @ W_h.")
def product_by_places(x, h, W_x, W_h, b):
    return np.tanh(x @ W_x + (h[:, :, None] * W_h.T).mean(axis=1) + b)


# ---------------------------------------------------------------------------- recurrent_delta


def recurrent_delta(delta_after, W_h, h, e):
    """Return δ (n_samples, n_hidden) of one step, from the δ of the step after it.

    delta_after (n_samples, n_hidden) is δ of the step after, W_h (n_hidden, n_hidden) the weights
    between the two, h (n_samples, n_hidden) the state of this step, tanh of its sum, and e
    (n_samples, n_hidden) the slope of the loss over h that comes from this step's own answer.
    """
    # The state is heard twice: by the answer of its own step, and by the step after.
    slope = e + delta_after @ W_h.T
    # The slope of tanh, from its value.
    return slope * (1 - h**2)


def _recurrent_delta_cases(rng):
    def drawn(n, hidden, scale=1.0):
        return (
            rng.normal(size=(n, hidden)),
            rng.normal(size=(hidden, hidden)),
            np.tanh(rng.normal(size=(n, hidden))),
            scale * rng.normal(size=(n, hidden)),
        )

    one = np.array([[1.0]])
    return [
        (-0.4916 * one, 0.8 * one, 0.5436 * one, 0.25 * one),
        drawn(1, 3),
        drawn(4, 2),
        drawn(3, 3),
        drawn(2, 2, 0),  # nothing is asked at this step
        drawn(5, 4),
    ]


RECURRENT_DELTA = Exercise(
    answer=recurrent_delta,
    cases=_recurrent_delta_cases,
    hint="two slopes over h come together, e and delta_after @ W_h.T; their sum goes through tanh, "
    "whose slope is 1 − h²",
)


@RECURRENT_DELTA.mistake("(1 - h)**2 is the square of the difference; the slope is 1 - h**2.")
def difference_squared(delta_after, W_h, h, e):
    return (e + delta_after @ W_h.T) * (1 - h) ** 2


@RECURRENT_DELTA.mistake("The slope of tanh is missing: times 1 − h².")
def slope_missing(delta_after, W_h, h, e):
    return e + delta_after @ W_h.T


@RECURRENT_DELTA.mistake("The step's own answer is missing: add e before the slope of tanh.")
def own_answer_missing(delta_after, W_h, h, e):
    return delta_after @ W_h.T * (1 - h**2)


@RECURRENT_DELTA.mistake("What comes from the step after is missing: add delta_after @ W_h.T.")
def later_missing(delta_after, W_h, h, e):
    return e * (1 - h**2)


@RECURRENT_DELTA.mistake("You went forwards through W_h; back leads its transpose, W_h.T.")
def forwards(delta_after, W_h, h, e):
    return (e + delta_after @ W_h) * (1 - h**2)


@RECURRENT_DELTA.mistake("h(1 − h) is the slope of the sigmoid; that of tanh is 1 − h².")
def sigmoid_slope(delta_after, W_h, h, e):
    return (e + delta_after @ W_h.T) * h * (1 - h)


@RECURRENT_DELTA.mistake(
    "h is tanh of the sum already; you took tanh of it once more. The slope is 1 − h²."
)
def tanh_twice(delta_after, W_h, h, e):
    return (e + delta_after @ W_h.T) * (1 - np.tanh(h) ** 2)


@RECURRENT_DELTA.mistake("e was added after the slope of tanh; it goes through it as well.")
def answer_outside(delta_after, W_h, h, e):
    return e + delta_after @ W_h.T * (1 - h**2)


@RECURRENT_DELTA.mistake("The slope of tanh holds for what comes from the step after, too.")
def slope_of_answer_only(delta_after, W_h, h, e):
    return e * (1 - h**2) + delta_after @ W_h.T


@RECURRENT_DELTA.mistake("The two slopes are added, not multiplied.")
def multiplied(delta_after, W_h, h, e):
    return e * (delta_after @ W_h.T) * (1 - h**2)


@RECURRENT_DELTA.mistake(
    "Two things at once: back leads the transpose, W_h.T, and e goes through the slope of tanh as "
    "well, so e + … stands in brackets."
)
def forwards_and_answer_outside(delta_after, W_h, h, e):
    return e + delta_after @ W_h * (1 - h**2)


@RECURRENT_DELTA.mistake("e is added to delta_after @ W_h.T; you multiplied delta_after by it.")
def multiplied_before_the_weights(delta_after, W_h, h, e):
    return (e * delta_after) @ W_h.T * (1 - h**2)


@RECURRENT_DELTA.mistake(
    "e is added after the weights: it comes from this step's own answer, not through W_h."
)
def answer_through_the_weights(delta_after, W_h, h, e):
    return (e + delta_after) @ W_h.T * (1 - h**2)


@RECURRENT_DELTA.mistake("The slope of tanh is 1 − h², not 1 − h.")
def square_missing(delta_after, W_h, h, e):
    return (e + delta_after @ W_h.T) * (1 - h)


@RECURRENT_DELTA.mistake("The slope of tanh is 1 − h², not 1 + h².")
def slope_sign(delta_after, W_h, h, e):
    return (e + delta_after @ W_h.T) * (1 + h**2)


@RECURRENT_DELTA.mistake("The weights are missing: δ comes back as delta_after @ W_h.T.")
def weights_missing(delta_after, W_h, h, e):
    return (e + delta_after) * (1 - h**2)


# ----------------------------------------------------------------------------------- cut_norm


def cut_norm(gradient, limit):
    """Return the gradient, shortened to the norm `limit` where its norm is above that.

    gradient (n,) holds all slopes in a row; its norm is the root of the sum of their squares.
    """
    # The root of the sum of all squares.
    norm = np.sqrt(np.sum(gradient**2))
    # Only what is too long is shortened, by one factor for all: the direction stays.
    return gradient * (limit / norm) if norm > limit else gradient


def _cut_norm_cases(rng):
    return [
        (np.array([3.0, 4.0]), 1.0),
        (np.array([0.3, -0.4]), 1.0),
        (np.array([3.0, -4.0]), 5.0),
        (np.array([0.9, -0.9, 0.9]), 1.2),
        (np.zeros(3), 1.0),
        (rng.normal(size=8) * 10, 2.5),
        (rng.normal(size=5) / 100, 5.0),
        (np.array([-300.0, 0.5, 2.0]), 5.0),
    ]


CUT_NORM = Exercise(
    answer=cut_norm,
    cases=_cut_norm_cases,
    hint="the norm is np.sqrt(np.sum(gradient**2)); only where it is above the limit, multiply by "
    "limit / norm",
)


@CUT_NORM.way
def by_the_smaller_factor(gradient, limit):
    return gradient * min(1, limit / max(np.linalg.norm(gradient), 1e-300))


@CUT_NORM.mistake(
    "You cut each slope by itself, which turns the gradient. One factor for all doesn't."
)
def each_by_itself(gradient, limit):
    return np.clip(gradient, -limit, limit)


@CUT_NORM.mistake(
    "You cut each slope by itself, and only above; that turns the gradient. One factor for all "
    "doesn't."
)
def each_from_above(gradient, limit):
    return np.minimum(gradient, limit)


@CUT_NORM.mistake(
    "You return a number, the norm. Asked for is the gradient with that norm: all its slopes, each "
    "times limit / norm."
)
def the_norm_cut(gradient, limit):
    return min(np.linalg.norm(gradient), limit)


@CUT_NORM.mistake(
    "Above the limit you return the limit, one number. Asked for is the gradient, made shorter: "
    "all its slopes, each times limit / norm."
)
def limit_returned(gradient, limit):
    return limit if np.linalg.norm(gradient) > limit else gradient


@CUT_NORM.mistake(
    "You subtracted what is too much from each slope, which turns the gradient. One factor for "
    "all, limit / norm, doesn't."
)
def subtracted(gradient, limit):
    norm = np.linalg.norm(gradient)
    return gradient - (norm - limit) if norm > limit else gradient


@CUT_NORM.mistake("Each slope is squared first, then the squares are summed.")
def squared_after_the_sum(gradient, limit):
    norm = np.abs(np.sum(gradient))
    return gradient * limit / norm if norm > limit else gradient


MADE_LONGER = (
    "A gradient whose norm is below the limit was made longer; it stays as it is. Ask first: if "
    "norm > limit."
)


@CUT_NORM.mistake(MADE_LONGER)
def always_scaled(gradient, limit):
    norm = np.linalg.norm(gradient)
    return gradient * limit / norm if norm > 0 else gradient


@CUT_NORM.mistake(MADE_LONGER)
def always_divided(gradient, limit):
    with np.errstate(invalid="ignore"):  # 0 / 0 where all slopes are 0
        return gradient / np.linalg.norm(gradient) * limit


@CUT_NORM.mistake("That has the norm 1 and not `limit`: multiply by limit / norm.")
def norm_one(gradient, limit):
    norm = np.linalg.norm(gradient)
    return gradient / norm if norm > limit else gradient


@CUT_NORM.mistake("The root is missing in the norm: np.sqrt of the sum of squares.")
def root_missing(gradient, limit):
    norm = np.sum(gradient**2)
    return gradient * limit / norm if norm > limit else gradient


@CUT_NORM.mistake("The norm is the root of the sum of squares; you summed the absolute values.")
def absolute_values(gradient, limit):
    norm = np.sum(np.abs(gradient))
    return gradient * limit / norm if norm > limit else gradient


@CUT_NORM.mistake("The norm takes the sum of the squares, not their mean.")
def mean_of_squares(gradient, limit):
    norm = np.sqrt(np.mean(gradient**2))
    return gradient * limit / norm if norm > limit else gradient


@CUT_NORM.mistake("You took the largest slope for the norm.")
def largest_slope(gradient, limit):
    norm = np.max(np.abs(gradient))
    return gradient * limit / norm if norm > limit else gradient


@CUT_NORM.mistake("The factor is upside down: limit / norm makes it shorter, norm / limit longer.")
def upside_down(gradient, limit):
    norm = np.linalg.norm(gradient)
    return gradient * norm / limit if norm > limit else gradient


@CUT_NORM.mistake("The comparison is turned round: cut where the norm is above the limit.")
def turned_round(gradient, limit):
    norm = np.linalg.norm(gradient)
    return gradient * limit / norm if 0 < norm < limit else gradient


@CUT_NORM.mistake(
    "A long gradient has become 0 in yours. Its direction is still good: make it shorter, by the "
    "factor limit / norm, which // would cut down to 0."
)
def thrown_away(gradient, limit):
    return gradient if np.linalg.norm(gradient) <= limit else 0 * gradient


@CUT_NORM.mistake("Nothing was cut: a gradient with a norm above the limit is still as long.")
def nothing_cut(gradient, limit):
    return gradient


@CUT_NORM.mistake("You divided by the limit; the factor is limit / norm.")
def divided_by_limit(gradient, limit):
    return gradient / limit if np.linalg.norm(gradient) > limit else gradient


# ------------------------------------------------------------------------------ choose_letter


def _choose_letter_cases(rng):
    z = np.array([2.0, 1.0, 0.1])
    spread = rng.normal(size=8)
    return [
        *[(z, 1.0, u) for u in (0.0, 0.5, 0.7, 0.8, 0.95)],
        *[(z, 0.5, u) for u in (0.3, 0.75, 0.87, 0.99)],
        *[(z, 3.0, u) for u in (0.2, 0.42, 0.6, 0.77, 0.9)],
        *[(np.array([0.0, -1.0, 3.0, 1.0]), 2.0, u) for u in (0.05, 0.2, 0.3, 0.6, 0.85)],
        *[(np.array([1000.0, 1001.0, 990.0]), 1.0, u) for u in (0.1, 0.3, 0.9)],
        *[(spread, t, float(u)) for t in (0.3, 1.0, 4.0) for u in rng.random(4)],
        (np.array([-5.0, 5.0]), 1.0, 0.5),
    ]


CHOOSE_LETTER = Exercise(
    answer=choose_letter,
    cases=_choose_letter_cases,
    hint="first p = softmax(z / temperature); np.cumsum(p) says where each share ends; count how "
    "many of these ends are not above u",
)


@CHOOSE_LETTER.way
def by_walking(z, temperature, u):
    # The softmax of z / temperature; with the largest taken away no power overflows.
    powers = np.exp((z - np.max(z)) / temperature)
    end = 0.0
    for letter, share in enumerate(powers / np.sum(powers)):
        # Each share begins where the one before it ends: the first that ends above u has it.
        end += share
        if u < end:
            return letter
    # What rounding leaves belongs to the last letter.
    return len(z) - 1


def _chosen(p, u):
    return int(min(np.sum(np.cumsum(p) <= u), len(p) - 1))


def _softmax(z):
    powers = np.exp(z - np.max(z))
    return powers / np.sum(powers)


@CHOOSE_LETTER.mistake(
    "The temperature makes no difference in yours: divide all logits by it first, z / temperature. "
    "In z - max(z) / temperature only what is taken away is divided."
)
def temperature_missing(z, temperature, u):
    return _chosen(_softmax(z), u)


@CHOOSE_LETTER.mistake("You multiplied by the temperature; the logits are divided by it.")
def temperature_multiplied(z, temperature, u):
    return _chosen(_softmax(z * temperature), u)


@CHOOSE_LETTER.mistake("That is always the likeliest letter; u has to have its say.")
def always_the_likeliest(z, temperature, u):
    return int(np.argmax(z))


def _walked(p, u, result=None, is_there=np.less):
    """Return what a loop over the letters returns that asks whether u is below the sum so far."""
    total = 0.0
    for letter, share in enumerate(p):
        total += share
        if is_there(u, total):
            return letter if result is None else result(letter, share, total)
    return None


DIVIDED_TOO_LATE = (
    "You divided the probabilities by the temperature; it divides the logits, before softmax."
)


@CHOOSE_LETTER.mistake(DIVIDED_TOO_LATE)
def shares_divided_in_a_loop(z, temperature, u):
    return _walked(_softmax(z) / temperature, u)


@CHOOSE_LETTER.mistake(DIVIDED_TOO_LATE)
def shares_divided(z, temperature, u):
    return _chosen(_softmax(z) / temperature, u)


@CHOOSE_LETTER.mistake(
    "The powers of large logits overflow to inf: take the largest logit away first."
)
def overflowing(z, temperature, u):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(z / temperature)
        return _chosen(powers / powers.sum(), u)


@CHOOSE_LETTER.mistake("You are one letter too far: letters are counted from 0.")
def one_too_far(z, temperature, u):
    return choose_letter(z, temperature, u) + 1


@CHOOSE_LETTER.mistake("You are one letter before it: count the shares that end below u.")
def one_too_early(z, temperature, u):
    return choose_letter(z, temperature, u) - 1


@CHOOSE_LETTER.mistake("You began at the last letter; the shares lie in the letters' order.")
def from_the_end(z, temperature, u):
    return len(z) - 1 - _chosen(_softmax(z[::-1] / temperature), u)


NOT_SUMMED_UP = (
    "You compared u with each share by itself. Compare it with where each share ends, the sum of "
    "all shares up to there: np.cumsum(p)."
)


@CHOOSE_LETTER.mistake(NOT_SUMMED_UP)
def not_summed_up_in_a_loop(z, temperature, u):
    below = np.flatnonzero(u < _softmax(z / temperature))
    return int(below[0]) if len(below) else None


@CHOOSE_LETTER.mistake(NOT_SUMMED_UP)
def not_summed_up_first(z, temperature, u):
    return int(np.argmax(u < _softmax(z / temperature)))


@CHOOSE_LETTER.mistake(NOT_SUMMED_UP)
def not_summed_up(z, temperature, u):
    return int(min(np.sum(_softmax(z / temperature) <= u), len(z) - 1))


@CHOOSE_LETTER.mistake(NOT_SUMMED_UP)
def not_summed_up_in_a_search(z, temperature, u):
    return int(np.searchsorted(_softmax(z / temperature), u))


@CHOOSE_LETTER.mistake("Every letter got the same chance; their shares are those of softmax.")
def all_alike(z, temperature, u):
    return int(u * len(z))


@CHOOSE_LETTER.mistake("You sorted the shares first; they lie in the letters' order.")
def sorted_first(z, temperature, u):
    return _chosen(np.sort(_softmax(z / temperature))[::-1], u)


@CHOOSE_LETTER.mistake("That counts the shares that end above u; the ones before it count.")
def counted_above(z, temperature, u):
    return int(np.sum(np.cumsum(_softmax(z / temperature)) > u))


@CHOOSE_LETTER.mistake("Those are the probabilities; one letter is wanted, drawn with u.")
def the_shares(z, temperature, u):
    return _softmax(z / temperature)


@CHOOSE_LETTER.mistake("That is the letter's share; asked for is which letter it is, its number.")
def share_of_the_letter(z, temperature, u):
    return _walked(_softmax(z / temperature), u, lambda letter, share, total: share)


@CHOOSE_LETTER.mistake("That is where the letter's share ends; asked for is its number.")
def end_of_the_share(z, temperature, u):
    return _walked(_softmax(z / temperature), u, lambda letter, share, total: total)


@CHOOSE_LETTER.mistake(
    "You ask before the letter's own share is added, so you are one letter too far: add it first, "
    "then compare."
)
def asked_before_adding(z, temperature, u):
    letter = _chosen(_softmax(z / temperature), u) + 1
    return letter if letter < len(z) else None


COMPARED_THE_WRONG_WAY = (
    "The comparison is turned round: the letter is the first whose share ends above u."
)


@CHOOSE_LETTER.mistake(COMPARED_THE_WRONG_WAY)
def compared_the_wrong_way(z, temperature, u):
    return int(np.argmax(np.cumsum(_softmax(z / temperature)) < u))


@CHOOSE_LETTER.mistake(COMPARED_THE_WRONG_WAY)
def compared_the_wrong_way_in_a_loop(z, temperature, u):
    return _walked(_softmax(z / temperature), u, is_there=np.greater)


@CHOOSE_LETTER.mistake("You laid the logits end to end; softmax makes shares of them first.")
def logits_summed_up(z, temperature, u):
    return int(np.argmax(np.cumsum(z / temperature) > u))


EXERCISES = (RECURRENT_STEP, RECURRENT_DELTA, CUT_NORM, CHOOSE_LETTER)
