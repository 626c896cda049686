"""Documents of a draft on their pages: attached, replaced, refused, mended."""

from html import unescape

import pytest
from django.urls import reverse

from proposals.models import Attachment, SectionVersion
from tests.factories import documents, proposals
from tests.pages import hidden

pytestmark = pytest.mark.django_db


def test_a_document_replaces_the_one_before(visit, draft):
    for name in ("pertama.pdf", "kedua.pdf"):
        response = visit("document", draft, "surat-implementasi", data={"file": proposals.pdf(name, note=name)})
    assert response.url == reverse("proposals:document", args=[draft.code, "surat-identitas"])
    text = visit("document", draft, "surat-implementasi").content.decode()
    assert "kedua.pdf" in text
    assert "1 berkas sebelumnya" in text
    assert text.index("kedua.pdf") < text.index("1 berkas sebelumnya") < text.index("pertama.pdf")


def test_a_document_does_not_replace_one_that_nobody_was_shown(client, cast, draft):
    address = reverse("proposals:document", args=[draft.code, "surat-implementasi"])
    client.force_login(cast.proposer.user)
    drawn = hidden(client.get(address))
    client.post(address, {**drawn, "file": proposals.pdf("rekan.pdf", note="rekan")})
    response = client.post(address, {**drawn, "file": proposals.pdf("saya.pdf", note="saya")})
    assert response.status_code == 409
    assert "berubah setelah Anda membukanya" in response.content.decode()
    assert Attachment.objects.present().get().name == "rekan.pdf"
    client.post(address, {**hidden(response), "file": proposals.pdf("saya.pdf", note="saya")})
    assert Attachment.objects.present().get().name == "saya.pdf"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"Surat pernyataan implementasi", "Isi berkas tidak sesuai dengan namanya."),
        (b"%PDF-1.7\nhanya teks\n%%EOF", ""),
        (documents.pdf()[:400], "terpotong"),
        (documents.pdf()[:60] + b"\0" * 500 + b"\n%%EOF\n", ""),
        (b"", ""),
        (documents.pdf(documents.as_portfolio), "PDF ini portofolio yang berisi berkas lain."),
        (documents.pdf(documents.as_dynamic_form), "PDF ini formulir yang hanya terbuka di Adobe Reader."),
    ],
    ids=["text", "text with a mark", "cut", "broken", "empty", "portfolio", "dynamic form"],
)
@pytest.mark.parametrize("place", ["document", "section"])
def test_what_is_no_whole_pdf_is_refused_beside_its_box(visit, draft, place, content, sentence):
    key, field = {"document": ("surat-implementasi", "file"), "section": ("latar-belakang", "files")}[place]
    upload = proposals.SimpleUploadedFile("surat.pdf", content, content_type="application/pdf")
    typed = {} if place == "document" else {"answer_latar-belakang": "Tetap ada."}
    page = visit(place, draft, key, data={field: upload, **typed})
    assert page.status_code == 200
    [said] = page.context["form"].errors[field]
    assert sentence in said
    assert said in unescape(page.content.decode())
    assert not Attachment.objects.exists()
    if typed:
        assert SectionVersion.objects.get().texts["latar-belakang"] == "Tetap ada."


def test_the_same_file_twice_is_attached_once_and_the_page_says_so(visit, draft):
    data = {"answer_latar-belakang": proposals.text(80), "is_done": "yes"}
    for _ in range(2):
        response = visit("section", draft, "latar-belakang", data={**data, "files": proposals.pdf()}, follow=True)
    assert "Berkas yang sama sudah terlampir di sini." in response.content.decode()
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("active", documents.ACTIVE, ids=lambda active: active.__name__)
def test_what_was_taken_out_of_a_file_is_said(visit, draft, active):
    upload = proposals.SimpleUploadedFile("surat.pdf", documents.pdf(active))
    response = visit("document", draft, "surat-implementasi", data={"file": upload}, follow=True)
    assert "Isi yang berjalan sendiri" in response.content.decode()
    assert Attachment.objects.get().sha256 != Attachment.objects.get().came_sha256


def test_a_full_store_costs_neither_text_nor_the_document_before(visit, draft, settings):
    visit("document", draft, "surat-implementasi", data={"file": proposals.pdf()})
    before = Attachment.objects.get()
    with documents.no_file_larger_than(65_536):
        page = visit("document", draft, "surat-implementasi", data={"file": documents.large_upload("besar.pdf")})
        data = {"answer_latar-belakang": proposals.text(80), "is_done": "yes", "files": documents.large_upload("b.pdf")}
        section = visit("section", draft, "latar-belakang", data=data)
    for response in (page, section):
        assert response.status_code == 200
        assert "Berkas belum tersimpan karena tempat penyimpanan portal penuh" in response.content.decode()
    assert SectionVersion.objects.get().words == {"latar-belakang": 80}
    assert Attachment.objects.get() == before
    kept = {path.stem for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()}
    assert kept == {before.sha256, before.clean_sha256}
    visit("document", draft, "surat-implementasi", data={"file": documents.large_upload("besar.pdf")})
    assert Attachment.objects.present().get().name == "besar.pdf"


def test_no_file_chosen(visit, draft):
    response = visit("document", draft, "surat-implementasi", data={})
    assert '<a href="#id_file">Pilih berkas untuk diunggah</a>' in response.content.decode()
