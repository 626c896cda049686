"""What an innovation is, whose, since when: saved, refused field by field, described by two at once."""

import pytest
from django.urls import reverse

from proposals.forms.identity import is_phone
from tests.pages import hidden

pytestmark = pytest.mark.django_db


def identity_data(proposal, **changes):
    identity = {
        "title": "Judul baru",
        "group": proposal.edition.groups.order_by("position").first().pk,
        "category": proposal.edition.categories.order_by("position").first().pk,
        "started_on": "27/3/2021",
        "sdgs": ["3", "1"],
        "is_app": "yes",
        "contact_name": "Sari",
        "contact_phone": "0812 345",
        "contact_email": "sari@contoh.go.id",
        "is_done": "yes",
    }
    return {key: value for key, value in {**identity, **changes}.items() if value is not None}


def test_the_identity_is_saved(visit, draft):
    response = visit("identity", draft, data=identity_data(draft))
    assert response.url == reverse("proposals:section", args=[draft.code, "ringkasan"])
    draft.refresh_from_db()
    assert (draft.title, draft.sdgs, draft.is_app, draft.identity_done) == ("Judul baru", [1, 3], True, True)
    assert str(draft.started_on) == "2021-03-27"
    assert 'value="27/03/2021"' in visit("identity", draft).content.decode()


@pytest.mark.parametrize(
    ("changes", "control", "sentence"),
    [
        ({"title": ""}, "id_title", "Isi judul inovasi"),
        ({"title": "x" * 201}, "id_title", "Judul inovasi paling banyak 200 huruf"),
        ({"group": "abc"}, "id_group_0", "Pilih kelompok dari daftar"),
        ({"group": None}, "id_group_0", "Pilih kelompok"),
        ({"category": "9" * 30}, "id_category", "Pilih kategori dari daftar"),
        ({"category": None}, "id_category", "Pilih kategori"),
        (
            {"started_on": "27 Marit 2021"},
            "id_started_on",
            "Tulis tanggal mulai dengan hari, bulan, dan tahun, misalnya 27/3/2023",
        ),
        (
            {"started_on": "31/2/2021"},
            "id_started_on",
            "Tanggal ini tidak ada dalam kalender. Periksa hari dan bulannya",
        ),
        ({"started_on": "17/2/2026"}, "id_started_on", "Tanggal mulai diterapkan harus hari ini atau sebelumnya"),
        ({"started_on": "1/1/0021"}, "id_started_on", "Tulis tahun dengan empat angka, misalnya 2023"),
        ({"started_on": None}, "id_started_on", "Isi tanggal inovasi mulai diterapkan"),
        ({"sdgs": ["18"]}, "id_sdgs_0", "Pilih tujuan dari daftar"),
        ({"sdgs": ["x"]}, "id_sdgs_0", "Pilih tujuan dari daftar"),
        ({"sdgs": None}, "id_sdgs_0", "Pilih paling sedikit satu tujuan pembangunan berkelanjutan"),
        ({"is_app": "mungkin"}, "id_is_app_0", "Pilih ya atau tidak"),
        (
            {"video_url": "bukan tautan"},
            "id_video_url",
            "Tulis tautan video lengkap, misalnya https://contoh.go.id/video",
        ),
        ({"contact_name": None}, "id_contact_name", "Isi nama inovator"),
        ({"contact_name": "x" * 151}, "id_contact_name", "Nama inovator paling banyak 150 huruf"),
        ({"contact_phone": ""}, "id_contact_phone", "Isi nomor telepon inovator"),
        ({"contact_phone": "abc"}, "id_contact_phone", "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890"),
        ({"title": "\u200b\u2800\u202e"}, "id_title", "Isi judul inovasi"),
        ({"is_app": None}, "id_is_app_0", "Pilih apakah inovasi ini berupa aplikasi"),
        *(
            (
                {"video_url": url},
                "id_video_url",
                "Tautan video harus dapat dibuka siapa pun, misalnya https://contoh.go.id/video",
            )
            for url in (
                "ftp://contoh.go.id/v",
                "http://localhost/v",
                "http://10.0.0.1/v",
                "http://server.local/v",
                "http://[::1]/v",
            )
        ),
        ({"contact_email": "sari"}, "id_contact_email", "Tulis alamat surel lengkap, misalnya nama@contoh.go.id"),
        ({"contact_email": ""}, "id_contact_email", "Isi alamat surel inovator"),
        ({"is_done": "x"}, "id_is_done_0", "Pilih apakah bagian ini sudah selesai"),
        ({"is_done": None}, "id_is_done_0", "Pilih apakah bagian ini sudah selesai"),
    ],
)
def test_every_error_of_the_identity_is_a_sentence_that_leads_to_its_control(visit, draft, changes, control, sentence):
    response = visit("identity", draft, data=identity_data(draft, **changes))
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="#{control}">{sentence}</a>' in text
    assert f'id="{control}"' in text
    draft.refresh_from_db()
    assert not draft.identity_done


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("021-555 / 0812 3456 7890", True),
        ("(021) 555123/24", True),
        ("+62 812-3456-7890", True),
        ("0274.512345, 0274.512346; 0811 222 333", True),
        ("021 555123 ext. 12", True),
        ("021 555123 ext 12", True),
        ("021-555", True),
        ("021-55", False),
        ("/ / /", False),
        ("021-555123 atau 0812 3456 7890", False),
        ("021\\555123", False),
        ("٠٨١٢٣٤٥٦", False),
        ("021 555123 ext.", False),
        ("021-555\n0812", False),
        ("", False),
    ],
)
def test_a_box_takes_what_can_be_dialled_two_numbers_side_by_side_too(typed, is_one):
    assert is_phone(typed) == is_one


def test_an_identity_with_gaps_is_kept_for_later(visit, draft):
    data = identity_data(draft, group=None, contact_email="", is_done=None, later="1")
    response = visit("identity", draft, data=data)
    assert response.url == reverse("proposals:show", args=[draft.code])
    draft.refresh_from_db()
    assert draft.contact_name == "Sari"


@pytest.mark.parametrize("later", [{}, {"later": "1"}])
def test_one_wrong_field_of_the_identity_costs_no_other(visit, draft, later):
    data = identity_data(draft, started_on="entah", contact_email="sari", is_done="yes", **later)
    response = visit("identity", draft, data=data)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'value="entah"' in text
    assert "Tulis tanggal mulai dengan hari, bulan, dan tahun" in text
    draft.refresh_from_db()
    assert (draft.title, draft.contact_name, draft.is_app) == ("Judul baru", "Sari", True)
    assert (draft.started_on, draft.contact_email, draft.identity_done) == (None, "", False)


def test_two_who_describe_at_once_both_see_what_the_other_wrote(client, visit, draft):
    address = reverse("proposals:identity", args=[draft.code])
    drawn = hidden(visit("identity", draft))
    client.post(address, {**identity_data(draft, contact_name="Sari"), **drawn})
    response = client.post(address, {**identity_data(draft, contact_name="Bayu", title="Judul lain"), **drawn})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Sari" in text
    assert 'value="Bayu"' in text
    draft.refresh_from_db()
    assert draft.contact_name == "Sari"
    client.post(address, {**hidden(response), "title": "Judul lain", "contact_name": "Bayu"})
    draft.refresh_from_db()
    assert (draft.contact_name, draft.contact_phone, draft.identity_done) == ("Bayu", "0812 345", True)


def test_a_field_of_the_identity_that_did_not_come_stays(client, visit, draft):
    visit("identity", draft, data=identity_data(draft))
    visit("identity", draft, data={"title": "Hanya judul", "sdgs": ["3"], "later": "1"})
    draft.refresh_from_db()
    assert (draft.title, draft.contact_name, str(draft.started_on), draft.is_app) == (
        "Hanya judul",
        "Sari",
        "2021-03-27",
        True,
    )


def test_the_identity_speaks_the_language_of_each_reader(client, visit, draft):
    visit("identity", draft)
    client.cookies["django_language"] = "en"
    data = identity_data(draft, contact_name="x" * 151)
    english = visit("identity", draft, data=data).content.decode()
    client.cookies["django_language"] = "id"
    indonesian = visit("identity", draft, data=data).content.decode()
    assert "1. No poverty" in english
    assert "1. Tanpa kemiskinan" in indonesian
    assert "Nama inovator paling banyak 150 huruf" in indonesian
    assert "paling banyak 150 huruf" not in english


def test_nobody_is_asked_by_default_whether_it_is_an_app(visit, draft):
    assert (
        "checked" not in visit("identity", draft).content.decode().partition("id_is_app")[2].partition("</fieldset>")[0]
    )
