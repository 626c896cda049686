"""An entry ends from a day on, and is opened again. What began before goes on; nothing new begins."""

from django.db import transaction
from django.utils import timezone

from accounts.domain import events
from accounts.domain.register import telling
from accounts.domain.register.naming import NOUNS, stamp
from accounts.domain.stamps import unchanged
from accounts.models import Agency, Region, Unit
from accounts.rules import refuse
from accounts.rules import register as rules


@transaction.atomic
def close(entry, reason, *, on, seen=None, by, at):
    """Close an agency or a unit from the date `on`: no proposal begins there, nobody is appointed, nobody applies."""
    entry = held(entry, seen=seen, by=by)
    refuse(rules.closing_refusal(entry))
    entry.closed_on = on
    entry.save(update_fields=["closed_on"])
    telling.tell_admins(entry, "closed", on, reason, at=at)
    events.record(f"{NOUNS[type(entry)]}.closed", on=entry, by=by, at=at, since=on.isoformat(), reason=reason.strip())
    return entry


@transaction.atomic
def reopen(entry, reason, *, seen=None, by, at):
    """Open a closed entry again, as if it had never been closed; that it was stays in the history."""
    entry = held(entry, seen=seen, by=by)
    refuse(rules.reopening_refusal(entry, agency=entry.agency if isinstance(entry, Unit) else None))
    was, entry.closed_on = entry.closed_on, None
    entry.save(update_fields=["closed_on"])
    telling.tell_admins(entry, "reopened", reason, at=at)
    events.record(f"{NOUNS[type(entry)]}.reopened", on=entry, by=by, at=at, was=was.isoformat(), reason=reason.strip())
    return entry


@transaction.atomic
def close_region(region, reason, *, on, seen=None, by, at):
    """Strike a region from the register from the date `on`: nothing new lies there."""
    region = Region.objects.locked(region.pk)
    unchanged(seen, stamp(region), region)
    refuse(rules.keeping_refusal(by) or region_refusal(region, on=on))
    region.closed_on = on
    region.save(update_fields=["closed_on"])
    events.record("region.closed", on=region, by=by, at=at, since=on.isoformat(), reason=reason.strip())
    return region


@transaction.atomic
def reopen_region(region, reason, *, seen=None, by, at):
    """Put a region that was struck back into the register."""
    region = Region.objects.locked(region.pk)
    unchanged(seen, stamp(region), region)
    refuse(
        rules.keeping_refusal(by) or rules.region_reopening_refusal(region, region.province, on=timezone.localdate(at))
    )
    was, region.closed_on = region.closed_on, None
    region.save(update_fields=["closed_on"])
    events.record("region.reopened", on=region, by=by, at=at, was=was.isoformat(), reason=reason.strip())
    return region


def region_refusal(region, *, on):
    """Why a region may not be struck from the date `on`; part of showing and of doing."""
    return rules.region_closing_refusal(
        region,
        has_regions=Region.objects.standing(on).filter(province=region).exclude(pk=region.pk).exists(),
        has_agencies=Agency.objects.standing(on).filter(region=region).exists(),
    )


def held(entry, *, seen, by):
    """The entry, locked, as it was shown, for somebody who keeps it."""
    entry = type(entry).objects.locked(entry.pk)
    unchanged(seen, stamp(entry), entry)
    refuse(rules.keeping_refusal(by, entry if isinstance(entry, Unit) else None))
    return entry
