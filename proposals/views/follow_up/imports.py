"""Sheets of other programmes: handed in, columns named, rows looked at, agreed to by a second person, taken over."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import sheets
from accounts.models import MINISTRY, OVERSIGHT
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.rules import Refused, Stale
from proposals.domain.catalogue import imports, taking_back
from proposals.forms.imports import ImportForm, MappingForm, OutcomeFilter
from proposals.forms.winner_lists import TakeOverForm
from proposals.reading import imports as reading
from proposals.views.follow_up import columns, putting_forward


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
    """Say which column holds what; a worker then judges every row anew."""
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
            imports.name_columns(found, form.mapping, **given, by=request.office, at=timezone.now())
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
    return page_of(request, get_object_or_404(reading.lists(), pk=pk), TakeOverForm())


@require_safe
@for_role(*OVERSIGHT, sees="the rows of a sheet that are to be mended, as a file", of=ALL)
def mending(request, pk, form):
    """What is wrong or resembles what is there, as it came, with the reason beside it."""
    found = get_object_or_404(reading.lists(), pk=pk)
    if form not in exports.TYPES or not found.read_at:
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
    return putting_forward.put_forward(request, get_object_or_404(reading.lists(), pk=pk), page_of)


def page_of(request, found, form):
    """The page of a sheet; with the button where it may be put forward."""
    back = {
        "back_url": reverse("proposals:imports"),
        "left_out": reading.left_out(found),
        "may_map": not imports.naming_refusal(found, office=request.office),
    }
    if not found.read_at:
        return render(request, "proposals/imports/unread.html", {**back, **putting_forward.outcome(found)})
    narrowed = OutcomeFilter(request.GET)
    rows = reading.rows(found, narrowed.chosen["hasil"])
    listing = lists.Listing(f"program-lain-{found.pk}", rows, columns.of_import(reading.ReadSheet(found)))
    if file := exports.answered(request, listing):
        return file
    tallies = reading.tallies(found)
    context = {
        **lists.shown(request, rows, narrowed),
        **back,
        **putting_forward.standing(request, found, imports.refusal(found, office=request.office)),
        "may_take_back": not taking_back.refusal(found, office=request.office),
        "left_out_for": taking_back.left_out_for(found) if found.taken_back_at else [],
        "listing": listing.shown(request),
        "form": form,
        "filter": narrowed,
        "tallies": tallies,
        "to_mend": sum(number for result, number in tallies if result in reading.MENDED),
    }
    return render(request, "proposals/imports/shown.html", context, status=stamps.status(request))
