"""Citizens ask about an innovation; its owner reads and answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.adapter import visitor as network_address
from accounts.domain.entrance.visitors import KEPT
from accounts.forms.visitors import VisitorForm
from accounts.models import OVERSIGHT, Role, Visitor
from accounts.pages import exports, kept_text, lists
from accounts.pages.doors import for_role, public
from accounts.pages.visitors import said_by
from accounts.rules import Refused, refuse
from proposals import rules
from proposals.domain.follow_up import inquiries
from proposals.forms.follow_up import InquiryAnswerForm, InquiryFilter, InquiryForm
from proposals.models import CatalogueEntry, Inquiry
from proposals.reading.follow_up import UNOWNED
from proposals.views.follow_up import columns
from proposals.views.follow_up.replications import OF_OWNER

ANSWERED_BY = ("answered_by__user", "answered_by__agency", "answered_by__unit")


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="a question about an innovation", of="the catalogue; own question", when="address confirmed, once a time")
@never_cache
def wish(request, slug):
    """Ask the owner how an innovation can be done elsewhere."""
    entry = get_object_or_404(CatalogueEntry.objects.told(), slug=slug)
    visitor = Visitor.objects.known_as(said_by(request))
    waits = visitor is not None and Inquiry.objects.waiting().filter(entry=entry, visitor=visitor).exists()
    refusal = rules.inquiry_refusal(entry, is_confirmed=visitor is not None, waits=waits)
    form = None
    if refusal is None:
        form = InquiryForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and asked(request, entry, form, visitor):
            messages.success(request, _("Permintaan Anda terkirim. Jawabannya datang lewat surel."))
            return redirect(request.path)
    elif request.method == "POST":
        messages.error(request, refusal.sentence)
    context = {
        "entry": entry,
        "form": form,
        "refusal": refusal,
        "texts": kept_text.texts(request) if refusal else [],
        "must_confirm": refusal == rules.VISITOR_NOT_CONFIRMED,
        "visitor_form": VisitorForm(initial={"back": request.path}),
        "days": KEPT.days,
    }
    return render(request, "proposals/follow_up/inquiry_wish.html", context)


def asked(request, entry, form, visitor):
    """Take what the form says; a refusal becomes an error of the form, and nothing that was typed is lost."""
    try:
        inquiries.ask(entry, **form.cleaned_data, visitor=visitor, network=network_address(request), at=timezone.now())
    except Refused as refused:
        form.add_error(None, str(refused.refusal.sentence))
        return False
    return True


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="questions of citizens about innovations", of=OF_OWNER)
def listed(request):
    """Who asked what, those that wait first."""
    form = InquiryFilter(request.GET)
    found = Inquiry.objects.visible_to(request.office).select_related("entry").in_order()
    found = found.waiting() if form.chosen["keadaan"] else found
    found = found.unowned(timezone.localdate()) if form.chosen["keadaan"] == UNOWNED else found
    if file := exports.answered(request, lists.Listing("permintaan-replikasi", found, columns.INQUIRIES)):
        return file
    is_agency = request.office.role == Role.AGENCY_ADMIN
    return render(
        request, "proposals/follow_up/inquiries.html", {**lists.shown(request, found, form), "is_agency": is_agency}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="a question of a citizen, with its answer", of=OF_OWNER)
def show(request, pk):
    """One question; its owner answers here."""
    seen = Inquiry.objects.visible_to(request.office).select_related("entry", *ANSWERED_BY)
    found = get_object_or_404(seen, pk=pk)
    refusal = rules.inquiry_answer_refusal(found, office=request.office)
    form = InquiryAnswerForm(request.POST if request.method == "POST" else None) if refusal is None else None
    if request.method == "POST":
        refuse(refusal)
        if form.is_valid():
            inquiries.answer(found, form.cleaned_data["answer"], by=request.office, at=timezone.now())
            messages.success(request, _("Jawaban dikirim"))
            return redirect("proposals:inquiry", pk)
    return render(request, "proposals/follow_up/inquiry.html", {"inquiry": found, "form": form})
