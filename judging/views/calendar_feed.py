"""The calendar that programs read by themselves from a secret address, and the page where its person sees to it."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain import calendar_addresses
from accounts.models import Role
from accounts.pages import visitors
from accounts.pages.doors import for_role, public
from judging.reading.desk import own_calendar
from judging.views.control.timetables.sessions import as_calendar


@require_safe
@public(
    sees="a person's sessions and visits for a calendar",
    of="what the person may see that day",
    when="whoever has the address, until it is revoked",
)
def feed(request, key):
    """A calendar for programs: no session, no cookie; told anew at each reading."""
    address, at = calendar_addresses.found(key), timezone.now()
    if address is None:
        raise Http404
    calendar_addresses.note(address, visitors.network(request), at=at)
    answer = as_calendar(own_calendar.entries(address.user, at=at), "sinovik", is_feed=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*Role, sees="the own calendar address, made, renewed, revoked", of="own account")
def address(request):
    """The own secret address, what it tells, who reads it; made and renewed here, and revoked."""
    if request.method == "POST":
        if request.POST.get("langkah") == "cabut":
            calendar_addresses.revoke(by=request.office, at=timezone.now())
            messages.success(request, _("Alamat kalender dicabut. Program tidak dapat membacanya lagi."))
        else:
            calendar_addresses.renew(by=request.office, at=timezone.now())
            messages.success(request, _("Alamat kalender dibuat. Alamat sebelumnya, bila ada, tidak berlaku lagi."))
        return redirect("calendar_address")
    own = calendar_addresses.standing(request.user)
    last, networks = calendar_addresses.readings(own) if own else (None, 0)
    link = settings.BASE_URL + reverse("calendar_feed", args=[calendar_addresses.secret(own)]) if own else ""
    return render(
        request,
        "judging/calendar_address.html",
        {
            "own": own,
            "link": link,
            "last": last,
            "networks": networks,
            "days": calendar_addresses.KNOWN.days,
        },
    )
