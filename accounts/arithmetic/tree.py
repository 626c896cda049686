"""A tree of hashes over a growing list, as RFC 6962 (section 2.1) has it: values in, values out, hashlib alone.

A leaf is SHA-256(0x00 || entry), a node SHA-256(0x01 || left || right), the root of nothing SHA-256 of nothing. A range
of leaves is split before its largest power of two that leaves something on the right. So every range that is asked for
is made of full subtrees, each of 2 ** level leaves beginning at a multiple of that: whoever keeps those that are full
needs about as many hashes as the size has binary digits, for a root as for a proof.

A proof tells nobody more than hashes. What checks one trusts nothing of it: a proof of another length, of another order
or with one bit changed does not hold.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

# From, and up to before: leaves by their place, the first is 0.
Range = tuple[int, int]
# The level and the place on it of a full subtree: it covers the leaves from place * 2 ** level on.
Piece = tuple[int, int]

# How a proof names the manner in which it is to be checked.
MANNER = "RFC 6962, SHA-256"
EMPTY = hashlib.sha256(b"").digest()
BYTES = 32


def leaf(entry: bytes) -> bytes:
    """The hash of one entry; the sign in front keeps it from being taken for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees that stand side by side."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a tree that grows leaf by leaf: one full subtree for each binary digit 1 of its size."""

    def __init__(self, size: int = 0, edge: Sequence[bytes] = ()) -> None:
        """`edge`: the hashes of the full subtrees of a tree of this size, the largest first. Raises ValueError."""
        if len(edge) != size.bit_count():
            raise ValueError("edge")
        self.size = size
        self.edge = list(edge)

    def push(self, hashed: bytes) -> list[tuple[Piece, bytes]]:
        """Add the hash of a leaf; returns the full subtrees that it completes with their hashes, from itself up."""
        level, place = 0, self.size
        full = [((level, place), hashed)]
        while place & 1:
            hashed = node(self.edge.pop(), hashed)
            level, place = level + 1, place >> 1
            full.append(((level, place), hashed))
        self.edge.append(hashed)
        self.size += 1
        return full

    def root(self) -> bytes:
        """The root of what was pushed so far."""
        return joined(self.edge)


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the hashes of leaves."""
    edge = Frontier()
    for one in leaves:
        edge.push(one)
    return edge.root()


def pieces(part: Range) -> list[Piece]:
    """The full subtrees that a range is made of, the largest first.

    The range begins where one of its full subtrees may, as every range of a proof does. Raises ValueError.
    """
    begin, end = part
    found = []
    for level in range((end - begin).bit_length() - 1, -1, -1):
        if (end - begin) >> level & 1:
            if begin & ((1 << level) - 1):
                raise ValueError("range")
            found.append((level, begin >> level))
            begin += 1 << level
    return found


def joined(hashes: Sequence[bytes]) -> bytes:
    """The root of a range from the hashes of its full subtrees, the largest first."""
    if not hashes:
        return EMPTY
    whole = hashes[-1]
    for left in reversed(hashes[:-1]):
        whole = node(left, whole)
    return whole


def inclusion(index: int, size: int) -> list[Range]:
    """The ranges whose roots prove that a leaf stands at a place of a tree of this size (PATH of RFC 6962 2.1.1).

    Raises ValueError where the tree has no such place.
    """
    if not 0 <= index < size:
        raise ValueError("index")
    return path(index, (0, size))


def path(index: int, part: Range) -> list[Range]:
    """The same within one range, from the leaf up."""
    begin, end = part
    found: list[Range] = []
    while end - begin > 1:
        middle = begin + before(end - begin)
        if index < middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((begin, middle))
            begin = middle
    return found[::-1]


def consistency(old: int, size: int) -> list[Range]:
    """The ranges whose roots prove that a tree begins with the one of `old` leaves (PROOF of RFC 6962 2.1.2).

    Empty where both are as large. Raises ValueError where either is empty or the old one is larger.
    """
    if not 0 < old <= size:
        raise ValueError("size")
    begin, end = 0, size
    found: list[Range] = []
    is_whole = True
    while old < end:
        middle = begin + before(end - begin)
        if old <= middle:
            found.append((middle, end))
            end = middle
        else:
            found.append((begin, middle))
            begin, is_whole = middle, False
    return ([] if is_whole else [(begin, end)]) + found[::-1]


def before(size: int) -> int:
    """The largest power of two below a size of two or more."""
    return 1 << (size - 1).bit_length() - 1


def proof(ranges: Sequence[Range], hash_of: Callable[[Piece], bytes]) -> list[bytes]:
    """The hashes of a proof: the root of each range from its full subtrees, which `hash_of` gives."""
    return [joined([hash_of(one) for one in pieces(part)]) for part in ranges]


def holds_inclusion(hashed: bytes, index: int, size: int, hashes: Sequence[bytes], whole: bytes) -> bool:
    """Whether the proof leads from the hash of a leaf to the root of a tree of this size (RFC 9162 2.1.3.2)."""
    if not 0 <= index < size or not are_hashes([hashed, whole, *hashes]):
        return False
    place, last = index, size - 1
    for one in hashes:
        if last == 0:
            return False
        if place & 1 or place == last:
            hashed = node(one, hashed)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = node(hashed, one)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == whole


def holds_consistency(old: int, size: int, old_root: bytes, whole: bytes, hashes: Sequence[bytes]) -> bool:
    """Whether the proof shows that the tree of `size` begins with the one of `old` leaves (RFC 9162 2.1.4.2).

    An empty tree begins every other: it needs no proof, and has the one root that nothing has.
    """
    if not 0 <= old <= size or not are_hashes([old_root, whole, *hashes]):
        return False
    if old == 0:
        return not hashes and old_root == EMPTY and (size > 0 or whole == EMPTY)
    if old == size:
        return not hashes and old_root == whole
    rest = list(hashes) if old & (old - 1) else [old_root, *hashes]
    if not rest:
        return False
    place, last = old - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    former = later = rest[0]
    for one in rest[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            former, later = node(one, former), node(one, later)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            later = node(later, one)
        place, last = place >> 1, last >> 1
    return last == 0 and former == old_root and later == whole


def are_hashes(values: Sequence[bytes]) -> bool:
    """Whether all of these are as long as a hash is."""
    return all(len(one) == BYTES for one in values)
