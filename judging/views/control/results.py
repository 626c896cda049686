"""The standings of a computed stage: sealed until it has closed, then exactly what the computation wrote."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages import lists, tables
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import rules, stages
from judging.forms.deliberation import StageFilter
from judging.reading import progress, standings
from judging.views.control.stage import the_stage


def opened(slug, position):
    """The stage at an address; refused as long as its results are sealed."""
    stage, _earlier = the_stage(slug, position)
    if refusal := rules.results_refusal(stage, state=progress.computation_state(stage)):
        raise Refused(refusal)
    return stage


@require_safe
@for_role(*OVERSIGHT, sees="results of a stage", of=ALL, when="computed; sealed until then")
def results(request, slug, position):
    stage = opened(slug, position)
    groups = list(stage.edition.groups.order_by("position"))
    form = StageFilter(request.GET, groups=groups, states=standings.STATES)
    context = lists.shown(request, standings.standings(stage, **form.chosen), form)
    tie_order = standings.tie_order(stage)
    for row in context["page"]:
        row.separated_by = tie_order.separating(row.decided_by)
    return render(
        request,
        "judging/results/results.html",
        {
            "stage": stage,
            "computation": progress.computation(stage),
            "notes": standings.notes(stage),
            "tie_order": tie_order,
            "columns": stages.of(stage).COLUMNS,
            **context,
        },
    )


@require_safe
@for_role(*OVERSIGHT, sees="results as CSV", of=ALL, when="computed; sealed until then")
def table(request, slug, position):
    """The standings as a file for spreadsheets."""
    stage = opened(slug, position)
    example = "contoh-" if stage.edition.is_example else ""
    name = f"{example}hasil-{stage.edition.slug}-{stage.position}.csv"
    return tables.download(name, [standings.headings(stage), *standings.table(stage)])
