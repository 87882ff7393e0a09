"""Judging an answer by what its calls gave. Used at the desk and for a class alike.

What a wrong answer is told is looked for in this order: the known mistakes of the exercise; what
goes for all of them (nothing returned, an argument never read, Python's own errors); the worked
answer with one slip; what is true of all its numbers. The first case that fails comes last, and
always.
"""

import copy
import inspect
import re
import warnings
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from helpers.exercises import facts
from helpers.exercises.compare import difference
from helpers.exercises.errors import explain
from helpers.exercises.exercise import Exercise
from helpers.exercises.fitting import fitting
from helpers.exercises.outcome import Outcome, call
from helpers.exercises.show import is_endless, show
from helpers.exercises.slips import VAGUE, Slip, slips_of


@dataclass(frozen=True)
class Verdict:
    """The judgement on one answer: right or not, and what to tell the learner.

    Attributes
    ----------
    correct : whether the answer is right
    message : what to tell the learner about a wrong answer
    failure : the end of the message: the first case that fails, and what came out
    mistake : the name of what is wrong, "" where only the failing case is known: that of a known
        mistake of the exercise, or of what goes for all of them, such as "returns_nothing"
    """

    correct: bool
    message: str = ""
    mistake: str = ""
    failure: str = ""


def judge(exercise, cases, outcomes):
    """Return the Verdict on the outcomes of an answer, one for each case."""
    known = _known(exercise, cases)
    outcomes = [fitting(*pair) for pair in zip(outcomes, known.right, strict=True)]
    differences = [_difference(exercise, *pair) for pair in zip(known.right, outcomes, strict=True)]
    first = next((i for i, words in enumerate(differences) if words), None)
    changed = _changed(exercise, cases, outcomes)
    if first is None:
        if not changed:
            return Verdict(correct=True)
        message = f"The results are right, but {changed}."
        return Verdict(correct=False, message=message, mistake="changes_argument")
    name, sentence = _name(known, outcomes, first)
    if not name and changed:
        name, sentence = "changes_argument", f"{changed[0].upper()}{changed[1:]}."
    failure = f"For {exercise.write_call(cases[first])}: {differences[first]}."
    message = f"{sentence} {failure}".strip()
    return Verdict(correct=False, message=message, mistake=name, failure=failure)


def _name(known, outcomes, first):
    """Return the name of what is wrong and the sentence that says it, "" and "" if unknown."""
    for find in FINDERS:
        try:
            found = find(known, outcomes, first)
        except Exception:  # whatever came back: a name is worth less than a verdict
            found = None
        if found:
            return found
    return "", ""


def _changed(exercise, cases, outcomes):
    names = sorted({name for outcome in outcomes for name in outcome.changed})
    if not names:
        return ""
    lent = f"your function changes {_listed(names)}, which it was only lent"
    given = dict(zip(exercise.arguments, cases[0], strict=True))
    for name in names:
        if isinstance(given.get(name), np.ndarray):
            return (
                f"{lent}: {name}[…] = … and {name} -= … change the array itself; {name}.copy() is "
                "another one, and so is what comes out of a calculation"
            )
        if _holds_an_array(given.get(name)):
            return f"{lent}: W -= … changes the array W itself, W = W - … makes a new one"
    return f"{lent}: work on a copy, or make new values"


def _holds_an_array(value):
    if isinstance(value, list | tuple):
        return any(map(_holds_an_array, value))
    return isinstance(value, np.ndarray)


def _listed(names):
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


# ------------------------------------------------------------------------------------ what is known


class Known:
    """What an exercise's functions give for some cases: the answer, its mistakes, its slips."""

    def __init__(self, exercise, cases):
        self.exercise, self.cases = exercise, cases
        self.right = _outcomes(exercise.answer, cases)

    @cached_property
    def has_product(self):
        """Whether a right answer has a matrix product in it."""
        ways = (self.exercise.answer, *self.exercise.ways)
        return any(" @ " in inspect.getsource(way) for way in ways)

    @cached_property
    def mistakes(self):
        """Each known mistake with its outcomes."""
        return [(m, _outcomes(m.function, self.cases)) for m in self.exercise.mistakes]

    @cached_property
    def slips(self):
        """Each slip that makes a difference with its outcomes; those that raise are left out."""
        if self.exercise.reading is not Exercise.reading:
            return []
        found = []
        for slip in self._all_slips():
            outcomes = _quick_outcomes(slip.function, self.cases)
            if outcomes and not _agrees(self, self.right, outcomes):
                found.append((slip, outcomes))
        return sorted(found, key=lambda pair: pair[0].order)

    def _all_slips(self):
        yield from self._arguments_exchanged()
        for way in (self.exercise.answer, *self.exercise.ways):
            yield from slips_of(way)

    def _arguments_exchanged(self):
        """Yield the answer with an argument that is always the same, or two exchanged."""
        answer, names = self.exercise.answer, self.exercise.arguments
        for i, name in enumerate(names):
            for value in _usual_values(self.cases[0][i]):
                words = f"your results are those for {name} = {show(value)} in every case"
                yield Slip(_with_fixed(answer, i, value), words, 3)
            for j in range(i + 1, len(names)):
                words = f"your results are those with {name} and {names[j]} exchanged"
                yield Slip(_with_exchanged(answer, i, j), words, 3)


def _usual_values(value):
    """Return what a number or an array may stand still at: 0, 1, 2, and the lesson's own."""
    if type(value) in (int, float):
        return [*dict.fromkeys([value, 0, 1, 2, 0.1, 0.01, 0.001])]
    return [value] if type(value) in (list, np.ndarray) else []


def _with_fixed(answer, i, value):
    return lambda *given: answer(*given[:i], copy.deepcopy(value), *given[i + 1 :])


def _with_exchanged(answer, i, j):
    def exchanged(*given):
        given = [*given]
        given[i], given[j] = given[j], given[i]
        return answer(*given)

    return exchanged


def _outcomes(function, cases):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [call(function, copy.deepcopy(case)) for case in cases]


def _quick_outcomes(function, cases):
    """Return the outcomes of a function that may be nonsense, None where it raises or is."""
    outcomes = []
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for case in cases:
            try:
                value = function(*copy.deepcopy(case))
            except Exception:
                return None
            if is_endless(value):
                return None
            outcomes.append(Outcome(value=value))
    return outcomes


_last = {}  # exercise → Known, of the cases that were asked for last: a class has the same


def _known(exercise, cases):
    known = _last.get(exercise.name)
    if known is None or known.cases is not cases or known.exercise is not exercise:
        known = _last[exercise.name] = Known(exercise, cases)
    return known


def _agrees(known, outcomes, given):
    return not any(_difference(known.exercise, *pair) for pair in zip(outcomes, given, strict=True))


# --------------------------------------------------------------------------------------- the names


def _mistake(known, outcomes, first):
    for mistake, wrong in known.mistakes:
        if _agrees(known, wrong, outcomes):
            return mistake.name, mistake.sentence
    return None


def _nothing_returned(known, outcomes, first):
    if any(outcome.error for outcome in outcomes) or outcomes[first].value is not None:
        return None
    if not all(outcome.value is None for outcome in outcomes):
        return "returns_nothing", "In some cases no return is reached, so nothing is returned."
    if any(outcome.printed for outcome in outcomes):
        words = "Your function prints its result and returns nothing: write return for print."
        return "prints_instead_of_returning", words
    if outcomes[first].returns:
        words = "No return is reached, in no case: is a condition never true?"
        return "returns_nothing", words
    words = "Your function returns nothing: hand the result back with return."
    if isinstance(known.right[first].value, list):
        words += " (append, sort and reverse change a list and return None themselves.)"
    return "returns_nothing", words


def _unread(known, outcomes, first):
    names = [name for name in outcomes[first].unread if name in known.exercise.arguments]
    if not names:
        return None
    never = f"Your function never uses its argument{'s' * (len(names) > 1)} {_listed(names)}"
    if outside := outcomes[first].outside:
        words = f"{never}, and takes {_listed(outside)} of the notebook instead."
        return "name_of_the_notebook", words
    failed = _explained(known, outcomes[first]) if outcomes[first].error else ""
    return "argument_not_used", f"{never}. {failed}".strip()


def _own_draws(known, outcomes, first):
    if not outcomes[first].draws:
        return None
    words = "Your function draws random numbers of its own; its arguments are all that it needs."
    return "draws_random_numbers", words


def _error(known, outcomes, first):
    failed = next((o for o in outcomes[first:] if o.error), None)
    if failed is None:
        return None
    if failed.gave_up:
        return ("never_ends" if not failed.message.startswith("its") else ""), ""
    words = _explained(known, failed)
    used = [name for name in failed.outside if re.search(rf"\b{name}\b", failed.code)]
    if used:
        words = f"Your function takes {_listed(used)} of the notebook. {words}".strip()
        return "name_of_the_notebook", words
    if words and failed is not outcomes[first]:  # the failure that is shown is another
        words = f"In another case than the one below it stops with an error: {words}"
    return (f"stopped_with_{failed.error}", words) if words else None


def _explained(known, failed):
    words = explain(failed, known.has_product)
    if not failed.inside:
        return words
    where = f"It stopped in {failed.inside}, which {known.exercise.name} calls"
    return f"{where}. {words}".strip()


def _other_shape(known, outcomes, first):
    """Say that only the shape is wrong, before an error in a later case."""
    if outcomes[first].error or known.exercise.reading is not Exercise.reading:
        return None
    pairs = [p for p in zip(known.right, outcomes, strict=True) if not (p[0].error or p[1].error)]
    try:
        pairs = [[np.asarray(one.value, dtype=float) for one in pair] for pair in pairs]
    except Exception:  # no numbers, rows of unequal length, or an object that raises what it likes
        return None
    if any(right.size != given.size for right, given in pairs):
        return None
    if not all(np.allclose(r.ravel(), g.ravel(), known.exercise.tolerance) for r, g in pairs):
        return None
    differ = [(right.shape, given.shape) for right, given in pairs if right.shape != given.shape]
    if not differ:
        return None
    right, given = differ[0]
    return "other_shape", (
        f"Your values are right, the shape is not: it should be {right}, and {given} came out."
    )


def _slip(known, outcomes, first):
    if any(outcome.error for outcome in outcomes):
        return None
    several = isinstance(known.right[first].value, tuple)
    for slip, wrong in known.slips:
        if _agrees(known, wrong, outcomes) and slip.sentence:
            if several and VAGUE in slip.sentence.lower():
                return None  # which of the results are wrong says more
            return _as_name(slip.words), slip.sentence
    return None


def _from_outside(known, outcomes, first):
    if not outcomes[first].outside or isinstance(outcomes[first].value, str):
        return None  # that a text came back says more
    names = _listed(outcomes[first].outside)
    words = f"Your function takes {names} of the notebook, which is the same in every call."
    return "name_of_the_notebook", words


def _fact(known, outcomes, first):
    if any(outcome.error or is_endless(outcome.value) for outcome in outcomes):
        return None
    exercise = known.exercise
    if exercise.reading is not Exercise.reading:
        return _fact_of_reading(exercise, outcomes[first].value)
    words = facts.find_fact(
        [dict(zip(exercise.arguments, case, strict=True)) for case in known.cases],
        [outcome.value for outcome in known.right],
        [outcome.value for outcome in outcomes],
        exercise.tolerance,
    )
    return (_as_name(words), words) if words else None


def _as_name(words):
    """Return a sentence as a name for a teacher's table: "every_number_has_the_wrong_sign"."""
    return "_".join(re.findall(r"\w+", words.lower()))[:45].strip("_")


def _fact_of_reading(exercise, value):
    try:
        exercise.reading(value)
        words = exercise.fact(value) if exercise.fact else ""
    except Exception:
        return "other_form", ""  # the failure says what is expected
    return (_as_name(words), words) if words else None


FINDERS = (
    _mistake,
    _nothing_returned,
    _own_draws,
    _unread,
    _other_shape,
    _error,
    _slip,
    _from_outside,
    _fact,
)

# ------------------------------------------------------------------------------------ two outcomes


def _difference(exercise, expected, given):
    """Return in words how an outcome differs from the one expected, "" where it doesn't."""
    if expected.error or given.error:
        if _same_error(expected, given):
            return ""
        said = given.message.rstrip(" .")  # a full stop follows
        stopped = f"it stopped with {given.error}" + (said and f": {said}")
        return given.message if given.gave_up else stopped
    if given.value is None and expected.value is None:
        return ""
    if given.value is None:
        return (
            "the result is None: either no return was reached, or what is returned comes from "
            "another function that returns nothing yet"
        )
    if is_endless(given.value):
        return "the result is a list of lists without an end: one of them holds itself"
    try:
        reading = exercise.reading(given.value)
        wrong = difference(exercise.reading(expected.value), reading, exercise.tolerance)
        return exercise.describe(given.value) if wrong and exercise.describe else wrong
    except ValueError as error:
        return str(error)
    except Exception as error:  # readings are made for numbers, and anything may come back
        return f"the result, {show(given.value)}, can't be read ({type(error).__name__})"


def _same_error(one, other):
    """Tell whether two calls failed at the same thing: float(…) is not math.exp(…)."""
    same = one.error == other.error and one.message == other.message
    return same and (one.operation == other.operation or not (one.operation and other.operation))
