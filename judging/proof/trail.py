"""What a proof out of the history shows: that an event stands in it, or that it still begins as an older one did.

The file is somebody else's and nothing of it is believed: every hash that is told is made again. What a stranger must
bring along is a head of the history that was kept outside the portal; a proof leads to one, and to which it says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping

from accounts.arithmetic import tree
from judging.proof.verifying import Looked

LARGEST_FILE = 4 * 1_048_576
DIGITS = re.compile("[0-9a-f]{64}")
# A tree of 2 ** 63 leaves has no longer proof.
LONGEST = 64
KINDS = ("inclusion", "consistency")


def verified(content: bytes, *, heads: Collection[str] = ()) -> list[Looked]:
    """What holds of a proof. `heads` are kept outside, each SIZE:ROOT; without any, the one it leads to is told.

    Where the file is no proof there is one finding, which says why.
    """
    if len(content) > LARGEST_FILE:
        return [Looked("no_proof", False, {"why": "too_large"})]
    try:
        told = json.loads(content)
        if told["manner"] != tree.MANNER or told["kind"] not in KINDS:
            return [Looked("no_proof", False, {"why": "misshapen"})]
        head, hashes = (told["size"], hash_in(told, "root")), path_in(told)
        found = included(told["event"], head, hashes) if told["kind"] == "inclusion" else begins(told, head, hashes)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [Looked("no_proof", False, {"why": "misshapen"})]
    return [*found, anchored(head, heads)]


def included(event: Mapping[str, object], head: tuple[int, bytes], hashes: list[bytes]) -> list[Looked]:
    """That an event stands at its number, and that its hash is made of its text where that came along."""
    size, root = head
    number, link = counted(event["number"]), hash_in(event, "hash")
    said = {"number": number, "size": counted(size)}
    found = []
    if "body" in event:
        found.append(Looked("made", link == made_of(event, number), {"number": number}))
        for name in ("revision", "commitment"):
            if name in event:
                sha256 = hash_in(event, name).hex()
                found.append(Looked("named", names(str(event["body"]), sha256), {"sha256": sha256}))
    holds = tree.holds_inclusion(tree.leaf(link), number - 1, counted(size), hashes, root)
    return [*found, Looked("included", holds, said)]


def made_of(event: Mapping[str, object], number: int) -> bytes:
    """The hash of an event from the one before it, its number and its text."""
    inner = hashlib.sha256(str(event["body"]).encode()).digest()
    return hashlib.sha256(hash_in(event, "previous") + number.to_bytes(8, "big") + inner).digest()


def names(body: str, sha256: str) -> bool:
    """Whether an event's text tells a hash among its particulars."""
    return sha256 in json.loads(body)["particulars"].values()


def begins(told: Mapping[str, object], head: tuple[int, bytes], hashes: list[bytes]) -> list[Looked]:
    """That the history begins as the old one did."""
    old, (size, root) = told["old"], head
    if not isinstance(old, dict):
        raise TypeError("old")
    former = counted(old["size"])
    holds = tree.holds_consistency(former, counted(size), hash_in(old, "root"), root, hashes)
    return [Looked("begins", holds, {"old": former, "size": size, "root": old["root"]})]


def anchored(head: tuple[int, bytes], heads: Collection[str]) -> Looked:
    """Whether the head that the proof leads to is one that was kept outside."""
    shown = f"{head[0]}:{head[1].hex()}"
    return Looked("anchored", shown in heads if heads else None, {"head": shown})


def counted(value: object) -> int:
    """A number of events. Raises ValueError."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise ValueError("number")
    return value


def hash_in(values: Mapping[str, object], name: str) -> bytes:
    """A hash by its name. Raises ValueError."""
    return hash_of(values[name])


def path_in(told: Mapping[str, object]) -> list[bytes]:
    """The hashes of the proof. Raises ValueError."""
    path = told["proof"]
    if not isinstance(path, list) or len(path) > LONGEST:
        raise ValueError("proof")
    return [hash_of(one) for one in path]


def hash_of(text: object) -> bytes:
    """A hash from its 64 digits. Raises ValueError."""
    if not isinstance(text, str) or not DIGITS.fullmatch(text):
        raise ValueError("hash")
    return bytes.fromhex(text)
