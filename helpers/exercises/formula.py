"""Formula: a function as an argument of an exercise, written as Python."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Formula:
    """A function that shows itself as it is written, so that a learner can copy a failing call.

    Attributes
    ----------
    text : a lambda expression; numbers and arithmetic only

    Examples
    --------
    >>> f = Formula("lambda w: 2*w + 1")
    >>> f, f(3)
    (lambda w: 2*w + 1, 7)
    """

    text: str

    def __call__(self, *arguments):
        """Return the value of the formula."""
        return eval(self.text, {})(*arguments)

    def __repr__(self):
        return self.text
