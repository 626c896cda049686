"""An admin of the ministry is appointed, or stays longer: two people say so."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.domain import joining, motions
from accounts.domain.motion_kinds import AT_ONCE, MotionKind
from accounts.domain.stamps import unchanged
from accounts.models import Membership, Role, User


def locked(pk):
    """The person, locked after the offices of all admins: in the order of whoever ends one of them."""
    joining.lock_admins()
    return User.objects.locked(pk)


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
    why=_("Untuk admin kementerian: dibaca orang yang menyetujuinya"),
    subjects=User.objects.all,
    locked=locked,
    describe=described,
    refusal=appointing_refusal,
    carry=carry,
    address=lambda user: reverse("person", args=[user.pk]),
    called=lambda user: user.told_apart,
    until=lambda user, inputs: timezone.make_aware(datetime.combine(dates(inputs)[0], time())),
    # Who gets the office is not who says that they get it.
    authors=lambda user: (user.pk,),
    # The office has a day of its own.
    takes_moment=False,
    template="accounts/motions/appoint_admin.html",
    # One admin alone would have nobody to agree to a second; whoever replaces that one leaves as many as before.
    stand_ins=lambda inputs: () if inputs["replaces"] else (Role.SECRETARY,),
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
    why=_("Dibaca orang yang menyetujuinya"),
    subjects=User.objects.all,
    locked=locked,
    describe=extending_described,
    refusal=extending_refusal,
    carry=extend,
    address=lambda user: reverse("person", args=[user.pk]),
    called=lambda user: user.told_apart,
    until=answered_before,
    template="accounts/motions/extend_admin.html",
    # The office may end meanwhile, and another end is set in the same way.
    wait=AT_ONCE,
    takes_moment=False,
)


@transaction.atomic
def appoint_admin(address, full_name, reason, *, since, until=None, replaces=None, by, at):
    """Put an appointment before a second person; returns the Motion. Nobody is written to before it is agreed to."""
    joining.lock_admins()
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
    membership = joining.locked(membership.pk)
    user = User.objects.locked(membership.user_id)
    unchanged(seen, joining.stamp(membership), membership)
    inputs = {"membership": membership.pk, "until": until.isoformat() if until else None}
    return motions.move(EXTEND_ADMIN, user, reason=reason, inputs=inputs, by=by, at=at)
