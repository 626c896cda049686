"""A small season through every stage: the counts come out, nothing is left to chance but the seed."""

import json
import secrets
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pgtrigger
import pytest
from django.core.management import call_command

from accounts.domain import chain, reference
from accounts.models import AgencyKind, Event
from judging.models import Award, Certificate, Choice, Snapshot, Standing
from proposals.domain import neutrality
from proposals.models import Announcement, CatalogueEntry, Proposal
from sinovik.season import plan, play
from tests.owner import as_owner

WIB = ZoneInfo("Asia/Jakarta")
SMALL = replace(
    plan.of_2019(seed=3, opens_at=datetime(2019, 2, 1, tzinfo=WIB), closes_at=datetime(2019, 4, 22, tzinfo=WIB)),
    drafts=30,
    submitted=20,
    passing=16,
    agencies={AgencyKind.MINISTRY: 2, AgencyKind.REGENCY: 4, AgencyKind.CITY: 3},
    places=plan.falling(umum=(10, 6, 2)),
    finalists={},
    winners={AgencyKind.REGENCY: 1, AgencyKind.CITY: 1},
    evaluators=3,
    panelists=4,
)


def played():
    """Play the small season in the empty database; everything that must not depend on the run."""
    reference.load()
    edition = play.season(SMALL, say=lambda line: None)
    standings = Standing.objects.filter(stage__edition=edition).order_by("stage__position", "proposal__code")
    return {
        "figures": list(edition.figures.order_by("key").values_list("key", "innovations", "agencies")),
        "standings": list(
            standings.values_list("stage__position", "proposal__code", "rank", "score", "raw_score", "goes_on")
        ),
        "snapshots": list(Snapshot.objects.order_by("stage__position").values_list("sha256", flat=True)),
        "events": list(Event.objects.order_by("number").values_list("name", "subject_id")),
    }


@pytest.mark.journey
@pytest.mark.django_db(transaction=True, reset_sequences=True)
def test_a_season_runs_from_drafts_to_certificates_and_comes_out_the_same_again(settings, monkeypatch):
    """But for the secret of the lot, which nobody can choose."""
    monkeypatch.setattr(secrets, "token_hex", lambda size: "5" * size * 2)
    settings.PDF_ENABLED = False
    first = played()

    counted = {key: innovations for key, innovations, _agencies in first["figures"]}
    assert counted == {
        "registered": 30,
        "submitted": 20,
        "passed": 16,
        "nominated": 10,
        "finalists": 6,
        "winners": 2,
    }
    sent = Proposal.objects.in_contest().filter(masked__confirmed_at__isnull=False).with_places()
    assert sent.count() == 20
    assert [one.code for one in sent if neutrality.names_of(one).found(one.masked.title)] == []
    assert chain.verify() is None
    assert Award.objects.filter(key="finalist").count() == 6
    assert Award.objects.filter(key="top").count() == 2
    assert Certificate.objects.count() == 0
    assert CatalogueEntry.objects.count() == 6
    assert Choice.objects.exclude(reason="").filter(decision__stage__kind="panel").count() in {0, 2}
    announced = Announcement.objects.get(stage__kind="final")
    titles = [line["title"] for line in announced.entries]
    assert titles == sorted(titles, key=str.casefold)
    assert "rank" not in json.dumps(announced.entries)

    with as_owner(), pgtrigger.ignore("accounts.Event:no_truncate"):
        call_command("flush", interactive=False, reset_sequences=True, verbosity=0)
    assert played() == first
