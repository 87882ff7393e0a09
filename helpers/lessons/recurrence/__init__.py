"""Lesson 12: the room of recurrence."""

NUMBER = 12
VIEWS = {"RecurrenceView": "view", "WritingView": "writing_view"}
