"""Each lesson's exercises, under the name of the lesson. A teacher's view: it has the answers."""

import difflib

from helpers.exercises import (
    backprop,
    feedforward,
    initialization,
    loss,
    network,
    neuron,
    xor_training,
)

LESSONS = {
    "01_neuron": neuron.EXERCISES,
    "02_network": network.EXERCISES,
    "03_feedforward": feedforward.EXERCISES,
    "04_loss": loss.EXERCISES,
    "05_backprop": backprop.EXERCISES,
    "06_xor_training": xor_training.EXERCISES,
    "07_initialization": initialization.EXERCISES,
}


def find(name):
    """Return the exercise whose function has this name.

    Raises
    ------
    ValueError
        If no lesson has one, naming a similar one where there is one.
    """
    exercises = {exercise.name: exercise for lesson in LESSONS.values() for exercise in lesson}
    if name not in exercises:
        similar = "".join(difflib.get_close_matches(name, exercises, n=1))
        question = f"; did you mean {similar}?" if similar else ""
        raise ValueError(f"there is no exercise named {name}{question}")
    return exercises[name]
