"""LiveFigure, a Matplotlib figure on the page that redraws only what moves."""

import io
from pathlib import Path

import anywidget
import ipywidgets
import matplotlib
import numpy as np
import traitlets
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from helpers.figure import STYLE

# Inches; a laptop shows 9.5 beside JupyterLab's sidebar, and 6.6 of height.
TWO_IN_A_ROW = 3.75, 3.2
THREE_IN_A_ROW = 3.15, 2.7

_PIXELS_PER_INCH = 96  # of the page, so that a picture is shown as it was drawn


class LiveFigure(anywidget.AnyWidget):
    """A figure on the page whose moving artists are redrawn over a saved background.

    Make the artists once, name the moving ones with `moves`, change them (`set_data`), and call
    `redraw`. Everything else is drawn a single time, until `forget_background` is called because
    a limit, a tick or a title has changed.

    Parameters
    ----------
    width, height : float
        Size in inches, 96 pixels of the page each.
    alt : str
        What the picture shows, for people who don't see it; the state belongs beside it in words.

    Examples
    --------
    >>> live = LiveFigure(4, 3, "A point on a line")
    >>> axes = live.figure.subplots()
    >>> (point,) = live.moves(*axes.plot([0], [0], "o"))
    >>> point.set_data([1], [2])
    >>> live.redraw()
    """

    _esm = Path(__file__).with_name("picture.js")

    alt = traitlets.Unicode().tag(sync=True)
    value = traitlets.Bytes().tag(sync=True)  # the picture as a PNG

    def __init__(self, width, height, alt):
        with matplotlib.rc_context(STYLE):
            self.figure = Figure(
                figsize=(width, height), dpi=_PIXELS_PER_INCH, layout="constrained"
            )
        self._canvas = FigureCanvasAgg(self.figure)
        self._moving = []
        self._background = None  # what never moves
        self._resting = None  # moving artists that rest at the moment, and the picture with them
        super().__init__(
            alt=alt,
            layout=ipywidgets.Layout(
                width=f"{self._canvas.get_width_height()[0]}px", max_width="100%", margin="0"
            ),
        )

    def subplots(self, *args, **kwargs):
        """Return axes in the course's style; the arguments are those of `Figure.subplots`."""
        with matplotlib.rc_context(STYLE):
            return self.figure.subplots(*args, **kwargs)

    def moves(self, *artists):
        """Say that `artists` move: they are left out of the background. Returns them."""
        for artist in artists:
            artist.set_animated(True)
        self._moving = sorted([*self._moving, *artists], key=lambda artist: artist.get_zorder())
        self.forget_background()
        return artists

    def forget_background(self):
        """Have the next `redraw` draw everything, because something that stood still changed."""
        self._background = self._resting = None

    def redraw(self):
        """Draw the moving artists as they are now and send the picture to the page."""
        if self._background is None:
            self._canvas.draw()
            self.figure.set_layout_engine("none")  # a second layout could shift the axes a little
            self._background = self._canvas.copy_from_bbox(self.figure.bbox)
        # What a drag leaves as it is, below all that it changes, is drawn once and then kept.
        order = [artist for artist in self._moving if _is_seen(artist)]
        first = next((i for i, artist in enumerate(order) if artist.stale), len(order))
        if self._resting is None or self._resting[0] != order[:first]:
            self._canvas.restore_region(self._background)
            self._draw(order[:first])
            self._resting = order[:first], self._canvas.copy_from_bbox(self.figure.bbox)
        else:
            self._canvas.restore_region(self._resting[1])
        self._draw(order[first:])
        self.value = self._png()

    def _draw(self, artists):
        for artist in artists:
            self.figure.draw_artist(artist)

    def _png(self):
        # Opaque pixels in three bytes and light compression: encoding is most of a redraw's time.
        pixels = np.ascontiguousarray(np.asarray(self._canvas.buffer_rgba())[..., :3])
        return _encode(Image.fromarray(pixels), compress_level=1)


def _is_seen(artist):
    """Tell whether drawing this artist draws anything; if not, it stays stale for ever."""
    return artist.get_visible() and (not isinstance(artist, Text) or artist.get_text() != "")


def side_by_side(figures):
    """Return the pictures of some live figures as one PNG, in a row, for a saved notebook."""
    pictures = [np.asarray(Image.open(io.BytesIO(live.value))) for live in figures]
    height = max(picture.shape[0] for picture in pictures)
    padded = [
        np.pad(p, ((0, height - p.shape[0]), (0, 0), (0, 0)), constant_values=255) for p in pictures
    ]
    # Size counts more than time here; 256 colours are enough for lines and a colour scale.
    row = Image.fromarray(np.hstack(padded)).quantize(256, dither=Image.Dither.NONE)
    return _encode(row, optimize=True)


def _encode(image, **options):
    picture = io.BytesIO()
    image.save(picture, "png", **options)
    return picture.getvalue()
