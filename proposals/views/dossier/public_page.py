"""What the public is told of an innovation besides its answers, by those whose it is."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import keeping
from accounts.pages import renamed, stamps, typing
from accounts.pages.arrival import arrived
from accounts.pages.doors import OWN, for_role
from accounts.rules import Stale, refuse
from proposals import rules
from proposals.domain import completeness, remarks
from proposals.domain.catalogue import public_page
from proposals.forms.public_page import PublicPageForm
from proposals.models import Attachment, PublicFacts, PublicPage, PublicPicture
from proposals.reading import besides
from proposals.views.dossier.dossiers import WRITERS, load

ANY_TIME = "at any time; of what left the contest only to take consent back"


def hanging(proposal):
    """The picture that hangs, or None."""
    return PublicPicture.objects.present().filter(proposal=proposal).first()


def form_of(proposal, page, *sent, noted=()):
    """The form as it stands, or with what was sent; `noted` are notes on its fields."""
    evidence = Attachment.objects.present().filter(proposal=proposal).exclude(section=None).select_related("section")
    return PublicPageForm(
        *sent,
        proposal=proposal,
        told=page.told if page else PublicFacts(),
        picture=hanging(proposal),
        evidence=list(evidence.order_by("section__position", "pk")),
        remarks=noted,
    )


@for_role(*WRITERS, sees="what the public may read of a proposal besides", of=OWN, when=ANY_TIME)
def told(request, code):
    """Asked one by one; what is sound is kept, whatever else is wrong."""
    proposal, now = load(request, code), arrived(request)
    page = PublicPage.objects.filter(proposal=proposal).first()
    refuse(rules.telling_refusal(proposal, is_agreed=page.is_agreed if page else None, office=request.office))
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = form_of(proposal, page, *sent, noted=remarks.standing(proposal))
    is_saved = form.is_bound and stamps.came_whole(request, form)
    if is_saved:
        try:
            public_page.tell(
                proposal, form.told(), **form.beside(), seen=stamps.seen(request), by=request.office, at=now
            )
        except Stale as stale:
            return overtaken(request, form, proposal, stale.current)
        if form.beside()["picture"]:
            renamed.say(request)
        if not form.errors:
            return redirect(onward(request, code))
    stands = public_page.stamp(proposal)
    context = {
        "form": form,
        "proposal": proposal,
        "picture": hanging(proposal),
        "corrected": besides.changed(proposal),
        "is_saved": is_saved,
        "stamp": stands if is_saved else stamps.drawn(request, stands),
    }
    return render(request, "proposals/public_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*WRITERS, sees="what the public may read besides, kept while it is written", of=OWN, when=ANY_TIME)
@typing.small_door
@transaction.atomic
def typed(request, code):
    """Keep the words typed so far; consent, evidence and the picture wait for the button, and the answer says so."""
    proposal, now = load(request, code), arrived(request)
    form = form_of(proposal, PublicPage.objects.filter(proposal=proposal).first(), request.POST)
    if not stamps.came_whole(request, form):
        raise typing.NotTaken(form.non_field_errors())
    page = public_page.keep_typed(
        proposal, form.told(), alt=form.described, seen=stamps.seen(request), by=request.office, at=now
    )
    return typing.Kept(public_page.stamp(proposal), page.told_at, but=form.faults, pending=form.pending)


def onward(request, code):
    """Back to where it was asked from."""
    if request.GET.get("dari") == "periksa":
        return reverse("proposals:check", args=[code]) + f"#{completeness.PUBLIC_KEY}"
    return reverse("proposals:show", args=[code])


def overtaken(request, form, proposal, page):
    """Somebody else said something else meanwhile: both, and the choice."""
    return stamps.side_by_side(
        request,
        form,
        form_of(proposal, page),
        stamp=public_page.stamp(proposal),
        title=proposal.title,
        by=page.told_by if page else None,
        at=page.told_at if page else None,
    )


@require_safe
@for_role(*WRITERS, sees="the picture for the public page of a proposal", of=OWN)
def picture(request, code):
    """The picture that hangs, to those whose it is."""
    found = hanging(load(request, code))
    if found is None:
        raise Http404
    return keeping.response(found.clean, filename=found.name, content_type="image/jpeg", shown=True)
