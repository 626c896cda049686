"""Photographs and files of a field visit: added, shown, and sent later from a device that had no network."""

import hashlib
import io
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from PIL import Image

from accounts.models import Membership, Role
from judging.domain.judges import held_apart
from judging.models import Assignment, Photo, VisitFile, VisitReport
from tests.factories import accounts, documents
from tests.judging.views.desk.visits import address, located, opened, own, own_user, picture, report, sent, upload
from tests.pages import text_of

pytestmark = pytest.mark.django_db


# --- photographs


def test_a_photograph_is_added_and_shown(client, trip):
    _stage, _office, visit = trip
    response = client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket prioritas"}, follow=True)
    photo = Photo.objects.get()
    assert 'alt="Loket prioritas"' in response.content.decode()
    shown = client.get(address(visit, "photo", photo.pk))
    assert shown["Content-Type"] == "image/jpeg"
    assert Image.open(io.BytesIO(sent(shown))).size == (40, 30)


def test_a_full_disk_is_said_and_the_caption_stays(client, trip, settings):
    _stage, _office, visit = trip
    content = io.BytesIO()
    Image.effect_noise((2400, 1800), 90).convert("RGB").save(content, "JPEG", quality=92)
    assert 2_621_440 < len(content.getvalue()) < 5_242_880
    data = {"photo": upload(content.getvalue()), "caption": "Loket prioritas"}
    with documents.no_file_larger_than(65_536):
        response = client.post(address(visit, "photos"), data)
    assert response.status_code == 200
    assert "tempat penyimpanan portal penuh" in text_of(response)
    assert 'value="Loket prioritas"' in response.content.decode()
    assert not Photo.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_the_same_photograph_twice_is_kept_once(client, trip):
    _stage, _office, visit = trip
    for _ in range(2):
        client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong"),
        (b"%PDF-1.4 bukan foto", "Berkas harus berupa JPEG, PNG, atau WebP"),
        (picture((400, 300))[:900], "rusak atau terpotong"),
        (picture(kind="GIF"), "Isi berkas tidak sesuai dengan namanya"),
        (picture() + b"\0" * 5_300_000, "Ukuran berkas paling besar 5 MB"),
        (picture((9000, 6000), "PNG"), "melebihi 50 megapiksel"),
    ],
    ids=["empty", "pdf", "broken", "gif", "heavy", "huge"],
)
def test_what_is_no_photograph_is_refused_with_the_reason(client, trip, content, sentence):
    _stage, _office, visit = trip
    response = client.post(address(visit, "photos"), {"photo": upload(content), "caption": "Loket"})
    assert sentence in text_of(response)
    assert not Photo.objects.exists()


def test_how_large_a_photograph_may_be_is_said_by_the_stage(client, trip):
    stage, _office, visit = trip
    stage.settings = {**stage.settings, "photograph_mebibytes": 1}
    stage.save(update_fields=["settings"])
    assert "paling besar 1 MB" in text_of(client.get(address(visit, "photos")))
    heavy = upload(picture() + b"\0" * 1_100_000)
    assert "Ukuran berkas paling besar 1 MB" in text_of(
        client.post(address(visit, "photos"), {"photo": heavy, "caption": "Loket"})
    )
    assert not Photo.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"caption": "Loket"}, "Pilih foto"),
        ({"photo": "bukan berkas", "caption": "Loket"}, "Pilih foto"),
        ({}, "Tulis apa yang terlihat pada foto"),
        ({"caption": "x" * 201}, "paling banyak 200 huruf"),
    ],
)
def test_what_is_missing_is_said(client, trip, data, sentence):
    _stage, _office, visit = trip
    assert sentence in text_of(client.post(address(visit, "photos"), data))
    assert not Photo.objects.exists()


def test_the_photographs_lead_back_to_the_report(client, trip):
    _stage, _office, visit = trip
    page = client.get(address(visit, "photos")).content.decode()
    assert page.count(f'href="{address(visit)}"') == 2


def test_the_report_is_saved_on_the_way_to_its_photographs(client, trip):
    _stage, office, visit = trip
    response = client.post(address(visit), {"langkah": "foto", "summary": "Baru sampai."})
    assert response.url == address(visit, "photos")
    assert own(visit, office).summary == "Baru sampai."
    claim = visit.claims.first()
    response = client.post(address(visit), {"langkah": f"foto-{claim.pk}", "summary": "Baru sampai."})
    assert response.url == address(visit, "photos") + f"?klaim={claim.pk}"
    assert f'<option value="{claim.pk}" selected' in client.get(response.url).content.decode()


def test_photographs_are_for_verifiers_and_the_ministry(client, trip):
    stage, _office, visit = trip
    client.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
    source = address(visit, "photo", Photo.objects.get().pk)
    answers = {
        Role.SECRETARY: 200,
        Role.MINISTRY_ADMIN: 200,
        Role.UNIT: 403,
        Role.AGENCY_ADMIN: 403,
        Role.EVALUATOR: 404,
        Role.PANELIST: 404,
    }
    for role, status in answers.items():
        client.force_login(accounts.membership(role).user)
        response = client.get(source)
        assert response.status_code == status, role
        if status == 200:
            assert sent(response)
    tied = accounts.membership(Role.SECRETARY)
    held_apart.declare(visit.proposal, "Adik saya bekerja di sana.", by=tied, at=timezone.now())
    client.force_login(tied.user)
    assert client.get(source).status_code == 403
    other = stage.visits.order_by("pk").last()
    client.force_login(accounts.membership(Role.SECRETARY).user)
    assert client.get(address(other, "photo", Photo.objects.get().pk)).status_code == 404


def test_a_picture_that_both_send_is_kept_for_each(pair):
    (first, second, visit), book = pair, documents.pdf()
    for browser in (first, second):
        for _ in range(2):
            browser.post(address(visit, "photos"), {"photo": upload(), "caption": "Loket"})
            browser.post(address(visit, "visit-files"), {"file": upload(book, "buku.pdf"), "caption": "Buku"})
    assert [Photo.objects.count(), VisitFile.objects.count()] == [2, 2]
    for browser in (first, second):
        own = Photo.objects.get(taken_by__user=own_user(browser))
        assert opened(browser, address(visit, "photo", own.pk)) == 200


# --- what photographs tell, and files


def test_time_and_place_stay_on_the_record_and_the_shown_copy_tells_nothing(client, trip):
    _stage, _office, visit = trip
    claim = visit.claims.first()
    content = located(offset="+09:00")
    client.post(address(visit, "photos"), {"photo": upload(content), "caption": "Loket", "claim": claim.pk})
    photo = Photo.objects.get()
    assert photo.claim == claim
    assert photo.came_sha256 == hashlib.sha256(content).hexdigest()
    assert photo.taken_at.isoformat() == "2026-11-25T01:15:00+00:00"
    assert (float(photo.latitude), float(photo.longitude)) == (-2.533667, 140.718)
    shown = Image.open(io.BytesIO(sent(client.get(address(visit, "photo", photo.pk)))))
    assert not shown.getexif()
    text = text_of(client.get(address(visit)))
    assert "Diambil 25 November 2026 pukul 08.15 WIB" in text


def test_a_clock_without_a_zone_is_that_of_the_place(client, trip):
    _stage, _office, visit = trip
    zone = timezone.get_fixed_timezone(60 * (7 + visit.proposal.agency.hours_ahead))
    client.post(address(visit, "photos"), {"photo": upload(located()), "caption": "Loket"})
    assert Photo.objects.get().taken_at == datetime(2026, 11, 25, 10, 15, tzinfo=zone)


@pytest.mark.parametrize("taken", ["kemarin", "2026:13:45 99:99:99", ""])
def test_what_a_camera_wrote_wrongly_costs_nothing(client, trip, taken):
    _stage, _office, visit = trip
    client.post(address(visit, "photos"), {"photo": upload(located(taken=taken)), "caption": "Loket"})
    assert Photo.objects.get().taken_at is None


def test_a_file_is_kept_for_a_claim_and_seen_by_those_who_see_the_visit(client, trip):
    _stage, _office, visit = trip
    claim = visit.claims.first()
    page = client.post(
        address(visit, "visit-files"),
        {"file": upload(documents.pdf(), "buku.pdf"), "caption": "Buku layanan", "claim": claim.pk},
        follow=True,
    )
    assert "Berkas ditambahkan." in text_of(page)
    kept = VisitFile.objects.get()
    assert (kept.claim, kept.caption) == (claim, "Buku layanan")
    source = address(visit, "visit-file", kept.pk)
    assert sent(client.get(source)).startswith(b"%PDF")
    for role, status in ((Role.SECRETARY, 200), (Role.UNIT, 403), (Role.EVALUATOR, 404)):
        client.force_login(accounts.membership(role).user)
        response = client.get(source)
        assert response.status_code == status
        if status == 200:
            sent(response)


# --- sent later, from a device that had no network


def sending(visit, content, **more):
    sent = {
        "caption": "Loket",
        "sha256": hashlib.sha256(content).hexdigest(),
        "taken": "2026-11-25T01:00:00Z",
        "utuh": "1",
    }
    return {"photo": upload(content), **sent, **more}


def test_a_photograph_sent_later_says_what_came(client, trip):
    _stage, _office, visit = trip
    content = picture()
    answer = client.post(address(visit, "visit-photo-sending"), sending(visit, content, versi="1"))
    assert answer.json()["came"] == hashlib.sha256(content).hexdigest()
    assert not answer.json()["sentence"]
    assert not Photo.objects.get().is_altered
    other = picture((50, 30))
    answer = client.post(
        address(visit, "visit-photo-sending"), {**sending(visit, content, versi="1"), "photo": upload(other)}
    )
    assert answer.json()["came"] == hashlib.sha256(other).hexdigest()
    assert "tidak sama dengan foto saat diambil" in answer.json()["sentence"]
    assert Photo.objects.latest("pk").is_altered


@pytest.mark.parametrize(
    "taken", ["kemarin", "2999-01-01T00:00:00Z", "2026-11-25T01:00:00", "2026-13-45T99:00:00Z", ""]
)
def test_a_clock_that_cannot_be_right_is_not_believed(client, trip, taken):
    _stage, _office, visit = trip
    client.post(address(visit, "visit-photo-sending"), sending(visit, picture(), versi="1", taken=taken))
    assert Photo.objects.get().taken_at is None


@pytest.mark.parametrize("wrong", [{"sha256": "x"}, {"caption": ""}, {"claim": "7"}])
def test_what_cannot_be_taken_is_answered_in_sentences(client, trip, wrong):
    _stage, _office, visit = trip
    answer = client.post(address(visit, "visit-photo-sending"), {**sending(visit, picture(), versi="1"), **wrong})
    assert answer.status_code == 422
    assert answer.json()["sentences"]
    assert not Photo.objects.exists()


def test_a_report_that_was_signed_meanwhile_takes_nothing_more(client, trip):
    _stage, _office, visit = trip
    client.post(address(visit), report(visit))
    assert "ditandatangani" in client.get(address(visit, "visit-state")).json()["refusal"]
    answer = client.post(address(visit, "visit-report-sending"), {"summary": "Lain.", "versi": "1", "utuh": "1"})
    assert answer.status_code == 422
    assert "ditandatangani" in answer.json()["sentence"]


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ("covered", 403, "Nyatakan dahulu di halaman sampul"),
        ("taken", 404, "Kunjungan ini tidak ditugaskan kepada Anda."),
        ("out of office", 403, "berakhir"),
    ],
)
def test_what_refuses_a_device_is_a_sentence_in_json_and_takes_nothing(client, trip, change, status, sentence):
    _stage, office, visit = trip
    photo = sending(visit, picture(), versi="1")
    if change == "covered":
        Assignment.objects.update(cleared_at=None)
    elif change == "taken":
        Assignment.objects.all().delete()
    else:
        today = timezone.localdate()
        Membership.objects.filter(pk=office.pk).update(since=today - timedelta(days=9), until=today)
    answers = [
        client.get(address(visit, "visit-state")),
        client.post(address(visit, "visit-photo-sending"), photo),
        client.post(address(visit, "visit-report-sending"), {"summary": "Dari lapangan.", "versi": "1", "utuh": "1"}),
    ]
    for answer in answers:
        assert answer.status_code == status
        assert sentence in answer.json()["sentence"]
        assert answer.json().get("way", "") == (address(visit) if change == "covered" else "")
    page = client.get(address(visit, "visit-state"), headers={"Accept": "text/html,*/*;q=0.8"})
    assert (page.status_code, page["Content-Type"].partition(";")[0]) == (status, "text/html")
    assert not Photo.objects.exists()
    assert not VisitReport.objects.exists()
