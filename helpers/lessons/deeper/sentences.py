"""What a playground's data and network are, in a sentence each."""

from helpers.lessons.deeper.controls import CLICKS, DATA, STEPS
from helpers.lessons.deeper.data_sets import MAKERS
from helpers.views.words import listed, number


def data_sentence(values, trainer, how, click):
    """Return what is to be learnt, and what a click in the plane does.

    Parameters
    ----------
    values : dict
        The setting: a view's arguments by name.
    trainer : Trainer
    how : list of str
        How the data were made of a table.
    click : str
        A key of `CLICKS`.
    """
    name, trouble = values["data"], trainer.data.trouble
    words = f"{DATA[name][0].upper()}{DATA[name][1:]}"
    if how:
        words += f" ({'; '.join(how)})"
    elif name in MAKERS:
        words += f", noise {number(values['noise'])} %, seed {values['data_seed']}"
    if trouble:
        return f"{words}: {trouble[0].lower()}{trouble[1:]}. A click {CLICKS[click]}."
    shown = "shown" if values["show_test"] else "hidden"
    colors = ", two colours" if values["discretize"] else ""
    return (
        f"{words}: {len(trainer.train_rows)} training points, {len(trainer.test_rows)} test points "
        f"({values['test_share']} %) {shown}{colors}. A click {CLICKS[click]}."
    )


def network_sentence(values, layers, has_input):
    """Return which network learns, and how.

    Parameters
    ----------
    values : dict
        The setting: a view's arguments by name.
    layers : list of int
        Neurons of all layers, those of none as well.
    has_input : bool
        False where no input is ticked, and the first stands in.
    """
    gaps = [i for i, size in enumerate(layers, 1) if not size and any(layers[i:])]
    gap = f" (no neurons in layer {listed(gaps, str)}, which is left out)" if gaps else ""
    hidden = "-".join(map(str, values["hidden"])) or "none"
    only = "" if has_input else " (one must stay)"
    count = len(values["weights"])
    by_hand = f", {count} moved by hand at the start" if count else ""
    return (
        f"Inputs {listed(values['inputs'], str)}{only}; hidden {hidden}{gap}, "
        f"{values['activation']}; {STEPS[values['optimizer']]}, η = {values['learning_rate']:g}, "
        f"batches of {values['batch_size']}, L1 {values['l1']:g}, L2 {values['l2']:g}, "
        f"dropout {values['dropout']:g}, seed {values['seed']}{by_hand}."
    )
