"""A plan begun, edited and announced by its pages."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.domain.motions import carry_out
from accounts.models import Motion, Role
from competitions.domain import plan_file, planning
from competitions.models import Edition
from tests.announcing import wait_out
from tests.competitions.views.planning.pages import DATES, at, boxes, enter
from tests.factories import accounts
from tests.factories.competitions import edition
from tests.pages import Browser, markup

pytestmark = pytest.mark.django_db


NEW = {
    "name": "KIPP 2027",
    "slug": "KIPP-2027",
    "year": "2027",
    "theme": "",
    "legal_basis": "Pedoman Menteri PANRB Nomor 4 Tahun 2027",
    "opens_on": "4 Januari 2027",
    "opens_time": "08.00",
    "closes_on": "31/3/2027",
    "closes_time": "16.00",
}


def test_an_edition_is_begun_from_a_template(client):
    page = client.post(reverse("competitions:plan-begin"), {**NEW, "source": "pola:classical"}, follow=True)
    assert page.redirect_chain == [("/ruang-kendali/kipp-2027/rencana/", 302)]
    made = Edition.objects.get()
    assert (made.announced_at, made.closes_at.isoformat()) == (None, "2027-03-31T09:00:00+00:00")
    assert page.context["unready"] == []


def test_an_edition_is_begun_from_another(client, draft):
    client.post(reverse("competitions:plan-begin"), {**NEW, "slug": "baru", "source": "edisi:kipp-2027"})
    assert planning.plan_of(Edition.objects.get(slug="baru")).blueprint == planning.plan_of(draft).blueprint


def test_what_is_wrong_with_a_beginning_is_said_and_kept(client, draft):
    page = client.post(reverse("competitions:plan-begin"), {**NEW, "source": "pola:classical", "closes_on": "besok"})
    assert page.status_code == 422
    assert "Tulis tanggal sebagai hari/bulan/tahun" in markup(page)
    assert 'value="Pedoman Menteri PANRB Nomor 4 Tahun 2027"' in markup(page)
    page = client.post(reverse("competitions:plan-begin"), {**NEW, "source": "pola:classical"})
    assert "Alamat “kipp-2027” sudah dipakai edisi lain." in markup(page)


@pytest.mark.parametrize("day", ["31/12/9999", "31/12/2101", "1/1/0001"])
@pytest.mark.parametrize("box", ["opens_on", "closes_on"])
def test_a_far_date_is_answered_with_a_sentence(client, draft, day, box):
    before = planning.plan_of(draft)
    file = upload(plan_file.written(before).encode())
    far = {**NEW, "slug": "jauh", box: day}
    head = boxes(client.get(at(draft, "pokok")))
    for address, sent in (
        (reverse("competitions:plan-begin"), {**far, "source": "pola:benefit_2025"}),
        (reverse("competitions:plan-from-file"), {**far, "file": file}),
        (at(draft, "pokok"), {**head, box: day}),
    ):
        assert client.post(address, sent).status_code == 422
    assert Edition.objects.count() == 1
    assert planning.plan_of(draft) == before


def upload(content, name="rencana.json"):
    return SimpleUploadedFile(name, content, content_type="application/json")


def test_a_plan_goes_out_as_a_file_and_comes_back(client, draft):
    file = client.get(reverse("competitions:plan-file", args=[draft.slug]))
    assert file.headers["Content-Disposition"] == 'attachment; filename="rencana-kipp-2027.json"'
    data = {**NEW, "slug": "kembali", "file": upload(file.content)}
    client.post(reverse("competitions:plan-from-file"), data)
    assert planning.plan_of(Edition.objects.get(slug="kembali")).blueprint == planning.plan_of(draft).blueprint


def test_a_file_in_which_the_rubric_says_what_decides_is_read_as_it_was_meant(client, draft):
    value = json.loads(plan_file.written(planning.plan_of(draft)))
    for rubric in value["blueprint"]["rubrics"]:
        for criterion in rubric["criteria"]:
            criterion["breaks_ties"] = criterion["key"] == "kebaruan"
    for stage in value["blueprint"]["stages"]:
        stage["settings"].pop("tie_criterion", None)
    read = plan_file.read(json.dumps(value).encode())
    chosen = {stage.key: stage.settings.get("tie_criterion") for stage in read.blueprint.stages}
    assert {key: one for key, one in chosen.items() if one is not None} == {"desk": "kebaruan"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.4", "Berkas ini tidak dapat dibaca."),
        ('{"format": "b\xe9"}'.encode("cp1252"), "Berkas ini tidak tersimpan dalam UTF-8."),
        (b"\x89PNG\r\n\x1a\n\x81", "Berkas ini tidak dapat dibaca."),
        (b"[" * 100_000, "Berkas ini tidak dapat dibaca."),
        (b"Kunci;Nama\r\nair;Air\r\n", "Berkas ini tidak dapat dibaca."),
        (b'{"format": "sinovik-plan-1", "rumus": "=1+1"}', "nama tidak dikenal: rumus"),
        (b"", "Berkas ini kosong"),
        (b"{}", "Berkas ini bukan rencana edisi dari Sinovik."),
        (b'{"format": "sinovik-plan-1", "head": NaN}', "Berkas ini tidak dapat dibaca."),
        (b'{"format": "sinovik-plan-1", "head": 1}', "head"),
        (b'{"format": "sinovik-plan-1", "head": "\\ud800"}', "Berkas ini tidak dapat dibaca."),
        (b" " * (plan_file.LARGEST + 1), "Berkas rencana paling besar 1 MB."),
    ],
)
def test_a_file_that_is_no_plan(client, content, sentence):
    page = client.post(reverse("competitions:plan-from-file"), {**NEW, "file": upload(content)})
    assert page.status_code == 422
    assert sentence in markup(page)
    assert not Edition.objects.exists()


def test_everything_that_is_wrong_in_a_file_is_listed_and_nothing_is_kept(client, draft):
    value = json.loads(plan_file.written(planning.plan_of(draft)))
    value["blueprint"]["groups"][0]["warna"] = "merah"
    value["blueprint"]["stages"][1]["places"]["umum"] = "banyak"
    page = client.post(
        reverse("competitions:plan-from-file"), {**NEW, "slug": "baru", "file": upload(json.dumps(value).encode())}
    )
    assert "blueprint.groups[0]: nama tidak dikenal: warna." in markup(page)
    assert "blueprint.stages[1].places[&#x27;umum&#x27;]: bukan bilangan bulat." in markup(page)
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "value", "sentence"),
    [
        (("head", "logo"), "f" * 65, "Edisi: lambang paling banyak 64 huruf."),
        (("head", "signature"), "\0", "Edisi: gambar tanda tangan memuat teks yang tidak dapat disimpan."),
        (("head", "pact"), "Saya\0", "Edisi: pakta integritas memuat teks yang tidak dapat disimpan."),
        (("head", "pact"), " ", "Edisi: pakta integritas belum diisi."),
        (("blueprint", "sections", 0, "weight"), "1e9999999", "bukan angka"),
        (("blueprint", "sections", 0, "weight"), "1e-9999999", "bukan angka"),
        (("blueprint", "stages", 3, "settings"), {"rooms": ["A\0"]}, "Ruang harus berisi"),
        (("blueprint", "groups", 0, "invited"), ["Kota\0"], "memuat teks yang tidak dapat disimpan"),
        (("blueprint", "groups", 0, "name"), "U\0", "memuat teks yang tidak dapat disimpan"),
    ],
)
def test_a_value_of_a_file_that_cannot_be_kept_is_said(client, draft, place, value, sentence):
    whole = json.loads(plan_file.written(planning.plan_of(draft)))
    *path, last = place
    part = whole
    for name in path:
        part = part[name]
    part[last] = value
    page = client.post(
        reverse("competitions:plan-from-file"), {**NEW, "slug": "baru", "file": upload(json.dumps(whole).encode())}
    )
    assert page.status_code == 422
    assert sentence in markup(page)
    assert Edition.objects.count() == 1


def rows(names, prefix="b"):
    """The fields of rows with these names; a pair is a key and a name."""
    sent = {f"{prefix}-jumlah": str(len(names))}
    for index, (key, name) in enumerate(names):
        sent |= {f"{prefix}-{index}-key": key, f"{prefix}-{index}-name": name}
    return sent


def names_of(planned):
    return list(planned.categories.order_by("position").values_list("key", "name"))


def test_rows_are_added_named_and_saved(client, draft):
    before = names_of(draft)
    page = client.post(at(draft, "kategori"), {**rows([*before[:2], ("", "Air bersih")])}, follow=True)
    assert page.redirect_chain == [("/ruang-kendali/kipp-2027/rencana/", 302)]
    assert names_of(draft) == [*before[:2], ("air-bersih", "Air bersih")]


@pytest.mark.parametrize(
    ("command", "order"),
    [
        ("tambah", ["a", "b", "c", ""]),
        ("hapus-1", ["a", "c"]),
        ("naik-2", ["a", "c", "b"]),
        ("turun-0", ["b", "a", "c"]),
        ("naik-0", ["a", "b", "c"]),
        ("turun-2", ["a", "b", "c"]),
        ("hapus-99", ["a", "b", "c"]),
    ],
)
def test_buttons_of_rows_change_the_page_and_not_the_plan(client, draft, command, order):
    before = names_of(draft)
    sent = rows([("x", "a"), ("y", "b"), ("", "c")])
    page = client.post(at(draft, "kategori"), {**sent, "baris": command})
    assert [form["name"].value() or "" for form in page.context["part_form"].forms] == order
    assert "Ada yang perlu diperbaiki" not in markup(page)
    assert names_of(draft) == before


@pytest.mark.parametrize("count", ["", "-1", "99999999999", "satu", "²"])
def test_a_number_of_rows_that_makes_no_sense(client, draft, count):
    assert client.post(at(draft, "kategori"), {"b-jumlah": count}).status_code in (302, 422)


def test_a_row_without_a_name_is_named_and_nothing_is_lost(client, draft):
    before = names_of(draft)
    page = client.post(at(draft, "kategori"), rows([("", "Air bersih"), ("", " ")]))
    assert page.status_code == 422
    assert "Isi nama kategori, atau hapus barisnya" in markup(page)
    assert 'value="Air bersih"' in markup(page)
    assert names_of(draft) == before


def test_two_people_at_one_part_see_both(client, draft, admin):
    other = enter(accounts.membership(Role.MINISTRY_ADMIN))
    shown = client.get(at(draft, "kategori"))
    other.post(at(draft, "kategori"), rows([("air", "Air bersih")]))
    page = client.post(
        at(draft, "kategori"), {**rows([("laut", "Laut")]), "versi": shown.context["stamp"], "utuh": "1"}
    )
    assert page.status_code == 409
    assert "Air bersih" in markup(page)
    assert 'value="Laut"' in markup(page)
    assert names_of(draft) == [("air", "Air bersih")]
    sent = {**rows([("laut", "Laut")]), "versi": page.context["stamp"], "utuh": "1"}
    assert client.post(at(draft, "kategori"), sent).status_code == 302
    assert names_of(draft) == [("laut", "Laut")]


def test_an_announced_edition_is_altered_by_a_motion_and_says_so_in_public(client, admin):
    announced = edition(by=admin, slug="kipp-2026", **DATES)
    names = [*names_of(announced), ("", "Air bersih")]
    page = client.post(at(announced, "kategori"), rows(names))
    assert "Tulis alasan perubahan" in markup(page)
    page = client.post(at(announced, "kategori"), {**rows(names), "reason": "Arahan Menteri."})
    motion = Motion.objects.get()
    assert page.url == reverse("motion", args=[motion.pk])
    second = enter(accounts.membership(Role.MINISTRY_ADMIN))
    shown = second.get(page.url)
    assert "Air bersih" in markup(shown)
    second.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256, "utuh": "1"})
    assert wait_out() == 1
    assert names_of(announced)[-1] == ("air-bersih", "Air bersih")
    public = markup(Browser().get(reverse("competitions:edition", args=["kipp-2026"])))
    assert "Arahan Menteri." in public
    assert "ditambahkan" in public


def test_an_alteration_asks_for_the_password_again_and_goes_on_with_what_was_typed(client, admin):
    announced = edition(by=admin, slug="kipp-2026", **DATES)
    admin.user.set_password("sandi panjang untuk uji")
    admin.user.save()
    client.force_login(admin.user)
    accounts.fresh(client, ago=24 * 3600)
    sent = {**rows([*names_of(announced), ("", "Air bersih")]), "reason": "Arahan Menteri."}
    asked = client.post(at(announced, "kategori"), sent)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not Motion.objects.exists()
    client.post(asked.url, {"password": "sandi panjang untuk uji"}, follow=True)
    motion = Motion.objects.get()
    assert motion.reason == "Arahan Menteri."
    assert "Air bersih" in motion.body


def test_two_people_announce_by_the_pages(client, draft):
    plan = reverse("competitions:plan", args=[draft.slug])
    sent = {"versi": client.get(plan).context["stamp"], "utuh": "1", "reason": "Surat tugas Deputi."}
    draft.categories.filter(position=1).update(name="Nama lain")
    page = client.post(reverse("competitions:plan-announcement", args=[draft.slug]), sent)
    assert page.status_code == 409
    assert "Rencana berubah sejak Anda membukanya." in markup(page)
    assert "Surat tugas Deputi.</textarea>" in markup(page)
    sent["versi"] = page.context["stamp"]
    unsaid = client.post(reverse("competitions:plan-announcement", args=[draft.slug]), {**sent, "reason": " "})
    assert "Tulis alasannya" in markup(unsaid)
    page = client.post(reverse("competitions:plan-announcement", args=[draft.slug]), sent)
    motion = Motion.objects.get()
    assert page.url == reverse("motion", args=[motion.pk])
    second = enter(accounts.membership(Role.MINISTRY_ADMIN))
    shown = markup(second.get(page.url))
    assert "KIPP 2027" in shown
    assert "Surat tugas Deputi." in shown
    second.post(reverse("motion_seconding", args=[motion.pk]), {"sidik": motion.sha256, "utuh": "1"})
    draft.refresh_from_db()
    assert draft.announced_at is None
    motion.refresh_from_db()
    carry_out(motion.pk, at=motion.due_at)
    draft.refresh_from_db()
    assert draft.announced_at == motion.due_at


def test_an_unready_plan_says_what_is_missing_where(client, draft):
    draft.categories.all().delete()
    page = markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    assert "Edisi memerlukan paling sedikit satu kategori." in page
    assert "Ajukan pengumuman" not in page


PAGES = [["pokok"], ["kelompok"], ["kategori"], ["kuota"], ["tahap"], ["tahap", "desk"], ["tahap", "interview"]]
PAGES += [["komposisi", "panel"], ["komposisi", "final"], ["penghargaan", "final"], ["rekap"]]
PAGES += [["rubrik"], ["rubrik", "desk"], ["rubrik", "interview"]]
PAGES += [["formulir"], ["formulir", "ringkasan"], ["dokumen"], ["syarat"]]


@pytest.mark.parametrize("part", PAGES)
def test_saving_a_part_as_it_is_shown_changes_nothing(client, draft, part):
    before = planning.plan_of(draft)
    shown = client.get(at(draft, *part))
    sent = boxes(shown)
    page = client.post(at(draft, *part), sent, follow=True)
    assert "Tidak ada yang berubah" in markup(page)
    assert planning.plan_of(draft) == before


@pytest.mark.parametrize("part", PAGES)
def test_a_part_costs_few_queries(client, draft, part, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        client.get(at(draft, *part))


def test_the_plan_costs_few_queries(client, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        client.get(reverse("competitions:plan", args=[draft.slug]))


def test_the_secretariat_reads_and_changes_nothing(draft):
    client = enter(accounts.membership(Role.SECRETARY))
    page = markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    assert "Kategori" in page
    assert "/rencana/kategori/" not in page
    assert client.get(at(draft, "kategori")).status_code == 403


def test_a_part_that_does_not_exist(client, draft):
    assert client.get(at(draft, "cuaca")).status_code == 404
    assert client.get(at(draft, "kategori", "air")).status_code == 404
