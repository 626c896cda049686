"""Evidence beside the card: a file as pictures in a frame of the page; nothing is downloaded, nothing runs."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from accounts.files import apart, keeping
from accounts.files.kinds import KINDS, OFFICE
from accounts.models import JUDGES, Reading
from accounts.pages.doors import for_role
from accounts.rules import Refused
from accounts.views import readings
from judging import rules
from judging.domain.desk import unopened
from judging.reading.desk import desk
from judging.views.desk.doors import ASSIGNED, assignment_or_404
from proposals.domain import dossier, masking

PDF = "application/pdf"
DOCUMENTS = {KINDS[one].content_type for one in OFFICE}
REPORTED = _("Laporan diterima. Sekretariat memeriksa berkasnya, dan jawabannya muncul di sini.")
# What the frame may do: show pictures and look like the portal.
FRAME = {
    "default-src": [NONE],
    "img-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-same-origin", "allow-top-navigation-by-user-activation", "allow-downloads"],
}


@require_safe
@for_role(*JUDGES, sees="a file of a dossier, as pictures", of=ASSIGNED, when="no tie")
@xframe_options_sameorigin
@csp_replace(FRAME)
def look(request, slug, position, code, pk):
    assignment = assignment_or_404(request, slug, position, code)
    found = file_or_404(assignment, pk)
    noted(request, assignment, found)
    return as_pictures(request, found, blind=assignment.stage.is_blind)


@require_safe
@for_role(*JUDGES, sees="one page of a file of a dossier, as a picture", of=ASSIGNED, when="no tie")
def look_page(request, slug, position, code, pk, number):
    assignment = assignment_or_404(request, slug, position, code)
    found = file_or_404(assignment, pk)
    noted(request, assignment, found)
    return as_picture(found, number, blind=assignment.stage.is_blind)


@require_POST
@for_role(*JUDGES, sees="a file that does not open, reported", of=ASSIGNED, when="no tie; once a file")
def report(request, slug, position, code, pk):
    assignment = assignment_or_404(request, slug, position, code)
    unopened.report(assignment, file_or_404(assignment, pk), by=request.office, at=timezone.now())
    messages.success(request, REPORTED)
    return redirect("judging:scorecard", slug, position, code)


def noted(request, work, found):
    """Note that a file of the dossier of this work was opened: by number, since names of files tell whose it is."""
    about = f"{work.code}, {found.pk}"
    readings.note(request, Reading.Kind.FILE, ("proposals.attachment", found.pk), about)


def as_pictures(request, found, *, blind):
    """A file as pictures for a frame; the address of each follows its own. 404 for one that is only downloaded."""
    shown_or_404(found)
    pages, refusal = [1], None
    if found.content_type == PDF:
        held = bytes_of(found)
        try:
            _none, count = apart.page(held, 0)
            pages = range(1, count + 1)
        except Refused as refused:
            pages, refusal = [], refused.refusal
    context = {"here": request.path, "name": dossier.name_of(found, blind=blind), "pages": pages, "refusal": refusal}
    context["is_masked"] = blind and found.content_type == PDF
    context["is_withheld"] = bool(refusal) and blind and names_applicant(found)
    return render(request, "judging/scorecards/evidence.html", context)


def as_picture(found, number, *, blind):
    """One page of a file; 404 where it has no such page, or none at all."""
    shown_or_404(found)
    if found.content_type != PDF:
        name = dossier.name_of(found, blind=blind)
        return keeping.response(found.clean, filename=name, content_type=found.content_type, shown=True)
    hidden = masking.pattern_of(found.proposal_id) if blind else ""
    picture, _count = apart.page(bytes_of(found), number, hidden=hidden)
    if not picture:
        raise Http404
    answer = HttpResponse(picture, content_type="image/webp")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def as_file(found, *, blind, look):
    """A file as its judge downloads it. Where a PDF names the applicant, its reader is led to the pictures of its pages
    instead, at the address `look`, on which the names are black; in a document of Word or Excel they are covered.
    """
    if blind and found.content_type == PDF and names_applicant(found):
        return redirect(look)
    name = dossier.name_of(found, blind=blind)
    if blind and found.content_type in DOCUMENTS:
        return as_covered(found, name)
    return keeping.response(found.clean, filename=name, content_type=found.content_type)


def as_covered(found, name):
    """A document of Word or Excel with the names in it covered; refused where one of them would stay."""
    held = bytes_of(found)
    try:
        content = apart.covered(held, masking.pattern_of(found.proposal_id))
    except Refused:
        content = b""
    if not content:
        raise Refused(rules.WITHHELD)
    return keeping.handed(content, filename=name, content_type=found.content_type)


def names_applicant(found):
    """Whether a PDF says in words whose its dossier is; one that takes too long to read may."""
    held = bytes_of(found)
    try:
        return apart.names(held, masking.pattern_of(found.proposal_id))
    except Refused:
        return True


def shown_or_404(found):
    """Let pass what has pages or is a picture: a document of Word or Excel never opens inside a page."""
    if not dossier.is_shown(found.content_type):
        raise Http404


def file_or_404(assignment, pk):
    """A file that this judge may open."""
    return get_object_or_404(desk.attachments_of(assignment), pk=pk)


def bytes_of(attachment):
    """What a file's clean copy holds; 404 if the store has lost it, Refused while the store does not answer."""
    held = keeping.content(attachment.clean)
    if held is None:
        raise Http404
    return held
