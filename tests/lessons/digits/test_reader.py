"""The images, their preparation from strokes, and how well they are read, over several seeds."""

import hashlib

import numpy as np
import pytest

from helpers.data import load_digits
from helpers.lessons.digits.reader import (
    BATCH,
    EPOCHS,
    N_TEST,
    RATE,
    forward,
    gradients,
    images,
    new_network,
    parameters_of,
    split,
    train_epoch,
)
from helpers.views.bitmap import INK, bitmap, blocks
from tests.lessons.digits.strokes import twenty

SEEDS = range(4)


@pytest.fixture(scope="module")
def readers():
    """Networks trained as the lesson's, by the way of the split and the seed."""
    X, y, _ = images()
    found = {}
    for shuffled in (True, False):
        for seed in SEEDS:
            rows, _ = split(shuffled, seed)
            network = new_network(32, seed)
            network.train(X[rows], y[rows], EPOCHS, RATE, BATCH, seed=seed)
            found[shuffled, seed] = network
    return found


def share(network, rows):
    X, _, labels = images()
    return np.mean(network.feedforward(X[rows]).argmax(axis=1) == labels[rows])


def test_the_images_are_those_of_the_source():
    """The numbers as scikit-learn's digits.csv.gz has them: pixels and label, a line an image."""
    pictures, labels = load_digits()
    rows = np.column_stack([pictures.reshape(-1, 64), labels])
    text = "".join(",".join(map(str, row)) + "\n" for row in rows.tolist())
    expected = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8"
    assert hashlib.sha256(text.encode()).hexdigest() == expected
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]


def test_who_changes_the_images_changes_only_theirs():
    pictures, labels = load_digits()
    pictures[:], labels[:] = 0, 0
    assert load_digits()[0].max() == 16
    assert load_digits()[1].max() == 9


def test_a_shuffled_split_takes_a_fifth_of_each_digit_and_the_other_the_end_of_the_file():
    labels = images()[2]
    for seed in SEEDS:
        train, test = split(shuffled=True, seed=seed)
        assert sorted([*train, *test]) == list(range(1797))
        shares = np.bincount(labels[test]) / np.bincount(labels)
        np.testing.assert_allclose(shares, 0.2, atol=0.006)
    train, test = split(shuffled=False, seed=0)
    assert (train.tolist(), test.tolist()) == (list(range(1437)), list(range(1437, 1797)))
    assert len(test) == N_TEST


def test_the_shuffled_split_reads_97_of_100_and_the_end_of_the_file_91(readers):
    shuffled = [share(readers[True, seed], split(True, seed)[1]) for seed in SEEDS]
    ordered = [share(readers[False, seed], split(False, seed)[1]) for seed in SEEDS]
    assert all(0.945 <= each <= 0.995 for each in shuffled)
    assert 0.955 <= np.mean(shuffled) <= 0.98
    assert all(0.895 <= each <= 0.925 for each in ordered)
    assert np.mean(shuffled) - np.mean(ordered) >= 0.045
    for (is_shuffled, seed), network in readers.items():
        assert share(network, split(is_shuffled, seed)[0]) >= 0.985


def test_the_lessons_loop_is_that_of_the_network():
    X, y, _ = images()
    network = new_network(5, seed=3)
    parameters = parameters_of(network)
    order = np.random.default_rng(7).permutation(50)
    ours = train_epoch(gradients, X[:50], y[:50], parameters, RATE, 8, order)
    network.train(X[:50], y[:50], 1, RATE, 8, seed=7)
    for one, other in zip(ours, parameters_of(network), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(forward(X[:9], *ours)[1], network.feedforward(X[:9]), rtol=1e-9)


def test_of_twenty_digits_of_ten_hands_sixteen_are_read_after_normalising(readers):
    drawings = twenty()
    meant = np.array([digit for _, digit in drawings])
    assert np.bincount(meant).tolist() == [2] * 10
    before, after = (
        np.array([blocks(bitmap(strokes, normalise)).ravel() for strokes, _ in drawings]) / 16
        for normalise in (False, True)
    )
    for network in readers.values():
        assert np.sum(network.feedforward(after).argmax(axis=1) == meant) >= 16
        # As they stand on the pad, with their own size, place and slant.
        assert np.sum(network.feedforward(before).argmax(axis=1) == meant) <= 11


def test_size_place_and_slant_make_no_difference_after_normalising():
    line = np.column_stack([np.cos(np.linspace(-3, 3, 60)), np.linspace(-1, 1, 60)])
    x, y = line.T
    plain = bitmap([(0.5 + 0.3 * line).tolist()])
    smaller = bitmap([(0.2 + 0.1 * line).tolist()])
    slanted = bitmap([np.column_stack([0.5 + 0.3 * (x - 0.3 * y), 0.5 + 0.3 * y]).tolist()])
    assert np.array_equal(plain, smaller)
    # As much ink as the data's mean digit has; a pixel as far from the line as the last counts too.
    assert INK <= plain.sum() <= INK + 3
    # The pieces of a slanted line are of other lengths, which moves the border of the ink a little.
    assert np.sum(plain != slanted) <= 0.1 * INK


@pytest.mark.parametrize(
    "strokes",
    [
        [[[0.5, 0.5]]],
        [[[0, 0], [0, 0]]],
        [[[0.1, 0.2], [0.9, 0.2]]],
        [[[0.3, 0], [0.3, 1]]],
        [[[0, 0], [1, 1]], [[1, 1]]],
    ],
)
@pytest.mark.filterwarnings("error")
def test_dots_and_straight_lines_make_images_too(strokes):
    for normalise in (True, False):
        image = blocks(bitmap(strokes, normalise))
        assert image.shape == (8, 8)
        assert 0 <= image.min() <= image.max() <= 16
        assert image.sum() > 0


def test_blocks_count_the_ink_of_four_by_four_pixels():
    bits = np.zeros((32, 32), dtype=int)
    bits[4:8, 8:12] = 1
    bits[31, 30:] = 1
    image = blocks(bits)
    assert (image[1, 2], image[7, 7], image.sum()) == (16, 2, 18)


def test_an_empty_pad_is_64_zeros():
    assert not blocks(bitmap([])).any()
