"""Imports of the helpers run one way, and no lesson builds on another one's room."""

import ast
import graphlib

from tests.course import ROOT

# From the ground up: each imports itself and what is above it in this list, nothing below.
LAYERS = [
    ["numbers"],
    ["functions"],
    ["descent"],
    ["network"],
    ["figure", "data"],
    ["views", "exercises"],
    ["lessons"],
    ["points"],
    ["check", "grading", "server"],
]
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
FILES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in (ROOT / "helpers").rglob("*.py")
}


def imported(path):
    """Return the names of our modules that a file imports, at its top or anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: say in full what is imported"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= whole & set(FILES) or {node.module}
    ours = {name for name in found if name.split(".")[0] in ("helpers", "tests", "notebooks")}
    return ours - {"helpers"}  # the package itself holds nothing


IMPORTS = {module: imported(path) for module, path in FILES.items()}
PAIRS = [(module, other) for module, others in IMPORTS.items() for other in sorted(others)]


def part(module):
    """Return which part of the helpers a module belongs to: "views" of "helpers.views.plane"."""
    return module.split(".")[1]


def test_every_part_of_the_helpers_has_its_place():
    assert {part(module) for module in FILES if module != "helpers"} == set(LEVEL)
    assert not IMPORTS["helpers"]


def test_imports_run_one_way():
    assert [other for _, other in PAIRS if other not in FILES] == []
    levels = [(LEVEL[part(module)], LEVEL[part(other)], module, other) for module, other in PAIRS]
    assert [
        f"{module} imports {other}"
        for here, there, module, other in levels
        if there > here or (there == here and part(module) != part(other))
    ] == []


def test_no_room_is_known_by_its_name_but_to_itself():
    assert [
        f"{module} imports {other}"
        for module, other in PAIRS
        if other.startswith("helpers.lessons.") and other.split(".")[2] != module.split(".")[2]
    ] == []


def test_no_imports_run_in_a_circle():
    assert list(graphlib.TopologicalSorter(IMPORTS).static_order())
