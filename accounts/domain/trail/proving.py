"""Proofs for outsiders: that an event stands in the trail, and that the trail still holds what a kept head saw."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from accounts.arithmetic import tree
from accounts.domain.trail import growing
from accounts.models import Event, TreeHead
from accounts.rules import trail as rules
from accounts.rules.refusals import Refused

# As pages, letters and the command line give a head: how many events, and a hash of 64 digits.
HEAD = re.compile(r"([1-9]\d{0,17}):([0-9a-f]{64})")


@dataclass(frozen=True)
class ProvedHead:
    """A root of the tree over so many events. `at` is when it was kept, None for the tree as it stands now."""

    size: int
    root: str
    at: datetime | None = None

    def __str__(self):
        return f"{self.size}:{self.root}"


class HeadFate(Enum):
    """What became of the trail that a head was of."""

    HELD = "held"
    CUT = "cut"
    REWRITTEN = "rewritten"


@dataclass(frozen=True)
class HeadStanding:
    """What became of an old head; `proof` shows it to anybody where it is held, and `now` is the head it leads to."""

    fate: HeadFate
    size: int
    now: ProvedHead | None
    proof: dict | None = None

    @property
    def is_held(self):
        return self.fate == HeadFate.HELD

    @property
    def size_now(self):
        """How many events there are now."""
        return self.now.size if self.now else 0


def parsed(text):
    """The number and the hash of a head as somebody typed it, None where it is none. Blanks in between are let go."""
    found = HEAD.fullmatch("".join(text.split()).lower())
    return (int(found[1]), found[2]) if found else None


def newest(*, holding=1):
    """The last head that was published, if it holds so many events; else None."""
    # Of a trail that was cut the heads beyond its end tell nothing that could still be shown.
    return as_proved(TreeHead.objects.filter(size__range=(holding, growing.end()[0])).order_by("-size").first())


def published_by(at):
    """The last head that was published by a moment; None before the first. The same whenever it is asked."""
    return as_proved(TreeHead.objects.filter(at__lte=at).order_by("-size").first())


def as_it_stands():
    """The head of the tree as it stands; None of an empty trail."""
    size, _link = growing.end()
    return ProvedHead(size, growing.root_of(size).hex()) if size else None


def awaited(event):
    """Why an event cannot be proved yet, in a sentence; "" where it can. One query."""
    is_published = event is None or TreeHead.objects.filter(size__gte=event.number).exists()
    return "" if is_published else rules.HEAD_AWAITED.sentence


def earliest(*, holding):
    """The first head that was kept of so many events; None before one was."""
    return as_proved(TreeHead.objects.filter(size__gte=holding).order_by("size").first())


def as_proved(kept):
    """A TreeHead that was kept as the head that a proof leads to; None of none."""
    return ProvedHead(kept.size, kept.root, kept.at) if kept else None


def inclusion(event, *, head=None, **more):
    """The proof that an event stands in the trail, as plain values; `more` is told of the event besides.

    It leads to a `head` that holds the event, the newest one published without: the tree of the moment would tell
    whoever asks often that somebody acted, and what could be tried out. Refused until there is one. None where it does
    not come out: nothing is handed over that was not checked as an outsider checks it.
    """
    head = head or newest(holding=event.number)
    if head is None:
        raise Refused(rules.HEAD_AWAITED)
    hashes = growing.proved(tree.inclusion(event.number - 1, head.size))
    if not stands(event, head, hashes):
        return None
    return {
        "kind": "inclusion",
        "manner": tree.MANNER,
        "event": {"number": event.number, "hash": bytes(event.hash).hex(), **more},
        **told(head),
        "proof": [one.hex() for one in hashes],
    }


def stands(event, head, hashes):
    """Whether these hashes lead from an event to a head."""
    leaf = tree.leaf(bytes(event.hash))
    return tree.holds_inclusion(leaf, event.number - 1, head.size, hashes, bytes.fromhex(head.root))


def opened(event):
    """What an event's own hash is made of, for whoever may read it: the hash before it and its text."""
    return {"previous": bytes(event.previous).hex(), "body": event.body}


def told(head):
    """A head as a proof has it."""
    return {
        "size": head.size,
        "root": head.root,
        "kept_at": head.at.isoformat() if head.at else None,
    }


def consistency(old, head):
    """The proof that the tree of a head begins with the one of an older head, as plain values; None where it does not.

    What is kept of the tree could be older than events written anew: the last event of the old head is looked at too,
    whose hash covers all before it.
    """
    hashes = growing.proved(tree.consistency(old.size, head.size))
    roots = bytes.fromhex(old.root), bytes.fromhex(head.root)
    event = Event.objects.get(number=old.size)
    is_last = stands(event, old, growing.proved(tree.inclusion(old.size - 1, old.size)))
    if not is_last or not tree.holds_consistency(old.size, head.size, *roots, hashes):
        return None
    return {
        "kind": "consistency",
        "manner": tree.MANNER,
        "old": {"size": old.size, "root": old.root},
        **told(head),
        "proof": [one.hex() for one in hashes],
    }


def standing(size, sha256):
    """What became of the trail that a head was of: SIZE and root, or NUMBER and hash of the last event.

    Both were given out; which of them it is, is seen by which of them it fits. A dozen queries at most.
    """
    now = newest(holding=size) or as_it_stands()
    event = Event.objects.filter(number=size).first()
    if event is None:
        return HeadStanding(HeadFate.CUT, size, now)
    is_link = bytes(event.hash).hex() == sha256
    proof = inclusion(event, head=now) if is_link else consistency(ProvedHead(size, sha256), now)
    return HeadStanding(HeadFate.HELD if proof else HeadFate.REWRITTEN, size, now, proof)
