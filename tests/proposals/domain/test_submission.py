import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Event, Letter
from accounts.rules import Refused
from proposals import rules
from proposals.domain import completeness, lifecycle, submission
from proposals.models import IdentityVersion, Proposal, Revision, Status, Transition
from tests.factories import accounts, competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import send

AT = DURING + timedelta(days=1)


def test_submitting_freezes_the_dossier_and_sends_the_receipt(cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer, title="Perahu “Sehat”")
    Letter.objects.all().delete()
    revision = submission.submit(proposal, declared=True, by=cast.agency_admin, at=AT)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.submitted_at, proposal.submitted_by) == (
        Status.SUBMITTED,
        AT,
        cast.agency_admin,
    )
    assert revision.sha256 == hashlib.sha256(revision.body.encode()).hexdigest()
    frozen = json.loads(revision.body)
    assert frozen["title"] == "Perahu “Sehat”"
    assert frozen["started_on"] == "2021-03-01"
    assert (frozen["agency"], frozen["unit"]) == (proposal.agency.name, proposal.unit.name)
    assert [section["key"] for section in frozen["sections"]][:2] == ["ringkasan", "latar-belakang"]
    assert frozen["sections"][0]["answers"] == [{"key": "ringkasan", "text": proposals.text(200)}]
    evidence = hashlib.sha256(proposals.pdf_bytes()).hexdigest()
    assert frozen["sections"][1]["files"][0]["sha256"] == evidence
    assert [document["key"] for document in frozen["documents"]] == [
        "surat-implementasi",
        "surat-identitas",
        "surat-replikasi",
    ]
    event = Event.objects.about(proposal).last()
    assert event.name == "proposal.submitted"
    said = event.particulars
    assert list(said.pop("sections")) == sorted(section["key"] for section in frozen["sections"])
    identity = IdentityVersion.objects.get(proposal=proposal, number=2)
    assert said.pop("identity") == {"number": 2, "sha256": identity.sha256}
    assert said == {"note": "", "revision": 1, "sha256": revision.sha256}
    letters = Letter.objects.all()
    assert {letter.recipient for letter in letters} == {
        cast.proposer.user,
        cast.colleague.user,
        cast.agency_admin.user,
    }
    for letter in letters:
        assert letter.subject == f"Tanda terima usulan {proposal.code}, {proposal.edition.name}"
        assert revision.sha256 in letter.body
        assert "“Perahu “Sehat””" in letter.body
        assert "Diterima: 17 Februari 2026 pukul 08.00 WIB" in letter.body


def test_equal_dossiers_have_equal_text(cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    loaded = Proposal.objects.with_places().get(pk=proposal.pk)
    assert submission.whole(loaded) == submission.whole(Proposal.objects.with_places().get(pk=proposal.pk))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"declared": False}, "undeclared"),
        ({"at": CLOSES_AT}, "closed"),
        ({"by": "proposer"}, "agency_only"),
        ({"by": "stranger_admin"}, "not_yours"),
        ({"by": "ministry_admin"}, "not_yours"),
    ],
)
def test_what_stops_a_submission(cast, edition, change, refusal):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    act = {"declared": True, "by": "agency_admin", "at": AT, **change}
    with pytest.raises(Refused) as refused:
        submission.submit(proposal, declared=act["declared"], by=getattr(cast, act["by"]), at=act["at"])
    assert refused.value.refusal.key == refusal
    assert not Revision.objects.exists()
    assert Proposal.objects.get(pk=proposal.pk).status == Status.WITH_AGENCY


def test_an_incomplete_dossier_is_refused_with_the_first_gap(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    lifecycle.hand_over(draft, by=cast.proposer, at=DURING)
    with pytest.raises(Refused) as refused:
        submission.submit(draft, declared=True, by=cast.agency_admin, at=AT)
    assert refused.value.refusal.sentence == "Usulan belum lengkap. Yang masih kurang: Pilih kelompok."


def test_a_withdrawn_proposal_makes_room_under_the_cap(cast):
    edition = competitions.edition(agency_cap=1)
    first, second = (proposals.with_agency(edition, by=cast.proposer) for _ in range(2))
    submission.submit(first, declared=True, by=cast.agency_admin, at=AT)
    with pytest.raises(Refused) as refused:
        submission.submit(second, declared=True, by=cast.agency_admin, at=AT)
    assert refused.value.refusal.key == "cap_reached"
    lifecycle.withdraw(first, by=cast.agency_admin, at=AT)
    submission.submit(second, declared=True, by=cast.agency_admin, at=AT)
    assert Proposal.objects.in_contest().get() == second


def test_the_cap_of_one_agency_does_not_touch_another(cast):
    edition = competitions.edition(agency_cap=1)
    proposals.submitted(edition, by=cast.proposer)
    proposals.submitted(edition, by=cast.stranger)
    assert Proposal.objects.in_contest().count() == 2


def test_the_cap_of_a_group_leaves_the_other_groups_alone(cast):
    edition = competitions.edition(agency_cap=3)
    general, other = edition.groups.order_by("position")[:2]
    edition.groups.filter(pk=general.pk).update(agency_cap=1)
    proposals.submitted(edition, by=cast.proposer, group=general)
    second, third = (proposals.with_agency(edition, by=cast.proposer, group=group) for group in (general, other))
    with pytest.raises(Refused) as refused:
        submission.submit(second, declared=True, by=cast.agency_admin, at=AT)
    said = f"Instansi Anda sudah mengajukan 1 usulan dalam kelompok {general.name}, batas kelompok ini."
    assert refused.value.refusal.sentence == said
    submission.submit(third, declared=True, by=cast.agency_admin, at=AT)
    assert Proposal.objects.in_contest().count() == 2


@pytest.mark.django_db(transaction=True)
def test_the_cap_holds_when_all_submit_at_once():
    cast = accounts.cast()
    edition = competitions.edition(agency_cap=2)
    waiting = [proposals.with_agency(edition, by=cast.proposer) for _ in range(5)]

    def submit(proposal):
        try:
            submission.submit(proposal, declared=True, by=cast.agency_admin, at=AT)
        except Refused as refused:
            return refused.refusal.key
        else:
            return "submitted"
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        outcomes = sorted(pool.map(submit, waiting))
    assert outcomes == ["cap_reached"] * 3 + ["submitted"] * 2
    assert Proposal.objects.in_contest().count() == Revision.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_proposal_submitted_twice_at_once_has_one_receipt():
    cast = accounts.cast()
    proposal = proposals.with_agency(competitions.edition(), by=cast.proposer)

    def submit(_):
        try:
            return submission.submit(proposal, declared=True, by=cast.agency_admin, at=AT).number
        except Refused as refused:
            return refused.refusal.key
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(submit, range(4)))
    assert sorted(outcomes, key=str) == [1, *[rules.SUBMITTED.key] * 3]
    assert Transition.objects.filter(act="submit").count() == 1


def test_submission_costs_the_same_however_many_answers(cast, edition, django_assert_num_queries):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    assert completeness.of(proposal).is_complete
    with django_assert_num_queries(28):
        submission.submit(proposal, declared=True, by=cast.agency_admin, at=AT)


@pytest.mark.journey
@pytest.mark.django_db(transaction=True)
def test_twenty_who_press_at_once_all_see_the_receipt(time_machine, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    time_machine.move_to(AT, tick=False)
    proposal = proposals.with_agency(competitions.edition())
    office = proposals.admin_of(proposal)
    address = reverse("proposals:submission", args=[proposal.code])

    def press(_):
        try:
            client = Client()
            client.force_login(office.user)
            return send(client, address, {"is_declared": "on"}).url
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(press, range(20))) == {reverse("proposals:receipt", args=[proposal.code])}
    assert proposal.revisions.count() == 1
