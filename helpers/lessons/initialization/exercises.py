"""Lesson 07's exercises: sum_std, xavier, he, different_neurons."""

import numpy as np

from helpers.exercises.exercise import Exercise

# -------------------------------------------------------------------------- different_neurons


def different_neurons(W):
    """Return how many different neurons a layer has: columns of W, copies counted once."""
    return np.unique(W, axis=1).shape[1]


def _different_neurons_cases(rng):
    drawn = rng.integers(-3, 4, size=(3, 2)) / 2
    distinct = rng.permutation(np.arange(1, 13)).reshape(3, 4) / 4
    return [
        (np.full((2, 4), 0.5),),
        (np.array([[1.0, 0.0, 1.0], [2.0, 3.0, 2.0]]),),
        # Equal in their first row, or only as a sum: different neurons all the same.
        (np.array([[1.0, 1.0, 2.0, 3.0], [2.0, 3.0, 1.0, 0.0]]),),
        (distinct,),
        (np.column_stack([distinct, distinct[:, 1], distinct[:, 0]]),),
        (np.array([[0.5, 0.5, 0.5]] * 2 + [[1.0, 2.0, 3.0]]),),
        (np.column_stack([drawn, drawn]),),
        *((_with_copies(rng),) for _ in range(6)),
    ]


def _with_copies(rng):
    """Return a matrix of six neurons, one to five of them different."""
    different = rng.permutation(np.arange(1, 16)).reshape(3, 5) / 4
    return different[:, rng.integers(rng.integers(1, 6), size=6)]


DIFFERENT_NEURONS = Exercise(
    answer=different_neurons,
    cases=_different_neurons_cases,
    hint="go through W.T, which gives one neuron at a time; collect tuple(column) in a set, and "
    "return the number of its elements",
)


@DIFFERENT_NEURONS.mistake(
    "You compared rows. In W (n_inputs, n_outputs) a row belongs to an input; "
    "a neuron's weights are a column."
)
def rows_compared(W):
    return np.unique(W, axis=0).shape[0]


@DIFFERENT_NEURONS.mistake(
    "You counted different numbers. Two neurons may share a number and still differ: "
    "compare whole columns."
)
def numbers_counted(W):
    return np.unique(W).size


@DIFFERENT_NEURONS.mistake(
    "That is the number of copies; wanted is how many different ones remain."
)
def copies_counted(W):
    return W.shape[1] - different_neurons(W)


@DIFFERENT_NEURONS.mistake(
    "You compared each column with the one before it only; a copy may stand further away."
)
def neighbours_compared(W):
    return 1 + sum(not np.array_equal(a, b) for a, b in zip(W.T, W.T[1:], strict=False))


@DIFFERENT_NEURONS.mistake(
    "You compared the first weight of each neuron only; the others count as well."
)
def first_weights_compared(W):
    return np.unique(W[0]).size


@DIFFERENT_NEURONS.mistake(
    "You compared the sums of the columns; different columns can have equal sums."
)
def sums_compared(W):
    return np.unique(W.sum(axis=0)).size


@DIFFERENT_NEURONS.mistake("That is the number of all neurons, copies included.")
def all_neurons_counted(W):
    return W.shape[1]


# ------------------------------------------------------------------------------------ sum_std


def sum_std(n, std_w, std_x):
    """Return the standard deviation of a sum of n independent products w·x, both around 0."""
    return np.sqrt(n) * std_w * std_x


def _sum_std_cases(rng):
    drawn = rng.uniform(0.1, 3, size=(3, 2)).round(2).tolist()
    counts = rng.integers(2, 500, size=3).tolist()
    return [
        (256, 0.01, 1.0),
        (16, 0.5, 2.0),
        (100, 0.0, 1.0),
        *((n, *pair) for n, pair in zip(counts, drawn, strict=True)),
    ]


SUM_STD = Exercise(
    answer=sum_std,
    cases=_sum_std_cases,
    hint="a variance is a squared standard deviation: put std_w**2 and std_x**2 into the formula "
    "for var(z), and take the root at the end",
)


@SUM_STD.mistake(
    "You multiplied by n. Variances add up, standard deviations don't: "
    "the standard deviation grows with √n."
)
def std_times_n(n, std_w, std_x):
    return n * std_w * std_x


@SUM_STD.mistake("That is the variance; the standard deviation is its root.")
def variance_for_std(n, std_w, std_x):
    return n * std_w**2 * std_x**2


@SUM_STD.mistake("That is one product; n of them are added.")
def one_product(n, std_w, std_x):
    return std_w * std_x


@SUM_STD.mistake(
    "You took the standard deviations for variances: square them first, the root comes at the end."
)
def given_as_variances(n, std_w, std_x):
    return np.sqrt(n * std_w * std_x)


@SUM_STD.mistake("You divided by √n, as for a mean; this is a sum.")
def mean_of_products(n, std_w, std_x):
    return std_w * std_x / np.sqrt(n)


@SUM_STD.mistake("You left out the inputs: std_x is a factor too.")
def weights_only(n, std_w, std_x):
    return np.sqrt(n) * std_w


# ------------------------------------------------------------------------------------- xavier


def xavier(u):
    """Return Glorot's uniform weights, made of an array u (n_in, n_out) of numbers in [0, 1)."""
    return (2 * u - 1) * np.sqrt(6 / sum(u.shape))


def _xavier_cases(rng):
    return [(rng.random(size=shape).round(3),) for shape in ((2, 4), (4, 1), (3, 3), (5, 2))]


def _stretched(u, limit):
    return (2 * u - 1) * limit


_LIMIT_IS_STD = (
    "You used the standard deviation as the limit. Numbers between −l and l have the standard "
    "deviation l/√3, so the limit is √3 times as large."
)
_ROOT = "You mixed up variance and standard deviation: 2/(n_in + n_out) is the variance. "

XAVIER = Exercise(
    answer=xavier,
    cases=_xavier_cases,
    hint="n_in, n_out = u.shape; the standard deviation is the root of 2 / (n_in + n_out); "
    "then do with u what `uniform` above does",
)


@XAVIER.mistake(_LIMIT_IS_STD)
def limit_is_std(u):
    return _stretched(u, np.sqrt(2 / sum(u.shape)))


@XAVIER.mistake(_ROOT + "Take its root, then √3 times that as the limit.")
def limit_is_variance(u):
    return _stretched(u, 2 / sum(u.shape))


@XAVIER.mistake("The root is missing: the limit is √(6 / (n_in + n_out)).")
def root_missing(u):
    return _stretched(u, 6 / sum(u.shape))


@XAVIER.mistake(_ROOT + "Take its root before you multiply by √3.")
def std_is_variance(u):
    return _stretched(u, np.sqrt(3) * 2 / sum(u.shape))


@XAVIER.mistake(
    "You used n_in alone: that keeps the way forwards. Xavier's compromise has both, n_in + n_out."
)
def inputs_only(u):
    return _stretched(u, np.sqrt(3 / u.shape[0]))


@XAVIER.mistake(
    "You used n_out alone: that keeps the way back. Xavier's compromise has both, n_in + n_out."
)
def outputs_only(u):
    return _stretched(u, np.sqrt(3 / u.shape[1]))


@XAVIER.mistake("Your variance is 2/n_in. Xavier's has both below, n_in + n_out.")
def he_variance(u):
    return _stretched(u, np.sqrt(6 / u.shape[0]))


@XAVIER.mistake("Your variance is 1/(n_in + n_out); the 2 above is missing.")
def variance_of_one(u):
    return _stretched(u, np.sqrt(3 / sum(u.shape)))


@XAVIER.mistake(
    "You multiplied u by the standard deviation, but u runs from 0 to 1: move it to the "
    "range from −1 to 1 first, then to the limits."
)
def times_std(u):
    return u * np.sqrt(2 / sum(u.shape))


@XAVIER.mistake("You multiplied n_in by n_out; they are added.")
def sizes_multiplied(u):
    return _stretched(u, np.sqrt(6 / u.size))


@XAVIER.mistake("All your weights are positive. Move u to the range from −1 to 1 first: 2*u − 1.")
def not_centred(u):
    return u * np.sqrt(6 / sum(u.shape))


@XAVIER.mistake("u − ½ runs from −½ to ½, so your range is half as wide as it should be: 2*u − 1.")
def half_as_wide(u):
    return (u - 0.5) * np.sqrt(6 / sum(u.shape))


# ----------------------------------------------------------------------------------------- he


def he(draws):
    """Return He's weights, made of an array of draws (n_in, n_out) from N(0, 1)."""
    return draws * np.sqrt(2 / draws.shape[0])


def _he_cases(rng):
    return [(rng.normal(size=shape).round(3),) for shape in ((3, 4), (4, 1), (8, 8), (5, 3))]


_UPSIDE_DOWN = "The factor is upside down: more inputs need smaller weights, so n_in goes below."

HE = Exercise(
    answer=he,
    cases=_he_cases,
    hint="draws have variance 1; times c they have variance c². Which c makes that 2 / n_in?",
    points=3,
)


@HE.mistake(
    "You multiplied by the variance. A factor c makes the variance c²: "
    "multiply by the root of 2/n_in."
)
def he_std_is_variance(draws):
    return draws * 2 / draws.shape[0]


@HE.mistake("You used n_out. A weighted sum has one product for each input: n_in, the rows.")
def he_outputs(draws):
    return draws * np.sqrt(2 / draws.shape[1])


@HE.mistake("The 2 is missing: it makes up for the half that ReLU cuts off.")
def he_without_two(draws):
    return draws / np.sqrt(draws.shape[0])


@HE.mistake("The 2 stands below; ReLU halves, so the variance must be doubled.")
def he_two_below(draws):
    return draws * np.sqrt(1 / (2 * draws.shape[0]))


@HE.mistake(_UPSIDE_DOWN)
def he_upside_down(draws):
    return draws * np.sqrt(draws.shape[0] / 2)


@HE.mistake(_UPSIDE_DOWN)
def he_divided(draws):
    return draws / np.sqrt(2 / draws.shape[0])


@HE.mistake("That is Xavier's variance, 2/(n_in + n_out). He's is 2/n_in.")
def he_glorot(draws):
    return draws * np.sqrt(2 / sum(draws.shape))


@HE.mistake(
    "√(6/n_in) is the limit of a uniform range. These draws are normal: "
    "multiply by the standard deviation, √(2/n_in)."
)
def he_limits(draws):
    return draws * np.sqrt(6 / draws.shape[0])


EXERCISES = (SUM_STD, XAVIER, HE, DIFFERENT_NEURONS)
