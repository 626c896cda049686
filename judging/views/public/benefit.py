"""Citizens rate the benefit of innovations."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.entrance.visitors import KEPT
from accounts.files import keeping
from accounts.forms.visitors import VisitorForm
from accounts.models import Visitor
from accounts.pages.doors import public
from accounts.pages.visitors import network, said_by
from judging import rules
from judging.domain import rating
from judging.forms.ratings import RatingForm
from judging.models import Rating
from judging.reporting import ratings


@require_safe
@public(sees="the innovations that citizens rate, with counts", of="announced editions", when="from the opening on")
def listed(request, slug, position):
    """Every innovation of the stage; the result with its spread once it is published."""
    stage = stage_or_404(slug, position)
    whole, _each = ratings.totals(stage)
    context = {
        "stage": stage,
        "is_open": stage.takes_marks(timezone.now()),
        "candidates": ratings.candidates(stage),
        "totals": whole,
        "result": ratings.result(stage),
    }
    return render(request, "judging/ratings/listed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="a rating of an innovation", of="announced editions", when="inside the window, address confirmed")
@never_cache
def candidate(request, slug, position, code):
    """One innovation with its summary and photo, and the form to rate it."""
    stage = stage_or_404(slug, position)
    proposal = proposal_or_404(stage, code)
    visitor = Visitor.objects.known_as(said_by(request))
    now = timezone.now()
    own = Rating.objects.filter(stage=stage, proposal=proposal, visitor=visitor).first() if visitor else None
    refusal = rules.rating_refusal(stage, is_confirmed=visitor is not None, stands=True, at=now)
    form = None if refusal else form_of(request, stage, own)
    if request.method == "POST":
        if refusal is None and form.is_valid():
            rating.rate(stage, proposal, form.points, visitor=visitor, network=network(request), at=now)
            messages.success(request, _("Penilaian Anda disimpan"))
            return redirect(request.path)
        if refusal:
            messages.error(request, refusal.sentence)
    _whole, each = ratings.totals(stage)
    context = {
        "stage": stage,
        "proposal": proposal,
        "summary": ratings.summary(proposal),
        "photo": ratings.photo(stage, proposal),
        "totals": each.get(proposal.pk, ratings.Totals(0, 0)),
        "refusal": refusal,
        "form": form,
        "own": own,
        "is_held": own is not None and not stage.published_at and ratings.is_held(own),
        "must_confirm": refusal == rules.NOT_CONFIRMED,
        "visitor_form": VisitorForm(initial={"back": request.path}),
        "days": KEPT.days,
        "is_visitor": visitor is not None,
    }
    return render(request, "judging/ratings/candidate.html", context)


@require_safe
@public(sees="the public photo of an innovation", of="announced editions", when="from the opening on")
def photo(request, slug, position, code):
    """The picture, without where and when it was taken."""
    stage = stage_or_404(slug, position)
    found = ratings.photo(stage, proposal_or_404(stage, code))
    if found is None:
        raise Http404
    return keeping.response(found.clean, filename=f"{code}.jpg", content_type=found.content_type)


def form_of(request, stage, own):
    """The rubric as citizens answer it, with what this visitor answered before."""
    initial = {f"nilai-{key}": points for key, points in own.points.items()} if own else {}
    return RatingForm(
        request.POST if request.method == "POST" else None,
        criteria=list(stage.rubric.criteria.order_by("position")),
        levels=list(stage.rubric.levels.order_by("points")),
        initial=initial,
    )


def stage_or_404(slug, position):
    """The public stage at an address."""
    stage = ratings.stage_at(slug, position)
    if stage is None:
        raise Http404
    return stage


def proposal_or_404(stage, code):
    """An innovation of the stage."""
    return get_object_or_404(ratings.candidates(stage), proposal__code=code).proposal
