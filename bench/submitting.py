"""The last hour before the close: 600 people write, 3,156 proposals are submitted, a quarter of them in six minutes.

    bin/bench submitting [minutes before the close, 60 at most; 6]

Everybody is a person of their own with a session of their own. Who writes opens a part and goes on typing in it: a
save every twenty seconds on average, as the browser sends them. Who submits opens the page, reads for ten seconds and
presses the button, one in twenty twice at once. Forty agencies have more candidates than their cap lets in, and all of
them are submitted at one moment by three people. Then registration closes: thirty are on their way with the headers
before the close and the rest after it, sixty press too late, and who writes goes on typing. At the end what was
acknowledged, and what was refused, is compared with the rows.
"""

import os
import sys
import time
from datetime import timedelta
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import django
import numpy as np

django.setup()

from crowd import Crowd  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.db.models import Max  # noqa: E402
from django.utils import timezone  # noqa: E402
from entrance import cookies_of  # noqa: E402
from submitters import READS, Hour, Sender, Writer  # noqa: E402

from accounts.models import AgencyKind, Role  # noqa: E402
from competitions.models import Edition  # noqa: E402
from proposals.domain import completeness  # noqa: E402
from proposals.models import (  # noqa: E402
    Attachment,
    IdentityVersion,
    MaskedCopy,
    Parent,
    Proposal,
    SectionVersion,
    Transition,
)
from tests.factories import accounts, competitions, proposals  # noqa: E402

WRITERS, SUBMITTED, AGENCIES = 600, 3156, 600
# More candidates than the cap: of each such agency six go in and three do not, whoever is first.
RUSHES, CAP, TOO_MANY = 40, 6, 3
HELD, LATE = 30, 60
HOUR, LAST, AT_LAST = 60, 6, 0.25
AFTER = 20
PARTS = (IdentityVersion, SectionVersion, Attachment, Transition, MaskedCopy, Parent)
chance = np.random.default_rng(1)


def moments(number, minutes):
    """When each of so many is submitted, in minutes before the close; only what falls into these minutes."""
    late = round(number * AT_LAST)
    before = [chance.uniform(0, LAST) for _one in range(late)]
    before += [chance.uniform(LAST, HOUR) for _one in range(number - late)]
    return sorted(one for one in before if one < minutes)


def anew(row, **changes):
    """A row that is not there yet, like another."""
    kept = {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields if not one.generated}
    made = type(row)(**{**kept, row._meta.pk.attname: None})
    for name, value in changes.items():
        setattr(made, name, value)
    return made


class Contest:
    """An edition with so many writers and senders; everybody is new, so that a second run meets people of its own."""

    def __init__(self):
        self.now = timezone.now()
        # What is laid out here needs no disk; those who come afterwards have connections of their own.
        with connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
        accounts.numbers = count(int(self.now.timestamp()) * 10_000)
        self.edition = competitions.small(
            opens_at=self.now - timedelta(days=30), closes_at=self.now + timedelta(hours=9), agency_cap=CAP
        )
        units = [accounts.unit(accounts.agency(AgencyKind.MINISTRY)) for _one in range(AGENCIES)]
        self.writers = [accounts.membership(Role.UNIT, unit=unit) for unit in units]
        self.known = [cookies_of(accounts.membership(Role.AGENCY_ADMIN, agency=one.agency).user) for one in units]
        self.given, self.firsts = count(), {}

    def drafts(self):
        """The cookies of each who writes, and what they write."""
        pairs = [(one.user, proposals.draft(self.edition, by=one, at=self.before)) for one in self.writers[:WRITERS]]
        return [(cookies_of(user), draft.code) for user, draft in pairs]

    def ready(self, number):
        """So many proposals in the hands of admins, of one agency after the other: cookies and code.

        The first of each agency is written by its people; the others are copies of its rows.
        """
        made = []
        for _one in range(number):
            place = next(self.given) % AGENCIES
            if place in self.firsts:
                code = self.copied(self.firsts[place])
            else:
                self.firsts[place] = proposals.with_agency(self.edition, by=self.writers[place], at=self.before)
                code = self.firsts[place].code
            made.append((self.known[place], code))
            if len(made) % 100 == 0:
                sys.stderr.write(f"{len(made)} of {number} written\n")
        return made

    def rush(self):
        """More candidates of one agency than its cap lets in, and three people who submit them."""
        unit = accounts.unit(accounts.agency(AgencyKind.MINISTRY))
        writer = accounts.membership(Role.UNIT, unit=unit)
        admins = [cookies_of(accounts.membership(Role.AGENCY_ADMIN, agency=unit.agency).user) for _one in range(3)]
        first = proposals.with_agency(self.edition, by=writer, at=self.before)
        codes = [first.code, *(self.copied(first) for _one in range(CAP + TOO_MANY - 1))]
        return [(admins[place % len(admins)], code) for place, code in enumerate(codes)]

    @transaction.atomic
    def copied(self, first):
        """Another proposal whose rows are those of the first; returns its code."""
        number = Proposal.objects.filter(edition=self.edition).aggregate(last=Max("number"))["last"] + 1
        code = f"{self.edition.slug.upper()}-{number:05d}"
        other = anew(first, number=number, code=code)
        other.save()
        for part in PARTS:
            part.objects.bulk_create(anew(row, proposal=other) for row in part.objects.filter(proposal=first))
        if gap := completeness.of(other).first_gap:
            raise ValueError(gap)
        return code

    @property
    def before(self):
        return self.now - timedelta(days=2)

    def closing_in(self, seconds):
        """Have registration close in so many seconds; returns the moment."""
        closes_at = timezone.now() + timedelta(seconds=seconds)
        Edition.objects.filter(pk=self.edition.pk).update(closes_at=closes_at)
        return closes_at


def main():
    """Lay everything out, let them come, and print what it took and what is there."""
    minutes = min(float(sys.argv[1]) if sys.argv[1:] else LAST, HOUR)
    rushes = moments(RUSHES, minutes)
    before = moments(SUBMITTED - RUSHES * CAP, minutes)
    contest = Contest()
    crowded = [contest.rush() for _one in rushes]
    writing, ready = contest.drafts(), contest.ready(len(before))
    held, late = contest.ready(HELD), contest.ready(LATE)

    crowd = Crowd(os.environ["BASE_URL"], hands=96)
    began = time.monotonic()
    closes_at = contest.closing_in(READS + minutes * 60)
    close = began + READS + minutes * 60
    connection.close()
    hour = Hour(contest.edition, closes_at, CAP)
    hour.writers = [Writer(crowd, chance, *one) for one in writing]
    for one in hour.writers:
        crowd.at(began + chance.uniform(0, min(60, minutes * 60)), one.opens)

    def comes(one, early, kind, **particulars):
        sender = Sender(crowd, chance, *one, kind=kind, at_last=0 <= early < LAST, **particulars)
        hour.senders.append(sender)
        crowd.at(close - READS - early * 60, sender.opens)

    for one, early in zip(ready, before, strict=True):
        comes(one, early, "in time")
    for each, early in zip(crowded, rushes, strict=True):
        # The last of them come while registration is surely open.
        for one in each:
            comes(one, max(early, 0.1), "at the cap")
    for one in held:
        early = chance.uniform(0.5, 4)
        comes(one, early / 60, "held", held=early + chance.uniform(0.5, 4))
    for one in late:
        comes(one, -chance.uniform(0.2, AFTER - 5) / 60, "late")
    crowd.until(close + AFTER)
    told, is_wrong = hour.compared()
    sys.stdout.write(f"{crowd.told()}\n{told}\n")
    sys.stdout.write(f"not answered, or refused without a reason foreseen: {len(crowd.faults)}\n")
    for name, path, status, text in crowd.faults[:5]:
        sys.stdout.write(f"  {name} {path} {status} {text[:300]}\n")
    return int(is_wrong or bool(crowd.faults))


if __name__ == "__main__":
    sys.exit(main())
