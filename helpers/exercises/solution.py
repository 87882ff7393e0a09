"""The worked answer of an exercise: its code line by line, and its steps in words.

Both are read from the exercise's own function, whose comments are written for the learner.
"""

import ast
import dis
import inspect
import textwrap
import types


def worked_answer(exercise):
    """Return the code of an exercise's answer with its comments, without the docstring."""
    text = textwrap.dedent(inspect.getsource(exercise.answer))
    body = ast.parse(text).body[0].body
    lines = text.rstrip().splitlines()
    if ast.get_docstring(ast.parse(text).body[0]) is not None:
        del lines[body[0].lineno - 1 : body[0].end_lineno]
    return "\n".join(lines)


def steps_in_words(exercise, learners=None):
    """Return the comments of an exercise's answer as sentences, in one line.

    Of several ways that have comments it is the first that goes through a loop where the learner's
    function does, and through none where that has none.
    """
    ways = [way for way in (exercise.answer, *exercise.ways) if _comments(way)]
    alike = [way for way in ways if _loops(way) == _loops(learners)]
    said = _comments([*alike, exercise.answer][0])
    return " ".join(said).replace("… …", "…")


def _comments(function):
    lines = (line.strip() for line in inspect.getsource(function).splitlines())
    return [line.removeprefix("#").strip() for line in lines if line.startswith("#")]


def _loops(function):
    """Tell whether there is a loop in a function, or in one within it."""
    waiting = [function.__code__] if hasattr(function, "__code__") else []
    while waiting:
        code = waiting.pop()
        names = [step.opname for step in dis.get_instructions(code)]
        if any(name.startswith(("FOR_ITER", "JUMP_BACKWARD")) for name in names):
            return True
        waiting += [part for part in code.co_consts if isinstance(part, types.CodeType)]
    return False
