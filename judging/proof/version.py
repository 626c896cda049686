"""Which code makes a result of a snapshot."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
# Sums about days and what people are shown to look at are no part of any result.
NO_RESULT = {"layout", "watching"}
NUMERIC = ("numpy", "scipy")


def code_version() -> str:
    """SHA-256 over the source of the arithmetic, with its paths."""
    sources = {path.relative_to(HOME) for path in (HOME / "arithmetic").rglob("*.py")}
    digest = hashlib.sha256()
    for path in sorted(one for one in sources if not NO_RESULT & set(one.parts)):
        digest.update(path.as_posix().encode() + b"\0" + (HOME / path).read_bytes())
    return digest.hexdigest()


def packages() -> dict[str, str]:
    """The versions of the packages that compute beside our own code."""
    return {name: version(name) for name in NUMERIC}
