"""Lesson 11's exercises: convolve, output_size, n_parameters, kernel_gradient, max_pool."""

import numpy as np

from helpers.exercises.exercise import Exercise
from helpers.lessons.convolution.sliding import convolve

# ----------------------------------------------------------------------------------- convolve


def _picture(rng, height, width):
    return rng.integers(1, 9, size=(height, width)) / 4 + rng.permutation(width) / 8


def _kernel(rng, k):
    return rng.permutation(np.arange(1, k * k + 1)).reshape(k, k) / 2 - 1.25


def _convolve_cases(rng):
    edge = np.array([[0.0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 0]])
    return [
        (edge, np.array([[-1.0, 0, 1], [-1, 0, 1], [-1, 0, 2]])),
        (_picture(rng, 3, 4), _kernel(rng, 2)),
        (_picture(rng, 5, 4), _kernel(rng, 3)),
        (_picture(rng, 4, 6), _kernel(rng, 3)),
        (_picture(rng, 5, 5), _kernel(rng, 2)),
    ]


CONVOLVE = Exercise(
    answer=convolve,
    cases=_convolve_cases,
    hint="the map has X.shape[0] - len(K) + 1 rows and X.shape[1] - len(K) + 1 columns; its number "
    "at i, j is np.sum(X[i : i + k, j : j + k] * K)",
)


def _slid(X, K, summed, less=0, size=None):
    """Return what `summed` makes of each window and K; `less` leaves windows at the end out.

    `size` is that of the windows, K's own where it is left out.
    """
    k = size or len(K)
    rows, columns = X.shape[0] - k + 1 - less, X.shape[1] - k + 1 - less
    return np.array(
        [[summed(X[i : i + k, j : j + k], K) for j in range(columns)] for i in range(rows)]
    ).reshape(rows, columns)


@CONVOLVE.mistake(
    "You turned the kernel by half a circle. That is the mathematicians' convolution; here the "
    "kernel lies on the picture as it is."
)
def kernel_turned(X, K):
    return convolve(X, K[::-1, ::-1])


@CONVOLVE.mistake("Rows and columns of the kernel are exchanged.")
def kernel_transposed(X, K):
    return convolve(X, K.T)


@CONVOLVE.mistake(
    "The last row and the last column of the map are missing: k fits height − k + 1 times."
)
def one_window_less(X, K):
    return _slid(X, K, lambda window, kernel: np.sum(window * kernel), less=1)


@CONVOLVE.mistake(
    "You let the kernel hang over the edge, with zeros there. Here it stays inside the picture, "
    "and the map is smaller."
)
def padded_with_zeros(X, K):
    k = len(K)
    before, after = (k - 1) // 2, k // 2
    return convolve(np.pad(X, ((before, after), (before, after))), K)


@CONVOLVE.mistake(
    "window @ K is a product of matrices. Here each pixel meets the one weight that lies on it: "
    "window * K."
)
def product_of_matrices(X, K):
    return _slid(X, K, lambda window, kernel: np.sum(window @ kernel))


@CONVOLVE.mistake(
    "The window is a row and a column too small: X[i : i + k] has k rows, from i to i + k − 1."
)
def window_too_small(X, K):
    k = len(K)
    return _slid(X, K, lambda window, kernel: np.sum(window[: k - 1, : k - 1] * kernel))


@CONVOLVE.mistake("You took 3 for the kernel's size. It isn't always 3×3: take k = len(K).")
def three_for_k(X, K):
    return _slid(X, K, lambda window, kernel: np.sum(window * kernel), size=3)


@CONVOLVE.mistake(
    "You took the picture as square. It has X.shape[0] rows and X.shape[1] columns, and the map "
    "X.shape[1] − k + 1 columns."
)
def picture_as_square(X, K):
    k = len(K)
    n = len(X) - k + 1
    return np.array(
        [[np.sum(X[i : i + k, j : j + k] * K) for j in range(n)] for i in range(n)]
    ).reshape(n, n)


@CONVOLVE.mistake(
    "X[i:k] ends at row k wherever the window is; it ends k rows after its beginning: X[i : i + k]."
)
def window_ends_at_k(X, K):
    k = len(K)
    rows, columns = X.shape[0] - k + 1, X.shape[1] - k + 1
    return np.array([[np.sum(X[i:k, j:k] * K) for j in range(columns)] for i in range(rows)])


@CONVOLVE.mistake(
    "The last row and the last column of your map stay 0: range(n) ends at n − 1, so the rows go "
    "over range(height − k + 1)."
)
def last_windows_stay_0(X, K):
    Z = convolve(X, K)
    Z[-1], Z[:, -1] = 0, 0
    return Z


@CONVOLVE.mistake(
    "That is the last product of each window: = takes the place of what stood there, += adds to it."
)
def last_product(X, K):
    return _slid(X, K, lambda window, kernel: window[-1, -1] * kernel[-1, -1])


@CONVOLVE.mistake(
    "Your map is as large as the picture. The kernel fits height − k + 1 times from top to bottom, "
    "and width − k + 1 times from left to right: so large is the map."
)
def map_as_large_as_picture(X, K):
    Z, whole = np.zeros_like(X), convolve(X, K)
    Z[: whole.shape[0], : whole.shape[1]] = whole
    return Z


@CONVOLVE.mistake("That is the mean of the products; their sum is wanted.")
def mean_for_sum(X, K):
    return _slid(X, K, lambda window, kernel: np.mean(window * kernel))


@CONVOLVE.mistake("That is the largest product of each window; the sum of all is wanted.")
def largest_product(X, K):
    return _slid(X, K, lambda window, kernel: np.max(window * kernel))


@CONVOLVE.mistake(
    "You moved on by a whole kernel each time. The windows overlap: the next one begins one pixel "
    "further."
)
def a_kernel_further(X, K):
    return convolve(X, K)[:: len(K), :: len(K)]


@CONVOLVE.mistake("You divided by the sum of the kernel's weights; the sum is wanted as it is.")
def divided_by_weights(X, K):
    with np.errstate(divide="ignore", invalid="ignore"):
        return convolve(X, K) / np.sum(K)


@CONVOLVE.mistake("You added the weights to the pixels; each pixel is multiplied by its weight.")
def added(X, K):
    return _slid(X, K, lambda window, kernel: np.sum(window + kernel))


@CONVOLVE.mistake("What is below 0 you made 0. The ReLU comes later; here the sum is wanted.")
def rectified(X, K):
    return np.maximum(convolve(X, K), 0)


@CONVOLVE.mistake("That is the sum of all sums; the map has one for each place of the kernel.")
def one_number(X, K):
    return np.sum(convolve(X, K))


@CONVOLVE.mistake("Rows and columns of the map are exchanged.")
def map_transposed(X, K):
    return convolve(X, K).T


# -------------------------------------------------------------------------------- output_size


def output_size(n, k, stride, padding):
    """Return how often a kernel of k pixels fits into n pixels with padding zeros at either end.

    stride is how many pixels further each next window begins.
    """
    # From the first place on, so many pixels are left to move over …
    room = n + 2 * padding - k
    # … in whole strides, and the first place counts too.
    return room // stride + 1


def _output_size_cases(rng):
    drawn = [
        (int(rng.integers(9, 30)), int(rng.integers(2, 6)), int(rng.integers(2, 5)), padding)
        for padding in (1, 2)
    ]
    return [
        (12, 3, 1, 0),
        (12, 3, 2, 0),
        (9, 3, 3, 0),
        (12, 3, 3, 1),
        (11, 3, 2, 1),
        (20, 5, 3, 2),
        (8, 3, 1, 1),  # both ends, one end and none differ
        *drawn,
    ]


OUTPUT_SIZE = Exercise(
    answer=output_size,
    cases=_output_size_cases,
    points=1,
    hint="with padding the picture has n + 2·padding pixels; the first window takes k of them, and "
    "each stride into the rest gives one more: // divides and leaves the remainder out",
)


@OUTPUT_SIZE.mistake("The first window is missing: + 1 after the division.")
def first_window_missing(n, k, stride, padding):
    return (n + 2 * padding - k) // stride


@OUTPUT_SIZE.mistake("There is padding at both ends: 2·padding.")
def padding_at_one_end(n, k, stride, padding):
    return (n + padding - k) // stride + 1


@OUTPUT_SIZE.mistake("You left the padding out.")
def padding_missing(n, k, stride, padding):
    return (n - k) // stride + 1


@OUTPUT_SIZE.mistake("You left the stride out: divide what is left beside the first window by it.")
def stride_missing(n, k, stride, padding):
    return n + 2 * padding - k + 1


@OUTPUT_SIZE.mistake(
    "A window that doesn't fit whole doesn't count: divide with //, which leaves the remainder out."
)
def not_whole(n, k, stride, padding):
    return (n + 2 * padding - k) / stride + 1


@OUTPUT_SIZE.mistake("You rounded up: the last window would hang over the edge. Divide with //.")
def rounded_up(n, k, stride, padding):
    return -(-(n + 2 * padding - k) // stride) + 1


@OUTPUT_SIZE.mistake(
    "// is done before + and −, so only k is divided: put n + 2·padding − k in brackets."
)
def brackets_missing(n, k, stride, padding):
    return n + 2 * padding - k // stride + 1


@OUTPUT_SIZE.mistake("The + 1 belongs after the division: the first window is there anyway.")
def one_added_too_early(n, k, stride, padding):
    return (n + 2 * padding - k + 1) // stride


@OUTPUT_SIZE.mistake("You left the kernel's own size out: the first window takes k pixels.")
def kernel_missing(n, k, stride, padding):
    return (n + 2 * padding) // stride + 1


@OUTPUT_SIZE.mistake("You subtracted the padding; it makes the picture larger.")
def padding_subtracted(n, k, stride, padding):
    return (n - 2 * padding - k) // stride + 1


@OUTPUT_SIZE.mistake("You multiplied by the stride; a longer stride gives fewer windows: divide.")
def times_stride(n, k, stride, padding):
    return (n + 2 * padding - k) * stride + 1


@OUTPUT_SIZE.mistake("That is the size of the whole map; its side is asked for.")
def size_of_the_map(n, k, stride, padding):
    return output_size(n, k, stride, padding) ** 2


# ------------------------------------------------------------------------------- n_parameters


def n_parameters(k, n_channels, n_kernels):
    """Return how many numbers a layer of kernels of k×k pixels learns, biases included."""
    # A kernel has a weight for each pixel of its window in each channel, and one bias.
    one = k * k * n_channels + 1
    return one * n_kernels


def _n_parameters_cases(rng):
    drawn = [tuple(rng.permutation([2, 4, 5, 6, 7])[:3].tolist()) for _ in range(3)]
    return [(3, 1, 8), (3, 8, 16), (5, 3, 6), *drawn]


N_PARAMETERS = Exercise(
    answer=n_parameters,
    cases=_n_parameters_cases,
    points=1,
    hint="a kernel has k·k weights for each channel, and one bias; then so many kernels",
)


@N_PARAMETERS.mistake("The biases are missing: each kernel has one.")
def biases_missing(k, n_channels, n_kernels):
    return k * k * n_channels * n_kernels


@N_PARAMETERS.mistake("You counted one bias for all kernels; each has its own.")
def one_bias_for_all(k, n_channels, n_kernels):
    return k * k * n_channels * n_kernels + 1


@N_PARAMETERS.mistake("You counted a bias for each channel of a kernel; a kernel has one.")
def bias_for_each_channel(k, n_channels, n_kernels):
    return (k * k + 1) * n_channels * n_kernels


@N_PARAMETERS.mistake("A kernel has k rows of k weights: k·k.")
def one_row_of_the_kernel(k, n_channels, n_kernels):
    return (k * n_channels + 1) * n_kernels


@N_PARAMETERS.mistake("A kernel has k·k weights in every channel: multiply by n_channels.")
def channels_missing(k, n_channels, n_kernels):
    return (k * k + 1) * n_kernels


@N_PARAMETERS.mistake("That is one kernel; there are n_kernels of them.")
def one_kernel(k, n_channels, n_kernels):
    return k * k * n_channels + 1


@N_PARAMETERS.mistake(
    "You counted the biases of all kernels, and the weights of one: there are n_kernels of them."
)
def weights_of_one_kernel(k, n_channels, n_kernels):
    return k * k * n_channels + n_kernels


@N_PARAMETERS.mistake("You counted a bias for each channel, not for each kernel.")
def biases_of_channels(k, n_channels, n_kernels):
    return k * k * n_channels * n_kernels + n_channels


@N_PARAMETERS.mistake("You took 2·k for k·k.")
def twice_for_square(k, n_channels, n_kernels):
    return (2 * k * n_channels + 1) * n_kernels


@N_PARAMETERS.mistake("You counted a bias for each weight; a kernel has one in all.")
def bias_for_each_weight(k, n_channels, n_kernels):
    return 2 * k * k * n_channels * n_kernels


@N_PARAMETERS.mistake("You added the channels; a kernel has k·k weights in each: multiply.")
def channels_added(k, n_channels, n_kernels):
    return (k * k + n_channels + 1) * n_kernels


# ---------------------------------------------------------------------------- kernel_gradient


def kernel_gradient(X, delta):
    """Return ∂L/∂K (k, k) out of X (height, width) and delta = ∂L/∂Z, Z being X under K."""
    rows, columns = delta.shape
    height, width = X.shape[0] - rows + 1, X.shape[1] - columns + 1
    dK = np.zeros((height, width))
    for u in range(height):
        for v in range(width):
            # The weight at (u, v) has lain on these pixels, one for each place of the map.
            dK[u, v] = np.sum(X[u : u + rows, v : v + columns] * delta)
    return dK


def _kernel_gradient_cases(rng):
    def case(height, width, k):
        delta = rng.permutation(np.arange(1, (height - k + 1) * (width - k + 1) + 1)) / 2 - 1.25
        return _picture(rng, height, width), delta.reshape(height - k + 1, width - k + 1)

    return [case(3, 4, 2), case(5, 6, 3), case(5, 4, 2), case(4, 6, 3), case(6, 6, 3)]


KERNEL_GRADIENT = Exercise(
    answer=kernel_gradient,
    cases=_kernel_gradient_cases,
    hint="the kernel has X.shape[0] - delta.shape[0] + 1 rows; its weight at u, v met the pixels "
    "X[u : u + rows, v : v + columns], one for each δ",
)


def _met(X, delta, slope):
    """Return ∂L/∂K with `slope` of u and v as its numbers."""
    shape = X.shape[0] - delta.shape[0] + 1, X.shape[1] - delta.shape[1] + 1
    return np.array([slope(*place) for place in np.ndindex(*shape)]).reshape(shape)


@KERNEL_GRADIENT.mistake(
    "δ isn't square here, and its height was taken for its width too, maybe in the convolve that "
    "you call. Take both: rows, columns = delta.shape, and in convolve K.shape."
)
def delta_as_square(X, delta):
    return _slid(X, delta, lambda window, kernel: np.sum(window * kernel))


@KERNEL_GRADIENT.mistake(
    "The window must have the size of δ, as a weight has lain on one pixel for each place of the "
    "map; yours has the size of the kernel."
)
def window_of_the_kernels_size(X, delta):
    rows, columns = X.shape[0] - delta.shape[0] + 1, X.shape[1] - delta.shape[1] + 1
    return _met(X, delta, lambda u, v: np.sum(X[u : u + rows, v : v + columns] * delta))


@KERNEL_GRADIENT.mistake(
    "The window must have the size of δ, delta.shape, as a weight has lain on one pixel for each "
    "place of the map; yours is always 3×3."
)
def window_always_3(X, delta):
    return _met(X, delta, lambda u, v: np.sum(X[u : u + 3, v : v + 3] * delta))


@KERNEL_GRADIENT.mistake(
    "The kernel isn't always 3×3: it has X.shape[0] − delta.shape[0] + 1 rows, as δ fits so often."
)
def kernel_always_3(X, delta):
    rows, columns = delta.shape
    return np.array(
        [[np.sum(X[u : u + rows, v : v + columns] * delta) for v in range(3)] for u in range(3)]
    )


EXCHANGED = "Picture and kernel are exchanged: X is the picture, and δ is moved over it."


@KERNEL_GRADIENT.mistake(EXCHANGED)
def picture_and_delta_exchanged(X, delta):
    rows, columns = X.shape
    return np.zeros((delta.shape[0] - rows + 1, delta.shape[1] - columns + 1))


@KERNEL_GRADIENT.mistake(EXCHANGED)
def exchanged_and_as_square(X, delta):
    k = len(X)
    return np.zeros((delta.shape[0] - k + 1, delta.shape[1] - k + 1))


@KERNEL_GRADIENT.mistake("You divided by the number of places; their slopes add up.")
def mean_over_places(X, delta):
    return kernel_gradient(X, delta) / delta.size


@KERNEL_GRADIENT.mistake(
    "You turned δ by half a circle: weight (u, v) would then meet the pixels in the opposite order."
)
def delta_turned(X, delta):
    return kernel_gradient(X, delta[::-1, ::-1])


@KERNEL_GRADIENT.mistake("The result is turned by half a circle: the first weight stands first.")
def result_turned(X, delta):
    return kernel_gradient(X, delta)[::-1, ::-1]


@KERNEL_GRADIENT.mistake("The sign is flipped. The slope itself is wanted; the step comes later.")
def sign_flipped(X, delta):
    return -kernel_gradient(X, delta)


@KERNEL_GRADIENT.mistake("Rows and columns of the result are exchanged.")
def result_transposed(X, delta):
    return kernel_gradient(X, delta).T


@KERNEL_GRADIENT.mistake(
    "That is the kernel's slope from the first place only. Each place of the map has its own δ: "
    "add them all up."
)
def first_place_only(X, delta):
    k, m = X.shape[0] - delta.shape[0] + 1, X.shape[1] - delta.shape[1] + 1
    return X[:k, :m] * delta[0, 0]


@KERNEL_GRADIENT.mistake(
    "You summed the pixels and left δ out: each pixel counts as much as the δ of its place."
)
def delta_missing(X, delta):
    return kernel_gradient(X, np.ones_like(delta))


@KERNEL_GRADIENT.mistake(
    "You summed δ and left the pixels out: that is the slope of the bias. A weight's slope is "
    "pixel times δ."
)
def slope_of_the_bias(X, delta):
    return np.full_like(kernel_gradient(X, delta), np.sum(delta))


@KERNEL_GRADIENT.mistake("That is the sum over all weights; each has its own slope.")
def one_slope(X, delta):
    return np.sum(kernel_gradient(X, delta))


@KERNEL_GRADIENT.mistake("That is the largest product; those of all places add up.")
def largest_of_places(X, delta):
    k, m = X.shape[0] - delta.shape[0] + 1, X.shape[1] - delta.shape[1] + 1
    rows, columns = delta.shape
    return np.array(
        [[np.max(X[u : u + rows, v : v + columns] * delta) for v in range(m)] for u in range(k)]
    )


# ----------------------------------------------------------------------------------- max_pool


def max_pool(A, size):
    """Return the largest number of each block of size×size of A (height, width).

    height and width are multiples of size; the result is (height // size, width // size).
    """
    height, width = A.shape[0] // size, A.shape[1] // size
    # Reshaped to four axes: which block down, which row in it, which across, which column in it.
    # Once A is cut into (height, size, width, size), axes 1 and 3 go through one block.
    return A.reshape(height, size, width, size).max(axis=(1, 3))


def _max_pool_cases(rng):
    def case(height, width, size):
        numbers = rng.permutation(height * width) / 2 - height * width / 4 + 0.25
        numbers = numbers.reshape(height, width)
        corner = numbers[:size, :size]  # a block without any number above 0
        corner[:] = -np.abs(corner)
        return numbers, size

    return [case(4, 6, 2), case(6, 3, 3), case(2, 6, 2), case(8, 4, 2), case(6, 9, 3)]


MAX_POOL = Exercise(
    answer=max_pool,
    cases=_max_pool_cases,
    hint="block i, j is A[i * size : (i + 1) * size, j * size : (j + 1) * size]; or reshape A to "
    "(height // size, size, width // size, size) and take the max over axes 1 and 3",
)


@MAX_POOL.way
def max_pool_in_a_loop(A, size):
    pooled = np.zeros((A.shape[0] // size, A.shape[1] // size))
    for i in range(pooled.shape[0]):
        for j in range(pooled.shape[1]):
            # Block i, j begins at row i·size and column j·size, and has size rows and columns.
            pooled[i, j] = np.max(A[i * size : (i + 1) * size, j * size : (j + 1) * size])
    return pooled


def _blocks(A, size):
    return A.reshape(A.shape[0] // size, size, A.shape[1] // size, size)


@MAX_POOL.mistake(
    "Your block i begins at row i; the blocks before it have taken i·size rows, and with columns "
    "it is the same: A[i * size : (i + 1) * size, j * size : (j + 1) * size]."
)
def block_begins_at_i(A, size):
    P = np.zeros_like(max_pool(A, size))
    for i, j in np.ndindex(*P.shape):
        P[i, j] = A[i : i + size, j : j + size].max()
    return P


@MAX_POOL.mistake(
    "With range(0, height, size) i counts rows of A, not blocks: the result's place is "
    "P[i // size, j // size]."
)
def rows_for_places(A, size):
    P = np.zeros_like(max_pool(A, size))
    for i in range(0, A.shape[0], size):
        for j in range(0, A.shape[1], size):
            P[i, j] = A[i : i + size, j : j + size].max()
    return P


@MAX_POOL.mistake("That is the mean of each block; its largest number is wanted.")
def mean_of_blocks(A, size):
    return _blocks(A, size).mean(axis=(1, 3))


@MAX_POOL.mistake("That is the sum of each block; its largest number is wanted.")
def sum_of_blocks(A, size):
    return _blocks(A, size).sum(axis=(1, 3))


@MAX_POOL.mistake("That is the smallest number of each block.")
def smallest_of_blocks(A, size):
    return _blocks(A, size).min(axis=(1, 3))


@MAX_POOL.mistake("That is the upper left number of each block; the largest is wanted.")
def corner_of_blocks(A, size):
    return A[::size, ::size]


@MAX_POOL.mistake("That is the largest number of all; each block has its own.")
def one_maximum(A, size):
    return np.max(A)


@MAX_POOL.mistake(
    "The blocks overlap: you moved on by one pixel. The next block begins where this one ends."
)
def overlapping_blocks(A, size):
    return np.lib.stride_tricks.sliding_window_view(A, (size, size)).max(axis=(2, 3))


@MAX_POOL.mistake(
    "You began with 0 as the largest. A block may hold numbers below 0 only: begin with its first."
)
def never_below_zero(A, size):
    return np.maximum(max_pool(A, size), 0)


@MAX_POOL.mistake("You took the largest of each block without its sign.")
def largest_without_sign(A, size):
    return max_pool(np.abs(A), size)


@MAX_POOL.mistake("You pooled along the rows only; a block has rows and columns.")
def along_rows_only(A, size):
    return _blocks(A, size).max(axis=3).reshape(A.shape[0], -1)


@MAX_POOL.mistake("You pooled down the columns only; a block has rows and columns.")
def along_columns_only(A, size):
    return _blocks(A, size).max(axis=1).reshape(-1, A.shape[1])


@MAX_POOL.mistake(
    "You reshaped to (…, size·size): these are numbers that follow each other in a row, and no "
    "blocks. Reshape to (height // size, size, width // size, size)."
)
def rows_for_blocks(A, size):
    parts = A.reshape(A.shape[0] // size, A.shape[1] // size, size * size)
    return parts.max(axis=2)


@MAX_POOL.mistake("Rows and columns of the result are exchanged.")
def pooled_transposed(A, size):
    return max_pool(A, size).T


EXERCISES = (CONVOLVE, OUTPUT_SIZE, N_PARAMETERS, KERNEL_GRADIENT, MAX_POOL)
