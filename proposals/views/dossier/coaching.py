"""A finalist's coaching, to its people and to the ministry: notes, what is open, what was handed in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.models import MINISTRY, Role
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, OWN_OR_SUBMITTED, for_role
from accounts.rules import refuse
from proposals import rules
from proposals.domain import coaching, completeness, questionnaire
from proposals.forms.acts import CoachedShowingForm, DeclarationForm
from proposals.models import Coaching, Status
from proposals.reading import coaching as reading
from proposals.reading import receipts
from proposals.views.dossier import parts
from proposals.views.dossier.acts import done, question
from proposals.views.dossier.dossiers import WRITERS, load

COACHED = "it went on from a stage whose plan gives days for coaching"


def begun(proposal):
    """The coaching of a proposal with its stage; there is no page before it began."""
    found = Coaching.objects.filter(proposal=proposal).select_related("stage").first()
    if found is None:
        raise Http404
    return found


@for_role(*WRITERS, *MINISTRY, sees="the coaching of a finalist", of=OWN_OR_SUBMITTED, when=COACHED)
def page(request, code):
    """The notes, what is open until when, and what was handed in beside the judged text."""
    proposal, now = load(request, code), arrived(request)
    found = begun(proposal)
    is_writer = request.office.role in WRITERS
    standing = completeness.of(proposal) if is_writer else None
    is_open = now < found.until and proposal.status == Status.SUBMITTED
    given = receipts.of_coached(proposal)
    asked = questionnaire.of(proposal.edition_id)
    return render(
        request,
        "proposals/coaching/page.html",
        {
            "proposal": proposal,
            "coaching": found,
            "notes": reading.notes(found),
            "is_open": is_open,
            "is_writer": is_writer,
            "is_admin": request.office.role == Role.AGENCY_ADMIN,
            "tasks": parts.task_rows(proposal, coaching.opened(standing)) if is_writer and is_open else (),
            "refusal": rules.coached_refusal(proposal, office=request.office, gap=coaching.gap(proposal), at=now)
            if is_writer
            else None,
            "receipts": given,
            "may_be_shown": found.stage.arranged.shows_coached,
            "handed_in": reading.handed_in(proposal, asked.chapters_for(proposal)),
            "now": now,
        },
    )


@for_role(
    Role.AGENCY_ADMIN,
    sees="a finalist's bettered text, handed in",
    of="own agency",
    when="it is coached, complete, before the time is over",
)
def handing_in(request, code):
    proposal, now = load(request, code), arrived(request)
    found = begun(proposal)
    refuse(rules.coached_refusal(proposal, office=request.office, gap=coaching.gap(proposal), at=now))
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if done(
        request,
        proposal,
        form,
        lambda: coaching.hand_in(proposal, declared=form.cleaned_data["is_declared"], by=request.office, at=now),
    ):
        messages.success(request, _("Naskah hasil pembinaan diserahkan"))
        return redirect("proposals:coaching", code)
    return question(request, "proposals/coaching/handing_in.html", proposal, form, coaching=found)


@for_role(
    *WRITERS,
    sees="whether the public reads a finalist's bettered text",
    of=OWN,
    when="it was handed in, and the plan lets it be shown; at any time",
)
def showing(request, code):
    proposal = load(request, code)
    found = begun(proposal)
    refuse(
        rules.coached_showing_refusal(
            proposal,
            office=request.office,
            may_be_shown=found.stage.arranged.shows_coached,
            is_handed_in=coaching.newest(proposal) is not None,
        )
    )
    form = CoachedShowingForm(request.POST if request.method == "POST" else None, is_shown=found.is_shown)
    if done(
        request,
        proposal,
        form,
        lambda: coaching.let_show(proposal, form.is_agreed, by=request.office, at=arrived(request)),
    ):
        messages.success(request, _("Pilihan disimpan"))
        return redirect("proposals:coaching", code)
    return question(request, "proposals/coaching/showing.html", proposal, form)
