"""Files: sent to those who may read the dossier, removed by those who may write it."""

from django.shortcuts import get_object_or_404, redirect, render

from accounts.files import keeping
from accounts.models import MINISTRY, Role
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import Refused, refuse
from proposals import rules
from proposals.domain.draft import attachments, uploads
from proposals.forms.files import ReplacementForm
from proposals.models import Attachment
from proposals.views.dossier.dossiers import WRITERS, WRITING, load
from proposals.views.dossier.files import put


@for_role(Role.UNIT, Role.AGENCY_ADMIN, *MINISTRY, sees="a file of a proposal", of=OWN_OR_SUBMITTED)
def download(request, code, pk):
    """A file that is there; what was there before those get who write the proposal."""
    proposal = load(request, code)
    files = Attachment.objects.filter(proposal=proposal)
    file = get_object_or_404(files if request.office.role in WRITERS else files.present() | files.judged(), pk=pk)
    return keeping.response(file.handed_out, filename=file.name, content_type=file.content_type)


@for_role(*WRITERS, sees="evidence, replaced", of=OWN, when=WRITING)
def change(request, code, pk):
    proposal, now = load(request, code), arrived(request)
    present = Attachment.objects.present().select_related("section")
    old = get_object_or_404(present, proposal=proposal, pk=pk, section__isnull=False)
    refuse(attachments.handing_in_refusal(proposal, old.section, by=request.office, at=now))
    form = ReplacementForm(
        request.POST if request.method == "POST" else None, request.FILES or None, section=old.section
    )
    place = uploads.PartPlace(section=old.section, instead_of=old)
    if form.is_valid() and put(request, proposal, form, "file", place, at=now):
        return redirect("proposals:section", code, old.section.key)
    context = {"form": form, "proposal": proposal, "attachment": old, "part": old.section}
    return render(request, "proposals/attachment_change.html", context)


@for_role(*WRITERS, sees="a file, removed", of=OWN, when=WRITING)
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
