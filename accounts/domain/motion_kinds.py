"""Kinds of grave acts: a frozen row each in a floor's `motions.py`; the roof joins the tables when it starts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import models

from accounts.models import Role


def nobody(subject):
    """The authors of what nobody had a hand in."""
    return ()


def no_edition(subject):
    """The address and the name of the edition that a subject belongs to, where it belongs to none."""
    return "", ""


def no_end(subject, inputs):
    """Until when most motions want an answer: they wait."""


def nothing(subject, motion):
    """What most subjects do when a motion about them is moved."""


@dataclass(frozen=True)
class MotionKind:
    """One kind of grave act.

    `subjects()` are all it may be about; `locked(pk)` gives one, its row locked. `describe(subject, inputs)` says
    what exactly is decided, as JSON values: what is shown, hashed and compared. `refusal(subject, inputs, office=,
    at=)` says why it may not be moved now. `carry(subject, motion, by=, at=)` does it, called once.
    `authors(subject)` are the ids of users who had a hand in it; `moved(subject, motion)` notes the motion on its
    subject. `called(subject)` is what it is called, `edition(subject)` the address and the name of its edition,
    `until(subject, inputs)` the moment by which a second person should answer. After the second person it waits for
    `wait`, and for `inputs["release_at"]` where that is given.
    """

    name: str
    title: str
    question: str
    subjects: Callable[[], models.QuerySet]
    locked: Callable[[int], models.Model]
    describe: Callable[..., Mapping[str, object]]
    refusal: Callable[..., object]
    carry: Callable[..., object]
    address: Callable[[models.Model], str]
    template: str
    authors: Callable[[models.Model], Collection[int]] = nobody
    moved: Callable[..., object] = nothing
    called: Callable[..., str] = str
    edition: Callable[..., tuple[str, str]] = no_edition
    until: Callable[..., object] = no_end
    roles: tuple[str, ...] = field(default=(Role.MINISTRY_ADMIN,))
    wait: timedelta = timedelta(0)
    needs_reason: bool = False


# By name; filled once by the roof.
KINDS: dict[str, MotionKind] = {}


def join(kinds):
    """Make kinds of motion known; joined twice, nothing happens."""
    KINDS.update({kind.name: kind for kind in kinds})
