"""The secretariat's verdicts in the administrative selection, and their correction."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.domain import events, stamps
from accounts.rules import Refused
from competitions.models import Stage
from judging import rules
from judging.models import Choice, Decision, Entrant, Finding, Verdict
from proposals.models import Proposal


@dataclass(frozen=True)
class Found:
    """What the secretariat found on one rule; a note is needed where it contradicts the machine."""

    is_met: bool
    note: str = ""


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
    events.record("verdict.given", on=verdict, by=by, at=at, proposal=proposal.pk, passed=passed)
    return verdict


@transaction.atomic
def correct(stage, proposal, findings: Mapping[int, Found], reason, *, seen=None, by, at):
    """Replace a verdict by a new one, with the reason; the old one stays readable.

    Once the stage has been computed, a changed outcome becomes a departure in the stage's decision, with the
    same reason: the snapshot is not touched.
    """
    stage = Stage.objects.locked(stage.pk)
    proposal = Proposal.objects.locked(proposal.pk)
    current = Verdict.objects.filter(stage=stage, proposal=proposal).current().first()
    decision = Decision.objects.filter(stage=stage).first()
    refusal = rules.correction_refusal(
        stage, office=by, status=proposal.status, verdict=current, decision=decision, reason=reason
    )
    if refusal:
        raise Refused(refusal)
    passed = settle(stage, proposal, findings, seen=seen, verdict=current)
    current.superseded_at = at
    current.save(update_fields=["superseded_at"])
    verdict = Verdict.objects.create(
        stage=stage,
        proposal=proposal,
        passed=passed,
        decided_at=at,
        decided_by=by,
        corrects=current,
        correction_reason=reason,
    )
    if decision:
        choice = Choice.objects.get(decision=decision, proposal=proposal)
        choice.goes_on = passed
        choice.reason = reason if passed != choice.proposed_by_machine else ""
        choice.save(update_fields=["goes_on", "reason"])
        decision.version += 1
        decision.save(update_fields=["version"])
        decision.authors.add(by.user)
    events.record(
        "verdict.corrected",
        on=verdict,
        by=by,
        at=at,
        proposal=proposal.pk,
        was=current.passed,
        passed=passed,
        reason=reason,
    )
    return verdict


def settle(stage, proposal, findings, *, seen, verdict):
    """Write the findings and say whether every rule is met.

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
        if row.is_met is None:
            raise Refused(rules.FINDINGS_OPEN)
        if row.machine_says is not None and row.is_met != row.machine_says and not row.note.strip():
            raise Refused(rules.REASON_MISSING)
    Finding.objects.bulk_update(rows, ["is_met", "note"])
    return all(row.is_met for row in rows)


def stamp(findings, verdict):
    """The stamp of a checklist as it stands, with the verdict in force, if there is one."""
    rows = sorted((row.pk, row.is_met, row.note) for row in findings)
    return stamps.fingerprint([rows, verdict.pk if verdict else None])
