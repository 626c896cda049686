"""The grave acts of the ground floor: an admin of the ministry is appointed or stays longer, entries of registers
become one or two, and the second factor of somebody who lost it goes.
"""

from dataclasses import replace
from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.domain import joining, motions
from accounts.domain.entrance import second_factor
from accounts.domain.motion_kinds import MotionKind
from accounts.domain.register import merging, splitting
from accounts.domain.register.naming import one_line
from accounts.domain.stamps import unchanged
from accounts.models import MINISTRY, Agency, Membership, Region, Role, Unit, User
from accounts.rules import register as register_rules


def described(user, inputs):
    """Who becomes an admin from when until when, and whose place they take."""
    replaced = Membership.objects.select_related("user").filter(pk=inputs["replaces"]).first()
    return {
        "person": user.told_apart,
        "since": inputs["since"],
        "until": inputs["until"],
        "replaces": replaced.user.told_apart if replaced else "",
    }


def appointing_refusal(user, inputs, *, office, at):
    """Why this person may not be put forward, or None."""
    today = timezone.localdate(at)
    if refusal := rules.appointing_refusal(Role.MINISTRY_ADMIN, office=office, is_seconded=True):
        return refusal
    if not user.is_active:
        return rules.INACTIVE
    since, until = dates(inputs)
    held = Membership.objects.filter(user=user, role=Role.MINISTRY_ADMIN)
    if held.overlapping(since, until).exists():
        return rules.ALREADY_HELD
    if refusal := rules.period_refusal(since, until, on=today):
        return refusal
    replaced = Membership.objects.filter(pk=inputs["replaces"]).first()
    return replaced and (
        rules.replacing_refusal(replaced, office=office, on=today, is_seconded=True)
        or rules.ending_date_refusal(replaced, since, on=today)
    )


def dates(inputs):
    """From when until when, as dates."""
    return date.fromisoformat(inputs["since"]), date.fromisoformat(inputs["until"]) if inputs["until"] else None


def carry(user, motion, *, by, at):
    """Give the office from the day that was agreed to, or from today where that day has passed meanwhile.

    The secretariat agrees where there is no other admin; who gives the office is then the admin who put it forward.
    """
    by = by if by.role == Role.MINISTRY_ADMIN else motion.moved_by
    since, until = dates(motion.inputs)
    since = max(since, timezone.localdate(at))
    if replaced := Membership.objects.filter(pk=motion.inputs["replaces"]).first():
        joining.replace(
            replaced,
            user.email,
            user.full_name,
            motion.reason,
            since=since,
            until=until,
            is_seconded=True,
            by=by,
            at=at,
        )
        return
    given = {"since": since, "until": until, "is_seconded": True}
    joining.invite(user.email, user.full_name, Role.MINISTRY_ADMIN, **given, by=by, at=at)


APPOINT_ADMIN = MotionKind(
    name="appoint-ministry-admin",
    title=_("Pengangkatan admin kementerian"),
    question=_("Setujui pengangkatan ini?"),
    subjects=User.objects.all,
    locked=User.objects.locked,
    describe=described,
    refusal=appointing_refusal,
    carry=carry,
    address=lambda user: reverse("person", args=[user.pk]),
    called=lambda user: user.told_apart,
    until=lambda user, inputs: timezone.make_aware(datetime.combine(dates(inputs)[0], time())),
    # Who gets the office is not who says that they get it.
    authors=lambda user: (user.pk,),
    template="accounts/motions/appoint_admin.html",
    # One admin alone would have nobody to agree to a second; whoever replaces that one leaves as many as before.
    stand_ins=lambda inputs: () if inputs["replaces"] else (Role.SECRETARY,),
    needs_reason=True,
)


def extending_described(user, inputs):
    """Whose office ends when, and when it is to end instead."""
    membership = Membership.objects.get(pk=inputs["membership"])
    return {
        "person": user.told_apart,
        "since": membership.since.isoformat(),
        "until": membership.until.isoformat() if membership.until else None,
        "new_until": inputs["until"],
    }


def extending_refusal(user, inputs, *, office, at):
    """Why the office of this admin may not get that end, or None."""
    membership = Membership.objects.get(pk=inputs["membership"])
    if not user.is_active:
        return rules.INACTIVE
    until = new_end(inputs)
    others = joining.remaining(membership, until, joining.admins())
    return joining.extending_refusal(membership, until, other_admins=others, is_seconded=True, by=office, at=at)


def new_end(inputs):
    """The end that is asked for, as a date; None for none."""
    return date.fromisoformat(inputs["until"]) if inputs["until"] else None


def answered_before(_user, inputs):
    """The moment at which the office is over and cannot be extended any more."""
    until = Membership.objects.values_list("until", flat=True).get(pk=inputs["membership"])
    return timezone.make_aware(datetime.combine(until, time())) if until else None


def extend(_user, motion, *, by, at):
    """Set the end that was agreed to."""
    membership = Membership.objects.get(pk=motion.inputs["membership"])
    joining.extend(membership, new_end(motion.inputs), is_seconded=True, by=by, at=at)


EXTEND_ADMIN = MotionKind(
    name="extend-ministry-admin",
    title=_("Perpanjangan peran admin kementerian"),
    question=_("Setujui perpanjangan ini?"),
    subjects=User.objects.all,
    locked=User.objects.locked,
    describe=extending_described,
    refusal=extending_refusal,
    carry=extend,
    address=lambda user: reverse("person", args=[user.pk]),
    called=lambda user: user.told_apart,
    until=answered_before,
    template="accounts/motions/extend_admin.html",
    needs_reason=True,
)


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
    subjects=Agency.objects.all,
    locked=Agency.objects.locked,
    describe=merging_described,
    refusal=merging_refusal,
    carry=merge,
    address=lambda agency: reverse("register_agency", args=[agency.pk]),
    template="accounts/motions/merge.html",
    roles=MINISTRY,
    needs_reason=True,
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
    subjects=Agency.objects.all,
    locked=Agency.objects.locked,
    describe=splitting_described,
    refusal=splitting_refusal,
    carry=split,
    address=lambda agency: reverse("register_agency", args=[agency.pk]),
    template="accounts/motions/split.html",
    roles=MINISTRY,
    needs_reason=True,
)


def releasing_described(user, inputs):
    """Whose second factors are taken away, and how many apps and keys there are."""
    return {"person": user.told_apart, "address": user.email, "count": len(second_factor.of(user))}


def releasing_refusal(user, inputs, *, office, at):
    """Why there is nothing to take away from this person, or None."""
    if office.role not in MINISTRY:
        return rules.MINISTRY_ONLY
    return None if second_factor.is_on(user) else rules.NO_SECOND_FACTOR


def release(user, motion, *, by, at):
    """Take away what was lost, as was agreed."""
    second_factor.release(user, motion.reason, by=by, at=at)


RELEASE_FACTOR = MotionKind(
    name="release-second-factor",
    title=_("Pelepasan pengaman kedua"),
    question=_("Lepas pengaman kedua orang ini?"),
    subjects=User.objects.all,
    locked=User.objects.locked,
    describe=releasing_described,
    refusal=releasing_refusal,
    carry=release,
    address=lambda user: reverse("person", args=[user.pk]),
    called=lambda user: user.told_apart,
    # Who lost it is not who says that it may go.
    authors=lambda user: (user.pk,),
    template="accounts/motions/release_factor.html",
    roles=MINISTRY,
    needs_reason=True,
)
KINDS = (APPOINT_ADMIN, EXTEND_ADMIN, MERGE_AGENCIES, MERGE_UNITS, SPLIT_AGENCY, RELEASE_FACTOR)


@transaction.atomic
def appoint_admin(address, full_name, reason, *, since, until=None, replaces=None, by, at):
    """Put an appointment before a second person; returns the Motion. Nobody is written to before it is agreed to."""
    user = joining.known(address, full_name)
    inputs = {
        "since": since.isoformat(),
        "until": until.isoformat() if until else None,
        "replaces": replaces.pk if replaces else None,
    }
    return motions.move(APPOINT_ADMIN, user, reason=reason, inputs=inputs, by=by, at=at)


@transaction.atomic
def extend_admin(membership, until, reason, *, seen=None, by, at):
    """Put another end of an admin's office, None for none, before a second person; returns the Motion."""
    user = User.objects.locked(membership.user_id)
    membership = Membership.objects.locked(membership.pk)
    unchanged(seen, joining.stamp(membership), membership)
    inputs = {"membership": membership.pk, "until": until.isoformat() if until else None}
    return motions.move(EXTEND_ADMIN, user, reason=reason, inputs=inputs, by=by, at=at)


@transaction.atomic
def merge_entries(source, target, reason, *, by, at):
    """Put before a second person that one entry of a register becomes part of another; returns the Motion."""
    kind = MERGE_AGENCIES if isinstance(source, Agency) else MERGE_UNITS
    return motions.move(kind, source, reason=reason, inputs={"into": target.pk}, by=by, at=at)


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


@transaction.atomic
def release_factor(user, reason, *, by, at):
    """Put before a second person that somebody's second factors go, who lost them; returns the Motion."""
    return motions.move(RELEASE_FACTOR, user, reason=reason, by=by, at=at)
