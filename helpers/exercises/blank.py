"""is_blank: whether a function's body is still the `...` that the learner found there."""

import ast
import dis
import types


def is_blank(code):
    """Tell whether a code object does nothing but return None at once.

    So compile `...`, `pass`, a docstring alone, and `return None`, which is no attempt either.
    """
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP")]
    return len(steps) <= 2 and all(step.argval is None for step in steps)


def is_blank_definition(node):
    """Tell the same of a statement that defines a function, which is compiled but not run."""
    defines = isinstance(node, ast.FunctionDef) or isinstance(
        getattr(node, "value", None), ast.Lambda
    )
    if not defines:
        return False
    try:
        module = compile(ast.Module([node], type_ignores=[]), "<notebook>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False  # it says so itself when it is run
    name = getattr(node, "name", "<lambda>")
    codes = [c for c in module.co_consts if isinstance(c, types.CodeType) and c.co_name == name]
    return bool(codes) and is_blank(codes[-1])
