"""Lesson 06: the room of xor_training."""

NUMBER = 6
VIEWS = {
    "TrainingView": "training_view",
    "ComparisonView": "comparison_view",
    "LotteryView": "lottery_view",
}
