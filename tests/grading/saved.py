"""Notebooks as learners save them, made from the lessons: each kind of edit, platform and slip."""

import json
import random
import re
import textwrap

from tests.course import EXERCISES, key_functions
from tests.grading.hostile import mistakes, notebook

# ------------------------------------------------------------------------------ ways to write it
# Each takes the text of an answer and returns the cells that stand in place of its cell.


def _indent(text, by="    "):
    return textwrap.indent(text, by)


def _prompts(text, first, next_ones):
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(next_ones + line for line in lines[1:])])


def _with_first_line(line):
    return lambda text, name: [_after_head(text, line)]


def _after_head(text, line):
    """Put a line at the beginning of the function's body."""
    head, _, body = text.partition(":\n")
    return f"{head}:\n    {line}\n{body}"


WAYS = {
    "as it is": lambda text, name: [text],
    "indented": lambda text, name: [_indent(text)],
    "indented with tabs": lambda text, name: [_indent(text, "\t")],
    "blank lines, indented": lambda text, name: ["\n\n  \n" + _indent(text, "  ") + "\n\n"],
    "Python's prompts": lambda text, name: [_prompts(text, ">>> ", "... ")],
    "IPython's prompts": lambda text, name: [_prompts(text, "In [12]: ", "    ...: ")],
    "Windows' line ends": lambda text, name: [text.replace("\n", "\r\n")],
    "%%time": lambda text, name: ["%%time\n" + text],
    "%%capture": lambda text, name: ["%%capture out\n" + text],
    "%%prun": lambda text, name: ["%%prun -l 3\n" + text],
    "two cell magics": lambda text, name: ["%%time\n%%capture\n" + text],
    "%%timeit defines nothing": lambda text, name: ["%%timeit -n 1 -r 1\n" + text],
    "%%bash": lambda text, name: ["%%bash\n" + text],
    "line magics": lambda text, name: ["%matplotlib inline\n%xmode Plain\n" + text],
    "a magic that goes on": lambda text, name: ["%timeit -n 1 -r 1 1 \\\n  + 1\n" + text],
    "a shell line": lambda text, name: ["!true \\\n  again\nfiles = !true\n" + text],
    "help": lambda text, name: ["np.exp?\n?np.exp\nnp.ex*?\n" + text],
    "a magic below": lambda text, name: [text + "\n%who_ls"],
    "% beside a magic": lambda text, name: [
        "%who_ls\n" + _after_head(text, "said = ('%s'\n            % 3)")
    ],
    "! within a text": lambda text, name: [
        "%who_ls\n" + _after_head(text, "said = '''\n!true\n%who\n'''")
    ],
    "%time before a call": lambda text, name: [text + "\n%time made = 3"],
    "main guard": lambda text, name: ["if __name__ == '__main__':\n" + _indent(text)],
    "in with": lambda text, name: ["with np.errstate(all='ignore'):\n" + _indent(text)],
    "in a with that acts": lambda text, name: [
        "import warnings\nwith warnings.catch_warnings():\n" + _indent(text)
    ],
    "in for": lambda text, name: ["for _ in range(2):\n" + _indent(text)],
    "in try": lambda text, name: [
        "try:\n    import numpy as np\nexcept ImportError:\n    np = None\nelse:\n" + _indent(text)
    ],
    "in try with finally": lambda text, name: [
        "try:\n" + _indent(text) + "\nfinally:\n    print('done')"
    ],
    "in if True": lambda text, name: ["if True:\n    print('begin')\n" + _indent(text)],
    "future": lambda text, name: [
        "from __future__ import annotations",
        re.sub(r"\):", ") -> NoSuchType:", text, count=1),
    ],
    "a lambda beside it": lambda text, name: ["twice = lambda x: 2 * x\n" + text],
    "another name": lambda text, name: [
        re.sub(rf"\b{name}\b", "mine", text) + f"\n\ndef {name}(*a, **k):\n    return mine(*a, **k)"
    ],
    "star import": lambda text, name: ["from numpy import *\n" + text],
    "np.testing": _with_first_line("np.testing.assert_allclose(1.0, 1.0)"),
    "numpy.testing imported": lambda text, name: [
        "from numpy.testing import assert_allclose",
        _after_head(text, "assert_allclose(1, 1)"),
    ],
    "display": _with_first_line("display('here')"),
    "print": _with_first_line("print('here', end='')"),
    "plots": _with_first_line("import matplotlib.pyplot as plt; plt.plot([1]); plt.close()"),
    "get_ipython": _with_first_line("get_ipython()"),
    "random": _with_first_line("np.random.default_rng(1).normal()"),
    "docstring and hints": lambda text, name: [
        _after_head(text, '"""Return it.\n\n    In[3]: no prompt\n    """')
    ],
    "a decorator": lambda text, name: (
        ["import functools\n\n@functools.lru_cache\n" + text]
        if not re.search(r"\((?!\))", text.partition(":\n")[0])
        else ["import functools\n\ndef same(f):\n    return f\n\n@same\n" + text]
    ),
    "semicolons": lambda text, name: ["a = 1; b = 2; c = a + b\n" + text],
    "values": lambda text, name: ["w_mine = np.zeros(3)\nw_mine[0] = 1\nw_mine += 1\n" + text],
    "a value in a loop": lambda text, name: [
        "table = {}\nfor i in range(4):\n    table[i] = i * i\n"
        + _after_head(text, "assert table[3] == 9")
    ],
    "a syntax error before": lambda text, name: ["def almost(:\n    pass", text],
    "right, then a syntax error": lambda text, name: [text, text.replace("return", "retrun it", 1)],
    "right, then return outside": lambda text, name: [text, f"{text}\n\nreturn 3"],
    "right, then an error": lambda text, name: [text, f"def {name}(x=no_such_name):\n    return 1"],
    "right, then blank": lambda text, name: [text, f"def {name}(*a):\n    ..."],
    "wrong, then right": lambda text, name: [f"def {name}(*a):\n    return -7", text],
    "right, then wrong": lambda text, name: [text, f"def {name}(*a):\n    return -7.25"],
    "blank": lambda text, name: [f'def {name}(*a):\n    """To do."""\n    ...'],
    "pass": lambda text, name: [f"def {name}(*a):\n    pass"],
    "return None": lambda text, name: [f"def {name}(*a):\n    return None"],
    "a helper": lambda text, name: [
        re.sub(rf"\b{name}\b", "helper", text) + f"\n\n\ndef {name}(*a):\n    return helper(*a)"
    ],
    "a helper below": lambda text, name: [
        f"def {name}(*a):\n    return helper(*a)",
        re.sub(rf"\b{name}\b", "helper", text),
    ],
    "a helper with a constant": lambda text, name: [
        "ONE = 1",
        _after_head(text, "assert ONE == 1"),
    ],
    "an endless answer": lambda text, name: [f"def {name}(*a):\n    while True:\n        pass"],
    "an answer that stops": lambda text, name: [f"def {name}(*a):\n    return 1 / 0"],
    "deleted": lambda text, name: [],
}
# What stands below the check; the verdict stays.
BELOW = {
    "nothing": lambda name: [],
    "a name used again": lambda name: [f"{name} = 3"],
    "the helper defined anew": lambda name: ["def helper(*a):\n    return -3"],
    "the constant changed": lambda name: ["ONE = 2"],
    "calls": lambda name: ["result = [n ** 2 for n in range(3)]\nprint(result)"],
    "deleted at the end": lambda name: [f"del {name}"],
}


# --------------------------------------------------------------------------- ways to save it


def _jupyterlab(data):
    return data


def _colab(data):
    for number, cell in enumerate(data["cells"]):
        cell["metadata"] = {"id": f"x{number}", "colab": {"base_uri": "https://localhost:8080/"}}
    kernel = {"name": "python3", "display_name": "Python 3"}
    data["metadata"] = {"colab": {"provenance": []}, "kernelspec": kernel}
    data["metadata"]["language_info"] = {"name": "python"}
    return data | {"nbformat": 4, "nbformat_minor": 0}


def _vs_code(data):
    for cell in data["cells"]:
        cell["metadata"] = {"vscode": {"languageId": "python"}}
        cell["source"] = "".join(cell["source"])
    return data


def _browser(data):
    kernel = {"name": "python", "display_name": "Python (Pyodide)", "language": "python"}
    info = {"name": "python", "version": "3.8", "codemirror_mode": {"name": "python", "version": 3}}
    return data | {"metadata": {"kernelspec": kernel, "language_info": info}}


def _bare(data):
    keys = ("cell_type", "source")
    return {"cells": [{k: c[k] for k in keys} for c in data["cells"]], "nbformat": 4}


PLATFORMS = {
    "JupyterLab": _jupyterlab,
    "Colab": _colab,
    "VS Code": _vs_code,
    "the browser edition": _browser,
    "bare": _bare,
}


# ----------------------------------------------------------------------------------- notebooks


def saved(number):
    """Return a description and the text of the notebook with this number, the same each time."""
    chance = random.Random(number)
    lessons = [*EXERCISES]
    lesson = lessons[number % len(lessons)]
    key, wrong = key_functions(lesson), mistakes(lesson, number)
    ways = [*WAYS]
    data = notebook(lesson)
    said, cells, checked = [lesson], [], []
    for cell in data["cells"]:
        source = "".join(cell["source"])
        if "exercise" in cell["metadata"].get("tags", []):
            name = re.search(r"def (\w+)", source)[1]
            # Each way is taken in turn, in each lesson, so that all are met; the rest is left to
            # chance.
            way = ways[(number // len(lessons) * 5 + len(said)) % len(ways)]
            below = chance.choice([*BELOW])
            text = key[name] if chance.random() < 0.75 else wrong[name]
            texts = WAYS[way](text, name)
            said.append(f"{name}: {way}, {below}{'' if text == key[name] else ', a mistake'}")
            checked = [f"check({name})", *BELOW[below](name)]
        elif source.startswith("check("):
            texts, checked = checked or [source], []
        elif cell["cell_type"] == "code" and re.match(r"(from|import) ", source):
            texts = [source]
        else:
            continue
        cells += [_cell(text) for text in texts]
    platform = chance.choice([*PLATFORMS])
    data["cells"] = cells
    text = json.dumps(PLATFORMS[platform](data), ensure_ascii=chance.random() < 0.5)
    return f"{number} {platform}, {'; '.join(said)}", text


def _cell(text):
    lines = text.splitlines(keepends=True)
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": lines,
    }
