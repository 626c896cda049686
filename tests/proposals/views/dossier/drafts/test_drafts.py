import pytest
from django.urls import reverse

from competitions.models import Criterion, Question
from proposals.models import Attachment, Proposal, SectionVersion, Status
from tests.factories import competitions, proposals
from tests.factories.competitions import CLOSES_AT, DURING
from tests.pages import hidden, send, text_of

pytestmark = pytest.mark.django_db


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


def test_a_section_of_another_group_says_which_choice_shows_it(visit, draft):
    assert draft.edition.sections.get(key="pembaruan").group.key == "khusus"
    response = visit("section", draft, "pembaruan")
    assert response.status_code == 403
    assert reverse("proposals:identity", args=[draft.code]) in response.content.decode()


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
