"""A learner's own data in the playground: points clicked into the plane, and a table."""

import numpy as np

from helpers.lessons.deeper.data_sets import LIMIT, DataSet
from helpers.lessons.deeper.table import MOST_ROWS, read_table
from helpers.numbers import as_numbers

TABLES = {"table": False, "table_regression": True}  # whether the third column holds numbers


class OwnData:
    """Points of one's own, and the text of the table that is in use.

    Parameters
    ----------
    points : list of (x1, x2, class)
    table : str
        "" where there is none.
    name : str
        What the data are called; a table is read as `TABLES` says of this name.

    Raises
    ------
    ValueError
        If `points` are no such points, or `table` is no table.
    """

    def __init__(self, points, table, name):
        self.points, self.table = own_points(points), ""
        if name in TABLES and table != "":
            self.use(table, name)
        elif table != "":  # kept for later, as either kind
            try:
                self.use(table, "table")
            except ValueError as error:
                try:
                    self.use(table, "table_regression")
                except ValueError:
                    raise error from None

    def use(self, table, name):
        """Take another table, given as text, or raise a ValueError that says why not."""
        read_table(table, TABLES[name])
        self.table = table

    def put(self, x1, x2, target):
        """Add a point, or raise a ValueError that says why not."""
        self.points = own_points([*self.points, (x1, x2, target)])

    def key(self, name):
        """Return what tells these data from others: they are the same where it is."""
        return (name, self.table) if name in TABLES else (name, *self.points)

    def data_set(self, name):
        """Return a data set, and how it was made of the table, in words: a list."""
        if name not in TABLES:
            rows = np.array(self.points, dtype=float).reshape(-1, 3)
            return DataSet(rows[:, :2], rows[:, 2]), []
        unread = ""
        if self.table:
            try:
                return read_table(self.table, TABLES[name])
            except ValueError as error:  # it was read as the other kind
                unread = f"It can't be read so, since {error}"
        return DataSet(np.empty((0, 2)), np.empty(0), TABLES[name], unread), []


def own_points(points):
    """Return a learner's points as a list of (x1, x2, class)."""
    if not hasattr(points, "__len__") or isinstance(points, str):
        raise ValueError(f"points must be a list of (x1, x2, class), got {points!r:.60}")
    if len(points) > MOST_ROWS:
        raise ValueError(f"at most {MOST_ROWS} points of your own, got {len(points):,}")
    checked = []
    for given in points:
        place = as_numbers(given, "a point", shape=(3,))
        if not np.all(np.abs(place[:2]) <= LIMIT):
            raise ValueError(f"a point must lie from −{LIMIT} to {LIMIT}, got {given!r:.60}")
        if place[2] not in (0, 1):
            raise ValueError(f"a point's class must be 0 or 1, got {given!r:.60}")
        checked.append((float(place[0]), float(place[1]), int(place[2])))
    return checked
