"""Dossiers that resemble others: the list of a stage, and one pair with its answer."""

from dataclasses import replace

from django.contrib import messages
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import MINISTRY
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Stale
from competitions.models import Stage
from judging.domain import resembling
from judging.domain.judges import held_apart
from judging.forms.resemblances import ResemblanceForm
from judging.models import Resemblance
from judging.reading.desk import apart
from judging.reporting import own_columns as columns
from judging.rules.entrants import resembling as rules
from judging.views.control import stage_page
from judging.views.control.bulk import CHECKED
from proposals.domain import dossier


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="entrants that resemble others; looked for anew", of=ALL, when="looked for while it is open")
def listed(request, stage_id):
    stage = get_object_or_404(Stage.objects.select_related("edition"), pk=stage_id, kind__in=CHECKED)
    form = Form(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form):
        resembling.ask(stage, by=request.office)
        messages.success(request, _("Kemiripan dicari lagi. Muat ulang halaman ini beberapa menit lagi."))
        return redirect("judging:resemblances", stage.pk)
    rows = Resemblance.objects.filter(stage=stage).select_related("proposal__agency", "other__agency", "entry")
    found = apart.kept(request.office, stage.edition_id, rows.in_order(), at=timezone.now())
    found = replace(found, rows=apart.all_kept(request.office, found.rows, path="other", at=timezone.now()))
    listing = lists.Listing(stage_page.file_name("kemiripan", stage), found.rows, columns.RESEMBLANCES)
    if file := exports.answered(request, listing):
        return file
    return render(
        request,
        "judging/resemblances/list.html",
        {
            "stage": stage,
            "form": form,
            "page": lists.page(request, listing.rows),
            "listing": listing.shown(request),
            "hidden": found.hidden,
            "may_search": rules.searching_refusal(stage, office=request.office) is None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a pair of proposals that resemble each other", of=ALL, when="answered while it is open")
def pair(request, stage_id, code, pk):
    found = get_object_or_404(
        Resemblance.objects.select_related(
            "stage__edition", "entry", "answered_by__user", "answered_by__agency", "answered_by__unit"
        ),
        pk=pk,
        stage=stage_id,
        proposal__code=code,
    )
    # The door looks at the first of both alone.
    held_apart.refuse_tied(request.office, *filter(None, (found.proposal_id, found.other_id)), at=timezone.now())
    form = ResemblanceForm(
        request.POST if request.method == "POST" else None,
        initial={"answer": found.answer or None, "reason": found.reason},
    )
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        said = form.cleaned_data
        try:
            resembling.answer(
                found, said["answer"], said["reason"], seen=stamps.seen(request), by=request.office, at=timezone.now()
            )
        except Stale:
            stamps.overtake(request, form)
            found.refresh_from_db()
        else:
            messages.success(request, _("Putusan atas kemiripan disimpan"))
            return redirect("judging:resemblances", stage_id)
    both = {one.pk: one for one in dossiers(found)}
    return render(
        request,
        "judging/resemblances/pair.html",
        {
            "found": found,
            "stage": found.stage,
            "form": form,
            "own": dossier.read(both[found.proposal_id], blind=False),
            "proposal": both[found.proposal_id],
            "other": both.get(found.other_id),
            "others": dossier.read(both[found.other_id], blind=False) if found.other_id else None,
            "may_answer": rules.searching_refusal(found.stage, office=request.office) is None,
            "stamp": stamps.drawn(request, resembling.stamp(found)),
        },
        status=stamps.status(request),
    )


def dossiers(found):
    """The one or two proposals of a pair, with what their pages read."""
    return type(found.proposal).objects.with_places().filter(pk__in=[found.proposal_id, found.other_id])
