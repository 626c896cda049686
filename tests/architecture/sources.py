"""Our own code as trees: read once a run, however many rules look at it."""

import ast
from functools import cache
from pathlib import Path


@cache
def parsed(path: Path) -> ast.Module:
    """The tree of a module; it is looked at and never changed."""
    return ast.parse(path.read_text(encoding="utf-8"))
