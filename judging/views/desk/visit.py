"""A verifier's own report of a field visit, its signature, its photographs and files."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.files import keeping, reasons
from accounts.models import JUDGES, MINISTRY, Reading
from accounts.pages import kept_text, stamps
from accounts.pages.doors import for_role, offices
from accounts.rules import Refused, Stale, refuse
from accounts.views import readings
from judging import rules
from judging.domain.visits import visit_evidence, visit_reports
from judging.forms.visit import PhotoForm, VisitFileForm, VisitForm
from judging.letters import calendars
from judging.models import Claim
from judging.reading.desk import desk
from judging.reading.visits import own_visits, visits
from judging.views.control.timetables.sessions import as_calendar
from judging.views.desk import cover
from judging.views.desk.doors import VISITED, covered_visit_or_404, visit_or_404

WRITING = "read always; written while the stage takes marks and the own report is unsigned"
EVIDENCE = "a verifier sees the other's once both have signed"
ADDING = "read always; added while the stage takes marks and the visit is not reported"


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="the own report of a visit", of=VISITED, when=WRITING)
def visit(request, pk):
    found, now = covered_visit_or_404(request, pk), timezone.now()
    if refusal := rules.cover_refusal(found):
        refuse(refusal if request.method == "POST" else None)
        return cover.of_visit(request, found)
    own = visits.own_report(found, request.user)
    step = request.POST.get("langkah", "")
    form = kept_text.read_as(request, form_of(request, found, own, now, send=step == "kirim"))
    is_signed = bool(own and own.signed_at)
    refusal = rules.reporting_refusal(found, at=now, is_signed=is_signed)
    if form.is_bound and refusal:
        raise Refused(refusal)
    if form.is_bound and stamps.came_whole(request, form) and not form.errors:
        return record(request, found, form, step, now)
    signed = visit_reports.signed_reports(found)
    rows = visit_reports.observations_of(found, own)
    only = None if visit_reports.are_open(found, signed) else request.user
    reports = [one for one in signed if only is None or one.verifier_id == only.pk]
    evidence = visits.compared(found, reports, only=only)
    return render(
        request,
        "judging/visits/visit.html",
        {
            "visit": found,
            "stage": found.stage,
            "form": form,
            "own": own,
            "is_alone": only is not None,
            "reports": reports,
            "found": evidence,
            "lines": list(zip(form.lines, evidence.rows, strict=True)),
            "differs": bool(visit_reports.differences(signed)),
            "refusal": refusal,
            "adding_refusal": rules.reporting_refusal(found, at=now),
            "stamp": stamps.drawn(request, visit_reports.stamp(own, rows)),
        },
    )


def form_of(request, found, own, now, *, send=False, bound=True):
    """The form of the own report, drawn from what stands or from what was sent."""
    return VisitForm(
        request.POST if bound and request.method == "POST" else None,
        visit=found,
        claims=claims_of(found),
        own=own,
        found=visit_reports.observations_of(found, own),
        today=timezone.localdate(now),
        send=send,
    )


def claims_of(found):
    """The claims of a visit in the order of the form."""
    return list(Claim.objects.filter(visit=found).select_related("section").order_by("section__position"))


def record(request, found, form, step, now):
    """Save the report and go where the button said."""
    try:
        saved = visit_reports.report(
            found,
            form.seen(),
            visited_on=form.said("visited_on"),
            summary=form.said("summary"),
            send=step == "kirim",
            shown=stamps.seen(request),
            by=request.office,
            at=now,
        )
    except Stale:
        return overtaken(request, form, found, now)
    if step.startswith("foto"):
        claim = step.removeprefix("foto").removeprefix("-")
        address = redirect("judging:photos", found.pk)
        return redirect(f"{address.url}?klaim={claim}") if claim else address
    if step == "kirim":
        messages.success(request, said_of(saved))
        return redirect("judging:visit", found.pk)
    messages.success(request, _("Laporan kunjungan %(code)s disimpan.") % {"code": found.proposal.code})
    return redirect("judging:desk")


def said_of(saved):
    """What a signature brought about, in a sentence."""
    code = {"code": saved.proposal.code}
    if saved.reported_at and saved.stage.arranged.signatures_wanted == 1:
        return _("Laporan kunjungan %(code)s dikirim. Satu tanda tangan cukup menurut edisi ini.") % code
    if saved.reported_at:
        return _("Laporan kunjungan %(code)s dikirim. Kedua verifikator sudah menandatanganinya.") % code
    if visit_reports.differences(visit_reports.signed_reports(saved)):
        return _("Laporan kunjungan %(code)s dikirim. Kedua laporan berbeda; lihat perbedaannya di bawah.") % code
    return _("Laporan kunjungan %(code)s dikirim. Verifikator lainnya belum menandatangani.") % code


def overtaken(request, form, found, now):
    """The own report was saved elsewhere meanwhile: both, and the choice. Nothing is signed by it."""
    own = visits.own_report(found, request.user)
    return stamps.side_by_side(
        request,
        form,
        form_of(request, found, own, now, bound=False),
        stamp=visit_reports.stamp(own, visit_reports.observations_of(found, own)),
        title=_("Laporan kunjungan %(code)s") % {"code": found.proposal.code},
        dropped=("langkah",),
    )


@require_POST
@for_role(*JUDGES, sees="the own signature, taken back", of=VISITED, when="until the visit is reported")
def taking_back(request, pk):
    found = visit_or_404(request, pk)
    visit_reports.take_back(found, by=request.office, at=timezone.now())
    messages.success(request, _("Tanda tangan Anda ditarik. Laporan Anda dapat diubah lagi."))
    return redirect("judging:visit", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="photographs of a visit", of=VISITED, when=ADDING)
def photos(request, pk):
    return adding(request, pk, PhotoForm, "photo", visit_evidence.add_photo)


@require_http_methods(["GET", "HEAD", "POST"])
@for_role(*JUDGES, sees="files of a visit", of=VISITED, when=ADDING)
def files(request, pk):
    return adding(request, pk, VisitFileForm, "file", visit_evidence.add_file)


def adding(request, pk, form_class, name, add):
    """A page on which a photograph or a file is added; what the store cannot take is said, nothing typed is lost."""
    found, now = visit_or_404(request, pk), timezone.now()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    asked = request.GET.get("klaim", "")
    form = form_class(*sent, stage=found.stage, claims=claims_of(found), initial={"claim": asked})
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            add(found, cleaned[name], cleaned["caption"], claim=cleaned["claim"], by=request.office, at=now)
        except Refused as refused:
            if refused.refusal is not reasons.NOT_KEPT:
                raise
            form.add_error(name, refused.refusal.sentence)
        else:
            messages.success(request, _("Foto ditambahkan.") if name == "photo" else _("Berkas ditambahkan."))
            return redirect(request.get_full_path())
    refusal = rules.reporting_refusal(found, at=now)
    only = None if visit_reports.are_open(found, visit_reports.signed_reports(found)) else request.user
    photos, files = visits.evidence(found, only)
    return render(
        request,
        "judging/visits/adding.html",
        {
            "is_photo": name == "photo",
            "visit": found,
            "form": form,
            "photos": photos.select_related("claim__section").order_by("pk"),
            "files": files.select_related("claim__section").order_by("pk"),
            "refusal": refusal,
        },
    )


@require_safe
@for_role(*JUDGES, *MINISTRY, sees="a photograph", of="own visit; every for the ministry", when=EVIDENCE)
def photo(request, pk, photo_pk):
    """One photograph, for the visit's own verifiers and the ministry."""
    photos, _files = own_visits.evidence_for(request.user, offices(request), pk)
    found = get_object_or_404(photos, pk=photo_pk)
    noted(request, found)
    return keeping.response(found.clean, filename=f"foto-{found.pk}.jpg", content_type="image/jpeg", shown=True)


@require_safe
@for_role(*JUDGES, *MINISTRY, sees="a file of a visit", of="own visit; every for the ministry", when=EVIDENCE)
def file(request, pk, file_pk):
    """One file, for the visit's own verifiers and the ministry."""
    _photos, files = own_visits.evidence_for(request.user, offices(request), pk)
    found = get_object_or_404(files, pk=file_pk)
    noted(request, found)
    return keeping.response(found.handed_out, filename=found.name, content_type=found.content_type)


def noted(request, found):
    """Note that a photograph or a file of a visit was opened, by number."""
    about = f"{found.visit.proposal.code}, {found.pk}"
    readings.note(request, Reading.Kind.FILE, (found._meta.label_lower, found.pk), about)


@require_safe
@for_role(*JUDGES, sees="own visits for a calendar", of=VISITED)
def calendar(request):
    found = [desk.opened(one, one.stage.edition.slug) for one in visits.of_verifier(request.user)]
    return as_calendar(calendars.of_visits(found), "kunjungan")
