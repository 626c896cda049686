"""The list of winners for the regional incentive, and its columns."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import MINISTRY, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from accounts.templatetags.moments import day
from proposals.domain.follow_up.sheets import INCENTIVE
from proposals.forms.sheets import ColumnsForm, YearFilter
from proposals.reading import incentive
from proposals.views.follow_up import columns as columns_of


@require_safe
@for_role(*OVERSIGHT, sees="winners of local governments for the regional incentive", of=ALL)
def table(request):
    """The list of one year, as a page or a file."""
    years = incentive.years()
    form = YearFilter(request.GET, years=years)
    year = int(form.chosen["tahun"] or (years[0] if years else timezone.localdate().year))
    listing = lists.Listing(f"insentif-daerah-{year}", incentive.awards(year), columns_of.of_incentive())
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    context = {
        "form": form,
        "year": year,
        "headings": [column.label for column in listing.columns],
        "page": page,
        "rows": [[in_words(column.of(award)) for column in listing.columns] for award in page],
        "may_set": request.office.role in MINISTRY,
    }
    return render(request, "proposals/follow_up/incentive.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="the columns of the list for the regional incentive", of=ALL)
def columns(request):
    """Which columns the list has, in which order, under which headings."""
    return set_by_form(
        request,
        INCENTIVE,
        back="proposals:incentive",
        title=_("Kolom data insentif"),
        back_text=_("Data insentif daerah"),
    )


def set_by_form(request, sheet, *, back, title, back_text):
    """The page on which the columns of a file are set; `back` is the address of its list."""
    form = ColumnsForm(
        request.POST if request.method == "POST" else None, columns=sheet.columns(), sources=sheet.sources
    )
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            sheet.set_columns(form.columns, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Kolom disimpan"))
            return redirect(back)
    context = {
        "form": form,
        "stamp": stamps.drawn(request, sheet.stamp()),
        "title": title,
        "back": reverse(back),
        "back_text": back_text,
    }
    return render(request, "proposals/follow_up/columns.html", context, status=stamps.status(request))


def in_words(value):
    """A plain value as the page says it; a file keeps days as days."""
    return day(value) if isinstance(value, date) else value
