"""What an exercise is: the function asked for, its cases, and the mistakes known of it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field

from helpers.exercises.show import show


def _all_of_it(result):
    return result


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that learners really give.

    Attributes
    ----------
    function : the wrong function, with the arguments of the right one
    sentence : what the learner did, said to the learner
    """

    function: Callable
    sentence: str

    @property
    def name(self):
        """The mistake's name, by which a teacher finds it in the results: `bias_missing`."""
        return self.function.__name__


@dataclass(frozen=True)
class Exercise:
    """One exercise: a pure function that the learner writes.

    Attributes
    ----------
    answer : the reference answer; its name is the exercise's name
    cases : function of a `numpy.random.Generator` that returns a list of argument tuples
    hint : what to try, shown from the second try on
    points : what a right answer is worth; none where the exercise is optional
    optional : whether it stands in a part "if you have time": its verdict is shown, and counts
        for nothing
    tolerance : how far a number may be off, relative and absolute
    reading : function of a result that returns what counts of it, where many answers are right
        (weights for AND are read as the decisions they make); raises ValueError on nonsense
    describe : function of a result that says in words what it does, instead of its numbers
    fact : function of a result that says what is wrong with it, where no known mistake is
    mistakes : the known wrong answers, in the order in which they are looked for
    ways : other right answers, written in other ways; what slips in them is looked for as well
    """

    answer: Callable
    cases: Callable
    hint: str
    points: int = 2
    optional: bool = False
    tolerance: float = 1e-7
    reading: Callable = _all_of_it
    describe: Callable = None
    fact: Callable = None
    mistakes: list = field(default_factory=list, init=False)
    ways: list = field(default_factory=list, init=False)

    def __post_init__(self):
        if self.optional:
            object.__setattr__(self, "points", 0)

    @property
    def name(self):
        """The name of the function that the learner writes."""
        return self.answer.__name__

    @property
    def arguments(self):
        """The names of the arguments."""
        return [*inspect.signature(self.answer).parameters]

    def way(self, function):
        """Keep a function, which this decorates, as another right answer."""
        self.ways.append(function)
        return function

    def mistake(self, sentence):
        """Return a decorator that keeps a wrong function as a known mistake of this exercise.

        Raises
        ------
        ValueError
            If there is a mistake of that name already.
        """

        def keep(function):
            if any(known.name == function.__name__ for known in self.mistakes):
                raise ValueError(f"{self.name} has a mistake {function.__name__} already")
            self.mistakes.append(Mistake(function, sentence))
            return function

        return keep

    def points_in_words(self, reached):
        """Return what so many points are of all that there are: "2 of 3 points"."""
        return "extra, no points" if self.optional else f"{reached} of {self.points} points"

    def write_call(self, arguments):
        """Return how the call with these arguments is written: `neuron(x=[2, 3], b=4)`."""
        written = (f"{n}={show(v)}" for n, v in zip(self.arguments, arguments, strict=True))
        return f"{self.name}({', '.join(written)})"
