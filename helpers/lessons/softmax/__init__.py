"""Lesson 08: the room of softmax."""

NUMBER = 8
VIEWS = {"SoftmaxView": "view", "SlowdownView": "slowdown_view"}
