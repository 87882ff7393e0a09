"""The answer key of lesson 99: one function an exercise, as a learner could write it."""


def double(x):
    return x + x


def triple(x):
    return x * 3


def halve(x):
    return 0.5 * x


def negate(x):
    return 0 - x
