"""Checking that the chain of events is whole."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from accounts.domain.events import canonical
from accounts.models import Event

GENESIS = bytes(32)


@dataclass(frozen=True)
class Break:
    """The first event that does not fit, and why."""

    number: int
    reason: str


def verify():
    """Walk every event in order; return the first `Break`, or None when the chain is whole.

    link = SHA-256(previous || number as 8 bytes big-endian || SHA-256(body)), as in Crosby & Wallach 2009.
    A removed tail is not visible from inside: compare `head()` with a head kept elsewhere.
    """
    previous = GENESIS
    for expected, event in enumerate(Event.objects.order_by("number").iterator(chunk_size=2000), start=1):
        if event.number != expected:
            return Break(expected, "missing")
        if bytes(event.previous) != previous:
            return Break(event.number, "previous")
        if bytes(event.hash) != link(previous, event.number, event.body):
            return Break(event.number, "hash")
        if not columns_agree(event):
            return Break(event.number, "columns")
        previous = bytes(event.hash)
    return None


def link(previous, number, body):
    """The hash of one event given the one before."""
    inner = hashlib.sha256(body.encode()).digest()
    return hashlib.sha256(previous + number.to_bytes(8, "big") + inner).digest()


def head():
    """The chain's length and last hash as hexadecimal text: what to keep elsewhere."""
    last = Event.objects.order_by("-number").first()
    return (last.number, bytes(last.hash).hex()) if last else (0, GENESIS.hex())


def columns_agree(event):
    """Whether the columns that pages read say what the hashed text says."""
    body = json.loads(event.body)
    columns = {
        "name": event.name,
        "actor_id": event.actor_id,
        "actor_name": event.actor_name,
        "office": event.office,
        "subject_type": event.subject_type,
        "subject_id": event.subject_id,
    }
    same = {key: body[key] for key in columns} == columns and datetime.fromisoformat(body["at"]) == event.at
    return same and canonical(body) == event.body
