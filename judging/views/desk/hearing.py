"""What a panelist opens of a session besides the dossier, and notes of it."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import keeping
from accounts.models import JUDGES
from accounts.pages.doors import for_role
from judging.models import Session
from judging.reading import hearings
from judging.views.control.timetables.sessions import noted
from judging.views.desk.doors import ASSIGNED, assignment_or_404


@require_safe
@for_role(*JUDGES, sees="a material of a session", of=ASSIGNED, when="no tie")
def material(request, slug, position, code, kind):
    assignment = assignment_or_404(request, slug, position, code)
    found = next((one for _name, one in hearings.for_panel(assignment) if one.kind == kind and not one.link), None)
    if found is None:
        raise Http404
    name = hearings.file_name(found, blind=assignment.stage.is_blind)
    return keeping.response(found.kept.clean, filename=name, content_type=found.kept.content_type)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="how a session went, noted", of=ASSIGNED, when="it has begun, the stage is not over")
def notes(request, slug, position, code):
    assignment = assignment_or_404(request, slug, position, code)
    sessions = Session.objects.select_related("stage__edition", "proposal")
    found = get_object_or_404(sessions, stage=assignment.stage_id, proposal=assignment.proposal_id)
    return noted(
        request,
        found,
        template="judging/hearings/desk_notes.html",
        to=("judging:scorecard", slug, position, code),
        assignment=assignment,
    )
