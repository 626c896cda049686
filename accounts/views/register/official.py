"""Official lists of regions and agencies: handed in, their difference read, applied."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.domain.register import official, official_rows
from accounts.files import sheets
from accounts.forms.register import ApplyForm, OfficialListForm
from accounts.models import MINISTRY, OVERSIGHT, Event
from accounts.pages import exports, lists, stamps
from accounts.pages.doors import ALL, for_role
from accounts.reading import official as reading
from accounts.rules import Refused, Stale
from accounts.rules import register as rules
from accounts.views import columns
from accounts.views.writers import listed_faults, many_faults


@require_safe
@for_role(*OVERSIGHT, sees="the official lists", of=ALL)
def listed(request):
    """The official lists that were handed in, the last first."""
    listing = lists.Listing("daftar-resmi", reading.lists(), columns.OFFICIAL_LISTS)
    if file := exports.answered(request, listing):
        return file
    page = lists.page(request, listing.rows)
    context = {"page": page, "may_keep": not rules.keeping_refusal(request.office)}
    return render(request, "accounts/register/official_lists.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, sees="a new official list", of=ALL, when="nothing is applied yet")
def entering(request):
    """Hand in an official list; with one bad row nothing is kept, and every bad row is listed."""
    form = (
        OfficialListForm(request.POST, request.FILES)
        if request.method == "POST"
        else OfficialListForm(initial={"since": timezone.localdate()})
    )
    faults = []
    if form.is_valid():
        values = form.cleaned_data
        upload, kind = values.pop("file"), values.pop("kind")
        try:
            lines, faults = official_rows.read(kind, sheets.rows(upload))
            if not faults:
                found = official.hand_in(kind, lines, name=upload.name, **values, by=request.office, at=timezone.now())
                return redirect("register_list", found.pk)
            form.add_error("file", many_faults(faults))
        except Refused as refused:
            form.add_error("file", refused.refusal.sentence)
    context = {"form": form, "back_url": reverse("register_lists"), **listed_faults(faults)}
    return render(request, "accounts/register/official_entering.html", context)


@require_safe
@for_role(*OVERSIGHT, sees="an official list, with what it changes", of=ALL)
def shown(request, pk):
    """One official list: what it would change, or what it changed."""
    return page_of(request, get_object_or_404(reading.lists(), pk=pk), ApplyForm())


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, fresh=True, sees="an official list, applied", of=ALL, when="once, without doubts")
def applying(request, pk):
    """Apply an official list to the registers, as its difference was shown."""
    found = get_object_or_404(reading.lists(), pk=pk)
    form = ApplyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and stamps.came_whole(request, form) and form.is_valid():
        try:
            official.apply(found, seen=stamps.seen(request), by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        except Stale:
            found = get_object_or_404(reading.lists(), pk=pk)
            stamps.overtake(request, form)
        else:
            messages.success(request, _("Daftar diterapkan"))
            return redirect("register_list", pk)
    return page_of(request, found, form)


def page_of(request, found, form):
    """The page of an official list; with the button where it may be applied."""
    context = {"listed": found, "form": form, "may_keep": not rules.keeping_refusal(request.office)}
    if found.applied_at:
        [event] = Event.objects.about(found).filter(name="register.list_applied")
        context["groups"] = reading.done(event)
    else:
        context["drawn"] = reading.drawn(found, request.office)
        context["groups"] = context["drawn"].groups
        context["stamp"] = stamps.drawn(request, context["drawn"].stamp)
    return render(request, "accounts/register/official_list.html", context, status=stamps.status(request))
