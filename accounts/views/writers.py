"""An agency's admin and the writers of its units: invited one by one, or from a spreadsheet."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain import joining, people_import
from accounts.files import sheets
from accounts.forms.people import SheetForm, WriterForm
from accounts.models import Role
from accounts.pages import lists
from accounts.pages.doors import for_role
from accounts.reading import people as reading
from accounts.rules import Refused

# So many rows with faults are listed at once.
SHOWN = 100


@require_safe
@for_role(Role.AGENCY_ADMIN, sees="writers of the units", of="own agency")
def listed(request):
    """The writers of the agency's units."""
    today = timezone.localdate()
    page = lists.page(request, reading.offices(request.office, on=today))
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
    """Invite the writers of a spreadsheet; with one bad row nothing is done, and every bad row is listed."""
    form = SheetForm(request.POST or None, request.FILES or None) if request.method == "POST" else SheetForm()
    faults = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            lines, faults = people_import.read(sheets.rows(upload))
            if not faults:
                done = people_import.take_in(
                    request.office.agency, lines, file=upload.name, by=request.office, at=timezone.now()
                )
                messages.success(request, told(done))
                return redirect("agency_people")
        except Refused as refused:
            form.add_error("file", refused.refusal.sentence)
        else:
            many = len({fault.number for fault in faults})
            form.add_error(
                "file",
                ngettext(
                    "%(many)s baris perlu diperbaiki. Belum ada yang disimpan.",
                    "%(many)s baris perlu diperbaiki. Belum ada yang disimpan.",
                    many,
                )
                % {"many": many},
            )
    return render(
        request,
        "accounts/people/sheet.html",
        {"form": form, "agency": request.office.agency, "faults": faults[:SHOWN], "left": max(0, len(faults) - SHOWN)},
    )


def told(done):
    """What came of a file, in words."""
    return _("%(writers)s penulis diundang, %(units)s unit baru; %(known)s baris sudah tercatat sebelumnya") % vars(
        done
    )
