"""What changed between two texts, word by word, as people mark it on paper: struck out, written in, left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

# A word with the white space behind it, or white space that nothing stands before.
WORD = re.compile(r"\S+\s*|\s+")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# So many pairs of words are compared; longer texts are compared line by line, and if need be as wholes.
PAIRS = 4_000_000


class TextFate(Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of text with one fate."""

    fate: TextFate
    text: str


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The way from one text to the other: kept and removed pieces give `before`, kept and added ones `after`."""
    for pattern in (WORD, LINE):
        old, new = pattern.findall(before), pattern.findall(after)
        head = shared(old, new)
        tail = shared(old[head:][::-1], new[head:][::-1])
        inner = old[head : len(old) - tail], new[head : len(new) - tail]
        if len(inner[0]) * len(inner[1]) <= PAIRS:
            steps = [
                (TextFate.KEPT, old[:head]),
                *compared(*inner),
                (TextFate.KEPT, old[len(old) - tail :]),
            ]
            return joined(steps)
    return joined([(TextFate.REMOVED, [before]), (TextFate.ADDED, [after])])


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two lists have in common from their beginnings on."""
    length = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        length += 1
    return length


def compared(old: list[str], new: list[str]) -> Iterator[tuple[TextFate, list[str]]]:
    """The fates of the parts of two lists, in order."""
    for tag, from_, to, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield TextFate.KEPT, old[from_:to]
        else:
            yield TextFate.REMOVED, old[from_:to]
            yield TextFate.ADDED, new[start:end]


def joined(steps: Sequence[tuple[TextFate, Sequence[str]]]) -> tuple[Piece, ...]:
    """Steps as pieces, without empty ones, neighbours of one fate as one."""
    found: list[Piece] = []
    for fate, parts in steps:
        text = "".join(parts)
        if text and found and found[-1].fate == fate:
            found[-1] = Piece(fate, found[-1].text + text)
        elif text:
            found.append(Piece(fate, text))
    return tuple(found)
