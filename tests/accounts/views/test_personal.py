"""The page of one's own data, the archive, and the ministry's answer."""

import io
import json
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.domain import erasing
from accounts.models import ErasureRequest, Membership, Role, User
from judging.models import Interest
from tests.factories import accounts, competitions, judging, proposals

pytestmark = pytest.mark.django_db
HERE = reverse("personal")


def text(response):
    return response.content.decode()


def signed_in(client, office):
    client.force_login(office.user)
    return accounts.fresh(client)


def archive(client, office):
    """The files of the archive that a person gets, by name."""
    signed_in(client, office)
    response = client.get(reverse("personal_archive"))
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


@pytest.mark.parametrize("role", Role)
def test_everybody_has_the_page_and_the_archive(client, role):
    office = accounts.membership(role)
    found = archive(client, office)
    assert json.loads(found["akun.json"])[0]["surel"] == office.user.email
    assert office.user.email in found["data-saya.html"]
    assert len(json.loads(found["peran.json"])) == 1
    assert "Unduh data saya" in text(client.get(HERE))


def test_a_writer_gets_the_own_texts_and_nobody_elses(client):
    now = timezone.now()
    edition = competitions.edition(opens_at=now, closes_at=now + 9 * judging.A_DAY)
    writer, other = accounts.membership(Role.UNIT), accounts.membership(Role.UNIT)
    proposals.filled(edition, by=writer, at=now, title="Loket Cepat")
    proposals.filled(edition, by=other, at=now, title="Milik Orang")
    found = archive(client, writer)
    assert {row["judul"] for row in json.loads(found["naskah.json"])} == {"Loket Cepat"}
    assert "Milik Orang" not in "".join(found.values())


def test_a_judge_gets_the_own_marks_by_number_without_a_title_or_what_is_not_theirs(client):
    _stage, office, held = judging.desk(3)
    for one in held:
        judging.marked(one, office)
    Interest.objects.create(
        proposal=held[2].proposal, judge=office.user, reason="Adik saya.", declared_at=timezone.now()
    )
    found = archive(client, office)
    assert {row["urutan"] for row in json.loads(found["nilai.json"])} == {held[0].position, held[1].position}
    for one in held:
        assert one.proposal.title not in "".join(found.values())
        assert one.proposal.agency.name not in "".join(found.values())


def test_what_somebody_typed_runs_nowhere_in_the_page(client):
    office = accounts.membership(Role.UNIT, user=accounts.person("<script>alert(1)</script>"))
    assert "<script>" not in archive(client, office)["data-saya.html"]


def test_a_wish_goes_to_the_ministry_and_back(client):
    office = accounts.membership(Role.UNIT, user=accounts.person("Sari Wulandari"))
    signed_in(client, office)
    assert "Selama peran masih dipegang" in text(client.get(HERE))
    page = text(client.post(reverse("personal_asking"), follow=True))
    assert "menunggu jawaban admin kementerian" in page
    client.post(reverse("personal_dropping"))
    assert not ErasureRequest.objects.waiting().exists()


def test_the_ministry_sees_what_goes_and_what_stays_before_it_erases(client):
    office = accounts.membership(Role.UNIT, user=accounts.person("Sari Wulandari"))
    wish = erasing.ask(office.user, by=office, at=timezone.now())
    admin = accounts.membership(Role.MINISTRY_ADMIN)
    signed_in(client, admin)
    assert "Sari Wulandari" in text(client.get(reverse("erasures")))
    here = reverse("erasure", args=[wish.pk])
    page = text(client.get(here))
    assert "Selama peran masih dipegang" in page
    assert "Peristiwa di riwayat" in page
    assert client.post(here).status_code == 403
    Membership.objects.filter(pk=office.pk).update(until=timezone.localdate())
    assert f"Orang terhapus {office.user_id}" in text(client.post(here, follow=True))
    assert client.get(here).status_code == 403
    assert User.objects.get(pk=office.user_id).email.endswith("@terhapus.invalid")


def test_the_ministry_says_why_not(client):
    office = accounts.membership(Role.UNIT)
    wish = erasing.ask(office.user, by=office, at=timezone.now())
    signed_in(client, accounts.membership(Role.MINISTRY_ADMIN))
    here = reverse("erasure_declining", args=[wish.pk])
    assert "Tulis alasannya" in text(client.post(here, {"reason": ""}))
    client.post(here, {"reason": "Masih diperlukan."})
    signed_in(client, office)
    assert "Masih diperlukan." in text(client.get(HERE))


def test_who_holds_no_office_is_noted_by_an_admin(client):
    office = accounts.membership(Role.EVALUATOR, until=timezone.localdate())
    signed_in(client, accounts.membership(Role.MINISTRY_ADMIN))
    assert "Catat permintaan" in text(client.get(reverse("person", args=[office.user_id])))
    response = client.post(reverse("erasure_noting", args=[office.user_id]))
    assert response.url == reverse("erasure", args=[ErasureRequest.objects.get().pk])


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.AUDITOR, Role.AGENCY_ADMIN])
def test_nobody_else_answers(client, role):
    wish = erasing.ask((office := accounts.membership(Role.UNIT)).user, by=office, at=timezone.now())
    signed_in(client, accounts.membership(role))
    for name, args in (("erasures", []), ("erasure", [wish.pk]), ("erasure_declining", [wish.pk])):
        assert client.get(reverse(name, args=args)).status_code == 403
    assert client.post(reverse("erasure_noting", args=[office.user_id])).status_code == 403
