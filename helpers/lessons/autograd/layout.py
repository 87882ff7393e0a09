"""Where the nodes of a graph stand: columns from left to right, and no two in one place.

The way of K. Sugiyama and others (1981): each node right of its inputs, a line that passes columns
has a place in each of them, and what is connected stands at about the same height.
"""

from itertools import pairwise

SWEEPS = 24  # to and fro; after these nothing moves any more in graphs of this size
BOX, LINE = 1.0, 0.45  # of a column's height, in boxes, that a node and a passing line take
MOST_COLUMNS, MOST_ROWS = 11, 6.4  # what a laptop's page has room for


def layout(inputs):
    """Return the place of each node and the way of each line.

    Parameters
    ----------
    inputs : list of lists of int
        For each node the nodes that it is computed from, which stand before it in the list.

    Returns
    -------
    places : list of pairs (column, height), heights in boxes around 0
    ways : dict of (source, node) to the list of places that their line leads through
    """
    columns = _columns(inputs)
    chains = {}
    levels = [[] for _ in range(max(columns) + 1)]
    for node, column in enumerate(columns):
        levels[column].append(node)
    for node, sources in enumerate(inputs):
        for source in dict.fromkeys(sources):
            passed = range(columns[source] + 1, columns[node])
            chain = [source, *((source, node, column) for column in passed), node]
            for column, part in zip(passed, chain[1:-1], strict=True):
                levels[column].append(part)
            chains[source, node] = chain
    neighbours = {part: [] for level in levels for part in level}
    for chain in chains.values():
        for left, right in pairwise(chain):
            neighbours[left].append(right)
            neighbours[right].append(left)
    _order(levels, neighbours)
    heights = _heights(levels, neighbours)
    column_of = {part: column for column, level in enumerate(levels) for part in level}
    places = [(columns[node], heights[node]) for node in range(len(inputs))]
    return places, {
        ends: [(column_of[part], heights[part]) for part in chain] for ends, chain in chains.items()
    }


def size(places, ways):
    """Return how many columns and rows a layout has; a ValueError if there is no room for them."""
    columns = 1 + max(column for column, _ in places)
    heights = [height for way in [places, *ways.values()] for _, height in way]
    rows = 1 + 2 * max(map(abs, heights))
    if columns > MOST_COLUMNS or rows > MOST_ROWS:
        raise ValueError(
            f"there is room for a graph of {MOST_COLUMNS} columns and {MOST_ROWS:.0f} rows, and "
            f"this one has {columns} columns and {rows:.0f} rows: choose a shorter formula"
        )
    return columns, rows


def _columns(inputs):
    """Return the column of each node: right of its inputs; a leaf stands just before its use."""
    columns = []
    for sources in inputs:
        columns.append(1 + max((columns[source] for source in sources), default=-1))
    for leaf, sources in enumerate(inputs):
        users = [columns[node] for node, others in enumerate(inputs) if leaf in others]
        if not sources and users:
            columns[leaf] = min(users) - 1
    return columns


def _order(levels, neighbours):
    """Sort each column by the mean place of its neighbours: few lines cross then."""
    for sweep in range(SWEEPS):
        places = {part: (i + 0.5) / len(level) for level in levels for i, part in enumerate(level)}
        for level in levels if sweep % 2 else levels[::-1]:
            level.sort(key=lambda part: _mean([places[other] for other in neighbours[part]]))
            for i, part in enumerate(level):
                places[part] = (i + 0.5) / len(level)


def _heights(levels, neighbours):
    """Return a height for each part, near those of its neighbours, and apart in its column."""
    heights = {}
    for level in levels:
        _set_apart(level, {part: 0.0 for part in level}, heights)
    for sweep in range(SWEEPS):
        for level in levels if sweep % 2 else levels[::-1]:
            wanted = {part: _mean([heights[other] for other in neighbours[part]]) for part in level}
            _set_apart(level, wanted, heights)
    middle = (max(heights.values()) + min(heights.values())) / 2
    return {part: height - middle for part, height in heights.items()}


def _set_apart(level, wanted, heights):
    """Put the parts of a column where they are wanted, in their order, and so far apart as needed.

    Parts that would touch form a block, which stands where its parts want it on the average.
    """
    blocks = []  # of each: what its first part wants by each of its parts, and how far it reaches
    for part in level:
        size = LINE if isinstance(part, tuple) else BOX
        block = [[wanted[part]], [(part, 0.0, size)], size]
        while blocks and _mean(blocks[-1][0]) + _reach(blocks[-1], block) > _mean(block[0]):
            before = blocks.pop()
            shift = _reach(before, block)
            block = [
                [*before[0], *(want - shift for want in block[0])],
                [*before[1], *((p, at + shift, size) for p, at, size in block[1])],
                0,
            ]
        blocks.append(block)
    for wants, parts, _ in blocks:
        for part, at, _ in parts:
            heights[part] = _mean(wants) + at


def _reach(before, after):
    """Return how far the first part of a block stands from the first one of the block before."""
    _, at, size = before[1][-1]
    return at + (size + after[1][0][2]) / 2


def _mean(numbers):
    return sum(numbers) / len(numbers) if numbers else 0.0
