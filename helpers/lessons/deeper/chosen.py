"""Which neuron or weight is chosen: (layer, target, source), with None as a neuron's source."""


def next_neuron(sizes, chosen):
    """Return the neuron after this one: layer by layer, the output last, then the first again.

    Parameters
    ----------
    sizes : list of int
        Neurons per layer, the inputs first.
    chosen : (layer, target, source)
    """
    layer, target, _ = chosen
    if target + 1 < sizes[layer + 1]:
        return layer, target + 1, None
    return (layer + 1) % (len(sizes) - 1), 0, None


def next_weight(sizes, chosen):
    """Return the weight after this one: those of a neuron, then those of the next neuron."""
    layer, target, source = chosen
    source = 0 if source is None else source + 1
    if source < sizes[layer]:
        return layer, target, source
    return *next_neuron(sizes, chosen)[:2], 0


def parameter(sizes, chosen):
    """Return the place of a weight, or of a neuron's bias, in [W; b]: (layer, row, column)."""
    layer, target, source = chosen
    return layer, sizes[layer] if source is None else source, target
