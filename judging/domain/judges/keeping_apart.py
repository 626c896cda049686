"""Two judges who read no dossier together: put apart and brought together again by the ministry."""

from django.db import transaction

from accounts.domain import events
from accounts.models import MINISTRY
from accounts.rules import Refused
from judging import rules
from judging.models import JudgesApart


@transaction.atomic
def put_apart(one, other, reason, *, by, at):
    """Have two judges read no dossier together from the next draw on; apart already, nothing happens."""
    if by.role not in MINISTRY:
        raise Refused(rules.MINISTRY_ONLY)
    if one.pk == other.pk:
        raise Refused(rules.ONE_JUDGE_ALONE)
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    first, second = sorted((one, other), key=lambda judge: judge.pk)
    found, is_new = JudgesApart.objects.get_or_create(
        one=first, other=second, defaults={"reason": reason.strip(), "set_at": at, "set_by": by}
    )
    if is_new:
        events.record("judges.put_apart", on=first, by=by, at=at, other=second.pk, reason=reason.strip())
    return found


@transaction.atomic
def bring_together(found, *, by, at):
    """Let two judges read dossiers together again."""
    if by.role not in MINISTRY:
        raise Refused(rules.MINISTRY_ONLY)
    first, second = found.one, found.other_id
    if JudgesApart.objects.filter(pk=found.pk).delete()[0]:
        events.record("judges.brought_together", on=first, by=by, at=at, other=second)
