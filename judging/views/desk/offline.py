"""A field visit without a network: its page is opened beforehand, and what was filled in and photographed comes later.

The page is an ordinary form without its script. With it, the form and the photographs stay in the browser until they
are sent to the three addresses at the end, which answer in JSON, also where they refuse.
"""

import json
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus

from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import JUDGES
from accounts.pages import stamps
from accounts.pages.doors import for_role
from accounts.pages.refusals import is_by_hand
from accounts.rules import Refused, Stale
from judging import rules
from judging.domain.visits import visit_evidence, visit_reports
from judging.forms.visit import CarriedPhotoForm
from judging.reading.desk import desk
from judging.reading.visits import visits
from judging.views.desk.doors import VISITED, visit_or_404
from judging.views.desk.visit import claims_of, form_of

SENT_LATER = "while the stage takes marks and the own report is unsigned"
# The oldest clock that a device may have when it takes a photograph.
EARLIEST = datetime(2015, 1, 1, tzinfo=timezone.get_fixed_timezone(0))


@require_safe
@for_role(*JUDGES, sees="own visits, to be taken along", of=VISITED, when="the visit is not reported")
def carried(request):
    found = [desk.opened(one, one.stage.edition.slug) for one in visits.to_carry(request.user)]
    return render(request, "judging/visits/carried.html", {"visits": found})


@require_safe
@for_role(*JUDGES, sees="the own report of a visit, to be filled in without a network", of=VISITED)
def visit(request, pk):
    found, now = visit_or_404(request, pk), timezone.now()
    own = visits.own_report(found, request.user)
    form = form_of(request, found, own, now)
    rows = visits.compared(found, [], only=request.user).rows
    refusal = rules.reporting_refusal(found, at=now, is_signed=bool(own and own.signed_at))
    return render(
        request,
        "judging/visits/offline.html",
        {
            "visit": found,
            "stage": found.stage,
            "form": form,
            "lines": list(zip(form.lines, rows, strict=True)),
            # It is opened beforehand, to be filled in on the day; what is sent too early is refused then.
            "refusal": None if refusal == rules.VISIT_NOT_BEGUN else refusal,
            "stamp": visit_reports.stamp(own, visit_reports.observations_of(found, own)),
            "texts": json.dumps(texts()),
        },
    )


def texts():
    """What the script says, in the language of the page."""
    return {
        "ready": _("Halaman ini tersimpan di perangkat ini dan dapat dibuka tanpa jaringan."),
        "notReady": _("Halaman ini belum tersimpan di perangkat ini. Buka lagi selagi ada jaringan."),
        "kept": _("Tersimpan di perangkat ini, belum dikirim."),
        "full": _("Perangkat ini tidak punya tempat lagi. Kirim dahulu yang sudah ada."),
        "waiting": _("{count} foto menunggu dikirim"),
        "here": _("di perangkat ini"),
        "intact": _("diterima utuh"),
        "caption": _("Foto kunjungan"),
        "sending": _("Sedang dikirim …"),
        "offline": _("Belum terkirim: tidak ada jaringan. Semua tetap tersimpan di sini."),
        "signedOut": _("Belum terkirim: Anda perlu masuk lagi. Semua tetap tersimpan di sini."),
        "failed": _("Belum terkirim: portal tidak dapat menjawab. Semua tetap tersimpan di sini. Coba lagi nanti."),
        "stays": _("Semua tetap tersimpan di sini."),
        "way": _("Buka halamannya"),
        "unsent": _("Sebagian belum terkirim dan tetap tersimpan di sini. Coba kirim lagi."),
        "untaken": _("Catatan terkirim. Foto yang belum diterima tetap tersimpan di sini, beserta alasannya."),
        "altered": _("Catatan terkirim. Foto yang tidak sama dengan saat diambil tetap tersimpan di sini juga."),
        "sent": _("Semua terkirim. Periksa laporan Anda, lalu tandatangani."),
    }


def in_values(view):
    """A view that answers a device in JSON also where its door refuses, the visit lies under its cover or is another's;
    whoever opens it by hand gets the page of that.
    """

    @wraps(view)
    def answering(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Refused as why:
            if is_by_hand(request):
                raise
            return refused([str(why.refusal)], status=HTTPStatus.FORBIDDEN, way=why.way)
        except Http404:
            if is_by_hand(request):
                raise
            return refused([str(rules.NOT_A_VERIFIER)], status=HTTPStatus.NOT_FOUND)

    return answering


@require_safe
@in_values
@for_role(*JUDGES, sees="what a device needs to send a visit", of=VISITED)
def state(request, pk):
    found = visit_or_404(request, pk)
    own = visits.own_report(found, request.user)
    refusal = rules.reporting_refusal(found, at=timezone.now(), is_signed=bool(own and own.signed_at))
    return JsonResponse({"csrf": get_token(request), "refusal": str(refusal) if refusal else ""})


@require_POST
@in_values
@for_role(*JUDGES, sees="a photograph, sent later", of=VISITED, when=SENT_LATER)
def photo(request, pk):
    """One photograph with the hash taken when it was: what came is told, so that the device can compare."""
    found, now = visit_or_404(request, pk), timezone.now()
    form = CarriedPhotoForm(request.POST, request.FILES, stage=found.stage, claims=claims_of(found))
    if not form.is_valid():
        return refused([str(one) for own in form.errors.values() for one in own])
    cleaned = form.cleaned_data
    try:
        kept = visit_evidence.add_photo(
            found,
            cleaned["photo"],
            cleaned["caption"],
            claim=cleaned["claim"],
            captured_sha256=cleaned["sha256"],
            captured_at=believable(cleaned["taken"], now),
            by=request.office,
            at=now,
        )
    except Refused as why:
        return refused([str(why.refusal)])
    came = cleaned["photo"].came_sha256
    is_intact = came == cleaned["sha256"]
    sentence = (
        "" if is_intact else _("Yang sampai tidak sama dengan foto saat diambil. Foto itu disimpan dan ditandai.")
    )
    return JsonResponse({"came": came, "kept": kept.pk, "sentence": "" if is_intact else sentence})


def believable(text, now):
    """The moment that a device says, or None where its clock cannot be right."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo and EARLIEST < moment < now + timedelta(days=1) else None


@require_POST
@in_values
@for_role(*JUDGES, sees="the own report of a visit, sent later", of=VISITED, when=SENT_LATER)
def report(request, pk):
    """What was filled in without a network, saved as the own report; it is signed on its ordinary page."""
    found, now = visit_or_404(request, pk), timezone.now()
    own = visits.own_report(found, request.user)
    form = form_of(request, found, own, now)
    if not stamps.came_whole(request, form) or form.errors:
        return refused([str(one) for errors in form.errors.values() for one in errors])
    try:
        visit_reports.report(
            found,
            form.seen(),
            visited_on=form.said("visited_on"),
            summary=form.said("summary"),
            send=False,
            shown=stamps.seen(request),
            by=request.office,
            at=now,
        )
    except Stale:
        sentence = _("Laporan ini diubah di perangkat lain setelah Anda membukanya di sini. Pilih mana yang berlaku.")
        return refused([sentence], status=HTTPStatus.CONFLICT, stamp=stamp_of(request, found))
    except Refused as why:
        return refused([str(why.refusal)])
    return JsonResponse({"stamp": stamp_of(request, found)})


def stamp_of(request, found):
    """The stamp of the own report as it stands."""
    own = visits.own_report(found, request.user)
    return visit_reports.stamp(own, visit_reports.observations_of(found, own))


def refused(sentences, *, status=HTTPStatus.UNPROCESSABLE_ENTITY, **more):
    """Why nothing was taken, in sentences."""
    return JsonResponse({"sentences": sentences, "sentence": " ".join(sentences), **more}, status=status)
