"""What the room of a plenary costs with 99 finalists out of 3,156 proposals: a look ahead, and an exchange.

Run it with REDIS_URL and SECRET_KEY of any portal, DATABASE_URL of the owner of its tables and
WHITENOISE_USE_FINDERS=1; what it writes is taken back:

    python bench/plenary.py
"""

import hashlib
import os
import random
import statistics
import sys
import time
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sinovik.settings")
# Whoever asks for pages here signs in without a password; a second factor would shut every one of them.
os.environ["SECOND_FACTOR_REQUIRED"] = "0"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.domain.events import canonical  # noqa: E402
from accounts.models import Role  # noqa: E402
from competitions.domain import composition  # noqa: E402
from competitions.kinds import StageKind  # noqa: E402
from judging.domain.panel import plenary  # noqa: E402
from judging.models import Choice, Computation, Decision, PanelMember, Snapshot, Standing  # noqa: E402
from judging.reporting import beliefs  # noqa: E402
from tests.factories import accounts, competitions, judging, proposals  # noqa: E402

PROPOSALS, FINALISTS, PLACES, READERS, JUDGES, PANEL, ROUNDS = 3156, 99, 45, 3, 40, 12, 20


def reads(codes):
    """Three reads of each proposal, by judges of different severity."""
    lots = random.Random(1)  # noqa: S311 - numbers to measure with, nothing secret
    severity = [lots.gauss(0, 6) for _judge in range(JUDGES)]
    for code in codes:
        quality = lots.gauss(70, 8)
        for judge in lots.sample(range(JUDGES), READERS):
            total = min(100.0, max(0.0, quality + severity[judge] + lots.gauss(0, 8)))
            yield {"proposal": code, "judge": f"J{judge:02d}", "total": f"{total:.3f}"}


def room():
    """A panel's decision on the finalists, computed from all reads; returns the stage."""
    now = timezone.now()
    made = competitions.just_closed(now, slug="bench-pleno")
    found = proposals.rows(made, PROPOSALS, agencies=60)
    stage = competitions.drawn(made).stages.get(kind=StageKind.PANEL)
    stage.opened_at, stage.opened_by = now - timedelta(days=2), accounts.membership(Role.MINISTRY_ADMIN)
    stage.closed_at, stage.closed_by = now, stage.opened_by
    stage.opens_at, stage.closes_at = now - timedelta(days=2), now + timedelta(days=2)
    stage.save()
    finalists = found[:FINALISTS]
    judging.enter(stage, finalists)
    scores = {one.pk: Decimal(9500 - 10 * place) / 100 for place, one in enumerate(finalists)}
    body = canonical(
        {
            "seed": made.lot_seed,
            "groups": composition.groups(stage),
            "sources": [{"stage": "desk", "weight": "100"}],
            "entrants": [
                {"proposal": one.code, "traits": one.traits, "scores": {"desk": str(scores[one.pk])}}
                for one in finalists
            ],
            "readings": {"desk": [{"weight": "100", "reads": list(reads([one.code for one in found]))}]},
        }
    )
    snapshot = Snapshot.objects.create(
        stage=stage, body=body, sha256=hashlib.sha256(body.encode()).hexdigest(), frozen_at=now
    )
    Computation.objects.create(
        snapshot=snapshot,
        state=Computation.State.DONE,
        requested_at=now,
        started_at=now,
        finished_at=now,
        notes={"draws": 500, "rule_prices": []},
        result_sha256="0" * 64,
        code_version="0" * 64,
    )
    Standing.objects.bulk_create(
        Standing(
            stage=stage,
            proposal=one,
            rank=place,
            score=scores[one.pk],
            goes_on=place <= PLACES,
            particulars={"scores": {"desk": str(scores[one.pk])}, "barred": False, "chosen": 500 - place, "error": "4"},
        )
        for place, one in enumerate(finalists, start=1)
    )
    decision = Decision.objects.create(stage=stage, drafted_at=now)
    Choice.objects.bulk_create(
        Choice(decision=decision, proposal=one, proposed_by_machine=place <= PLACES, goes_on=place <= PLACES)
        for place, one in enumerate(finalists, start=1)
    )
    members = [accounts.membership(Role.PANELIST) for _place in range(PANEL)]
    panel = PanelMember.objects.bulk_create(
        PanelMember(stage=stage, judge=one.user, agency=one.agency, code=f"P{place:02d}", seated_at=now)
        for place, one in enumerate(members, start=1)
    )
    secretary = accounts.membership(Role.SECRETARY)
    plenary.attend(
        stage,
        {one.pk for one in panel},
        chair=panel[0],
        held_on=timezone.localdate(now),
        place="Ruang rapat",
        by=secretary,
        at=now,
    )
    return stage, secretary


def database_worked():
    """The seconds of a processor that PostgreSQL has spent on this connection; it runs on the same machine."""
    told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def asked(send):
    """(the milliseconds of the clock, of this process and of PostgreSQL) of one request."""
    database, began, worked = database_worked(), time.perf_counter(), time.process_time()
    answer = send()
    clock, processor = time.perf_counter() - began, time.process_time() - worked
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code}")
    return clock * 1e3, processor * 1e3, (database_worked() - database) * 1e3


def measure(write=sys.stdout.write):
    """Print a table of what is done in the room."""
    stage, secretary = room()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [Standing._meta.db_table])
        if cursor.fetchone()[0] <= 0:
            raise SystemExit("no statistics: run it with the DATABASE_URL of the owner of the tables")
    client = Client(HTTP_HOST="localhost")
    client.force_login(secretary.user, "allauth.account.auth_backends.AuthenticationBackend")
    address = reverse("judging:plenary", args=[stage.edition.slug, stage.position])
    began = time.process_time()
    beliefs.of(stage)
    write(f"belief, once a process: {(time.process_time() - began) * 1e3:.0f} cpu ms\n")
    write(f"{'':<24}{'queries':>8}{'ms p50':>9}{'ms p95':>9}{'cpu ms':>9}{'db ms':>9}\n")

    def pair():
        found = Choice.objects.filter(decision__stage=stage).select_related("proposal").order_by("proposal__number")
        on, off = ([one.proposal.code for one in found if one.goes_on == goes_on] for goes_on in (True, False))
        return {"keluar": on[-1], "masuk": off[0]}

    def look():
        return partial(client.get, address, pair(), headers={"HX-Request": "true", "HX-Target": "akibat"})

    def swap():
        stamp = Decision.objects.get(stage=stage).stamp()
        sent = {**pair(), "alasan": "Dampaknya lebih luas.", "versi": stamp, "utuh": "1"}
        return partial(client.post, address, sent, headers={"HX-Request": "true", "HX-Target": "pleno"})

    # Each names what its browser has before it and gives what is sent; what is measured begins with the sending.
    for name, ready in (
        ("the room", lambda: partial(client.get, address)),
        ("a look ahead", look),
        ("an exchange", swap),
    ):
        # The first time is told apart: what a process learns once.
        asked(ready())
        sent = ready()
        with CaptureQueriesContext(connection) as queries:
            asked(sent)
            number = len(queries)
        rounds = [asked(ready()) for _round in range(ROUNDS)]
        clock, processor, database = zip(*rounds, strict=True)
        p95 = sorted(clock)[round(0.95 * ROUNDS) - 1]
        figures = (statistics.median(clock), p95, statistics.median(processor), statistics.mean(database))
        write(f"{name:<24}{number:>8}" + "".join(f"{figure:>9.0f}" for figure in figures) + "\n")


if __name__ == "__main__":
    settings.DEBUG = False
    with transaction.atomic():
        measure()
        transaction.set_rollback(True)
