"""A dossier of a calibration round as its judge finds it: tied to the judge, or with a file that does not open."""

from django.db import transaction

from accounts.domain import events
from accounts.rules import Refused, refuse
from judging import rules
from judging.domain.cards import calibrating
from judging.domain.desk import unopened
from judging.domain.desk.giving_back import give_away, running
from judging.models import CalibrationCard, CalibrationDraft, Interest


@transaction.atomic
def recuse(dossier, reason, *, kind=Interest.Kind.OTHER, by, at):
    """A judge declares a tie to a dossier of the round: it closes for good, here and wherever else it was to be judged.

    What was filled in for it goes; a card that was signed stands.
    """
    if not reason.strip():
        raise Refused(rules.REASON_MISSING)
    found = calibrating.open_round(dossier, by=by)
    own = CalibrationCard.objects.filter(dossier=dossier, judge=by.user_id)
    refuse(rules.calibrating_refusal(found, has_signed=own.exists()))
    _interest, is_new = Interest.objects.get_or_create(
        proposal_id=dossier.proposal_id,
        judge_id=by.user_id,
        defaults={"kind": kind, "reason": reason.strip(), "declared_at": at},
    )
    if not is_new:
        return
    CalibrationDraft.objects.filter(dossier=dossier, judge=by.user_id).delete()
    give_away(running(by.user_id).filter(proposal=dossier.proposal_id), reason.strip(), at=at)
    events.record("calibration.recused", on=found.stage, by=by, at=at, proposal=dossier.proposal_id)


@transaction.atomic
def report(dossier, attachment, *, by, at):
    """A judge says that a file of a dossier of the round does not open; said before, nothing happens."""
    found = calibrating.open_round(dossier, by=by)
    calibrating.refuse_tie(found, dossier, by=by, at=at)
    return unopened.note(found.stage, attachment, by=by, at=at)
