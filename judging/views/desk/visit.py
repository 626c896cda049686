"""The report of a field visit."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.files import keeping, reasons
from accounts.models import JUDGES, MINISTRY
from accounts.pages import stamps
from accounts.pages.doors import for_role, offices
from accounts.rules import Refused, Stale
from judging import rules
from judging.domain import visiting
from judging.forms.visit import PhotoForm, VisitForm
from judging.models import Claim
from judging.reading import desk
from judging.views.desk.doors import VISITED, visit_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="the report of a visit", of=VISITED, when="read always; written while the stage takes marks")
def visit(request, pk):
    found, now = visit_or_404(request, pk), timezone.now()
    claims = claims_of(found)
    step = request.POST.get("langkah")
    form = VisitForm(
        request.POST if request.method == "POST" else None,
        visit=found,
        claims=claims,
        today=timezone.localdate(now),
        send=step == "kirim",
    )
    refusal = rules.reporting_refusal(found, at=now)
    if form.is_bound and refusal:
        raise Refused(refusal)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        return record(request, found, form, step, now)
    return render(
        request,
        "judging/visits/visit.html",
        {
            "visit": found,
            "stage": found.stage,
            "form": form,
            "claims": claims,
            "photos": found.photos.order_by("pk"),
            "refusal": refusal,
            "stamp": stamps.drawn(request, visiting.stamp(found, claims)),
        },
    )


def claims_of(found):
    """The claims of a visit in the order of the form."""
    return list(Claim.objects.filter(visit=found).select_related("section").order_by("section__position"))


def record(request, found, form, step, now):
    """Save the report and go where the button said."""
    try:
        visiting.report(
            found,
            form.seen(),
            visited_on=form.said("visited_on"),
            summary=form.said("summary"),
            send=step == "kirim",
            shown=stamps.seen(request),
            by=request.office,
            at=now,
        )
    except Stale as stale:
        return overtaken(request, form, stale.current)
    if step == "foto":
        return redirect("judging:photos", found.pk)
    if step == "kirim":
        messages.success(request, _("Laporan kunjungan %(code)s dikirim.") % {"code": found.proposal.code})
        return redirect("judging:visit", found.pk)
    messages.success(request, _("Laporan kunjungan %(code)s disimpan.") % {"code": found.proposal.code})
    return redirect("judging:desk")


def overtaken(request, form, found):
    """The other verifier saved meanwhile: both reports, and the choice. Nothing is sent by it."""
    found.refresh_from_db()
    claims = claims_of(found)
    return stamps.side_by_side(
        request,
        form,
        VisitForm(visit=found, claims=claims, today=form.today),
        stamp=visiting.stamp(found, claims),
        title=_("Laporan kunjungan %(code)s") % {"code": found.proposal.code},
        dropped=("langkah",),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="photographs of a visit", of=VISITED, when="read always; added while the stage takes marks")
def photos(request, pk):
    found, now = visit_or_404(request, pk), timezone.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PhotoForm(*sent, stage=found.stage)
    if form.is_valid() and add_photo(request, found, form, now):
        messages.success(request, _("Foto ditambahkan."))
        return redirect("judging:photos", found.pk)
    refusal = rules.reporting_refusal(found, at=now)
    return render(
        request,
        "judging/visits/photos.html",
        {"visit": found, "form": form, "photos": found.photos.order_by("pk"), "refusal": refusal},
    )


def add_photo(request, found, form, now):
    """Add what the form holds; if the store cannot take it, that is said beside the field and nothing typed is lost."""
    file, caption = form.cleaned_data["photo"], form.cleaned_data["caption"]
    try:
        return visiting.add_photo(found, file, caption, by=request.office, at=now)
    except Refused as refused:
        if refused.refusal is not reasons.NOT_KEPT:
            raise
        form.add_error("photo", refused.refusal.sentence)
        return None


@require_safe
@for_role(*JUDGES, *MINISTRY, sees="a photograph", of="own visit; every for the ministry")
def photo(request, pk, photo_pk):
    """One photograph, for the visit's own verifiers and the ministry."""
    found = get_object_or_404(desk.photos_for(request.user, offices(request), pk), pk=photo_pk)
    return keeping.response(found.clean, filename=f"foto-{found.pk}.jpg", content_type="image/jpeg", shown=True)
