"""What the control room, its lists and its files cost at 300, 3,156 and 30,000 proposals.

Run it with REDIS_URL and SECRET_KEY of any portal, DATABASE_URL of the owner of its tables (whoever else asks gets no
statistics, and PostgreSQL plans as for empty tables) and WHITENOISE_USE_FINDERS=1; what it writes is taken back:

    python bench/control_room.py [proposals ...]

Each size has an edition whose desk evaluation is computed, with three readers a proposal, every mark of a card and a
judge for 237 cards, and another one whose desk evaluation is half done.
"""

import os
import statistics
import sys
import time
from datetime import timedelta
from decimal import Decimal
from itertools import count
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

from accounts.models import Role  # noqa: E402
from accounts.reading import between_acts  # noqa: E402
from competitions.kinds import StageKind  # noqa: E402
from judging.models import (  # noqa: E402
    Assignment,
    Choice,
    Computation,
    Decision,
    PanelMember,
    Scorecard,
    Snapshot,
    Standing,
)
from sinovik.serving import processes  # noqa: E402
from tests.factories import accounts, competitions, judging, proposals  # noqa: E402

SIZES = (300, 3156, 30_000)
READERS, CARDS_EACH, ROUNDS = 3, 237, 15
slugs = count(1)


def peak():
    """The most memory this process has held, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0]) / 1024


def forget_peak():
    """From here on, the most memory is counted anew."""
    Path("/proc/self/clear_refs").write_text("5")


def edition(size, *, agencies=40):
    """An edition with so many proposals, all of them in its desk evaluation: (the stage, the proposals)."""
    now = timezone.now()
    made = competitions.just_closed(now, slug=f"bench-{size}-{next(slugs)}")
    found = proposals.rows(made, size, agencies=agencies)
    stage = competitions.drawn(made).stages.get(kind=StageKind.DESK)
    stage.opens_at, stage.closes_at = now - timedelta(days=10), now + timedelta(days=10)
    stage.opened_at, stage.opened_by = stage.opens_at, accounts.membership(Role.MINISTRY_ADMIN)
    stage.save()
    judging.enter(stage, found)
    return stage, found


def work(stage, found, *, done):
    """Readers for every proposal, the first `done` share of whose cards is signed, with every mark."""
    judges = [accounts.membership(Role.EVALUATOR) for _n in range(max(READERS, len(found) * READERS // CARDS_EACH))]
    now, each = timezone.now(), len(judges)
    PanelMember.objects.bulk_create(
        PanelMember(stage=stage, judge=one.user, agency=one.agency, code=f"J{place:03d}", seated_at=stage.opens_at)
        for place, one in enumerate(judges, start=1)
    )
    # The trigger that looks for ties is planned for as many people and agencies as there are.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    given = Assignment.objects.bulk_create(
        (
            Assignment(
                stage=stage,
                proposal=one,
                judge=judges[(place * READERS + reader) % each].user,
                judge_agency=judges[(place * READERS + reader) % each].agency,
                proposal_agency_id=one.agency_id,
                position=place * READERS + reader + 1,
                assigned_at=stage.opens_at,
                cleared_at=stage.opens_at,
            )
            for place, one in enumerate(found)
            for reader in range(READERS)
        ),
        batch_size=5000,
    )
    signed = given[: int(len(given) * done)]
    Scorecard.objects.bulk_create(
        (
            Scorecard(assignment=one, total=Decimal(50 + place % 50), recorded_at=now, locked_at=now, number=1)
            for place, one in enumerate(signed)
        ),
        batch_size=5000,
    )
    # Hundreds of thousands at the largest size: by PostgreSQL itself, which must know how much there is.
    with connection.cursor() as cursor:
        analyzed(cursor)
        cursor.execute(
            "INSERT INTO judging_mark (scorecard_id, criterion_id, points, remark)"
            " SELECT card.id, criterion.id, 1 + card.id %% 5, ''"
            " FROM judging_scorecard card JOIN judging_assignment given ON given.id = card.assignment_id"
            " CROSS JOIN competitions_criterion criterion WHERE given.stage_id = %s AND criterion.rubric_id = %s",
            [stage.pk, stage.rubric_id],
        )


def computed(stage, found):
    """The stage closed with a standing and a choice for every proposal."""
    now = timezone.now()
    stage.closed_at, stage.closed_by = now, stage.opened_by
    stage.save()
    snapshot = Snapshot.objects.create(stage=stage, body="{}", sha256="0" * 64, frozen_at=now)
    Computation.objects.create(
        snapshot=snapshot,
        state=Computation.State.DONE,
        requested_at=now,
        started_at=now,
        finished_at=now,
        result_sha256="0" * 64,
        code_version="0" * 64,
    )
    Standing.objects.bulk_create(
        (
            Standing(stage=stage, proposal=one, rank=rank, score=Decimal(90) - Decimal(rank) / 1000, goes_on=rank < 99)
            for rank, one in enumerate(found, start=1)
        ),
        batch_size=5000,
    )
    decision = Decision.objects.create(stage=stage, drafted_at=now)
    Choice.objects.bulk_create(
        (
            Choice(decision=decision, proposal=one, proposed_by_machine=rank < 99, goes_on=rank < 99)
            for rank, one in enumerate(found, start=1)
        ),
        batch_size=5000,
    )


def laid_out(size):
    """Two editions of so many proposals, in a transaction: (the stage that is half done, the one that is computed)."""
    with connection.cursor() as cursor:
        # Marks are put under cards that are signed already: what refuses that is put aside, and comes back.
        cursor.execute("ALTER TABLE judging_mark DISABLE TRIGGER USER")
    half, found = edition(size)
    work(half, found, done=0.5)
    over, found = edition(size)
    work(over, found, done=1)
    computed(over, found)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return half, over


def pages(open_one, closed_one):
    """(name, address) of what is measured."""

    def at(name, stage, query=""):
        return reverse(f"judging:{name}", args=[stage.edition.slug, stage.position]) + query

    return [
        ("control room, edition", reverse("control_room_edition", args=[open_one.edition.slug])),
        ("stage, half done", at("stage", open_one)),
        ("stage, computed", at("stage", closed_one)),
        ("entrants, page 1", at("entrants", open_one)),
        ("entrants, last page", at("entrants", open_one, "?page=999999")),
        ("entrants, unfinished", at("entrants", open_one, "?keadaan=belum")),
        ("entrants, a word", at("entrants", open_one, "?q=keliling+29")),
        ("ranking, page 1", at("results", closed_one)),
        ("ranking, last page", at("results", closed_one, "?page=999999")),
        ("ranking, whole", at("results", closed_one, "?page=semua")),
        ("decision, page 1", at("deliberation", closed_one)),
        ("marks, page 1", at("marks", closed_one)),
        ("ranking, CSV", at("results", closed_one, "?bentuk=csv")),
        ("ranking, XLSX", at("results", closed_one, "?bentuk=xlsx")),
        ("every mark, CSV", at("marks", closed_one, "?bentuk=csv")),
        ("every mark, XLSX", at("marks", closed_one, "?bentuk=xlsx")),
    ]


def signed_in():
    """The client of an admin of the ministry."""
    client = Client(HTTP_HOST="localhost")
    admin = accounts.membership(Role.MINISTRY_ADMIN).user
    client.force_login(admin, "allauth.account.auth_backends.AuthenticationBackend")
    return client


def database_worked():
    """The seconds of a processor that PostgreSQL has spent on this connection; it runs on the same machine."""
    told = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def fetched(client, address):
    """The seconds of processor time and of the clock until the last byte, and how many bytes."""
    began, worked = time.perf_counter(), time.process_time()
    answer = client.get(address)
    size = sum(map(len, answer.streaming_content)) if answer.streaming else len(answer.content)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return time.perf_counter() - began, time.process_time() - worked, size


def analyzed(cursor):
    """Have PostgreSQL know the size of what was written; it does so for the owner of the tables alone."""
    cursor.execute("ANALYZE")
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [Assignment._meta.db_table])
    if cursor.fetchone()[0] <= 0:
        raise SystemExit("no statistics: run it with the DATABASE_URL of the owner of the tables")


def measure(client, address, *, after_each=lambda: None):
    """(queries; in ms the clock's median and 95th percentile, the processor's median here and in PostgreSQL; KiB; MiB).

    Processor time says the same on a machine that others use; the last is what was held above the start. `after_each`
    is done before each round, untimed.
    """
    after_each()
    with CaptureQueriesContext(connection) as queries:
        first = fetched(client, address)
        number = len(queries)
    # As the server does before it serves.
    processes.settle()
    rounds = ROUNDS if first[0] < 1 else 3
    before = memory()
    forget_peak()
    worked = database_worked()
    times = []
    for _round in range(rounds):
        after_each()
        times.append(fetched(client, address))
    database = (database_worked() - worked) / rounds
    clock = sorted(one[0] for one in times)
    p95 = clock[max(0, round(0.95 * len(clock)) - 1)]
    processor = statistics.median(one[1] for one in times)
    return (
        number,
        statistics.median(clock) * 1e3,
        p95 * 1e3,
        processor * 1e3,
        database * 1e3,
        first[2] / 1024,
        peak() - before,
    )


def memory():
    """What this process holds now, in MiB."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmRSS"].split()[0]) / 1024


def main():
    """Print a table for each size."""
    settings.DEBUG = False
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        with transaction.atomic(), connection.cursor() as cursor:
            half, over = laid_out(size)
            analyzed(cursor)
            client = signed_in()
            sys.stdout.write(f"\n{size} proposals, {size * READERS} cards\n")
            sys.stdout.write(
                f"{'page':<36}{'queries':>8}{'ms p50':>9}{'ms p95':>9}{'cpu ms':>9}{'db ms':>9}{'KiB':>9}{'+MiB':>7}\n"
            )
            counted_anew = [
                (f"{name}, after an act", address, between_acts.KEPT.clear) for name, address in pages(half, over)[:2]
            ]
            for name, address, after_each in [*((*one, lambda: None) for one in pages(half, over)), *counted_anew]:
                number, *figures = measure(client, address, after_each=after_each)
                said = "".join(f"{one:>{width}.0f}" for one, width in zip(figures, (9, 9, 9, 9, 9, 7), strict=True))
                sys.stdout.write(f"{name:<36}{number:>8}{said}\n")
                sys.stdout.flush()
            transaction.set_rollback(True)


if __name__ == "__main__":
    main()
