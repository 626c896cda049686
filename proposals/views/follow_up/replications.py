"""Copies by other agencies: asked, answered, reported, certified."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping
from accounts.models import MINISTRY, OVERSIGHT, Role
from accounts.pages import apart, exports, lists
from accounts.pages.doors import ALL, for_role, public
from accounts.rules import Refused, refuse
from competitions.domain import specimens
from proposals import rules
from proposals.domain.follow_up import certificate, replication
from proposals.forms.follow_up import (
    AgreementForm,
    NoReplicationForm,
    ReplicationFilter,
    ReplicationWishForm,
    ReportForm,
)
from proposals.models import CatalogueEntry, Replication
from proposals.reading import follow_up
from proposals.views.follow_up import columns

OF_BOTH = "every one; an agency's admin: those the agency asked for or is asked for"
OF_OWNER = "every one; an agency's admin: of own innovations"


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="replications", of=OF_BOTH)
def listed(request):
    """Who copies what, and how far it has come."""
    form = ReplicationFilter(request.GET)
    every = follow_up.replications_of(request.office, step=form.chosen["langkah"], on=timezone.localdate())
    found = apart.kept(request.office, every, path="entry__proposal", at=timezone.now())
    if file := exports.answered(request, lists.Listing("replikasi", found, columns.REPLICATIONS)):
        return file
    return render(
        request,
        "proposals/follow_up/replications.html",
        {
            **lists.shown(request, found, form),
            "hidden": every.count() - found.count() if request.office.role in MINISTRY else 0,
            "is_agency": request.office.role == Role.AGENCY_ADMIN,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(
    Role.AGENCY_ADMIN,
    Role.UNIT,
    sees="a wish to copy an innovation; a unit: whom to ask for it",
    of="every innovation of others",
    when="once",
)
def wish(request, slug):
    """Say that the own agency wants to copy an innovation; a unit reads who says so for it."""
    entry = get_object_or_404(CatalogueEntry.objects.told(), slug=slug)
    if request.office.role == Role.UNIT:
        context = {"entry": entry, "admins": follow_up.admins_of(request.office, on=timezone.localdate())}
        return render(request, "proposals/follow_up/wish_of_unit.html", context)
    stands = Replication.objects.standing().filter(entry=entry, agency=request.office.agency_id).exists()
    refuse(rules.interest_refusal(entry, office=request.office, stands=stands))
    is_spoken_for = follow_up.is_spoken_for(entry, on=timezone.localdate())
    form = ReplicationWishForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = replication.ask(entry, form.cleaned_data["purpose"], by=request.office, at=timezone.now())
        heard = (
            _("Minat Anda disampaikan kepada %(agency)s")
            if is_spoken_for
            else _("Minat Anda disampaikan kepada sekretariat, yang meneruskannya kepada %(agency)s")
        )
        messages.success(request, heard % {"agency": entry.agency_name})
        return redirect("proposals:replication", made.pk)
    return render(
        request, "proposals/follow_up/wish.html", {"entry": entry, "form": form, "is_spoken_for": is_spoken_for}
    )


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="a replication with its steps", of=OF_BOTH)
def show(request, pk):
    """One replication: its steps, and what may be done now."""
    found, office = seen_by(request, pk), request.office
    context = {
        "replication": found,
        "may_answer": rules.agreement_refusal(found, office=office) is None,
        "may_report": rules.implementation_refusal(found, office=office) is None,
        "may_certify": rules.certification_refusal(found, office=office) is None,
        "may_drop": rules.dropping_refusal(found, office=office) is None,
    }
    return render(request, "proposals/follow_up/replication.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, Role.AGENCY_ADMIN, sees="a replication, agreed on", of=OF_OWNER, when="asked, not answered")
def agreement(request, pk):
    """The owner agrees."""
    found = seen_by(request, pk)
    refuse(rules.agreement_refusal(found, office=request.office))
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        replication.agree(found, form.cleaned_data["terms"], by=request.office, at=timezone.now())
        messages.success(request, _("Kesepakatan tercatat"))
        return redirect("proposals:replication", pk)
    return asked(request, found, form, title=_("Sepakati replikasi"), act=_("Sepakati"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, Role.AGENCY_ADMIN, sees="a replication, declined", of=OF_OWNER, when="asked, not answered")
def declining(request, pk):
    """The owner says no."""
    found = seen_by(request, pk)
    refuse(rules.agreement_refusal(found, office=request.office))
    form = NoReplicationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        replication.decline(found, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("Jawaban tercatat: tidak disepakati"))
        return redirect("proposals:replication", pk)
    return asked(request, found, form, title=_("Tolak replikasi"), act=_("Tolak"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.AGENCY_ADMIN, sees="a replication, reported as running", of="own wish", when="agreed on")
def report(request, pk):
    """The replicator reports that it runs."""
    found = seen_by(request, pk)
    refuse(rules.implementation_refusal(found, office=request.office))
    sent = request.method == "POST"
    form = ReportForm(request.POST if sent else None, request.FILES if sent else None)
    if form.is_valid():
        try:
            replication.report(found, **form.cleaned_data, by=request.office, at=timezone.now())
        except Refused as refused:
            form.add_error("since", refused.refusal.sentence)
        else:
            messages.success(request, _("Laporan diterima. Sekretariat memeriksanya"))
            return redirect("proposals:replication", pk)
    return asked(request, found, form, title=_("Laporkan penerapan"), act=_("Kirim laporan"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(Role.AGENCY_ADMIN, sees="a replication, given up", of="own wish", when="not certified")
def dropping(request, pk):
    """The replicator gives it up."""
    found = seen_by(request, pk)
    refuse(rules.dropping_refusal(found, office=request.office))
    form = NoReplicationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        replication.drop(found, form.cleaned_data["reason"], by=request.office, at=timezone.now())
        messages.success(request, _("Replikasi tidak dilanjutkan"))
        return redirect("proposals:replication", pk)
    return asked(request, found, form, title=_("Hentikan replikasi"), act=_("Hentikan"))


@require_POST
@for_role(*MINISTRY, sees="a replication, certified", of=ALL, when="reported as running")
def certification(request, pk):
    """The ministry confirms it."""
    found = replication.certify(seen_by(request, pk), by=request.office, at=timezone.now())
    messages.success(request, _("Replikasi disahkan dengan nomor %(number)s") % {"number": found.number})
    return redirect("proposals:replication", pk)


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="the evidence of a replication", of=OF_BOTH)
def evidence(request, pk):
    """The proof that it runs."""
    found = getattr(seen_by(request, pk), "evidence", None)
    if found is None:
        raise Http404
    return keeping.response(found.handed_out, filename=found.name, content_type=found.content_type)


@require_safe
@for_role(*OVERSIGHT, Role.AGENCY_ADMIN, sees="the certificate of a replication", of=OF_BOTH, when="certified")
def certificate_file(request, pk):
    """The certificate as a PDF."""
    found = seen_by(request, pk)
    if not found.certified_at or not specimens.is_offered("pdf"):
        raise Http404
    answer = HttpResponse(certificate.pdf(found), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="replikasi-{found.pk}.pdf"'
    return answer


@require_safe
@public(sees="a certified replication", when="certified")
def verification(request, pk):
    """Anyone checks the certificate here."""
    found = get_object_or_404(Replication.objects.with_ends().exclude(certified_at=None), pk=pk)
    return render(request, "proposals/follow_up/verification.html", {"replication": found})


def seen_by(request, pk):
    """The replication, if the office in charge may see it; 404 otherwise."""
    found = Replication.objects.with_ends().select_related("evidence")
    if request.office.role == Role.AGENCY_ADMIN:
        found = found.of_agency(request.office.agency_id)
    return get_object_or_404(found, pk=pk)


def asked(request, found, form, *, title, act):
    """The page of a step that asks for words."""
    context = {"replication": found, "form": form, "title": title, "act": act}
    return render(request, "proposals/follow_up/step.html", context)
