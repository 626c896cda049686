"""What is done is written in one place: no function repeats another, whatever its names."""

import ast
from collections import defaultdict
from copy import deepcopy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "competitions", "proposals", "judging", "sinovik")
# Nodes of a function's tree from which on it says something that is worth saying once.
PRODUCT, TESTS = 24, 30


def shape(function):
    """The tree of a function without its docstring, its own names in the order in which they come."""
    function = deepcopy(function)
    body = function.body[1:] if ast.get_docstring(function) else function.body
    own = {}
    for part in [function.args, *body]:
        for node in ast.walk(part):
            if isinstance(node, ast.arg):
                own.setdefault(node.arg, f"own{len(own)}")
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.setdefault(node.id, f"own{len(own)}")
    for part in body:
        for node in ast.walk(part):
            if isinstance(node, ast.Name):
                node.id = own.get(node.id, node.id)
            elif isinstance(node, ast.arg):
                node.arg = own[node.arg]
    return "".join(ast.dump(part) for part in body)


def repeated(paths, least):
    """Functions of at least so many nodes that say the same: lists of their places."""
    found = defaultdict(list)
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and sum(1 for part in node.body for _ in ast.walk(part)) >= least:
                found[shape(node)].append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    return [places for places in found.values() if len(places) > 1]


@pytest.mark.parametrize(("folders", "least"), [(PACKAGES, PRODUCT), (("tests",), TESTS)], ids=["product", "tests"])
def test_no_function_is_written_twice(folders, least):
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts]
    assert len(paths) > 100
    assert repeated(paths, least) == []


def test_a_copy_with_other_names_is_found(tmp_path, monkeypatch):
    text = "def {0}({1}):\n    found = [one.{3} for one in {1} if one.{2}]\n    return sorted(found, key=len)\n"
    for number, names in enumerate((("first", "rows", "open", "pk"), ("other", "lines", "open", "pk"))):
        (tmp_path / f"{number}.py").write_text(text.format(*names))
    (tmp_path / "2.py").write_text(text.format("third", "rows", "closed", "pk"))
    monkeypatch.setattr(f"{__name__}.ROOT", tmp_path)
    ((first, other),) = repeated(sorted(tmp_path.glob("*.py")), 10)
    assert (first, other) == ("0.py:1 first", "1.py:1 other")
