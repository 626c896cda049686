"""One agency becomes two from a day on: some of its units, with their writers and drafts, go to a new entry.

Carried out by a motion (`accounts/motions/registers.py`). What was submitted stays with the agency that submitted it.
"""

from django.utils import timezone

from accounts.domain import events, joining
from accounts.domain.register import following, telling
from accounts.domain.register.naming import enter
from accounts.models import Agency, Membership, Unit


def split(agency, *, kind, name, region, units, reason, by, at):
    """Found the new agency and let the units go there; returns it. Part of the transaction of the motion."""
    agency = Agency.objects.locked(agency.pk)
    new = enter(kind, name, region, by=by, at=at)
    going = list(Unit.objects.filter(agency=agency, pk__in=units).order_by("pk"))
    move_people(going, new, by=by, at=at)
    Unit.objects.filter(pk__in=[unit.pk for unit in going]).update(agency=new)
    following.tell("split", agency, new, going, at=at)
    telling.tell_admins(agency, "split", new, going, reason, at=at)
    events.record(
        "agency.split",
        on=agency,
        by=by,
        at=at,
        into=new.pk,
        called=new.name,
        units=[unit.pk for unit in going],
        reason=reason,
    )
    return new


def move_people(units, new, *, by, at):
    """End the offices of the units' writers at the old agency, and give them the same at the new one."""
    today = timezone.localdate(at)
    offices = Membership.objects.filter(unit__in=units).exclude(pk__in=Membership.objects.ended(today).values("pk"))
    for office in offices.select_related("user", "unit").order_by("pk"):
        day, until = max(today, office.since), office.until
        joining.dismiss(office, until=day, by=by, at=at)
        place = {"agency": new, "unit": office.unit}
        joining.appoint(office.user, office.role, **place, since=day, until=until, by=by, at=at)
