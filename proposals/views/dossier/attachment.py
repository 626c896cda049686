"""Files: sent to those who may read the dossier, removed by those who may write it."""

from django.shortcuts import get_object_or_404, redirect, render

from accounts.files import keeping
from accounts.models import MINISTRY, Role
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import Refused
from proposals import rules
from proposals.domain import attachments
from proposals.models import Attachment
from proposals.views.dossier.dossiers import WRITING, load


@for_role(Role.UNIT, Role.AGENCY_ADMIN, *MINISTRY, sees="a file of a proposal", of=OWN_OR_SUBMITTED)
def download(request, code, pk):
    proposal = load(request, code)
    file = get_object_or_404(Attachment.objects.present().filter(proposal=proposal), pk=pk)
    return keeping.response(file.handed_out, filename=file.name, content_type=file.content_type)


@for_role(Role.UNIT, Role.AGENCY_ADMIN, sees="a file, removed", of=OWN, when=WRITING)
def removal(request, code, pk):
    proposal, now = load(request, code), arrived(request)
    present = Attachment.objects.present().select_related("section", "requirement")
    attachment = get_object_or_404(present, proposal=proposal, pk=pk)
    part = attachment.section or attachment.requirement
    if refusal := rules.writing_refusal(proposal, office=request.office, at=now, part=rules.part_name(part)):
        raise Refused(refusal)
    page = "proposals:section" if attachment.section else "proposals:document"
    if request.method == "POST":
        attachments.detach(attachment, by=request.office, at=now)
        return redirect(page, code, part.key)
    return render(
        request,
        "proposals/attachment_removal.html",
        {"proposal": proposal, "attachment": attachment, "part": part, "page": page},
    )
