"""Lesson 99: the room of doubling."""

NUMBER = 99
VIEWS = {"DoublingView": "view"}
