"""What was written in a part before, what an admin changed, and who else is at it."""

from functools import partial

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
from proposals.domain import questionnaire
from proposals.domain.draft import describing, drafting
from proposals.models import Proposal
from proposals.reading import besides, history
from proposals.views.dossier.dossiers import WRITERS, WRITING, load


@require_safe
@for_role(*WRITERS, sees="the versions of a part of a proposal", of=OWN)
def listed(request, code, key):
    chapter = found(code, key)
    return list_of(request, load(request, code), chapter.section)


@require_safe
@for_role(*WRITERS, sees="the versions of the identity of a proposal", of=OWN)
def identity_listed(request, code):
    return list_of(request, load(request, code), None)


def list_of(request, proposal, section):
    """The versions of a section, or of the identity, which has none."""
    context = {
        "proposal": proposal,
        "section": section,
        "title": section.title if section else _("Identitas inovasi"),
        "versions": history.versions(proposal, section),
        "can_write": may_write(request, proposal, section, arrived(request)),
    }
    return render(request, "proposals/versions/list.html", context)


@for_role(
    *WRITERS, sees="a version of a part, and what it changed", of=OWN, when=f"read always; put back while {WRITING}"
)
def version(request, code, key, number):
    proposal, chapter = load(request, code), found(code, key)
    return one_of(
        request,
        proposal,
        chapter.section,
        number,
        compare=partial(history.compared, chapter),
        restore=partial(drafting.restore, proposal, chapter.section),
        stands=lambda: with_stamp(drafting.standing(proposal, chapter.section)),
        onward=("proposals:section", code, key),
    )


@for_role(
    *WRITERS,
    sees="a version of the identity, and what it changed",
    of=OWN,
    when=f"read always; put back while {WRITING}",
)
def identity_version(request, code, number):
    proposal = load(request, code)
    return one_of(
        request,
        proposal,
        None,
        number,
        compare=partial(history.described, proposal),
        restore=partial(describing.restore, proposal),
        stands=lambda: (describing.standing(proposal), describing.stamp(proposal)),
        onward=("proposals:identity", code),
    )


def one_of(request, proposal, section, number, *, compare, restore, stands, onward):
    """One version beside the one before it; sent, it is put back as the newest."""
    now = arrived(request)
    shown, before = history.pair(proposal, section, number)
    if shown is None:
        raise Http404
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form):
        try:
            restore(number, seen=stamps.seen(request), by=request.office, at=now)
        except Stale:
            stamps.overtake(request, form)
            proposal.refresh_from_db()
        else:
            messages.success(request, _("Versi %(number)s dipulihkan") % {"number": number})
            return redirect(*onward)
    newest, stamp = stands()
    context = {
        "form": form,
        "proposal": proposal,
        "change": compare(before, shown),
        "before": before,
        "stands": newest,
        "may_restore": newest.number != number and may_write(request, proposal, section, now),
        "stamp": stamps.drawn(request, stamp),
    }
    return render(request, "proposals/versions/version.html", context, status=stamps.status(request))


@require_safe
@for_role(*WRITERS, sees="what the agency's admin changed in a proposal", of=OWN)
def corrections(request, code):
    proposal = load(request, code)
    context = {
        "proposal": proposal,
        "changes": list(history.corrections(proposal)),
        "besides": besides.changed(proposal),
    }
    return render(request, "proposals/versions/corrections.html", context)


@require_POST
@for_role(*WRITERS, sees="who else has a part of a proposal open", of=OWN)
def others(request, code, key):
    return told_of_others(request, code, key)


@require_POST
@for_role(*WRITERS, sees="who else has the identity of a proposal open", of=OWN)
def identity_others(request, code):
    return told_of_others(request, code, "")


def told_of_others(request, code, key):
    """Tell that somebody looks at a part; the answer is a sentence about the others who do, or an empty one."""
    proposal = get_object_or_404(Proposal.objects.visible_to(request.office).only("pk"), code=code.upper())
    names = presence.others(f"{proposal.pk}/{key}", request.user.pk, request.user.told_apart, at=arrived(request))
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


def with_stamp(version):
    """A version of a section, and its stamp."""
    return version, version.stamp


def may_write(request, proposal, section, now):
    """Whether the reader's office may write in this part now."""
    part = rules.part_name(section) if section else "identity"
    return rules.writing_refusal(proposal, office=request.office, at=now, part=part) is None
