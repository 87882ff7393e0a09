"""Lesson 13: the room of autograd."""

NUMBER = 13
VIEWS = {"GraphView": "view"}
