"""Kinds of grave acts: a frozen row each in a floor's `motions.py`; the roof joins the tables when it starts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.correspondence import letters
from accounts.models import Role
from accounts.moments import moment

# What was agreed to waits so long, and can be taken back until then; unless its kind says that waiting would hurt more.
SECOND_THOUGHT = timedelta(minutes=10)
AT_ONCE = timedelta(0)


def nobody(subject):
    """The authors of what nobody had a hand in."""
    return ()


def no_end(subject, inputs):
    """Until when most motions want an answer: they wait."""


def nothing(subject, motion):
    """What most subjects do when a motion about them is moved."""


def nothing_ends(subject, motion, *, at):
    """What most subjects do when a motion about them ends without being carried out."""


def no_checks(subject, inputs):
    """What is checked by itself beside what is checked of every kind: of most kinds nothing."""
    return ()


def nobody_stands_in(inputs):
    """The roles that second instead where nobody else holds the others: of most kinds none."""
    return ()


@dataclass(frozen=True)
class Check:
    """One thing that was looked at by itself before people decide: what, as a sentence, and whether it is in order."""

    sentence: str
    is_fine: bool


@dataclass(frozen=True)
class MotionKind:
    """One kind of grave act.

    `subjects()` are all it may be about; `locked(pk)` gives one, its row locked. `describe(subject, inputs)` says
    what exactly is decided, as JSON values: what is shown, hashed and compared. `refusal(subject, inputs, office=,
    at=)` says why it may not be moved now, `hindrance` the same of what was moved, where that is something else.
    `carry(subject, motion, by=, at=)` does it, called once.
    `authors(subject)` are the ids of users who had a hand in it; `moved(subject, motion)` notes the motion on its
    subject. `called(subject)` is what it is called, `until(subject, inputs)` the moment by which a second person
    should answer; at `lapses(subject, inputs)`, or `term` after it was moved, it lapses without one. What such a
    motion does beforehand, `moved` does, and `dropped(subject, motion, at=)` ends it when the motion is taken back,
    sent back or lapses. `checks(subject, inputs)` gives a `Check` for whatever a machine can look at before people
    decide; `reading()` is the context in which a page asks all this, so that what several answers need is read once.
    After the second person it waits for `wait`, in which its mover can take it back, and for the moment that its mover
    set, `inputs["release_at"]`, where the kind `takes_moment`. `why` tells its mover what reason is wanted and who
    reads it: nothing is moved without one. `roles` may second it, `movers` move it where they are others;
    `stand_ins(inputs)` are the roles that second it as well while only its mover and authors have one of the `roles`.
    """

    name: str
    title: str
    question: str
    why: str
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
    until: Callable[..., object] = no_end
    lapses: Callable[..., object] = no_end
    dropped: Callable[..., object] = nothing_ends
    checks: Callable[..., Sequence[Check]] = no_checks
    reading: Callable[[], AbstractContextManager] = nullcontext
    roles: tuple[str, ...] = field(default=(Role.MINISTRY_ADMIN,))
    movers: tuple[str, ...] = ()
    stand_ins: Callable[..., tuple[str, ...]] = nobody_stands_in
    hindrance: Callable[..., object] | None = None
    wait: timedelta = SECOND_THOUGHT
    takes_moment: bool = True
    term: timedelta = timedelta(days=30)

    # What follows from the fields is asked, not kept: a kind made of another by `replace` would keep the other's.
    @property
    def moved_by(self):
        """The roles that move it."""
        return self.movers or self.roles

    def hinders(self, subject, inputs, *, office, at):
        """Why what was moved could not be carried out."""
        return (self.hindrance or self.refusal)(subject, inputs, office=office, at=at)

    def tell(self, name, subject, people, *, motion, until=None, note="", at):
        """Write one letter of a motion to each of the people. What belongs to no edition is told by the portal."""
        words = partial(words_of, name, self.title, motion, until, note)
        letters.write(name, to=people, words=words, about=motion, at=at)


def words_of(name, title, motion, until, note=""):
    """What one letter about a motion says; `title` is what is moved, `until` the moment before which it has
    to be decided, where that is before it lapses.

    `note` is said before the limit of who is asked besides those who always are.
    """
    common = {
        "pengajuan": str(title),
        "perihal": motion.subject_name,
        "diajukan": moment(motion.moved_at),
        "tautan": settings.BASE_URL + reverse("motion", args=[motion.pk]),
    }
    words = {**common, **WORDS[name](motion, until)}
    return {**words, "batas": f"{note} {words['batas']}"} if note else words


def moved_words(motion, until):
    """What those are asked who can be the second person."""
    first = min(one for one in (until, motion.lapses_at) if one)
    limit = _("Putuskan sebelum %(until)s.") % {"until": moment(first)}
    return {"oleh": motion.mover.told_apart, "alasan": motion.reason, "batas": limit}


def declined_words(motion, _until):
    """What the mover is told of a motion that was sent back."""
    return {
        "oleh": motion.declined_by.user.told_apart,
        "diputuskan": moment(motion.declined_at),
        "alasan": motion.decline_reason,
    }


def lapsed_words(motion, _until):
    """What the mover is told of a motion that will not be carried out."""
    return {"gugur": moment(motion.lapsed_at), "alasan": motion.lapse_reason}


WORDS = {"motion.moved": moved_words, "motion.declined": declined_words, "motion.lapsed": lapsed_words}


# By name; filled once by the roof.
KINDS: dict[str, MotionKind] = {}


def join(kinds):
    """Make kinds of motion known; joined twice, nothing happens."""
    KINDS.update({kind.name: kind for kind in kinds})
