"""The weights and biases that were moved by hand before the first epoch: they are of the start."""

from helpers.numbers import as_numbers, whole_number

WIDEST = 20  # how far a weight can be moved
SAME = 1e-9  # nearer than this to what was drawn, a weight has not been moved


class ByHand:
    """Weights and biases moved by hand, for a network of one shape.

    Parameters
    ----------
    inputs : list of str
    sizes : list of int
        Neurons per layer, the inputs first.
    rows : list of (layer, neuron, input, value), optional
        All counted from 1, the output as the last layer; input 0 is the bias.

    Raises
    ------
    ValueError
        If a row is none of this network.

    Examples
    --------
    >>> by_hand = ByHand(["x₁", "x₂"], [2, 3, 1], [(1, 3, 0, -2), (2, 1, 3, 5)])
    >>> by_hand.rows
    ((1, 3, 0, -2.0), (2, 1, 3, 5.0))
    """

    def __init__(self, inputs, sizes, rows=()):
        self._shape = list(inputs), list(sizes)
        if not hasattr(rows, "__len__") or isinstance(rows, str):
            raise ValueError(
                f"weights must be a list of (layer, neuron, input, value), got {rows!r:.60}"
            )
        self._moved = {}
        for row in rows:
            as_numbers(row, "a row of weights", shape=(4,), finite=True)
            layer, neuron, source, value = row
            whole_number(layer, "the layer of a weight", 1, len(sizes) - 1)
            whole_number(neuron, f"the neuron of a weight of layer {layer}", 1, sizes[layer])
            whole_number(source, f"the input of a weight of layer {layer}", 0, sizes[layer - 1])
            if not abs(value) <= WIDEST:
                raise ValueError(f"a weight must be from -{WIDEST} to {WIDEST}, got {value:g}")
            self._moved[int(layer), int(neuron), int(source)] = float(value)

    def __len__(self):
        return len(self._moved)

    @property
    def rows(self):
        """What was moved, as the parameter `rows`: a tuple, in the order of the network."""
        return tuple((*place, self._moved[place]) for place in sorted(self._moved))

    def fits(self, inputs, sizes):
        """Tell whether these weights are those of a network with such inputs and layers."""
        return self._shape == (list(inputs), list(sizes))

    def note(self, trainer, layer, source, target, value):
        """Note that a weight, or the bias where `source` is the number of inputs, was moved."""
        place = layer + 1, target + 1, (source + 1) % (trainer.sizes[layer] + 1)
        if abs(value - trainer.drawn(layer, source, target)) < SAME:
            self._moved.pop(place, None)
        else:
            self._moved[place] = value

    def put_into(self, trainer):
        """Set these weights in a network as it was drawn."""
        for (layer, neuron, source), value in self._moved.items():
            trainer.edit(layer - 1, source - 1, neuron - 1, value)  # −1 is the last row, the bias
