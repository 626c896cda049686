import pytest
from django.db import IntegrityError, transaction

from accounts.models import Event, Motion
from accounts.rules import Refused
from judging import motions as grave
from judging import rules
from judging.circle import closing, giving_out
from judging.domain import verification
from judging.domain.verification import Found
from judging.models import Choice, Entrant, Finding, Verdict
from proposals.models import Status
from tests import carrying
from tests.factories import proposals
from tests.refusals import refusal_of

pytestmark = pytest.mark.django_db
WHY = "Surat bertanda tangan menyusul dan sudah diterima."


tell = carrying.looked_at


@pytest.fixture
def crew(told):
    return told[0]


@pytest.fixture
def stage(told):
    return told[1]


@pytest.fixture
def proposal(stage):
    return Entrant.objects.filter(stage=stage).order_by("pk").first().proposal


def found(stage, *, met=True, note="", codes=None):
    """Findings for the checks with these codes; by default for all that a person decides."""
    checks = stage.edition.entry_checks.all()
    checks = checks.filter(code__in=codes) if codes else checks.filter(method="person")
    return {check.pk: Found(met, note) for check in checks}


def decide(stage, proposal, findings, crew):
    return verification.decide(stage, proposal, findings, by=crew.secretary, at=carrying.moment(stage))


def correct(stage, proposal, findings, crew, reason=WHY, second=None):
    return carrying.corrected(stage, proposal, findings, reason, crew, second=second)


def test_the_machine_fills_in_what_it_can_and_leaves_the_rest_to_people(stage, proposal):
    rows = Finding.objects.filter(stage=stage, proposal=proposal).order_by("check_row__position")
    assert [(row.check_row.is_automatic, row.machine_says, row.is_met) for row in rows] == [
        *[(True, True, True)] * 7,
        *[(False, None, None)] * 3,
    ]


def test_laying_it_out_again_changes_no_finding(stage, proposal, crew):
    decide(stage, proposal, found(stage), crew)
    before = list(Finding.objects.filter(stage=stage).order_by("pk").values())
    giving_out.give_out(stage, by=crew.secretary, at=carrying.moment(stage))
    assert list(Finding.objects.filter(stage=stage).order_by("pk").values()) == before


def test_who_meets_every_rule_passes(stage, proposal, crew):
    verdict = decide(stage, proposal, found(stage), crew)
    assert verdict.passed
    event = Event.objects.about(verdict).get()
    assert (event.name, event.particulars) == ("verdict.given", {"proposal": proposal.pk, "passed": True})
    assert refusal_of(decide, stage, proposal, found(stage), crew) is rules.ALREADY_DECIDED


def test_one_rule_not_met_and_it_does_not_pass(stage, proposal, crew):
    assert not decide(stage, proposal, found(stage) | found(stage, met=False, codes=["A10"]), crew).passed


def test_an_open_finding_stops_the_verdict_and_changes_nothing(stage, proposal, crew):
    assert refusal_of(decide, stage, proposal, found(stage, codes=["A08", "A09"]), crew) is rules.FINDINGS_OPEN
    assert Finding.objects.filter(stage=stage, proposal=proposal, is_met=None).count() == 3
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("note", ["", "  "])
def test_contradicting_the_machine_needs_a_note(stage, proposal, crew, note):
    findings = found(stage) | found(stage, met=False, note=note, codes=["A01"])
    assert refusal_of(decide, stage, proposal, findings, crew) is rules.REASON_MISSING
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.filter(stage=stage, proposal=proposal, check_row__code="A01").update(is_met=False)
    findings |= found(stage, met=False, note="Tanggal mulai pada bukti berbeda.", codes=["A01"])
    assert not decide(stage, proposal, findings, crew).passed


def test_nothing_is_decided_before_the_checklist_is_laid_out(stage, proposal, crew):
    Finding.objects.filter(stage=stage).delete()
    assert refusal_of(decide, stage, proposal, {}, crew) is rules.WORK_NOT_GIVEN_OUT


def test_only_a_proposal_of_the_stage_is_decided(stage, crew):
    elsewhere = proposals.draft(stage.edition)
    assert refusal_of(decide, stage, elsewhere, found(stage), crew) is rules.NOT_AN_ENTRANT


def test_a_correction_is_a_new_verdict_and_the_old_one_stays_readable(stage, proposal, crew):
    first = decide(stage, proposal, found(stage) | found(stage, met=False, codes=["A10"]), crew)
    second = correct(stage, proposal, found(stage), crew)
    first.refresh_from_db()
    assert (first.passed, first.superseded_at) == (False, carrying.moment(stage))
    assert (second.passed, second.corrects, second.correction_reason) == (True, first, WHY)
    assert Verdict.objects.filter(proposal=proposal).current().get() == second
    assert Event.objects.about(second).get().particulars == {
        "proposal": proposal.pk,
        "was": False,
        "passed": True,
        "reason": WHY,
        "motion": Motion.objects.get().pk,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Verdict.objects.filter(pk=second.pk).update(correction_reason="")


def test_a_correction_without_reason_or_verdict_is_refused(stage, proposal, crew):
    assert refusal_of(correct, stage, proposal, found(stage), crew) is rules.NOT_DECIDED
    decide(stage, proposal, found(stage), crew)
    assert refusal_of(correct, stage, proposal, found(stage), crew, " ") is rules.REASON_MISSING


def test_between_close_and_result_nothing_is_corrected(stage, proposal, crew):
    """The snapshot is frozen and the decision not drafted yet: a correction would be in neither."""
    carrying.closed(carrying.worked(stage, crew, failing=[proposal]), crew)
    assert refusal_of(correct, stage, proposal, found(stage), crew) is rules.NOT_COMPUTED


def test_a_correction_after_the_result_is_a_departure_with_its_reason(stage, proposal, crew):
    stage = carrying.computed(carrying.worked(stage, crew, failing=[proposal]), crew)
    frozen = (stage.snapshot.sha256, stage.snapshot.computation.result_sha256)
    correct(stage, proposal, found(stage), crew)
    choice = Choice.objects.get(decision__stage=stage, proposal=proposal)
    assert (choice.proposed_by_machine, choice.goes_on, choice.reason) == (False, True, WHY)
    assert (carrying.fresh(stage).snapshot.sha256, stage.snapshot.computation.result_sha256) == frozen
    # Corrected back, it is the machine's proposal again and needs no reason.
    # Whoever agreed to the first correction made what is corrected now.
    correct(stage, proposal, found(stage, met=False, codes=["A10"]), crew, "Surat itu palsu.", second=crew.second_admin)
    choice.refresh_from_db()
    assert (choice.goes_on, choice.reason) == (False, "")


def test_once_put_forward_it_is_too_late(stage, proposal, crew):
    stage = carrying.computed(carrying.worked(stage, crew), crew)
    grave.propose(stage, "Arahan Menteri.", by=crew.admin, at=carrying.moment(stage))
    assert refusal_of(correct, stage, proposal, found(stage), crew) is rules.TOO_LATE_TO_CORRECT


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DISQUALIFIED])
def test_who_left_the_contest_is_not_decided(stage, proposal, crew, status):
    proposals.left(proposal, status)
    assert refusal_of(decide, stage, proposal, found(stage), crew) is rules.LEFT_THE_CONTEST[status]
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DISQUALIFIED])
def test_a_verdict_on_who_left_is_not_corrected(stage, proposal, crew, status):
    """Who left before the computation has no place in the decision at all."""
    carrying.worked(stage, crew, failing=[proposal])
    proposals.left(proposal, status)
    stage = carrying.computed(stage, crew)
    assert not Choice.objects.filter(decision__stage=stage, proposal=proposal).exists()
    assert refusal_of(correct, stage, proposal, found(stage), crew) is rules.LEFT_THE_CONTEST[status]


def test_closing_names_who_waits_for_a_verdict_and_changes_nothing(stage, crew):
    entrants = list(Entrant.objects.filter(stage=stage).select_related("proposal").order_by("pk"))
    for entrant in entrants[:2]:
        carrying.verify(stage, entrant.proposal, crew)
    with pytest.raises(Refused) as caught, transaction.atomic():
        closing.close_stage(stage, by=crew.admin, at=carrying.moment(stage))
    codes = ", ".join(entrant.proposal.code for entrant in entrants[2:])
    assert caught.value.refusal is rules.WORK_MISSING
    assert [str(sentence) for sentence in caught.value.sentences] == [f"2 usulan belum diputuskan: {codes}."]
    assert carrying.fresh(stage).is_open
