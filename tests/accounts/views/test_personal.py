"""The page of one's own data, the archive, and the ministry's answer."""

import io
import json
import tempfile
import tracemalloc
import zipfile
from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape

from accounts.domain import chain, erasing, joining
from accounts.domain.correspondence import envelopes
from accounts.domain.entrance import second_factor
from accounts.models import ErasureRequest, Event, Letter, Membership, Reading, Role, User
from accounts.models.membership import for_oneself
from accounts.reading import personal
from judging.models import Employer, Interest, Judge
from tests.factories import accounts, competitions, judging, proposals

pytestmark = pytest.mark.django_db
HERE, PASSWORD = reverse("personal"), "sandi-uji-yang-panjang"


def text(response):
    return response.content.decode()


def signed_in(client, office):
    client.force_login(office.user)
    return accounts.fresh(client)


def archive(client, office):
    """The files of the archive that a person gets, by name."""
    signed_in(client, office)
    response = client.post(reverse("personal_archive"))
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def packed(office):
    """The same without a browser, in the language of the moment."""
    return packed_of(office.user)


def packed_of(user):
    file = io.BytesIO()
    personal.archive(user, file, at=timezone.now())
    with zipfile.ZipFile(file) as files:
        return {name: files.read(name).decode() for name in files.namelist()}


def without_office():
    """A person whose only office has ended, and one who never held any."""
    ended = accounts.membership(Role.EVALUATOR, until=timezone.localdate())
    return {"ended": ended.user, "never": accounts.person("Nia Baru")}


@pytest.mark.parametrize("whose", ["ended", "never"])
def test_whoever_holds_no_office_takes_their_data_along_and_asks_to_be_forgotten(client, whose):
    user, other = without_office()[whose], accounts.membership(Role.UNIT)
    client.force_login(user)
    accounts.fresh(client)
    assert reverse("personal") in text(client.get(reverse("home")))
    page = text(client.get(HERE))
    assert "Unduh data saya" in page
    assert reverse("devices") not in page
    assert f'href="{reverse("home")}"' not in page
    response = client.post(reverse("personal_archive"))
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as files:
        found = "".join(files.read(name).decode() for name in files.namelist())
    assert user.email in found
    assert other.user.email not in found
    noted = Reading.objects.get()
    assert (noted.kind, noted.user, noted.office) == (Reading.Kind.ARCHIVE, user, "")
    assert "menunggu jawaban admin kementerian" in text(client.post(reverse("personal_asking"), follow=True))
    wish = ErasureRequest.objects.get()
    assert (wish.user, wish.asked_by) == (user, None)
    event = Event.objects.get(name="person.erasure_asked")
    assert (event.actor_id, event.office, event.by_whom) == (user.pk, "", user.full_name)
    assert json.loads(packed_of(user)["tindakan.json"])[-1]["peran"] == ""
    client.post(reverse("personal_dropping"))
    assert not ErasureRequest.objects.waiting().exists()
    assert chain.verify() is None


def test_a_wish_of_nobody_in_office_is_answered_as_every_other(client):
    user = without_office()["ended"]
    wish = erasing.ask(user, by=for_oneself(user), at=timezone.now())
    signed_in(client, accounts.membership(Role.MINISTRY_ADMIN))
    assert user.full_name in text(client.get(reverse("erasures")))
    assert f"Orang terhapus {user.pk}" in text(client.post(reverse("erasure", args=[wish.pk]), follow=True))


def test_a_visitor_is_asked_to_sign_in_and_an_office_that_decides_for_its_second_factor(client, settings):
    addresses = [reverse(name) for name in ("personal", "personal_archive", "personal_asking", "personal_dropping")]
    for address in addresses:
        assert client.post(address).url.startswith(reverse("account_login"))
    settings.SECOND_FACTOR_REQUIRED = True
    signed_in(client, accounts.membership(Role.EVALUATOR))
    assert client.get(HERE).status_code == 403
    assert client.post(reverse("personal_archive")).status_code == 403


def test_the_archive_is_no_link_and_asks_for_the_password_again(client):
    user = accounts.person("Sari Wulandari", password=PASSWORD)
    accounts.membership(Role.UNIT, user=user)
    client.force_login(user)
    accounts.fresh(client, ago=django_settings.FRESH_SIGN_IN_MINUTES * 60 + 1)
    here = reverse("personal_archive")
    assert client.get(here).status_code == 405
    page = text(client.get(HERE))
    assert f'<form method="post" action="{here}"' in page
    assert f'href="{here}"' not in page
    asked = client.post(here)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    done = client.post(asked.url, {"password": PASSWORD})
    while done.status_code == 302:
        done = client.get(done.url)
    with zipfile.ZipFile(io.BytesIO(done.getvalue())) as files:
        assert user.email in files.read("data-saya.html").decode()


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


def test_a_judge_gets_what_the_register_says_and_where_they_worked(client):
    office = accounts.membership(Role.EVALUATOR)
    Judge.objects.create(user=office.user, fields=["Kesehatan", "Gizi"], expertise="Stunting", capacity=7)
    Employer.objects.create(judge=office.user, name="Universitas Contoh", since=date(2020, 1, 1))
    found = archive(client, office)
    [entry] = json.loads(found["juri.json"])
    assert (entry["bidang"], entry["keahlian"], entry["usulan-per-tahap"]) == ("Kesehatan, Gizi", "Stunting", 7)
    [place] = json.loads(found["tempat-kerja.json"])
    assert (place["tempat"], place["mulai"], place["sampai"]) == ("Universitas Contoh", "2020-01-01", None)
    assert "Universitas Contoh" in found["data-saya.html"]


def test_a_key_in_a_letter_that_has_not_left_is_not_in_the_archive(client):
    office = accounts.membership(Role.UNIT)
    joining.tell(office, at=timezone.now())
    letter = Letter.objects.get(recipient=office.user, is_secret=True)
    keys = envelopes.LINK.findall(letter.body)
    assert letter.next_try_at
    found = archive(client, office)
    assert keys
    assert not [key for key in keys if key in "".join(found.values())]
    assert "[tautan rahasia]" in json.loads(found["surat.json"])[0]["isi"]


def test_the_page_says_in_words_what_programs_get_by_name():
    now = timezone.now()
    edition = competitions.edition(opens_at=now, closes_at=now + 9 * judging.A_DAY)
    writer = accounts.membership(Role.UNIT)
    proposals.filled(edition, by=writer, at=now, title="Loket Cepat")
    second_factor.give(User.objects.filter(pk=writer.user_id), "ABCDEFGH")
    found = packed(writer)
    page = found["data-saya.html"]
    assert '<html lang="id">' in page
    acts = json.loads(found["tindakan.json"])
    assert {row["peran"] for row in acts} == {"Penulis usulan"}
    for row in acts:
        assert row["kalimat"] != row["peristiwa"]
        assert escape(row["kalimat"]) in page
        assert row["peristiwa"] not in page
    assert {row["jenis"] for row in json.loads(found["pengaman.json"])} == {"Aplikasi kode"}
    answers = [text for row in json.loads(found["naskah.json"]) for text in row["jawaban"].values() if text]
    assert answers
    for text in answers:
        assert f"<p>{linebreaksbr(text)}</p>" in page
    with translation.override("en"):
        assert '<html lang="en">' in packed(writer)["data-saya.html"]


def test_ten_thousand_letters_take_no_more_memory_than_a_few():
    """What is held at once does not grow with what there is."""

    def most_held():
        with tempfile.TemporaryFile() as file:
            tracemalloc.start()
            personal.archive(office.user, file, at=timezone.now())
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            with zipfile.ZipFile(file) as files, files.open("surat.json") as letters:
                return most, len(json.load(letters))

    office = accounts.membership(Role.UNIT)
    body = "Isi surat yang panjang. " * 200
    [letter] = write_letters(office.user, 1, body)
    few, number = most_held()
    assert number == 1
    write_letters(office.user, 3000, body)
    many, number = most_held()
    assert number == 3001
    # Their texts alone are fourteen megabytes.
    assert many < few + 6_000_000
    assert letter.body == body


def write_letters(user, number, body):
    """So many letters to one person."""
    at = timezone.now()
    return Letter.objects.bulk_create(
        Letter(
            recipient=user,
            name="uji",
            occasion=f"uji-{uuid4()}",
            subject="Uji",
            body=body,
            written_at=at,
            next_try_at=at,
        )
        for _one in range(number)
    )


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
    assert "kontak yang tertulis dalam usulan dan pemutakhiran inovasi" in page
    row = page[page.index("Surat kepada orang lain yang menyebut nama ini") :]
    assert "tidak dihitung" in row[: row.index("</tr>")]
    assert page.count("tidak dihitung") == 1
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
