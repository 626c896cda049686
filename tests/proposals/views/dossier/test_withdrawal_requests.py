"""Pages on which a sent dossier is asked back after the close."""

from datetime import timedelta

import pytest
from django.urls import reverse

from proposals.domain import withdrawing
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import EntryLine
from proposals.models import Status, WithdrawalRequest
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT
from tests.pages import hidden, visit

pytestmark = pytest.mark.django_db
AFTER = CLOSES_AT + timedelta(days=3)
WHY = "Layanannya dihentikan."


@pytest.fixture(autouse=True)
def _after_the_close(time_machine):
    time_machine.move_to(AFTER, tick=False)


@pytest.fixture
def proposal(cast, edition):
    return proposals.submitted(edition, by=cast.proposer)


@pytest.fixture
def asked(proposal, cast):
    withdrawing.ask(proposal, WHY, by=cast.agency_admin, at=AFTER)
    return proposal


def at(name, proposal):
    return reverse(f"proposals:{name}", args=[proposal.code])


def text(response):
    return response.content.decode()


def test_from_the_refusal_to_the_request_to_the_answer(client, cast, proposal):
    refused = visit(client, cast.agency_admin, at("withdrawal", proposal))
    assert refused.status_code == 403
    assert at("withdrawal_request", proposal) in text(refused)
    assert "Minta penarikan usulan" in text(visit(client, cast.agency_admin, at("show", proposal)))
    page = at("withdrawal_request", proposal)
    assert "Tulis alasannya." in text(visit(client, cast.agency_admin, page, {"note": " "}))
    assert visit(client, cast.agency_admin, page, {"note": WHY}).url == at("show", proposal)
    own = text(visit(client, cast.proposer, at("show", proposal)))
    assert "menunggu jawaban kementerian" in own
    assert WHY in own
    home = text(visit(client, cast.secretary, reverse("home")))
    assert f"Permintaan penarikan usulan menunggu jawaban: {proposal.code}" in home
    assert at("withdrawal_answer", proposal) in home
    answer = at("withdrawal_answer", proposal)
    assert WHY in text(visit(client, cast.secretary, answer))
    assert "Pilih jawabannya" in text(visit(client, cast.secretary, answer, {}))
    visit(client, cast.secretary, answer, {"answer": "kabulkan"})
    proposal.refresh_from_db()
    assert proposal.status == Status.WITHDRAWN
    own = text(visit(client, cast.agency_admin, at("show", proposal)))
    assert "Ditarik atas permintaan instansi" in own
    assert "dikabulkan" in own
    assert "menunggu jawaban" not in text(visit(client, cast.secretary, reverse("home")))


def test_a_request_is_declined_with_a_reason(client, cast, asked):
    answer = at("withdrawal_answer", asked)
    assert "Tulis alasannya." in text(visit(client, cast.secretary, answer, {"answer": "tolak", "note": ""}))
    visit(client, cast.secretary, answer, {"answer": "tolak", "note": "Visitasi sudah dijadwalkan."})
    asked.refresh_from_db()
    assert asked.status == Status.SUBMITTED
    assert "Visitasi sudah dijadwalkan." in text(visit(client, cast.agency_admin, at("show", asked)))


def test_a_request_is_taken_back(client, cast, asked):
    assert "Batalkan permintaan penarikan" in text(visit(client, cast.agency_admin, at("show", asked)))
    dropping = at("withdrawal_dropping", asked)
    assert WHY in text(visit(client, cast.agency_admin, dropping))
    visit(client, cast.agency_admin, dropping, {})
    assert WithdrawalRequest.objects.get().state == WithdrawalRequest.State.DROPPED


def test_once_announced_a_second_person_is_asked(client, cast, asked):
    publication.publish_many([EntryLine(asked, [])], at=AFTER)
    answer = at("withdrawal_answer", asked)
    assert "orang kedua perlu menyetujui" in text(visit(client, cast.secretary, answer))
    response = visit(client, cast.secretary, answer, {"answer": "kabulkan"})
    page = text(visit(client, cast.ministry_admin, response.url))
    assert "Setujui penarikan ini?" in page
    assert WHY in page
    asked.refresh_from_db()
    assert asked.status == Status.SUBMITTED
    # What waits for a second person waits for no answer any more.
    assert "menunggu jawaban" not in text(visit(client, cast.secretary, reverse("home")))


@pytest.mark.parametrize(
    ("name", "who", "data"),
    [
        ("withdrawal_dropping", "agency_admin", {}),
        ("withdrawal_answer", "secretary", {"answer": "kabulkan"}),
        ("withdrawal_answer", "ministry_admin", {"answer": "tolak", "note": "Terlambat."}),
    ],
)
def test_another_request_than_the_one_shown_is_not_answered(client, cast, asked, name, who, data):
    office = getattr(cast, who)
    drawn = hidden(visit(client, office, at(name, asked)))
    withdrawing.drop(asked, by=cast.agency_admin, at=AFTER)
    withdrawing.ask(asked, "Alasan lain.", by=cast.agency_admin, at=AFTER)
    response = client.post(at(name, asked), {**drawn, **data})
    assert response.status_code == 409
    assert "Alasan lain." in text(response)
    assert WithdrawalRequest.objects.waiting().count() == 1


@pytest.mark.parametrize("name", ["withdrawal_request", "withdrawal_dropping", "withdrawal_answer"])
def test_nobody_else_comes_near_it(client, cast, proposal, asked, name):
    for office in (cast.proposer, cast.stranger, cast.judge, cast.panelist):
        assert visit(client, office, at(name, asked)).status_code == 403
    assert visit(client, cast.stranger_admin, at(name, asked)).status_code in (403, 404)


def test_while_registration_is_open_it_is_withdrawn_without_asking(client, cast, proposal, time_machine):
    time_machine.move_to(CLOSES_AT - timedelta(hours=1), tick=False)
    refused = visit(client, cast.agency_admin, at("withdrawal_request", proposal))
    assert refused.status_code == 403
    assert "Tarik usulannya langsung" in text(refused)
