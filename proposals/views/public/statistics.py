"""Statistics of the catalogue: pages and the same tables as CSV."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.language import indonesian
from accounts.pages import still, tables
from accounts.pages.doors import public
from proposals.forms.catalogue import listed
from proposals.reading.public import statistics


@public(sees="figures of all years", when="published", kept=still.UNTIL_CHANGED)
def overview(request):
    years = statistics.years()
    partial = [line.year for line in years if line.is_partial]
    return render(
        request,
        "proposals/catalogue/statistics.html",
        {
            "years": [(line, listed(year=line.year)) for line in years],
            "listed": listed(),
            "columns": [{"label": str(line.year), "value": line.innovations} for line in reversed(years)],
            "total": sum(line.innovations for line in years),
            "partial": {"first": min(partial), "last": max(partial)} if partial else {},
            "has_examples": any(line.has_examples for line in years),
        },
    )


@public(sees="figures of a year", when="published", kept=still.UNTIL_CHANGED)
def year(request, year):
    awards, chosen = chosen_award(request, year)
    funnels = statistics.funnels(year)
    if not chosen and not funnels:
        raise Http404
    figures = statistics.of_year(year, chosen.key) if chosen else None
    # What every number of the tables is narrowed by, and so every list that one opens.
    counted = {"year": year, "award": chosen.key} if chosen else {}
    return render(
        request,
        "proposals/catalogue/year.html",
        {
            "year": year,
            "awards": [
                {
                    "label": joined_names(award),
                    "url": f"{request.path}?{urlencode({'penghargaan': award.key})}",
                    "is_current": award == chosen,
                }
                for award in awards
            ],
            "award_name": joined_names(chosen) if chosen else "",
            "figures": figures,
            "listed": listed(**counted),
            "has_examples": bool(figures and figures.has_examples) or any(funnel.is_example for funnel in funnels),
            "is_partial": any(line.is_partial for line in statistics.years() if line.year == year),
            "funnels": [(funnel.edition, bars(funnel.lines)) for funnel in funnels],
            "kinds": bars(figures.by_kind, "kind", **counted) if figures else [],
            "provinces": tiles(figures.by_province, **counted) if figures else [],
            "categories": bars(figures.by_category, "category", are_names=True, **counted) if figures else [],
            "groups": bars(figures.by_group, "group", are_names=True, **counted) if figures else [],
            "goals": bars(figures.by_goal, "goal", **counted) if figures else [],
            "csv_url": reverse("proposals:statistics_csv", args=[year])
            + (f"?{urlencode({'penghargaan': chosen.key})}" if chosen else ""),
        },
    )


@public(sees="figures of a year as CSV", when="published", kept=still.UNTIL_CHANGED)
def year_csv(request, year):
    _awards, chosen = chosen_award(request, year)
    if not chosen:
        raise Http404
    figures = statistics.of_year(year, chosen.key)
    found = [
        (_("jenis instansi"), figures.by_kind),
        (_("provinsi"), figures.by_province),
        (_("kategori"), figures.by_category),
        (_("kelompok"), figures.by_group),
        (_("tujuan pembangunan berkelanjutan"), figures.by_goal),
        (_("jumlah"), [statistics.Tally("", joined_names(chosen), figures.innovations, figures.agencies)]),
    ]
    note = _("contoh, bukan hasil sebenarnya") if figures.has_examples else ""
    units = [pgettext("jumlah", "inovasi"), pgettext("jumlah", "instansi")]
    head = [_("tabel"), _("kode"), _("nama"), *units, _("keterangan")]
    rows = [
        [table, line.key, line.label, line.innovations, line.agencies, note] for table, lines in found for line in lines
    ]
    return tables.download(f"statistik-{year}-{chosen.key}.csv", [head, *rows])


def chosen_award(request, year):
    """The awards of the year, and the one asked for; the first one when none or an unknown one is."""
    awards = statistics.award_groups(year)
    asked = request.GET.get("penghargaan")
    return awards, next((award for award in awards if award.key == asked), awards[0] if awards else None)


def joined_names(award):
    """Every name that the groups of the contest give this award: "Top 99, Top 15 Kelompok Khusus"."""
    return ", ".join(award.names)


def bars(lines, filter_name="", *, are_names=False, **conditions):
    """Rows of a bar chart, each linking to what it counts: `conditions` and, by `filter_name`, its own key.

    `are_names`: what is counted was named by the contest, in Indonesian.
    """
    return [
        {
            "label": indonesian(capfirst(line.label)) if are_names and line.key else capfirst(line.label),
            "value": line.innovations,
            "second": line.agencies,
            "url": listed(**conditions, **{filter_name: line.key}) if filter_name and line.key else "",
        }
        for line in lines
    ]


def tiles(lines, **conditions):
    """Rows of the province map."""
    return [
        {
            "code": line.key,
            "name": line.label,
            "value": line.innovations,
            "second": line.agencies,
            "url": listed(**conditions, province=line.key),
        }
        for line in lines
    ]
