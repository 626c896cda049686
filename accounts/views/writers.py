"""An agency's admin and the writers of its units: invited one by one, or from a spreadsheet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain import joining, people_import, writer_sheets
from accounts.files import sheets
from accounts.forms.people import SheetForm, WriterForm
from accounts.models import Role, WriterSheet
from accounts.pages import exports, lists
from accounts.pages.doors import for_role
from accounts.reading import people as reading
from accounts.rules import Refused
from accounts.rules import sheets as sheet_rules
from accounts.views import columns

# So many rows with faults are listed at once.
SHOWN = 100
# So many of the files handed in before.
EARLIER = 5


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="writers of the units", of="own agency")
def listed(request):
    """The writers of the agency's units."""
    today = timezone.localdate()
    listing = lists.Listing("penulis", reading.offices(request.office, on=today), columns.OFFICES)
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    context = {"page": page, "rows": reading.with_state(page, on=today), "agency": request.office.agency}
    return render(request, "accounts/people/agency.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.AGENCY_ADMIN, sees="a new writer of a unit", of="own agency")
def invitation(request):
    """Invite one writer to a unit, which is founded when it is new."""
    at = timezone.now()
    form = WriterForm(request.POST if request.method == "POST" else None, initial={"since": timezone.localdate(at)})
    if form.is_valid():
        values = form.cleaned_data
        try:
            membership = joining.invite_writer(
                values["email"],
                values["full_name"],
                values["unit"],
                since=values["since"],
                until=values["until"],
                by=request.office,
                at=at,
            )
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            messages.success(request, _("%(name)s diundang") % {"name": membership.user.told_apart})
            return redirect("agency_people")
    return render(request, "accounts/people/invitation.html", {"form": form, "agency": request.office.agency})


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.AGENCY_ADMIN, sees="new writers of units, from a file", of="own agency")
def sheet(request):
    """Hand in a spreadsheet of writers; with one bad row nothing is done, and every bad row is listed."""
    form = SheetForm(request.POST or None, request.FILES or None) if request.method == "POST" else SheetForm()
    faults = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            lines, faults = people_import.read(sheets.rows(upload))
            if not faults:
                handed_in = writer_sheets.hand_in(
                    request.office.agency, lines, name=upload.name, by=request.office, at=timezone.now()
                )
                return redirect("writer_sheet_progress", handed_in.pk)
        except Refused as refused:
            form.add_error("file", refused.refusal.sentence)
        except writer_sheets.Faulty as faulty:
            faults = in_words(faulty.faults)
        if faults:
            form.add_error("file", many_faults(faults))
    earlier = WriterSheet.objects.filter(agency=request.office.agency_id).latest()[:EARLIER]
    return render(
        request,
        "accounts/people/sheet.html",
        {"form": form, "agency": request.office.agency, "earlier": earlier, **listed_faults(faults)},
    )


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="what came of a file of writers", of="own agency")
def sheet_progress(request, pk):
    """How far a spreadsheet of writers is, and what came of it."""
    return render(request, "accounts/people/sheet_progress.html", about_sheet(request, pk))


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="how far a file of writers is", of="own agency")
def sheet_state(request, pk):
    """The state alone, asked for every two seconds by its page."""
    return render(request, "accounts/people/sheet_state.html", about_sheet(request, pk))


def about_sheet(request, pk):
    """What the pages of a sheet show."""
    found = get_object_or_404(
        WriterSheet.objects.select_related("sent_by__user"), pk=pk, agency=request.office.agency_id
    )
    return {"sheet": found, "agency": request.office.agency, **listed_faults(in_words(found.faults))}


def in_words(faults):
    """Faults that acts found, as pages list them."""
    return [sheets.RowFault(number, str(sheet_rules.FAULTS[key])) for number, key in faults]


def listed_faults(faults):
    """The first faults of many, and how many more there are; those of the file as a whole apart."""
    rows = [fault for fault in faults if fault.number is not None]
    whole = [fault.sentence for fault in faults if fault.number is None]
    return {"faults": rows[:SHOWN], "left": max(0, len(rows) - SHOWN), "whole": whole}


def many_faults(faults):
    """How many rows are wrong, or what is wrong with the file as a whole."""
    if whole := [fault.sentence for fault in faults if fault.number is None]:
        return whole
    many = len({fault.number for fault in faults})
    return ngettext(
        "%(many)s baris perlu diperbaiki. Belum ada yang disimpan.",
        "%(many)s baris perlu diperbaiki. Belum ada yang disimpan.",
        many,
    ) % {"many": number_format(many)}
