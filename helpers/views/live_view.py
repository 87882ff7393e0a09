"""LiveView: a view that computes on by itself while the kernel goes on answering. Lesson 06."""

import asyncio
import sys
from itertools import cycle
from time import perf_counter

import ipywidgets

from helpers.views.view import View

SLICE = 0.08  # seconds of computing between two looks at what the learner has clicked
PAUSE = 0.002  # seconds in which the kernel looks; with 0, a click waits for several slices
# The part of the time that drawing may take while computing runs at full speed. In a browser each
# picture takes many times longer, and with the same part hardly one a second would be seen.
DRAWING = 0.5 if sys.platform == "emscripten" else 0.05
QUESTION = 24  # slices between two questions whether a page still shows the view


class LiveView(View):
    """A view with work that goes on by itself, in slices, as a task of the event loop.

    At most one such view works at a time: it stops as soon as another one starts or is made, as
    happens when its cell is run again; when no page shows it any more; and when it is closed.

    A subclass has `_slices()`, an iterator for `start`, and `advance(n)`, which does so many steps
    at once, in plain Python too; `unit` is what it counts in.
    """

    unit = "epochs"
    _current = None  # what identifies the work that may go on, whichever view it belongs to
    _work = _task = None

    def __init__(self, controls, figures, predict=None, notes=()):
        LiveView._current = None
        self._audience = _Audience()
        super().__init__(controls, figures, predict, notes)
        self.children = (*self.children, self._audience)

    @property
    def playing(self):
        """Tell whether the view works by itself at the moment."""
        return self._work is not None and self._work is LiveView._current

    def play(self):
        """Go on and on, until `pause` or the end; needs the event loop of a notebook's kernel."""
        if not self.playing and not self.start(self._slices()):
            needs = f"Play needs a notebook; in plain Python, call advance({self.unit})"
            self._tell(ValueError(needs))
            return
        self.refresh()

    def pause(self):
        """Stop; what has been reached is kept."""
        self.stop()
        self.refresh()

    def step(self):
        """Go exactly one step."""
        self.advance(1)

    def doing(self, reached, end=None):
        """Return in a word or three what the view does, having reached so many steps of `end`."""
        if self.playing:
            return "Playing"
        if not reached:
            return "Not trained yet"
        return "Done" if reached == end else "Paused"

    def start(self, slices):
        """Begin to work, where an event loop is running; tell whether one is.

        Parameters
        ----------
        slices : iterator
            Computes for at most `SLICE` seconds at each `next`, and gives the time, on the clock
            of `perf_counter`, before which the next slice should not begin.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return False
        # A flag instead of the task's `cancel`: a cell may run in another thread than clicks do.
        self._work = LiveView._current = object()
        self._audience.trust()
        self._task = loop.create_task(self._go_through(slices, self._work))
        return True

    def stop(self):
        """Stop working; what has been reached is kept."""
        if self.playing:
            LiveView._current = None

    def close(self):
        """Stop working and leave the page."""
        self.stop()
        super().close()

    async def _go_through(self, slices, work):
        turns, draw_at = cycle(self.figures), 0.0
        try:
            for count, due in enumerate(slices):
                if LiveView._current is not work:
                    break
                if count % QUESTION == 0 and not self._audience.is_there():
                    break
                begin = perf_counter()
                if due > begin:  # there is time to spare
                    self._show(self.figures)
                elif begin > draw_at:
                    self._show([next(turns)])
                    draw_at = begin + (perf_counter() - begin) / DRAWING
                await asyncio.sleep(max(PAUSE, due - perf_counter()))
                if LiveView._current is not work:
                    break
        except Exception as error:
            self._leave(work)
            self._tell(error)
            return
        except KeyboardInterrupt:  # let through, it would end the kernel's event loop
            pass
        self._leave(work)
        self.refresh()

    def _leave(self, work):
        if LiveView._current is work:
            LiveView._current = None


class _Audience(ipywidgets.Box):
    """Find out whether a page still shows this box: one that is closed doesn't say goodbye.

    A page counts in `_view_count` how often it shows a widget. So a flag is raised or lowered,
    and a page that is there answers with another count.
    """

    def __init__(self):
        self._flag = ipywidgets.Box()
        self._flag._view_count = 0
        self._flag.observe(self._hear, "_view_count")
        self._was_there = self._answered = False
        super().__init__([self._flag])

    def _hear(self, _change):
        self._was_there = self._answered = True

    def trust(self):
        """Take it that somebody is there, who has just clicked."""
        self._answered = True

    def is_there(self):
        """Tell whether the last question was answered, and ask again.

        Where no page has ever shown the view, as in a test, nobody is missed.
        """
        if not self._was_there:
            return True
        answered, self._answered = self._answered, False
        self.children = () if self.children else (self._flag,)
        return answered
