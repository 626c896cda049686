"""Lists of earlier winners: handed in, looked at, put before a second person, taken over by a worker."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import sheets
from accounts.models import MINISTRY, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused
from accounts.views.writers import listed_faults, many_faults
from proposals.domain.catalogue import earlier_rows, winner_lists
from proposals.forms.winner_lists import TakeOverForm, WinnerListForm
from proposals.models import WinnerList
from proposals.reading import winner_lists as reading
from proposals.views.follow_up import columns, putting_forward


@require_safe
@for_role(*OVERSIGHT, sees="the lists of earlier winners", of=ALL)
def listed(request):
    """The lists that were handed in, the last first."""
    listing = lists.Listing("daftar-pemenang-terdahulu", reading.lists(), columns.WINNER_LISTS)
    if file := exports.answered(request, listing):
        return file
    context = {"page": lists.page(request, listing.rows), "may_hand_in": request.office.role in MINISTRY}
    return render(request, "proposals/winner_lists/list.html", context)


@require_safe
@for_role(*MINISTRY, sees="the empty file for a list of earlier winners", of=ALL)
def template(request, form):
    """A file with the names of the columns and nothing below them."""
    if form not in exports.TYPES:
        raise Http404
    heads, name = [str(label) for label in earlier_rows.LABELS.values()], f"pemenang-terdahulu.{form}"
    return exports.as_csv(name, heads, iter([])) if form == exports.CSV else exports.as_workbook(name, heads, iter([]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a new list of earlier winners", of=ALL, when="nothing is taken over yet")
def entering(request):
    """Hand in a list; with one bad row nothing is kept, and every bad row is listed."""
    form = WinnerListForm(request.POST, request.FILES) if request.method == "POST" else WinnerListForm()
    faults = []
    if form.is_valid():
        upload, at = form.cleaned_data["file"], timezone.now()
        try:
            lines, faults = earlier_rows.read(sheets.rows(upload), on=timezone.localdate(at))
            if not faults:
                reason = form.cleaned_data["reason"]
                found = winner_lists.hand_in(lines, name=upload.name, reason=reason, by=request.office, at=at)
                return redirect("proposals:winner_list", found.pk)
            form.add_error("file", many_faults(faults))
        except Refused as refused:
            form.add_error("file", refused.refusal.sentence)
    context = {
        "form": form,
        "columns": [(label, key in earlier_rows.REQUIRED, earlier_rows.HINTS[key]) for key, label in labels()],
        **listed_faults(faults),
    }
    return render(request, "proposals/winner_lists/entering.html", context)


def labels():
    """The columns of the file, each with its key."""
    return earlier_rows.LABELS.items()


@require_safe
@for_role(*OVERSIGHT, sees="a list of earlier winners, with what it adds to the catalogue", of=ALL)
def shown(request, pk):
    """One list: what it would add to the catalogue, or what became of it."""
    return page_of(request, get_object_or_404(reading.lists(), pk=pk), TakeOverForm())


@require_safe
@for_role(*OVERSIGHT, sees="how far a list of earlier winners or of another programme is", of=ALL)
def state(request, pk):
    """The state alone, asked for every two seconds by its page."""
    found = get_object_or_404(WinnerList.objects.select_related("programme"), pk=pk)
    return render(request, "proposals/winner_lists/state.html", putting_forward.outcome(found))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY, fresh=True, sees="a list of earlier winners, put before a second person", of=ALL, when="without doubts"
)
def proposing(request, pk):
    """Put the list before a second person, as it was shown."""
    return putting_forward.put_forward(request, get_object_or_404(reading.lists(), pk=pk), page_of)


def page_of(request, found, form):
    """The page of a list; with the button where it may be put forward."""
    drawn = reading.drawn(found, request.office)
    listing = lists.Listing(f"pemenang-terdahulu-{found.pk}", drawn.rows, columns.WINNER_ROWS)
    if file := exports.answered(request, listing):
        return file
    context = {
        **putting_forward.standing(request, found, drawn.refusal),
        "form": form,
        "drawn": drawn,
        "heads": reading.award_heads(),
        "listing": listing.shown(request),
        "page": lists.page(request, listing.rows),
        "back_url": reverse("proposals:winner_lists"),
    }
    return render(request, "proposals/winner_lists/shown.html", context, status=stamps.status(request))
