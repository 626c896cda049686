"""Giving people their offices, extending, ending and handing them on."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import rules
from accounts.domain import events
from accounts.domain.correspondence import letters
from accounts.domain.entrance import links
from accounts.domain.queue import enqueue
from accounts.domain.stamps import unchanged
from accounts.models import JUDGES, Agency, Membership, OfficeConfirmation, Role, Unit, User
from accounts.models.user import folded
from accounts.moments import day, moment
from accounts.rules import Refused, refuse


@transaction.atomic
def appoint(user, role, *, agency=None, unit=None, since, until=None, by, at):
    """Give `user` an office from the date `since` until before `until`; returns the membership.

    Whether `by` may is asked by the acts of pages (`invite`, `replace`) and by the motion for the ministry's admin.
    """
    membership = Membership.objects.create(user=user, role=role, agency=agency, unit=unit, since=since, until=until)
    events.record("membership.appointed", on=membership, by=by, at=at, user=user.pk, role=role)
    return membership


@transaction.atomic
def invite(address, full_name, role, *, agency=None, unit=None, since, until=None, is_seconded=False, by, at):
    """Give the person with this address an office, and tell them; whoever is new makes a password with the letter."""
    refuse(
        rules.appointing_refusal(role, office=by, agency_id=agency.pk if agency else None, is_seconded=is_seconded)
        or rules.period_refusal(since, until, on=timezone.localdate(at))
    )
    user = known(address, full_name)
    return tell(appoint_once(user, role, agency=agency, unit=unit, since=since, until=until, by=by, at=at), at=at)


@transaction.atomic
def invite_writer(address, full_name, unit_name, *, since, until=None, by, at):
    """Give somebody the office of a writer at a unit of one's own agency; a unit that is new is founded."""
    refuse(rules.appointing_refusal(Role.UNIT, office=by, agency_id=by.agency_id))
    agency = Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=by.agency_id)
    name = " ".join(unit_name.split())
    unit = Unit.objects.filter(agency=agency).called(name) or Unit.objects.create(agency=agency, name=name)
    given = {"agency": agency, "unit": unit, "since": since, "until": until}
    return invite(address, full_name, Role.UNIT, **given, by=by, at=at)


def known(address, full_name):
    """The person with an address, found under it in any case, or new; their row is locked."""
    user = User.objects.filter(email=folded(address)).first() or User.objects.create_user(address, full_name)
    return User.objects.locked(user.pk)


def appoint_once(user, role, *, agency, unit, since, until, by, at):
    """Appoint somebody who does not hold the same office in that time."""
    if not user.is_active:
        raise Refused(rules.INACTIVE)
    refuse(rules.place_closed_refusal(agency, unit, on=since))
    held = Membership.objects.filter(user=user, role=role, agency=agency, unit=unit)
    if held.overlapping(since, until).exists():
        raise Refused(rules.ALREADY_HELD)
    return appoint(user, role, agency=agency, unit=unit, since=since, until=until, by=by, at=at)


def tell(membership, *, at):
    """Write to the person who was given an office; with a link, where there is no password yet."""
    user = membership.user
    if user.has_usable_password():
        letters.write(
            "account.appointed", to=[user], words=lambda: appointed_words(membership), about=membership, at=at
        )
        return membership
    url, until = links.address_of(user), at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    letters.write(
        "account.invitation",
        to=[user],
        words=lambda: invited_words(membership, url, until),
        about=membership,
        at=at,
        is_secret=True,
    )
    enqueue("accounts.send_due_letters")
    return membership


def tell_ended(membership, reason, *, at):
    """Write to the person whose office ends."""
    letters.write(
        "account.office_ended",
        to=[membership.user],
        words=lambda: ended_words(membership, reason.strip()),
        about=membership,
        at=at,
    )


def appointed_words(membership):
    """What somebody with a password is told of a new office."""
    return {**office_words(membership), "tautan": settings.BASE_URL + reverse("account_login")}


def invited_words(membership, url, until):
    """What somebody without a password is told of a new office: the link `url` makes one, until a moment."""
    return {**office_words(membership), **link_words(until), "tautan": url}


def link_words(until):
    """What is said of every link that makes a password: until when it does, and where one gets another."""
    return {
        "berlaku_sampai": moment(until),
        "lupa_sandi": settings.BASE_URL + reverse("account_reset_password"),
    }


def office_words(membership):
    """Which office it is, and since when."""
    return {"peran": membership.label, "mulai": day(membership.since)}


def ended_words(membership, reason):
    """What somebody is told whose office ends: why, and whom to ask."""
    return {
        "peran": membership.label,
        "berakhir": day(membership.until),
        "alasan": reason,
        "hubungi": whom_to_ask(membership.role),
    }


def whom_to_ask(role):
    """Whom somebody asks whose office of a role ended and should not have, one sentence."""
    if role == Role.UNIT:
        return _("Bila ini keliru, hubungi admin instansi Anda.")
    if role in {Role.AGENCY_ADMIN, *JUDGES}:
        return _("Bila ini keliru, hubungi sekretariat kompetisi.")
    return _("Bila ini keliru, hubungi admin kementerian.")


@transaction.atomic
def extend(membership, until, *, seen=None, is_seconded=False, by, at):
    """Set another end, None for none; `seen` is the stamp of what its page showed."""
    membership = locked(membership.pk)
    unchanged(seen, stamp(membership), membership)
    given = {"by": by, "at": at, "is_seconded": is_seconded}
    refuse(extending_refusal(membership, until, other_admins=other_admins(membership, until), **given))
    membership.until = until
    membership.save(update_fields=["until"])
    events.record("membership.extended", on=membership, by=by, at=at, until=until.isoformat() if until else None)
    return membership


def extending_refusal(membership, until, *, other_admins, is_seconded=False, by, at):
    """Why an office may not get another end, or None."""
    today = timezone.localdate(at)
    others = Membership.objects.exclude(pk=membership.pk).filter(
        user=membership.user, role=membership.role, agency=membership.agency, unit=membership.unit
    )
    return (
        rules.extending_refusal(membership, office=by, on=today, is_seconded=is_seconded)
        or rules.period_refusal(max(membership.since, today), until, on=today)
        or (rules.ALREADY_HELD if others.overlapping(membership.since, until).exists() else None)
        or rules.new_end_refusal(membership, until, other_admins=other_admins)
    )


@transaction.atomic
def end(membership, until, reason="", *, seen=None, by, at):
    """End an office on the date `until`, which is its first day without; the person is told."""
    membership = locked(membership.pk)
    unchanged(seen, stamp(membership), membership)
    refuse(
        rules.ending_refusal(
            membership, office=by, other_admins=other_admins(membership, until), on=timezone.localdate(at)
        )
        or rules.ending_date_refusal(membership, until, on=timezone.localdate(at))
    )
    dismiss(membership, until=until, reason=reason, by=by, at=at)
    tell_ended(membership, reason, at=at)
    return membership


@transaction.atomic
def dismiss(membership, *, until, reason="", by, at):
    """End an office on the date `until` (exclusive). Nobody is asked any more whether it is still right."""
    membership.until = until
    membership.save(update_fields=["until"])
    OfficeConfirmation.objects.unanswered().filter(membership=membership).update(ended_at=at)
    particulars = {"until": until.isoformat(), **({"reason": reason.strip()} if reason.strip() else {})}
    events.record("membership.dismissed", on=membership, by=by, at=at, **particulars)


@transaction.atomic
def replace(membership, address, full_name, reason="", *, since, until=None, seen=None, is_seconded=False, by, at):
    """End an office and give the same to somebody else from the same day, together; returns the new membership."""
    membership = locked(membership.pk)
    unchanged(seen, stamp(membership), membership)
    today = timezone.localdate(at)
    refuse(rules.replacing_refusal(membership, office=by, on=today, is_seconded=is_seconded))
    refuse(rules.period_refusal(since, until, on=today) or rules.ending_date_refusal(membership, since, on=today))
    user = known(address, full_name)
    refuse(rules.SAME_PERSON_AGAIN if user.pk == membership.user_id else None)
    place = {"agency": membership.agency, "unit": membership.unit}
    new = appoint_once(user, membership.role, **place, since=since, until=until, by=by, at=at)
    dismiss(membership, until=since, reason=reason, by=by, at=at)
    tell_ended(membership, reason, at=at)
    return tell(new, at=at)


def other_admins(membership, until):
    """How many other admins of the ministry are in force on a date without an end."""
    return remaining(membership, until, admins()) if membership.role == Role.MINISTRY_ADMIN else 0


def locked(pk):
    """The membership with its people and places, its row locked until the transaction ends; an admin's of the ministry
    together with those of all others.
    """
    if not Membership.objects.filter(pk=pk, role=Role.MINISTRY_ADMIN).exists():
        return Membership.objects.locked(pk)
    lock_admins()
    return Membership.objects.with_places().get(pk=pk)


def lock_admins():
    """Lock the office of every admin of the ministry, always in the same order and before anything else.

    Two who end each other at the same moment queue here: the second finds nobody left.
    """
    offices = Membership.objects.filter(role=Role.MINISTRY_ADMIN).order_by("pk")
    list(offices.select_for_update(no_key=True).values_list("pk"))


def admins():
    """Every office of an admin of the ministry, always in the same order."""
    return Membership.objects.filter(role=Role.MINISTRY_ADMIN, user__is_active=True).order_by("pk")


def remaining(membership, until, offices):
    """How many of these offices are others', without an end, and in force on the date `until`; None is never."""
    day = max(until, membership.since) if until else date.max
    return sum(one.until is None and one.since <= day and one.user_id != membership.user_id for one in offices)


def stamp(membership):
    """What the pages of an office show of it that others may change."""
    return membership.until.isoformat() if membership.until else "-"
