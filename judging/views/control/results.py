"""The standings of a computed stage: sealed until it has closed, then exactly what the computation wrote."""

import csv

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import OVERSIGHT
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from judging import rules, stages
from judging.forms.deliberation import FilterForm
from judging.reading import progress, standings
from judging.views.control.stage import the_stage

PAGE = 50
# A spreadsheet takes a cell that starts like this for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    form = FilterForm(request.GET, groups=groups, states=standings.STATES)
    rows = standings.standings(stage, **form.chosen())
    return render(
        request,
        "judging/results/results.html",
        {
            "stage": stage,
            "computation": progress.computation(stage),
            "notes": standings.notes(stage),
            "tie_order": standings.tie_order(stage),
            "columns": stages.of(stage).COLUMNS,
            "filter_form": form,
            "is_filtered": form.is_narrowing,
            "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        },
    )


@require_safe
@for_role(*OVERSIGHT, sees="results as CSV", of=ALL, when="computed; sealed until then")
def table(request, slug, position):
    """The standings as CSV with a byte order mark, so that spreadsheets read the letters right."""
    stage = opened(slug, position)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    example = "contoh-" if stage.edition.is_example else ""
    name = f"{example}hasil-{stage.edition.slug}-{stage.position}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(standings.headings(stage))
    for row in standings.table(stage):
        writer.writerow([harmless(cell) for cell in row])
    return response


def harmless(cell):
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
