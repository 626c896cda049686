"""Keeping what the portal finds when it watches itself at work, and telling the ministry's admins."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.domain.correspondence import letters
from accounts.models import Alarm, BackupMade, Membership, Role, User

logger = logging.getLogger(__name__)

LETTER = "alarm.raised"
# What comes and goes within this time is one alarm.
QUIET = timedelta(minutes=10)


@dataclass(frozen=True)
class Raised:
    """Something that is not as it must be: the key of its rule, the values of its sentence, and the words of a letter.

    None in the place of the words: no letter is written about it.
    """

    kind: str
    said: Mapping[str, Any]
    words: Callable[[], Mapping[str, str]] | None


def keep(found: Sequence[Raised], *, at) -> None:
    """Begin what is new, go on with what lasts, and end what has not been seen for a while; safe twice.

    Of each kind the ministry's admins get one letter a day, while it lasts.
    """
    for one in found:
        see(one, at=at)
    over = Alarm.objects.lasting().exclude(rule__in=[one.kind for one in found]).filter(seen_at__lte=at - QUIET)
    for pk in over.order_by("pk").values_list("pk", flat=True):
        end(pk, at=at)


@transaction.atomic
def see(one, *, at):
    """An alarm is seen: its row begins or goes on; an event where it begins, a letter where the day had none."""
    day = timezone.localdate(at)
    alarm, is_new = Alarm.objects.get_or_create(
        rule=one.kind, ended_at=None, defaults={"began_at": at, "seen_at": at, "said": dict(one.said)}
    )
    alarm = Alarm.objects.locked(alarm.pk)
    is_told = one.words is not None and not Alarm.objects.filter(rule=one.kind, told_on=day).exists()
    alarm.seen_at, alarm.said = max(at, alarm.seen_at), dict(one.said)
    alarm.told_on = day if is_told else alarm.told_on
    alarm.save(update_fields=["seen_at", "said", "told_on"])
    if is_new or is_told:
        logger.error("alarm %s: %s", one.kind, dict(one.said))
    if is_told:
        letters.write(LETTER, to=admins(at=at), words=one.words, about=alarm, at=at)
    if is_new:
        events.record(LETTER, on=alarm, by=None, at=at, kind=one.kind, said=dict(one.said))


@transaction.atomic
def end(pk, *, at):
    """All is well again; ended already, nothing happens."""
    alarm = Alarm.objects.locked(pk)
    if alarm.ended_at is None:
        alarm.ended_at = at
        alarm.save(update_fields=["ended_at"])
        events.record("alarm.ended", on=alarm, by=None, at=at, kind=alarm.rule)


def admins(*, at):
    """The ministry's admins of the day."""
    offices = Membership.objects.current(timezone.localdate(at)).filter(role=Role.MINISTRY_ADMIN)
    return User.objects.filter(pk__in=offices.values("user"), is_active=True).order_by("pk")


@transaction.atomic
def note_backup(members: int, *, at) -> BackupMade:
    """Keep that an archive of so many members was written whole, of the portal as it was at the moment."""
    made = BackupMade.objects.create(made_at=at, members=members)
    events.record("backup.made", on=made, by=None, at=at, members=members)
    return made
