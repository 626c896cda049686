"""Planning at full size: copying an edition, and every page of planning with 3,000 proposals of 600 agencies.

Run it with DATABASE_URL, REDIS_URL and SECRET_KEY of any portal and WHITENOISE_USE_FINDERS=1; what it writes is taken
back:

    python bench/planning.py

A page's time is the median of three requests in one process.
"""

import os
import re
import statistics
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
# Whoever asks for pages here signs in without a password; a second factor would shut every one of them.
os.environ["SECOND_FACTOR_REQUIRED"] = "0"

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import Agency, AgencyKind, Membership, Region, RegionKind, Role, Unit, User  # noqa: E402
from competitions.domain import planning  # noqa: E402
from competitions.models import Stage  # noqa: E402
from judging.models import Entrant  # noqa: E402
from proposals.models import Proposal, SectionVersion, Status  # noqa: E402

PROPOSALS, AGENCIES = 3_000, 600
ROUNDS = 3
SLUG = "bench-rencana"
LEGAL_BASIS = "Pedoman bench"
# Two rules in their boxes, and the mark at the end of a form that came whole.
RULES = {
    "b-jumlah": "2",
    "b-0-what": "agency|*",
    "b-0-maximum": "6",
    "b-1-what": "category|*",
    "b-1-minimum": "2",
    "periksa": "1",
    "utuh": "1",
}
LINK = re.compile(r'href="([^"#?]+)')


def member(role, **place):
    """Somebody who holds an office from today on."""
    user = User.objects.create_user(f"{role}@bench.contoh.go.id", f"Bench {role}")
    return Membership.objects.create(user=user, role=role, since=timezone.localdate(), **place)


def filled(edition):
    """Registration has closed with answers of every agency, and the first stage is open to all of them."""
    provinces = list(Region.objects.filter(kind=RegionKind.PROVINCE).order_by("code"))
    agencies = Agency.objects.bulk_create(
        Agency(kind=AgencyKind.REGIONAL_FIRM, name=f"Instansi bench {n}", region=provinces[n % len(provinces)])
        for n in range(AGENCIES)
    )
    units = Unit.objects.bulk_create(Unit(agency=agency, name="Unit bench") for agency in agencies)
    writer = member(Role.UNIT, agency=agencies[0], unit=units[0])
    group, categories = edition.groups.order_by("position").first(), list(edition.categories.order_by("position"))
    sent = edition.closes_at - timedelta(days=1)
    moments = {"created_at": sent, "changed_at": sent, "handed_over_at": sent, "submitted_at": sent}
    people = {"created_by": writer, "handed_over_by": writer, "submitted_by": writer}
    proposals = Proposal.objects.bulk_create(
        Proposal(
            edition=edition,
            number=n,
            code=f"BENCH-{n:05d}",
            agency=units[n % AGENCIES].agency,
            unit=units[n % AGENCIES],
            title=f"Layanan Keliling {n}",
            group=group,
            category=categories[n % len(categories)],
            started_on=date(2021, 3, 1),
            sdgs=[3],
            status=Status.SUBMITTED,
            **moments,
            **people,
        )
        for n in range(1, PROPOSALS + 1)
    )
    for section in edition.sections.filter(group=None).prefetch_related("questions"):
        keys = [question.key for question in section.questions.all()]
        SectionVersion.objects.bulk_create(
            SectionVersion(
                proposal=proposal,
                section=section,
                number=1,
                texts=dict.fromkeys(keys, "kata " * 150),
                words=dict.fromkeys(keys, 150),
                sha256="0" * 64,
                saved_at=sent,
                saved_by=writer,
            )
            for proposal in proposals
        )
    first = edition.stages.in_order().first()
    Entrant.objects.bulk_create(
        Entrant(stage=first, proposal=proposal, entered_at=first.opens_at) for proposal in proposals
    )
    Stage.objects.filter(pk=first.pk).update(opened_at=first.opens_at, opened_by=member(Role.SECRETARY))


def pages(client, start):
    """Every page of planning that leads on from the plan, the plan first."""
    found, waiting = [], [start]
    while waiting:
        page = waiting.pop(0)
        found.append(page)
        main = client.get(page).content.decode().partition("<main")[2]
        links = [link for link in LINK.findall(main) if link.startswith(start) and not link.endswith(("pdf/", "docx/"))]
        waiting += [link for link in dict.fromkeys(links) if link not in (*found, *waiting)]
    return found


def cost(ask):
    """(status, queries, median seconds) of a request."""
    with CaptureQueriesContext(connection) as queries:
        status = ask().status_code
    count, times = len(queries), []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return status, count, statistics.median(times)


def told(name, status, count, seconds):
    """One line of the table."""
    sys.stdout.write(f"{name:<76} {status:>6} {count:>7} {seconds:>7.2f} s\n")


def main():
    """Print what copying costs, then a line for each page, of the copy and of the edition itself."""
    at = timezone.now()
    admin = member(Role.MINISTRY_ADMIN)
    dates = {"opens_at": at - timedelta(days=60), "closes_at": at - timedelta(days=1)}
    begun = {"name": "Bench", "year": at.year, "legal_basis": LEGAL_BASIS, "by": admin, "at": at}
    edition = planning.plan("classical", slug=SLUG, **dates, **begun)
    planning.announce(edition, by=admin, at=edition.opens_at)
    filled(edition)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
    began = time.perf_counter()
    planning.copy(edition, slug=f"{SLUG}-2", **dates, **begun)
    sys.stdout.write(f"{PROPOSALS} proposals, {AGENCIES} agencies; copied in {time.perf_counter() - began:.2f} s\n")
    client = Client(HTTP_HOST="localhost")
    client.force_login(admin.user, "allauth.account.auth_backends.AuthenticationBackend")
    sys.stdout.write(f"{'page':<76} status queries\n")
    for slug in (f"{SLUG}-2", SLUG):
        start = f"/ruang-kendali/{slug}/rencana/"
        for page in pages(client, start):
            told(page, *cost(lambda page=page: client.get(page)))
        rules = f"{start}komposisi/panel/"
        told(
            f"{rules} while typing",
            *cost(lambda rules=rules: client.post(rules, RULES, HTTP_HX_REQUEST="true")),
        )
    told("/rencana/baru/", *cost(lambda: client.get("/rencana/baru/")))


with transaction.atomic():
    main()
    transaction.set_rollback(True)
