"""The standings of a computed stage: sealed until it has closed, then exactly what the computation wrote."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT, Role
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import rules
from judging.forms.deliberation import MarkFilter, StageFilter
from judging.models import ResultBundle
from judging.reading import progress
from judging.reading.desk import apart
from judging.reporting import columns, irregularities, marks, recognised, standings
from judging.views.control import stage_page
from judging.views.control.stage import the_stage_alone


def opened(slug, position):
    """The stage at an address; refused as long as its results are sealed."""
    stage = the_stage_alone(slug, position)
    if refusal := rules.results_refusal(stage, state=progress.computation_state(stage)):
        raise Refused(refusal)
    return stage


@require_safe
@for_role(*OVERSIGHT, sees="every mark of a stage", of=ALL, when="computed; sealed until then")
def every_mark(request, slug, position):
    """A line for each signed card, with the points on every criterion."""
    stage = opened(slug, position)
    criteria = list(stage.rubric.criteria.order_by("position")) if stage.rubric else []
    form = MarkFilter(request.GET, groups=list(stage.edition.groups.order_by("position")))
    found = apart.kept(request.office, stage.edition_id, marks.rows(stage, **form.chosen), at=timezone.now())
    whole = marks.with_points(found.rows, criteria)
    listing = lists.Listing(stage_page.file_name("nilai", stage), whole, marks.columns(stage, criteria))
    if file := exports.answered(request, listing):
        return file
    context = lists.shown(request, found.rows, form)
    # Points are added up for the rows of this page alone, not for all of which these are the first.
    page, shown = context["page"], listing.shown(request)
    here = whole.filter(pk__in=list(page.object_list.values_list("pk", flat=True)))
    page.object_list = lists.in_facts(here, [one.facts for one in shown.columns])
    return render(
        request,
        "judging/results/marks.html",
        {"stage": stage, "hidden": found.hidden, "listing": shown, **context},
    )


@require_safe
@for_role(*OVERSIGHT, sees="what does not fit in the marks of a stage", of=ALL, when="computed; sealed until then")
def what_does_not_fit(request, slug, position):
    """Findings with their numbers, for people to look at; nothing follows from them by itself."""
    stage = opened(slug, position)
    if not stage.needs.is_scored:
        raise Http404
    return render(request, "judging/results/irregularities.html", {"stage": stage, "found": irregularities.of(stage)})


@require_safe
@for_role(*OVERSIGHT, sees="results of a stage", of=ALL, when="computed; sealed until then")
def results(request, slug, position):
    stage = opened(slug, position)
    groups = list(stage.edition.groups.order_by("position"))
    states = standings.states(stage)
    form = StageFilter(request.GET, groups=groups, states=states)
    found = apart.kept(request.office, stage.edition_id, standings.standings(stage, **form.chosen), at=timezone.now())
    order = standings.tie_order(stage)
    listing = lists.Listing(stage_page.file_name("hasil", stage), found.rows, columns.of_standings(stage, order))
    if file := exports.answered(request, listing):
        return file
    drawn = listing.shown(request)
    return render(
        request,
        "judging/results/results.html",
        {
            "stage": stage,
            "hidden": found.hidden,
            "computation": progress.computation(stage),
            # For the auditor alone: others fetch what the edition opens to everybody.
            "has_bundle": request.office.role == Role.AUDITOR and ResultBundle.objects.filter(stage=stage).exists(),
            "notes": standings.notes(stage),
            "recognised": recognised.of(stage),
            "passings": standings.passings([stage]),
            "tie_order": order,
            "filters": stage_page.state_links(request, states),
            "listing": drawn,
            **lists.shown(request, listing.rows, form, columns=drawn.columns),
        },
    )
