"""Agencies join by themselves: a stranger applies with the official letter, the secretariat decides."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.domain import events, joining
from accounts.domain.correspondence import letters
from accounts.domain.entrance import attempts
from accounts.files import keeping
from accounts.files.taking import MEBIBYTE, Allowed
from accounts.models import Application, Attempt, Membership, Role
from accounts.models.user import folded
from accounts.moments import day
from accounts.rules import REASON_MISSING, Refused
from accounts.rules import applications as rules

LETTER = Allowed(kinds=("pdf",), max_bytes=2 * MEBIBYTE)
FOLDER = "permohonan"


@transaction.atomic
def apply(agency, *, full_name, position, email, phone, letter, visitor, at):
    """Put an application into the secretariat's queue; one that waits already stands, and the answer is the same.

    Refused when too many came from one visitor or for one address. Whether an address has an account is not asked.
    """
    attempts.begin(Attempt.Kind.APPLICATION, email, visitor, at=at)
    if Application.objects.waiting().filter(agency=agency, email=folded(email)).exists():
        return None
    application = Application.objects.create(
        agency=agency,
        full_name=full_name,
        position=position,
        email=folded(email),
        phone=phone,
        **keeping.both(letter, folder=FOLDER),
        sent_at=at,
    )
    events.record(
        "application.sent",
        on=application,
        by=None,
        at=at,
        agency=agency.pk,
        came_sha256=application.came_sha256,
        sha256=application.sha256,
    )
    return application


@transaction.atomic
def accept(application, *, ends_previous=False, by, at):
    """Give the applicant the office of the agency's admin; who held it before is told and, if chosen, ended."""
    application = locked(application, by=by)
    previous = list(admins_of(application.agency, at=at))
    membership = joining.invite(
        application.email,
        application.full_name,
        Role.AGENCY_ADMIN,
        agency=application.agency,
        since=timezone.localdate(at),
        by=by,
        at=at,
    )
    application.accepted_at, application.accepted_by = at, by
    application.save(update_fields=["accepted_at", "accepted_by"])
    letters.write(
        "agency.new_admin",
        to=[one.user for one in previous],
        words=lambda: new_admin_words(membership, is_ended=ends_previous),
        about=application,
        at=at,
    )
    for one in previous if ends_previous else ():
        joining.dismiss(one, until=timezone.localdate(at), by=by, at=at)
    events.record("application.accepted", on=application, by=by, at=at, membership=membership.pk)
    return membership


@transaction.atomic
def decline(application, reason, *, by, at):
    """Send the wish back with a reason, which the applicant reads."""
    application = locked(application, by=by)
    if not reason.strip():
        raise Refused(REASON_MISSING)
    application.declined_at, application.declined_by, application.decline_reason = at, by, reason.strip()
    application.save(update_fields=["declined_at", "declined_by", "decline_reason"])
    applicant = joining.known(application.email, application.full_name)
    words = partial(declined_words, application)
    letters.write("agency.declined", to=[applicant], words=words, about=application, at=at)
    events.record("application.declined", on=application, by=by, at=at, reason=application.decline_reason)
    return application


def new_admin_words(membership, *, is_ended):
    """What the admins before are told of the new one of their agency."""
    end = _("Peran Anda sebagai admin instansi berakhir pada hari yang sama.")
    return {
        "admin_baru": membership.user.told_apart,
        "instansi": membership.agency.name,
        "mulai": day(membership.since),
        "akhir_peran": end if is_ended else "",
    }


def declined_words(application):
    """What an applicant is told who was sent away."""
    return {
        "instansi": application.agency.name,
        "alasan": application.decline_reason,
        "tautan": settings.BASE_URL + reverse("application_agencies"),
    }


def locked(application, *, by):
    """The application, its row locked, if this office may decide on it."""
    application = Application.objects.locked(application.pk)
    if refusal := rules.deciding_refusal(application, office=by):
        raise Refused(refusal)
    return application


def admins_of(agency, *, at):
    """The memberships of the agency's admins of today."""
    current = Membership.objects.current(timezone.localdate(at)).filter(role=Role.AGENCY_ADMIN, agency=agency)
    return current.with_places().order_by("pk")


def expected():
    """What the store must hold of every application."""
    for row in Application.objects.order_by("pk").iterator():
        yield from (row.on_record, row.clean)
