"""`sinovik-verify BUNDLE`: says what holds of a result bundle; ends with 1 where something does not."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from judging.proof import apart, words
from judging.proof.bundle import LARGEST_FILE
from judging.proof.verifying import Looked


def main(arguments: Sequence[str] | None = None) -> int:
    """Look at one bundle and say what holds."""
    asked = parser().parse_args(arguments)
    try:
        with Path(asked.bundle).open("rb") as source:
            content = source.read(LARGEST_FILE + 1)
    except OSError:
        found = [Looked("unreadable", False, {"why": "not_there"})]
    else:
        found = apart.verified(content, keys=asked.key, seconds=asked.seconds, memory=asked.memory)
    sys.stdout.write("\n".join(words.lines(found)) + "\n")
    return 1 if words.verdict(found) is False else 0


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


if __name__ == "__main__":
    sys.exit(main())
