"""The code of a notebook, read as data: definitions, imports and constants, and nothing that acts.

Nothing of the notebook runs here.
"""

import ast
import itertools
import re
from dataclasses import dataclass, field

import numpy as np

from helpers.exercises.blank import is_blank_definition
from helpers.grading.budget import STATEMENTS
from helpers.grading.notebook_file import UNPARSED, TooMuchError, limit, parse_cell, read_cells
from helpers.lessons import LESSONS, all_exercises, exercises_of

# Calls that a constant may make: `X = np.array(...)`, `SIZE = len(X)`.
CALLABLE = "np numpy math abs bool dict float int len list max min range round set sorted str sum "
CALLABLE += "tuple zip enumerate map filter frozenset functools partial"
CALLABLE = frozenset(CALLABLE.split())
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
NAMED = (*FUNCTIONS, ast.ClassDef)
# What NumPy loads when it is first used.
PARTS = frozenset(getattr(np, "__numpy_submodules__", ()))
MAIN = 0.5  # of a lesson's exercises have to be there for it to be handed in beside another


@dataclass
class Code:
    """What is kept of a notebook.

    Attributes
    ----------
    statements : source texts, in order
    imports : names of the modules imported, NumPy's parts among them
    answers : exercise name → its last definition without what doesn't count, "" where it is blank
    broken : exercise name → the syntax error of the cell that should define it
    missed : exercise name → names that it takes from lines which were left out
    later : names of exercises that use what is defined below their last check
    places : exercise name → how many statements stand before its last check
    notes : what was left out and should be said
    lessons : the lessons whose exercises these are
    """

    statements: list = field(default_factory=list)
    imports: list = field(default_factory=list)
    answers: dict = field(default_factory=dict)
    broken: dict = field(default_factory=dict)
    missed: dict = field(default_factory=dict)
    later: list = field(default_factory=list)
    places: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    lessons: list = field(default_factory=list)

    def place(self, name):
        """Return how many statements are defined when an answer is called."""
        return self.places.get(name, len(self.statements))

    def answers_of(self, lesson):
        """Return the answers of a lesson, in its order, "" for each that is not there."""
        return [self.answers.get(exercise.name, "") for exercise in exercises_of(lesson)]

    def is_begun(self, lesson):
        """Tell whether anything of a lesson was answered."""
        return any(self.answers_of(lesson)) or any(
            exercise.name in self.broken for exercise in exercises_of(lesson)
        )


def read_code(data):
    """Return the Code of a notebook's bytes.

    Raises
    ------
    ValueError
        If there is nothing to grade in them, in a status' words.
    """
    file, reader = read_cells(data), _Reader()
    for source in file.cells:
        try:
            text, nodes = parse_cell(source)
            reader.read(text, nodes)
        except TooMuchError:
            raise
        except UNPARSED as error:
            reader.leave_out(source, file.reason(error))
    return reader.code()


class _Reader:
    """Takes the cells of a notebook one after the other."""

    def __init__(self):
        self.statements, self.notes = [], []
        self.broken = {}
        self.definitions = {}  # name → (number of the statement, node that defines it), in order
        self.kept = []  # what each statement defines: name → node
        self.imports, self.left_out = set(), set()
        self.checks = {}  # name → how many statements stood before its last check
        self.future = ""

    def read(self, text, nodes):
        """Take the statements of a cell."""
        lines = text.split("\n")
        limit(len(self.statements) + len(nodes), STATEMENTS, "statements")
        found = []
        for node in nodes:
            dropped = []
            kept = [*_kept(node, dropped)]
            texts = [_source(part, node, lines) for part in kept]
            found.append((node, kept, texts, dropped))
        # Only now: of a cell that can't be read, nothing is taken.
        futures = [n for n in nodes if isinstance(n, ast.ImportFrom) and n.module == "__future__"]
        self.future += "".join(f"{ast.unparse(node)}\n" for node in futures)
        for node, kept, texts, dropped in found:
            for name in _checked(node):
                self.checks[name] = len(self.statements)
            for part, source in zip(kept, texts, strict=True):
                self._keep(part, source)
            self.left_out |= set().union(*map(_touched, dropped))

    def _keep(self, node, source):
        defined = {name: part for part in _parts(node) for name in _defines(part)}
        if not isinstance(node, ast.ImportFrom) or node.module != "__future__":
            source = self.future + source
        for name, part in defined.items():
            self.definitions.setdefault(name, []).append((len(self.statements), part))
        self.kept.append(defined)
        self.statements.append(source)
        self.imports |= _imported(node)

    def leave_out(self, source, reason):
        """Take note of a cell that can't be read: it defines nothing."""
        first = next((line.strip() for line in source.splitlines() if line.strip()), "")
        self.notes.append(f"The cell that begins with {first[:40]} was left out: {reason}.")
        names = re.findall(r"^[ \t]*(?:\S{0,10} {0,3})?def +(\w+)", source, re.MULTILINE)
        self.broken |= dict.fromkeys(names, reason)

    def code(self):
        """Return all of it."""
        self._forget_values()
        code = Code(self.statements, sorted(self.imports), notes=self.notes)
        code.lessons = _recognise(self.definitions.keys() | self.broken.keys())
        # A cell that can't be read defines nothing, so that an earlier definition stays.
        code.broken = {n: why for n, why in self.broken.items() if n not in self.definitions}
        for exercise in itertools.chain(*map(exercises_of, code.lessons)):
            name = exercise.name
            if name not in self.definitions:
                continue
            node, place = self._answer(name)
            code.answers[name] = "" if is_blank_definition(node) else _without_docstring(node)
            used = self._used(node)
            code.missed[name] = sorted(used & self.left_out)
            if place is not None:
                code.places[name] = place
                if any(used & defined.keys() for defined in self.kept[place:]):
                    code.later.append(name)
        return code

    def _forget_values(self):
        """Forget exercises whose name only plain values have: `layer = 3` answers nothing."""
        for name in all_exercises().keys() & self.definitions.keys():
            if not any(_may_be_function(node) for _, node in self.definitions[name]):
                del self.definitions[name]

    def _answer(self, name):
        """Return what defines an answer, and how many statements stand before it is checked.

        A check that is followed by another definition of the function says nothing of it. A value
        below it that has the function's name, `layer = layer(X, W, b)`, is none.
        """
        definitions, place = self.definitions[name], self.checks.get(name, 0)
        before = [node for number, node in definitions if number < place]
        below = [node for number, node in definitions if number >= place]
        if not before or any(map(_is_function, below)):
            return definitions[-1][1], None
        return before[-1], place

    def _used(self, node):
        """Return the names that a definition uses, and those that these use in turn."""
        used, waiting = set(), [node]
        while waiting:
            found = _used(waiting.pop()) - used
            used |= found
            for name in found & self.definitions.keys():
                waiting += (node for _, node in self.definitions[name])
        return used


# ------------------------------------------------------------------------------- what is kept


def _kept(node, dropped):
    """Yield what is kept of a statement: what defines something, and does nothing.

    What stands in blocks is kept in them where their head does nothing either, and else without.
    The rest is added to the list `dropped`.
    """
    match node:
        case ast.If(test=test) if _is_simple(test):
            yield from _block(node, dropped, "body", "orelse")
        case ast.For(target=target, iter=iterated) if _is_simple(iterated) and _names(target):
            yield from _block(node, dropped, "body", "orelse")
        case ast.Try():
            yield from _block(node, dropped, "body", "orelse", "finalbody")
        case ast.For() | ast.With():
            dropped += [node.target] if isinstance(node, ast.For) else node.items
            for part in node.body:
                yield from _kept(part, dropped)
        case _ if _is_definition(node):
            yield node
        case _:
            dropped.append(node)


def _block(node, dropped, *fields):
    cut = _cut(node, dropped, *fields)
    if isinstance(node, ast.Try):
        cut.handlers = [_cut(handler, dropped, "body") for handler in node.handlers]
        cut.finalbody = cut.finalbody or ([] if cut.handlers else [ast.Pass()])
    if any(isinstance(part, _DEFINING) for part in _parts(cut)):
        yield ast.fix_missing_locations(cut)


def _cut(node, dropped, *fields):
    """Return a copy of a node in whose blocks only that stands which is kept."""
    values = {name: getattr(node, name) for name in node._fields}
    for name in fields:
        parts = [kept for part in values[name] for kept in _kept(part, dropped)]
        values[name] = parts or [ast.Pass()] * (name == "body")
    return ast.copy_location(type(node)(**values), node)


_IMPORTS = (ast.Import, ast.ImportFrom)
_DEFINING = (*NAMED, *_IMPORTS, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Delete)


def _is_definition(node):
    match node:
        case ast.Assign(targets=targets, value=value):
            if _is_answer(targets, value):
                return True
            return all(map(_is_place, targets)) and _is_simple(value)
        case ast.AnnAssign(target=target, value=value):
            return bool(_names(target)) and _is_simple(value)
        case ast.AugAssign(target=target, value=value):
            return _is_place(target) and _is_simple(value)
        case ast.Delete(targets=targets):
            return all(map(_names, targets))
    return isinstance(node, (*NAMED, *_IMPORTS))


def _is_answer(targets, value):
    """Tell whether a function that the learner's own code makes gets the name of an exercise."""
    exercises = all_exercises()
    named = all(isinstance(target, ast.Name) for target in targets)
    # Not `layer = layer(X, W, b)`: that is what the answer returns.
    made = isinstance(value, ast.Call) and _root(value.func) not in exercises
    return named and made and any(target.id in exercises for target in targets)


def _is_function(node):
    return isinstance(node, FUNCTIONS) or isinstance(getattr(node, "value", None), ast.Lambda)


def _may_be_function(node):
    values = (ast.Lambda, ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.IfExp)
    return isinstance(node, NAMED) or isinstance(getattr(node, "value", None), values)


def _names(target):
    """Return the names of a target that is made of names only, else nothing."""
    match target:
        case ast.Name(id=name):
            return {name}
        case ast.Starred(value=value):
            return _names(value)
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            names = [*map(_names, parts)]
            return set().union(*names) if all(names) else set()
    return set()


def _is_place(target):
    """Tell whether assigning to a target changes nothing but the notebook's own values."""
    if isinstance(target, ast.Subscript):
        return isinstance(target.value, ast.Name) and _is_simple(target.slice)
    return bool(_names(target))


def _is_simple(expression):
    """Tell whether an expression calls nothing but NumPy, math and Python's own conversions."""
    waiting = [expression] if expression is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call) and _root(node.func) not in CALLABLE:
            return False
        if isinstance(node, ast.Await | ast.Yield | ast.YieldFrom):
            return False
        waiting += ast.iter_child_nodes(node)
    return True


def _root(node):
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _source(part, node, lines):
    """Return the text of a kept part of a cell's statement, as the learner wrote it if it is all.

    Raises
    ------
    ValueError, RecursionError
        If Python can't write it.
    """
    if part is not node or hasattr(node, "is_rewritten"):
        return ast.unparse(part)
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
    text = [line.encode(errors="surrogatepass") for line in lines[first - 1 : node.end_lineno]]
    text[-1] = text[-1][: node.end_col_offset]
    text[0] = text[0][node.col_offset if first == node.lineno else 0 :]
    return b"\n".join(text).decode(errors="surrogatepass")


# -------------------------------------------------------------------------------- what it says


def _imported(node):
    """Return the names of the modules that a statement needs, parts of NumPy among them."""
    names = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            names |= {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom) and part.module:
            names.add(part.module)
            for alias in part.names:
                every = PARTS if alias.name == "*" and part.module == "numpy" else {alias.name}
                names |= {f"{part.module}.{name}" for name in every}
        elif isinstance(part, ast.Attribute) and part.attr in PARTS:
            names.add(f"numpy.{part.attr}")
    return names


def _parts(node):
    """Yield a statement and those in its blocks, but none of a function or a class."""
    yield node
    if not isinstance(node, NAMED):
        for part in ast.iter_child_nodes(node):
            if isinstance(part, ast.stmt | ast.ExceptHandler):
                yield from _parts(part)


def _defines(node):
    """Return the names that a node itself defines."""
    if isinstance(node, NAMED):
        return {node.name}
    if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.For):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return set().union(*map(_names, targets))
    return set()


def _checked(node):
    """Return the names of which a statement calls check(name)."""
    calls = (part for part in ast.walk(node) if isinstance(part, ast.Call))
    return {
        call.args[0].id
        for call in calls
        if isinstance(call.func, ast.Name | ast.Attribute)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) == "check"
        and call.args
        and isinstance(call.args[0], ast.Name)
    }


def _stores(node):
    parts = (part for part in ast.walk(node) if isinstance(getattr(part, "ctx", None), ast.Store))
    return {_root(part) for part in parts} | {
        part.name for part in ast.walk(node) if isinstance(part, NAMED)
    }


def _touched(node):
    """Return the names that a statement may change: `w = f()`, `w[0] = 1`, `w.append(1)`."""
    if isinstance(node, NAMED):
        return set()
    calls = [p.func for p in ast.walk(node) if isinstance(p, ast.Call)]
    methods = {_root(call) for call in calls if isinstance(call, ast.Attribute)}
    return (_stores(node) | methods) - CALLABLE - {None}


def _used(node):
    """Return the names that a definition takes from outside."""
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    if not isinstance(node, NAMED):
        return {name.id for name in names if isinstance(name.ctx, ast.Load)}
    own = {name.id for name in names if isinstance(name.ctx, ast.Store)}
    own |= {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    return {name.id for name in names} - own


def _recognise(names):
    """Return the lessons that are handed in: most of whose exercises are there, else the best."""

    def share(lesson):
        found = sum(exercise.name in names for exercise in exercises_of(lesson))
        return found / len(exercises_of(lesson)), found

    best = max(LESSONS, key=share)
    if share(best)[1] == 0:
        raise ValueError("no exercises found")
    return [lesson for lesson in LESSONS if share(lesson)[0] >= MAIN] or [best]


def _without_docstring(node):
    """Return what of an answer counts when answers are compared: not spaces, comments, words."""
    parts = [node]
    if isinstance(node, FUNCTIONS):
        parts = [node.args, *node.body[ast.get_docstring(node, clean=False) is not None :]]
    try:
        return "\n".join(map(ast.dump, parts))
    except RecursionError:
        return "deeply nested"
