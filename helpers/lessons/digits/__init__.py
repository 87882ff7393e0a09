"""Lesson 09: the room of digits."""

NUMBER = 9
VIEWS = {"ReaderTrainingView": "training_view", "DigitsView": "view"}
