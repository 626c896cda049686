"""Kinds of acts on many things at once: a frozen row each in a floor's `bulk_acts.py`; the roof joins the tables."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from accounts.models import MINISTRY


def nobody(act, rows, *, by, at):
    """Whom most kinds write to when all was done: nobody."""


def nothing(inputs):
    """What most kinds say of their inputs."""
    return ()


@dataclass(frozen=True)
class BulkKind:
    """One kind of act on many.

    `things(ids, inputs)` are the things by their ids, in the order in which they are done, with all that is asked of
    them. `refusals(things, inputs, office=, at=)` says by id why some of them would not be done as things stand, in
    the same few queries at any number. `act(id, inputs, key=, by=, at=)` does one: the same door as on its own page,
    which decides anew; it returns what it made, or None. `said(inputs)` says what will happen, in sentences;
    `told(act, rows, by=, at=)` writes to whoever is concerned once all is done. `undo` names the kind that takes it
    back, whose things are what this one made.
    """

    name: str
    title: str | Promise
    button: str | Promise
    things: Callable[[Collection[int], Mapping[str, Any]], Sequence[Any]]
    refusals: Callable[..., Mapping[int, Any]]
    act: Callable[..., Any]
    called: Callable[[Any], str]
    said: Callable[[Mapping[str, Any]], Sequence[str | Promise]] = nothing
    told: Callable[..., None] = nobody
    undo: str = ""
    roles: tuple[str, ...] = MINISTRY


# By name; filled once by the roof.
KINDS: dict[str, BulkKind] = {}


def join(kinds):
    """Make kinds known; joined twice, nothing happens."""
    KINDS.update({kind.name: kind for kind in kinds})
