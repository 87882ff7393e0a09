"""Lesson 06: the room of xor_training."""

NUMBER = 6
VIEWS = {"TrainingView": "view", "ComparisonView": "view", "LotteryView": "view"}
