"""The field visits of a verifier, and who sees their evidence. Never another's."""

from django.db.models import F

from accounts.models import MINISTRY
from judging.domain.visits import visit_reports
from judging.models import Assignment, Photo, Visit, VisitFile, has_signed
from judging.reading.desk import desk
from judging.reading.visits import visits


def visit(user, offices, pk):
    """The user's field visit, None where there is none; Refused where a tie closes it. One query.

    Adds cleared_at, when the user said before its cover that there is no tie; None under the cover.
    """
    found = (
        Visit.objects.held_by(user)
        .filter(pk=pk)
        .select_related(
            "stage__edition",
            "proposal__agency",
            "proposal__unit",
            "reported_by__user",
            "reported_by__agency",
            "reported_by__unit",
            "proposal__agency__region",
        )
        .annotate(has_signed=has_signed(user, "stage__edition"), cleared_at=visits.cleared_by(user))
        .first()
    )
    if found is None and (visited := Visit.objects.filter(pk=pk).first()):
        own = Assignment.objects.filter(stage=visited.stage_id, proposal=visited.proposal_id, judge=user)
        desk.refuse_with_reason(own, user, offices)
    return desk.opened(found, found.stage.edition.slug) if found else None


def assignment_of(found, user):
    """The user's assignment to a visit that `visit` gave, as a cover shows it."""
    own = Assignment.objects.held_by(user).filter(stage=found.stage_id, proposal=found.proposal_id)
    return own.select_related("stage__edition").annotate(code=F("proposal__code")).get()


def evidence_for(user, offices, pk):
    """The photographs and the files of a visit for who may see them: the ministry, and the verifiers of the visit.

    Each of these sees the own ones alone until both have signed, whatever other office they hold.
    """
    found = seen_visit(user, offices, pk)
    if found is None:
        return Photo.objects.none(), VisitFile.objects.none()
    return visits.evidence(found, visits.whose_alone(found, visit_reports.signed_reports(found), user))


def seen_visit(user, offices, pk):
    """The visit whose evidence the ministry and, once its cover is open, the own verifiers see; None for others."""
    if any(office.role in MINISTRY for office in offices):
        return Visit.objects.filter(pk=pk).first()
    found = visit(user, offices, pk)
    return found if found and found.cleared_at else None
