"""The figures of the lesson's calculations that a learner sees printed, to the last digit."""

FIGURES = []
BESIDE = {}
