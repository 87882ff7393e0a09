"""Each lesson's exercises, under the name of the lesson. A teacher's view: it has the answers."""

from helpers.exercises import feedforward, initialization, loss, neuron, xor_training

LESSONS = {
    "01_neuron": neuron.EXERCISES,
    "03_feedforward": feedforward.EXERCISES,
    "04_loss": loss.EXERCISES,
    "06_xor_training": xor_training.EXERCISES,
    "07_initialization": initialization.EXERCISES,
}


def find(name):
    """Return the exercise whose function has this name.

    Raises
    ------
    ValueError
        If no lesson has one, naming those that there are.
    """
    exercises = {exercise.name: exercise for lesson in LESSONS.values() for exercise in lesson}
    if name not in exercises:
        raise ValueError(f"there is no exercise named {name}; there are {', '.join(exercises)}")
    return exercises[name]
