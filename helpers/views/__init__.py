"""What the learner moves and sees: one module per lesson, and the frame that they share."""

from helpers.views.neuron import NeuronView
from helpers.views.predict import Predict

__all__ = ["NeuronView", "Predict"]
