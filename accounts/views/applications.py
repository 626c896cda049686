"""Agencies that ask to join: the public page, and the secretariat's queue."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.adapter import visitor
from accounts.domain import applications
from accounts.files import keeping
from accounts.forms.applications import AcceptForm, AgencyFilter, ApplicationForm, DeclineForm
from accounts.models import OVERSIGHT, Agency, Application, Role
from accounts.pages import exports, lists
from accounts.pages.doors import ALL, for_role, public
from accounts.rules import Refused
from accounts.rules import applications as rules
from accounts.views import columns

FOUND = 30


@require_safe
@public(sees="the agencies that may join", of=ALL)
def agencies(request):
    """Find one's agency in the register."""
    form = AgencyFilter(request.GET)
    name = form.chosen["q"].strip()
    standing = Agency.objects.standing(timezone.localdate())
    near = standing.matching(name) if name else standing.none()
    if file := exports.answered(
        request, lists.Listing("instansi-terdaftar", near.order_by("name", "pk"), columns.AGENCY_NAMES)
    ):
        return file
    found = list(near.order_by("name", "pk")[: FOUND + 1])
    context = {
        "filter_form": form,
        "clear_url": lists.cleared(request, form),
        "name": name,
        "agencies": found[:FOUND],
        "has_more": len(found) > FOUND,
    }
    return render(request, "accounts/applications/agencies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="an application of an agency", of="any agency of the register", when="not too many at once")
@never_cache
def application(request, pk):
    """Ask for an agency to join, with the official letter."""
    agency = get_object_or_404(Agency.objects.standing(timezone.localdate()), pk=pk)
    form = ApplicationForm(request.POST, request.FILES) if request.method == "POST" else ApplicationForm()
    if form.is_valid():
        try:
            applications.apply(agency, **form.cleaned_data, visitor=visitor(request), at=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.refusal.sentence)
        else:
            return redirect("application_sent")
    return render(request, "accounts/applications/application.html", {"form": form, "agency": agency})


@require_safe
@public(sees="that an application was sent", of=ALL)
def sent(request):
    """What happens next."""
    return render(request, "accounts/applications/sent.html")


@require_safe
@for_role(*OVERSIGHT, sees="applications of agencies", of=ALL)
def queue(request):
    """The applications that wait, then those that were decided."""
    decided = Application.objects.decided().select_related("agency")
    every = Application.objects.select_related("agency").order_by("sent_at", "pk")
    return exports.answered(request, lists.Listing("permohonan", every, columns.APPLICATIONS)) or render(
        request,
        "accounts/applications/queue.html",
        {
            "waiting": Application.objects.waiting().select_related("agency"),
            "page": lists.page(request, decided),
        },
    )


@require_safe
@for_role(*OVERSIGHT, sees="an application of an agency, with who is its admin", of=ALL)
def show(request, pk):
    """One application with what may be decided."""
    return page(request, the_application(pk), DeclineForm())


@require_safe
@for_role(*OVERSIGHT, sees="the letter of an application", of=ALL)
def letter(request, pk):
    """The official letter."""
    found = the_application(pk)
    return keeping.response(found.handed_out, filename=found.name, content_type=found.content_type)


@require_POST
@for_role(Role.SECRETARY, sees="an application, accepted", of=ALL, when="it waits")
def acceptance(request, pk):
    """Make the applicant the agency's admin."""
    found, form = the_application(pk), AcceptForm(request.POST)
    form.is_valid()
    ends_previous = form.cleaned_data["ends_previous"]
    applications.accept(found, ends_previous=ends_previous, by=request.office, at=timezone.now())
    messages.success(request, _("Permohonan %(agency)s diterima") % {"agency": found.agency.name})
    return redirect("applications")


@require_POST
@for_role(Role.SECRETARY, sees="an application, declined", of=ALL, when="it waits")
def declining(request, pk):
    """Decline an application with a reason."""
    found, form = the_application(pk), DeclineForm(request.POST)
    if not form.is_valid():
        return page(request, found, form)
    applications.decline(found, form.cleaned_data["reason"], by=request.office, at=timezone.now())
    messages.success(request, _("Permohonan %(agency)s ditolak") % {"agency": found.agency.name})
    return redirect("applications")


def the_application(pk):
    """The application at an address, or 404."""
    return get_object_or_404(
        Application.objects.select_related("agency", "accepted_by__user", "declined_by__user"), pk=pk
    )


def page(request, found, form):
    """The page of an application."""
    admins = list(applications.admins_of(found.agency, at=timezone.now()))
    return render(
        request,
        "accounts/applications/show.html",
        {
            "application": found,
            "admins": admins,
            "refusal": rules.deciding_refusal(found, office=request.office),
            "accept_form": AcceptForm(),
            "form": form,
        },
    )
