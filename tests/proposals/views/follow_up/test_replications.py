"""A replication by its pages, from the catalogue to the certificate."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role
from proposals.models import Replication
from tests.factories import accounts, catalogue
from tests.factories.proposals import pdf_bytes
from tests.pages import Browser, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast):
    return catalogue.earlier_entry(
        awards=(("top", "Top 45"),), agency=cast.agency_admin.agency, agency_name="Kota 'Uji'", title="Antre & Antar"
    )


def signed_in(office):
    browser = Browser()
    browser.force_login(office.user)
    return browser


def test_from_the_catalogue_to_the_certificate(client, cast, entry):
    copier, owner, ministry = (signed_in(one) for one in (cast.stranger_admin, cast.agency_admin, cast.secretary))
    public = reverse("proposals:innovation", args=[entry.slug])
    wish = reverse("proposals:replication_wish", args=[entry.slug])
    assert f"next={wish}" in client.get(public).content.decode()

    after = copier.post(wish, {"purpose": "Antrean panjang & lama"}, follow=True)
    assert "Minat Anda disampaikan" in text_of(after)
    row = Replication.objects.get()
    page = reverse("proposals:replication", args=[row.pk])

    assert "Jawab minat replikasi" in text_of(owner.get(reverse("home")))
    assert "Antrean panjang & lama" in text_of(owner.get(page))
    owner.post(reverse("proposals:replication_agreement", args=[row.pk]), {"terms": "Didampingi dua hari"})

    report = reverse("proposals:replication_report", args=[row.pk])
    given = {"name": "Antre Singkat", "since": "1/3/2020", "result": "Tunggu 15 menit"}
    late = copier.post(report, {**given, "since": "1/3/2099", "evidence": SimpleUploadedFile("a.pdf", pdf_bytes())})
    assert "tidak boleh di kemudian hari" in text_of(late)
    assert "Pilih berkas untuk diunggah" in text_of(copier.post(report, given))
    copier.post(report, {**given, "evidence": SimpleUploadedFile("a.pdf", pdf_bytes())})

    assert "Sahkan replikasi yang dilaporkan berjalan" in text_of(ministry.get(reverse("home")))
    assert "sudah direplikasi di" not in text_of(client.get(public)).casefold()
    ministry.post(reverse("proposals:replication_certification", args=[row.pk]))
    row.refresh_from_db()
    assert row.step == Replication.Step.CERTIFIED
    assert "Sudah direplikasi di" in text_of(client.get(public))
    check = text_of(client.get(reverse("proposals:replication_verification", args=[row.pk])))
    assert row.number in check
    assert "Antre Singkat" in check
    pdf = copier.get(reverse("proposals:replication_certificate", args=[row.pk]))
    assert pdf.content.startswith(b"%PDF")


PAGES = ["replication", "replication_evidence", "replication_certificate"]


@pytest.mark.parametrize("name", PAGES)
def test_who_sees_a_replication(cast, name):
    row = catalogue.replicated()
    address = reverse(f"proposals:{name}", args=[row.pk])
    for office in (cast.agency_admin, cast.stranger_admin):
        assert signed_in(office).get(address).status_code == 404
    for office in (cast.proposer, cast.judge):
        assert signed_in(office).get(address).status_code == 403
    there = 404 if name == "replication_evidence" else 200  # the factory's has no document
    for office in (row.asked_by, cast.secretary, accounts.membership(Role.AUDITOR)):
        assert signed_in(office).get(address).status_code == there


def test_a_step_that_is_not_ones_own_is_refused_with_a_sentence(cast, entry):
    copier = signed_in(cast.stranger_admin)
    copier.post(reverse("proposals:replication_wish", args=[entry.slug]), {"purpose": "Antrean"})
    row = Replication.objects.get()
    refused = copier.get(reverse("proposals:replication_agreement", args=[row.pk]))
    assert refused.status_code == 403
    assert "Dijawab oleh admin instansi pemilik inovasi" in text_of(refused)
    again = copier.get(reverse("proposals:replication_wish", args=[entry.slug]))
    assert "sudah menyampaikan minat" in text_of(again)


def test_what_is_not_certified_is_nobody_elses_business(client, cast, entry):
    signed_in(cast.stranger_admin).post(reverse("proposals:replication_wish", args=[entry.slug]), {"purpose": "Antre"})
    row = Replication.objects.get()
    assert client.get(reverse("proposals:replication_verification", args=[row.pk])).status_code == 404


def test_the_list_is_narrowed_by_its_step(cast):
    row = catalogue.replicated()
    ministry = signed_in(cast.secretary)
    address = reverse("proposals:replications")
    assert row.agency.name in text_of(ministry.get(address, {"langkah": "certified"}))
    assert row.agency.name not in text_of(ministry.get(address, {"langkah": "agreed"}))
    assert row.agency.name in text_of(ministry.get(address, {"langkah": "ngawur"}))
