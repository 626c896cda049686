"""Sample letters: written in the plan, open for everybody, on invented data for the ministry."""

import io

import pikepdf
import pytest
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from accounts.models import Role
from competitions.domain import planning, specimens
from competitions.models import EnteredBy, Requirement
from tests.competitions.views.planning.pages import DATES, at, boxes, enter
from tests.factories import accounts
from tests.factories.competitions import edition
from tests.pages import Browser, markup, text_of

pytestmark = pytest.mark.django_db
LETTER = "SURAT PERNYATAAN\r\n\r\nKami dari {instansi} menerapkan {nama inovasi}\r\ndalam {edisi}."
KEPT = LETTER.replace("\r\n", "\n")


def in_docx(content):
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def in_pdf(content):
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def first_of(planned):
    return planned.requirements.order_by("position").first()


def test_a_letter_is_written_and_seen_on_invented_data(client, draft):
    key = first_of(draft).key
    where = at(draft, "dokumen", key)
    page = client.post(where, {**boxes(client.get(where)), "specimen": LETTER}, follow=True)
    assert page.redirect_chain == [(at(draft, "dokumen"), 302)]
    assert first_of(draft).specimen == KEPT
    address = reverse("competitions:plan-specimen", args=[draft.slug, key, "docx"])
    assert address in markup(client.get(where))
    assert "Kami dari Pemerintah Kabupaten Contoh menerapkan Perahu Sehat" in in_docx(client.get(address).content)
    assert "Tidak ada yang berubah" in text_of(client.post(where, boxes(client.get(where)), follow=True))


@pytest.mark.parametrize(
    ("text", "named"), [("{nama inovas}", "{nama inovas}"), ("{instansi} {a} {} {a}", "{a}, {}"), ("{Unit}", "{Unit}")]
)
def test_fields_that_no_letter_can_fill_are_named_and_nothing_is_lost(client, draft, text, named):
    where, before = at(draft, "dokumen", first_of(draft).key), first_of(draft).specimen
    page = client.post(where, {**boxes(client.get(where)), "specimen": text})
    assert page.status_code == 422
    assert f"Isian ini tidak dikenal: {named}. Pilih dari daftar isian" in text_of(page)
    assert text in text_of(page)
    assert first_of(draft).specimen == before


def test_a_plan_that_came_otherwise_is_held_to_the_same_fields(client, draft):
    draft.requirements.filter(pk=first_of(draft).pk).update(specimen="{kota}")
    said = text_of(client.get(reverse("competitions:plan", args=[draft.slug])))
    assert "contoh surat memakai isian yang tidak dikenal: {kota}." in said


def test_everybody_may_have_the_letter_left_open(admin):
    announced = edition(by=admin, slug="kipp-2026", name="KIPP 2026", **DATES)
    requirement = first_of(announced)
    Requirement.objects.filter(pk=requirement.pk).update(specimen=KEPT)
    visitor = Browser()
    page = markup(visitor.get(reverse("competitions:edition", args=["kipp-2026"])))
    for kind, read in (("docx", in_docx), ("pdf", in_pdf)):
        address = reverse("competitions:specimen", args=["kipp-2026", requirement.key, kind])
        assert address in page
        file = visitor.get(address)
        assert file.headers["Content-Type"] == specimens.KINDS[kind][1]
        said = " ".join(read(file.content).split())
        assert said == "SURAT PERNYATAAN Kami dari [instansi] menerapkan [nama inovasi] dalam KIPP 2026."
    assert visitor.get(reverse("competitions:specimen", args=["kipp-2026", requirement.key, "exe"])).status_code == 404


def test_no_pdf_is_offered_where_none_can_be_made(client, draft, settings):
    settings.PDF_ENABLED = False
    requirement = first_of(draft)
    Requirement.objects.filter(pk=requirement.pk).update(specimen=KEPT)
    answers = [
        client.get(reverse("competitions:plan-specimen", args=[draft.slug, requirement.key, kind])).status_code
        for kind in ("docx", "pdf")
    ]
    assert answers == [200, 404]


def test_a_draft_hands_out_nothing_in_public(draft):
    requirement = first_of(draft)
    Requirement.objects.filter(pk=requirement.pk).update(specimen=KEPT)
    address = reverse("competitions:specimen", args=[draft.slug, requirement.key, "docx"])
    assert Browser().get(address).status_code == 404


@pytest.mark.parametrize("text", ["<script>alert(1)</script> & <b>", "a\x07b \ud800", "{unit}" * 3])
def test_whatever_stands_in_a_letter_stands_in_both_files_as_text(text):
    paragraphs = specimens.filled(text, {"unit": "<i>Dinas & Balai</i>"})
    shown = specimens.printable(paragraphs[0])
    assert in_docx(specimens.docx(paragraphs, title="Surat")) == shown
    content = specimens.pdf(paragraphs, title="Surat")
    assert in_pdf(content).replace(" ", "") == shown.replace(" ", "")
    with pikepdf.open(io.BytesIO(content)) as file:
        assert "/StructTreeRoot" in file.Root


def test_the_rules_are_seen_by_the_ministry_alone_before_the_announcement(client, draft, django_assert_max_num_queries):
    address = reverse("competitions:plan-rules-preview", args=[draft.slug])
    assert address in markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    with django_assert_max_num_queries(20):
        page = client.get(address)
    assert "Begini halaman ini tampak bagi semua orang" in text_of(page)
    assert "Bagian usulan" in text_of(page)
    assert enter(accounts.membership(Role.UNIT)).get(address).status_code == 403
    assert Browser().get(reverse("competitions:edition", args=[draft.slug])).status_code == 404


def test_the_form_is_seen_as_each_group_will_see_it(client, draft, django_assert_max_num_queries):
    address = reverse("proposals:form_preview", args=[draft.slug])
    assert address in markup(client.get(reverse("competitions:plan", args=[draft.slug])))
    blueprint = planning.plan_of(draft).blueprint
    for group in blueprint.groups:
        with django_assert_max_num_queries(20):
            page = client.get(f"{address}?kelompok={group.key}")
        main = page.content.decode().partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main
        assert "<button" not in main
        said = text_of(page)
        for section in blueprint.sections:
            if section.group in (None, group.key):
                assert section.title in said
        others = [one for one in blueprint.sections if one.group not in (None, group.key)]
        assert not [one.key for one in others if f'id="pratinjau-{one.key}"' in main]
    assert client.get(f"{address}?kelompok=tiada").status_code == 404
    assert enter(accounts.membership(Role.UNIT)).get(address).status_code == 403


@pytest.mark.parametrize("entered_by", EnteredBy.values)
def test_the_preview_shows_the_group_as_chosen(client, draft, entered_by):
    draft.groups.update(entered_by=entered_by)
    group = draft.groups.get(key="khusus")
    page = client.get(f"{reverse('proposals:form_preview', args=[draft.slug])}?kelompok=khusus")
    field = page.context["identity"]["group"]
    assert [str(choice) for _value, choice in field.field.choices] == ["Kelompok umum", "Kelompok khusus"]
    assert field.value() == group.pk


def test_a_draft_without_groups_and_questions_can_be_seen_as_well(client, draft):
    draft.stages.all().delete()
    draft.sections.all().delete()
    draft.requirements.all().delete()
    draft.groups.all().delete()
    assert client.get(reverse("proposals:form_preview", args=[draft.slug])).status_code == 200
