"""explain: Python's and NumPy's errors, said in the lessons' words."""

import ast
import contextlib
import math
import re

import numpy as np

NUMBERS = ("number",)
WHOLES = ("list", "tuple")


def explain(outcome, products=True):
    """Return what went wrong in the call that ended with an error, "" where we don't know better.

    It says what was combined with what, in which shapes, from the code that failed; what the
    error's own words can't be seen in is left to them. `products` tells whether there is a matrix
    product in what is asked for, to which a * may have been meant.
    """
    if words := _misfit(outcome, products):
        return words
    for rule in RULES:
        if words := rule(outcome, *_two(outcome.parts)):
            return words
    return ""


def _two(parts):
    """Return the first two parts, None for one that there isn't."""
    return [*parts, None, None][:2]


def _kinds(*parts):
    return tuple(part.kind if part else "" for part in parts)


def _shape(part):
    return part.shape if part and part.kind == "array" else None


def _named(part):
    """Return a part with its value: "w, a list of 2"."""
    return f"{part.text} is {part.words}" if part.words else part.text


def _product(outcome, left, right):
    if outcome.operation != "@" and outcome.message.startswith("matmul: "):
        where = outcome.code or "one line"
        return f"In {where} a matrix product doesn't fit: are its arguments of the shapes it takes?"
    if outcome.operation != "@" or outcome.error not in ("ValueError", "TypeError"):
        return ""
    if {"list", "tuple"} & set(_kinds(left, right)):
        whole = left if left.kind in WHOLES else right
        return f"@ multiplies arrays, and {_named(whole)}: take its arrays one by one, in a loop."
    if "number" in _kinds(left, right):
        number = left if left.kind == "number" else right
        return f"@ multiplies arrays, and {_named(number)}: a number multiplies with *."
    shapes = _shape(left), _shape(right)
    if None in shapes:
        sizes = re.search(r"size (\d+) is different from (\d+)", outcome.message)
        inner = f", here {sizes[2]} and {sizes[1]}" if sizes else ""
        return (
            f"The shapes in {outcome.code} don't fit: the inner numbers of a matrix product must "
            f"be equal{inner}."
        )
    inner = f"{shapes[0][-1]} and {shapes[1][-2] if len(shapes[1]) > 1 else shapes[1][0]}"
    return (
        f"{outcome.code} has the shapes {shapes[0]} @ {shapes[1]}: the inner numbers, {inner}, "
        f"must be equal. {_what_fits(left, right)}"
    ).strip()


def _what_fits(left, right):
    """Say which product of two tables would fit, "" where none does."""
    one, other = left.shape, right.shape
    if len(one) != 2 or len(other) != 2:
        return ""
    if one == other:
        return (
            "Two arrays of one shape multiply element by element with *; for @, one is turned, .T."
        )
    # Brackets where a part is more than a name, W.T or w[0].
    one_text, other_text = (
        part.text if re.fullmatch(r"[\w.\[\]]+", part.text) else f"({part.text})"
        for part in (left, right)
    )
    for fits, code in (
        (other[1] == one[0], f"{other_text} @ {one_text}"),
        (one[1] == other[1], f"{one_text} @ {_turned(other_text)}"),
        (one[0] == other[0], f"{_turned(one_text)} @ {other_text}"),
    ):
        if fits:
            return f"{code} would fit."
    return ""


def _turned(text):
    return text.removesuffix(".T") if text.endswith(".T") else f"{text}.T"


def _dot(outcome, left, right):
    found = re.search(
        r"shapes (\(.*\)) and (\(.*\)) not aligned: (\d+).* != (\d+)", outcome.message
    )
    if outcome.error != "ValueError" or not found:
        return ""
    one, other = (shape.replace(",", ", ").replace(", )", ",)") for shape in found.groups()[:2])
    return (
        f"{outcome.code or 'A product'} has the shapes {one} and {other}: the inner numbers, "
        f"{found[3]} and {found[4]}, must be equal, as with @."
    )


def _misfit(outcome, products):
    """Say which shapes met element by element, and what the likeliest way out is."""
    sizes = re.search(r"could not be broadcast together with shapes (.+\)) ?$", outcome.message)
    if outcome.error != "ValueError" or not sizes:
        return ""
    found = re.findall(r"\([\d,]*\)", sizes[1])
    shapes = [tuple(map(int, re.findall(r"\d+", shape))) for shape in found]
    given = f"the shapes {' and '.join(map(str, shapes))} don't fit"
    if outcome.operation in _ARITHMETIC or not outcome.code:
        said = f"{outcome.code or 'One line'} goes element by element, and {given} that."
    else:
        said = f"In {outcome.code} arrays meet element by element, and {given} that."
    return f"{said} {_way_out(outcome, *shapes[:2], products)}"


def _way_out(outcome, one, other, products):
    if pieces := [part.text for part in outcome.parts if _is_cut_out(part.text)]:
        return (
            f"{pieces[0]} must have the size of what it meets, and at the edge there may be less "
            "to cut out than elsewhere."
        )
    if products and outcome.operation in ("*", "*="):
        if one[-1:] == other[:1]:
            return "A matrix product is written with @."
        if len(one) == len(other) == 2 == len(outcome.parts) and other[1] == one[0]:
            left, right = (part.text for part in outcome.parts)
            return f"A matrix product is written with @, and {right} @ {left} would fit."
    table, row = sorted((one, other), key=len, reverse=True)
    if len(table) == 2 and len(row) == 1:
        way = f"must have {table[1]} numbers, one for each column."
        if table[0] == row[0]:
            way = (
                f"doesn't fit; as a column, {(row[0], 1)}, it would: keepdims=True keeps a sum or "
                "a maximum one, and v[:, None] makes one of v."
            )
        return f"{row} counts as a row, and {way}"
    if len(one) == len(other) == 2 and 1 in (one[0], other[0]) and one[0] in other:
        return f"As a column, {(max(one[0], other[0]), 1)}, the row would fit: .T turns it."
    if len(one) == 2 and one == other[::-1]:
        return "One has the rows where the other has the columns: .T turns one round."
    return "Both must be of one size."


def _is_cut_out(code):
    """Tell whether code is X[a:b], with a beginning or an end."""
    node = _parsed(code)
    return isinstance(node, ast.Subscript) and any(
        isinstance(part, ast.Slice) and (part.lower or part.upper) for part in ast.walk(node.slice)
    )


def _elementwise(outcome, left, right):
    if outcome.error != "ValueError" or "broadcast" not in outcome.message:
        return ""
    if "non-broadcastable output" in outcome.message:
        return (
            f"In {outcome.code} what is added has more rows than what it is added to, which can't "
            "grow: write a = a + …, or make it of the right shape first."
        )
    found = re.search(r"input array from shape (\(.*\)) into shape (\(.*\))", outcome.message)
    if found:
        taken, place = (shape.replace(",", ", ").replace(", )", ",)") for shape in found.groups())
        return (
            f"{outcome.code or 'The place in an assignment'} has the shape {place}, and an array "
            f"of shape {taken} is put there."
        )
    return ""


def _index(outcome, left, right):
    if outcome.error != "IndexError":
        return ""
    if left and left.kind in (*WHOLES, "array") and left.shape and "out of" in outcome.message:
        axis = int(next(iter(re.findall(r"for axis (\d+)", outcome.message)), 0))
        asked = next(iter(re.findall(r"index (-?\d+) is", outcome.message)), "")
        size = left.shape[axis]
        named = len(outcome.parts) == 2 and right.text.isidentifier() and right.kind == "number"
        being = f", {right.text} being {right.words.removeprefix('the number ')}" * named
        has = f"{outcome.code} does not exist{being}: {left.text} has"
        if len(left.shape) == 2:
            rows, columns = left.shape
            there = f"{_count(rows, 'row', 'rows')} and {_count(columns, 'column', 'columns')}"
            one = ("row", "column")[axis]
            return f"{has} {there}, no {one} {asked}: they count from 0 to {size - 1}."
        if len(left.shape) > 2:
            return f"{has} the shape {left.shape}, and index {asked} is too large for axis {axis}."
        if not size:
            way = f" yet: {left.text}.append(…) puts one in" * ("assignment" in outcome.message)
            return f"{has} no entries{way}."
        return (
            f"{has} {_count(size, 'entry', 'entries')}, "
            f"counted from 0, so the last is {left.text}[{size - 1}]."
        )
    if "too many indices" in outcome.message and left and left.kind == "array":
        words = f"{outcome.code} asks for more axes than there are: {_named(left)}."
        if len(left.shape) == 1 and len(outcome.parts) == 3:
            first, second = (part.text for part in outcome.parts[1:])
            words += f" A piece of it is cut out with a colon: {left.text}[{first}:{second}]."
        return words
    if "out of" in outcome.message:
        place = f" in {outcome.code}" if outcome.code else ""
        if found := re.search(r"index (-?\d+) is .*for axis 1 with size (\d+)", outcome.message):
            return (
                f"There is no column {found[1]}{place}: there are {found[2]} columns, counted from "
                f"0 to {int(found[2]) - 1}."
            )
        return (
            f"An index is too large{place}: entries are counted from 0, so the last of n has the "
            "index n − 1. Does a loop go one too far?"
        )
    return ""


def _count(number, one, many):
    return f"{number} {one if number == 1 else many}"


def _power(outcome, left, right):
    if outcome.operation in ("^", "^=") and outcome.error == "TypeError":
        return f"In {outcome.code}, ^ is not a power: Python writes x² as x**2."
    return ""


def _truth(outcome, left, right):
    if "truth value of an array" not in outcome.message:
        return ""
    node = _parsed(outcome.code)
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        return (
            f"Python reads {outcome.code} as two comparisons with `and` between them, which arrays "
            f"don't have. For arrays write {_two_comparisons(node)}."
        )
    if isinstance(node, ast.BoolOp):
        word, sign = ("and", "&") if isinstance(node.op, ast.And) else ("or", "|")
        return (
            f"{outcome.code}: `{word}` stands between single True and False. Between arrays of "
            f"them stands {sign}, with brackets around each: (a > b) {sign} (c > d)."
        )
    if outcome.operation == "np.arange" and left:
        return (
            f"{outcome.code} counts up to one number: np.arange(len(…)) counts an array's entries."
        )
    if outcome.operation in ("max", "min") and len(outcome.parts) > 2:
        return (
            f"Python's own {outcome.operation} takes numbers one by one, and {outcome.code} has an "
            f"array. np.{outcome.operation}imum compares element by element."
        )
    if outcome.operation in ("max", "min", "sorted"):
        name = {"max": "np.max", "min": "np.min", "sorted": "np.sort"}[outcome.operation]
        return (
            f"Python's own {outcome.operation} compares the rows of a table as wholes, in "
            f"{outcome.code}. {name} looks at the numbers in them."
        )
    return (
        f"A condition needs one True or False, and {outcome.code or 'yours'} gives one for each "
        "element of an array. Should that be one number, as np.sum gives it? Otherwise a "
        "comparison of the whole array, or np.where, does without if; or a loop goes through the "
        "elements."
    )


def _parsed(code):
    """Return the expression that a piece of code is, None if it is none."""
    with contextlib.suppress(SyntaxError, ValueError):
        return ast.parse(code, mode="eval").body
    return None


def _two_comparisons(node):
    """Return what a > b == c or a < b < c should be, for arrays, as text."""
    first = ast.Compare(node.left, node.ops[:1], node.comparators[:1])
    if isinstance(node.ops[1], ast.Eq | ast.NotEq):
        return ast.unparse(ast.Compare(first, node.ops[1:], node.comparators[1:]))
    second = ast.Compare(node.comparators[0], node.ops[1:2], node.comparators[1:2])
    return ast.unparse(ast.BinOp(first, ast.BitAnd(), second))


def _bits(outcome, left, right):
    """Say that & and | are done before a comparison, and want brackets around it."""
    found = re.search(r"ufunc 'bitwise_(and|or|xor)' not supported|for ([&|]): ", outcome.message)
    if outcome.error != "TypeError" or not found:
        return ""
    sign = {"and": "&", "or": "|", "xor": "^"}.get(found[1], found[2])
    if sign == "^":
        return ""
    return (
        f"{outcome.code or sign} is done before a comparison beside it: each comparison needs "
        f"brackets, (a > b) {sign} (c > d)."
    )


def _put_behind(outcome, left, right):
    if outcome.operation != "+=" or "is not iterable" not in outcome.message or left.kind != "list":
        return ""
    one = left.text
    return (
        f"In {outcome.code}, {one} is a list: += puts the entries of another list behind its own, "
        f"and no list is given. To put one entry there, {one}.append(…); to add numbers, both "
        "sides have to be numbers."
    )


def _whole_collections(outcome, left, right):
    kinds = _kinds(left, right)
    if outcome.error != "TypeError" or outcome.operation not in _ARITHMETIC:
        return ""
    if pairs := [p.text for p in (left, right) if p and p.text.endswith(".shape")]:
        return (
            f"In {outcome.code}, {pairs[0]} is a pair: {pairs[0]}[0] is the number of rows, "
            f"{pairs[0]}[1] that of columns."
        )
    for part, kind in zip((left, right), kinds, strict=True):
        if kind in WHOLES:
            return (
                f"Python can't calculate with a whole {kind}: in {outcome.code}, {_named(part)}. "
                f"Go through it in a loop, or make an array of it if its entries are numbers."
            )
    for part, kind in zip((left, right), kinds, strict=True):
        if kind == "function":
            return (
                f"In {outcome.code}, {part.text} is a function: call it, as in {part.text}(…), "
                "and calculate with what comes back."
            )
    for part, kind in zip((left, right), kinds, strict=True):
        if kind in ("none", "text", "dict"):
            return f"In {outcome.code} one can't calculate with {part.text}: {_named(part)}."
    for kind in WHOLES:
        if f"'{kind}'" in outcome.message or ("sequence" in outcome.message and kind == "list"):
            return (
                f"Python can't calculate with a whole list or tuple, as in {outcome.code}. Go "
                "through it in a loop, or make an array of it if its entries are numbers."
            )
    if re.search("'(function|method|builtin_function_or_method)'", outcome.message):
        return f"In {outcome.code} one side is a function that isn't called: its (…) is missing."
    if "NoneType" in outcome.message:
        return (
            f"In {outcome.code} one side is None: a function was called that returns nothing, or "
            "its return was not reached."
        )
    return ""


_ARITHMETIC = {"+", "-", "*", "/", "//", "%", "**", "+=", "-=", "*=", "/=", "unary", "compare"}


def _one_number(outcome, left, right):
    if outcome.error != "TypeError" or "converted to Python scalars" not in outcome.message:
        return ""
    if outcome.operation in ("float", "int"):
        return (
            f"{outcome.code} makes one number of something, and here it is an array with several: "
            "leave the conversion out."
        )
    if outcome.operation.startswith("math."):
        name = outcome.operation.removeprefix("math.")
        return f"{outcome.operation} takes one number, no array. np.{name} takes both."
    return (
        f"In {outcome.code} one number is wanted, and an array was given."
        if outcome.code
        else "One number is wanted somewhere, and an array was given."
    )


def _whole_number(outcome, left, right):
    """Say where one whole number is needed, as a size, a count or an index is."""
    if outcome.error != "TypeError":
        return ""
    where = outcome.code or "one line"
    if outcome.operation == "np.array" and re.search(
        "Field elements must be|as a data type", outcome.message
    ):
        return (
            f"In {where} the rows are two arguments; they belong in one list: np.array([[…], […]])."
        )
    if outcome.operation == "np.concatenate" and "as an integer" in outcome.message:
        return f"In {where} what is put together belongs in one list: np.concatenate([a, b])."
    if "as a data type" in outcome.message:
        return (
            f"In {where} the rows and columns are two arguments; a shape is one, in brackets of "
            "its own: np.zeros((rows, columns))."
        )
    several = re.search(
        r"'(list|tuple)' object cannot be interpreted|(only integer scalar)", (outcome.message)
    )
    if outcome.operation == "range" and several:
        names = [p.text for p in outcome.parts if p.kind in ("array", *WHOLES)]
        way = f"range(len({names[0]})) counts its entries" if names else "range(len(…)) counts them"
        kind = f"a {several[1]}" if several[1] else "an array"
        return f"In {where} one whole number is needed, and {kind} is given: {way}."
    if "only integer scalar arrays" in outcome.message or (
        "cannot be interpreted as an integer" in outcome.message and "array" in outcome.message
    ):
        return (
            f"In {where} one whole number is needed, and an array with several was given: go "
            "through it in a loop, or index an array with it, no list."
        )
    return ""


_NO_WHOLE = (
    r"(numpy\.)?float(\d\d)?' object cannot be interpreted as an integer"
    "|slice indices must be integers"
    r"|indices must be integers or slices, not (numpy\.)?float"
    "|only integers, slices|arrays used as indices must be of integer"
    "|can't multiply sequence by non-int of type '(numpy\\.)?float"
)


def _float_for_whole(outcome, left, right):
    """Say that a float, most often out of a /, stands where a count or an index is wanted."""
    if outcome.error not in ("TypeError", "IndexError"):
        return ""
    floats = [p for p in outcome.parts if p.kind == "number" and re.search(r"[.e]", p.words)]
    if not re.search(_NO_WHOLE, outcome.message) or _is_a_sum(outcome, left):
        return ""
    whole = f"In {outcome.code or 'one line'} whole numbers are needed"
    always = "/ always makes a float, even of 6 / 2, and // makes a whole number"
    node = _parsed(outcome.code)
    for part in ast.walk(node) if node else ():
        if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div):
            text = ast.unparse(part)
            whole_one = ast.unparse(ast.BinOp(part.left, ast.FloorDiv(), part.right))
            return f"{whole}, and {text} is a float: {always}, here {whole_one}."
    if floats:
        known = floats[0].text if floats[0].text[0].isdecimal() else _named(floats[0])
        return f"{whole}, and {known}, a float: {always}."
    if "only integers, slices" in outcome.message:
        return f"{whole} as indices, or slices: {always}."
    return f"{whole}, and a float is given: {always}."


def _is_a_sum(outcome, left):
    """Tell whether a whole list was to be multiplied, no [0] repeated."""
    return "can't multiply" in outcome.message and not outcome.code.startswith(("[", "("))


def _one_index(outcome, left, right):
    found = re.search(
        r"(list|tuple) indices must be integers or slices, not (\w+)", outcome.message
    )
    if outcome.error != "TypeError" or not found:
        return ""
    kind, index = found.groups()
    name = left.text if left else "it"
    if index == "tuple":
        return (
            f"{outcome.code or 'One line'} takes a row and a column at once, which arrays allow. "
            f"{name} is a {kind}: {name}[i][j], or make an array of it."
        )
    if index in ("list", "ndarray"):
        several = {"list": "a list", "ndarray": "an array"}[index]
        return (
            f"In {outcome.code or 'one line'}, {right.text if right else 'the index'} is "
            f"{several}. From a {kind} one entry is taken at a time, by its number: go through the "
            "numbers in a loop."
        )
    return f"{outcome.code or 'One line'} asks a {kind} for an entry by what is no whole number."


def _must_be_real(outcome, left, right):
    if outcome.error == "TypeError" and "must be real number, not list" in outcome.message:
        return f"{outcome.operation} takes one number, no list: go through it in a loop."
    return ""


def _unknown_name(outcome, left, right):
    if outcome.error not in ("NameError", "UnboundLocalError"):
        return ""
    found = re.search(r"'(\w+)'", outcome.message)
    if not found:
        return ""
    if found[1] == "T":
        return "T is no name by itself: the transpose of W is written W.T."
    if outcome.error == "UnboundLocalError":
        return (
            f"{found[1]} is used before it has a value inside the function: give it one first. "
            "(A name that is assigned to anywhere in a function is the function's own.)"
        )
    return (
        f"The name {found[1]} is not defined, neither as an argument nor in a line of the "
        "function: is it misspelt, or still to be computed? Or has the cell that makes it not been "
        "run since the kernel started?"
    )


def _attribute(outcome, left, right):
    found = re.search(r"'([\w.]+)' object has no attribute '(\w+)'", outcome.message)
    if outcome.error != "AttributeError" or not found:
        module = re.search(r"module '(\w+)' has no attribute '(\w+)'", outcome.message)
        return f"There is no {module[1]}.{module[2]}." if module else ""
    kind, name = found.groups()
    owner = left.text if left else outcome.code or "it"
    if kind == "tuple" and name == "shape":
        return f"{owner} is a tuple, and .shape belongs to arrays: is {owner} the shape itself?"
    if kind in ("list", "tuple") and hasattr(np.ndarray, name):
        return (
            f"{owner} is a {kind}, and .{name} belongs to arrays: np.array({owner}) makes one, if "
            "its entries are numbers."
        )
    if kind == "NoneType":
        return f"{owner} is None: a function was called that returns nothing."
    if (kind, name) == ("numpy.ndarray", "append"):
        return (
            f"{owner} is an array, which doesn't grow: collect in a list, and make an array of it."
        )
    if kind in ("int", "float"):
        return f"{owner} is one number, and has no .{name}."
    return f"{owner} has no .{name}: it is of type {kind.replace('numpy.', '')}."


def _iterate(outcome, left, right):
    found = re.search(r"'([\w.]+)' object is not iterable|iteration over a 0-d", outcome.message)
    if outcome.error != "TypeError" or not found:
        return ""
    kind = (found[1] or "number").removeprefix("numpy.")
    what = left.text if left and outcome.operation == "for" else ""
    if kind == "int":
        named = what or "a number"
        count = f"range({what or 'n'})"
        return f"A loop can't go through {named}, one whole number: {count} counts so many rounds."
    if kind == "NoneType":
        return "None can't be gone through: a function was called that returns nothing."
    if kind in ("float", "number", "float64"):
        return (
            f"One number alone can't be gone through as {what or 'a list'} is. The function should "
            "take a single number too."
        )
    return ""


def _called(outcome, left, right):
    found = re.search(r"'([\w.]+)' object is not callable", outcome.message)
    if outcome.error != "TypeError" or not found:
        return ""
    return (
        f"{outcome.code or 'Something'} calls what is no function (it is of type "
        f"{found[1].removeprefix('numpy.')}): is a * missing before the bracket, or should it be "
        "square brackets?"
    )


def _subscript(outcome, left, right):
    found = re.search(r"'([\w.]+)' object is not subscriptable", outcome.message)
    if outcome.error == "IndexError" and "invalid index to scalar" in outcome.message:
        return f"{outcome.code} takes an entry of one number, which has none."
    if outcome.error != "TypeError" or not found:
        return ""
    if found[1] == "function" or (left and left.kind == "function"):
        return f"{outcome.code} has square brackets, but a function is called with round ones."
    if found[1] == "NoneType":
        return f"{outcome.code} takes an entry of None: a function returned nothing."
    return f"{outcome.code} takes an entry of one number, which has none."


def _arguments(outcome, left, right):
    if "'axis'" in outcome.message and outcome.operation in ("sum", "max", "min"):
        name = outcome.operation
        return f"{outcome.code}: Python's own {name} knows no axis; np.{name} does."
    found = re.search(
        r"([\w<>.]+)\(\) (?:missing|takes|got|got an unexpected)\b.*argument", outcome.message
    )
    if outcome.error != "TypeError" or not found:
        return ""
    if not outcome.code:
        return (
            f"Its arguments aren't those that were given ({outcome.message}): keep the first line "
            "of the function as it was."
        )
    called = left.text if left else found[1]
    message = outcome.message.replace("<lambda>()", f"{called}()")
    return f"{outcome.code} calls {called} with other arguments than it takes: {message}."


def _unhashable(outcome, left, right):
    found = re.search(r"unhashable type: '([\w.]+)'", outcome.message)
    if outcome.error != "TypeError" or not found:
        return ""
    kind = {"numpy.ndarray": "An array", "list": "A list"}.get(found[1], f"A {found[1]}")
    return f"{kind} can't be put into a set or be a dictionary's key; a tuple can: tuple(…)."


def _axis(outcome, left, right):
    found = re.search(
        r"axis (-?\d+) is out of bounds for array of dimension (\d+)", outcome.message
    )
    if not found:
        return ""
    axes = _count(int(found[2]), "axis", "axes")
    return (
        f"{outcome.code or 'One line'} asks for axis {found[1]}, and the array has {axes}, counted "
        "from 0."
    )


def _unpack(outcome, left, right):
    if "cannot unpack non-iterable NoneType" in outcome.message:
        names = outcome.code or "several names"
        return (
            f"None can't be taken apart into {names}: a function was called that returns nothing."
        )
    if "cannot unpack non-iterable" in outcome.message:
        return f"One value can't be given several names{f': {outcome.code}' * bool(outcome.code)}."
    found = re.search(r"(not enough|too many) values to unpack \(expected (\d+)", outcome.message)
    if outcome.error != "ValueError" or not found:
        return ""
    there = "fewer" if found[1] == "not enough" else "more"
    where = f" in {outcome.code}" if outcome.code else ""
    return f"There are {there} values than the {found[2]} names that take them{where}."


def _item_assignment(outcome, left, right):
    if "object does not support item assignment" not in outcome.message:
        return ""
    return (
        f"{outcome.code or 'One line'} changes an entry of what can't be changed, such as a tuple: "
        "collect the new values in a list of your own."
    )


def _casting(outcome, left, right):
    if "Cannot cast ufunc" not in outcome.message or "to dtype('int" not in outcome.message:
        return ""
    sign = outcome.operation[0] if outcome.operation in _ARITHMETIC else "-"
    name = left.text if left and left.text.isidentifier() else "a"
    return (
        f"{outcome.code or 'One line'} puts numbers with decimals into an array of whole numbers. "
        f"Write {name} = {name} {sign} …, which makes a new array."
    )


def _division(outcome, left, right):
    if outcome.error == "ZeroDivisionError":
        return f"{outcome.code or 'One line'} divides by 0."
    return ""


def _recursion(outcome, left, right):
    if outcome.error == "RecursionError":
        return "The function calls itself again and again, without an end."
    return ""


def _key(outcome, left, right):
    if outcome.error == "KeyError":
        return (
            f"{outcome.code or 'A dictionary'} has no key {outcome.message} yet: something must be "
            "put there before it is read or added to."
        )
    return ""


def _concatenate(outcome, left, right):
    if "can only concatenate str" in outcome.message:
        return (
            f"In {outcome.code or 'one line'} a number is added to a text: numbers have no quotes."
        )
    if "can only concatenate" in outcome.message:
        return (
            f"{outcome.code or 'A + '} would put lists together: + adds numbers only where both "
            "sides are numbers or arrays."
        )
    return ""


def _ragged(outcome, left, right):
    if "inhomogeneous" in outcome.message:
        return f"{outcome.code or 'One line'} makes an array of parts that have different shapes."
    if "array element with a sequence" in outcome.message:
        return (
            f"{outcome.code or 'One place of an array'} has room for one number, and an array is "
            "put there. Most likely a sum is left out: np.sum makes one number of an array, and "
            "Python's own sum adds up the rows of a table only."
        )
    return ""


def _of_arrays(outcome, left, right):
    """Say what Python's round and NumPy's where want."""
    if "doesn't define __round__" in outcome.message:
        return f"{outcome.code or 'round(…)'}: Python's round takes one number, np.round an array."
    if "both or neither of x and y" in outcome.message:
        return (
            f"{outcome.code or 'np.where'} is given two things, and needs three: "
            "np.where(condition, what stands where it is True, what stands elsewhere)."
        )
    return ""


def _reshaped(outcome, left, right):
    message = outcome.message.replace("newaxis", "-1")
    found = re.search(r"cannot reshape array of size (\d+) into shape \(([-\d, ]*)\)", message)
    if outcome.error != "ValueError" or not found:
        return ""
    sizes = [int(size) for size in re.findall(r"-?\d+", found[2])]
    shape = f"({', '.join(map(str, sizes))}{',' * (len(sizes) == 1)})"
    words = f"In {outcome.code or 'one line'} there are {found[1]} numbers"
    if min(sizes, default=0) < 0:
        return f"{words}, which can't be shared out in the shape {shape}."
    return f"{words}, and the shape {shape} has room for {math.prod(sizes)}."


def _length(outcome, left, right):
    found = re.search(r"object of type '([\w.]+)' has no len|len\(\) of unsized", outcome.message)
    if outcome.error != "TypeError" or not found:
        return ""
    kind = (found[1] or "").removeprefix("numpy.").rstrip("0123456789")
    kind = {"int": "number", "float": "number", "": "number"}.get(kind, kind)
    what = _named(right) if right and right.words else f"there is one {kind}"
    return f"{outcome.code or 'len(…)'} counts entries, and {what}: is it the right argument?"


def _empty(outcome, left, right):
    if "arg is an empty sequence" in outcome.message or "iterable argument is empty" in (
        outcome.message
    ):
        return f"{outcome.code or 'min or max'}: nothing is left to choose from; no entry passed."
    return ""


def _stopped(outcome, left, right):
    if outcome.error == "NotImplementedError":
        return "The function says itself that it isn't written yet (NotImplementedError)."
    if outcome.error == "SystemExit":
        return "The function ends Python (exit): a result is given back with return."
    return ""


RULES = (
    _product,
    _dot,
    _elementwise,
    _float_for_whole,
    _one_index,
    _index,
    _power,
    _bits,
    _truth,
    _concatenate,
    _put_behind,
    _whole_collections,
    _one_number,
    _whole_number,
    _must_be_real,
    _unknown_name,
    _attribute,
    _iterate,
    _called,
    _subscript,
    _arguments,
    _unhashable,
    _axis,
    _unpack,
    _item_assignment,
    _casting,
    _division,
    _recursion,
    _key,
    _ragged,
    _reshaped,
    _length,
    _of_arrays,
    _empty,
    _stopped,
)
