"""The form, the documents and the checks of an edition, planned by their pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from competitions.domain import planning
from tests.competitions.views.planning.pages import DATES, at, boxes, enter
from tests.factories.competitions import edition
from tests.pages import markup, text_of

pytestmark = pytest.mark.django_db


def added(client, address, **filled):
    """What a page would send after one more row was added and filled in."""
    sent = boxes(client.post(address, {**boxes(client.get(address)), "baris": "tambah"}))
    last = int(sent["b-jumlah"]) - 1
    return {**sent, **{f"b-{last}-{name}": value for name, value in filled.items()}}


def sections_of(planned):
    return planning.plan_of(planned).blueprint.sections


@pytest.mark.journey
def test_a_section_is_added_and_its_questions_are_written_on_its_own_page(client, draft):
    sent = added(client, at(draft, "formulir"), title="Risiko", weight="0", group="umum")
    page = client.post(at(draft, "formulir"), sent, follow=True)
    assert page.redirect_chain == [(at(draft, "formulir"), 302)]
    assert at(draft, "formulir", "risiko") in markup(page)
    assert (sections_of(draft)[-1].group, sections_of(draft)[-1].questions) == ("umum", ())
    asked = added(client, at(draft, "formulir", "risiko"), prompt="Apa risikonya?", min_words="20", max_words="90")
    page = client.post(at(draft, "formulir", "risiko"), asked, follow=True)
    assert page.redirect_chain == [(at(draft, "formulir"), 302)]
    (question,) = sections_of(draft)[-1].questions
    assert (question.key, question.prompt, question.min_words, question.max_words) == (
        "apa-risikonya",
        "Apa risikonya?",
        20,
        90,
    )
    assert at(draft, "formulir", "risiko") in markup(client.get(at(draft, "kelompok")))


@pytest.mark.journey
def test_a_section_is_moved_and_removed_with_its_questions(client, draft):
    before = sections_of(draft)
    moved = boxes(client.post(at(draft, "formulir"), {**boxes(client.get(at(draft, "formulir"))), "baris": "naik-1"}))
    client.post(at(draft, "formulir"), moved)
    assert sections_of(draft) == (before[1], before[0], *before[2:])
    fewer = boxes(client.post(at(draft, "formulir"), {**moved, "baris": "hapus-0"}))
    client.post(at(draft, "formulir"), fewer)
    assert sections_of(draft) == (before[0], *before[2:])


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        ("10", "bobot berjumlah tepat 100."),
        ("7,5", "bobot berjumlah 97,5, masih kurang 2,5."),
        ("30", "bobot berjumlah 120, kelebihan 20."),
    ],
)
def test_the_weights_of_every_group_are_added_up_in_words(client, draft, weight, said):
    sent = boxes(client.get(at(draft, "formulir")))
    index = next(number for number, section in enumerate(sections_of(draft)) if section.weight == 10)
    shared = sections_of(draft)[index]
    assert shared.group is None
    page = client.post(at(draft, "formulir"), {**sent, f"b-{index}-weight": weight, "baris": "turun-99"})
    groups = draft.groups.all()
    assert len(groups) > 1
    for group in groups:
        assert f"{group.name}: {said}" in text_of(page)


def test_weights_that_do_not_add_up_stand_in_a_draft_and_are_named_in_the_plan(client, draft):
    sent = boxes(client.get(at(draft, "formulir")))
    index = next(number for number, section in enumerate(sections_of(draft)) if section.weight == 10)
    client.post(at(draft, "formulir"), {**sent, f"b-{index}-weight": "7.5"})
    assert str(sections_of(draft)[index].weight) == "7.50"
    assert "harus berjumlah tepat 100, bukan 97.5." in text_of(client.get(f"/ruang-kendali/{draft.slug}/rencana/"))


WRONG = [
    ("formulir", "title", " ", "Isi judul bagian, atau hapus barisnya"),
    ("formulir", "title", "x" * 121, "Judul bagian paling banyak 120 huruf"),
    ("formulir", "weight", "-1", "Bobot harus angka dari 0 sampai 100"),
    ("formulir", "weight", "100,5", "Bobot harus angka dari 0 sampai 100"),
    ("formulir", "weight", "NaN", "Bobot harus angka dari 0 sampai 100"),
    ("formulir", "weight", "sepuluh", "Bobot harus angka dari 0 sampai 100"),
    ("formulir", "weight", "1,234", "Bobot paling banyak 2 angka di belakang koma"),
    ("formulir", "group", "tiada", "Kelompok ini tidak ada lagi. Pilih kelompok dari daftar"),
    ("formulir", "evidence_kinds", [], "Pilih paling sedikit satu jenis berkas"),
    ("formulir", "evidence_kinds", ["exe"], "Pilih jenis berkas dari daftar"),
    ("formulir", "evidence_max_bytes", "0", "Ukuran satu bukti paling besar harus angka dari 0,01 sampai 20"),
    ("formulir", "evidence_max_files", "0", "Banyaknya bukti paling banyak harus bilangan bulat dari 1 sampai 50"),
    ("dokumen", "name", "", "Isi nama dokumen, atau hapus barisnya"),
    ("dokumen", "applies", "kapan", "Pilih kapan dokumen ini diminta"),
    ("dokumen", "max_bytes", "-3", "Ukuran paling besar harus angka dari 0,01 sampai 20"),
    ("syarat", "code", "", "Isi kode alasan"),
    ("syarat", "code", "A" * 11, "Kode alasan paling banyak 10 huruf"),
    ("syarat", "method", "undian", "Pilih cara memeriksa"),
    ("syarat", "remedy", "x" * 301, "Cara memenuhi paling banyak 300 huruf"),
    ("kelompok", "agency_cap", "0", "Usulan per instansi paling banyak harus bilangan bulat dari 1 sampai 1000"),
    ("formulir/latar-belakang", "prompt", "", "Isi pertanyaan, atau hapus barisnya"),
    ("formulir/latar-belakang", "prompt", "x" * 201, "Pertanyaan paling banyak 200 huruf"),
    ("formulir/latar-belakang", "max_words", "0", "Paling banyak (kata) harus bilangan bulat dari 1 sampai 32767"),
    ("formulir/latar-belakang", "min_words", "-5", "Paling sedikit (kata) harus bilangan bulat dari 0 sampai 32767"),
    (
        "formulir/latar-belakang",
        "min_words",
        "9000",
        "kata lebih kecil daripada paling sedikit 9000 kata",
    ),
]


@pytest.mark.parametrize(("address", "box", "value", "sentence"), WRONG)
def test_what_is_wrong_is_said_beside_its_box_and_nothing_is_lost(client, draft, address, box, value, sentence):
    before = planning.plan_of(draft)
    part, _slash, key = address.partition("/")
    if key:
        key = before.blueprint.sections[1].key
    where = at(draft, part, *([key] if key else []))
    sent = {**boxes(client.get(where)), f"b-0-{box}": value}
    page = client.post(where, sent)
    assert page.status_code == 422
    assert sentence in text_of(page)
    assert planning.plan_of(draft) == before
    if isinstance(value, str) and value.strip():
        assert f'value="{value}"' in markup(page) or f">{value}</textarea>" in markup(page) or box in CHOSEN


# A word that is not on the list cannot be drawn in it.
CHOSEN = {"group", "applies", "method"}


def test_a_code_of_a_check_used_twice_is_named_and_nothing_is_lost(client, draft):
    before = planning.plan_of(draft)
    sent = boxes(client.get(at(draft, "syarat")))
    page = client.post(at(draft, "syarat"), {**sent, "b-0-code": sent["b-1-code"], "b-0-statement": "Bunyi baru"})
    assert page.status_code == 422
    assert f"Kode alasan dipakai lebih dari sekali: {sent['b-1-code']}." in text_of(page)
    assert 'value="Bunyi baru"' in markup(page)
    assert planning.plan_of(draft) == before


def test_a_check_and_a_document_are_added(client, draft):
    check = added(
        client, at(draft, "syarat"), code="B01", statement="Ada SK", legal_basis="Pasal 3", remedy="Unggah SK"
    )
    client.post(at(draft, "syarat"), check)
    document = added(client, at(draft, "dokumen"), name="SK tim", max_bytes="1,5", kinds=["pdf"], group="umum")
    client.post(at(draft, "dokumen"), document)
    plan = planning.plan_of(draft).blueprint
    assert (plan.checks[-1].code, plan.checks[-1].method) == ("B01", "person")
    made = plan.requirements[-1]
    assert (made.key, made.max_bytes, made.kinds, made.group) == ("sk-tim", 1_572_864, ("pdf",), "umum")


def test_a_size_that_the_box_rounds_stays_as_it_was(client, draft):
    first = draft.requirements.order_by("position").first()
    draft.requirements.filter(pk=first.pk).update(max_bytes=500_000)
    client.post(at(draft, "dokumen"), {**boxes(client.get(at(draft, "dokumen"))), "b-0-name": "Nama lain"})
    first.refresh_from_db()
    assert (first.name, first.max_bytes) == ("Nama lain", 500_000)


def test_two_people_at_the_questions_of_one_section_see_both(client, draft, admin):
    section = sections_of(draft)[1]
    where = at(draft, "formulir", section.key)
    mine = {**boxes(shown := client.get(where)), "versi": shown.context["stamp"], "utuh": "1"}
    enter(admin).post(where, {**boxes(shown), "b-0-hint": "Petunjuk orang lain"})
    page = client.post(where, {**mine, "b-0-hint": "Petunjuk saya"})
    assert page.status_code == 409
    assert "Petunjuk orang lain" in text_of(page)
    assert "Petunjuk saya" in text_of(page)
    assert sections_of(draft)[1].questions[0].hint == "Petunjuk orang lain"


def test_the_cap_of_a_group_is_kept_and_told_in_public(client, draft):
    sent = boxes(client.get(at(draft, "kelompok")))
    client.post(at(draft, "kelompok"), {**sent, "b-0-agency_cap": "3"})
    assert planning.plan_of(draft).blueprint.groups[0].agency_cap == 3


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"baris": "hapus-0"}, "yang dihapus mungkin sudah dijawab unit. Jawaban tidak dibuang"),
        ({"b-0-prompt": "Pertanyaan lain"}, "pertanyaan, dokumen, dan syarat tetap seperti diumumkan"),
    ],
)
def test_what_units_may_have_answered_stays(admin, changed, sentence):
    begun = edition(
        by=admin, slug="kipp-2026", opens_at=timezone.now() - timedelta(days=2), closes_at=DATES["closes_at"]
    )
    client, key = enter(admin), sections_of(begun)[1].key
    where = at(begun, "formulir", key)
    sent = {**boxes(client.get(where)), **changed}
    if "baris" in changed:
        sent = boxes(client.post(where, sent))
    page = client.post(where, {**sent, "reason": "Arahan Menteri."})
    assert page.status_code in (403, 422)
    assert sentence in text_of(page)


@pytest.mark.parametrize("key", ["tiada", "b"])
def test_a_section_that_does_not_exist(client, draft, key):
    assert client.get(at(draft, "formulir", key)).status_code == 404
