"""What the learner moves and sees: one module per lesson, and the frame that they share."""

from helpers.views.backprop import BackpropView
from helpers.views.feedforward import FeedforwardView
from helpers.views.initialization import InitializationView
from helpers.views.loss import LossView
from helpers.views.network import NetworkView
from helpers.views.neuron import NeuronView
from helpers.views.predict import Predict
from helpers.views.xor_training import ComparisonView, LotteryView, TrainingView

__all__ = [
    "BackpropView",
    "ComparisonView",
    "FeedforwardView",
    "InitializationView",
    "LossView",
    "LotteryView",
    "NetworkView",
    "NeuronView",
    "Predict",
    "TrainingView",
]
