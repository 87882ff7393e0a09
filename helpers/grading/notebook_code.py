"""The code of a notebook, read as data: definitions, imports and constants, and nothing that acts.

Nothing of the notebook runs here.
"""

import ast
import codecs
import itertools
import json
import re
from dataclasses import dataclass, field

from helpers.exercises.blank import is_blank_definition
from helpers.grading.budget import CODE_CELLS, CODE_CHARACTERS, STATEMENTS
from helpers.lessons import LESSONS, exercises_of

# Calls that a constant may make: `X = np.array(...)`, `SIZE = len(X)`.
CALLABLE = "np numpy math abs bool dict float int len list max min range round set sorted str sum "
CALLABLE = frozenset((CALLABLE + "tuple zip enumerate map filter frozenset").split())
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass
class Code:
    """What is kept of a notebook.

    Attributes
    ----------
    statements : source texts, in order, as Python itself would write them
    imports : names of the modules imported
    answers : exercise name → normalised source of its last definition, "" where it is blank
    broken : exercise name → the syntax error of the cell that should define it
    missed : exercise name → names that it takes from lines which were left out
    notes : what was left out and should be said
    lessons : the lessons whose exercises these are
    places : exercise name → how many statements stand before its last check
    """

    statements: list = field(default_factory=list)
    imports: set = field(default_factory=set)
    answers: dict = field(default_factory=dict)
    broken: dict = field(default_factory=dict)
    missed: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    lessons: list = field(default_factory=list)
    places: dict = field(default_factory=dict)

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
    code, definitions, left_out = Code(), {}, set()
    cells = code_cells(data)
    _limit(len(cells), CODE_CELLS, "code cells")
    _limit(sum(map(len, cells)), CODE_CHARACTERS, "characters of code")
    for source in cells:
        try:
            nodes = parse_cell(source)
            kept = [node for node in nodes if _is_kept(node)]
            texts = [ast.unparse(node) for node in kept]
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            reason = _reason(error)
            code.notes.append(f"{_first_line(source)} was left out: {reason}.")
            code.broken |= dict.fromkeys(re.findall(r"^def +(\w+)", source, re.MULTILINE), reason)
            continue
        _limit(len(code.statements) + len(kept), STATEMENTS, "statements")
        for node, text in zip(kept, texts, strict=True):
            code.statements.append(text)
            code.imports |= _imported(node)
            definitions |= {name: (node, text) for name in _defined(node)}
        left_out |= set().union(*(_touched(node) for node in nodes if node not in kept))
    lesson = _recognise(definitions.keys() | code.broken.keys())
    # A cell that can't be read defines nothing, so that an earlier definition stays.
    code.broken = {name: why for name, why in code.broken.items() if name not in definitions}
    code.lessons = [lesson]
    for exercise in exercises_of(lesson):
        if exercise.name in definitions:
            node, text = definitions[exercise.name]
            code.answers[exercise.name] = (
                "" if is_blank_definition(node) else _without_docstring(node, text)
            )
            code.missed[exercise.name] = sorted(_used(node) & left_out)
    return code


def _reason(error):
    if not isinstance(error, SyntaxError):
        return f"it can't be read ({type(error).__name__})"
    where = f" in its line {error.lineno}" if error.lineno else ""
    return f"Python says {error.msg}{where}"


def _first_line(source):
    line = next((line.strip() for line in source.splitlines() if line.strip()), "")
    return f"The cell that begins with {line[:40]}"


def _limit(number, most, what):
    if number > most:
        raise ValueError(f"too large: more than {most:,} {what}")


# -------------------------------------------------------------------------------- the file


def code_cells(data):
    """Return the source texts of a notebook's code cells, of nbformat 3 or 4.

    Raises
    ------
    ValueError
        If it is empty or no notebook.
    """
    if not data.strip(b"\0\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise ValueError("empty")
    try:
        notebook = json.loads(_decode(data))
    except (ValueError, RecursionError):
        raise ValueError("not a notebook: no JSON, or only a part of it") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    sheets = notebook.get("worksheets") if isinstance(notebook, dict) else None
    if cells is None and isinstance(sheets, list):
        sheets = [s.get("cells") for s in sheets if isinstance(s, dict)]
        cells = [*itertools.chain(*(s for s in sheets if isinstance(s, list)))]
    if not isinstance(cells, list):
        raise ValueError("not a notebook: there are no cells in it")
    code = [c for c in cells if isinstance(c, dict) and c.get("cell_type") == "code"]
    return [_text(cell.get("source", cell.get("input"))) for cell in code]


def _decode(data):
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if data[1:2] == b"\0":
        return data.decode("utf-16-le")
    return data.decode("utf-8")


def _text(source):
    lines = source if isinstance(source, list) else [source]
    return "".join(line for line in lines if isinstance(line, str)).replace("\r\n", "\n")


# -------------------------------------------------------------------------------- the code


def parse_cell(source):
    """Return a cell's statements; IPython's own lines (%…, !…, …?) don't count.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        As `ast.parse`.
    """
    try:
        return ast.parse(source).body
    except SyntaxError:
        if re.match(r"\s*%%(?!time|capture)", source):
            raise SyntaxError("a cell magic") from None
        ours = r"^([ \t]*)(?:[%!?].*|[\w.]+\?{1,2}\s*|\w+\s*=\s*[!%].*)$"
        return ast.parse(re.sub(ours, r"\1pass", source, flags=re.MULTILINE)).body


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom)


def _is_kept(node):
    """Tell whether a statement defines something, and does nothing."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = itertools.chain(*(getattr(target, "elts", [target]) for target in targets))
        return all(isinstance(n, ast.Name) for n in names) and _is_simple(node.value)
    if isinstance(node, ast.If | ast.Try):  # import ... except ImportError: ...
        parts = [*node.body, *node.orelse, *getattr(node, "finalbody", [])]
        parts += itertools.chain(*(h.body for h in getattr(node, "handlers", [])))
        test = _is_simple(getattr(node, "test", None))
        return test and all(_is_kept(part) or isinstance(part, ast.Pass) for part in parts)
    return isinstance(node, DEFINITIONS)


def _is_simple(expression):
    """Tell whether an expression calls nothing but NumPy, math and Python's own conversions."""
    waiting = [expression] if expression is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Call) and _root(node.func) not in CALLABLE:
            return False
        waiting += ast.iter_child_nodes(node)
    return True


def _root(node):
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _imported(node):
    names = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Import):
            names |= {alias.name for alias in part.names}
        elif isinstance(part, ast.ImportFrom) and part.module:
            names.add(part.module)
    return names


def _defined(node):
    """Return the names of the functions and values that a statement defines."""
    if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
        return {node.name}
    if isinstance(node, ast.Assign | ast.AnnAssign):
        return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and _stored(n)}
    if isinstance(node, ast.If | ast.Try):
        return set().union(*(_defined(part) for part in ast.iter_child_nodes(node)))
    return set()


def _stored(name):
    return isinstance(name.ctx, ast.Store)


def _touched(node):
    """Return the names that a statement may change: `w = f()`, `w[0] = 1`, `w.append(1)`."""
    calls = [p.func for p in ast.walk(node) if isinstance(p, ast.Call)]
    parts = [p for p in ast.walk(node) if isinstance(getattr(p, "ctx", None), ast.Store)]
    methods = [call for call in calls if isinstance(call, ast.Attribute)]
    return {_root(part) for part in [*parts, *methods]} - CALLABLE - {None}


def _used(node):
    """Return the names that a function takes from outside."""
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    own = {name.id for name in names if _stored(name)}
    own |= {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    return {name.id for name in names} - own


def _recognise(names):
    """Return the lesson of which most exercises are defined."""

    def share(lesson):
        found = sum(exercise.name in names for exercise in exercises_of(lesson))
        return found / len(exercises_of(lesson)), found

    best = max(LESSONS, key=share)
    if share(best)[1] == 0:
        raise ValueError("no exercises found")
    return best


def _body(function):
    """Return a function's statements without its docstring."""
    first = function.body[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return function.body[1:] if text and isinstance(first.value.value, str) else function.body


def _without_docstring(node, text):
    if not isinstance(node, FUNCTIONS):
        return text
    return "\n".join(ast.unparse(part) for part in [node.args, *_body(node)])
