"""The secretariat's verdicts in the administrative selection, and their correction."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from accounts.domain import events, stamps
from accounts.models import Event, Motion
from accounts.rules import Refused, refuse
from accounts.rules.motions import carrying_refusal
from competitions.models import Stage
from judging import rules
from judging.domain import mending
from judging.models import Choice, Decision, Entrant, Finding, Verdict
from judging.rules.entrants import verifying
from proposals.models import Proposal


@dataclass(frozen=True)
class Found:
    """What the secretariat found on one rule; a note is needed where it contradicts the machine."""

    is_met: bool
    note: str = ""
    # Where it can be mended: the parts that are opened for it, by name; all of the rule's kind where none is said.
    parts: tuple[str, ...] = field(default=(), compare=False)


@transaction.atomic
def decide(stage, proposal, findings: Mapping[int, Found], *, seen=None, by, at):
    """Give a proposal its verdict: it passes when every rule is met.

    `findings` maps the ids of the edition's checks to `Found`; checks left out keep the machine's finding. `seen` is
    the stamp of the checklist that was shown.
    """
    stage = Stage.objects.locked(stage.pk)
    proposal = Proposal.objects.locked(proposal.pk)
    current = Verdict.objects.filter(stage=stage, proposal=proposal).current().first()
    if refusal := rules.verdict_refusal(stage, office=by, at=at, status=proposal.status, verdict=current):
        if refusal is rules.ALREADY_DECIDED:
            rows = Finding.objects.filter(stage=stage, proposal=proposal)
            stamps.unchanged(seen, stamp(rows, current), current)
        raise Refused(refusal)
    passed = settle(stage, proposal, findings, seen=seen, verdict=current)
    verdict = Verdict.objects.create(stage=stage, proposal=proposal, passed=passed, decided_at=at, decided_by=by)
    mending.give_back(verdict, findings, by=by, at=at)
    events.record("verdict.given", on=verdict, by=by, at=at, proposal=proposal.pk, passed=passed)
    return verdict


@transaction.atomic
def answer(stage, proposal, check, found: Found, *, by, at):
    """Answer one rule, by its id, for an entrant that is not decided yet; the others stay as they are."""
    stage = Stage.objects.locked(stage.pk)
    proposal = Proposal.objects.locked(proposal.pk)
    refuse(rules.verdict_refusal(stage, office=by, at=at, status=proposal.status, verdict=current(stage, proposal)))
    finding = (
        Finding.objects.filter(stage=stage, proposal=proposal, check_row=check).select_related("check_row").first()
    )
    refuse(rules.WORK_NOT_GIVEN_OUT if finding is None else None)
    refuse(verifying.answering_refusal(finding, is_met=found.is_met, note=found.note))
    finding.is_met, finding.note = found.is_met, found.note.strip()
    finding.save(update_fields=["is_met", "note"])
    told = {"stage": stage.pk, "rule": finding.check_row.code, "is_met": found.is_met, "note": finding.note}
    events.record("finding.answered", on=proposal, by=by, at=at, **told)
    return finding


@transaction.atomic
def take_back_answer(finding, found: Found, *, by, at):
    """Leave a rule as the machine left it, where it still says what was `found`."""
    stage = Stage.objects.locked(finding.stage_id)
    proposal = Proposal.objects.locked(finding.proposal_id)
    refuse(rules.verdict_refusal(stage, office=by, at=at, status=proposal.status, verdict=current(stage, proposal)))
    finding = Finding.objects.select_related("check_row").get(pk=finding.pk)
    refuse(None if (finding.is_met, finding.note) == (found.is_met, found.note.strip()) else verifying.NOT_ANSWERED)
    finding.is_met, finding.note = finding.machine_says, ""
    finding.save(update_fields=["is_met", "note"])
    events.record("finding.taken_back", on=proposal, by=by, at=at, stage=stage.pk, rule=finding.check_row.code)
    return finding


@transaction.atomic
def take_back(verdict, *, by, at):
    """The one who gave a verdict takes it back soon afterwards: the entrant waits again, what was found stays.

    The verdict stays readable. What is seen to be wrong later is a correction, which two people agree to.
    """
    verdict = verdict_locked(verdict.pk)
    refuse(
        verifying.taking_back_refusal(
            verdict, office=by, at=at, status=verdict.proposal.status, is_moved=corrections_moved([verdict.pk]) != set()
        )
    )
    verdict.superseded_at = at
    verdict.save(update_fields=["superseded_at"])
    mending.stop(verdict, by=by, at=at)
    events.record("verdict.taken_back", on=verdict, by=by, at=at, proposal=verdict.proposal_id, passed=verdict.passed)
    return verdict


def corrections_moved(verdicts):
    """Those of the ids of verdicts whose correction is on its way; one query."""
    moved = Motion.objects.on_its_way().filter(subject_type=Verdict._meta.label_lower, subject_id__in=list(verdicts))
    return set(moved.values_list("subject_id", flat=True))


def verdict_locked(pk):
    """A verdict by id, its stage and its proposal locked before it."""
    stage, proposal = Verdict.objects.values_list("stage", "proposal").get(pk=pk)
    Stage.objects.locked(stage)
    Proposal.objects.locked(proposal)
    return (
        Verdict.objects.select_for_update(of=("self",))
        .select_related("stage__edition", "proposal", "decided_by")
        .get(pk=pk)
    )


def current(stage, proposal):
    """The verdict in force, or None."""
    return Verdict.objects.filter(stage=stage, proposal=proposal).current().first()


def givers(verdict):
    """The ids of the users who had a hand in a verdict: who gave it or put it forward, and who answered its rules."""
    found = {verdict.decided_by.user_id}
    if verdict.corrects_id:
        moved = Motion.objects.filter(subject_type=Verdict._meta.label_lower, subject_id=verdict.corrects_id)
        found.update(moved.filter(carried_at__isnull=False).values_list("mover", flat=True))
    answered = Event.objects.about(verdict.proposal).filter(name="finding.answered", at__lte=verdict.decided_at)
    found.update(event.actor_id for event in answered if event.particulars["stage"] == verdict.stage_id)
    return found - {None}


def correction_inputs(stage, proposal, findings: Mapping[int, Found], *, seen=None):
    """The findings of a correction as JSON values; refused where they are not whole, Stale where others stand."""
    rows, _passed = weighed(stage, proposal, findings, seen=seen, verdict=current(stage, proposal))
    return {"findings": [[row.check_row_id, row.is_met, row.note] for row in rows]}


def found_in(inputs):
    """The findings that a motion carries."""
    return {check: Found(is_met, note) for check, is_met, note in inputs["findings"]}


def described_correction(verdict, inputs):
    """What exactly a correction changes: the outcome, and each finding that becomes another one."""
    new = found_in(inputs)
    rows = Finding.objects.filter(stage=verdict.stage_id, proposal=verdict.proposal_id)
    return {
        "edition": verdict.stage.edition.slug,
        "stage": verdict.stage.name,
        "code": verdict.proposal.code,
        "title": verdict.proposal.title,
        "was": verdict.passed,
        "is_superseded": verdict.superseded_at is not None,
        "passed": all(found.is_met for found in new.values()),
        "findings": [
            {
                "rule": row.check_row.statement,
                "was": row.is_met,
                "is_met": new[row.check_row_id].is_met,
                "note": new[row.check_row_id].note,
            }
            for row in rows.select_related("check_row").order_by("check_row__position", "pk")
            if row.check_row_id in new
            and (row.is_met, row.note) != (new[row.check_row_id].is_met, new[row.check_row_id].note)
        ],
    }


def correction_refusal(verdict, inputs, *, office, at):
    """Why this verdict may not be corrected now; the reason stands with the motion."""
    return refusal_of_correction(verdict, office=office, reason="-")


def refusal_of_correction(verdict, *, office, reason):
    """Why a verdict may not be corrected, with everything that the rule asks for."""
    return rules.correction_refusal(
        verdict.stage,
        office=office,
        status=verdict.proposal.status,
        verdict=None if verdict.superseded_at else verdict,
        decision=Decision.objects.filter(stage=verdict.stage_id).select_related("motion").first(),
        reason=reason,
    )


@transaction.atomic
def correct(verdict, motion, *, by, at):
    """Replace a verdict by a new one, under a seconded motion; the old one stays readable.

    Once the stage has been computed, a changed outcome becomes a departure in the stage's decision, with the
    same reason: the snapshot is not touched. Both who carried it are authors of that decision.
    """
    verdict = verdict_locked(verdict.pk)
    mending.stop(verdict, by=by, at=at)
    refusal = carrying_refusal(motion) or refusal_of_correction(verdict, office=by, reason=motion.reason)
    if refusal:
        raise Refused(refusal)
    stage, proposal, reason = verdict.stage, verdict.proposal, motion.reason
    passed = settle(stage, proposal, found_in(motion.inputs), verdict=verdict)
    verdict.superseded_at = at
    verdict.save(update_fields=["superseded_at"])
    corrected = Verdict.objects.create(
        stage=stage,
        proposal=proposal,
        passed=passed,
        decided_at=at,
        decided_by=by,
        corrects=verdict,
        correction_reason=reason,
    )
    if stage.takes_marks(at):
        # Who is found to fail only now may mend like everybody else, while there is time to look at it again.
        mending.give_back(corrected, found_in(motion.inputs), by=by, at=at)
    if decision := Decision.objects.filter(stage=stage).first():
        choice = Choice.objects.get(decision=decision, proposal=proposal)
        choice.goes_on = passed
        choice.reason = reason if passed != choice.proposed_by_machine else ""
        choice.save(update_fields=["goes_on", "reason"])
        decision.version += 1
        decision.save(update_fields=["version"])
        decision.authors.add(motion.mover_id, by.user_id)
    events.record(
        "verdict.corrected",
        on=corrected,
        by=by,
        at=at,
        proposal=proposal.pk,
        was=verdict.passed,
        passed=passed,
        reason=reason,
        motion=motion.pk,
    )
    return corrected


def settle(stage, proposal, findings, *, seen=None, verdict):
    """Write the findings and say whether every rule is met; refused as `weighed` is."""
    rows, passed = weighed(stage, proposal, findings, seen=seen, verdict=verdict)
    Finding.objects.bulk_update(rows, ["is_met", "note"])
    return passed


def weighed(stage, proposal, findings, *, seen=None, verdict):
    """The findings as they would stand, and whether every rule is met.

    Refused for a proposal that does not stand in the stage, before the checklist has been laid out, and while a
    finding is open or lacks its note.
    """
    if not Entrant.objects.filter(stage=stage, proposal=proposal).exists():
        raise Refused(rules.NOT_AN_ENTRANT)
    rows = list(Finding.objects.filter(stage=stage, proposal=proposal).order_by("pk"))
    if len(rows) < stage.edition.entry_checks.count():
        raise Refused(rules.WORK_NOT_GIVEN_OUT)
    stamps.unchanged(seen, stamp(rows, verdict), verdict)
    for row in rows:
        if found := findings.get(row.check_row_id):
            row.is_met, row.note = found.is_met, found.note
        refuse(verifying.finding_refusal(row))
    return rows, all(row.is_met for row in rows)


def stamp(findings, verdict):
    """The stamp of a checklist as it stands, with the verdict in force, if there is one."""
    rows = sorted((row.pk, row.is_met, row.note) for row in findings)
    return stamps.fingerprint([rows, verdict.pk if verdict else None])
