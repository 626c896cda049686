"""An official list of regions or agencies: handed in, and applied whole by whoever has read the difference."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from accounts.arithmetic.entries import CLOSING, NEW, OTHER, RECODED, RENAMED
from accounts.domain import events
from accounts.domain.register import following, telling
from accounts.domain.register.comparison import compare
from accounts.domain.register.naming import bear, short_of
from accounts.domain.stamps import fingerprint, unchanged
from accounts.models import Agency, AgencyKind, OfficialList, Region
from accounts.models.event import key_of
from accounts.rules import refuse
from accounts.rules import register as rules


@transaction.atomic
def hand_in(kind, lines, *, name, is_complete, since, reason, by, at):
    """Keep a list that was read without faults, to be compared; nothing of it is applied yet."""
    refuse(
        rules.keeping_refusal(by)
        or (rules.NAME_NOT_YET if since > timezone.localdate(at) else None)
        or (rules.REASON_MISSING if not reason.strip() else None)
    )
    listed = OfficialList.objects.create(
        kind=kind,
        name=name[:200],
        rows=[asdict(line) for line in lines],
        is_complete=is_complete,
        since=since,
        reason=reason.strip(),
        sent_by=by,
        sent_at=at,
    )
    events.record("register.list_sent", on=listed, by=by, at=at, file=listed.name, count=len(lines))
    return listed


def stamp(comparison):
    """The stamp of everything that the page of a list shows."""
    return fingerprint(asdict(comparison))


@transaction.atomic
def apply(listed, *, seen=None, by, at):
    """EntryChange the registers as the list says, all of it or nothing; `seen` is the stamp of the difference shown."""
    listed = OfficialList.objects.locked(listed.pk)
    # Whoever changes an entry meanwhile waits, or is waited for and then shows in the comparison.
    list(Region.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    list(Agency.objects.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))
    comparison = compare(listed)
    refuse(
        rules.applying_refusal(
            by,
            is_applied=listed.applied_at is not None,
            has_doubts=bool(comparison.doubts),
            is_empty=not comparison.changes,
        )
    )
    unchanged(seen, stamp(comparison), listed)
    touched = [*change_regions(listed, comparison.regions, by=by, at=at)]
    touched += change_agencies(listed, comparison.agencies, by=by, at=at)
    listed.applied_by, listed.applied_at = by, at
    listed.save(update_fields=["applied_by", "applied_at"])
    events.record(
        "register.list_applied",
        on=listed,
        by=by,
        at=at,
        file=listed.name,
        since=listed.since.isoformat(),
        reason=listed.reason,
        regions=[asdict(change) for change in comparison.regions.changes],
        agencies=[asdict(change) for change in comparison.agencies.changes],
        entries=[token(entry) for entry in touched],
    )
    return listed


def change_regions(listed, difference, *, by, at):
    """Apply what a list changes in the register of regions; returns those it touched. Provinces come first."""
    regions = Region.objects.in_bulk()
    touched = []
    for change in sorted(difference.changes, key=lambda one: (one.what != NEW, len(one.now or one.key), one.key)):
        told = {key: int(now) for key, _was, now in change.facts}
        facts = {key: bool(value) if key == "is_left_behind" else value for key, value in told.items()}
        region = regions.get(change.key)
        if change.what == NEW:
            region = found_region(change.key, change.name, change.kind, {"population": 0, **facts})
        elif change.what == RECODED:
            kept = {"population": region.population, "is_left_behind": region.is_left_behind, **facts}
            new = found_region(change.now, region.name, change.kind, kept)
            region.closed_on, region.became = listed.since, new
            region.save(update_fields=["closed_on", "became"])
            Agency.objects.filter(region=region).update(region=new)
            following.tell("recoded", region, new, at=at)
            touched.append(new)
        elif change.what == RENAMED:
            bear(region, change.now, listed.reason, since=listed.since, by=by, at=at)
        elif change.what == OTHER:
            Region.objects.filter(pk=region.pk).update(**facts)
        elif change.what == CLOSING:
            region.closed_on = listed.since
            region.save(update_fields=["closed_on"])
        touched.append(region)
    return touched


def found_region(code, name, kind, facts):
    """Put a region into the register."""
    return Region.objects.create(
        code=code, name=name, short_name=short_of(name), kind=kind, province_id=code[:2], **facts
    )


def change_agencies(listed, difference, *, by, at):
    """Apply what a list changes in the register of agencies, and tell their admins; the agencies it touched."""
    agencies = Agency.objects.in_bulk([int(change.key) for change in difference.changes if change.key])
    touched = []
    for change in difference.changes:
        if change.what == NEW:
            region = change.region or None
            agency = Agency.objects.create(kind=AgencyKind(change.kind), name=change.name, region_id=region)
            touched.append(agency)
            continue
        agency = agencies[int(change.key)]
        if change.what == RENAMED:
            was = bear(agency, change.now, listed.reason, since=listed.since, by=by, at=at)
            telling.tell_admins(agency, "renamed", was.name, listed.since, listed.reason, at=at)
        elif change.what == OTHER:
            agency.kind = AgencyKind(change.kind)
            agency.save(update_fields=["kind"])
        elif change.what == CLOSING:
            agency.closed_on = listed.since
            agency.save(update_fields=["closed_on"])
            telling.tell_admins(agency, "closed", listed.since, listed.reason, at=at)
        touched.append(agency)
    return touched


def token(entry):
    """How the event of a list names an entry that it touched."""
    return f"{entry._meta.model_name} {key_of(entry)}"
