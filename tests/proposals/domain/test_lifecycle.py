from datetime import timedelta

import pytest

from accounts.models import Event, Letter
from accounts.rules import Refused
from proposals import rules
from proposals.domain import lifecycle
from proposals.models import Status, Transition
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT, DURING

pytestmark = pytest.mark.django_db


def test_handing_over_moves_stamps_records_and_tells_the_admin(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    proposal = lifecycle.hand_over(draft, by=cast.proposer, at=DURING)
    proposal.refresh_from_db()
    assert proposal.status == Status.WITH_AGENCY
    assert (proposal.handed_over_at, proposal.handed_over_by) == (DURING, cast.proposer)
    assert proposal.since == DURING
    assert list(Transition.objects.filter(proposal=proposal).values_list("act", "source", "target").order_by("pk")) == [
        ("begin", "", "draft"),
        ("hand_over", "draft", "with_agency"),
    ]
    assert [event.name for event in Event.objects.about(proposal)] == ["proposal.begun", "proposal.handed_over"]
    letter = Letter.objects.get()
    assert letter.recipient == cast.agency_admin.user
    assert letter.subject == f"Usulan {proposal.code} menunggu pemeriksaan Anda, {edition.name}"
    assert f"/usulan/{proposal.code}/" in letter.body
    assert "Rabu, 1 April 2026, 16.00 WIB" in letter.body


def test_the_note_of_a_return_reaches_every_writer_of_the_unit_unescaped(cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer, title="Obat & gizi <cepat>")
    Letter.objects.all().delete()
    lifecycle.send_back(proposal, " Angka < 5 & jelas ", by=cast.agency_admin, at=DURING + timedelta(days=1))
    proposal.refresh_from_db()
    assert proposal.status == Status.RETURNED
    assert Transition.objects.get(act="return").note == "Angka < 5 & jelas"
    letters = Letter.objects.order_by("recipient__full_name")
    assert [letter.recipient for letter in letters] == [cast.colleague.user, cast.proposer.user]
    assert "Angka < 5 & jelas" in letters[0].body
    assert "“Obat & gizi <cepat>”" in letters[0].body


@pytest.mark.parametrize("note", ["", "   ", "\n"])
def test_nothing_is_returned_without_a_reason(cast, edition, note):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    with pytest.raises(Refused) as refused:
        lifecycle.send_back(proposal, note, by=cast.agency_admin, at=DURING)
    assert refused.value.refusal is rules.REASON_MISSING
    proposal.refresh_from_db()
    assert proposal.status == Status.WITH_AGENCY


def test_a_returned_proposal_can_be_handed_over_again(cast, edition):
    proposal = proposals.returned(edition, by=cast.proposer)
    again = lifecycle.hand_over(proposal, by=cast.colleague, at=DURING + timedelta(days=3))
    assert again.status == Status.WITH_AGENCY
    assert again.handed_over_by == cast.colleague
    assert again.returned_at is not None


def test_withdrawing_what_was_submitted_until_the_close(cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    with pytest.raises(Refused) as refused:
        lifecycle.withdraw(proposal, by=cast.agency_admin, at=CLOSES_AT)
    assert refused.value.refusal is rules.CLOSED_FOR_WITHDRAWAL
    ended = lifecycle.withdraw(proposal, by=cast.agency_admin, at=CLOSES_AT - timedelta(seconds=1))
    assert ended.status == Status.WITHDRAWN
    assert ended.since == CLOSES_AT - timedelta(seconds=1)
    assert Letter.objects.filter(name="proposal.withdrawn").count() == 2


def test_only_the_ministry_disqualifies_and_everyone_concerned_is_told(cast, edition):
    proposal = proposals.submitted(edition, by=cast.proposer)
    with pytest.raises(Refused):
        lifecycle.disqualify(proposal, "Data palsu.", by=cast.agency_admin, at=CLOSES_AT)
    lifecycle.disqualify(proposal, "Data palsu.", by=cast.secretary, at=CLOSES_AT)
    proposal.refresh_from_db()
    assert proposal.status == Status.DISQUALIFIED
    told = Letter.objects.filter(name="proposal.disqualified")
    assert {letter.recipient for letter in told} == {
        cast.proposer.user,
        cast.colleague.user,
        cast.agency_admin.user,
    }
    assert all("Data palsu." in letter.body for letter in told)


def test_a_stale_page_cannot_repeat_an_act(cast, edition):
    stale = proposals.filled(edition, by=cast.proposer)
    lifecycle.hand_over(stale, by=cast.proposer, at=DURING)
    with pytest.raises(Refused) as refused:
        lifecycle.hand_over(stale, by=cast.proposer, at=DURING)
    assert refused.value.refusal is rules.WITH_AGENCY
    assert Transition.objects.filter(act="hand_over").count() == 1


def test_every_act_has_a_label_and_every_target_a_moment():
    assert set(lifecycle.ACTS) | {"begin"} == set(lifecycle.LABELS)
    assert {act.target for act in lifecycle.ACTS.values()} == set(Status) - {Status.DRAFT}
