"""Strokes of a pen made into an image of 8×8, as the images of the digits were made. Lesson 09.

The data's makers (M. Garris and others, NIST Form-Based Handprint Recognition System, NISTIR 5469,
1994) brought each digit to one size in a bitmap of 32×32, evened out the thickness of its lines,
and counted the pixels with ink in each block of 4×4. Their program was another; size, place and
amount of ink here are those of the data.
"""

import numpy as np

SIDE = 32  # pixels of the bitmap
BOX = 15, 27  # pixels: width and height of the line inside the bitmap, before the pen has a breadth
MOST = 2.5  # by this factor more at most is a digit stretched in one direction than in the other
STEEPEST = 0.5  # slant, x over y, that is taken back at most
INK = 310  # pixels with ink, of 1024: the mean of the data
PEN = 2.2  # pixels: half the pen's breadth on a pad that is taken as it is


def bitmap(strokes, normalise=True, side=SIDE):
    """Return the bitmap (side, side) of 0 and 1 that the strokes make.

    Parameters
    ----------
    strokes : list of lists of points (x, y)
        From (0, 0), the pad's upper left corner, to (1, 1); a single point is a dot.
    normalise : bool
        Whether size, place and ink are brought to those of the data, which have 32 pixels a side.
    side : int
        Pixels, of which the pad is made.
    """
    if not strokes:
        return np.zeros((side, side), dtype=int)
    lines = [np.asarray(stroke, dtype=float) * side for stroke in strokes]
    if not normalise:
        return (_distances(lines, side) <= PEN).astype(int)
    far = _distances(_fitted(lines), side)
    return (far <= np.partition(far, INK - 1, axis=None)[INK - 1]).astype(int)


def blocks(bits):
    """Return the image, (8, 8) of `bits` (32, 32): of each block of 4×4 pixels how many are 1."""
    n = len(bits) // 4
    return bits.reshape(n, 4, n, 4).sum(axis=(1, 3))


def _fitted(lines):
    """Return the lines moved and stretched into the box in the bitmap's middle."""
    middle, slant = _slant(lines)
    lines = [line - np.outer(line[:, 1] - middle, [slant, 0]) for line in lines]
    points = np.concatenate(lines)
    low, high = points.min(axis=0), points.max(axis=0)
    size = np.maximum(high - low, 1e-6)
    scale = np.array(BOX) / size
    scale = np.minimum(scale, MOST * scale.min())
    return [(line - (low + high) / 2) * scale + SIDE / 2 for line in lines]


def _slant(lines):
    """Return the ink's middle height, and by how much x grows with y, 0 for upright lines."""
    pieces = [np.stack([line[:-1], line[1:]]) for line in lines]
    starts, ends = np.concatenate(pieces, axis=1)
    lengths = np.linalg.norm(ends - starts, axis=1)
    if not lengths.any():  # dots only
        return 0.0, 0.0
    x, y = ((starts + ends) / 2).T
    middle = np.average(y, weights=lengths)
    y = y - middle
    spread = np.sum(lengths * y**2) + 1e-9  # 0 for a level line, whose slant is none
    return middle, np.clip(np.sum(lengths * x * y) / spread, -STEEPEST, STEEPEST)


def _distances(lines, side):
    """Return the distance of each pixel's middle from the nearest line (side, side)."""
    starts = np.concatenate([line[:-1] if len(line) > 1 else line for line in lines])
    ends = np.concatenate([line[1:] if len(line) > 1 else line for line in lines])
    middles = np.arange(side)[:, None] + 0.5
    lengths = np.linalg.norm(ends - starts, axis=-1)
    along = (ends - starts) / np.maximum(lengths, 1e-9)[:, None]
    across, down = middles - starts[:, 0], middles - starts[:, 1]
    # How far from its start each piece is nearest, 0 to its length.
    share = (across * along[:, 0])[None] + (down * along[:, 1])[:, None]
    np.clip(share, 0, lengths, out=share)
    squares = (across[None] - share * along[:, 0]) ** 2
    squares += (down[:, None] - share * along[:, 1]) ** 2
    return np.sqrt(squares.min(axis=-1))
