"""What a call of an answer gave, and what it did on the way.

Imports nothing of ours: the child of grading runs this module's text, so that a call is observed
there as it is at the desk.
"""

import ast
import contextlib
import copy
import dis
import functools
import io
import itertools
import linecache
import types
from dataclasses import dataclass

import numpy as np

PRINTED = 200  # characters that are kept of what an answer prints
MESSAGE = 200  # characters of an error's words that are kept
SEGMENT = 100  # characters of a piece of code that are kept


@dataclass(frozen=True)
class Part:
    """A part of the code that failed: `W1` of `X @ W1`.

    Attributes
    ----------
    text : as it is written
    kind : "array", "number", "list", "tuple", "dict", "text", "function", "none", "other", or ""
        where its value is not known
    shape : of an array; the length of a list, tuple, dictionary or text
    words : the value in words: "an array of shape (2, 2)"
    """

    text: str
    kind: str = ""
    shape: tuple = ()
    words: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one call gave: a value, or the error that it ended with.

    Attributes
    ----------
    value : what was returned
    error : the error's type, "" where there was none
    message : the error's words
    gave_up : whether the call was ended from outside; the message says why then
    code : the piece of code that raised the error, "" where it isn't known: "X @ W1"
    operation : what is done there: "@", "[]", ".", "name", "math.exp", …
    parts : the Part on either side of it
    inside : the name of another function of the notebook, if that piece of code is in it
    printed : the first characters of what the call printed
    changed : names of the arguments that it changed
    outside : names of the notebook's values, not functions, that the function reads
    unread : names of the arguments that it never reads
    draws : whether it draws random numbers of its own
    returns : whether it has a return with a value, reached or not
    """

    value: object = None
    error: str = ""
    message: str = ""
    gave_up: bool = False
    code: str = ""
    operation: str = ""
    parts: tuple = ()
    inside: str = ""
    printed: str = ""
    changed: tuple = ()
    outside: tuple = ()
    unread: tuple = ()
    draws: bool = False
    returns: bool = False


def call(function, arguments, within=None):
    """Return the Outcome of `function(*arguments)`; whatever it raises is part of the outcome.

    `within(function, arguments)` calls it instead, where that has to be done in another way.
    """
    before = copy.deepcopy(arguments)
    printed = Printed()
    value, error, failed = None, None, {}
    try:
        with contextlib.redirect_stdout(printed):
            value = within(function, arguments) if within else function(*arguments)
    except BaseException as raised:  # sys.exit() in an answer is a wrong answer, not the end
        error = raised
    if error is not None:
        failed = {"error": type(error).__name__, "message": _words(error)}
        with contextlib.suppress(Exception):
            failed |= _place(error, function)
    return Outcome(
        value=value,
        printed=printed.text,
        changed=_changed(function, before, arguments),
        **failed,
        **read_names(function),
    )


class Printed(io.TextIOBase):
    """Takes what is printed and keeps the first characters."""

    def __init__(self):
        self.text = ""

    def write(self, text):
        """Return the length, as if all of it had been written."""
        if len(self.text) < PRINTED:
            self.text = (self.text + text)[:PRINTED]
        return len(text)


def _words(error):
    try:
        return str(error)[:MESSAGE]
    except BaseException:
        return ""


# -------------------------------------------------------------------------- what it did to what


def _changed(function, before, after):
    pairs = zip(_names(function, len(before)), before, after, strict=True)
    return tuple(name for name, old, new in pairs if not _is_same(old, new))


def _names(function, number):
    """Return the names of the first arguments, their numbers where they have none."""
    code = getattr(function, "__code__", None)
    names = code.co_varnames[: code.co_argcount] if code else ()
    return [*names, *map(str, range(len(names) + 1, number + 1))][:number]


def _is_same(old, new):
    """Compare data that was passed to a call with what became of it; types are exact."""
    if type(old) is not type(new):
        return False
    if isinstance(old, list | tuple):
        return len(old) == len(new) and all(map(_is_same, old, new))
    if isinstance(old, dict):
        return [*old] == [*new] and all(map(_is_same, old.values(), new.values()))
    if isinstance(old, np.ndarray):
        return old.dtype == new.dtype and old.shape == new.shape and old.tobytes() == new.tobytes()
    if isinstance(old, int | float | str):
        return old == new or (old != old and new != new)
    return True  # a function


# ---------------------------------------------------------------------------- what it reads


def read_names(function):
    """Return which names of the notebook's values a function reads, and which arguments it doesn't.

    A function that is built of another has neither.
    """
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType):
        return {}
    home = function.__globals__
    seen = _names_of(code)
    outside = (name for name in seen["outside"] if name in home and _is_value(home[name]))
    return {**seen, "outside": tuple(outside)}


@functools.lru_cache(maxsize=64)  # an answer is called once for each case
def _names_of(code):
    read, arguments = _first_reads(code), code.co_varnames[: code.co_argcount]
    return {
        "outside": tuple(dict.fromkeys(_loaded(code, "GLOBAL", "NAME"))),
        "unread": tuple(name for name in arguments if name not in read),
        "draws": any({"random", "default_rng"} & set(part.co_names) for part in _codes(code)),
        "returns": _returns(code),
    }


def _returns(code):
    """Tell whether a function has a return with a value; at its end stands one without."""
    before = None
    for step in dis.get_instructions(code):
        value = before if step.opname == "RETURN_VALUE" else step
        if step.opname.startswith("RETURN_") and step.opname != "RETURN_GENERATOR":
            if not value.opname.startswith(("LOAD_CONST", "RETURN_CONST")):
                return True
            if value.argval is not None:
                return True
        before = step
    return False


def _is_value(value):
    return not callable(value) and not isinstance(value, types.ModuleType)


def _codes(code):
    """Yield a code object and those of the functions within it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def _loaded(code, *kinds):
    for part in _codes(code):
        for step in dis.get_instructions(part):
            if step.opname.startswith("LOAD_") and step.opname[5:].startswith(kinds):
                yield step.argval


def _first_reads(code):
    """Return the local names whose value is read before another is put in its place."""
    read, written = set(), set()
    for step in dis.get_instructions(code):
        names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
        # One instruction of newer Pythons does two things: LOAD_FAST_LOAD_FAST.
        does = [word for word in step.opname.split("_") if word in ("LOAD", "STORE")]
        if "FAST" not in step.opname and "DEREF" not in step.opname and "CLOS" not in step.opname:
            continue
        for what, name in zip(does, names, strict=False):
            if what == "STORE":
                written.add(name)
            elif name not in written and "CLEAR" not in step.opname:
                read.add(name)
    within = itertools.chain(*(_codes(c) for c in code.co_consts if isinstance(c, types.CodeType)))
    return read | {name for part in within for name in part.co_freevars if name not in written}


# ---------------------------------------------------------------------------- where it failed


def _place(error, function):
    """Return the code that raised an error, in the functions of the notebook that has this one."""
    home = getattr(function, "__globals__", None)
    found, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_globals is home:
            found = step
        step = step.tb_next
    if found is None:
        return {}
    frame = found.tb_frame
    own = frame.f_code in _codes(function.__code__) or not frame.f_code.co_name.isidentifier()
    inside = {"inside": "" if own else frame.f_code.co_name[:SEGMENT]}
    text = _segment(frame.f_code, found.tb_lasti)
    node = _parse(text) if text else None
    if node is None:
        return {"code": " ".join(text.split())[:SEGMENT], **inside}
    operation, parts = _take_apart(node)
    return {
        "code": _as_written(text, node)[:SEGMENT],
        "operation": operation[:SEGMENT],
        "parts": tuple(_describe(part, frame) for part in parts),
        **inside,
    }


def _as_written(text, node):
    """Return code as the learner wrote it; of several lines, or of a statement, put in one line."""
    if isinstance(node, ast.expr) and len(text.splitlines()) == 1:
        return text.strip()
    return ast.unparse(node).partition(":\n")[0]


def _segment(code, instruction):
    """Return the text that an instruction comes from, "" where there is none."""
    position = next(itertools.islice(code.co_positions(), instruction // 2, None))
    first, last, start, end = position
    lines = [line.encode() for line in linecache.getlines(code.co_filename)[first - 1 : last]]
    if not lines:
        return ""
    lines[-1] = lines[-1][:end]
    lines[0] = lines[0][start:]
    return b"".join(lines).decode()


def _parse(text):
    head, colon, _ = text.partition(":\n")
    statement = f"{head}: pass" if colon else text
    for mode, written in (("eval", f"({text}\n)"), ("exec", statement)):
        with contextlib.suppress(SyntaxError):
            body = ast.parse(written, mode=mode).body
            return body[0] if isinstance(body, list) and body else body or None
    return None


SIGNS = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.MatMult: "@",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
    ast.Pow: "**",
    ast.BitXor: "^",
}


def _take_apart(node):
    """Return what is done at a node, and the nodes that it is done with."""
    match node:
        case ast.BinOp(left=left, right=right, op=op):
            return SIGNS.get(type(op), "operator"), [left, right]
        case ast.AugAssign(target=target, value=value, op=op):
            return SIGNS.get(type(op), "operator") + "=", [target, value]
        case ast.UnaryOp(operand=operand):
            return "unary", [operand]
        case ast.Subscript(value=value, slice=index):
            return "[]", [value, *_indices(index)]
        case ast.Call(func=function, args=arguments):
            return ast.unparse(function), [function, *_each(arguments, ast.Tuple)]
        case ast.Attribute(value=value, attr=name):
            return f".{name}", [value]
        case ast.Compare(left=left, comparators=others):
            return "compare", [left, *others]
        case ast.Name():
            return "name", [node]
        case ast.Assign(targets=[target], value=value):
            return "=", [target, value]
        case ast.For(iter=iterated):
            return "for", [iterated]
    return "", []


def _indices(index):
    """Return the nodes of an index one by one: of [i, j:k] they are i, j and k."""
    for part in _each([index], ast.Tuple):
        if isinstance(part, ast.Slice):
            yield from filter(None, (part.lower, part.upper, part.step))
        else:
            yield part


def _each(nodes, kind):
    """Yield nodes, and of those of a kind the elements in their place."""
    for node in nodes:
        yield from node.elts if isinstance(node, kind) else [node]


def _describe(node, frame):
    text = ast.unparse(node)[:SEGMENT]
    try:
        value = _evaluate(node, frame)
    except Exception:  # nothing may run here, so most is left alone
        return Part(text)
    return Part(text, *describe_value(value))


def _evaluate(node, frame):
    """Return the value of names, numbers, `W.T` and `w[0]`; nothing that runs a learner's code."""
    match node:
        case ast.Name(id=name):
            names = {**frame.f_globals, **frame.f_locals}
            return names[name] if name in names else _unknown()
        case ast.Constant(value=value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            value = _evaluate(operand, frame)
            return -value if type(value) in (int, float, np.ndarray) else _unknown()
        case ast.Attribute(value=inner, attr="T"):
            value = _evaluate(inner, frame)
            return value.T if type(value) is np.ndarray else _unknown()
        case ast.Subscript(value=inner, slice=index):
            value, place = _evaluate(inner, frame), _evaluate(index, frame)
            known = type(value) in (list, tuple, np.ndarray) and type(place) is int
            return value[place] if known else _unknown()
    return _unknown()


def _unknown():
    raise LookupError


def describe_value(value):
    """Return kind, shape and words of a value, as they stand in a Part."""
    kind = type(value)
    if value is None:
        return "none", (), "None"
    if kind is np.ndarray and value.shape:
        return "array", value.shape, f"an array of shape {value.shape}"
    if kind in (int, float, bool) or isinstance(value, np.generic | np.ndarray):
        text = f"{float(value):.6g}"
        point = ".0" * (isinstance(value, float) and text.lstrip("-").isdecimal())
        return "number", (), f"the number {text}{point}"
    if kind in (list, tuple):
        return kind.__name__, (len(value),), f"a {kind.__name__} of {len(value)}"
    if kind is dict:
        return "dict", (len(value),), "a dictionary"
    if kind is str:
        return "text", (len(value),), "a text"
    if callable(value):
        return "function", (), "a function"
    return "other", (), f"something of type {kind.__name__}"
