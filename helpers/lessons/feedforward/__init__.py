"""Lesson 03: the room of feedforward."""

NUMBER = 3
VIEWS = {"FeedforwardView": "view"}
