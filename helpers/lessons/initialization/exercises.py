"""Lesson 07's exercises: different_neurons, sum_std, xavier, he."""

import numpy as np

from helpers.exercises.exercise import Exercise, Mistake

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
    ]


def _rows(W):
    return np.unique(W, axis=0).shape[0]


def _numbers(W):
    return np.unique(W).size


def _copies(W):
    return W.shape[1] - different_neurons(W)


def _neighbours(W):
    return 1 + sum(not np.array_equal(a, b) for a, b in zip(W.T, W.T[1:], strict=False))


def _first_weight(W):
    return np.unique(W[0]).size


def _sums(W):
    return np.unique(W.sum(axis=0)).size


def _all_columns(W):
    return W.shape[1]


DIFFERENT_NEURONS = Exercise(
    answer=different_neurons,
    cases=_different_neurons_cases,
    hint="go through W.T, which gives one neuron at a time; collect tuple(column) in a set, and "
    "return the number of its elements",
    mistakes=(
        Mistake(
            _rows,
            "You compared rows. In W (n_inputs, n_outputs) a row belongs to an input; "
            "a neuron's weights are a column.",
        ),
        Mistake(
            _numbers,
            "You counted different numbers. Two neurons may share a number and still differ: "
            "compare whole columns.",
        ),
        Mistake(_copies, "That is the number of copies; wanted is how many different ones remain."),
        Mistake(
            _neighbours,
            "You compared each column with the one before it only; a copy may stand further away.",
        ),
        Mistake(
            _first_weight,
            "You compared the first weight of each neuron only; the others count as well.",
        ),
        Mistake(
            _sums, "You compared the sums of the columns; different columns can have equal sums."
        ),
        Mistake(_all_columns, "That is the number of all neurons, copies included."),
    ),
)

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


def _std_times_n(n, std_w, std_x):
    return n * std_w * std_x


def _variance(n, std_w, std_x):
    return n * std_w**2 * std_x**2


def _one_product(n, std_w, std_x):
    return std_w * std_x


def _given_as_variances(n, std_w, std_x):
    return np.sqrt(n * std_w * std_x)


def _mean_of_products(n, std_w, std_x):
    return std_w * std_x / np.sqrt(n)


def _weights_only(n, std_w, std_x):
    return np.sqrt(n) * std_w


SUM_STD = Exercise(
    answer=sum_std,
    cases=_sum_std_cases,
    hint="a variance is a squared standard deviation: put std_w**2 and std_x**2 into the formula "
    "for var(z), and take the root at the end",
    mistakes=(
        Mistake(
            _std_times_n,
            "You multiplied by n. Variances add up, standard deviations don't: "
            "the standard deviation grows with √n.",
        ),
        Mistake(_variance, "That is the variance; the standard deviation is its root."),
        Mistake(_one_product, "That is one product; n of them are added."),
        Mistake(
            _given_as_variances,
            "You took the standard deviations for variances: square them first, "
            "the root comes at the end.",
        ),
        Mistake(_mean_of_products, "You divided by √n, as for a mean; this is a sum."),
        Mistake(_weights_only, "You left out the inputs: std_x is a factor too."),
    ),
)

# ------------------------------------------------------------------------------------- xavier


def xavier(u):
    """Return Glorot's uniform weights, made of an array u (n_in, n_out) of numbers in [0, 1)."""
    return (2 * u - 1) * np.sqrt(6 / sum(u.shape))


def _xavier_cases(rng):
    return [(rng.random(size=shape).round(3),) for shape in ((2, 4), (4, 1), (3, 3), (5, 2))]


def _stretched(u, limit):
    return (2 * u - 1) * limit


def _limit_is_std(u):
    return _stretched(u, np.sqrt(2 / sum(u.shape)))


def _limit_is_variance(u):
    return _stretched(u, 2 / sum(u.shape))


def _root_missing(u):
    return _stretched(u, 6 / sum(u.shape))


def _std_is_variance(u):
    return _stretched(u, np.sqrt(3) * 2 / sum(u.shape))


def _inputs_only(u):
    return _stretched(u, np.sqrt(3 / u.shape[0]))


def _outputs_only(u):
    return _stretched(u, np.sqrt(3 / u.shape[1]))


def _product(u):
    return _stretched(u, np.sqrt(6 / u.size))


def _not_centred(u):
    return u * np.sqrt(6 / sum(u.shape))


def _he_variance(u):
    return _stretched(u, np.sqrt(6 / u.shape[0]))


def _variance_of_one(u):
    return _stretched(u, np.sqrt(3 / sum(u.shape)))


def _times_std(u):
    return u * np.sqrt(2 / sum(u.shape))


def _half_as_wide(u):
    return (u - 0.5) * np.sqrt(6 / sum(u.shape))


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
    mistakes=(
        Mistake(_limit_is_std, _LIMIT_IS_STD),
        Mistake(_limit_is_variance, _ROOT + "Take its root, then √3 times that as the limit."),
        Mistake(_root_missing, "The root is missing: the limit is √(6 / (n_in + n_out))."),
        Mistake(_std_is_variance, _ROOT + "Take its root before you multiply by √3."),
        Mistake(
            _inputs_only,
            "You used n_in alone: that keeps the way forwards. Xavier's compromise has both, "
            "n_in + n_out.",
        ),
        Mistake(
            _outputs_only,
            "You used n_out alone: that keeps the way back. Xavier's compromise has both, "
            "n_in + n_out.",
        ),
        Mistake(
            _he_variance,
            "Your variance is 2/n_in. Xavier's has both below, n_in + n_out.",
        ),
        Mistake(_variance_of_one, "Your variance is 1/(n_in + n_out); the 2 above is missing."),
        Mistake(
            _times_std,
            "You multiplied u by the standard deviation, but u runs from 0 to 1: move it to the "
            "range from −1 to 1 first, then to the limits.",
        ),
        Mistake(_product, "You multiplied n_in by n_out; they are added."),
        Mistake(
            _not_centred,
            "All your weights are positive. Move u to the range from −1 to 1 first: 2*u − 1.",
        ),
        Mistake(
            _half_as_wide,
            "u − ½ runs from −½ to ½, so your range is half as wide as it should be: 2*u − 1.",
        ),
    ),
)

# ----------------------------------------------------------------------------------------- he


def he(draws):
    """Return He's weights, made of an array of draws (n_in, n_out) from N(0, 1)."""
    return draws * np.sqrt(2 / draws.shape[0])


def _he_cases(rng):
    return [(rng.normal(size=shape).round(3),) for shape in ((3, 4), (4, 1), (8, 8), (5, 3))]


def _he_std_is_variance(draws):
    return draws * 2 / draws.shape[0]


def _he_outputs(draws):
    return draws * np.sqrt(2 / draws.shape[1])


def _he_without_two(draws):
    return draws / np.sqrt(draws.shape[0])


def _he_half(draws):
    return draws * np.sqrt(1 / (2 * draws.shape[0]))


def _he_upside_down(draws):
    return draws * np.sqrt(draws.shape[0] / 2)


def _he_divided(draws):
    return draws / np.sqrt(2 / draws.shape[0])


def _he_glorot(draws):
    return draws * np.sqrt(2 / sum(draws.shape))


def _he_limits(draws):
    return draws * np.sqrt(6 / draws.shape[0])


_UPSIDE_DOWN = "The factor is upside down: more inputs need smaller weights, so n_in goes below."

HE = Exercise(
    answer=he,
    cases=_he_cases,
    hint="draws have variance 1; times c they have variance c². Which c makes that 2 / n_in?",
    mistakes=(
        Mistake(
            _he_std_is_variance,
            "You multiplied by the variance. A factor c makes the variance c²: "
            "multiply by the root of 2/n_in.",
        ),
        Mistake(
            _he_outputs,
            "You used n_out. A weighted sum has one product for each input: n_in, the rows.",
        ),
        Mistake(
            _he_without_two,
            "The 2 is missing: it makes up for the half that ReLU cuts off.",
        ),
        Mistake(_he_half, "The 2 stands below; ReLU halves, so the variance must be doubled."),
        Mistake(_he_upside_down, _UPSIDE_DOWN),
        Mistake(_he_divided, _UPSIDE_DOWN),
        Mistake(_he_glorot, "That is Xavier's variance, 2/(n_in + n_out). He's is 2/n_in."),
        Mistake(
            _he_limits,
            "√(6/n_in) is the limit of a uniform range. These draws are normal: "
            "multiply by the standard deviation, √(2/n_in).",
        ),
    ),
    points=3,
)

EXERCISES = (DIFFERENT_NEURONS, SUM_STD, XAVIER, HE)
