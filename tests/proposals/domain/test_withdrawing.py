"""An agency asks for its dossier back after registration closed, and the ministry answers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Event, Letter, Motion
from accounts.rules import REASON_MISSING, Refused
from proposals import motions, rules
from proposals.domain import lifecycle, withdrawing
from proposals.domain.catalogue import publication
from proposals.domain.catalogue.publication import EntryLine
from proposals.models import CatalogueEntry, Status, Transition, WithdrawalRequest
from tests.factories import proposals
from tests.factories.competitions import CLOSES_AT
from tests.refusals import refusal_of
from tests.seconding import settle

pytestmark = pytest.mark.django_db
AFTER = CLOSES_AT + timedelta(days=3)
WHY = "Layanannya dihentikan."


@pytest.fixture
def proposal(cast, edition):
    sent = proposals.submitted(edition, by=cast.proposer)
    Letter.objects.all().delete()
    return sent


@pytest.fixture
def asked(proposal, cast):
    withdrawing.ask(proposal, f" {WHY} ", by=cast.agency_admin, at=AFTER)
    return proposal


def told(name):
    return sorted(letter.recipient.email for letter in Letter.objects.filter(name=name))


def addresses(*offices):
    return sorted(office.user.email for office in offices)


def test_asked_back_it_stays_until_the_ministry_answers_and_everybody_concerned_is_told_once(asked, cast):
    asked.refresh_from_db()
    request = WithdrawalRequest.objects.get()
    assert (asked.status, request.reason, request.state) == (Status.SUBMITTED, WHY, WithdrawalRequest.State.WAITING)
    assert told("proposal.withdrawal_asked") == addresses(cast.proposer, cast.colleague, cast.secretary)
    assert all(WHY in letter.body for letter in Letter.objects.all())
    assert Event.objects.about(asked).order_by("pk").last().name == "proposal.withdrawal_asked"


def test_let_go_it_is_withdrawn_with_the_agencys_reason(asked, cast):
    ended = motions.let_go(asked, by=cast.secretary, at=AFTER)
    request = WithdrawalRequest.objects.get()
    assert (ended.status, ended.ended_by, ended.since) == (Status.WITHDRAWN, cast.secretary, AFTER)
    assert (request.state, request.accepted_by) == (WithdrawalRequest.State.ACCEPTED, cast.secretary)
    last = Transition.objects.get(act="let_go")
    assert (last.source, last.target, last.note) == (Status.SUBMITTED, Status.WITHDRAWN, WHY)
    assert told("proposal.withdrawal_accepted") == addresses(cast.proposer, cast.colleague, cast.agency_admin)
    assert told("proposal.withdrawn") == []
    assert refusal_of(motions.let_go, asked, by=cast.secretary, at=AFTER) is rules.ENDED[Status.WITHDRAWN]


def test_declined_it_stays_with_a_reason_and_may_be_asked_again(asked, cast):
    assert refusal_of(withdrawing.decline, asked, " ", by=cast.secretary, at=AFTER) is REASON_MISSING
    withdrawing.decline(asked, "Visitasi sudah dijadwalkan.", by=cast.secretary, at=AFTER)
    asked.refresh_from_db()
    assert asked.status == Status.SUBMITTED
    assert WithdrawalRequest.objects.get().state == WithdrawalRequest.State.DECLINED
    assert told("proposal.withdrawal_declined") == addresses(cast.proposer, cast.colleague, cast.agency_admin)
    nothing = rules.NOT_ASKED_TO_WITHDRAW
    assert refusal_of(motions.let_go, asked, by=cast.secretary, at=AFTER) is nothing
    assert refusal_of(withdrawing.drop, asked, by=cast.agency_admin, at=AFTER) is nothing
    withdrawing.ask(asked, WHY, by=cast.agency_admin, at=AFTER + timedelta(days=1))
    assert WithdrawalRequest.objects.waiting().count() == 1


def test_taken_back_nothing_is_left_to_answer(asked, cast):
    withdrawing.drop(asked, by=cast.agency_admin, at=AFTER)
    assert WithdrawalRequest.objects.get().state == WithdrawalRequest.State.DROPPED
    assert told("proposal.withdrawal_dropped") == addresses(cast.proposer, cast.colleague, cast.secretary)
    assert refusal_of(motions.let_go, asked, by=cast.secretary, at=AFTER) is rules.NOT_ASKED_TO_WITHDRAW
    asked.refresh_from_db()
    assert asked.status == Status.SUBMITTED


def test_one_request_at_a_time_whatever_the_code_says(asked, cast):
    assert refusal_of(withdrawing.ask, asked, WHY, by=cast.agency_admin, at=AFTER) is rules.ALREADY_ASKED
    row = {"proposal": asked, "reason": WHY, "asked_at": AFTER, "asked_by": cast.agency_admin}
    with pytest.raises(IntegrityError, match="withdrawal_request_one_at_a_time"), transaction.atomic():
        WithdrawalRequest.objects.create(**row)
    ends = {"dropped_at": AFTER, "dropped_by": cast.agency_admin, "accepted_at": AFTER, "accepted_by": cast.secretary}
    with pytest.raises(IntegrityError, match="withdrawal_request_ends_once"), transaction.atomic():
        WithdrawalRequest.objects.create(**row, **ends)


def test_excluded_meanwhile_the_request_wants_no_answer(asked, cast):
    lifecycle.disqualify(asked, "Data palsu.", by=cast.secretary, at=AFTER)
    assert not WithdrawalRequest.objects.waiting().exists()
    assert refusal_of(motions.let_go, asked, by=cast.secretary, at=AFTER) is rules.ENDED[Status.DISQUALIFIED]


@pytest.fixture
def announced(asked):
    publication.publish_many([EntryLine(asked, [])], at=AFTER)
    return asked


def test_whom_the_public_has_read_of_two_people_let_go(announced, cast):
    assert refusal_of(withdrawing.accept, announced, by=cast.secretary, at=AFTER) is rules.WITHDRAWAL_NEEDS_TWO
    motion = motions.let_go(announced, by=cast.secretary, at=AFTER)
    assert isinstance(motion, Motion)
    announced.refresh_from_db()
    assert announced.status == Status.SUBMITTED
    settle(motion, by=cast.ministry_admin, at=AFTER + timedelta(hours=1))
    announced.refresh_from_db()
    assert announced.status == Status.WITHDRAWN
    assert CatalogueEntry.objects.get(proposal=announced).ended_reason == WHY


def test_a_request_taken_back_and_made_anew_is_not_what_was_agreed_to(announced, cast):
    motion = motions.let_go(announced, by=cast.secretary, at=AFTER)
    withdrawing.drop(announced, by=cast.agency_admin, at=AFTER)
    withdrawing.ask(announced, "Alasan lain.", by=cast.agency_admin, at=AFTER)
    with pytest.raises(Refused):
        settle(motion, by=cast.ministry_admin, at=AFTER + timedelta(hours=1))
    announced.refresh_from_db()
    assert announced.status == Status.SUBMITTED
