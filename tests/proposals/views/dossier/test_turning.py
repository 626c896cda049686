"""Sent, taken back, sent again; withdrawn and brought back; cancelled and deleted; and the receipts of it all."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.domain.trail import growing
from accounts.models import Event
from accounts.rules import Refused
from judging.proof import trail
from proposals import rules
from proposals.domain import lifecycle, submission
from proposals.models import Proposal, Revision, Status
from proposals.reading import receipts
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import markup, send, text_of

pytestmark = pytest.mark.django_db
LATER = DURING + timedelta(days=2)


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(LATER, tick=False)


def page(name, proposal, *more):
    return reverse(f"proposals:{name}", args=[proposal.code, *more])


def press(client, office, name, proposal):
    client.force_login(office.user)
    return send(client, page(name, proposal), {})


def test_until_the_close_it_is_taken_back_mended_and_sent_again_each_time_with_a_receipt(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    assert press(client, cast.agency_admin, "taking_back", proposal).url == page("show", proposal)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.submitted_at) == (Status.WITH_AGENCY, None)
    assert "sudah diambil kembali" in text_of(client.get(page("receipt", proposal)))
    submission.submit(proposal, declared=True, by=cast.agency_admin, at=LATER)
    said = text_of(client.get(page("receipt", proposal)))
    first, second = Revision.objects.order_by("number")
    assert first.sha256 != second.sha256
    assert "Naskah versi 1" in said
    assert all(revision.sha256 in said for revision in (first, second))
    assert Event.objects.filter(name="proposal.submitted").count() == 2
    proposal.refresh_from_db()
    with pytest.raises(Refused) as refused:
        lifecycle.take_back(proposal, by=cast.agency_admin, at=CLOSES_AT)
    assert refused.value.refusal.key == rules.CLOSED.key


@pytest.mark.parametrize(
    ("made", "who", "target"),
    [
        ("draft", "proposer", Status.DRAFT),
        ("returned", "proposer", Status.RETURNED),
        ("with_agency", "agency_admin", Status.WITH_AGENCY),
        ("submitted", "agency_admin", Status.WITH_AGENCY),
    ],
)
def test_what_was_withdrawn_is_brought_back_to_where_it_was(client, cast, edition, made, who, target):
    proposal = getattr(proposals, made)(edition, by=cast.proposer)
    lifecycle.withdraw(proposal, by=getattr(cast, who), at=LATER)
    other = cast.agency_admin if who == "proposer" else cast.proposer
    assert press(client, other, "bringing_back", proposal).status_code == 403
    client.force_login(getattr(cast, who).user)
    assert page("bringing_back", proposal) in markup(client.get(page("show", proposal)))
    press(client, getattr(cast, who), "bringing_back", proposal)
    proposal.refresh_from_db()
    assert (proposal.status, proposal.ended_at, proposal.submitted_at) == (target, None, None)


def test_after_the_close_and_after_the_ministry_nothing_is_brought_back(cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    lifecycle.withdraw(proposal, by=cast.agency_admin, at=LATER)
    with pytest.raises(Refused) as refused:
        lifecycle.bring_back(proposal, by=cast.agency_admin, at=CLOSES_AT)
    assert refused.value.refusal.key == rules.CLOSED.key
    other = proposals.submitted(edition, by=cast.proposer)
    lifecycle.disqualify(other, "Data palsu.", by=cast.secretary, at=LATER)
    with pytest.raises(Refused) as refused:
        lifecycle.bring_back(other, by=cast.agency_admin, at=LATER)
    assert refused.value.refusal is rules.DISQUALIFIED


def test_a_cancelled_draft_is_deleted_for_everybody_and_its_number_is_not_given_again(client, cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    assert press(client, cast.proposer, "deletion", draft).status_code == 403
    lifecycle.withdraw(draft, by=cast.proposer, at=LATER)
    assert press(client, cast.proposer, "deletion", draft).url == reverse("proposals:list")
    for office in (cast.proposer, cast.agency_admin):
        client.force_login(office.user)
        assert client.get(page("show", draft)).status_code == 404
        assert draft.title not in text_of(client.get(reverse("proposals:list")))
    assert proposals.draft(edition, by=cast.proposer).number == draft.number + 1
    assert Proposal.objects.get(pk=draft.pk).deleted_by == cast.proposer


def test_what_was_ever_sent_is_never_deleted(cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    lifecycle.take_back(proposal, by=cast.agency_admin, at=LATER)
    proposal.refresh_from_db()
    lifecycle.withdraw(proposal, by=cast.agency_admin, at=LATER)
    with pytest.raises(Refused) as refused:
        lifecycle.delete(proposal, by=cast.agency_admin, at=LATER)
    assert refused.value.refusal is rules.WAS_SENT


def test_the_hash_binds_text_files_time_and_sender_and_its_owner_has_the_text(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    revision = Revision.objects.get()
    client.force_login(cast.proposer.user)
    answer = client.get(page("revision_file", proposal, 1))
    assert hashlib.sha256(answer.content).hexdigest() == revision.sha256
    body = json.loads(answer.content)
    assert body["submitted_by"] == cast.agency_admin.signature
    assert body["submitted_at"] == "2026-02-16T03:00:00+00:00"
    assert all(file["sha256"] for section in body["sections"] for file in section["files"])
    client.force_login(cast.stranger.user)
    assert client.get(page("revision_file", proposal, 1)).status_code == 404
    client.force_login(cast.proposer.user)
    assert client.get(page("revision_file", proposal, 2)).status_code == 404
    assert "pukul 10.00.00 WIB" in text_of(client.get(page("receipt", proposal)))


def test_anybody_may_check_a_receipt_and_learns_no_more_than_that_it_holds(cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    sha256, visitor = Revision.objects.get().sha256, Client()
    address = reverse("proposals:receipt_genuine", args=[sha256])
    said = text_of(visitor.get(address))
    assert "Naskah ini tercatat dan berlaku" in said
    assert proposal.code in said
    assert proposal.title not in said
    typed = visitor.get(reverse("proposals:receipt_check"), {"sidik": f" {sha256[:32].upper()} {sha256[32:]} "})
    assert "tercatat dan berlaku" in text_of(typed)
    assert "tidak tercatat" in text_of(visitor.get(reverse("proposals:receipt_genuine", args=["0" * 64])))
    assert "64 huruf" in text_of(visitor.get(reverse("proposals:receipt_genuine", args=["abc"])))
    lifecycle.withdraw(proposal, by=cast.agency_admin, at=LATER)
    assert "Usulan ini ditarik 18 Februari 2026" in text_of(visitor.get(address))


def test_whoever_has_a_receipt_gets_the_proof_that_the_history_holds_it(client, cast, edition):
    """The public one tells no name; the sender's own leads from the receipt's hash to the head."""
    proposal = proposals.submitted(edition, by=cast.proposer)
    revision, visitor = Revision.objects.get(), Client()
    event = receipts.event_of(revision)
    assert "belum diterbitkan" in text_of(visitor.get(reverse("proposals:receipt_genuine", args=[revision.sha256])))
    client.force_login(cast.proposer.user)
    assert "belum diterbitkan" in text_of(client.get(page("receipt", proposal)))
    growing.keep_head(at=LATER)
    assert page("revision_proof", proposal, 1) in markup(client.get(page("receipt", proposal)))
    said = text_of(visitor.get(reverse("proposals:receipt_genuine", args=[revision.sha256])))
    assert f"peristiwa nomor {event.number} dalam riwayat" in said
    shown = visitor.get(reverse("proposals:receipt_proof", args=[revision.sha256]))
    assert cast.agency_admin.user.full_name not in shown.content.decode()
    assert "body" not in json.loads(shown.content)["event"]
    assert {one.key: one.holds for one in trail.verified(shown.content)} == {"included": True, "anchored": None}
    assert visitor.get(reverse("proposals:receipt_proof", args=["0" * 64])).status_code == 404
    own = client.get(page("revision_proof", proposal, 1))
    assert {one.key: one.holds for one in trail.verified(own.content)} == {
        "made": True,
        "named": True,
        "included": True,
        "anchored": None,
    }
    client.force_login(cast.stranger.user)
    assert client.get(page("revision_proof", proposal, 1)).status_code == 404


def test_a_receipt_of_a_withdrawn_proposal_does_not_say_that_it_was_submitted(client, cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    lifecycle.withdraw(proposal, by=cast.agency_admin, at=LATER)
    client.force_login(cast.proposer.user)
    said = text_of(client.get(page("receipt", proposal)))
    assert "Usulan diajukan" not in said
    assert "Usulan ini ditarik" in said
