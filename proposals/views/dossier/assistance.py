"""Help on request: the unit opens and ends, the secretariat reads."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping
from accounts.models import Reading, Role
from accounts.pages import lists, stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, for_role
from accounts.rules import refuse
from accounts.views import readings
from competitions.models import Edition
from proposals import rules
from proposals.domain import dossier
from proposals.domain.draft import assistance
from proposals.forms.acts import NoteForm
from proposals.models import Assistance, Attachment, Proposal
from proposals.views.dossier.acts import done, question
from proposals.views.dossier.dossiers import WRITERS, load

OPENED = "opened by those who write it, and not ended"
READ = f"{OPENED}; half an hour a reading"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="a draft, opened to the secretariat or shut again", of=OWN, when="it was not sent")
def own(request, code):
    """What is opened, who has read it; the question that opens it, or the button that shuts it."""
    proposal, now = load(request, code), arrived(request)
    standing = Assistance.objects.filter(proposal=proposal, ended_at=None).select_related("opened_by__user").first()
    if standing:
        form = forms.Form(request.POST if request.method == "POST" else None)
        act, said = assistance.end, _("Draf tidak lagi terbuka untuk sekretariat")
    else:
        refuse(rules.opening_refusal(proposal, is_open=False, question="?", office=request.office, at=now))
        form = NoteForm(request.POST if request.method == "POST" else None, label=_("Apa yang ingin Anda tanyakan?"))
        form.fields["note"].error_messages["required"] = rules.QUESTION_MISSING.sentence
        said = _("Draf dibuka untuk sekretariat")

        def act(proposal, *, by, at):
            return assistance.open_up(proposal, form.cleaned_data["note"], by=by, at=at)

    if done(request, proposal, form, lambda: [act(proposal, by=request.office, at=now)]):
        messages.success(request, said)
        return redirect("proposals:assistance", code)
    readings = (
        standing.readings.select_related("by__user", "by__agency", "by__unit").order_by("-at", "-pk")
        if standing
        else []
    )
    return question(request, "proposals/assistance/own.html", proposal, form, standing=standing, readings=readings)


@require_safe
@for_role(Role.SECRETARY, sees="the drafts opened to the secretariat", of="every edition", when=OPENED)
def listed(request):
    """Who asks what, the longest waiting first."""
    rows = Assistance.objects.open().select_related("proposal__edition", "proposal__agency", "proposal__unit")
    now = arrived(request)
    context = {
        "page": lists.page(request, rows.order_by("opened_at", "pk"), size=20),
        "now": now,
        "extended": Edition.objects.extended(now),
    }
    return render(request, "proposals/assistance/list.html", context)


@require_POST
@for_role(Role.SECRETARY, sees="an opened draft: the reading begins, and is on record", of="every edition", when=OPENED)
def begin(request, code):
    """One press is one reading."""
    opened = get_object_or_404(Assistance.objects.open(), proposal__code=code.upper())
    if not request.POST.get(stamps.END):
        raise Http404
    assistance.read(opened, by=request.office, at=arrived(request))
    return redirect("proposals:assistance_reading", code)


def being_read(request, code):
    """The opened draft, if this office began to read it a moment ago; otherwise there is no such page."""
    proposal = get_object_or_404(Proposal.objects.with_places(), code=code.upper())
    if not assistance.reading_now(proposal, by=request.office, at=arrived(request)):
        raise Http404
    return proposal


@require_safe
@for_role(Role.SECRETARY, sees="an opened draft", of="every edition", when=READ)
def reading(request, code):
    """The draft as it stands, with nothing to change."""
    proposal = being_read(request, code)
    opened = Assistance.objects.open().filter(proposal=proposal).first()
    context = {"proposal": proposal, "opened": opened, "dossier": dossier.read(proposal, blind=False)}
    readings.note(request, Reading.Kind.DRAFT, ("proposals.proposal", proposal.pk), proposal.code)
    return render(request, "proposals/assistance/reading.html", context)


@require_safe
@for_role(
    Role.SECRETARY, sees="a file of an opened draft", of="every edition", when=f"{OPENED}; half an hour a reading"
)
def file(request, code, pk):
    """A file of the draft that is being read."""
    proposal = being_read(request, code)
    found = get_object_or_404(Attachment.objects.present().filter(proposal=proposal), pk=pk)
    readings.note(request, Reading.Kind.DRAFT, ("proposals.attachment", found.pk), f"{proposal.code}, {found.pk}")
    return keeping.response(found.handed_out, filename=found.name, content_type=found.content_type)
