"""Entries of the registers become one, or two."""

from dataclasses import replace
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain import motions
from accounts.domain.motion_kinds import MotionKind
from accounts.domain.register import merging, splitting
from accounts.domain.register.naming import one_line
from accounts.models import MINISTRY, Agency, Region, Unit
from accounts.rules import register as register_rules


def merging_described(source, inputs):
    """Which entry becomes part of which, and which units of one name become one."""
    target = type(source).objects.get(pk=inputs["into"])
    units = merging.twins(source, target) if isinstance(source, Agency) else []
    return {
        "source": source.name,
        "target": target.name,
        "agency": source.agency.name if isinstance(source, Unit) else "",
        "units": units,
    }


def merging_refusal(source, inputs, *, office, at):
    """Why these two may not become one, or None."""
    target = type(source).objects.filter(pk=inputs["into"]).first()
    if refusal := register_rules.keeping_refusal(office):
        return refusal
    return merging.refusal(source, target, on=timezone.localdate(at)) if target else register_rules.TARGET_GONE


def merge(source, motion, *, by, at):
    """Make one of two entries, as was agreed."""
    target = type(source).objects.get(pk=motion.inputs["into"])
    merging.merge(source, target, motion.reason, by=by, at=at)


def splitting_described(agency, inputs):
    """What the new agency is called, where it lies, from when, and which units go there."""
    units = Unit.objects.filter(agency=agency, pk__in=inputs["units"]).order_by("name", "pk")
    region = Region.objects.filter(pk=inputs["region"]).first()
    return {
        "agency": agency.name,
        "name": inputs["name"],
        "kind": inputs["kind"],
        "region": region.name if region else "",
        "since": inputs["since"],
        "units": list(units.values_list("name", flat=True)),
    }


def splitting_refusal(agency, inputs, *, office, at):
    """Why this agency may not hand these units to a new one, or None."""
    region = Region.objects.filter(pk=inputs["region"]).first()
    own = Unit.objects.filter(agency=agency, merged_into=None).values_list("pk", flat=True)
    taken = Agency.objects.filter(name__iexact=inputs["name"]).exists()
    return (
        register_rules.keeping_refusal(office)
        or register_rules.splitting_refusal(
            agency,
            units=inputs["units"],
            own=set(own),
            since=date.fromisoformat(inputs["since"]),
            on=timezone.localdate(at),
        )
        or register_rules.place_of_kind_refusal(inputs["kind"], region)
        or (register_rules.NAME_TAKEN if taken else None)
    )


def split(agency, motion, *, by, at):
    """Found the new agency and let its units go there, as was agreed."""
    inputs = motion.inputs
    splitting.split(
        agency,
        kind=inputs["kind"],
        name=inputs["name"],
        region=Region.objects.filter(pk=inputs["region"]).first(),
        units=inputs["units"],
        reason=motion.reason,
        by=by,
        at=at,
    )


MERGE_AGENCIES = MotionKind(
    name="merge-agencies",
    title=_("Penggabungan instansi"),
    question=_("Setujui penggabungan ini?"),
    why=_("Dibaca orang yang menyetujuinya. Tercatat dalam riwayat"),
    subjects=Agency.objects.all,
    locked=Agency.objects.locked,
    describe=merging_described,
    refusal=merging_refusal,
    carry=merge,
    address=lambda agency: reverse("register_agency", args=[agency.pk]),
    template="accounts/motions/merge.html",
    roles=MINISTRY,
)
MERGE_UNITS = replace(
    MERGE_AGENCIES,
    name="merge-units",
    title=_("Penggabungan unit"),
    subjects=Unit.objects.all,
    locked=Unit.objects.locked,
    address=lambda unit: reverse("register_unit", args=[unit.pk]),
)
SPLIT_AGENCY = MotionKind(
    name="split-agency",
    title=_("Pemecahan instansi"),
    question=_("Setujui pemecahan ini?"),
    why=_("Dasar perubahannya, misalnya nomor peraturan. Tercatat dalam riwayat"),
    subjects=Agency.objects.all,
    locked=Agency.objects.locked,
    describe=splitting_described,
    refusal=splitting_refusal,
    carry=split,
    address=lambda agency: reverse("register_agency", args=[agency.pk]),
    # It waits for the day from which it holds.
    takes_moment=False,
    template="accounts/motions/split.html",
    roles=MINISTRY,
)


@transaction.atomic
def merge_entries(source, target, reason, *, release_at=None, by, at):
    """Put before a second person that one entry of a register becomes part of another; returns the Motion."""
    kind = MERGE_AGENCIES if isinstance(source, Agency) else MERGE_UNITS
    inputs = {"into": target.pk}
    return motions.move(kind, source, reason=reason, inputs=inputs, release_at=release_at, by=by, at=at)


@transaction.atomic
def split_agency(agency, reason, *, kind, name, region, units, since, by, at):
    """Put before a second person that units of an agency go to a new one from the date `since`; returns the Motion.

    Agreed to before that day, it is carried out when the day begins.
    """
    inputs = {
        "kind": kind,
        "name": one_line(name),
        "region": region.pk if region else None,
        "units": sorted(unit.pk for unit in units),
        "since": since.isoformat(),
    }
    if since > timezone.localdate(at):
        morning = datetime.combine(since, time(), tzinfo=timezone.get_default_timezone())
        inputs["release_at"] = morning.isoformat()
    return motions.move(SPLIT_AGENCY, agency, reason=reason, inputs=inputs, by=by, at=at)
