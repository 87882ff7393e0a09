"""Small data sets that several lessons learn."""

from functools import cache
from pathlib import Path

import numpy as np

XOR_INPUTS = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
XOR_TARGETS = np.array([0.0, 1, 1, 0])
for _array in (XOR_INPUTS, XOR_TARGETS):
    _array.flags.writeable = False  # every view trains on the same rows


def load_digits():
    """Return 1797 images of handwritten digits, and which digit each shows. Lesson 09.

    They are the test part of E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten
    Digits*, UCI Machine Learning Repository (1998), https://doi.org/10.24432/C50P49, licence
    CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), unchanged and in the file's order;
    scikit-learn has the same under this name. They lie beside this module, in digits.npz.

    Returns
    -------
    images : array (1797, 8, 8) of whole numbers from 0, paper, to 16, ink
    labels : array (1797,) of whole numbers from 0 to 9

    Examples
    --------
    >>> images, labels = load_digits()
    >>> images.shape, labels[:5].tolist()
    ((1797, 8, 8), [0, 1, 2, 3, 4])
    """
    images, labels = _digits()
    return images.copy(), labels.copy()  # whoever changes theirs leaves the others' alone


@cache
def _digits():
    with np.load(Path(__file__).with_name("digits.npz")) as file:
        return file["images"].astype(int), file["labels"].astype(int)


def load_letters():
    """Return about 76,000 letters of the course's own English, 30 kinds, as one text. Lesson 12.

    They are sentences of the lessons, frozen, in lower case, with the blank, the comma, the point
    and the question mark; formulas, code and numbers are left out. They lie beside this module,
    in letters.txt.

    Examples
    --------
    >>> text = load_letters()
    >>> text[:21], len(set(text))
    ('at the end of this pa', 30)
    """
    return Path(__file__).with_name("letters.txt").read_text(encoding="ascii")
