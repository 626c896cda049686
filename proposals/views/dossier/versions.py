"""What was written in a part before, what an admin changed, and who else is at it."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.pages import presence, stamps
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, for_role
from accounts.rules import Stale
from proposals import rules
from proposals.domain import drafting, questionnaire
from proposals.models import Proposal
from proposals.reading import history
from proposals.views.dossier.dossiers import WRITERS, WRITING, load


@require_safe
@for_role(*WRITERS, sees="the versions of a part of a proposal", of=OWN)
def listed(request, code, key):
    proposal, chapter = load(request, code), found(code, key)
    context = {
        "proposal": proposal,
        "section": chapter.section,
        "versions": history.versions(proposal, chapter.section),
        "can_write": may_write(request, proposal, key, arrived(request)),
    }
    return render(request, "proposals/versions/list.html", context)


@for_role(
    *WRITERS, sees="a version of a part, and what it changed", of=OWN, when=f"read always; put back while {WRITING}"
)
def version(request, code, key, number):
    """One version beside the one before it; sent, it is put back as the newest."""
    proposal, chapter, now = load(request, code), found(code, key), arrived(request)
    shown, before = history.pair(proposal, chapter.section, number)
    if shown is None:
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form):
        try:
            drafting.restore(proposal, chapter.section, number, seen=stamps.seen(request), by=request.office, at=now)
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Versi %(number)s dipulihkan") % {"number": number})
            return redirect("proposals:section", code, key)
    stands = drafting.standing(proposal, chapter.section)
    context = {
        "form": form,
        "proposal": proposal,
        "change": history.compared(chapter, before, shown),
        "before": before,
        "stands": stands,
        "may_restore": stands.number != number and may_write(request, proposal, key, now),
        "stamp": stamps.drawn(request, stands.stamp),
    }
    return render(request, "proposals/versions/version.html", context, status=stamps.status(request))


@require_safe
@for_role(*WRITERS, sees="what the agency's admin changed in a proposal", of=OWN)
def corrections(request, code):
    proposal = load(request, code)
    context = {"proposal": proposal, "changes": list(history.corrections(proposal))}
    return render(request, "proposals/versions/corrections.html", context)


@require_POST
@for_role(*WRITERS, sees="who else has a part of a proposal open", of=OWN)
def others(request, code, key):
    """Tell that somebody looks at a part; the answer is a sentence about the others who do, or an empty one."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.office).only("pk"), code=code.upper())
    names = presence.others(f"{proposal.pk}/{key}", request.user.pk, request.user.full_name, at=arrived(request))
    sentence = (
        _("%(names)s juga sedang membuka bagian ini. Siapa yang menyimpan belakangan diminta membandingkan keduanya.")
        % {"names": get_text_list(names, _("dan"))}
        if names
        else ""
    )
    return JsonResponse({"sentence": sentence})


def found(code, key):
    """The section that is asked for, or no such page."""
    chapter = questionnaire.chapter(code, key)
    if chapter is None:
        raise Http404
    return chapter


def may_write(request, proposal, key, now):
    """Whether the reader's office may write in this part now."""
    return rules.writing_refusal(proposal, office=request.office, at=now, part=f"section:{key}") is None
