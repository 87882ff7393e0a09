"""explain: Python's and NumPy's errors, said in the lessons' words."""

import re

NUMBERS = ("number",)
WHOLES = ("list", "tuple")


def explain(outcome):
    """Return what went wrong in the call that ended with an error, "" where we don't know better.

    It says what was combined with what, in which shapes, from the code that failed; what the
    error's own words can't be seen in is left to them.
    """
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
        "must be equal."
    )


def _elementwise(outcome, left, right):
    sizes = re.search(r"could not be broadcast together with shapes (.+\)) ?$", outcome.message)
    if outcome.error != "ValueError" or "broadcast" not in outcome.message:
        return ""
    if "non-broadcastable output" in outcome.message:
        return (
            f"In {outcome.code} what is added has more rows than what it is added to, which can't "
            "grow: write a = a + …, or make it of the right shape first."
        )
    if "input array" in outcome.message:
        return f"In {outcome.code or 'an assignment'} an array doesn't fit into its new place."
    if not sizes:
        return ""
    found = re.findall(r"\([\d,]*\)", sizes[1])
    shapes = [tuple(map(int, re.findall(r"\d+", shape))) for shape in found]
    given = f"the shapes {' and '.join(map(str, shapes))} don't fit"
    said = f"{outcome.code or 'One line'} goes element by element, and {given} that."
    one, other = shapes[:2]
    if outcome.operation in ("*", "*=") and one[-1:] == other[:1]:
        return f"{said} A matrix product is written with @."
    if "axis=" in outcome.code or len(one) != len(other):
        return f"{said} With keepdims=True a sum or a maximum stays a column, (n, 1), which fits."
    return f"{said} Both must be of one size."


def _index(outcome, left, right):
    if outcome.error != "IndexError":
        return ""
    if left and left.kind in (*WHOLES, "array") and left.shape and "out of" in outcome.message:
        axis = int(next(iter(re.findall(r"for axis (\d+)", outcome.message)), 0))
        size = left.shape[axis]
        has = f"{outcome.code} does not exist: {left.text} has"
        if len(left.shape) > 1:
            along = _count(size, *[("row", "rows"), ("column", "columns")][min(axis, 1)])
            return f"{has} the shape {left.shape}, so {along}, counted from 0 to {size - 1}."
        return (
            f"{has} {_count(size, 'entry', 'entries')}, "
            f"counted from 0, so the last is {left.text}[{size - 1}]."
        )
    if "too many indices" in outcome.message and left and left.kind == "array":
        return f"{outcome.code} asks for more axes than there are: {_named(left)}."
    if "out of" in outcome.message:
        place = f" in {outcome.code}" if outcome.code else ""
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
    return (
        f"A condition needs one True or False, and {outcome.code or 'yours'} gives one for each "
        "element of an array. Should that be one number, as np.sum gives it? Otherwise a "
        "comparison of the whole array, or np.where, does without if; or a loop goes through the "
        "elements."
    )


def _whole_collections(outcome, left, right):
    kinds = _kinds(left, right)
    if outcome.error != "TypeError" or outcome.operation not in _ARITHMETIC:
        return ""
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
    if "'function'" in outcome.message or "'method'" in outcome.message:
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
    if "as a data type" in outcome.message:
        return (
            f"In {where} the rows and columns are two arguments; a shape is one, in brackets of "
            "its own: np.zeros((rows, columns))."
        )
    if "only integer scalar arrays" in outcome.message or (
        "cannot be interpreted as an integer" in outcome.message and "array" in outcome.message
    ):
        return (
            f"In {where} one whole number is needed, and an array with several was given: go "
            "through it in a loop, or index an array with it, no list."
        )
    if "'float' object cannot be interpreted as an integer" in outcome.message:
        return f"In {where} a whole number is needed: / gives a decimal number, // a whole one."
    return ""


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
        "function: is it misspelt, or still to be computed?"
    )


def _attribute(outcome, left, right):
    found = re.search(r"'([\w.]+)' object has no attribute '(\w+)'", outcome.message)
    if outcome.error != "AttributeError" or not found:
        module = re.search(r"module '(\w+)' has no attribute '(\w+)'", outcome.message)
        return f"There is no {module[1]}.{module[2]}." if module else ""
    kind, name = found.groups()
    owner = left.text if left else outcome.code or "it"
    if kind in ("list", "tuple") and name in ("T", "shape", "mean", "sum", "reshape", "astype"):
        return (
            f"{owner} is a {kind}, and .{name} belongs to arrays: np.array({owner}) makes one, if "
            "its entries are numbers."
        )
    if kind == "NoneType":
        return f"{owner} is None: a function was called that returns nothing."
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
    return (
        f"{outcome.code or 'One line'} puts numbers with decimals into an array of whole numbers. "
        "Write a = a - …, which makes a new array."
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
        return f"{outcome.code or 'A dictionary'} has no key {outcome.message}."
    return ""


def _concatenate(outcome, left, right):
    if "can only concatenate" in outcome.message:
        return (
            f"{outcome.code or 'A + '} would put lists together: + adds numbers only where both "
            "sides are numbers or arrays."
        )
    return ""


def _ragged(outcome, left, right):
    if "inhomogeneous" in outcome.message or "array element with a sequence" in outcome.message:
        return f"{outcome.code or 'One line'} makes an array of parts that have different shapes."
    return ""


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
    _elementwise,
    _index,
    _power,
    _truth,
    _concatenate,
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
    _empty,
    _stopped,
)
