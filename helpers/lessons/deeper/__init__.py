"""Lesson 10: the room of deeper."""

NUMBER = 10
VIEWS = {"PlaygroundView": "view"}
