"""`sinovik-verify BUNDLE` and `sinovik-verify proof FILE`: what holds of a result bundle, of a proof of the history.

Ends with 1 where something does not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from judging.proof import apart, trail, words
from judging.proof.bundle import LARGEST_FILE
from judging.proof.verifying import Looked


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at one bundle or one proof and say what holds."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    found = looked_at_proof(given[1:]) if given[:1] == ["proof"] else looked_at_bundle(given)
    sys.stdout.write("\n".join(words.lines(found)) + "\n")
    return 1 if words.verdict(found) is False else 0


def looked_at_bundle(arguments: Sequence[str]) -> list[Looked]:
    """What holds of one bundle."""
    asked = parser().parse_args(arguments)
    content = read(asked.bundle, LARGEST_FILE)
    if content is None:
        return [Looked("unreadable", False, {"why": "not_there"})]
    return apart.verified(content, keys=asked.key, seconds=asked.seconds, memory=asked.memory)


def looked_at_proof(arguments: Sequence[str]) -> list[Looked]:
    """What holds of one proof."""
    asked = proof_parser().parse_args(arguments)
    content = read(asked.proof, trail.LARGEST_FILE)
    if content is None:
        return [Looked("no_proof", False, {"why": "not_there"})]
    return trail.verified(content, heads=asked.head)


def read(path: str, largest: int) -> bytes | None:
    """A file, one byte beyond the largest at most; None where there is none."""
    try:
        with Path(path).open("rb") as source:
            return source.read(largest + 1)
    except OSError:
        return None


def parser() -> argparse.ArgumentParser:
    """The words of the command line."""
    found = argparse.ArgumentParser(
        prog="sinovik-verify",
        description="Memeriksa berkas bukti hasil KIPP. Checks a result bundle of KIPP.",
    )
    found.add_argument("bundle", metavar="BUNDLE", help="berkas .zip / the .zip file")
    found.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="HEX",
        help="kunci tepercaya / a key to believe, as often as wanted",
    )
    found.add_argument("--seconds", type=int, default=900, help="batas waktu / limit of time (900)")
    found.add_argument("--memory", type=int, default=4096, metavar="MIB", help="batas memori / limit of memory (4096)")
    return found


def proof_parser() -> argparse.ArgumentParser:
    """The words of the command line for a proof."""
    found = argparse.ArgumentParser(
        prog="sinovik-verify proof",
        description="Memeriksa bukti riwayat Sinovik. Checks a proof of the history of Sinovik.",
    )
    found.add_argument("proof", metavar="PROOF", help="berkas .json / the .json file")
    found.add_argument(
        "--head",
        action="append",
        default=[],
        metavar="SIZE:ROOT",
        help="sidik simpanan sendiri / a head kept outside, as often as wanted",
    )
    return found


if __name__ == "__main__":
    sys.exit(main())
