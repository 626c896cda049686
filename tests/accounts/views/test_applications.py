"""Agencies join by themselves: a stranger applies, the secretariat decides."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.files import keeping
from accounts.models import Application, Event, Letter, Membership, Role, User
from tests.factories import accounts, documents
from tests.factories.proposals import pdf_bytes

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def agency():
    return accounts.agency(name="Pemerintah Kota 'Uji' & <Coba>")


@pytest.fixture
def secretary():
    return accounts.membership(Role.SECRETARY)


def text(response):
    return response.content.decode()


def given(**change):
    return {
        "full_name": "Nia & 'Baru' <Sari>",
        "position": "Kepala Bagian",
        "email": "Nia@Contoh.go.id",
        "phone": "0274 123",
        "letter": SimpleUploadedFile("surat.pdf", pdf_bytes()),
        **change,
    }


def apply(client, agency, **change):
    return client.post(reverse("application", args=[agency.pk]), given(**change), follow=True)


def test_an_agency_is_found_by_a_part_of_its_name(client, agency):
    page = text(client.get(reverse("application_agencies"), {"q": "kota 'uji'"}))
    assert reverse("application", args=[agency.pk]) in page
    assert "Tidak ada instansi dengan nama itu" in text(client.get(reverse("application_agencies"), {"q": "zzz"}))


def test_an_application_waits_for_the_secretariat_with_its_letter(client, agency, secretary):
    assert "Permohonan terkirim" in text(apply(client, agency))
    found = Application.objects.get()
    assert (found.email, found.state) == ("nia@contoh.go.id", Application.State.WAITING)
    assert not User.objects.filter(email=found.email).exists()
    client.force_login(secretary.user)
    assert "Permohonan instansi" in text(client.get(reverse("home")))
    assert "nia@contoh.go.id" in text(client.get(reverse("applications")))
    sent = client.get(reverse("application_letter", args=[found.pk]))
    assert b"".join(sent.streaming_content).startswith(b"%PDF")


def test_a_strangers_letter_that_runs_reaches_nobody_whatever_signature_stands_in_it(client, agency, secretary):
    content = documents.signed(documents.with_launch)
    apply(client, agency, letter=SimpleUploadedFile("surat.pdf", content))
    found = Application.objects.get()
    assert found.came_sha256 == found.sha256 == keeping.digest(content)
    client.force_login(secretary.user)
    sent = b"".join(client.get(reverse("application_letter", args=[found.pk])).streaming_content)
    assert len(documents.words_of(sent)) > 5
    assert not documents.words_of(sent) & documents.RUNS


def test_the_answer_tells_nobody_who_has_an_account(client, agency):
    accounts.person(email="ada@contoh.go.id", password="sandi-uji-yang-panjang")
    answers = [text(apply(client, agency, email=address)) for address in ("ada@contoh.go.id", "baru@contoh.go.id")]
    again = text(apply(client, agency, email="ADA@contoh.go.id"))
    assert all("Permohonan terkirim" in answer for answer in [*answers, again])
    assert Application.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"full_name": ""}, "Isi nama lengkap"),
        ({"position": ""}, "Isi jabatan Anda"),
        ({"email": "bukan"}, "Tulis alamat surel yang lengkap"),
        ({"phone": ""}, "Isi nomor telepon"),
        ({"letter": ""}, "Pilih berkas untuk diunggah"),
        ({"letter": SimpleUploadedFile("surat.pdf", b"")}, "Berkas ini kosong"),
        ({"letter": SimpleUploadedFile("surat.docx", b"PK\x03\x04x")}, "Berkas harus berupa PDF"),
    ],
)
def test_what_is_missing_is_said(client, agency, change, said):
    assert said in text(apply(client, agency, **change))
    assert not Application.objects.exists()


def test_a_flood_has_an_end(client, agency):
    said = [text(apply(client, accounts.agency(), email="banjir@contoh.go.id")) for _time in range(5)]
    assert "Terlalu banyak percobaan." in said[-1]
    assert Application.objects.count() == 3


@pytest.mark.parametrize("is_ended", [True, False])
def test_accepted_it_gives_the_office_and_tells_whoever_held_it(client, agency, secretary, is_ended):
    before = accounts.membership(Role.AGENCY_ADMIN, agency=agency)
    apply(client, agency)
    found = Application.objects.get()
    client.force_login(secretary.user)
    sent = {"ends_previous": "on"} if is_ended else {}
    client.post(reverse("application_acceptance", args=[found.pk]), sent)
    held = Membership.objects.get(user__email="nia@contoh.go.id")
    assert (held.role, held.agency) == (Role.AGENCY_ADMIN, agency)
    assert "/akun/sandi/baru/" in Letter.objects.get(name="account.invitation").body
    told = Letter.objects.get(name="agency.new_admin")
    assert told.recipient == before.user
    assert "Pemerintah Kota 'Uji' & <Coba>" in told.body
    assert ("berakhir pada hari yang sama" in told.body) == is_ended
    before.refresh_from_db()
    assert (before.until == timezone.localdate()) == is_ended
    assert Event.objects.filter(name="application.accepted").exists()
    assert client.post(reverse("application_acceptance", args=[found.pk])).status_code == 403


def test_declined_it_is_sent_back_with_the_reason(client, agency, secretary):
    apply(client, agency)
    found = Application.objects.get()
    client.force_login(secretary.user)
    address = reverse("application_declining", args=[found.pk])
    assert "Tulis alasannya" in text(client.post(address, {"reason": " "}))
    client.post(address, {"reason": "Surat & 'cap' <tidak terbaca>"})
    found.refresh_from_db()
    assert found.state == Application.State.DECLINED
    assert "Alasan: Surat & 'cap' <tidak terbaca>" in Letter.objects.get(name="agency.declined").body
    assert not Membership.objects.filter(user__email="nia@contoh.go.id").exists()


@pytest.mark.parametrize("role", [Role.MINISTRY_ADMIN, Role.AUDITOR])
def test_others_of_the_ministry_look_on(client, agency, role):
    apply(client, agency)
    found = Application.objects.get()
    client.force_login(accounts.membership(role).user)
    assert "Permohonan instansi diputuskan oleh sekretariat." in text(
        client.get(reverse("application_check", args=[found.pk]))
    )
    assert client.post(reverse("application_acceptance", args=[found.pk])).status_code == 403
