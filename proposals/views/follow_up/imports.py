"""Sheets of other programmes: handed in, columns named, rows looked at, agreed to by a second person, taken over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import sheets
from accounts.models import MINISTRY, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from proposals import motions
from proposals.domain.catalogue import imports
from proposals.forms.imports import ImportForm, MappingForm, OutcomeFilter, TakeOverImportForm
from proposals.reading import imports as reading
from proposals.rules import winner_lists as rules
from proposals.views.follow_up import columns


@require_safe
@for_role(*OVERSIGHT, sees="the sheets of other programmes", of=ALL)
def listed(request):
    """The sheets that were handed in, the last first."""
    listing = lists.Listing("daftar-program-lain", reading.lists(), columns.IMPORTS)
    if file := exports.answered(request, listing):
        return file
    context = {"page": lists.page(request, listing.rows), "may_hand_in": request.office.role in MINISTRY}
    return render(request, "proposals/imports/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a new sheet of another programme", of=ALL, when="nothing is taken over yet")
def entering(request):
    """Hand in a sheet; its columns are named on the next page."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        said = form.cleaned_data
        given = {"name": said["file"].name, "reason": said["reason"], "by": request.office, "at": timezone.now()}
        try:
            found = imports.hand_in(said["whose"], sheets.one_by_one(said["file"], sheets.LARGE), **given)
        except Refused as refused:
            form.add_error("file", refused.refusal.sentence)
        else:
            return redirect("proposals:import_mapping", found.pk)
    return render(request, "proposals/imports/entering.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="the columns of a sheet of another programme", of=ALL, when="nobody has agreed to it yet")
def mapping(request, pk):
    """Say which column holds what; every row is then judged anew."""
    found = get_object_or_404(reading.lists(), pk=pk)
    form = MappingForm(
        request.POST if request.method == "POST" else None,
        headings=reading.headings(found),
        guesses=reading.guesses(found),
        year=found.year,
    )
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            given = {"year": form.cleaned_data["tahun"], "seen": stamps.seen(request)}
            imports.read(found, form.mapping, **given, by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale as stale:
            return named_meanwhile(request, form, stale.current)
        else:
            return redirect("proposals:import", pk)
    context = {
        "listed": found,
        "form": form,
        "headings": reading.headings(found),
        "left_out": reading.left_out(found),
        "sample": reading.sample(found),
        "refusal": imports.naming_refusal(found, office=request.office),
        "stamp": stamps.drawn(request, imports.naming_stamp(found)),
    }
    return render(request, "proposals/imports/mapping.html", context)


def named_meanwhile(request, form, found):
    """Somebody else named the columns first: their choice beside the reader's."""
    theirs = MappingForm(headings=reading.headings(found), guesses=reading.guesses(found), year=found.year)
    return stamps.side_by_side(request, form, theirs, stamp=imports.naming_stamp(found), title=found.name)


@require_safe
@for_role(*OVERSIGHT, sees="a sheet of another programme, with what becomes of each row", of=ALL)
def shown(request, pk):
    """One sheet: what it would add to the catalogue, or what became of it."""
    return page_of(request, get_object_or_404(reading.lists(), pk=pk), TakeOverImportForm())


@require_safe
@for_role(*OVERSIGHT, sees="the rows of a sheet that are to be mended, as a file", of=ALL)
def mending(request, pk, form):
    """What is wrong or resembles what is there, as it came, with the reason beside it."""
    found = get_object_or_404(reading.lists(), pk=pk)
    if form not in exports.TYPES or not found.mapping:
        raise Http404
    heads, lines = reading.to_mend(found)
    name, rows = f"perlu-diperbaiki-{found.pk}.{form}", exports.spoken(lines, translation.get_language())
    return exports.as_csv(name, heads, rows) if form == exports.CSV else exports.as_workbook(name, heads, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    *MINISTRY,
    fresh=True,
    sees="a sheet of another programme, put before a second person",
    of=ALL,
    when="with rows that are in order",
)
def proposing(request, pk):
    """Put the sheet before a second person, as it was shown."""
    found = get_object_or_404(reading.lists(), pk=pk)
    form = TakeOverImportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            given = {"release_at": form.release_at, "seen": stamps.seen(request)}
            reason, at = form.cleaned_data["reason"], timezone.now()
            motion = motions.take_over_import(found, reason, **given, by=request.office, at=at)
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale:
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Diajukan. Admin kementerian yang lain menyetujuinya."))
            return redirect("motion", motion.pk)
    return page_of(request, found, form)


def page_of(request, found, form):
    """The page of a sheet; with the button where it may be put forward."""
    is_ministry = request.office.role in MINISTRY
    back = {
        "listed": found,
        "back_url": reverse("proposals:imports"),
        "left_out": reading.left_out(found),
        "may_map": not imports.naming_refusal(found, office=request.office),
    }
    if not found.mapping:
        return render(request, "proposals/imports/unread.html", back)
    narrowed = OutcomeFilter(request.GET)
    rows = reading.rows(found, narrowed.chosen["hasil"])
    listing = lists.Listing(f"program-lain-{found.pk}", rows, columns.of_import(reading.ReadSheet(found)))
    if file := exports.answered(request, listing):
        return file
    motion = reading.motion_about(found)
    # Only whoever may ever put it forward learns why not now.
    refusal = imports.refusal(found, office=request.office) if is_ministry else None
    may_propose = is_ministry and not refusal and not motion
    context = {
        **lists.shown(request, rows, narrowed),
        **back,
        "form": form,
        "filter": narrowed,
        "tallies": reading.tallies(found),
        "to_mend": reading.rows(found).filter(outcome__in=reading.MENDED).count(),
        "listing": listing.shown(request),
        "motion": motion,
        "refusal": refusal,
        "may_propose": may_propose,
        # It looks at every row.
        "stamp": stamps.drawn(request, imports.stamp(found)) if may_propose else "",
        **failure_of(found),
    }
    return render(request, "proposals/imports/shown.html", context, status=stamps.status(request))


def failure_of(found):
    """Why nothing was taken over, in words."""
    return {"failure": rules.FAILURES.get(found.failure, "")}
