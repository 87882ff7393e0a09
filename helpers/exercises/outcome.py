"""What a call of an answer gave, and what it did on the way."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What one call gave: a value, or the error that it ended with.

    Attributes
    ----------
    value : what was returned
    error : the error's type, "" where there was none
    message : the error's words
    gave_up : whether the call was ended from outside; the message says why then
    printed : the first characters of what it printed
    changed : numbers of the arguments that it changed
    outside : names of numbers, lists and arrays of the notebook that the function uses
    """

    value: object = None
    error: str = ""
    message: str = ""
    gave_up: bool = False
    printed: str = ""
    changed: tuple = ()
    outside: tuple = ()


def call(function, arguments):
    """Return the Outcome of `function(*arguments)`; whatever it raises is part of the outcome."""
    try:
        return Outcome(value=function(*arguments))
    except BaseException as error:  # sys.exit() in an answer is a wrong answer, not the end
        return Outcome(error=type(error).__name__, message=str(error))
