"""Status: where an exercise stands. What a person reads of it is made where it is shown."""

from enum import Enum, auto


class Status(Enum):
    """Where an exercise stands with one learner."""

    MISSING = auto()  # its function is not there at all
    BLANK = auto()  # its body is still `...`
    UNREADABLE = auto()  # the cell that should define it is no Python
    WRONG = auto()
    RIGHT = auto()
