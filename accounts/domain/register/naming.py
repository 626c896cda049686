"""Entries come into the registers, and are called otherwise from a day on; what they were called stays known."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.domain import events
from accounts.domain.register import following, telling
from accounts.domain.stamps import fingerprint, unchanged
from accounts.models import Agency, FormerName, Region, Unit
from accounts.rules import refuse
from accounts.rules import register as register_rules

NOUNS = {Agency: "agency", Unit: "unit", Region: "region"}


@transaction.atomic
def enter(kind, name, region=None, *, by, at):
    """Put an agency into the register; returns it."""
    name = one_line(name)
    refuse(
        register_rules.keeping_refusal(by)
        or register_rules.place_of_kind_refusal(kind, region)
        or (register_rules.NAME_TAKEN if Agency.objects.filter(name__iexact=name).exists() else None)
    )
    agency = Agency.objects.create(kind=kind, name=name, region=region)
    events.record("agency.entered", on=agency, by=by, at=at, called=name, kind=kind)
    return agency


@transaction.atomic
def enter_unit(agency, name, *, by, at):
    """Put a unit of an agency into the register; returns it."""
    name = one_line(name)
    agency = Agency.objects.locked(agency.pk)
    unit = Unit(agency=agency, name=name)
    taken = Unit.objects.filter(agency=agency, name__iexact=name).exists()
    refuse(register_rules.keeping_refusal(by, unit) or (register_rules.NAME_TAKEN if taken else None))
    refuse(register_rules.AGENCY_CLOSED if agency.closed_on else None)
    unit.save()
    events.record("unit.entered", on=unit, by=by, at=at, called=name)
    return unit


@transaction.atomic
def rename(entry, name, reason, *, since, seen=None, by, at):
    """Call an agency or a unit otherwise from the date `since`; the name it bore stays on record with the reason.

    Editions that still take proposals show the new name; the others keep the one of their time.
    """
    entry = type(entry).objects.locked(entry.pk)
    unchanged(seen, stamp(entry), entry)
    refuse(register_rules.keeping_refusal(by, entry if isinstance(entry, Unit) else None))
    was = bear(entry, one_line(name), reason, since=since, by=by, at=at)
    noun = NOUNS[type(entry)]
    telling.tell_admins(entry, "renamed", was.name, since, reason, at=at)
    events.record(
        f"{noun}.renamed", on=entry, by=by, at=at, was=was.name, to=entry.name, since=since.isoformat(), reason=reason
    )
    return entry


@transaction.atomic
def rename_region(region, name, reason, *, since, seen=None, by, at):
    """Call a region otherwise from a date."""
    region = Region.objects.locked(region.pk)
    unchanged(seen, stamp(region), region)
    refuse(register_rules.keeping_refusal(by))
    was = bear(region, one_line(name), reason, since=since, by=by, at=at)
    particulars = {"code": region.code, "was": was.name, "to": region.name, "reason": reason}
    events.record("region.renamed", on=region, by=by, at=at, **particulars)
    return region


def bear(entry, name, reason, *, since, by, at):
    """Let a locked entry bear another name, and everything that follows it; returns the FormerName."""
    noun = NOUNS[type(entry)]
    last = FormerName.objects.filter(**{noun: entry}).aggregate(last=Max("until"))["last"]
    refuse(
        register_rules.naming_refusal(
            entry, name, since, last=last, is_taken=is_taken(entry, name), on=timezone.localdate(at)
        )
    )
    was = FormerName.objects.create(
        **{noun: entry}, name=entry.name, until=since, reason=reason.strip(), changed_at=at, changed_by=by
    )
    entry.name, fields = name, ["name"]
    if isinstance(entry, Region):
        entry.short_name, fields = short_of(name), ["name", "short_name"]
    entry.save(update_fields=fields)
    following.tell("renamed", entry, was.name, at=at)
    return was


def is_taken(entry, name):
    """Whether another entry of the same register bears a name; regions may share one, as their codes differ."""
    if isinstance(entry, Region):
        return False
    others = type(entry).objects.exclude(pk=entry.pk).filter(name__iexact=name)
    return (others.filter(agency=entry.agency_id) if isinstance(entry, Unit) else others).exists()


def short_of(name):
    """A region's name without the word that says what it is."""
    first, _blank, rest = name.partition(" ")
    return rest if rest and first.casefold() in ("kabupaten", "kota", "provinsi") else name


def stamp(entry):
    """What the pages of an entry show of it that others may change."""
    ends = [entry.closed_on, getattr(entry, "merged_into_id", None)]
    heads = entry.heads.order_by("since").values_list("name", "since", "until") if isinstance(entry, Agency) else []
    place = [getattr(entry, "agency_id", None), getattr(entry, "region_id", None)]
    return fingerprint([entry.name, *place, *ends, *map(list, heads)])


def one_line(text):
    """A name without stray blanks."""
    return " ".join(text.split())
