"""Ratings that came together: the ministry decides by two whether they count."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import OVERSIGHT
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import motions, rules
from judging.forms.ratings import BatchFilter, HeldForm
from judging.reporting import own_columns, ratings
from judging.views.control import stage_page
from judging.views.control.stage import the_stage


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *OVERSIGHT,
    fresh=True,
    sees="ratings that came together",
    of=ALL,
    when="read always; put forward by the admin while it is open",
)
def held(request, slug, position):
    """Every batch with what was decided, and the form to put a decision before a second person."""
    stage, _earlier = the_stage(slug, position)
    if not stage.needs.is_public:
        raise Http404
    lines = ratings.batch_lines(stage)
    narrowing = BatchFilter(request.GET)
    found = narrowing.applied_to(lines)
    listing = lists.Listing(stage_page.file_name("tertahan", stage), found, own_columns.BATCHES)
    if file := exports.answered(request, listing):
        return file
    refusal = rules.batch_refusal(stage, office=request.office)
    form = HeldForm(request.POST if request.method == "POST" else None, lines=lines)
    if request.method == "POST" and refusal:
        raise Refused(refusal)
    if form.is_valid():
        motions.decide_held(
            stage,
            form.keys,
            form.cleaned_data["reason"],
            is_let_in=form.cleaned_data["outcome"] != "keluar",
            is_in_part=form.cleaned_data["outcome"] == "sebagian",
            by=request.office,
            at=timezone.now(),
        )
        messages.success(request, _("Putusan diajukan. Admin kementerian lain perlu menyetujuinya."))
        return redirect("judging:held", slug=slug, position=position)
    whole, _each = ratings.totals(stage)
    context = {
        "stage": stage,
        "form": None if refusal or not lines else form,
        "totals": whole,
        "listing": listing.shown(request),
        **lists.shown(request, found, narrowing),
    }
    return render(request, "judging/ratings/held.html", context)
