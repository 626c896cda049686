"""Grave acts of an edition: their letters are texts of the edition, like everything the contest writes."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.domain.motion_kinds import MotionKind
from accounts.templatetags.moments import moment
from competitions import letters
from competitions.models import Edition


@dataclass(frozen=True)
class EditionMotionKind(MotionKind):
    """One kind of grave act about something of an edition: `edition(subject)` gives it."""

    edition: Callable[[models.Model], Edition] = field(kw_only=True)

    def tell(self, name, subject, people, *, motion, until=None, at):
        """Write one letter of a motion to each of the people, in the words of the edition."""

        def words():
            return {**common_words(self.title, motion), **WORDS[name](motion, until)}

        letters.tell(name, self.edition(subject), [(person, words) for person in people], about=motion, at=at)


def common_words(title, motion):
    """What every letter about a motion says of it."""
    return {
        "pengajuan": str(title),
        "perihal": motion.subject_name,
        "diajukan": moment(motion.moved_at),
        "tautan": settings.BASE_URL + reverse("motion", args=[motion.pk]),
    }


def moved_words(motion, until):
    """What those are asked who can be the second person."""
    if until:
        limit = _("Putuskan sebelum %(until)s.") % {"until": moment(until)}
    else:
        limit = _("Tidak ada batas waktu; pengajuan ini menunggu sampai diputuskan atau ditarik.")
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
