"""What hangs on an entry of a register and follows when the entry is renamed, merged or split.

The columns that name an agency, a unit or a region lie on every floor. Each floor says what becomes of its own
(`Follower`); the roof joins them when it starts, and a test looks that no column was forgotten.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Hanging:
    """How much of one thing hangs on an entry, and what becomes of it when the entry is merged."""

    label: str
    number: int
    follows: str


def nothing(*_args, **_given):
    """What most floors do about most changes."""


def none(*_args, **_given):
    """No counts, no hindrances."""
    return ()


@dataclass(frozen=True)
class Follower:
    """One floor's answer to changes of the registers.

    `columns` are the foreign keys to agencies, units and regions it answers for, as "app.model.field".
    `renamed(entry, old, at=)` is called after the new name stands. `merged(source, target, at=)` points to the target
    what points to the source, agencies or units. `split(agency, new, units, at=)` lets what goes with units go to the
    new agency. `recoded(old, new, at=)` points to a region under its new code what plans and people name it for.
    `counts(entry)` are `Hanging` values; `hindrances(source, target, on=)` sentences that forbid a merger.
    """

    columns: Collection[str]
    renamed: Callable[..., None] = nothing
    merged: Callable[..., None] = nothing
    split: Callable[..., None] = nothing
    recoded: Callable[..., None] = nothing
    counts: Callable[..., Collection[Hanging]] = none
    hindrances: Callable[..., Collection[str]] = none


# By floor; filled once by the roof.
FOLLOWERS: dict[str, Follower] = {}


def join(followers):
    """Make the answers of floors known; joined twice, nothing happens."""
    FOLLOWERS.update(followers)


def tell(change, *args, at):
    """Let every floor answer to a change; part of the transaction of the act."""
    for follower in FOLLOWERS.values():
        getattr(follower, change)(*args, at=at)


def counted(entry):
    """What hangs on an entry on every floor, in the order of the floors."""
    return [count for follower in FOLLOWERS.values() for count in follower.counts(entry)]


def counted_both(source, target):
    """(what hangs on the source, how much of the same on the target), in the same order."""
    return [(mine, theirs.number) for mine, theirs in zip(counted(source), counted(target), strict=True)]


def hindrances(source, target, *, on):
    """Everything that forbids a merger, a sentence each."""
    return [str(sentence) for follower in FOLLOWERS.values() for sentence in follower.hindrances(source, target, on=on)]
