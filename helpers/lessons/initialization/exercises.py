"""Lesson 07's exercises: sum_std, xavier, he, different_neurons."""

import numpy as np

from helpers.exercises.exercise import Exercise

# -------------------------------------------------------------------------- different_neurons


def different_neurons(W):
    """Return the number of different neurons of a layer, a whole number; copies count once."""
    # A set holds each thing once, and a column can be put into it as a tuple.
    different = {tuple(column) for column in W.T}
    return len(different)


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
        # Nearly equal is not equal; and the same numbers in another order are another neuron.
        (np.array([[0.5, 0.5004, 0.5, -0.5], [1.0, 1.0, 1.0004, 1.0]]),),
        (np.array([[1, 2, 1, 3], [2, 1, 2, 0]]),),
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
    optional=True,
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


@DIFFERENT_NEURONS.mistake(
    "Neurons that have copies are not counted at all; of each group of copies one remains."
)
def copied_ones_not_counted(W):
    columns = [tuple(column) for column in W.T]
    return sum(columns.count(column) == 1 for column in columns)


@DIFFERENT_NEURONS.mistake("You counted pairs of different neurons; count the neurons.")
def pairs_counted(W):
    columns = [tuple(column) for column in W.T]
    return sum(a != b for i, a in enumerate(columns) for b in columns[:i])


@DIFFERENT_NEURONS.mistake("You counted pairs of copies; count the different neurons.")
def equal_pairs_counted(W):
    columns = [tuple(column) for column in W.T]
    return sum(a == b for i, a in enumerate(columns) for b in columns[:i])


@DIFFERENT_NEURONS.mistake(
    "Those are all neurons but one for each pair of copies; three copies "
    "make three pairs. Count what is different."
)
def pairs_subtracted(W):
    return W.shape[1] - equal_pairs_counted(W)


@DIFFERENT_NEURONS.mistake(
    "You compared each column's numbers whatever their order; each weight belongs to its own input."
)
def order_ignored(W):
    return len({tuple(sorted(column)) for column in W.T})


@DIFFERENT_NEURONS.mistake(
    "Columns that are nearly equal count as copies in yours: compare the weights as they are, "
    "without rounding."
)
def nearly_equal_counted(W):
    return len({tuple(column.round(2)) for column in W.T})


@DIFFERENT_NEURONS.mistake("You compared every neuron with the first one only.")
def compared_with_first(W):
    return 1 + sum(not np.array_equal(W[:, 0], column) for column in W.T[1:])


@DIFFERENT_NEURONS.mistake("That is one less than there are: the first neuron counts too.")
def one_too_few(W):
    return different_neurons(W) - 1


# ------------------------------------------------------------------------------------ sum_std


def sum_std(n, std_w, std_x):
    """Return the standard deviation of a sum of n products w * x, all independent, around 0."""
    # Variances are what multiplies and adds up; a variance is a standard deviation squared.
    variance = n * std_w**2 * std_x**2
    # The way back to a standard deviation is the root.
    return np.sqrt(variance)


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


@SUM_STD.way
def sum_std_in_parts(n, std_w, std_x):
    return n**0.5 * std_w * std_x


@SUM_STD.mistake("Python reads n ** 1/2 as (n ** 1) / 2, half of n. A root is n ** 0.5.")
def half_for_root(n, std_w, std_x):
    return n / 2 * std_w * std_x


@SUM_STD.mistake("The standard deviations are added; those of a product are multiplied.")
def deviations_added(n, std_w, std_x):
    return np.sqrt(n) * (std_w + std_x)


@SUM_STD.mistake("The variances of w and x are added; those of a product are multiplied.")
def variances_added(n, std_w, std_x):
    return np.sqrt(n * (std_w**2 + std_x**2))


@SUM_STD.mistake("You left out the weights: std_w is a factor too.")
def inputs_only_counted(n, std_w, std_x):
    return np.sqrt(n) * std_x


# ------------------------------------------------------------------------------------- xavier


def xavier(u):
    """Return weights of variance 2 / (n_in + n_out)."""
    n_in, n_out = u.shape
    # The root of the variance; √3 times that is the limit of a uniform range.
    std = np.sqrt(2 / (n_in + n_out))
    limit = np.sqrt(3) * std
    # From 0…1 to −1…1, then to the limits.
    return (2 * u - 1) * limit


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
    "You used n_in alone, or twice: that keeps the way forwards. Xavier's compromise has both, "
    "n_in + n_out."
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


@XAVIER.way
def xavier_with_six(u):
    n_in, n_out = u.shape
    limit = np.sqrt(6 / (n_in + n_out))
    return (2 * u - 1) * limit


@XAVIER.mistake("Your variance is 2/n_out. Xavier's has both below, n_in + n_out.")
def he_variance_of_outputs(u):
    return _stretched(u, np.sqrt(6 / u.shape[1]))


@XAVIER.mistake("You used 500, the sizes of the example; n_in and n_out are the shape of u.")
def sizes_of_the_example(u):
    return _stretched(u, np.sqrt(6 / 500))


@XAVIER.mistake("The limit is upside down: more neurons need smaller weights.")
def limit_upside_down(u):
    return _stretched(u, np.sqrt(sum(u.shape) / 6))


@XAVIER.mistake("The weights run from −2 to 2 limits: 2*u − 1 is from −1 to 1 already.")
def twice_as_wide(u):
    return 2 * xavier(u)


@XAVIER.mistake("The signs are turned round: 2*u − 1, not 1 − 2*u.")
def signs_turned(u):
    return -xavier(u)


@XAVIER.mistake("That is the limit alone; the weights are made of u with it.")
def limit_alone(u):
    return np.sqrt(6 / sum(u.shape))


@XAVIER.mistake("u was only moved to −1…1; the limit is still to come.")
def limit_missing(u):
    return 2 * u - 1


# ----------------------------------------------------------------------------------------- he


def he(draws):
    """Return weights of variance 2 / n_in, made of draws (n_in, n_out) from N(0, 1)."""
    # A row for each input.
    n_in = draws.shape[0]
    # Times c, the variance becomes c²: so c is the root of the variance that is wanted.
    return draws * np.sqrt(2 / n_in)


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


@HE.mistake("√2 / n_in divides by n_in itself: the root goes over the whole fraction, √(2 / n_in).")
def he_root_of_two_only(draws):
    return draws * np.sqrt(2) / draws.shape[0]


@HE.mistake("2 / √n_in leaves the 2 as it is: the root goes over the whole fraction, √(2 / n_in).")
def he_root_below_only(draws):
    return draws * 2 / np.sqrt(draws.shape[0])


@HE.mistake("You used n_in·n_out, the number of all weights; n_in, the rows, is wanted.")
def he_all_weights(draws):
    return draws * np.sqrt(2 / draws.size)


@HE.mistake("You added the standard deviation; multiply the draws by it.")
def he_added(draws):
    return draws + np.sqrt(2 / draws.shape[0])


@HE.mistake("That is the standard deviation alone; the weights are the draws times it.")
def he_std_alone(draws):
    return np.sqrt(2 / draws.shape[0])


@HE.mistake("That is for numbers from 0 to 1; these draws are around 0 already: multiply them.")
def he_from_uniform(draws):
    return (2 * draws - 1) * np.sqrt(6 / draws.shape[0])


@HE.mistake("Your variance is 2/(n_in + n_out) with the limit of a uniform range. He's is 2/n_in.")
def he_glorot_limits(draws):
    return draws * np.sqrt(6 / sum(draws.shape))


EXERCISES = (SUM_STD, XAVIER, HE, DIFFERENT_NEURONS)
