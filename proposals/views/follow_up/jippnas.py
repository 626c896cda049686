"""The file for the national catalogue, and its columns."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import MINISTRY, OVERSIGHT
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role
from proposals.domain.follow_up.sheets import JIPPNAS
from proposals.forms.sheets import YearFilter
from proposals.reading.public import jippnas
from proposals.views.follow_up import columns as columns_of
from proposals.views.follow_up.incentive import in_words, set_by_form

# So many columns fit on a page; the file has all.
SHOWN = 8


@require_safe
@for_role(*OVERSIGHT, sees="innovations for the national catalogue", of=ALL)
def table(request):
    """The innovations of one year, as a page or a file."""
    years = jippnas.years()
    form = YearFilter(request.GET, years=years)
    year = int(form.chosen["tahun"] or (years[0] if years else timezone.localdate().year))
    listing = lists.Listing(f"jippnas-{year}", jippnas.entries(year), columns_of.of_jippnas())
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    drawn = listing.columns[:SHOWN]
    context = {
        "form": form,
        "year": year,
        "headings": [column.label for column in drawn],
        "others": [column.label for column in listing.columns[SHOWN:]],
        "page": page,
        "rows": [[in_words(column.of(entry)) for column in drawn] for entry in page],
        "may_set": request.office.role in MINISTRY,
    }
    return render(request, "proposals/follow_up/jippnas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="the columns of the file for the national catalogue", of=ALL)
def columns(request):
    """Which columns the file has, in which order, under which headings."""
    return set_by_form(
        request, JIPPNAS, back="proposals:jippnas", title=_("Kolom berkas JIPPNas"), back_text=_("Berkas JIPPNas")
    )
