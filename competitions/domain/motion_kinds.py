"""Grave acts of an edition: their letters are texts of the edition, like everything the contest writes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db import models

from accounts.domain.motion_kinds import MotionKind, words_of
from competitions import letters
from competitions.models import Edition


@dataclass(frozen=True)
class EditionMotionKind(MotionKind):
    """One kind of grave act about something of an edition: `edition(subject)` gives it."""

    edition: Callable[[models.Model], Edition] = field(kw_only=True)

    def tell(self, name, subject, people, *, motion, until=None, note="", at):
        """Write one letter of a motion to each of the people, in the words of the edition."""
        words = partial(words_of, name, self.title, motion, until, note)
        letters.tell(name, self.edition(subject), [(person, words) for person in people], about=motion, at=at)
