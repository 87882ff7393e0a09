"""Lesson 05: the room of backprop."""

NUMBER = 5
VIEWS = {"BackpropView": "view"}
