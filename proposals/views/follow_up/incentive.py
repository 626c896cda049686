"""The list of winners for the regional incentive, and its columns."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import MINISTRY, OVERSIGHT
from accounts.pages import lists, stamps, tables
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from proposals.domain.follow_up import incentive as acts
from proposals.forms.incentive import ColumnsForm, YearFilter
from proposals.reading import incentive


@require_safe
@for_role(*OVERSIGHT, sees="winners of local governments for the regional incentive", of=ALL)
def table(request):
    """The list of one year, with the file."""
    years = incentive.years()
    form = YearFilter(request.GET, years=years)
    year = int(form.chosen["tahun"] or (years[0] if years else timezone.localdate().year))
    headings, rows = incentive.table(year)
    context = {
        "form": form,
        "year": year,
        "headings": headings,
        "page": lists.page(request, rows),
        "may_set": request.office.role in MINISTRY,
    }
    return render(request, "proposals/follow_up/incentive.html", context)


@require_safe
@for_role(*OVERSIGHT, sees="the same as a file", of=ALL)
def download(request, year):
    """The list of a year as a file of a spreadsheet."""
    headings, rows = incentive.table(year)
    if not rows:
        raise Http404
    return tables.download(f"insentif-daerah-{year}.csv", [headings, *rows])


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="the columns of the list for the regional incentive", of=ALL)
def columns(request):
    """Which columns the list has, in which order, under which headings."""
    form = ColumnsForm(request.POST if request.method == "POST" else None, columns=acts.columns())
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        try:
            acts.set_columns(form.columns, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Kolom disimpan"))
            return redirect("proposals:incentive")
    context = {"form": form, "stamp": stamps.drawn(request, acts.stamp())}
    return render(request, "proposals/follow_up/incentive_columns.html", context, status=stamps.status(request))
