from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from competitions.models import Criterion, Question
from proposals.models import Attachment, Proposal, SectionVersion, Status
from tests.factories import competitions, documents, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import hidden, send, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def draft(cast, edition):
    return proposals.draft(edition, by=cast.proposer)


@pytest.fixture
def visit(client, cast):
    """Open or post a page of a proposal as the proposer."""
    client.force_login(cast.proposer.user)

    def open_page(name, proposal, *key, data=None, query="", follow=False):
        address = reverse(f"proposals:{name}", args=[proposal.code, *key]) + query
        return client.get(address) if data is None else send(client, address, data, follow=follow)

    return open_page


def section_data(section, words=60, **more):
    return {**{f"answer_{question.key}": proposals.text(words) for question in section.questions.all()}, **more}


def test_a_new_proposal_needs_only_a_title(client, cast, edition):
    client.force_login(cast.proposer.user)
    response = send(client, reverse("proposals:begin"), {"title": "  Antar   obat \n ke\u202e rumah\x00 "})
    proposal = Proposal.objects.get()
    assert proposal.title == "Antar obat ke rumah"
    assert proposal.unit == cast.proposer.unit
    assert response.url == reverse("proposals:show", args=[proposal.code])


def test_without_a_title_the_page_says_what_to_do(client, cast, edition):
    client.force_login(cast.proposer.user)
    response = send(client, reverse("proposals:begin"), {"title": "  "})
    text = response.content.decode()
    title = text.partition("<title>")[2].partition("</title>")[0]
    assert " ".join(title.split()).startswith("Kesalahan: Usulan baru")
    assert '<a href="#id_title">Isi judul inovasi</a>' in text
    assert not Proposal.objects.exists()


def test_no_open_edition_no_new_proposal(client, cast, edition, time_machine):
    time_machine.move_to(CLOSES_AT)
    client.force_login(cast.proposer.user)
    response = client.get(reverse("proposals:begin"))
    assert response.status_code == 403
    assert "Tidak ada edisi yang sedang menerima usulan." in response.content.decode()


def test_with_two_open_editions_one_is_chosen(client, cast, edition):
    other = competitions.edition(name="PKRI 2026")
    client.force_login(cast.proposer.user)
    assert "Pilih edisi" in send(client, reverse("proposals:begin"), {"title": "A"}).content.decode()
    send(client, reverse("proposals:begin"), {"title": "A", "edition": other.pk})
    assert Proposal.objects.get().edition == other


def test_a_section_is_saved_and_the_next_part_opens(visit, draft):
    section = draft.edition.sections.get(key="ringkasan")
    response = visit("section", draft, "ringkasan", data=section_data(section, is_done="yes"))
    assert response.url == reverse("proposals:section", args=[draft.code, "latar-belakang"])
    version = SectionVersion.objects.get()
    assert (version.words, version.is_done, version.saved_at) == ({"ringkasan": 60}, True, DURING)


def test_saving_for_later_asks_nothing_and_goes_home(visit, draft):
    response = visit("section", draft, "ringkasan", data={"answer_ringkasan": "dua kata", "later": "1"})
    assert response.url == reverse("proposals:show", args=[draft.code])
    assert SectionVersion.objects.get().texts == {"ringkasan": "dua kata"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (201, "“Ringkasan” paling banyak 200 kata, sekarang 201 kata"),
        (49, "“Ringkasan” paling sedikit 50 kata, sekarang 49 kata"),
        (0, "Isi “Ringkasan”"),
    ],
)
def test_a_text_out_of_bounds_is_kept_and_the_section_is_not_done(visit, draft, words, sentence):
    data = {"answer_ringkasan": proposals.text(words), "is_done": "yes"}
    response = visit("section", draft, "ringkasan", data=data)
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="#id_answer_ringkasan">{sentence}</a>' in text
    assert "Yang Anda tulis sudah disimpan" in text
    version = SectionVersion.objects.get()
    assert version.words == {"ringkasan": words}
    assert not version.is_done


def test_going_on_without_saying_whether_it_is_done_keeps_the_text(visit, draft):
    response = visit("section", draft, "ringkasan", data={"answer_ringkasan": "isi"})
    assert '<a href="#id_is_done_0">Pilih apakah bagian ini sudah selesai</a>' in response.content.decode()
    assert SectionVersion.objects.get().texts == {"ringkasan": "isi"}


def test_text_beside_a_refused_file_is_kept(visit, draft):
    data = {
        "answer_latar-belakang": proposals.text(80),
        "is_done": "yes",
        "files": proposals.SimpleUploadedFile("laporan.pdf", b"MZ\x90\x00 not a pdf"),
    }
    response = visit("section", draft, "latar-belakang", data=data)
    text = response.content.decode()
    assert "Isi berkas tidak sesuai dengan namanya." in text
    # One sentence about one box: what is wrong with the file, not that it is missing as well.
    assert "Unggah bukti untuk “Latar belakang dan tujuan”" not in text
    assert SectionVersion.objects.get().words == {"latar-belakang": 80}
    assert not Attachment.objects.exists()


def test_evidence_comes_with_the_text(visit, draft):
    data = {"answer_latar-belakang": proposals.text(80), "is_done": "yes", "files": proposals.pdf("laporan.pdf")}
    response = visit("section", draft, "latar-belakang", data=data)
    assert response.url == reverse("proposals:section", args=[draft.code, "kebaruan"])
    assert Attachment.objects.get().section.key == "latar-belakang"
    assert "laporan.pdf" in visit("section", draft, "latar-belakang").content.decode()


def test_from_the_check_page_one_returns_to_it(visit, draft):
    data = {"answer_ringkasan": proposals.text(60), "is_done": "yes"}
    response = visit("section", draft, "ringkasan", data=data, query="?dari=periksa")
    assert response.url == reverse("proposals:check", args=[draft.code]) + "#bagian-ringkasan"


def test_a_box_that_did_not_come_keeps_its_text(visit, draft):
    both = {"answer_sudah-direplikasi": "pertama", "answer_potensi-replikasi": "kedua", "later": "1"}
    visit("section", draft, "adaptabilitas", data=both)
    visit("section", draft, "adaptabilitas", data={"answer_potensi-replikasi": "", "later": "1"})
    texts = SectionVersion.objects.current().get().texts
    assert texts == {"sudah-direplikasi": "pertama", "potensi-replikasi": ""}


@pytest.mark.parametrize("name", ["section", "document"])
def test_an_unknown_part_is_not_found(visit, draft, name):
    assert visit(name, draft, "tidak-ada").status_code == 404
    assert visit(name, draft, "tidak-ada", data={"x": "y"}).status_code == 404


def test_a_section_of_another_group_is_not_found(visit, draft):
    assert draft.edition.sections.get(key="pembaruan").group.key == "khusus"
    assert visit("section", draft, "pembaruan").status_code == 404


def test_nul_line_ends_and_spaces(visit, draft):
    visit("section", draft, "ringkasan", data={"answer_ringkasan": "  a\x00b\r\nc  ", "later": "1"})
    assert SectionVersion.objects.get().texts == {"ringkasan": "  ab\nc  "}


@pytest.mark.parametrize("name", ["section", "identity"])
def test_what_was_typed_when_the_deadline_passed_is_shown_for_copying(client, cast, draft, time_machine, name):
    time_machine.move_to(CLOSES_AT)
    client.force_login(cast.proposer.user)
    address = reverse(f"proposals:{name}", args=[draft.code, *(["ringkasan"] if name == "section" else [])])
    response = client.post(address, {"answer_ringkasan": "Berharga <b>", "is_done": "yes", "versi": "0"})
    assert response.status_code == 403
    text = response.content.decode()
    # Both moments: of the close, and of what came after it.
    assert "Pendaftaran ditutup Rabu, 1 April 2026, 16.00 WIB (17.00 WITA, 18.00 WIT)." in text
    assert "Permintaan Anda sampai di server 1 April 2026 pukul 16.00.0" in text
    assert "Berharga &lt;b&gt;" in text
    assert not SectionVersion.objects.exists()


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
            {"started_on": "31/2/2021"},
            "id_started_on",
            "Tulis tanggal mulai dengan hari, bulan, dan tahun, misalnya 27/3/2023",
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


def test_an_identity_with_gaps_is_kept_for_later(visit, draft):
    data = identity_data(draft, group=None, contact_email="", is_done=None, later="1")
    response = visit("identity", draft, data=data)
    assert response.url == reverse("proposals:show", args=[draft.code])
    draft.refresh_from_db()
    assert draft.contact_name == "Sari"


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


def test_the_task_list_says_what_is_done(visit, cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer)
    text = visit("show", proposal).content.decode()
    assert "13 dari 13 bagian selesai" in text
    assert "Belum diisi" not in text
    assert "Draf dibuat" in text


def test_the_agency_admin_corrects_texts_while_the_proposal_is_with_the_agency(client, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    client.force_login(cast.agency_admin.user)
    address = reverse("proposals:section", args=[proposal.code, "ringkasan"])
    send(client, address, {"answer_ringkasan": proposals.text(77), "is_done": "yes"})
    assert SectionVersion.objects.current().get(section__key="ringkasan").words == {"ringkasan": 77}
    client.force_login(cast.proposer.user)
    response = client.get(address)
    assert response.status_code == 403
    assert "Usulan sedang diperiksa admin instansi." in response.content.decode()
    assert proposal.status == Status.WITH_AGENCY


@pytest.fixture
def two_tabs(client, cast, draft):
    """One section opened in two tabs before anything was written: its address, and what each tab sends along."""
    client.force_login(cast.proposer.user)
    address = reverse("proposals:section", args=[draft.code, "ringkasan"])
    return address, hidden(client.get(address))


def test_an_older_tab_erases_nothing_and_both_texts_are_shown(client, two_tabs):
    address, drawn = two_tabs
    client.post(address, {**drawn, "answer_ringkasan": "Tulisan baru.", "later": "1"})
    response = client.post(address, {**drawn, "answer_ringkasan": "Tulisan lama.", "later": "1"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Tulisan baru." in text
    assert "Tulisan lama." in text
    assert SectionVersion.objects.get().texts == {"ringkasan": "Tulisan baru."}


def test_who_was_overtaken_may_save_the_own_text_with_no_script(client, two_tabs):
    address, drawn = two_tabs
    client.post(address, {**drawn, "answer_ringkasan": "Tulisan baru.", "later": "1"})
    both = client.post(address, {**drawn, "answer_ringkasan": "Tulisan lama.", "later": "1"})
    response = client.post(address, {**hidden(both), "answer_ringkasan": "Tulisan lama, diperbaiki."})
    assert response.status_code == 302
    assert [version.texts["ringkasan"] for version in SectionVersion.objects.order_by("number")] == [
        "Tulisan baru.",
        "Tulisan lama, diperbaiki.",
    ]


def test_the_same_press_twice_is_one_save(client, two_tabs):
    address, drawn = two_tabs
    data = {**drawn, "answer_ringkasan": "Satu kali.", "later": "1"}
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert SectionVersion.objects.count() == 1


@pytest.mark.parametrize("drawn", [{}, {"versi": ""}])
def test_a_form_without_its_version_saves_nothing_and_shows_the_text(cast, draft, drawn):
    client = Client()
    client.force_login(cast.proposer.user)
    address = reverse("proposals:section", args=[draft.code, "ringkasan"])
    send(client, address, {"answer_ringkasan": "Enam ratus huruf.", "later": "1"})
    text = client.post(address, {"answer_ringkasan": "Enam ra", "later": "1", **drawn}).content.decode()
    assert "Kiriman Anda tidak sampai utuh" in text
    assert "Enam ra</textarea>" in text
    assert SectionVersion.objects.get().texts == {"ringkasan": "Enam ratus huruf."}


def test_the_page_says_who_saved_and_when(visit, draft):
    visit("section", draft, "ringkasan", data={"answer_ringkasan": "isi", "later": "1"})
    assert "Tersimpan 16 Februari 2026 pukul 08.00 WIB oleh" in visit("section", draft, "ringkasan").content.decode()


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


def test_evidence_that_is_asked_for_is_not_called_optional(visit, draft):
    label = (
        visit("section", draft, "latar-belakang").content.decode().partition("Tambah bukti")[2].partition("</label>")[0]
    )
    assert "(opsional)" not in label
    visit("section", draft, "latar-belakang", data={"files": proposals.pdf(), "later": "1"})
    label = (
        visit("section", draft, "latar-belakang").content.decode().partition("Tambah bukti")[2].partition("</label>")[0]
    )
    assert "(opsional)" in label


def test_a_question_keeps_its_mark(visit, draft):
    assert "dapat dipakai?</label>" in visit("section", draft, "adaptabilitas").content.decode()


def test_a_text_of_megabytes_comes_back_with_a_sentence_and_the_others_are_saved(visit, draft):
    data = {"answer_sudah-direplikasi": "kata " * 800_000, "answer_potensi-replikasi": "kedua", "later": "1"}
    response = visit("section", draft, "adaptabilitas", data=data)
    text = response.content.decode()
    assert response.status_code == 200
    assert "Teks ini 4.000.000 huruf, terlalu panjang untuk disimpan." in text
    assert len(text) > 4_000_000
    assert SectionVersion.objects.get().texts == {"sudah-direplikasi": "", "potensi-replikasi": "kedua"}


def test_the_same_form_sent_three_times_begins_one_proposal(client, cast, edition):
    client.force_login(cast.proposer.user)
    address = reverse("proposals:begin")
    drawn = hidden(client.get(address))
    places = {client.post(address, {"title": "Antar obat", **drawn}).url for _ in range(3)}
    assert Proposal.objects.count() == 1
    assert places == {reverse("proposals:show", args=[Proposal.objects.get().code])}
    client.post(address, {"title": "Antar obat lagi", **drawn})
    assert Proposal.objects.count() == 2


def test_an_address_typed_in_small_letters_leads_to_the_proposal(client, cast, draft):
    client.force_login(cast.proposer.user)
    assert client.get(reverse("proposals:show", args=[draft.code.lower()])).status_code == 200


def test_beside_the_questions_stands_what_judges_look_for_and_how_an_answer_may_read(client, cast, edition):
    proposal = proposals.draft(edition, by=cast.proposer)
    criterion = Criterion.objects.get(rubric__stages__edition=edition, rubric__stages__kind="desk", key="signifikansi")
    level = criterion.rubric.levels.order_by("-points").first()
    criterion.descriptors.update_or_create(level=level, defaults={"text": "Angka terbukti di lapangan."})
    Question.objects.filter(section__edition=edition, key="signifikansi").update(example="Naik dari 38% menjadi 91%.")
    client.force_login(cast.proposer.user)
    shown = text_of(client.get(reverse("proposals:section", args=[proposal.code, "signifikansi"])))
    assert "Yang dilihat penilai" in shown
    assert criterion.description in shown
    assert f"{level.name} ({level.points})" in shown
    assert "Angka terbukti di lapangan." in shown
    assert "Naik dari 38% menjadi 91%." in shown
    summary = text_of(client.get(reverse("proposals:section", args=[proposal.code, "ringkasan"])))
    assert "Yang dilihat penilai" not in summary
