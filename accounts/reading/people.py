"""Who holds which office, and how it came about, as the pages of people ask it."""

from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import rules
from accounts.domain import joining
from accounts.domain.motion_kinds import KINDS
from accounts.models import Application, Event, Membership, Motion, Role
from accounts.reading.waiting import Counted

STATES = {"berlaku": "current", "belum-mulai": "coming", "berakhir": "ended"}


@dataclass(frozen=True)
class Office:
    """One office of a person with what the reader may do about it."""

    membership: Membership
    state: Membership.State
    stamp: str
    extending_refusal: rules.Refusal | None
    ending_refusal: rules.Refusal | None
    replacing_refusal: rules.Refusal | None


def offices(office, *, on, q="", peran="", instansi="", status=""):
    """The offices that the holder of `office` may see, by name; narrowed by what is asked for."""
    found = Membership.objects.within(office).with_places()
    if status in STATES:
        found = getattr(found, STATES[status])(on)
    for word in q.split():
        found = found.filter(Q(user__full_name__icontains=word) | Q(user__email__icontains=word))
    if peran:
        found = found.filter(role=peran)
    if instansi.strip():
        name = instansi.strip()
        found = found.filter(Q(agency__name__icontains=name) | Q(unit__name__icontains=name))
    return found.order_by("user__full_name", "user__email", F("since").desc(), "pk")


def with_state(memberships, *, on):
    """Each membership with where it is on a date."""
    return [{"membership": one, "state": one.state(on)} for one in memberships]


def offices_of(user, office, *, on):
    """The offices of one person, the latest first, and what may be done about each."""
    held = Membership.objects.within(office).filter(user=user).with_places().order_by("-since", "-pk")
    return [drawn(membership, office, on=on) for membership in held]


def drawn(membership, office, *, on):
    """One office as its person's page shows it."""
    others = other_admins(membership, on=on)
    return Office(
        membership=membership,
        state=membership.state(on),
        stamp=joining.stamp(membership),
        # The pages of an admin of the ministry put a motion before a second person.
        extending_refusal=rules.extending_refusal(membership, office=office, on=on, is_seconded=True),
        ending_refusal=rules.ending_refusal(membership, office=office, other_admins=others, on=on),
        replacing_refusal=rules.replacing_refusal(membership, office=office, on=on, is_seconded=True),
    )


def other_admins(membership, *, on):
    """How many other admins of the ministry hold their office without an end."""
    if membership.role != Role.MINISTRY_ADMIN:
        return 0
    return joining.remaining(membership, on, joining.admins())


def history(memberships):
    """The events of these offices, newest first; history reads no further than what it is asked for."""
    keys = [membership.pk for membership in memberships]
    found = Q(subject_type="accounts.membership", subject_id__in=keys)
    for one in memberships:
        # Writers from a file share one event, which names each of their offices.
        if one.role == Role.UNIT:
            row = f"[{one.pk},{one.user_id},{one.unit_id}]"
            found |= Q(subject_type="accounts.agency", name="writers.taken_in", body__contains=row)
    return Event.objects.filter(found).order_by("-number")


def motions_about(user):
    """What is on its way about a person, each with its `title`."""
    found = list(Motion.objects.about(user).on_its_way().select_related("mover"))
    for motion in found:
        motion.title = KINDS[motion.kind].title
    return found


def applications_waiting(office, at):
    """One line of the home page when agencies ask to join."""
    return [Counted(_("Permohonan instansi"), Application.objects.waiting(), "sent_at", reverse("applications"))]
