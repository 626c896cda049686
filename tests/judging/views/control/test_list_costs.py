"""What a list page costs in queries: the same for 300 rows as for 3,000, whatever narrows it, and twelve at most."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from competitions.kinds import StageKind
from judging.models import Choice, Finding, Standing, Verdict
from sinovik import privileges
from tests import carrying
from tests.factories import accounts, competitions, crews, judging, proposals
from tests.judging.views.conftest import at

pytestmark = [pytest.mark.django_db, pytest.mark.journey]
MOST = 12
FEW, MANY = 300, 3_000


def tell():
    """An open desk, a stage that is being checked and a computed panel, each with six entrants."""
    now = timezone.now()
    before = now - timedelta(hours=3)
    crew = crews.of(accounts.cast())
    made = {"crew": crew}
    for name, kind in (("desk", StageKind.DESK), ("panel", StageKind.PANEL), ("check", StageKind.ADMINISTRATIVE)):
        edition = competitions.just_closed(now, slug=f"biaya-{name}")
        proposals.rows(edition, 6)
        made[name] = carrying.carried_to(edition, kind, crew, at=before)
    made["panel"] = carrying.computed(made["panel"], crew, at=before)
    return made


def grown(told, count):
    """So many entrants more in every stage, with work, findings, verdicts, places and choices."""
    now = timezone.now()
    for name in ("desk", "check", "panel"):
        stage = told[name]
        added = proposals.rows(stage.edition, count, agencies=9)
        judging.enter(stage, added)
        if name == "desk":
            judging.assigned(stage, accounts.membership("evaluator"), added)
        elif name == "check":
            row = stage.edition.entry_checks.filter(method="person").first()
            Finding.objects.bulk_create(Finding(stage=stage, proposal=one, check_row=row) for one in added)
            Verdict.objects.bulk_create(
                Verdict(stage=stage, proposal=one, passed=True, decided_at=now, decided_by=told["crew"].secretary)
                for one in added[::2]
            )
        else:
            Standing.objects.bulk_create(
                Standing(stage=stage, proposal=one, rank=rank, score=50, goes_on=False)
                for rank, one in enumerate(added, start=100)
            )
            Choice.objects.bulk_create(
                Choice(decision=stage.decision, proposal=one, proposed_by_machine=False, goes_on=False) for one in added
            )
    # As PostgreSQL does by itself once they are there for all: it would plan as for a table without them.
    privileges.renew_statistics()


COLUMNS = "kolom=nomor&kolom=provinsi&kolom=kategori&kolom=unit&kolom=jenis"
# By the list: its page, and everything that narrows it or chooses its columns.
LISTS = {
    "entrants": (
        "desk",
        ["", "q=inovasi", "keadaan=belum", "keadaan=selesai", "keadaan=kosong", "penilai=J01", COLUMNS],
    ),
    "checks": ("check", ["", "q=inovasi", "keadaan=belum", "keadaan=lolos", "keadaan=tidak-lolos", "keadaan=temuan"]),
    "results": ("panel", ["", "q=inovasi", "keadaan=lanjut", "page=3", COLUMNS]),
    "deliberation": ("panel", ["", "q=inovasi", "keadaan=lanjut", "page=3", COLUMNS]),
    "panel": ("desk", ["", "kolom=surel&kolom=belum"]),
}


def address(told, name, query):
    stage = told[LISTS[name][0]]
    own = reverse("judging:administration", args=[stage.pk]) if name == "checks" else at(name, stage)
    return f"{own}?{query}"


def costs(client, told):
    """How many queries each list takes by each narrowing."""
    found = {}
    for name, (_stage, queries) in LISTS.items():
        for query in queries:
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert client.get(address(told, name, query)).status_code == 200
            found[name, query] = len(asked)
    return found


def test_a_list_costs_the_same_for_three_thousand_as_for_three_hundred(told, enter):
    client = enter(told["crew"].admin)
    grown(told, FEW)
    few = costs(client, told)
    grown(told, MANY - FEW)
    many = costs(client, told)
    assert many == few
    assert {key: count for key, count in many.items() if count > MOST} == {}
