"""Lesson 01: the room of neuron."""

NUMBER = 1
VIEWS = {"NeuronView": "view"}
