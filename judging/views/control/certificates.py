"""Certificates: ordering a batch, watching it, fetching one, and checking one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.adapter import visitor
from accounts.domain.entrance import attempts
from accounts.files import keeping
from accounts.models import MINISTRY, Attempt, Role
from accounts.pages import exports, lists, live
from accounts.pages.doors import ALL, OWN_OR_ALL, for_role, public
from accounts.reading import register
from accounts.rules import Refused, refuse
from competitions.models import Stage
from judging import motions, rules
from judging.domain.certificates import rendering
from judging.forms.awards import AwardFilter
from judging.forms.certificates import CertificateFileForm, RevocationForm, VerificationForm
from judging.models import Award, Certificate, CertificateBatch
from judging.reading import certificates
from judging.reporting import own_columns


def printed(award):
    """How far the certificate of an award is, in words."""
    if award.is_over:
        return _("dicabut")
    return _("dicetak") if getattr(award, "certificate", None) else _("belum dicetak")


AWARDS = (
    lists.ListColumn("nomor", gettext_lazy("Nomor sertifikat"), ("number",), is_head=True),
    lists.ListColumn("usulan", gettext_lazy("Judul inovasi"), ("title",)),
    lists.ListColumn("instansi", gettext_lazy("Instansi"), ("agency_name",)),
    lists.ListColumn("unit", gettext_lazy("Unit"), ("unit_name",), is_extra=True),
    lists.ListColumn("penghargaan", gettext_lazy("Penghargaan"), ("name",)),
    lists.ListColumn("keputusan", gettext_lazy("Nomor keputusan"), ("decree_number",), is_extra=True),
    lists.ListColumn("tanggal", gettext_lazy("Tanggal keputusan"), ("decree_date",), is_extra=True),
    lists.ListColumn("kode", gettext_lazy("Kode verifikasi"), ("verification_code",), is_extra=True),
    lists.ListColumn("sertifikat", gettext_lazy("Sertifikat"), read=printed, template="judging/columns/award.html"),
)


@require_safe
@for_role(*MINISTRY, sees="certificates of a stage", of=ALL)
def batch(request, slug, position):
    """The awards of a stage and how far their certificates are; the page lives while they are printed."""
    stage = get_object_or_404(Stage.objects.select_related("edition"), edition__slug=slug, position=position)
    printing = progress_of(stage)
    mark = live.mark(*printing.values())
    if nothing_new := live.unchanged(request, mark):
        return nothing_new
    awards = Award.objects.filter(stage=stage).select_related("certificate", "proposal").order_by("number")
    form = AwardFilter(request.GET)
    awards = form.applied_to(awards)
    listing = lists.Listing(f"penghargaan-{slug}-{position}", awards, AWARDS)
    return exports.answered(request, listing) or render(
        request,
        "judging/certificates/batch.html",
        {
            "stage": stage,
            "listing": listing.shown(request),
            **lists.shown(request, awards, form),
            **printing,
            "live": mark if printing["is_running"] else "",
        },
    )


@require_POST
@for_role(*MINISTRY, sees="certificates, ordered", of=ALL, when="the stage is published and gives awards")
def order(request, slug, position):
    """Order every certificate of the stage that is still missing."""
    stage = get_object_or_404(Stage, edition__slug=slug, position=position)
    rendering.request_batch(stage, by=request.office, at=timezone.now())
    messages.info(request, _("Sertifikat sedang dicetak"))
    return redirect("judging:certificates", slug=slug, position=position)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*MINISTRY, fresh=True, sees="an award, put forward for revocation", of=ALL, when="the award stands")
def revocation(request, pk):
    """Put before a second person that one award is revoked, with the reason."""
    award = get_object_or_404(Award.objects.select_related("stage__edition", "proposal"), pk=pk)
    refuse(rules.revoking_refusal(award, office=request.office))
    form = RevocationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {"release_at": form.release_at, "by": request.office, "at": timezone.now()}
        moved = motions.revoke(award, form.cleaned_data["reason"], **given)
        messages.success(request, _("Pencabutan diajukan. Orang lain perlu menyetujuinya."))
        return redirect("motion", moved.pk)
    return render(request, "judging/certificates/revocation.html", {"award": award, "form": form})


@require_safe
@for_role(*MINISTRY, Role.AGENCY_ADMIN, Role.UNIT, sees="awards", of=OWN_OR_ALL)
def mine(request):
    """The awards whose certificates this office may fetch."""
    awards = Award.objects.visible_to(request.office).select_related("certificate", "proposal", "stage__edition")
    awards = awards.order_by("-given_at", "number")
    listing = lists.Listing("sertifikat", awards, own_columns.OWN_AWARDS)
    return exports.answered(request, listing) or render(
        request, "judging/certificates/mine.html", {"page": lists.page(request, awards)}
    )


@require_safe
@for_role(*MINISTRY, Role.AGENCY_ADMIN, Role.UNIT, sees="a certificate", of=OWN_OR_ALL, when="the award stands")
def download(request, pk):
    """The PDF of an award."""
    award = Award.objects.visible_to(request.office)
    certificate = get_object_or_404(Certificate.objects.filter(award__in=award), award=pk)
    if certificate.award.end:
        raise Refused(rules.AWARD_ENDED)
    name = "contoh-sertifikat" if certificate.award.stage.edition.is_example else "sertifikat"
    return keeping.response(
        certificate.printed,
        filename=f"{name}-{certificate.award_id}.pdf",
        content_type="application/pdf",
    )


@require_safe
@public(sees="whether a certificate is genuine", of="whose code one has")
def verification(request, code=""):
    """Whether a certificate is genuine: by the code in its QR, or typed in."""
    form = VerificationForm({"kode": code or request.GET.get("kode", "")} if code or "kode" in request.GET else None)
    award = None
    if form.is_valid():
        award = certificates.of_code(form.cleaned_data["kode"])
    end = award.end if award else None
    return render(
        request,
        "judging/certificates/verification.html",
        {"form": form, "award": award, "end": end, "agency_now": now_called(award)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@public(sees="whether a PDF is a certificate as it was printed", of="whose file one has")
@never_cache
def file_check(request):
    """Look at a PDF that somebody brings; nothing of it is kept. Opening one is work, so that it is counted."""
    if request.method == "POST":
        attempts.begin(Attempt.Kind.FILE, "", visitor(request), at=timezone.now())
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = CertificateFileForm(*sent)
    context = {"form": form}
    if form.is_bound and form.is_valid():
        upload = request.FILES["berkas"]
        upload.seek(0)
        brought = certificates.of_file(form.cleaned_data["berkas"], upload.read())
        award = brought.award
        context |= {
            "brought": brought,
            "award": award,
            "end": award.end if award else None,
            "agency_now": now_called(award),
        }
    return render(request, "judging/certificates/file_check.html", context)


def now_called(award):
    """What the agency that holds an award is called today, where that is something else; reads `proposal.agency`."""
    return register.called_now(award.proposal.agency, award.agency_name) if award else ""


def progress_of(stage):
    done, total = rendering.progress(stage)
    order_row = CertificateBatch.objects.filter(stage=stage).first()
    return {
        "failure": order_row.failure if order_row else "",
        "done": done,
        "total": total,
        "is_running": bool(order_row and not order_row.finished_at and not order_row.failure),
    }
