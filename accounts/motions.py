"""The grave act of the ground floor: an admin of the ministry is appointed by two."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import rules
from accounts.domain import joining, motions
from accounts.domain.motions import MotionKind
from accounts.models import Membership, Role, User


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
    """Give the office from the day that was agreed to, or from today where that day has passed meanwhile."""
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
    template="accounts/motions/appoint_admin.html",
    needs_reason=True,
)
KINDS = (APPOINT_ADMIN,)


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
