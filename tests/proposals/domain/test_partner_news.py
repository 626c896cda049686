"""What programs of partners are told of lists and innovations, in the transaction that publishes them."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.domain.partners import hooks
from accounts.models import Happening, HookMessage, Role
from competitions.kinds import StageKind
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import AnnouncedLine, EntryLine
from tests.factories import accounts, catalogue, competitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return competitions.sighted(slug="kipp-uji", name="KIPP Uji")


@pytest.fixture
def proposal(edition):
    [row] = catalogue.proposals(edition, [accounts.agency(name="Kota Uji")], title="Antrean Daring")
    return row


@pytest.fixture(autouse=True)
def _somebody_listens():
    by = accounts.membership(Role.MINISTRY_ADMIN)
    hooks.make("LAN", "https://contoh.go.id/", Happening.offered(), by=by, at=timezone.now())


def told():
    """(kind, what is said) of everything told so far, which is forgotten."""
    found = [(one.kind, json.loads(one.body)["data"]) for one in HookMessage.objects.order_by("pk")]
    HookMessage.objects.all().delete()
    return found


def announce(edition, proposal, **more):
    stage = competitions.stage(edition, StageKind.FINAL)
    line = AnnouncedLine(proposal.code, proposal.title, "Kota Uji", "Dinas Uji", "Umum", ["Top 45"])
    publication.announce(stage, title="Top 45", decree="", lines=[line], at=edition.closes_at, **more)


def test_a_list_is_told_as_provisional_and_as_final(edition, proposal):
    announce(edition, proposal, objections_until=edition.closes_at + timedelta(days=5))
    announce(edition, proposal)
    (first, said), (second, _again) = told()
    assert (first, second) == (Happening.LIST_PROVISIONAL, Happening.LIST_FINAL)
    assert (said["edition"], said["title"], said["is_example"]) == ("kipp-uji", "Top 45", False)
    assert said["url"].startswith(settings.BASE_URL + "/pengumuman/kipp-uji/")


def test_what_is_taken_back_is_told_of_the_list_and_the_innovation(edition, proposal):
    publication.publish_many([EntryLine(proposal, [catalogue.WINNER])], at=edition.closes_at)
    announce(edition, proposal)
    [(kind, said), _list] = told()
    assert kind == Happening.ENTRY_CHANGED
    assert [one["id"] for one in said["entries"]] == ["antrean-daring-2026"]
    publication.take_back(proposal, "Meniru.", at=edition.closes_at)
    assert [kind for kind, _said in told()] == [Happening.ENTRY_CHANGED, Happening.LIST_CORRECTED]


def test_nothing_is_told_of_an_innovation_whose_name_nobody_reads_yet(edition, proposal):
    edition.stages.filter(kind=StageKind.FINAL).update(is_blind=True)
    publication.publish_many([EntryLine(proposal, [catalogue.WINNER])], at=edition.closes_at)
    assert told() == []


def test_where_nobody_listens_nothing_is_written(edition, proposal):
    for one in hooks.Hook.objects.all():
        hooks.end(one, by=accounts.membership(Role.MINISTRY_ADMIN), at=timezone.now())
    announce(edition, proposal)
    assert not HookMessage.objects.exists()
