"""Two entries of the same office become one: what pointed to the one points to the other, and the one stays readable.

Carried out by a motion (`accounts/motions/registers.py`), because it cannot be taken back by a button.
"""

from django.utils import timezone

from accounts.domain import events, joining
from accounts.domain.register import following, telling
from accounts.models import Agency, Membership, Unit
from accounts.rules import refuse
from accounts.rules import register as rules


def refusal(source, target, *, on):
    """Why these two may not become one; part of asking and of doing."""
    if found := rules.merging_refusal(source, target, on=on):
        return found
    if said := following.hindrances(source, target, on=on):
        return rules.Refusal("merger_hindered", " ".join(said))
    return None


def merge(source, target, reason, *, by, at):
    """Make one of two agencies or of two units, both locked; part of the transaction of the motion."""
    first, second = sorted((source, target), key=lambda one: one.pk)
    held = {one.pk: type(source).objects.locked(one.pk) for one in (first, second)}
    source, target = held[source.pk], held[target.pk]
    refuse(refusal(source, target, on=timezone.localdate(at)))
    if isinstance(source, Agency):
        unite_agencies(source, target, reason, by=by, at=at)
        telling.tell_admins(source, "merged", target, reason, to=target, at=at)
        events.record("agency.merged", on=source, by=by, at=at, into=target.pk, called=target.name, reason=reason)
    else:
        unite(source, target, by=by, at=at)
        events.record("unit.merged", on=source, by=by, at=at, into=target.pk, called=target.name, reason=reason)
    return target


def unite_agencies(source, target, reason, *, by, at):
    """Units of one name become one, the others go over with their people; then the agencies themselves."""
    same = {unit.name.casefold(): unit for unit in Unit.objects.filter(agency=target).select_related("merged_into")}
    for unit in Unit.objects.filter(agency=source, merged_into=None).order_by("pk"):
        if twin := same.get(unit.name.casefold()):
            unite(unit, twin.stands_for, by=by, at=at)
        else:
            Unit.objects.filter(pk=unit.pk).update(agency=target)
            Membership.objects.filter(unit=unit).update(agency=target)
    unite(source, target, by=by, at=at)


def unite(source, target, *, by, at):
    """Point to the target what pointed to the source, here and on the floors above."""
    noun = "agency" if isinstance(source, Agency) else "unit"
    go_over(source, target, noun, by=by, at=at)
    following.tell("merged", source, target, at=at)
    today = timezone.localdate(at)
    source.merged_into, source.closed_on = target, min(source.closed_on or today, today)
    source.save(update_fields=["merged_into", "closed_on"])
    type(source).objects.filter(merged_into=source).update(merged_into=target)


def go_over(source, target, noun, *, by, at):
    """Let offices at the source be offices at the target.

    Somebody who held the same office at both keeps the one at the target; the other stays as history, ended.
    """
    today = timezone.localdate(at)
    offices = Membership.objects.filter(**{noun: source})
    if noun == "agency":
        offices = offices.filter(unit=None)
    there = Membership.objects.filter(**{noun: target}, user__in=offices.values("user"))
    held = {}
    for one in there:
        held.setdefault((one.user_id, one.role), []).append(one)
    for office in offices.select_related("user").order_by("pk"):
        rivals = held.get((office.user_id, office.role), ())
        if any(overlaps(office, rival) for rival in rivals):
            if office.state(today) != Membership.State.ENDED:
                joining.dismiss(office, until=max(today, office.since), by=by, at=at)
            continue
        setattr(office, noun, target)
        if noun == "unit":
            office.agency_id = target.agency_id
        office.save(update_fields=["agency", "unit"])
        held.setdefault((office.user_id, office.role), []).append(office)


def overlaps(one, other):
    """Whether two offices have a day in common; the ends are exclusive."""
    if one.until == one.since or other.until == other.since:
        return False
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def twins(source, target):
    """The names of units that both agencies have, in order: these become one."""
    there = {name.casefold() for name in Unit.objects.filter(agency=target).values_list("name", flat=True)}
    own = Unit.objects.filter(agency=source, merged_into=None).order_by("name", "pk").values_list("name", flat=True)
    return [name for name in own if name.casefold() in there]
