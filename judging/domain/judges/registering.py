"""The register of judges: what a judge, or the secretariat for one, says of expertise, employers, place and time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain import events
from accounts.domain.stamps import unchanged
from accounts.models import Agency, Region, User
from accounts.rules import refuse
from judging import rules
from judging.domain.desk.giving_back import give_away, running
from judging.models import Assignment, Employer, Judge

# The stamp of a judge who has said nothing yet.
UNSAID = "0"
OWN_WORK = _("Tempat kerja penilai: %(name)s")


@dataclass(frozen=True)
class Workplace:
    """One employer: an agency of the register, or another by its name."""

    agency: Agency | None = None
    name: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Facts:
    """What the register says of a judge, but for the employers."""

    fields: tuple[str, ...] = ()
    expertise: str = ""
    province: Region | None = None
    capacity: int | None = None
    available_from: date | None = None
    available_until: date | None = None


def stamp(entry: Judge | None) -> str:
    """The stamp of an entry; employers change only with it."""
    return str(entry.number) if entry else UNSAID


@transaction.atomic
def describe(user, facts: Facts, employers: Iterable[Workplace], *, seen=None, by, at):
    """Put these facts and employers in place of those in the register; returns how many dossiers went back.

    Running work that an employer now ties is given back, and the secretariat told. What was written already changes
    nothing.
    """
    User.objects.locked(user.pk)
    refuse(rules.describing_refusal(user.pk, office=by))
    entry = Judge.objects.filter(user=user).first()
    unchanged(seen, stamp(entry), entry)
    works = list(dict.fromkeys(employers))
    for work in works:
        refuse(rules.employer_refusal(work.since, work.until, on=timezone.localdate(at)))
    if entry and facts == facts_of(entry) and works == works_of(user):
        return 0
    entry = entry or Judge(user=user)
    for name, value in vars(facts).items():
        setattr(entry, name, list(value) if name == "fields" else value)
    entry.number += 1
    entry.save()
    Employer.objects.filter(judge=user).delete()
    Employer.objects.bulk_create(Employer(judge=user, **vars(work)) for work in works)
    returned = give_back_tied(user, by=by, at=at)
    events.record(
        "judge.described", on=user, by=by, at=at, employers=[said(work) for work in works], assignments=returned
    )
    return returned


def facts_of(entry: Judge | None) -> Facts:
    """What the register says of a judge now."""
    if entry is None:
        return Facts()
    return Facts(
        **{name: getattr(entry, name) for name in Facts.__dataclass_fields__} | {"fields": tuple(entry.fields)}
    )


def works_of(user) -> list[Workplace]:
    """A judge's employers in the register, in its order."""
    rows = Employer.objects.filter(judge=user).select_related("agency").in_order()
    return [Workplace(one.agency, one.name, one.since, one.until) for one in rows]


def said(work: Workplace) -> dict:
    """An employer as the event keeps it."""
    name = work.agency.name if work.agency else work.name
    dates = {key: day.isoformat() for key in ("since", "until") if (day := getattr(work, key))}
    return {"name": name, "agency": work.agency.pk if work.agency else None, **dates}


def give_back_tied(user, *, by, at):
    """Give running work back that an employer of the register ties; returns how many."""
    today = timezone.localdate(at)
    tying = {one.agency_id: one for one in Employer.objects.filter(judge=user).tying(today).select_related("agency")}
    if not tying:
        return 0
    free = Assignment.objects.filter(judge=user).without_conflict()
    held = list(running(user).exclude(pk__in=free.values("pk")))
    names = ", ".join(sorted(one.agency.name for one in tying.values()))
    return give_away(held, OWN_WORK % {"name": names}, at=at)
