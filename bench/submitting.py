"""The last hour before the close: 600 people write, 3,156 proposals are submitted, a quarter of them in six minutes.

Run it beside a started `bin/demo` with the same BASE_URL, DATABASE_URL, REDIS_URL and SECRET_KEY (in the environment of
its processes). What it writes stays, so use a demo of its own:

    python bench/submitting.py [minutes before the close, 60 at most; 6]

Everybody is a person of their own with a session of their own. Who writes opens a part and goes on typing in it: a
save every twenty seconds on average, as the browser sends them. Who submits opens the page, reads for ten seconds and
presses the button, one in twenty twice at once. At the end what was acknowledged is compared with the rows.
"""

import json
import os
import sys
import time
from collections import Counter
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")

import django
import numpy as np

django.setup()

from crowd import Crowd  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from entrance import cookies_of  # noqa: E402

from accounts.models import AgencyKind, Role  # noqa: E402
from proposals.models import Proposal, Revision, SectionVersion, Status  # noqa: E402
from tests.factories import accounts, competitions, proposals  # noqa: E402

WRITERS, SUBMITTED, AGENCIES = 600, 3156, 600
HOUR, LAST, AT_LAST = 60, 6, 0.25
PAUSE, READS, TWICE = 20, 10, 0.05
SECTION = "ringkasan"
WORDS = ["perahu", "obat", "berlayar", "tiap", "pekan", "ke", "pulau", "terluar", "bagi", "warga"]
chance = np.random.default_rng(1)


def moments(minutes):
    """When each is submitted, in minutes before the close; of the hour only what falls into these minutes."""
    late = int(SUBMITTED * AT_LAST)
    before = [chance.uniform(0, LAST) for _one in range(late)]
    before += [chance.uniform(LAST, HOUR) for _one in range(SUBMITTED - late)]
    return sorted(one for one in before if one < minutes)


def laid_out(number):
    """An edition that closes so soon; who writes and their drafts, who submits and what."""
    now = timezone.now()
    # A second run meets people of its own.
    accounts.numbers = count(int(now.timestamp()) * 10_000)
    edition = competitions.small(opens_at=now - timedelta(days=30), closes_at=now + timedelta(hours=6), agency_cap=None)
    units = [accounts.unit(accounts.agency(AgencyKind.MINISTRY)) for _one in range(AGENCIES)]
    writers = [accounts.membership(Role.UNIT, unit=unit) for unit in units]
    admins = [accounts.membership(Role.AGENCY_ADMIN, agency=unit.agency) for unit in units]
    at = now - timedelta(days=2)
    writing = [(cookies_of(one.user), proposals.draft(edition, by=one, at=at).code) for one in writers[:WRITERS]]
    known = [cookies_of(one.user) for one in admins]
    ready = []
    for place in range(number):
        one = proposals.with_agency(edition, by=writers[place % AGENCIES], at=at)
        ready.append((known[place % AGENCIES], one.code))
        if place % 100 == 99:
            sys.stderr.write(f"{place + 1} of {number} written\n")
    return edition, writing, ready


class Writer:
    """Somebody who writes in one part, whose browser saves what is typed."""

    def __init__(self, crowd, cookies, code):
        self.crowd, self.cookies, self.code = crowd, cookies, code
        self.words, self.kept, self.fields = [], None, {}

    def opens(self, moment):
        page = reverse("proposals:section", args=[self.code, SECTION])
        answer = self.crowd.ask("open a part", page, cookies=self.cookies, since=moment)
        self.fields = answer.hidden
        self.again()

    def again(self):
        self.crowd.at(time.monotonic() + chance.exponential(PAUSE), self.types)

    def types(self, moment):
        self.words = (self.words + list(chance.choice(WORDS, 12)))[-180:]
        text = " ".join(self.words)
        fields = {**self.fields, f"answer_{SECTION}": text}
        door = reverse("proposals:section_typed", args=[self.code, SECTION])
        answer = self.crowd.ask("save while typing", door, cookies=self.cookies, fields=fields, since=moment)
        if answer.status == 200:
            self.kept = text
            self.fields["versi"] = json.loads(answer.text)["version"]
        self.again()


class Sender:
    """An admin who submits one proposal."""

    def __init__(self, crowd, cookies, code):
        self.crowd, self.cookies, self.code, self.receipts = crowd, cookies, code, []

    def opens(self, moment):
        page = reverse("proposals:submission", args=[self.code])
        fields = self.crowd.ask("open the last page", page, cookies=self.cookies, since=moment).hidden
        fields |= {"is_declared": "on"}
        for _press in range(1 + (chance.random() < TWICE)):
            self.crowd.at(moment + READS, partial(self.presses, page, fields))

    def presses(self, page, fields, moment):
        answer = self.crowd.ask("submit", page, cookies=self.cookies, fields=fields, since=moment)
        if answer.status == 302:
            self.receipts.append(answer.location)


def compared(edition, writers, senders):
    """What was acknowledged and is not there, or is there twice, in words; and whether there is any."""
    found = {
        one.proposal.code: one.texts.get(SECTION)
        for one in SectionVersion.objects.current()
        .filter(proposal__edition=edition, section__key=SECTION)
        .select_related("proposal")
    }
    lost = [one.code for one in writers if one.kept is not None and found.get(one.code) != one.kept]
    sent = set(Proposal.objects.filter(edition=edition, status=Status.SUBMITTED).values_list("code", flat=True))
    missing = [one.code for one in senders if one.receipts and one.code not in sent]
    revisions = Counter(Revision.objects.filter(proposal__edition=edition).values_list("proposal__code", flat=True))
    doubled = [code for code, number in revisions.items() if number > 1]
    acknowledged = sum(1 for one in senders if one.receipts)
    told = (
        f"texts acknowledged and lost: {len(lost)}; submissions acknowledged: {acknowledged} of {len(senders)}, lost:"
        f" {len(missing)}, twice: {len(doubled)}; submitted rows: {len(sent)}, revisions: {revisions.total()}"
    )
    return told, bool(lost or missing or doubled)


def main():
    """Lay everything out, let them come, and print what it took and what is there."""
    minutes = min(float(sys.argv[1]) if sys.argv[1:] else LAST, HOUR)
    before = moments(minutes)
    edition, writing, ready = laid_out(len(before))
    connection.close()
    crowd = Crowd(os.environ["BASE_URL"])
    began = time.monotonic()
    close = began + READS + minutes * 60
    writers = [Writer(crowd, *one) for one in writing]
    senders = [Sender(crowd, *one) for one in ready]
    for one in writers:
        crowd.at(began + chance.uniform(0, min(60, minutes * 60)), one.opens)
    for one, early in zip(senders, before, strict=True):
        crowd.at(close - READS - early * 60, one.opens)
    crowd.until(close + 1)
    told, is_wrong = compared(edition, writers, senders)
    sys.stdout.write(f"{crowd.told()}\n{told}\n")
    sys.stdout.write(f"not answered or refused: {len(crowd.faults)}\n")
    for name, path, status, text in crowd.faults[:5]:
        sys.stdout.write(f"  {name} {path} {status} {text[:300]}\n")
    return int(is_wrong or bool(crowd.faults))


if __name__ == "__main__":
    sys.exit(main())
