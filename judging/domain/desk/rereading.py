"""A dossier of the quality sample, read anew: opened under its cover, marked once, or given back because of a tie."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.domain import events, stamps
from accounts.models import Membership
from accounts.rules import Refused, refuse
from judging import rules
from judging.domain.cards import scoring
from judging.domain.cards.calibrating import as_values, check_marks
from judging.domain.cards.scoring import Given
from judging.domain.desk import unopened
from judging.domain.desk.giving_back import give_away, running
from judging.domain.judges import pacts
from judging.models import Employer, Interest, Rereading


@transaction.atomic
def clear(rereading, *, by, at):
    """An outsider says before the cover that nothing ties them, and the dossier opens; said before, nothing happens."""
    pacts.refuse_unsigned(rereading.sample.stage.edition, by.user)
    rereading = Rereading.objects.locked(rereading.pk)
    if rereading.cleared_at and rereading.judge_id == by.user_id:
        return
    refuse(rules.rereading_refusal(rereading, judge=by.user_id) or tie_of(rereading, at=at))
    rereading.cleared_at = at
    rereading.save(update_fields=["cleared_at"])
    events.record("rereading.cleared", on=rereading, by=by, at=at, proposal=rereading.proposal_id)


@transaction.atomic
def keep(rereading, marks: Mapping[str, Given], *, remark="", seen=None, by, at):
    """Keep what an outsider has filled in so far, gaps and all; returns the reading.

    No event: what is typed decides nothing until it is signed.
    """
    pacts.refuse_unsigned(rereading.sample.stage.edition, by.user)
    rereading = Rereading.objects.locked(rereading.pk)
    refuse(rules.rereading_refusal(rereading, judge=by.user_id) or rules.cover_refusal(rereading))
    refuse(tie_of(rereading, at=at))
    check_marks(rereading.sample.stage, marks)
    kept = as_values(marks)
    if rereading.number and (rereading.marks, rereading.remark) == (kept, remark):
        return rereading
    stamps.unchanged(seen, stamp(rereading), rereading)
    rereading.marks, rereading.remark, rereading.number, rereading.saved_at = kept, remark, rereading.number + 1, at
    rereading.save(update_fields=["marks", "remark", "number", "saved_at"])
    return rereading


@transaction.atomic
def report(rereading, attachment, *, by, at):
    """An outsider says that a file of the dossier does not open; said before, nothing happens."""
    pacts.refuse_unsigned(rereading.sample.stage.edition, by.user)
    rereading = Rereading.objects.locked(rereading.pk)
    refuse(rules.rereading_refusal(rereading, judge=by.user_id) or rules.cover_refusal(rereading))
    refuse(tie_of(rereading, at=at))
    return unopened.note(rereading.sample.stage, attachment, by=by, at=at)


@transaction.atomic
def sign(rereading, marks: Mapping[str, Given], *, remark="", seen=None, by, at):
    """Keep what an outsider marked, for every criterion, and close it; sent again as it was, nothing happens.

    Raises Refused, and ValueError for marks that the rubric does not know or that are missing.
    """
    pacts.refuse_unsigned(rereading.sample.stage.edition, by.user)
    rereading = Rereading.objects.locked(rereading.pk)
    stage = rereading.sample.stage
    kept = as_values(marks)
    refusal = rules.rereading_refusal(rereading, judge=by.user_id)
    if refusal is rules.REREAD_ALREADY and (rereading.marks, rereading.remark) == (kept, remark):
        return rereading
    refuse(refusal or rules.cover_refusal(rereading))
    refuse(tie_of(rereading, at=at))
    stamps.unchanged(seen, stamp(rereading), rereading)
    criteria = check_marks(stage, marks)
    rereading.marks, rereading.remark = kept, remark
    rereading.total, rereading.signed_at = scoring.total_of(marks, criteria), at
    rereading.save(update_fields=["marks", "remark", "total", "signed_at"])
    events.record("rereading.signed", on=rereading, by=by, at=at, proposal=rereading.proposal_id)
    return rereading


@transaction.atomic
def recuse(rereading, reason, *, kind=Interest.Kind.OTHER, by, at):
    """An outsider declares a tie: the dossier closes for good, here and wherever else it was to be judged."""
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    pacts.refuse_unsigned(rereading.sample.stage.edition, by.user)
    rereading = Rereading.objects.locked(rereading.pk)
    refuse(rules.rereading_refusal(rereading, judge=by.user_id))
    Interest.objects.get_or_create(
        proposal_id=rereading.proposal_id,
        judge_id=rereading.judge_id,
        defaults={"kind": kind, "reason": reason.strip(), "declared_at": at},
    )
    give_away(running(rereading.judge_id).filter(proposal=rereading.proposal_id), reason.strip(), at=at)
    rereading.recused_at, rereading.recusal_reason = at, reason.strip()
    rereading.save(update_fields=["recused_at", "recusal_reason"])
    events.record("rereading.given_back", on=rereading, by=by, at=at, proposal=rereading.proposal_id)


def stamp(rereading):
    """What the form of a reading carries."""
    return str(rereading.number) if rereading.number else stamps.NOTHING


def tie_of(rereading, *, at):
    """Why the reader of a dossier may not mark it any more: a tie that came since."""
    today = timezone.localdate(at)
    held = Membership.objects.filter(user=rereading.judge_id).current(today).select_related("agency")
    ties = rules.ties_of(
        held,
        employer=rereading.judge_agency,
        employers=Employer.objects.filter(judge=rereading.judge_id).tying(today).select_related("agency__region"),
        declared=Interest.objects.filter(judge=rereading.judge_id).values_list("proposal", flat=True),
        on=today,
    )
    agency = rereading.proposal_agency
    return ties.refusal(rereading.proposal_id, agency=agency.pk, province=agency.province_code)
