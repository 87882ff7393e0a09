"""Slips: an exercise's worked answer, written wrong in one place, for every place.

One part left out, a sign turned, another name in its place, a return inside the loop: what can
slip in a line is the same everywhere. Each slip is a function like the answer and the words that
say what stands there, so that an answer with its numbers can be told them. No slip is claimed of
an answer: the words say whose numbers they are, and speak of arguments only. The names that the
worked answer gives to what it makes on the way are nothing to a learner who has not seen it.
"""

import ast
import contextlib
import copy
import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

MOST = 76  # characters of a piece of code that is quoted
MADE = "a value made on the way"
VAGUE = f"{MADE} stands in the place of another"


@dataclass(frozen=True)
class Slip:
    """A worked answer that is wrong in one place.

    Attributes
    ----------
    function : the wrong function, with the arguments of the right one
    words : what is wrong
    order : the more likely slips come first
    code : the piece of code that has it, "" for none
    own : the worked answer's own names, None where words and code have none
    """

    function: Callable
    words: str
    order: int
    code: str = ""
    own: object = None

    @cached_property
    def sentence(self):
        """What is wrong, with the code that has it, for the learner.

        "" where it can't be said without a name that only the worked answer has.
        """
        words = self.own.written_out(self.words) if self.own else self.words
        code = self.own.quote(self.code) if self.code else ""
        if words and code:
            return f"Your numbers are those of {code}: {words}."
        if not words or _begins_with_code(words):  # X is another name than x
            return f"{words}." if words else ""
        return f"{words[0].upper()}{words[1:]}."


def _begins_with_code(words):
    first, second = words.split()[:2]
    if first in ("it", "that", "result", "results"):
        return False
    return second in ("is", "stands", "stays") or not (first.isalpha() and second.isalpha())


def slips_of(answer):
    """Return the slips of a function, the more likely ones first.

    None where it has a `while`: a slip in it may never end, and nothing would end it.
    """
    definition = ast.parse(textwrap.dedent(inspect.getsource(answer))).body[0]
    if any(isinstance(node, ast.While) for node in ast.walk(definition)):
        return []
    definition.decorator_list = []
    own = _OwnNames(definition)
    found = []
    for change in _changes(definition):
        with contextlib.suppress(SyntaxError, ValueError):
            change.apply()
            try:
                found.append(_slip(change, definition, answer, own))
            finally:
                change.undo()
    return sorted(found, key=lambda slip: slip.order)


def _slip(change, definition, answer, own):
    module = ast.fix_missing_locations(ast.Module([definition], type_ignores=[]))
    defined = dict(answer.__globals__)
    exec(compile(module, "<slip>", "exec"), defined)
    return Slip(defined[definition.name], change.words, change.order, change.quote(), own)


class _OwnNames(ast.NodeTransformer):
    """The names that a worked answer gives to what it makes on the way, and what they stand for.

    A name that stands for one expression is written out; others, such as a loop's, can't be.
    """

    def __init__(self, definition):
        stored = [
            part.id
            for part in ast.walk(definition)
            if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
        ]
        arguments = {argument.arg for argument in definition.args.args}
        self._names = {*_names(definition)} - arguments
        self._meaning = {}
        # In their order, each written out with those before; what grows too long is given up.
        for statement in definition.body:
            for name, value in _assigned(statement) if isinstance(statement, ast.Assign) else ():
                meaning = self.visit(copy.deepcopy(value))
                # An argument with a new value keeps its name: w = w - step.
                one = stored.count(name) == 1 and name not in arguments
                if one and len(ast.unparse(meaning)) <= MOST:
                    self._meaning[name] = meaning

    def visit_Name(self, node):
        return copy.deepcopy(self._meaning.get(node.id, node))

    def quote(self, code):
        """Return a piece of code written out, "" where it is too long or such a name remains."""
        with contextlib.suppress(SyntaxError):  # a slice is no expression by itself
            code = ast.unparse(self.visit(ast.parse(code, mode="eval")))
        return "" if len(code) > MOST or "\n" in code or self._has_one(code) else code

    def written_out(self, words):
        """Return words with what such names stand for in their place, "" where one remains."""
        if any(re.search(rf"\b{name}(\[.*\])? [-+*/@]?= ", words) for name in self._names):
            return ""  # what such a line does to it is nothing to the learner either
        for name in self._meaning.keys() & set(re.findall(r"\w+", words)):
            meaning = ast.unparse(self._meaning[name])
            words = re.sub(rf"\b{name}\b", lambda _, text=meaning: text, words)
        if swapped := re.fullmatch(r"(\w+) stands in the place of (\w+)", words):
            one, other = (MADE if self._has_one(name) else name for name in swapped.groups())
            return VAGUE if one == other else f"{one} stands in the place of {other}"
        return "" if self._has_one(words) else words

    def _has_one(self, text):
        return any(word in self._names for word in re.findall(r"\w+", text))


def _assigned(statement):
    """Yield the names that an assignment gives, each with its expression."""
    (target,), value = statement.targets, statement.value
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for name, part in zip(target.elts, value.elts, strict=True):
            if isinstance(name, ast.Name):
                yield name.id, part


class Change:
    """One change of a syntax tree, made in place and undone again."""

    def __init__(self, holder, field, new, words, order, quoted=None):
        self.holder, self.field, self.new = holder, field, new
        self.words, self.order = words, order
        self.quoted = quoted  # the node whose text is quoted, None for none
        self.index = None
        if isinstance(field, tuple):
            self.field, self.index = field

    def apply(self):
        """Make the change."""
        if self.index is None:
            self.old = getattr(self.holder, self.field)
            setattr(self.holder, self.field, self.new)
        else:
            self.old = getattr(self.holder, self.field)[self.index]
            getattr(self.holder, self.field)[self.index] = self.new

    def undo(self):
        """Take it back."""
        if self.index is None:
            setattr(self.holder, self.field, self.old)
        else:
            getattr(self.holder, self.field)[self.index] = self.old

    def quote(self):
        """Return the text of the changed code, "" where none is quoted."""
        node = self.new if self.quoted is self.old else self.quoted
        return ast.unparse(node) if node else ""


def _changes(definition):
    """Yield the changes of all places of a function."""
    names = _names(definition)
    for place in _places(definition):
        for new, words, order in _replacements(place.node, place, names):
            if new is not place.node and ast.dump(new) != ast.dump(place.node):
                quoted = place.quoted
                if _leaves_as_it_was(place, new):  # the new value may have been computed all right
                    words = f"{_text(new)} stays as it was; {_text(new)} = … keeps its new value"
                    quoted = None
                yield Change(place.holder, place.field, new, words, order, quoted)
    yield from _statement_changes(definition)


def _leaves_as_it_was(place, new):
    """Tell whether an update such as w = w - step has become w = w."""
    update = place.above
    return (
        isinstance(update, ast.Assign)
        and update.value is place.node
        and ast.unparse(update.targets[0]) == ast.unparse(new)
    )


@dataclass(frozen=True)
class _Place:
    node: ast.AST
    holder: ast.AST
    field: object  # a name, or a name and an index
    quoted: ast.AST  # the statement or part of it that shows the change
    above: ast.AST


def _places(definition):
    """Yield the expressions of a function with the places that they stand in."""
    for statement in ast.walk(definition):
        if isinstance(statement, ast.stmt) and statement is not definition:
            yield from _expressions(statement, None)


def _expressions(node, quoted):
    for field, value in ast.iter_fields(node):
        parts = value if isinstance(value, list) else [value]
        for index, part in enumerate(parts):
            if not isinstance(part, ast.expr):
                if isinstance(part, ast.comprehension):
                    yield from _expressions(part, quoted)
                if isinstance(part, ast.keyword):
                    yield from _expressions(part, quoted)
                continue
            if isinstance(getattr(part, "ctx", None), ast.Store):
                continue
            shown = quoted or part
            yield _Place(
                part, node, (field, index) if isinstance(value, list) else field, shown, node
            )
            # Of a long line, the part that is quoted is the largest that is short enough.
            yield from _expressions(part, shown if len(ast.unparse(shown)) <= MOST else None)


def _names(definition):
    """Return the names of the arguments and of the values made on the way."""
    found = {argument.arg for argument in definition.args.args}
    for part in ast.walk(definition):
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
            found.add(part.id)
    return sorted(found)


SIGNS = {ast.Add: "+", ast.Sub: "−", ast.Mult: "*", ast.Div: "/", ast.MatMult: "@", ast.Pow: "**"}
TURNED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult}
ORDERED = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
EQUAL = {ast.Eq: "==", ast.NotEq: "!="}
OTHER_NAMES = {
    "sigmoid_derivative": ["sigmoid"],
    "sigmoid": ["sigmoid_derivative"],
    "mean": ["sum", "median", "min", "max"],
    "sum": ["mean"],
    "min": ["max"],
    "max": ["min"],
    "sorted": ["list"],
}


def _replacements(node, place, names):
    """Yield what may stand in a node's place by a slip: the node, its words, its order."""
    match node:
        case ast.BinOp():
            yield from _of_operation(node)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield operand, "a minus is missing", 1
        case ast.Call():
            yield from _of_call(node, names)
        case ast.Attribute(value=value, attr="T"):
            yield value, f"{_text(value)} is not transposed", 1
        case ast.Compare(ops=[operator]):
            yield from _of_comparison(node, operator)
        case ast.Constant(value=value) if type(value) in (int, float):
            for other in _other_numbers(value):
                yield _constant(other), f"{other} stands in the place of {value}", 6
        case ast.Subscript(value=ast.Name() as whole, slice=ast.Constant(value=int() as index)):
            for other in range(-1, 6):
                if other != index:
                    new = _subscript(whole, other)
                    yield new, f"{_text(new)} stands in the place of {_text(node)}", 4
        case ast.Subscript(value=value, slice=ast.Slice()):
            yield value, "the whole is taken, not a part of it", 5
        case ast.Tuple(elts=parts) if len(parts) > 1 and isinstance(place.above, ast.Return):
            yield from _of_results(parts)
        case ast.Name(id=name, ctx=ast.Load()) if name in names:
            if isinstance(place.above, ast.BinOp) and isinstance(place.above.op, ast.MatMult):
                yield _transposed(node), f"{name} is transposed once too often", 3
            for other in names:
                if other != name:
                    new = ast.Name(other, ast.Load())
                    yield new, f"{other} stands in the place of {name}", 5
    if isinstance(place.above, ast.Return):
        for part in ast.walk(node):
            if part is not node and isinstance(part, ast.expr) and _is_result(part):
                yield part, _partial(part, node), 4
        for name in names:
            yield ast.Name(name, ast.Load()), "something else is asked for", 5
        yield ast.UnaryOp(ast.USub(), node), "the sign is turned round", 2


def _partial(part, whole):
    if isinstance(whole, ast.IfExp) and part is whole.body:
        return f"that is right only where {_text(whole.test)}"
    if isinstance(whole, ast.IfExp) and part is whole.orelse:
        return f"it is another where {_text(whole.test)}"
    return "that is only a part of what is asked for"


def _text(node):
    return ast.unparse(node)


def _constant(value):
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _subscript(whole, index):
    return ast.Subscript(whole, _constant(index), ast.Load())


def _transposed(node):
    return ast.Attribute(node, "T", ast.Load())


def _is_result(node):
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Load)
    return isinstance(node, ast.BinOp | ast.Call | ast.UnaryOp | ast.Subscript)


def _other_numbers(value):
    if type(value) is int:
        return [value + 1, value - 1, 0, 1, 2]
    return [0.0, 1.0, 2 * value, value / 2, 10 * value, value / 10]


def _of_operation(node):
    left, right, kind = node.left, node.right, type(node.op)
    sign = SIGNS.get(kind, "")
    if kind in (ast.Add, ast.Sub):
        yield left, f"{sign} {_text(right)} is missing", 1
        other = left if kind is ast.Add else ast.UnaryOp(ast.USub(), right)
        yield (right if kind is ast.Add else other), f"{_text(left)} is missing", 1
    elif kind is ast.Mult:
        yield left, f"the factor {_text(right)} is missing", 1
        yield right, f"the factor {_text(left)} is missing", 1
    elif kind is ast.Div:
        yield left, f"the division by {_text(right)} is missing", 1
        yield right, f"{_text(left)} is missing above", 3
    elif kind is ast.MatMult:
        yield left, f"the product with {_text(right)} is missing", 3
        yield right, f"the product with {_text(left)} is missing", 3
        yield ast.BinOp(left, ast.Mult(), right), "* stands where @ belongs", 2
    elif kind is ast.Pow:
        yield left, "the power is missing", 1
        yield ast.BinOp(left, ast.Mult(), right), "* stands where ** belongs", 2
        yield from _of_power(left, right)
    if kind in TURNED:
        other = TURNED[kind]()
        yield (
            ast.BinOp(left, other, right),
            f"{SIGNS[type(other)]} stands where {sign} belongs",
            2,
        )
    if kind is ast.Div:
        yield ast.BinOp(left, ast.FloorDiv(), right), "// cuts the decimals off", 2
    if kind in (ast.Add, ast.Mult):
        other = ast.Mult() if kind is ast.Add else ast.Add()
        yield ast.BinOp(left, other, right), f"{SIGNS[type(other)]} stands where {sign} belongs", 4
    if kind in (ast.Sub, ast.Div, ast.MatMult):
        yield ast.BinOp(right, node.op, left), f"the two sides of {sign} are swapped", 2
    yield from _without_parentheses(node)


def _of_power(left, right):
    """The root written as `** 1 / 2`, which Python reads as a half of the first power."""
    if isinstance(right, ast.BinOp) and isinstance(right.op, ast.Div):
        new = ast.BinOp(ast.BinOp(left, ast.Pow(), right.left), ast.Div(), right.right)
        yield new, "the exponent's parentheses are missing", 2
    if isinstance(right, ast.Constant) and right.value == 0.5:
        new = ast.BinOp(left, ast.Div(), ast.Constant(2))
        yield new, "** 1 / 2 is a half; a root is ** 0.5", 2


WEAK, STRONG = (ast.Add, ast.Sub), (ast.Mult, ast.Div, ast.MatMult)


def _without_parentheses(node):
    """Yield how an operation is read without the parentheses of its left or right side."""
    left, right, words = node.left, node.right, "parentheses are missing"
    inner = right.op if isinstance(right, ast.BinOp) else None
    if isinstance(node.op, STRONG) and isinstance(inner, WEAK + STRONG):
        new = ast.BinOp(ast.BinOp(left, node.op, right.left), inner, right.right)
        yield new, words, 2
    if isinstance(node.op, ast.Sub) and isinstance(inner, WEAK):
        yield ast.BinOp(ast.BinOp(left, node.op, right.left), inner, right.right), words, 2
    inner = left.op if isinstance(left, ast.BinOp) else None
    if isinstance(node.op, STRONG) and isinstance(inner, WEAK):
        yield ast.BinOp(left.left, inner, ast.BinOp(left.right, node.op, right)), words, 2
    if isinstance(left, ast.UnaryOp) and isinstance(left.operand, ast.BinOp):
        inner = left.operand
        if isinstance(node.op, STRONG) and isinstance(inner.op, WEAK):
            first = ast.BinOp(ast.UnaryOp(left.op, inner.left), inner.op, inner.right)
            yield ast.BinOp(first, node.op, right), "the minus stands before one part only", 2
            last = ast.BinOp(inner.right, node.op, right)
            new = ast.BinOp(ast.UnaryOp(left.op, inner.left), inner.op, last)
            yield new, words, 2


def _of_call(node, names):
    function, arguments = node.func, node.args
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if len(arguments) == 1 and not node.keywords and name not in ("len", "range", "zip", "append"):
        yield arguments[0], f"{name} is missing", 1
    if isinstance(function, ast.Attribute) and _text(function.value) != "np" and not arguments:
        yield function.value, f".{name} is missing", 2
    for other in OTHER_NAMES.get(name, ()):
        new = copy.deepcopy(node)
        if isinstance(function, ast.Attribute):
            new.func.attr = other
        else:
            new.func.id = other
        yield new, f"{other} stands where {name} belongs", 3
    for keyword in node.keywords:
        others = [k for k in node.keywords if k is not keyword]
        without = ast.Call(function, arguments, others)
        if keyword.arg == "axis":
            yield without, "all numbers are taken together, where axis=0 goes down each column", 2
            other = ast.keyword("axis", ast.Constant(1))
            yield ast.Call(function, arguments, [*others, other]), "axis=1 goes along the rows", 2
    if name == "range" and len(arguments) == 1:
        count = arguments[0]
        one = ast.Constant(1)
        fewer, more = ast.BinOp(count, ast.Sub(), one), ast.BinOp(count, ast.Add(), one)
        yield ast.Call(function, [fewer], []), "one round too few", 2
        yield ast.Call(function, [more], []), "one round too many", 2
        yield ast.Call(function, [ast.Constant(1)], []), "one round only", 3
    if len(arguments) == 2 and name not in ("range", "zip"):
        yield ast.Call(function, arguments[::-1], node.keywords), "the two are swapped", 4


def _of_comparison(node, operator):
    for signs in (ORDERED, EQUAL):
        for kind, other in signs.items():
            if type(operator) in signs and kind is not type(operator):
                new = ast.Compare(node.left, [kind()], node.comparators)
                yield new, f"{other} stands where {signs[type(operator)]} belongs", 2


OTHER_ORDER = "the results stand in another order than is asked for"


def _of_results(parts):
    for first in range(len(parts)):
        for second in range(first + 1, len(parts)):
            swapped = [*parts]
            swapped[first], swapped[second] = parts[second], parts[first]
            words = f"results {first + 1} and {second + 1} have changed places"
            yield ast.Tuple(swapped, ast.Load()), words, 2
            twice = [*parts]
            twice[second] = parts[first]
            words = f"result {first + 1} comes a second time in the place of {second + 1}"
            yield ast.Tuple(twice, ast.Load()), words, 4
    if len(parts) > 2:
        for order in ([*parts[1:], parts[0]], [parts[-1], *parts[:-1]]):
            yield ast.Tuple(order, ast.Load()), OTHER_ORDER, 2
        yield ast.Tuple(parts[::-1], ast.Load()), "the results stand in the opposite order", 2
    if len(parts) == 4:
        a, b, c, d = parts
        for order in ((c, d, a, b), (a, c, b, d), (b, a, d, c), (c, a, d, b)):
            yield ast.Tuple([*order], ast.Load()), OTHER_ORDER, 2
    for part in parts:
        yield part, "the other results are missing", 2


# ------------------------------------------------------------------------------ whole statements


def _statement_changes(definition):
    for holder in ast.walk(definition):
        body = getattr(holder, "body", None)
        if not isinstance(body, list):
            continue
        yield from _orders(holder, body)
        for number, statement in enumerate(body):
            rest = [*body[:number], *body[number + 1 :]]
            if isinstance(statement, ast.For | ast.If) and not isinstance(holder, ast.For):
                yield from _returns(holder, body, number)
            if isinstance(statement, ast.Assign | ast.AugAssign) and len(rest) > 0:
                words = f"as if the line {_head(statement)} were missing"
                yield Change(holder, "body", rest, f"your numbers come out {words}", 5)
            if isinstance(statement, ast.For):
                yield from _loop_changes(holder, body, number)


def _head(statement):
    text = ast.unparse(statement).partition("\n")[0]
    return text if len(text) <= MOST else f"{text[: MOST - 1]}…"


def _orders(holder, body):
    """Yield the body with one of its lines moved up: an update before its turn."""
    for late in range(1, len(body)):
        for early in range(late):
            if all(isinstance(body[i], ast.Assign | ast.AugAssign) for i in range(early, late + 1)):
                moved = [*body[:early], body[late], *body[early:late], *body[late + 1 :]]
                words = (
                    f"your numbers come out where {_head(body[late])} stands before "
                    f"{_head(body[early])}, so that what follows takes the new value"
                )
                yield Change(holder, "body", moved, words, 3)


def _returns(holder, body, number):
    """Yield the body with the return that follows a loop in the loop, or with an early one."""
    loop, after = body[number], body[number + 1 :]
    if isinstance(loop, ast.For) and after and isinstance(after[-1], ast.Return):
        inside = copy.copy(loop)
        inside.body = [*loop.body, after[-1]]
        words = "only the first round of the loop counts: a return inside a loop ends it at once"
        yield Change(holder, "body", [*body[:number], inside, *after], words, 1)


def _loop_changes(holder, body, number):
    """Yield the body with what stands before a loop in the loop, and the other way round."""
    loop = body[number]
    for before in range(number):
        if isinstance(body[before], ast.Assign):
            inside = copy.copy(loop)
            inside.body = [body[before], *loop.body]
            rest = [*body[:before], *body[before + 1 : number], inside, *body[number + 1 :]]
            words = "what goes on from round to round starts anew in every round of the loop"
            yield Change(holder, "body", rest, f"your numbers come out where {words}", 3)
    for first, statement in enumerate(loop.body):
        if isinstance(statement, ast.Assign) and isinstance(
            statement.value, ast.Name | ast.Constant
        ):
            inside = copy.copy(loop)
            inside.body = [*loop.body[:first], *loop.body[first + 1 :]]
            if inside.body:
                rest = [*body[:number], statement, inside, *body[number + 1 :]]
                words = "what should start anew in each round of the loop starts before it, once"
                yield Change(holder, "body", rest, f"your numbers come out where {words}", 3)
        if isinstance(statement, ast.Assign):
            inside = copy.copy(loop)
            inside.body = [*loop.body[:first], *loop.body[first + 1 :]]
            if inside.body:
                rest = [*body[:number], statement, inside, *body[number + 1 :]]
                words = "what is different in each round of the loop is worked out once, before it"
                yield Change(holder, "body", rest, f"your numbers come out where {words}", 4)
        if isinstance(statement, ast.AugAssign):
            inside = copy.copy(loop)
            plain = ast.copy_location(ast.Assign([statement.target], statement.value), statement)
            inside.body = [*loop.body[:first], plain, *loop.body[first + 1 :]]
            words = (
                "in every round of the loop a new value takes the place of the old one, to which "
                "it should be added"
            )
            yield Change(holder, "body", [*body[:number], inside, *body[number + 1 :]], words, 3)
    for inner, statement in enumerate(loop.body):
        if isinstance(statement, ast.For) and inner + 1 < len(loop.body):
            within = copy.copy(statement)
            within.body = [*statement.body, loop.body[inner + 1]]
            inside = copy.copy(loop)
            inside.body = [*loop.body[:inner], within, *loop.body[inner + 2 :]]
            words = "a line stands in the inner loop, one level too deep"
            yield Change(holder, "body", [*body[:number], inside, *body[number + 1 :]], words, 3)
