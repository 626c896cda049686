"""Many entrants checked at once: what the preview says of each is what comes of it, and a slip is taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.domain import bulk as domain
from accounts.models import Event, Role
from accounts.rules import Refused
from accounts.rules import bulk as bulk_rules
from judging import motions as grave
from judging import rules
from judging.bulk_acts.verdicts import KINDS
from judging.circle import closing
from judging.domain import verification
from judging.domain.verification import Found
from judging.models import Entrant, Finding, Verdict
from judging.rules.entrants import verifying
from judging.rules.refusals import LEFT_THE_CONTEST
from proposals.models import Proposal, Status
from tests import bulk, carrying
from tests.factories import accounts

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


tell = carrying.looked_at


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    return told[1]


@pytest.fixture
def at(stage):
    return carrying.moment(stage)


@pytest.fixture
def entrants(stage):
    return list(Entrant.objects.filter(stage=stage).select_related("proposal").order_by("proposal__number"))


@pytest.fixture
def checks(stage):
    """The rules that a person answers."""
    return list(stage.edition.entry_checks.filter(method="person").order_by("position"))


def on(check, stage, *, met=True, note=""):
    return {
        "stage": stage.pk,
        "check": check.pk if check else None,
        "code": check.code if check else "",
        "is_met": met,
        "note": note,
    }


def all_answered(checks, entrants, stage, crew, at, **said):
    for check in checks:
        bulk.done("answer", entrants, on(check, stage, **said), by=crew.secretary, at=at)


def status(so, entrant, value):
    Proposal.objects.filter(pk=entrant.proposal_id).update(
        status=value, ended_at=timezone.now(), ended_by=so.crew.admin
    )


def test_one_rule_is_answered_alike_for_the_chosen_and_no_others(crew, stage, entrants, checks, at):
    act = bulk.done("answer", entrants[:2], on(checks[0], stage, note="Surat diterima"), by=crew.secretary, at=at)
    assert bulk.came(act) == [None, None]
    answered = Finding.objects.filter(stage=stage, check_row=checks[0], is_met=True)
    assert {one.proposal_id for one in answered} == {one.proposal_id for one in entrants[:2]}
    assert {one.note for one in answered} == {"Surat diterima"}
    assert not Verdict.objects.filter(stage=stage).exists()
    assert Event.objects.filter(name="finding.answered").count() == 2


def test_all_are_decided_by_their_own_checklists(crew, stage, entrants, checks, at):
    all_answered(checks, entrants, stage, crew, at)
    bulk.done("decide", entrants[:3], on(None, stage), by=crew.secretary, at=at)
    assert list(Verdict.objects.filter(stage=stage).values_list("passed", flat=True)) == [True] * 3


def test_the_same_lack_sends_all_of_the_chosen_out_with_the_same_note(crew, stage, entrants, checks, at):
    all_answered(checks, entrants, stage, crew, at)
    failed = on(checks[-1], stage, met=False, note="Surat tidak ditandatangani")
    act = bulk.done("decide", entrants[:2], failed, by=crew.secretary, at=at)
    assert bulk.came(act) == [None, None]
    assert list(Verdict.objects.filter(stage=stage).values_list("passed", flat=True)) == [False, False]
    unmet = Finding.objects.filter(stage=stage, is_met=False)
    assert {(one.check_row_id, one.note) for one in unmet} == {(checks[-1].pk, "Surat tidak ditandatangani")}


def test_what_is_open_is_not_decided_and_the_others_are(crew, stage, entrants, checks, at):
    all_answered(checks, entrants[1:], stage, crew, at)
    act = bulk.done("decide", entrants, on(None, stage), by=crew.secretary, at=at)
    assert bulk.came(act) == [str(rules.FINDINGS_OPEN), None, None, None]


# What befalls the first entrant before the act, and why it is not done then.
BEFALLS = {
    "nothing": (lambda so: None, None),
    "decided": (lambda so: decide(so, so.entrants[0]), rules.ALREADY_DECIDED),
    "withdrawn": (lambda so: status(so, so.entrants[0], Status.WITHDRAWN), LEFT_THE_CONTEST[Status.WITHDRAWN]),
    "disqualified": (
        lambda so: status(so, so.entrants[0], Status.DISQUALIFIED),
        LEFT_THE_CONTEST[Status.DISQUALIFIED],
    ),
    "answered": (
        lambda so: verification.answer(
            so.stage, so.entrants[0].proposal, so.checks[0].pk, Found(False), by=so.crew.secretary, at=so.at
        ),
        verifying.ALREADY_ANSWERED,
    ),
}


class So:
    def __init__(self, crew, stage, entrants, checks, at):
        self.crew, self.stage, self.entrants, self.checks, self.at = crew, stage, entrants, checks, at


@pytest.fixture
def so(crew, stage, entrants, checks, at):
    return So(crew, stage, entrants, checks, at)


def decide(so, entrant):
    return carrying.verify(so.stage, entrant.proposal, so.crew, at=so.at)


@pytest.mark.parametrize("case", BEFALLS)
def test_the_preview_of_an_answer_says_what_comes_of_it(so, case):
    befalls, refusal = BEFALLS[case]
    befalls(so)
    asked = "answer", so.entrants[:2], on(so.checks[0], so.stage)
    expected = [refusal and str(refusal), None]
    assert bulk.foretold(*asked, by=so.crew.secretary, at=so.at) == expected
    assert bulk.came(bulk.done(*asked, by=so.crew.secretary, at=so.at)) == expected


@pytest.mark.parametrize("case", ["nothing", "decided", "withdrawn", "disqualified"])
def test_the_preview_of_a_verdict_says_what_comes_of_it(so, case):
    all_answered(so.checks, so.entrants, so.stage, so.crew, so.at)
    befalls, refusal = BEFALLS[case]
    befalls(so)
    asked = "decide", so.entrants[:2], on(None, so.stage)
    expected = [refusal and str(refusal), None]
    assert bulk.foretold(*asked, by=so.crew.secretary, at=so.at) == expected
    assert bulk.came(bulk.done(*asked, by=so.crew.secretary, at=so.at)) == expected


def test_against_the_machine_an_answer_needs_its_note(so):
    row = Finding.objects.filter(stage=so.stage, machine_says=True).select_related("check_row").first()
    entrant = next(one for one in so.entrants if one.proposal_id == row.proposal_id)
    bare = bulk.foretold("answer", [entrant], on(row.check_row, so.stage, met=False), by=so.crew.secretary, at=so.at)
    assert bare == [str(rules.REASON_MISSING)]
    told = on(row.check_row, so.stage, met=False, note="Berkas kosong")
    assert bulk.came(bulk.done("answer", [entrant], told, by=so.crew.secretary, at=so.at)) == [None]


def test_an_answer_is_taken_back_to_what_the_machine_said(so):
    before = list(Finding.objects.filter(stage=so.stage).order_by("pk").values("pk", "is_met", "note"))
    act = bulk.done("answer", so.entrants, on(so.checks[0], so.stage), by=so.crew.secretary, at=so.at)
    back = bulk.undone(act, by=so.crew.admin, at=so.at)
    assert bulk.came(back) == [None] * 4
    assert list(Finding.objects.filter(stage=so.stage).order_by("pk").values("pk", "is_met", "note")) == before
    assert Event.objects.filter(name="finding.taken_back").count() == 4


def test_an_answer_that_a_verdict_followed_is_not_taken_back(so):
    act = bulk.done("answer", so.entrants[:2], on(so.checks[0], so.stage), by=so.crew.secretary, at=so.at)
    decide(so, so.entrants[0])
    assert bulk.came(bulk.undone(act, by=so.crew.secretary, at=so.at)) == [str(rules.ALREADY_DECIDED), None]


def given(so):
    all_answered(so.checks, so.entrants, so.stage, so.crew, so.at)
    return bulk.done("decide", so.entrants[:2], on(None, so.stage), by=so.crew.secretary, at=so.at)


def test_a_verdict_is_taken_back_stays_readable_and_is_given_anew(so):
    act = given(so)
    back = bulk.undone(act, by=so.crew.secretary, at=so.at + 5 * MINUTE)
    assert bulk.came(back) == [None, None]
    assert Verdict.objects.filter(stage=so.stage).count() == 2
    assert not Verdict.objects.filter(stage=so.stage).current().exists()
    assert Event.objects.filter(name="verdict.taken_back").count() == 2
    again = bulk.done("decide", so.entrants[:2], on(None, so.stage), by=so.crew.admin, at=so.at + 6 * MINUTE)
    assert bulk.came(again) == [None, None]


def correction_moved(so):
    first = Verdict.objects.filter(stage=so.stage).order_by("pk").first()
    findings = {so.checks[0].pk: Found(False, "Surat palsu")}
    grave.correct(so.stage, first.proposal, findings, "Surat palsu", by=so.crew.admin, at=so.at)


FOLLOWS = {
    "a while": (lambda so: None, 31 * MINUTE, "secretary", verifying.TOO_LATE_TO_TAKE_BACK),
    "another person": (lambda so: None, MINUTE, "admin", verifying.ANOTHERS_VERDICT),
    "a correction": (correction_moved, MINUTE, "secretary", verifying.CORRECTION_MOVED),
    "nothing": (lambda so: None, 30 * MINUTE, "secretary", None),
}


@pytest.mark.parametrize("case", FOLLOWS)
def test_a_verdict_is_taken_back_only_while_nothing_followed(so, case):
    follows, later, who, refusal = FOLLOWS[case]
    act = given(so)
    follows(so)
    by, at = getattr(so.crew, who), so.at + later
    ids = list(Verdict.objects.filter(stage=so.stage).order_by("proposal__number"))
    expected = refusal and str(refusal)
    assert bulk.foretold("decide-back", ids, act.inputs, by=by, at=at)[0] == expected
    taken = bulk.done("decide-back", ids[:1], act.inputs, by=by, at=at) if refusal is None else None
    assert taken is None or bulk.came(taken) == [None]
    if refusal:
        with pytest.raises(Refused) as refused:
            verification.take_back(ids[0], by=by, at=at)
        assert refused.value.refusal is refusal
        assert Verdict.objects.current().filter(stage=so.stage).count() == 2


def test_a_stage_that_closed_meanwhile_leaves_every_row_with_its_sentence(so):
    all_answered(so.checks, so.entrants, so.stage, so.crew, so.at)
    for one in so.entrants[2:]:
        decide(so, one)
    act = bulk_begun(so, so.entrants[:2])
    for one in so.entrants[:2]:
        decide(so, one)
    closing.close_stage(so.stage, by=so.crew.admin, at=so.at)
    assert bulk.came(bulk.carried(act, at=so.at)) == [str(rules.STAGE_NOT_OPEN)] * 2


def bulk_begun(so, entrants, **more):
    return domain.begin(
        "decide", [one.pk for one in entrants], on(None, so.stage), key=uuid4(), by=so.crew.secretary, at=so.at, **more
    )


def test_an_office_that_ended_meanwhile_does_nothing_more(so):
    all_answered(so.checks, so.entrants, so.stage, so.crew, so.at)
    act = bulk_begun(so, so.entrants[:2])
    so.crew.secretary.until = so.at.date()
    so.crew.secretary.save(update_fields=["until"])
    assert bulk.came(bulk.carried(act, at=so.at)) == [str(bulk_rules.OFFICE_OVER)] * 2
    assert not Verdict.objects.filter(stage=so.stage).exists()


@pytest.mark.parametrize("role", [one for one in Role if one not in (Role.SECRETARY, Role.MINISTRY_ADMIN)])
def test_nobody_else_begins_one(so, role):
    by = accounts.membership(role)
    with pytest.raises(Refused) as refused:
        bulk.done("answer", so.entrants, on(so.checks[0], so.stage), by=by, at=so.at)
    assert refused.value.refusal is bulk_rules.NOT_FOR_YOU


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("kind", ["answer", "decide"])
def test_a_preview_costs_the_same_for_many(so, kind, count, django_assert_max_num_queries):
    all_answered(so.checks[1:], so.entrants, so.stage, so.crew, so.at)
    with django_assert_max_num_queries(6):
        bulk.foretold(kind, so.entrants[:count], on(so.checks[0], so.stage), by=so.crew.secretary, at=so.at)


def test_every_kind_that_makes_something_can_be_taken_back():
    names = {kind.name for kind in KINDS}
    assert {kind.undo for kind in KINDS if kind.undo} <= names
    assert [kind.name for kind in KINDS if not kind.undo] == ["answer-back", "decide-back"]
