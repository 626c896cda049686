"""A provisional result has two lists; which of them counts is decided on record, and everything follows it."""

import json

import pytest
from django.urls import reverse

from accounts.models import Event
from accounts.rules import Refused
from competitions.kinds import StageKind
from judging import motions as grave
from judging import rules
from judging.circle import deliberation
from judging.domain import recap
from judging.models import Choice, Computation, Decision, Standing
from tests import carrying
from tests.pages import text_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db


def tell():
    """The desk of six proposals computed: too few reads for least squares."""
    crew, edition, _dossiers = carrying.begun(6, places=(3, 3, 2), rules=())
    return crew, carrying.computed(carrying.worked(carrying.carried_to(edition, StageKind.DESK, crew), crew), crew)


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def desk(told):
    return told[1]


def decision_of(stage):
    return Decision.objects.get(stage=stage)


def going_on(stage):
    return set(Choice.objects.filter(decision__stage=stage, goes_on=True).values_list("proposal", flat=True))


def decide(stage, crew, listing, reason="Sepakat.", **more):
    return deliberation.count_by(stage, listing, reason, by=crew.admin, at=carrying.moment(stage), **more)


def test_the_plain_list_lays_the_choices_out_anew(desk, crew):
    decide(desk, crew, "plain", "Penilai terlalu sedikit membaca bersama.")
    plain = Standing.objects.filter(stage=desk, particulars__plain__goes_on=True).values_list("proposal", flat=True)
    assert going_on(desk) == set(plain)
    decision = decision_of(desk)
    assert (decision.listing, decision.listed_by) == ("plain", crew.admin)
    assert not Choice.objects.filter(decision=decision).exclude(reason="").exists()
    event = Event.objects.filter(name="decision.list_decided").latest("pk")
    assert event.particulars["listing"] == "plain"
    decide(desk, crew, "adjusted")
    adjusted = Standing.objects.filter(stage=desk, goes_on=True).values_list("proposal", flat=True)
    assert going_on(desk) == set(adjusted)


def test_a_recap_joins_the_scores_of_the_list_that_counts(desk, crew):
    decide(desk, crew, "plain")
    carrying.published(carrying.decided(desk, crew), crew)
    stage = carrying.opened(desk.edition.stages.get(kind=StageKind.PANEL), crew)
    for entrant in recap.scored(stage)["entrants"]:
        standing = Standing.objects.get(stage=desk, proposal__code=entrant["proposal"])
        assert entrant["scores"][desk.key] == standing.particulars["plain"]["score"] == str(standing.raw_score)


def test_where_the_lists_differ_nothing_is_put_forward_before_one_was_decided(desk, crew):
    at = carrying.moment(desk)
    code = Standing.objects.filter(stage=desk).values_list("proposal__code", flat=True).first()
    computation = Computation.objects.get(snapshot__stage=desk)
    Computation.objects.filter(pk=computation.pk).update(notes=computation.notes | {"only_counts": [code]})
    with pytest.raises(Refused) as refused:
        grave.propose(desk, "Arahan Menteri.", by=crew.admin, at=at)
    assert refused.value.refusal is rules.LIST_NOT_DECIDED
    decide(desk, crew, "adjusted", "Ketegasan penilai berbeda jauh.")
    motion = grave.propose(desk, "Arahan Menteri.", by=crew.admin, at=at)
    assert json.loads(motion.body)["listing"] == {"counts": "adjusted", "reason": "Ketegasan penilai berbeda jauh."}
    settle(motion, by=crew.second_admin, at=at)
    assert decision_of(desk).approved_at


@pytest.mark.parametrize("notes", [{"provisional": False}, {}])
def test_a_result_that_is_not_provisional_has_one_list(desk, crew, notes):
    Computation.objects.filter(snapshot__stage=desk).update(notes=notes)
    with pytest.raises(Refused) as refused:
        decide(desk, crew, "plain")
    assert refused.value.refusal is rules.ONE_LIST


def test_a_list_needs_its_reason(desk, crew):
    with pytest.raises(Refused) as refused:
        decide(desk, crew, "plain", "  ")
    assert refused.value.refusal is rules.REASON_MISSING


def test_the_page_shows_both_lists_and_keeps_what_was_decided(client, desk, crew):
    client.force_login(crew.admin.user)
    place = [desk.edition.slug, desk.position]
    table = client.get(reverse("judging:deliberation", args=place))
    assert "Putuskan daftar yang berlaku" in text_of(table)
    address = reverse("judging:listing", args=place)
    assert "Daftar mana yang berlaku?" in text_of(client.get(address))
    sent = {"listing": "plain", "reason": "Sepakat.", "versi": decision_of(desk).stamp(), "utuh": "1"}
    assert client.post(address, sent).status_code == 302
    page = text_of(client.get(reverse("judging:deliberation", args=place)))
    assert "Daftar yang berlaku: rata-rata mentah. Alasan: Sepakat." in " ".join(page.split())
    stale = client.post(address, {**sent, "listing": "adjusted"})
    assert stale.status_code == 409
    assert decision_of(desk).listing == "plain"


def test_an_incomplete_answer_decides_nothing(client, desk, crew):
    client.force_login(crew.admin.user)
    address = reverse("judging:listing", args=[desk.edition.slug, desk.position])
    page = text_of(client.post(address, {"versi": decision_of(desk).stamp(), "utuh": "1"}))
    assert "Pilih daftar yang berlaku" in page
    assert "Tulis alasannya" in page
    assert decision_of(desk).listing == ""
