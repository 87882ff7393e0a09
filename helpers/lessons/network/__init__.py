"""Lesson 02: the room of network."""

NUMBER = 2
VIEWS = {"NetworkView": "view"}
