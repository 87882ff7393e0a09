"""Lesson 07: the room of initialization."""

NUMBER = 7
VIEWS = {"InitializationView": "view"}
