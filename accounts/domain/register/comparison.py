"""An official list beside the registers: what it changes as they stand, and what is doubtful about it."""

from dataclasses import dataclass, replace

from django.db.models import Max

from accounts.arithmetic import comparing
from accounts.arithmetic.entries import (
    CLOSED,
    CLOSING,
    MERGED,
    NEW,
    RENAMED,
    STANDING,
    AgencyEntry,
    AgencyLine,
    Doubt,
    EntryChange,
    ListDifference,
    RegionEntry,
    RegionLine,
    folded,
)
from accounts.domain import reference
from accounts.domain.register.naming import short_of
from accounts.models import Agency, FormerName, OfficialList, Region

NONE = ListDifference((), ())


@dataclass(frozen=True)
class Comparison:
    """What a list changes in the register of regions, and what in that of agencies."""

    regions: ListDifference
    agencies: ListDifference

    @property
    def doubts(self):
        """Everything that keeps the list from being applied."""
        return [*self.regions.doubts, *self.agencies.doubts]

    @property
    def changes(self):
        """Everything that it changes."""
        return [*self.regions.changes, *self.agencies.changes]


def compare(listed):
    """What a list changes as the registers stand, and what is doubtful about it; a handful of queries."""
    entries = agency_entries()
    if listed.kind == OfficialList.Kind.REGIONS:
        lines = [RegionLine(**row) for row in listed.rows]
        regions = comparing.compare_regions(lines, region_entries(), is_complete=listed.is_complete)
        agencies = governments(regions, entries)
    else:
        lines = [AgencyLine(**row) for row in listed.rows]
        regions = NONE
        agencies = comparing.compare_agencies(
            lines, entries, is_complete=listed.is_complete, other_names=reference.other_names()
        )
        known = set(Region.objects.standing(listed.since).values_list("code", flat=True))
        strangers = [
            Doubt(line.row, "region_unknown", {"code": line.region})
            for line in lines
            if line.region and line.region not in known
        ]
        agencies = replace(agencies, doubts=(*agencies.doubts, *strangers))
    return Comparison(with_dates("region", regions, listed.since), with_dates("agency", agencies, listed.since))


def region_entries():
    """Every region of the register."""
    return [
        RegionEntry(one.code, one.name, one.kind, one.population, one.is_left_behind, one.closed_on is not None)
        for one in Region.objects.order_by("pk")
    ]


def agency_entries():
    """Every agency of the register with the names it bore; those that stand come last, so that they are found first."""
    bore = {}
    for key, name in FormerName.objects.exclude(agency=None).order_by("pk").values_list("agency", "name"):
        bore.setdefault(key, []).append(name)
    found = [
        AgencyEntry(
            one.pk,
            one.name,
            one.kind,
            one.region_id or "",
            MERGED if one.merged_into_id else CLOSED if one.closed_on else STANDING,
            one.merged_into.name if one.merged_into_id else "",
            tuple(bore.get(one.pk, ())),
        )
        for one in Agency.objects.select_related("merged_into").order_by("pk")
    ]
    return sorted(found, key=lambda one: (one.state == STANDING, one.key))


def governments(regions, entries):
    """What the governments of regions become when the regions change; where the code changes, they go along."""
    changes, doubts = [], []
    by_name = {folded(entry.name): entry for entry in entries}
    for change in regions.changes:
        there = [one for one in entries if one.region == change.key and one.state == STANDING]
        if change.what == NEW and not short_of(change.name).startswith(reference.ADMINISTRATIVE):
            name = called(change.key, change.name, change.kind)
            if same := by_name.get(folded(name)):
                doubts.append(Doubt(change.row, "government_there", {"name": same.name}))
            else:
                changes.append(EntryChange(change.row, NEW, "", name, kind=change.kind, region=change.key))
        elif change.what == RENAMED:
            name, was = called(change.key, change.now, change.kind), called(change.key, change.was, change.kind)
            for one in there:
                if one.kind != change.kind or folded(one.name) != folded(was):
                    continue
                if (same := by_name.get(folded(name))) and same.key != one.key:
                    doubts.append(Doubt(change.row, "name_taken", {"name": same.name}))
                else:
                    changes.append(EntryChange(change.row, RENAMED, str(one.key), name, one.name, name, one.kind))
        elif change.what == CLOSING:
            changes += [
                EntryChange(None, CLOSING, str(one.key), one.name, kind=one.kind)
                for one in there
                if one.kind == change.kind
            ]
            doubts += [Doubt(None, "agency_left", {"name": one.name}) for one in there if one.kind != change.kind]
    return ListDifference(tuple(changes), tuple(doubts))


def called(code, name, kind):
    """What the government of a region is called."""
    return reference.government_of(Region(code=code, name=name, kind=kind))


def with_dates(noun, difference, since):
    """The same difference, with doubts where a name that stands began after the list."""
    last = dict(
        FormerName.objects.exclude(**{noun: None})
        .values_list(noun)
        .annotate(last=Max("until"))
        .filter(last__gt=since)
        .order_by(noun)
        .values_list(noun, "last")
    )
    late = [
        Doubt(change.row, "name_before_last")
        for change in difference.changes
        if change.what == RENAMED and (change.key if noun == "region" else int(change.key)) in last
    ]
    return replace(difference, doubts=(*difference.doubts, *late))
