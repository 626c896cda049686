"""Statistics of the catalogue: pages and the same tables as CSV."""

import csv
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.language import indonesian
from accounts.pages.doors import public
from proposals.reading import statistics


@public
def overview(request):
    years = statistics.years()
    return render(
        request,
        "proposals/catalogue/statistics.html",
        {
            "years": years,
            "columns": [{"label": str(line.year), "value": line.innovations} for line in reversed(years)],
            "total": sum(line.innovations for line in years),
            "has_partial": any(line.is_partial for line in years),
            "has_examples": any(line.has_examples for line in years),
        },
    )


@public
def year(request, year):
    awards, chosen = chosen_award(request, year)
    funnels = statistics.funnels(year)
    if not chosen and not funnels:
        raise Http404
    figures = statistics.of_year(year, chosen.key) if chosen else None
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
            "has_examples": bool(figures and figures.has_examples) or any(funnel.is_example for funnel in funnels),
            "is_partial": any(line.is_partial for line in statistics.years() if line.year == year),
            "funnels": [(funnel.edition, bars(funnel.lines)) for funnel in funnels],
            "kinds": bars(figures.by_kind, year, "jenis") if figures else [],
            "provinces": tiles(figures.by_province, year) if figures else [],
            "categories": bars(figures.by_category, year, "kategori", are_names=True) if figures else [],
            "groups": bars(figures.by_group, are_names=True) if figures else [],
            "goals": bars(figures.by_goal) if figures else [],
            "csv_url": reverse("proposals:statistics_csv", args=[year])
            + (f"?{urlencode({'penghargaan': chosen.key})}" if chosen else ""),
        },
    )


@public
def year_csv(request, year):
    _awards, chosen = chosen_award(request, year)
    if not chosen:
        raise Http404
    figures = statistics.of_year(year, chosen.key)
    tables = [
        (_("jenis instansi"), figures.by_kind),
        (_("provinsi"), figures.by_province),
        (_("kategori"), figures.by_category),
        (_("kelompok"), figures.by_group),
        (_("tujuan pembangunan berkelanjutan"), figures.by_goal),
        (_("jumlah"), [statistics.Tally("", joined_names(chosen), figures.innovations, figures.agencies)]),
    ]
    # The mark at the start tells spreadsheets that the text is UTF-8.
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statistik-{year}-{chosen.key}.csv"'
    writer = csv.writer(response)
    note = _("contoh, bukan hasil sebenarnya") if figures.has_examples else ""
    units = [pgettext("jumlah", "inovasi"), pgettext("jumlah", "instansi")]
    writer.writerow([_("tabel"), _("kode"), _("nama"), *units, _("keterangan")])
    for table, lines in tables:
        writer.writerows([table, line.key, line.label, line.innovations, line.agencies, note] for line in lines)
    return response


def chosen_award(request, year):
    """The awards of the year, and the one asked for; the first one when none or an unknown one is."""
    awards = statistics.award_groups(year)
    asked = request.GET.get("penghargaan")
    return awards, next((award for award in awards if award.key == asked), awards[0] if awards else None)


def joined_names(award):
    """Every name that the groups of the contest give this award: "Top 99, Top 15 Kelompok Khusus"."""
    return ", ".join(award.names)


def bars(lines, year=None, filter_name="", *, are_names=False):
    """Rows of a bar chart, each linking to what it counts when the catalogue has a filter for it.

    `are_names`: what is counted was named by the contest, in Indonesian.
    """
    return [
        {
            "label": indonesian(capfirst(line.label)) if are_names and line.key else capfirst(line.label),
            "value": line.innovations,
            "second": line.agencies,
            "url": listed(year, filter_name, line.key) if filter_name and line.key else "",
        }
        for line in lines
    ]


def tiles(lines, year):
    """Rows of the province map."""
    return [
        {
            "code": line.key,
            "name": line.label,
            "value": line.innovations,
            "second": line.agencies,
            "url": listed(year, "provinsi", line.key),
        }
        for line in lines
    ]


def listed(year, filter_name, value):
    """The address of the catalogue's list for one year and one value of a filter."""
    return f"{reverse('proposals:catalogue')}?{urlencode({'tahun': year, filter_name: value})}"
