"""The worked answer of an exercise: its code line by line, and its steps in words.

Both are read from the exercise's own function, whose comments are written for the learner.
"""

import ast
import inspect
import textwrap


def worked_answer(exercise):
    """Return the code of an exercise's answer with its comments, without the docstring."""
    text = textwrap.dedent(inspect.getsource(exercise.answer))
    body = ast.parse(text).body[0].body
    lines = text.rstrip().splitlines()
    if ast.get_docstring(ast.parse(text).body[0]) is not None:
        del lines[body[0].lineno - 1 : body[0].end_lineno]
    return "\n".join(lines)


def steps_in_words(exercise):
    """Return the comments of an exercise's answer as sentences, in one line."""
    lines = [line.strip() for line in worked_answer(exercise).splitlines()]
    return " ".join(line.removeprefix("#").strip() for line in lines if line.startswith("#"))
