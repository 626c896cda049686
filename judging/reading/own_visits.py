"""The field visits of a verifier, and who sees their evidence. Never another's."""

from accounts.models import MINISTRY
from judging.models import Assignment, Photo, Visit, VisitFile, has_signed
from judging.reading import desk


def visit(user, offices, pk):
    """The user's field visit, None where there is none; Refused where a tie closes it. One query."""
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
        .annotate(has_signed=has_signed(user, "stage__edition"))
        .first()
    )
    if found is None and (visited := Visit.objects.filter(pk=pk).first()):
        own = Assignment.objects.filter(stage=visited.stage_id, proposal=visited.proposal_id, judge=user)
        desk.refuse_with_reason(own, user, offices)
    return desk.opened(found, found.stage.edition.slug) if found else None


def photos_for(user, offices, pk):
    """The photographs of a visit for who may see them: the ministry, and the verifiers of the visit."""
    return Photo.objects.filter(visit=seen_visit(user, offices, pk))


def visit_files_for(user, offices, pk):
    """The files of a visit for the same."""
    return VisitFile.objects.filter(visit=seen_visit(user, offices, pk))


def seen_visit(user, offices, pk):
    """The visit, by itself or its id, whose evidence the ministry and the own verifiers see; None for others."""
    return pk if any(office.role in MINISTRY for office in offices) else visit(user, offices, pk)
