"""What judges and winners will see, on invented data, before an edition is announced. Nothing here can be sent."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages.doors import ALL, for_role
from competitions.domain import planning
from competitions.models import AwardName, Criterion, Edition
from judging.domain.certificates import page
from judging.forms.scorecard import ScorecardForm
from judging.reporting import trying


@require_safe
@for_role(*OVERSIGHT, sees="a scorecard on invented data", of=ALL)
def scorecard(request, slug, rubric):
    """The scorecard of a rubric as its judges will see it, filled in at random."""
    edition = get_object_or_404(Edition, slug=slug)
    planned = {one.key: one for one in planning.plan_of(edition).blueprint.rubrics}.get(rubric)
    if planned is None:
        raise Http404
    return render(
        request,
        "judging/scorecards/preview.html",
        {"edition": edition, "rubric": planned, "form": form_of(planned)},
    )


@require_safe
@for_role(*OVERSIGHT, sees="a certificate on invented data", of=ALL)
def certificate(request, slug, key, number, kind):
    """The certificate of one award of a planned stage, on invented data: as a page, or as PDF where one can be made."""
    edition = get_object_or_404(Edition, slug=slug)
    name = AwardName.objects.filter(stage__edition=edition, stage__key=key, position=number).first()
    if name is None or kind not in ("halaman", "pdf") or (kind == "pdf" and not settings.PDF_ENABLED):
        raise Http404
    award = trying.invented(name, edition)
    if kind == "halaman":
        back = reverse("competitions:plan-thing", args=[slug, "penghargaan", key])
        return HttpResponse(page.html(award, back=back))
    try:
        return HttpResponse(page.pdf(award), content_type="application/pdf")
    except page.CannotBePrinted as problem:
        messages.warning(request, _("Sertifikat belum dapat dicetak: %(why)s.") % {"why": problem})
        return redirect("competitions:plan-thing", slug, "penghargaan", key)


def form_of(rubric):
    """The card of a planned rubric, of which no row need exist."""
    criteria = [
        Criterion(pk=index, key=one.key, name=one.name, description=one.description, weight=one.weight)
        for index, one in enumerate(rubric.criteria, start=1)
    ]
    levels = [
        {
            "points": level.points,
            "name": level.name,
            "anchor": level.anchor,
            "descriptors": [
                {"criterion": index, "text": told.text}
                for index, one in enumerate(rubric.criteria, start=1)
                for told in one.descriptors
                if told.points == level.points
            ],
        }
        for level in rubric.levels
    ]
    return ScorecardForm(criteria=criteria, levels=levels)
