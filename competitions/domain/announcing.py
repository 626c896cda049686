"""What everybody who may take part in an edition is told of its dates."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role, User
from accounts.templatetags.moments import deadline
from competitions import letters, rules
from competitions.models import Edition


def extended(edition: Edition, before: datetime, reason: str, *, at: datetime) -> int:
    """Tell every writer and every agency's admin that registration closes later than `before`, and why.

    Where only some agencies may enter, theirs alone. Part of the act that extends; returns how many are told.
    """
    people = may_enter(edition, at=at)
    words = partial(extended_words, edition, before, reason)
    letters.tell("edition.extended", edition, [(person, words) for person in people], about=edition, at=at)
    return len(people)


def extended_words(edition: Edition, before: datetime, reason: str) -> dict[str, str]:
    """What a letter about an extension says."""
    return {
        "tenggat": deadline(edition.closes_at),
        "semula": deadline(before),
        "catatan": reason,
        "tautan": settings.BASE_URL + reverse("competitions:edition", args=[edition.slug]),
    }


def may_enter(edition: Edition, *, at: datetime) -> list[User]:
    """The active people who write, or send in, for an agency that may enter the edition, each once; two queries."""
    offices = (
        Membership.objects.current(timezone.localdate(at))
        .filter(role__in=[Role.UNIT, Role.AGENCY_ADMIN], user__is_active=True)
        .select_related("user", "agency__region", "unit__agency__region")
        .order_by("user_id", "pk")
    )
    admissions = list(edition.admissions.all())
    found = {}
    for office in offices:
        agency = office.unit.agency if office.unit_id else office.agency
        if office.user_id not in found and not rules.admission_refusal(admissions, agency=agency):
            found[office.user_id] = office.user
    return list(found.values())
