"""The pages on which the ministry words the portal's own letters."""

import pytest
from django.urls import reverse

from accounts.domain.correspondence import portal_texts
from accounts.letter_kinds import KINDS
from accounts.models import PortalLetter, Role
from tests.competitions.views.planning.test_parts import enter
from tests.factories import accounts
from tests.pages import markup

pytestmark = pytest.mark.django_db
KEY = "account.new_password"
LIST = "/surat/naskah/"


@pytest.fixture
def admin():
    return accounts.membership(Role.MINISTRY_ADMIN)


@pytest.fixture
def client(admin):
    return enter(admin)


def page_of(key=KEY):
    return reverse("letter_text", args=[key])


def boxes(client, key=KEY, **said):
    page = client.get(page_of(key))
    return {**page.context["form"].initial, "versi": page.context["stamp"], "utuh": "1", **said}


def sent(client, key=KEY, **said):
    return client.post(page_of(key), boxes(client, key, **said))


def test_the_list_names_every_letter_and_the_outbox_leads_there(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = markup(client.get(LIST))
    assert all(str(kind.title) in page for kind in KINDS.values())
    assert LIST in markup(client.get(reverse("letters")))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MINISTRY_ADMIN])
def test_nobody_else_is_let_in(role):
    client = enter(accounts.membership(role))
    assert client.get(LIST).status_code == 403
    assert client.get(page_of()).status_code == 403


def test_the_secretariat_is_not_led_there():
    assert LIST not in markup(enter(accounts.membership(Role.SECRETARY)).get(reverse("letters")))


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("key", KINDS)
def test_every_letter_has_its_page_with_fields_texts_and_preview(client, key, language):
    client.cookies["django_language"] = language
    page = markup(client.get(page_of(key)))
    assert all(f"{{{field.key}}}" in page for field in KINDS[key].fields)
    (subject, _body), (english, _text) = portal_texts.brought(key), portal_texts.brought(key, "en")
    assert subject in page
    assert english in page
    assert page.count('<section class="section"') == len(list(KINDS[key].recipients)) * (
        2 if KINDS[key].is_in_asked_language else 1
    )


def test_no_other_letter_has_one(client):
    assert client.get(page_of("account.eaten")).status_code == 404
    assert client.get(page_of("stage.outcome")).status_code == 404


def test_a_letter_is_saved_and_set_back(client, admin):
    answer = sent(client, subject="Sandi baru", reply_to="tanya@contoh.go.id")
    assert (answer.status_code, answer.url) == (302, LIST)
    page = markup(client.get(LIST))
    assert "Naskah sendiri" in page
    assert "balasan ke tanya@contoh.go.id" in page
    assert f"Terakhir diubah {admin.user.full_name}" in page
    # Whatever stands in the boxes.
    assert sent(client, is_default="on", body="", reply_to="x").status_code == 302
    assert portal_texts.text_of(KEY) == portal_texts.default(KEY)
    assert "Naskah sendiri" not in markup(client.get(LIST))


def test_saving_what_stands_changes_nothing(client):
    assert "Tidak ada yang berubah" in markup(
        client.post(page_of(), boxes(client, body=boxes(client)["body"].replace("\n", "\r\n")), follow=True)
    )
    assert not PortalLetter.objects.exclude(body="").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"subject": "{kode} dan {gaji}"}, "Isian yang tidak dikenal surat ini: {kode}, {gaji}."),
        ({"subject": "Buka {tautan}"}, "{tautan} membuka sesuatu bagi pembacanya, jadi hanya boleh ada di isi surat."),
        ({"body": "Yth. {nama_penerima"}, "Kurung kurawal di “{nama_penerima” tidak menjadi isian"),
        ({"body": "Yth. {nama_penerima}"}, "Tanpa {tautan} surat ini tidak berguna bagi penerimanya."),
        ({"body": ""}, "Isi naskah surat"),
        ({"subject": "a" * 201}, "Perihal paling panjang 200 huruf"),
        ({"body": "{tautan}" + "a" * 20_000}, "terlalu panjang untuk disimpan"),
        ({"subject_en": "Password"}, "Isi naskah Inggris, atau kosongkan perihal Inggrisnya"),
        ({"body_en": "{tautan}"}, "Isi perihal Inggris, atau kosongkan naskah Inggrisnya"),
        ({"reply_to": "tanya"}, "Tulis alamat surel seperti nama@contoh.go.id"),
        ({"versi": ""}, "Kiriman Anda tidak sampai utuh"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_saved(client, said, sentence):
    answer = sent(client, **said)
    assert answer.status_code == 422
    assert sentence in markup(answer)
    assert not PortalLetter.objects.exists()


def test_a_letter_in_its_readers_language_needs_both(client):
    answer = sent(client, "account.visitor", subject_en="", body_en="")
    assert answer.status_code == 422
    assert "surat ini dikirim dalam bahasa penerimanya" in markup(answer)


def test_a_preview_shows_what_is_typed_and_saves_nothing(client):
    answer = sent(client, body="Halo {nama_penerima}: {tautan}", baris="pratinjau")
    assert answer.status_code == 200
    assert "Halo Sari Wulandari: https://contoh.go.id/" in markup(answer)
    broken = sent(client, body="Halo {siapa}", baris="pratinjau")
    assert broken.status_code == 422
    assert "Perbaiki dahulu yang keliru." in markup(broken)
    back = sent(client, body="Apa pun", is_default="on", baris="pratinjau")
    assert "Seseorang, mungkin Anda, meminta kata sandi baru" in markup(back)
    assert not PortalLetter.objects.exists()


def test_a_letter_is_seen_as_a_person_who_is_there_would_get_it(client):
    unit = accounts.unit(name="Puskesmas Melati")
    office = accounts.membership(Role.UNIT, unit=unit)
    page = markup(sent(client, "account.appointed", recipient=office.user.email.upper(), baris="pratinjau"))
    shown = page.partition('id="pratinjau"')[2]
    assert "Sari Wulandari" not in shown
    assert office.user.told_apart in shown
    assert f"Yth. {office.user.full_name}" in shown
    assert "Penulis usulan, Puskesmas Melati" in shown
    assert "https://contoh.go.id/" in shown
    assert "masih rekaan" not in shown
    ended = markup(sent(client, "account.office_ended", recipient="melati", baris="pratinjau"))
    assert "Bila ini keliru, hubungi admin instansi Anda." in ended
    assert "Juga masih rekaan: hari sejak peran itu tidak ada lagi; alasan yang ditulis." in " ".join(ended.split())


def test_no_link_of_a_preview_opens_anything(client, settings):
    office = accounts.membership(Role.SECRETARY)
    for key, kind in KINDS.items():
        if Role.SECRETARY in kind.goes_to.roles:
            page = sent(client, key, recipient=office.user.email, baris="pratinjau")
            seen = page.context["addressed"]
            assert seen.who == office.user.told_apart
            assert settings.BASE_URL not in seen.subject + seen.body
            assert "/akun/sandi/baru/" not in seen.body.replace("https://contoh.go.id/akun/sandi/baru/k-7f3a/", "")


def test_whom_words_mean_is_one_of_those_who_get_it(client):
    judge = accounts.membership(Role.EVALUATOR)
    for name in ("Siti Satu", "Siti Dua"):
        accounts.membership(Role.AGENCY_ADMIN, user=accounts.person(name))
    for said, sentence in (
        ("siti", "Tulis lebih lengkap, misalnya: Siti Dua"),
        ("entah siapa", "Tidak ada “entah siapa” di antara penerima surat ini"),
        (judge.user.email, "di antara penerima surat ini"),
        ("a" * 201, "Nama paling panjang 200 huruf"),
    ):
        answer = sent(client, "register.closed", recipient=said, baris="pratinjau")
        assert answer.status_code == 422
        assert sentence in markup(answer)
    assert "Siti Satu" in markup(sent(client, "register.closed", recipient="siti satu", baris="pratinjau"))
    # What is looked at is no part of the text.
    assert sent(client, "register.closed", recipient="entah siapa", subject="Tutup {nama}").status_code == 302
    assert "Lihat seperti diterima" not in markup(client.get(page_of("account.visitor")))


def test_two_people_at_one_letter_see_each_other(client, admin):
    first, second = boxes(client, subject="Satu"), boxes(client, subject="Dua")
    other = accounts.membership(Role.MINISTRY_ADMIN)
    assert enter(other).post(page_of(), first).status_code == 302
    answer = client.post(page_of(), second)
    assert answer.status_code == 409
    page = markup(answer)
    assert "Satu" in page
    assert "Dua" in page
    assert other.user.full_name in page
    assert PortalLetter.objects.get().subject == "Satu"
    stamp = answer.context["stamp"]
    assert client.post(page_of(), {**second, "versi": stamp}).status_code == 302
    assert PortalLetter.objects.get().subject == "Dua"


def test_letters_without_an_address_for_answers_are_counted_and_where_answers_go_is_said(client, settings):
    settings.DEFAULT_FROM_EMAIL = "Sinovik <portal@contoh.go.id>"
    page = markup(client.get(reverse("letter_texts")))
    goes = "jawaban penerimanya masuk ke alamat pengirim portal, portal@contoh.go.id."
    said = f"jenis surat belum punya alamat balasan: {goes}"
    assert f"{len(KINDS)} {said}" in page
    assert page.count("balasan ke alamat pengirim portal") == len(KINDS)
    sent(client, reply_to="tanya@contoh.go.id")
    page = markup(client.get(reverse("letter_texts")))
    assert f"{len(KINDS) - 1} {said}" in page
    assert "balasan ke tanya@contoh.go.id" in page
    assert "jawaban masuk ke alamat pengirim portal, portal@contoh.go.id" in markup(client.get(page_of()))
