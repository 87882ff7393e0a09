"""A notebook's file: bytes in, the code of its cells out, read as IPython reads what is typed."""

import ast
import codecs
import functools
import itertools
import json
import re
import sys
from dataclasses import dataclass

from helpers.grading.budget import CODE_CELLS, CODE_CHARACTERS

BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Cell magics that run the cell where the others run, and so define what it defines.
RUNNING = ("time", "capture", "prun")
UNPARSED = (SyntaxError, ValueError, RecursionError, MemoryError)


class TooMuchError(ValueError):
    """There is more than is read."""


@dataclass
class NotebookFile:
    """What a notebook's file holds of code.

    Attributes
    ----------
    cells : source texts of its code cells
    python : the version of Python that ran it, such as "3.12", "" where it isn't said
    """

    cells: list
    python: str = ""

    def reason(self, error):
        """Return in words why a cell can't be read."""
        if not isinstance(error, SyntaxError):
            return f"it can't be read ({type(error).__name__})"
        where = f" in its line {error.lineno}" if error.lineno else ""
        ours = f"{sys.version_info[0]}.{sys.version_info[1]}"
        other = f", and it is {ours} here, {self.python} where the notebook was run"
        return f"Python says {error.msg}{where}{other if self.python not in ('', ours) else ''}"


def read_cells(data):
    """Return the NotebookFile of a notebook's bytes, of nbformat 3 or 4.

    Raises
    ------
    ValueError
        If it is empty, no notebook, or has too much code.
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
    limit(len(code), CODE_CELLS, "code cells")
    texts = [_text(cell.get("source", cell.get("input"))) for cell in code]
    limit(sum(map(len, texts)), CODE_CHARACTERS, "characters of code")
    return NotebookFile(texts, _version(notebook))


def limit(number, most, what):
    """Raise a TooMuchError where something is more than is read."""
    if number > most:
        raise TooMuchError(f"too large: more than {most:,} {what}")


def _decode(data):
    for mark, encoding in BOMS.items():
        if data.startswith(mark):
            return data.decode(encoding)
    if data[1:2] == b"\0":
        return data.decode("utf-16-le")
    return data.decode("utf-8")


def _text(source):
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _version(notebook):
    """Return the version of Python that a notebook names."""
    found = notebook
    for name in ("metadata", "language_info", "version"):
        found = found.get(name) if isinstance(found, dict) else None
    version = re.match(r"3\.\d{1,2}(?!\d)", found) if isinstance(found, str) else None
    return version[0] if version else ""


def parse_cell(source):
    """Return a cell's text as Python, and its statements.

    Raises
    ------
    SyntaxError, ValueError, RecursionError, MemoryError
        If Python can't compile it. Of such a cell nothing runs at the desk.
    """
    source, tree = _as_python(source)
    while (magic := _cell_magic(tree)) is not None:
        name, body = magic
        if name not in RUNNING:
            raise SyntaxError(f"%%{name[:20]} is a magic that defines nothing in the notebook")
        source, tree = _as_python(body)
    compile(tree, "<cell>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    return source, [*itertools.chain(*map(_timed, tree.body))]


def _as_python(source):
    try:
        # Of text that Python reads, IPython changes nothing but prompts: In [3]: x = 1
        if not re.search(r"^\s*(In \[|>>>)", source):
            return source, ast.parse(source)
    except UNPARSED:
        pass
    source = _transformer().transform_cell(source)
    return source, ast.parse(source)


@functools.cache
def _transformer():
    # It takes a while to load, and most notebooks are plain Python.
    from IPython.core.inputtransformer2 import TransformerManager

    return TransformerManager()


def _called(node, method):
    """Return the texts that IPython's own call of a method is given, None if it is none."""
    match node:
        case ast.Call(
            func=ast.Attribute(value=ast.Call(func=ast.Name(id="get_ipython")), attr=attribute),
            args=arguments,
        ) if attribute == method:
            texts = [getattr(argument, "value", None) for argument in arguments]
            return texts if texts and all(isinstance(text, str) for text in texts) else None
    return None


def _cell_magic(tree):
    """Return name and text of a cell that is a magic, None if it is none."""
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr):
        texts = _called(tree.body[0].value, "run_cell_magic")
        if texts and len(texts) == 3:
            return texts[0], texts[2]
    return None


def _timed(node):
    """Return the statements that stand after `%time`, or else the statement itself."""
    value = getattr(node, "value", None)
    texts = _called(value, "run_line_magic")
    if texts is None or texts[0] != "time" or not isinstance(node, ast.Expr | ast.Assign):
        return [node]
    mode = "eval" if isinstance(node, ast.Assign) else "exec"
    try:
        found = ast.parse(texts[-1].strip(), mode=mode).body
    except UNPARSED:
        return [node]
    if isinstance(node, ast.Expr):
        return [_rewritten(part) for part in found]
    return [_rewritten(ast.Assign(node.targets, found, lineno=1))]


def _rewritten(node):
    """Return a statement whose text is not in the cell."""
    ast.fix_missing_locations(node)
    node.is_rewritten = True
    return node
