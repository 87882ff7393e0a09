"""DigitsView: draw a digit, and see what a network reads (lesson 09)."""

import numpy as np

from helpers.figure import BLUE, GREEN, ORANGE, SMALL
from helpers.lessons.digits.example import THREE
from helpers.lessons.digits.reader import (
    BATCH,
    RATE,
    forward,
    images,
    new_network,
    parameters_of,
    split,
    trained,
)
from helpers.network import Network
from helpers.numbers import as_numbers
from helpers.views.bitmap import bitmap, blocks
from helpers.views.controls import button, choice, tick
from helpers.views.live_figure import LiveFigure
from helpers.views.own_function import name_of, own_or_stand_in
from helpers.views.pad import Pad
from helpers.views.view import View
from helpers.views.words import number

HEIGHT = 2.6  # inches of each picture, as the pad
MORE = 20  # epochs for which the drawings are learnt with the images
TIMES = 10  # that each drawing is among them, so that a few count beside so many images
ROWS, COLUMNS = 4, 3  # of the last drawings that are kept
TRUTH_MARK = 1.24  # its height, above the number of the largest probability
KEPT = 12 * ROWS + 6, 12 * COLUMNS  # pixels of their picture, with captions and the guess


class DigitsView(View):
    """Draw on a pad: the image of 8×8, the hidden activations and ten probabilities follow.

    Parameters
    ----------
    forward : function of X and the four parameters
        The learner's own pass, which returns hidden activations and probabilities; while it
        returns None, the course's stands in for it.
    parameters : W1 (64, n_hidden), b1 (n_hidden,), W2 (n_hidden, 10), b2 (10,), optional
        Of a reader; where they are left out, of one that has learnt the file's first 1437 images.
    drawings : list, optional
        Where drawings are kept, as pairs of 64 numbers from 0 to 1 and the digit that was meant.
    strokes : list of lists of points (x, y) from 0 to 1, optional
        What stands on the pad at first.
    predict : Predict, optional

    Attributes
    ----------
    pad : Pad
    parameters : list
        As they are now: *Learn drawings* changes them.
    drawings : list

    Raises
    ------
    ValueError
        If an argument has another form.

    Examples
    --------
    >>> view = DigitsView(strokes=[])
    >>> view.state.splitlines()[0]
    'The pad is empty: 64 zeros.'
    """

    guess_mark = "written under the kept drawings"

    def __init__(
        self, forward=forward, parameters=None, drawings=None, strokes=THREE, predict=None
    ):
        self._given = trained() if parameters is None else _as_parameters(parameters)
        self.drawings = [] if drawings is None else drawings
        self._check_drawings()
        self._name = name_of(forward, "forward")
        blank = np.zeros((1, 64))
        self._forward, note = own_or_stand_in(forward, _reference, blank, *self._given)
        self.pad = Pad("The pad for a digit", strokes)
        self._first = self.pad.strokes
        self.parameters, self._learnt = self._given, ""
        self._reply = ""  # to a button, said once
        self._kept = None  # what the picture of the kept drawings shows
        digits = [("not told", None), *((str(digit), digit) for digit in range(10))]
        controls = {
            "truth": choice("I drew", digits),
            "as_drawn": tick("as drawn"),
            "keep_button": button("Keep drawing", "Add it to the drawings", self.keep),
            "learn_button": button(
                "Learn drawings", f"Train {MORE} epochs on images and drawings", self.learn
            ),
            "undo_button": button("Undo stroke", "Take back the last stroke", self.undo),
            "clear_button": button("Clear", "Empty the pad", self.clear),
            "reset_button": button(
                "Reset", "The first drawing and network again; drawings stay kept", self.reset
            ),
        }
        shown = LiveFigure(2.1, HEIGHT, "The drawing as an image of 8×8, as the network gets it")
        bars = LiveFigure(3.1, HEIGHT, "The hidden activations, and the ten probabilities")
        kept = LiveFigure(1.6, HEIGHT, "The drawings that are kept")
        self._make_image(shown)
        self._make_bars(bars)
        self._make_kept(kept)
        super().__init__(controls, [shown, bars, kept], predict, [note])
        pictures = self.children[-3]
        pictures.children = (self.pad, *pictures.children)
        if self.asking:
            self._lock([self.pad])
        self.pad.observe(self._follow, "strokes")
        self._read(blank)  # says what is wrong with a learner's pass
        self.refresh()

    def _make_image(self, live):
        axes = live.subplots()
        axes.set(title="what the network gets", xticks=[], yticks=[])
        axes.grid(visible=False)
        axes.spines[:].set_visible(True)
        self._image = axes.imshow(np.zeros((8, 8)), cmap="Greys", vmin=0, vmax=16)
        live.moves(self._image, *axes.spines.values())  # else it would cover a part of its frame

    def _make_bars(self, live):
        hidden, output = live.subplots(2, 1, height_ratios=[1, 2])
        n_hidden = self._given[1].size
        hidden.set(title="hidden activations", xticks=[], ylim=(0, 6), yticks=[0, 5])
        self._hidden_bars = hidden.bar(np.arange(n_hidden), np.zeros(n_hidden), color=GREEN)
        output.set(xticks=range(10), ylim=(0, 1.34), yticks=[0, 0.5, 1], ylabel="p", xlabel="digit")
        self._bars = output.bar(np.arange(10), np.zeros(10), color=BLUE)
        self._best = output.text(0, 0, "", ha="center", va="bottom", fontsize=SMALL)
        (self._truth_mark,) = output.plot([], [], "v", color=ORANGE, markersize=8)
        live.moves(*self._hidden_bars, *self._bars, self._best, self._truth_mark)

    def _make_kept(self, live):
        axes = live.subplots()
        axes.set(title=f"the last {ROWS * COLUMNS} kept", xticks=[], yticks=[])
        axes.grid(visible=False)
        axes.axis("off")
        self._thumbs = axes.imshow(np.zeros(KEPT), cmap="Greys", vmin=0, vmax=1)
        self._captions = [
            axes.text(12 * column + 4, 12 * row + 10, "", ha="center", va="center", fontsize=SMALL)
            for row in range(ROWS)
            for column in range(COLUMNS)
        ]
        self._guess_text = axes.text(
            KEPT[1] / 2, KEPT[0] - 3, "", ha="center", va="center", color=ORANGE, fontsize=SMALL
        )
        live.moves(self._thumbs, *self._captions, self._guess_text)

    # ---------------------------------------------------------------------------- what buttons do

    def keep(self):
        """Move what is on the pad to the drawings, as the digit that the learner says it is."""
        if not self.pad.strokes:
            self._answer("✗ Nothing kept: the pad is empty; draw a digit before you keep it.")
        elif self.truth.value is None:
            self._answer("✗ Nothing kept: say which digit you drew, then keep it.")
        else:
            digit = self.truth.value
            self.drawings.append((self.pixels().ravel() / 16, digit))
            self._empty()  # for the next one
            self._answer(f"Kept as a {digit}.")

    def learn(self):
        """Train some epochs on the file's first 1437 images and all drawings."""
        if not self.drawings:
            self._answer("✗ Nothing learnt: no drawing is kept yet; keep one first.")
            return
        X, y, _ = images()
        rows, _ = split(shuffled=False, seed=0)
        own = np.array([pixels for pixels, _ in self.drawings])
        targets = np.eye(10)[[digit for _, digit in self.drawings]]
        W1, b1, W2, b2 = self.parameters
        network = new_network(b1.size, seed=0)
        network = Network.from_parameters(
            [W1, W2],
            [b1, b2],
            hidden=network.functions[0],
            output=network.functions[1],
            loss=network.loss,
        )
        before = self._score()
        own, targets = (np.repeat(part, TIMES, axis=0) for part in (own, targets))
        both = np.vstack([X[rows], own]), np.vstack([y[rows], targets])
        network.train(*both, MORE, RATE, BATCH, seed=0)
        self.parameters = parameters_of(network)
        count = _count(len(self.drawings), "drawing")
        self._learnt = (
            f"Learnt for {MORE} epochs: {len(rows)} images and {count}, each {TIMES} times. Of the "
            f"file's last 360 it reads {self._score():.1%}, before {before:.1%}."
        )
        self.refresh()

    def undo(self):
        """Take back the last stroke."""
        self.pad.strokes = self.pad.strokes[:-1]

    def clear(self):
        """Empty the pad; which digit was drawn is not told any more."""
        self._empty()
        self.refresh()

    def _empty(self):
        self._resetting = True  # one picture for both
        self.truth.value, self.pad.strokes = None, []
        self._resetting = False

    def _answer(self, sentence):
        self._reply = sentence
        self.refresh()

    def reset(self):
        """Go back to the first drawing and the network as it was given; drawings stay kept."""
        self.parameters, self._learnt = self._given, ""
        self._resetting = True
        self.pad.strokes = self._first
        super().reset()

    # -------------------------------------------------------------------------------- the picture

    def pixels(self):
        """Return what is on the pad as an image (8, 8) of whole numbers from 0 to 16."""
        return blocks(bitmap(self.pad.strokes, normalise=not self.as_drawn.value))

    def draw(self):
        """Draw image and bars; return in words what is read, and how sure the network is."""
        pixels = self.pixels()
        hidden, p = self._read(pixels.reshape(1, 64) / 16)
        self._image.set_data(pixels)
        top = self._hidden_bars[0].axes.get_ylim()[1]
        for bar, a in zip(self._hidden_bars, hidden[0], strict=True):
            bar.set_height(min(a, top))
        for bar, value in zip(self._bars, p[0], strict=True):
            bar.set_height(value)
        first, second = np.argsort(p[0])[:-3:-1]
        self._best.set(position=(first, p[0, first]), text=f"{p[0, first]:.2f}")
        truth = self.truth.value
        self._truth_mark.set_data([], []) if truth is None else self._truth_mark.set_data(
            [truth], [TRUTH_MARK]
        )
        reply, self._reply = self._reply, ""
        return [
            *([reply] if reply else []),
            self._on_pad(pixels),
            f"The network reads {first}, p = {p[0, first]:.2f}; next is {second}, "
            f"p = {p[0, second]:.2f}. Of {hidden.shape[1]} hidden neurons {np.sum(hidden > 0)} are "
            f"above 0, the largest with {number(hidden.max())}.",
            self._on_truth(p[0], first),
            self._draw_kept(),
            *([self._learnt] if self._learnt else []),
        ]

    def _read(self, X):
        given = self._forward(X, *self.parameters)
        try:
            hidden, p = (np.asarray(part, dtype=float) for part in given)
            fit = hidden.shape == (len(X), self.parameters[1].size) and p.shape == (len(X), 10)
        except (TypeError, ValueError):
            fit = False
        if not fit or not np.isfinite(p).all():
            raise ValueError(
                f"{self._name} must return hidden activations and ten finite probabilities for "
                f"each row of X {X.shape}; its result begins with {str(given)[:40]}"
            )
        return hidden, p

    def _score(self):
        X, _, labels = images()
        _, rows = split(shuffled=False, seed=0)
        return np.mean(self._read(X[rows])[1].argmax(axis=1) == labels[rows])

    def _on_pad(self, pixels):
        if not self.pad.strokes:
            return "The pad is empty: 64 zeros."
        how = (
            "as it stands on the pad"
            if self.as_drawn.value
            else "set upright, brought to the size, place and ink of the data"
        )
        return (
            f"{_count(len(self.pad.strokes), 'stroke')}, {how}: {pixels.sum()} of 1024 pixels are "
            f"ink, counted in 64 blocks."
        )

    def _on_truth(self, p, read):
        truth = self.truth.value
        if truth is None:
            return "Which digit you drew you have not told."
        verdict = "✓ read right" if truth == read else "✗ misread"
        with np.errstate(divide="ignore"):
            loss = -np.log(p[truth])
        return f"You drew {truth}, the triangle: {verdict}, p = {p[truth]:.2f}, loss {loss:.2f}."

    def _draw_kept(self):
        self._check_drawings()
        meant = [digit for _, digit in self.drawings]
        read = []
        if self.drawings:
            X = np.array([pixels for pixels, _ in self.drawings])
            read = self._read(X)[1].argmax(axis=1).tolist()
        shown = meant, read, self.guess
        if shown != self._kept:  # else its picture stays as it is
            self._kept = shown
            self._draw_thumbs(meant, read)
        if not meant:
            return "No drawing is kept yet."
        wrong = [f"{m} read as {r}" for m, r in zip(meant, read, strict=True) if m != r]
        misread = f"; misread: {', '.join(wrong[:6])}{' …' * (len(wrong) > 6)}" if wrong else ""
        count = _count(len(meant), "drawing")
        return f"{count} kept, {len(meant) - len(wrong)} read right{misread}."

    def _draw_thumbs(self, meant, read):
        mosaic = np.zeros(KEPT)
        self._guess_text.set_text("" if self.guess is None else f"guess: {number(self.guess)}")
        first = max(0, len(meant) - ROWS * COLUMNS)
        for place, caption in enumerate(self._captions):
            index = first + place
            if index >= len(meant):
                caption.set_text("")
                continue
            row, column = (12 * part for part in divmod(place, COLUMNS))
            mosaic[row : row + 8, column : column + 8] = np.reshape(self.drawings[index][0], (8, 8))
            mark = "✓" if read[index] == meant[index] else f"✗ {read[index]}"
            caption.set_text(f"{meant[index]} {mark}")
        self._thumbs.set_data(mosaic)

    def _check_drawings(self):
        for drawing in self.drawings:
            try:
                pixels, digit = drawing
            except (TypeError, ValueError):
                pixels, digit = None, None
            if digit not in range(10) or np.shape(pixels) != (64,):
                raise ValueError(
                    "drawings must hold pairs of 64 numbers and a digit from 0 to 9, got "
                    f"{drawing!r:.60}"
                )


_reference = forward  # the constructor's argument hides its name


def _as_parameters(parameters):
    try:
        W1, b1, W2, b2 = parameters
    except (TypeError, ValueError):
        raise ValueError(f"parameters must be W1, b1, W2 and b2, got {parameters!r:.60}") from None
    W1 = as_numbers(W1, "W1", shape=(64, "n_hidden"), finite=True)
    hidden = W1.shape[1]
    return [
        W1,
        as_numbers(b1, "b1", shape=(hidden,), finite=True),
        as_numbers(W2, "W2", shape=(hidden, 10), finite=True),
        as_numbers(b2, "b2", shape=(10,), finite=True),
    ]


def _count(n, thing):
    return f"{n} {thing}{'s' * (n != 1)}"
