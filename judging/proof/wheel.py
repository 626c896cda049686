"""The package `sinovik-verify`: the arithmetic as it stands, and what looks at bundles, as one wheel of the same bytes.

`python -m judging.proof.wheel FOLDER` writes it; `pip install` takes it from there.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

from judging.proof.bundle import MOMENT
from judging.proof.version import HOME, NUMERIC

NAME = "sinovik_verify"
# The tree over the history is the ground floor's; of that floor nothing else comes along.
TREE = ("accounts/__init__.py", "accounts/arithmetic/__init__.py", "accounts/arithmetic/tree.py")
NEEDS = (*NUMERIC, "cryptography")


def wheel() -> tuple[str, bytes]:
    """The name of the file and its content."""
    number = f"1+{fingerprint(sources())[:12]}"
    info = f"{NAME}-{number}.dist-info"
    needs = "".join(f"Requires-Dist: {name}=={version(name)}\n" for name in NEEDS)
    files = {
        **{named(path): path.read_bytes() for path in sources()},
        f"{info}/METADATA": (
            f"Metadata-Version: 2.1\nName: sinovik-verify\nVersion: {number}\n"
            f"Summary: Recomputes the published results of KIPP, checks proofs of its history, and says what holds\n"
            f"Requires-Python: >=3.11\n{needs}"
        ).encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: sinovik\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/entry_points.txt": b"[console_scripts]\nsinovik-verify = judging.proof.__main__:main\n",
    }
    record = "".join(f"{name},sha256={digest(content)},{len(content)}\n" for name, content in sorted(files.items()))
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    return f"{NAME}-{number}-py3-none-any.whl", out.getvalue()


def fingerprint(paths: list[Path]) -> str:
    """What the package is made of, as one hash: a verifier that was mended is another version."""
    made_of = {named(path): digest(path.read_bytes()) for path in paths}
    needs = {name: version(name) for name in NEEDS}
    return hashlib.sha256(json.dumps([made_of, needs], sort_keys=True).encode()).hexdigest()


def sources() -> list[Path]:
    """What it is made of."""
    own = [HOME / "__init__.py", *(HOME / "arithmetic").rglob("*.py"), *(HOME / "proof").rglob("*.py")]
    return sorted([*own, *(HOME.parent / one for one in TREE)])


def named(path: Path) -> str:
    """What a source is called in the package."""
    return path.relative_to(HOME.parent).as_posix()


def digest(content: bytes) -> str:
    """A hash as a list of a wheel's files has it."""
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    name, content = wheel()
    Path(sys.argv[1], name).write_bytes(content)
    sys.stdout.write(f"{name}\n")
