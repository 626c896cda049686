"""Writers from a spreadsheet: a worker gives all of them their offices or none, then writes to each of them once.

A worker that dies loses nothing: what it had not committed never was, and the clock asks another to carry on.
"""

import logging
from collections.abc import Collection
from dataclasses import astuple
from datetime import timedelta
from functools import partial
from itertools import islice
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction
from django.utils import timezone

from accounts import rules
from accounts.domain import events, joining, tries
from accounts.domain.correspondence import letters
from accounts.domain.entrance import links
from accounts.domain.people_import import Line
from accounts.domain.queue import enqueue
from accounts.models import Agency, Membership, Role, Unit, User, WriterSheet
from accounts.moments import day
from accounts.rules import Refused, refuse
from accounts.rules import sheets as sheet_rules

logger = logging.getLogger(__name__)

# So many letters are written in one transaction; after each the page says how far it is.
BATCH = 500
# So many rows of a table are written at once.
AT_ONCE = 1000


class Faulty(Exception):
    """Raised where rows cannot be taken in as things stand: `faults` are pairs of a row's number or None, and a key."""

    def __init__(self, faults: Collection[tuple[int | None, str]]) -> None:
        super().__init__(len(faults))
        self.faults = list(faults)


@transaction.atomic
def hand_in(agency, lines, *, name, by, at):
    """Hand the lines of a spreadsheet to a worker; returns the sheet, whose page says how far it is."""
    refuse(rules.appointing_refusal(Role.UNIT, office=by, agency_id=agency.pk))
    if faults := faults_of(agency, lines, on=timezone.localdate(at)):
        raise Faulty(faults)
    sheet = WriterSheet.objects.create(
        agency=agency,
        name=name[:200],
        lines=[astuple(line) for line in lines],
        sent_by=by,
        sent_at=at,
        tried_at=at,
    )
    enqueue("accounts.take_in_writers", sheet_id=sheet.pk)
    return sheet


def carry_on(sheet_id, *, clock):
    """Do what is left to do for a sheet. Safe to run twice and by two workers at once; `clock` gives the moment."""
    try:
        if not begin(sheet_id, at=clock()):
            return
        take_in(sheet_id, at=clock())
        while tell_some(sheet_id, at=clock()):
            pass
    except Faulty as faulty:
        fail(sheet_id, faulty.faults, at=clock())
    except Refused as refused:
        fail(sheet_id, [(None, refused.refusal.key)], at=clock())


def resume_unfinished(*, at):
    """Ask again for every sheet that no worker has, each time after a longer pause; one over which workers are lost
    again and again is given up.

    Where the offices are given already, nobody gives up: the letters that are missing are tried once a day.
    """
    for sheet in WriterSheet.objects.unfinished(since=at - tries.PAUSES[0]):
        if at < tries.again_at(sheet.tries, at=sheet.tried_at):
            continue
        if sheet.tries >= tries.WORKERS and not sheet.taken_in_at:
            fail(sheet.pk, [(None, sheet_rules.WORKER_LOST.key)], at=at)
        else:
            enqueue("accounts.take_in_writers", sheet_id=sheet.pk)


@transaction.atomic
def begin(sheet_id, *, at):
    """Note that a worker begins; whether there is anything to do that no other worker does."""
    sheet = WriterSheet.objects.free(sheet_id)
    if sheet is None:
        return False
    sheet.tries, sheet.tried_at = sheet.tries + 1, at
    sheet.save(update_fields=["tries", "tried_at"])
    return True


@transaction.atomic
def fail(sheet_id, faults, *, at):
    """Keep why nothing was done. The sheet is over: corrected, it is handed in anew."""
    sheet = WriterSheet.objects.free(sheet_id)
    if sheet is None or sheet.taken_in_at:
        return
    sheet.faults, sheet.failed_at, sheet.lines = [list(fault) for fault in faults], at, []
    sheet.save(update_fields=["faults", "failed_at", "lines"])


@transaction.atomic
def take_in(sheet_id, *, at):
    """Found the units that are new and appoint every writer who is not one there yet; once done, it is left alone.

    One event tells of the whole file. Bulk statements: ten thousand rows in seconds.
    """
    sheet = WriterSheet.objects.free(sheet_id)
    if sheet is None or sheet.taken_in_at:
        return
    by = Membership.objects.with_places().get(pk=sheet.sent_by_id)
    today = timezone.localdate(at)
    # The files of one agency queue here, so that none founds a unit twice.
    agency = Agency.objects.locked(sheet.agency_id)
    refuse(
        sheet_rules.sender_refusal(by, on=today) or rules.appointing_refusal(Role.UNIT, office=by, agency_id=agency.pk)
    )
    lines = [Line(*line) for line in sheet.lines]
    if faults := faults_of(agency, lines, on=today):
        raise Faulty(faults)
    wanted = {(line.unit.casefold(), line.email): line for line in lines}
    units, founded = the_units(agency, wanted.values())
    users = the_users(wanted.values())
    held = set(
        Membership.objects.filter(role=Role.UNIT, agency=agency).overlapping(today, None).values_list("user", "unit")
    )
    new = dict.fromkeys((users[email], units[unit]) for unit, email in wanted)
    rows = appointed((place for place in new if place not in held), agency, since=today)
    sheet.taken_in_at = sheet.tried_at = at
    sheet.writers, sheet.units, sheet.known = len(rows), founded, len(wanted) - len(rows)
    sheet.offices, sheet.lines = [office for office, _user, _unit in rows], []
    sheet.finished_at = None if rows else at
    sheet.save()
    events.record("writers.taken_in", on=agency, by=by, at=at, file=sheet.name, count=len(rows), rows=rows)


def appointed(places, agency, *, since):
    """Give the office of a writer at each place, a pair of the keys of a person and a unit: [office, user, unit] each.

    So many at a time, that ten thousand rows of a table are never in memory together.
    """
    places, rows = iter(places), []
    while some := list(islice(places, AT_ONCE)):
        given = Membership.objects.bulk_create(
            Membership(user_id=user, role=Role.UNIT, agency=agency, unit_id=unit, since=since) for user, unit in some
        )
        rows += [[office.pk, office.user_id, office.unit_id] for office in given]
    return rows


@transaction.atomic
def tell_some(sheet_id, *, at):
    """Write to the next writers of a sheet that is taken in; whether there may be more."""
    sheet = WriterSheet.objects.free(sheet_id)
    if sheet is None:
        return False
    keys = sheet.offices[sheet.told : sheet.told + BATCH]
    tell(Membership.objects.filter(pk__in=keys).with_places().order_by("pk"), about=sheet, at=sheet.taken_in_at)
    sheet.told, sheet.tried_at = sheet.told + len(keys), at
    if sheet.told == sheet.writers:
        sheet.finished_at = at
        enqueue("accounts.send_due_letters")
    sheet.save(update_fields=["told", "tried_at", "finished_at"])
    return sheet.finished_at is None


def faults_of(agency, lines, *, on):
    """What keeps rows out as things stand, by their numbers: a closed agency or unit, an account that is inactive."""
    if rules.place_closed_refusal(agency, None, on=on):
        return [(None, sheet_rules.AGENCY_CLOSED.key)]
    entries = Unit.objects.filter(agency=agency).select_related("merged_into")
    closed = {unit.name.casefold() for unit in entries if rules.place_closed_refusal(agency, unit.stands_for, on=on)}
    addresses = {line.email for line in lines}
    inactive = set(User.objects.filter(email__in=addresses, is_active=False).values_list("email", flat=True))
    return [
        (line.number, fault.key)
        for line in lines
        for fault, is_so in (
            (sheet_rules.UNIT_CLOSED, line.unit.casefold() in closed),
            (sheet_rules.PERSON_INACTIVE, line.email in inactive),
        )
        if is_so
    ]


def the_units(agency, lines):
    """The keys of the units by their names in small letters, and how many of them are new."""
    names = {line.unit.casefold(): line.unit for line in reversed(list(lines))}
    entries = Unit.objects.filter(agency=agency).select_related("merged_into")
    known = {unit.name.casefold(): unit.stands_for.pk for unit in entries}
    missing = [Unit(agency=agency, name=name) for key, name in names.items() if key not in known]
    for unit in Unit.objects.bulk_create(missing, batch_size=1000):
        known[unit.name.casefold()] = unit.pk
    return known, len(missing)


def the_users(lines):
    """The keys of the people by their addresses; whoever is new is called as the file says first."""
    names = {line.email: line.full_name for line in reversed(list(lines))}
    known = dict(User.objects.filter(email__in=names).values_list("email", "pk"))
    new = [email for email in names if email not in known]
    for start in range(0, len(new), AT_ONCE):
        # Somebody else may invite one of them at this moment: then that row stands.
        User.objects.bulk_create(
            (
                User(email=email, full_name=names[email], password=UNUSABLE_PASSWORD_PREFIX + token_urlsafe(30))
                for email in new[start : start + AT_ONCE]
            ),
            ignore_conflicts=True,
        )
    return known | dict(User.objects.filter(email__in=new).values_list("email", "pk"))


def tell(memberships, *, about, at):
    """Write to new writers; those without a password get a link to make one. A person is written to once a sheet."""
    until = at + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    invited, known = {}, {}
    for membership in memberships:
        person = membership.user
        (known if person.has_usable_password() else invited).setdefault(person, membership)
    letters.write_each(
        "account.invitation",
        (
            (person, partial(invited_words, membership, links.address_of(person)))
            for person, membership in invited.items()
        ),
        # All offices of a sheet begin on the day it is taken in.
        common=lambda: {**joining.link_words(until), "mulai": day(timezone.localdate(at))},
        about=about,
        at=at,
        is_secret=True,
        # They are many and nobody waits for them: a link that somebody asks for meanwhile goes first.
        is_waited_for=False,
    )
    letters.write_each(
        "account.appointed",
        ((person, partial(joining.appointed_words, membership)) for person, membership in known.items()),
        about=about,
        at=at,
    )


def invited_words(membership, url):
    """What one of many is told of an office and a link; what all are told alike is said once."""
    return {"peran": membership.label, "tautan": url}
