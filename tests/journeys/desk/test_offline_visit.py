"""A visit is opened beforehand, filled in and photographed without a network, and sent when there is one again."""

import hashlib
import re
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from competitions.kinds import StageKind
from judging.models import Assignment, Photo, Visit, VisitReport
from tests.factories import judging
from tests.journeys.conftest import PHONE, let_in
from tests.journeys.visitor import Visitor


@pytest.fixture
def field():
    """A field stage at work with one visit, and its verifier, who can sign in: (visit, office)."""
    stage, office, _assignments = judging.desk(1, kind=StageKind.FIELD)
    let_in(office.user)
    return Visit.objects.select_related("proposal").get(stage=stage), office


def picture(colour):
    content = BytesIO()
    Image.new("RGB", (640, 480), colour).save(content, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def ready(page):
    """The page has said that it is kept in this browser."""
    expect(page.locator("[data-field-visit], [data-field-visits]")).to_have_attribute("data-state", "ready")


def state(page, word):
    expect(page.locator("[data-field-visit]")).to_have_attribute("data-state", word)


@pytest.mark.parametrize("width", [PHONE])
def test_a_day_in_flight_mode(visitor, field):
    visit, office = field
    visitor.sign_in(office)
    visitor.go(reverse("judging:visits-carried"))
    ready(visitor.page)
    visitor.follow(visit.proposal.title)
    ready(visitor.page)

    visitor.page.context.set_offline(True)
    claims = list(visit.claims.select_related("section").order_by("section__position"))
    fills_in(visitor, claims, "Bertemu kepala unit.")
    photographs(visitor, claims[0], "teal", "Loket prioritas")
    photographs(visitor, claims[-1], "maroon", "Ruang tunggu")
    expect(visitor.page.locator("p[data-waiting]")).to_have_text("2 foto menunggu dikirim")
    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    state(visitor.page, "offline")
    visitor.see("Belum terkirim: tidak ada jaringan")
    assert not VisitReport.objects.exists()

    # The page is closed and opened again, still without a network: everything is there.
    visitor.page.goto(reverse("judging:visits-carried"))
    expect(visitor.page.locator("[data-carried]")).to_have_text("2 foto menunggu dikirim")
    visitor.page.get_by_role("link", name=visit.proposal.title).click()
    expect(visitor.page.get_by_label("Ringkasan kunjungan")).to_have_value("Bertemu kepala unit.")
    expect(visitor.page.get_by_text("Loket prioritas")).to_be_visible()

    visitor.page.context.set_offline(False)
    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    state(visitor.page, "sent")
    report = VisitReport.objects.get(visit=visit)
    assert (report.summary, report.signed_at) == ("Bertemu kepala unit.", None)
    assert set(report.observations.values_list("outcome", flat=True)) == {"confirmed"}
    for photo, colour, claim in zip(
        Photo.objects.order_by("pk"), ("teal", "maroon"), (claims[0], claims[-1]), strict=True
    ):
        assert photo.claim == claim
        assert photo.captured_sha256 == hashlib.sha256(picture(colour)["buffer"]).hexdigest() == photo.came_sha256
        assert photo.taken_at is not None
    visitor.trouble.clear()
    visitor.page.goto(reverse("judging:visit", args=[visit.pk]))
    visitor.see("Utuh: sama dengan saat diambil")
    visitor.press("Kirim laporan")
    visitor.see("Verifikator lainnya belum menandatangani.")


def fills_in(visitor, claims, summary):
    visitor.page.get_by_label("Tanggal kunjungan").fill(timezone.localdate().strftime("%d/%m/%Y"))
    for claim in claims:
        region = visitor.page.get_by_role("region", name=claim.section.title)
        region.get_by_label("Terbukti", exact=True).check()
    visitor.page.get_by_label("Ringkasan kunjungan").fill(summary)
    visitor.see("Tersimpan di perangkat ini, belum dikirim.")


def photographs(visitor, claim, colour, caption):
    region = visitor.page.get_by_role("region", name=claim.section.title)
    region.get_by_label("Apa yang terlihat?").fill(caption)
    region.get_by_label("Ambil atau pilih foto").set_input_files(picture(colour))
    expect(region.get_by_text(re.compile(f"{caption} .* di perangkat ini"))).to_be_visible()


def test_a_photo_that_changed_on_the_way_is_said_and_nothing_is_lost(visitor, field):
    visit, office = field
    visitor.sign_in(office)
    visitor.go(reverse("judging:visit-carried", args=[visit.pk]))
    ready(visitor.page)
    claim = visit.claims.select_related("section").order_by("section__position").first()
    photographs(visitor, claim, "teal", "Loket prioritas")
    other = picture("maroon")["buffer"]
    visitor.page.evaluate(
        """(bytes) => new Promise((resolve) => {
            indexedDB.open("sinovik-kunjungan").onsuccess = ({ target }) => {
                const photos = target.result.transaction("photos", "readwrite").objectStore("photos");
                photos.openCursor().onsuccess = ({ target: { result } }) => {
                    const changed = { ...result.value, bytes: new Uint8Array(bytes).buffer };
                    result.update(changed).onsuccess = () => { target.result.close(); resolve(); };
                };
            };
        })""",
        list(other),
    )
    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    state(visitor.page, "sent")
    visitor.see("Yang sampai tidak sama dengan foto saat diambil.")
    photo = Photo.objects.get()
    assert photo.came_sha256 == hashlib.sha256(other).hexdigest()
    assert photo.is_altered
    expect(visitor.page.locator("p[data-waiting]")).to_have_text("1 foto menunggu dikirim")


def reported(visitor, field):
    """The visit and its verifier, who has written a line that stays on the device."""
    visit, office = field
    visitor.sign_in(office)
    visitor.go(reverse("judging:visit-carried", args=[visit.pk]))
    ready(visitor.page)
    visitor.page.get_by_label("Ringkasan kunjungan").fill("Dari lapangan.")
    visitor.see("Tersimpan di perangkat ini, belum dikirim.")
    return visit, office


def test_what_was_saved_elsewhere_meanwhile_is_not_overwritten_unasked(visitor, field):
    visit, office = reported(visitor, field)
    VisitReport.objects.create(visit=visit, verifier=office.user, summary="Dari kantor.", saved_at=timezone.now())
    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    state(visitor.page, "refused")
    visitor.see("Laporan ini diubah di perangkat lain")
    assert VisitReport.objects.get().summary == "Dari kantor."
    visitor.page.get_by_role("button", name="Pakai isi perangkat ini").click()
    state(visitor.page, "sent")
    assert VisitReport.objects.get().summary == "Dari lapangan."
    visitor.trouble.clear()


def test_a_cover_not_answered_is_said_and_nothing_is_lost(visitor, field):
    visit, office = field
    visitor.sign_in(office)
    visitor.go(reverse("judging:visit-carried", args=[visit.pk]))
    ready(visitor.page)
    claims = list(visit.claims.select_related("section").order_by("section__position"))
    visitor.page.context.set_offline(True)
    fills_in(visitor, claims, "Ditulis di lapangan.")
    photographs(visitor, claims[0], "teal", "Loket prioritas")
    visitor.page.context.set_offline(False)
    Assignment.objects.update(cleared_at=None)

    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    state(visitor.page, "refused")
    visitor.see("Nyatakan dahulu di halaman sampul")
    expect(visitor.page.locator("p[data-waiting]")).to_have_text("1 foto menunggu dikirim")
    assert not VisitReport.objects.exists()
    assert not Photo.objects.exists()
    visitor.trouble.clear()

    visitor.page.get_by_role("link", name="Buka halamannya").click()
    visitor.press("Tidak ada hubungan, buka berkas")
    assert Assignment.objects.get().cleared_at
    visitor.go(reverse("judging:visit-carried", args=[visit.pk]))
    ready(visitor.page)
    expect(visitor.page.get_by_label("Ringkasan kunjungan")).to_have_value("Ditulis di lapangan.")
    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    state(visitor.page, "sent")
    assert VisitReport.objects.get().summary == "Ditulis di lapangan."
    assert Photo.objects.get().claim == claims[0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("taken", "Kunjungan ini tidak ditugaskan kepada Anda."),
        ("signed out", "Anda perlu masuk lagi."),
    ],
)
def test_what_keeps_a_visit_from_being_sent_is_said_by_its_name(visitor, field, change, sentence):
    reported(visitor, field)
    if change == "taken":
        Assignment.objects.all().delete()
    else:
        visitor.page.context.clear_cookies()
    visitor.page.get_by_role("button", name="Kirim catatan dan foto").click()
    visitor.see(sentence)
    visitor.see("tetap tersimpan di sini")
    assert not VisitReport.objects.exists()
    visitor.trouble.clear()


@pytest.fixture
def without_scripts(new_context):
    context = new_context(java_script_enabled=False)
    return Visitor(context.new_page(), has_scripts=False)


def test_without_scripts_it_is_a_form_like_any_other(without_scripts, field):
    visit, office = field
    without_scripts.sign_in(office)
    without_scripts.go(reverse("judging:visit-carried", args=[visit.pk]))
    without_scripts.fill("Ringkasan kunjungan", "Tanpa skrip.")
    without_scripts.press("Kirim catatan dan foto")
    assert VisitReport.objects.get().summary == "Tanpa skrip."
