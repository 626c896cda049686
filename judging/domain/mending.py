"""What a verdict of the administrative selection lets come back to be mended, and its new examination."""

from accounts.domain import events
from judging.models import Finding, Verdict
from proposals.domain import completeness, eligibility, mending
from proposals.models import Proposal


def give_back(verdict, findings, *, by, at):
    """Let a proposal that failed only for what can be mended come back to its agency, once a stage.

    Part of the act that gives the verdict.
    """
    stage, proposal = verdict.stage, verdict.proposal
    days = stage.arranged.days_to_mend
    if verdict.passed or not days or Verdict.objects.filter(stage=stage, proposal=proposal, mending__isnull=False):
        return
    unmet = Finding.objects.filter(stage=stage, proposal=proposal, is_met=False).select_related("check_row")
    proposal = Proposal.objects.with_places().get(pk=proposal.pk)
    standing = completeness.of(proposal)
    reasons = [
        reason_of(row, standing, findings.get(row.check_row_id)) for row in unmet.order_by("check_row__position")
    ]
    if not all(reason.parts for reason in reasons):
        return
    until = mending.last_moment(at, days)
    verdict.mending = mending.give_back(proposal, reasons, until=until, by=by, at=at)
    verdict.save(update_fields=["mending"])


def reason_of(row, standing, found):
    """A finding that is not met as the agency is told it, with the parts that are opened for it."""
    check = row.check_row
    return mending.Reason(
        code=check.code,
        statement=check.statement,
        ground=check.legal_basis,
        remedy=check.remedy,
        detail=row.detail,
        note=row.note,
        parts=mending.openable(standing, check, found.parts if found else ()),
    )


def stop(verdict, *, by, at):
    """What a verdict let come back is put back once the verdict stands no more, unless it was handed in again."""
    if verdict.mending_id:
        mending.call_off(verdict.proposal, by=by, at=at)


def examine_again(proposal, mended, *, by, at):
    """A mended dossier was handed in: its verdict stands no more, the machine looks anew, and so will a person.

    What was found met in parts that stayed closed stays found.
    """
    # The stage is not locked: it cannot close while a dossier is away, and acts lock it before a dossier.
    verdict = mended.verdict
    verdict.superseded_at = at
    verdict.save(update_fields=["superseded_at"])
    whole = Proposal.objects.with_places().get(pk=proposal.pk)
    machine = eligibility.examine_again(whole)
    standing = completeness.of(whole)
    failed = {reason["code"] for reason in mended.reasons}
    rows = list(Finding.objects.filter(stage=verdict.stage_id, proposal=proposal).select_related("check_row"))
    for row in rows:
        result = machine.get(row.check_row_id)
        says = result.is_met if result else None
        touched = row.check_row.code in failed or says != row.machine_says
        touched = touched or (
            result is None and bool(set(mending.openable(standing, row.check_row)) & set(mended.parts))
        )
        if touched:
            row.is_met, row.note = says, ""
        row.machine_says, row.detail = says, result.detail if result else ""
    Finding.objects.bulk_update(rows, ["is_met", "note", "machine_says", "detail"])
    events.record("verdict.mended", on=verdict, by=by, at=at, proposal=proposal.pk, rules=sorted(failed))
