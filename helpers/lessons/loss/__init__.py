"""Lesson 04: the room of loss."""

NUMBER = 4
VIEWS = {"LossView": "view"}
