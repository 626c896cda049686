"""Files that come in pieces: begun, continued after a cut, attached whole; and forgotten where they never end."""

import hashlib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.files import reasons
from accounts.files.store import pieces
from accounts.models import Event
from accounts.pages.arrival import LONGEST
from proposals.domain.draft import attachments, uploads
from proposals.models import Attachment, SectionVersion, Upload
from tests.factories import documents, proposals
from tests.factories.competitions import DURING
from tests.pages import markup

pytestmark = pytest.mark.django_db
PIECE = 1000


@pytest.fixture(autouse=True)
def _small_pieces_during_registration(time_machine, monkeypatch):
    time_machine.move_to(DURING, tick=False)
    monkeypatch.setattr(pieces, "PIECE", PIECE)


@pytest.fixture
def draft(cast, edition):
    return proposals.draft(edition, by=cast.proposer)


@pytest.fixture
def writer(client, cast):
    client.force_login(cast.proposer.user)
    return client


def place(draft, key="signifikansi", kind="section"):
    return reverse(f"proposals:uploads_of_{kind}", args=[draft.code, key])


def begin(client, draft, content, name="bukti.pdf", *, address=None, **more):
    told = {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest(), "utuh": "1"}
    return client.post(address or place(draft), told | more)


def send(client, address, content, offset):
    return client.patch(
        address,
        content[offset : offset + PIECE],
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset)},
    )


def send_all(client, begun, content):
    """Every piece after the other; the last answer."""
    address, offset, answer = begun.json()["address"], 0, None
    while offset < len(content):
        answer = send(client, address, content, offset)
        offset += PIECE
    return answer


def long_file(note="isi"):
    content = documents.pdf(lambda document: document.docinfo.__setitem__("/Title", (note * 2500)[:2500]))
    assert len(content) > 2 * PIECE
    return content


def test_a_file_comes_in_pieces_and_is_attached_with_the_last(writer, cast, draft):
    content = long_file()
    begun = begin(writer, draft, content)
    assert (begun.status_code, begun.json()["offset"], begun.json()["piece"]) == (201, 0, PIECE)
    first = send(writer, begun.json()["address"], content, 0)
    assert (first.status_code, first.json()["offset"], first["Upload-Offset"]) == (200, PIECE, str(PIECE))
    assert not Attachment.objects.exists()
    answer = first
    for offset in range(PIECE, len(content), PIECE):
        answer = send(writer, begun.json()["address"], content, offset)
    said = answer.json()
    assert said["done"]
    assert said["sentence"] == "“bukti.pdf” terunggah."
    assert "bukti.pdf</a>" in said["files"]
    attachment = Attachment.objects.get()
    assert (attachment.section.key, attachment.came_sha256) == ("signifikansi", hashlib.sha256(content).hexdigest())
    assert attachment.attached_by == cast.proposer
    assert Event.objects.about(draft).filter(name="attachment.attached").count() == 1
    assert pieces.tokens() == []
    assert not SectionVersion.objects.exists()


def test_what_was_cut_off_goes_on_from_the_last_whole_piece(writer, draft):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    send(writer, address, content, 0)
    half = writer.patch(
        address,
        content[PIECE : PIECE + 400],
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(PIECE)},
    )
    assert half.status_code == 403
    asked = writer.get(address)
    assert (asked.status_code, asked.json()["offset"]) == (200, PIECE)
    assert writer.head(address)["Upload-Offset"] == str(PIECE)
    for offset in range(PIECE, len(content), PIECE):
        answer = send(writer, address, content, offset)
    assert answer.json()["done"]


@pytest.mark.parametrize("offset", [0, 500, 2 * PIECE, "", "-1", "satu"])
def test_a_piece_that_does_not_continue_what_is_there_is_told_where_to_go_on(writer, draft, offset):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    send(writer, address, content, 0)
    answer = writer.patch(
        address, content[:PIECE], content_type="application/octet-stream", headers={"Upload-Offset": str(offset)}
    )
    assert (answer.status_code, answer.json()["offset"]) == (409, PIECE)
    assert Upload.objects.get().received == PIECE


def test_a_piece_has_a_size(writer, draft):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    for body in (content[: PIECE + 1], content[: PIECE - 1], b""):
        answer = writer.patch(address, body, content_type="application/octet-stream", headers={"Upload-Offset": "0"})
        assert answer.status_code == 403
        assert answer.json()["sentence"] == "Potongan berkas ini tidak sampai utuh."
    assert Upload.objects.get().received == 0


def test_an_answer_that_was_lost_is_given_again(writer, draft):
    content = long_file()
    begun = begin(writer, draft, content)
    send_all(writer, begun, content)
    again = writer.get(begun.json()["address"]).json()
    assert again["done"]
    assert "bukti.pdf</a>" in again["files"]
    assert Attachment.objects.count() == 1


def test_a_last_piece_whose_file_could_not_be_kept_is_tried_again_without_it(writer, draft, settings, caplog):
    content = long_file()
    begun = begin(writer, draft, content)
    address = begun.json()["address"]
    last = len(content) // PIECE * PIECE
    for offset in range(0, last, PIECE):
        send(writer, address, content, offset)
    # Room for a piece, but not for the file.
    with documents.no_file_larger_than(PIECE):
        full = send(writer, address, content, last)
    assert full.status_code == 507
    assert full.json()["sentence"] == str(reasons.NOT_KEPT.sentence)
    assert full.json()["again"]
    assert not Attachment.objects.exists()
    assert writer.get(address).json()["offset"] == len(content)
    answer = writer.patch(
        address, b"", content_type="application/octet-stream", headers={"Upload-Offset": str(len(content))}
    )
    assert answer.json()["done"]


def test_a_full_disk_is_said_and_what_came_before_stays(writer, draft, caplog):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    send(writer, address, content, 0)
    with documents.no_file_larger_than(PIECE // 2):
        full = send(writer, address, content, PIECE)
    assert (full.status_code, full.json()["sentence"]) == (507, str(reasons.NOT_KEPT.sentence))
    assert writer.get(address).json()["offset"] == PIECE


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("surat.pdf", b"", "Berkas ini kosong. Pilih berkas lain"),
        ("surat.exe", b"MZ" * 20, "Nama berkas ini berakhiran program."),
        ("surat.svg", b"<svg/>", "Gambar SVG dapat berisi program."),
        ("surat.pdf", b"%" * 2_097_153, "Ukuran berkas paling besar 2 MB"),
    ],
)
def test_what_can_be_refused_beforehand_is(writer, draft, name, content, sentence):
    answer = begin(writer, draft, content, name)
    assert answer.status_code == 403
    assert answer.json()["sentence"].startswith(sentence)
    assert not Upload.objects.exists()


@pytest.mark.parametrize("size", ["", "-3", "1e3", "9" * 30])
def test_a_size_that_is_none_is_refused(writer, draft, size):
    assert begin(writer, draft, b"x", size=size).status_code == 403


def test_what_nobody_can_open_is_refused_with_its_sentence(writer, draft):
    content = b"%PDF-1.7 " + b"catatan rapat " * 200
    answer = send_all(writer, begin(writer, draft, content), content)
    assert answer.status_code == 403
    assert answer.json()["sentence"] == str(reasons.NOT_A_PDF.sentence)
    assert not Attachment.objects.exists()


def test_what_came_is_what_was_said(writer, draft):
    content = long_file()
    begun = begin(writer, draft, content, sha256="0" * 64)
    answer = send_all(writer, begun, content)
    assert (answer.status_code, answer.json()["sentence"]) == (403, str(uploads.NOT_AS_SAID.sentence))
    assert not Upload.objects.exists()


def test_a_browser_that_cannot_tell_a_hash_sends_none(writer, draft):
    content = long_file()
    assert send_all(writer, begin(writer, draft, content, sha256=""), content).json()["done"]


def test_a_piece_that_the_store_lost_is_said(writer, draft, caplog):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    send(writer, address, content, 0)
    token = str(Upload.objects.get().token)
    default_storage.delete(f"pieces/{token}/{0:012d}")
    for offset in range(PIECE, len(content), PIECE):
        answer = send(writer, address, content, offset)
    assert (answer.status_code, answer.json()["sentence"]) == (403, str(uploads.LOST.sentence))
    assert writer.get(address).status_code == 404


def test_the_same_file_is_said_before_anything_of_it_is_sent(writer, draft):
    content = long_file()
    send_all(writer, begin(writer, draft, content), content)
    again = begin(writer, draft, content, "nama-lain.pdf")
    assert again.json()["sentence"].startswith("Berkas yang sama sudah terlampir di sini.")
    assert again.json()["done"]
    assert Upload.objects.count() == 1
    other = begin(writer, draft, content, address=place(draft, "latar-belakang"))
    answer = send_all(writer, other, content)
    title = draft.edition.sections.get(key="signifikansi").title
    assert f"Berkas yang sama juga terlampir di “{title}”." in answer.json()["sentence"]
    assert Attachment.objects.count() == 2


def test_two_tabs_do_not_mix(writer, draft):
    one, other = long_file("satu"), long_file("lain")
    addresses = [begin(writer, draft, content).json()["address"] for content in (one, other)]
    for offset in range(0, len(one), PIECE):
        for address, content in zip(addresses, (one, other), strict=True):
            send(writer, address, content, offset)
    hashes = set(Attachment.objects.values_list("came_sha256", flat=True))
    assert hashes == {hashlib.sha256(content).hexdigest() for content in (one, other)}


@pytest.mark.parametrize(("who", "status"), [("colleague", 404), ("stranger", 404), ("secretary", 403), ("judge", 403)])
def test_what_is_on_its_way_is_its_senders_alone(client, cast, draft, who, status):
    client.force_login(cast.proposer.user)
    address = begin(client, draft, long_file()).json()["address"]
    client.force_login(getattr(cast, who).user)
    assert client.get(address).status_code == status
    assert send(client, address, long_file(), 0).status_code == status
    assert Upload.objects.get().received == 0


def test_it_belongs_to_its_dossier(writer, cast, edition, draft):
    address = begin(writer, draft, long_file()).json()["address"]
    other = proposals.draft(edition, by=cast.proposer)
    assert writer.get(address.replace(draft.code, other.code)).status_code == 404
    assert writer.get(reverse("proposals:upload", args=[draft.code, uuid4()])).status_code == 404


@pytest.mark.parametrize("key", ["ringkasan", "tidak-ada"])
def test_a_part_that_asks_for_no_evidence_takes_none(writer, draft, key):
    assert begin(writer, draft, long_file(), address=place(draft, key)).status_code == 404


def test_who_asks_is_told_who_that_is_and_gets_a_token(writer, cast, draft):
    answer = writer.get(place(draft)).json()
    assert (answer["person"], bool(answer["token"])) == (str(cast.proposer.user_id), True)


def test_nothing_is_begun_in_what_is_with_the_agency(writer, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    answer = begin(writer, proposal, long_file())
    assert answer.status_code == 403
    assert answer.json()["sentence"].startswith("Usulan sedang diperiksa admin instansi")


def test_one_more_than_there_is_room_for_is_refused_before_it_is_sent(writer, draft):
    section = draft.edition.sections.get(key="signifikansi")
    section.evidence_max_files = 1
    section.save()
    content = long_file()
    send_all(writer, begin(writer, draft, content), content)
    answer = begin(writer, draft, long_file("lain"))
    assert (answer.status_code, answer.json()["sentence"]) == (403, "Satu bagian paling banyak memuat 1 berkas bukti")


@pytest.mark.parametrize(("late", "status"), [(timedelta(minutes=5), 200), (LONGEST + timedelta(seconds=1), 403)])
def test_what_began_before_the_close_counts_as_long_as_one_request_may_take(
    client, cast, edition, draft, time_machine, late, status
):
    before = edition.closes_at - timedelta(seconds=1)
    time_machine.move_to(before, tick=False)
    client.force_login(cast.proposer.user)
    writer = client
    content = long_file()
    begun = begin(writer, draft, content)
    time_machine.move_to(before + late, tick=False)
    assert send_all(writer, begun, content).status_code == status
    assert Attachment.objects.exists() == (status == 200)
    assert begin(writer, draft, long_file("lain")).status_code == 403


# --- documents


def test_a_document_takes_the_place_of_the_one_that_was_shown(writer, draft):
    address = place(draft, "surat-implementasi", "document")
    letter = draft.edition.requirements.get(key="surat-implementasi")
    content, later, third = long_file(), long_file("kedua"), long_file("ketiga")
    seen = attachments.stamp(draft, letter)
    first = send_all(writer, begin(writer, draft, content, address=address, versi=seen), content).json()
    assert first["version"] == attachments.stamp(draft, letter) != seen
    begun = begin(writer, draft, later, address=address, versi=first["version"])
    stale = begin(writer, draft, third, address=address, versi=first["version"])
    second = send_all(writer, begun, later).json()
    assert second["done"]
    assert "1 berkas sebelumnya" in second["files"]
    overtaken = send_all(writer, stale, third)
    assert (overtaken.status_code, overtaken.json()["sentence"]) == (403, str(uploads.REPLACED.sentence))
    present = Attachment.objects.present().get()
    assert present.came_sha256 == hashlib.sha256(later).hexdigest()


def test_a_document_that_is_there_need_not_be_chosen_again(writer, draft):
    page = reverse("proposals:document", args=[draft.code, "surat-implementasi"])
    stamp = attachments.stamp(draft, draft.edition.requirements.get(key="surat-implementasi"))
    assert "Pilih berkas untuk diunggah" in writer.post(page, {"versi": stamp}).content.decode()
    content = long_file()
    address = place(draft, "surat-implementasi", "document")
    said = send_all(writer, begin(writer, draft, content, address=address, versi=stamp), content).json()
    assert writer.post(page, {"versi": said["version"]}).status_code == 302
    assert "(opsional)" not in markup(writer.get(page))


# --- evidence in the place of other evidence


@pytest.fixture
def evidence(cast, draft):
    section = draft.edition.sections.get(key="signifikansi")
    return attachments.attach(draft, proposals.file("lama.pdf"), section=section, by=cast.proposer, at=DURING)


def test_evidence_is_replaced_and_the_earlier_file_can_be_traced(writer, cast, draft, evidence):
    content = long_file()
    address = reverse("proposals:uploads_instead", args=[draft.code, evidence.pk])
    said = send_all(writer, begin(writer, draft, content, "baru.pdf", address=address), content).json()
    page = reverse("proposals:section", args=[draft.code, "signifikansi"])
    assert said["next"] == page
    evidence.refresh_from_db()
    assert (evidence.removed_at, evidence.removed_by) == (DURING, cast.proposer)
    text = markup(writer.get(page))
    assert "1 berkas sebelumnya" in text
    assert "lama.pdf</a>" in text
    assert "Diganti atau dihapus" in text
    event = Event.objects.about(draft).last()
    assert event.particulars["instead_of"] == [evidence.pk]
    assert begin(writer, draft, long_file("lain"), address=address).status_code == 404
    kept = writer.get(reverse("proposals:attachment", args=[draft.code, evidence.pk]))
    assert b"".join(kept.streaming_content) == proposals.pdf_bytes()
    kept.close()


def test_evidence_is_replaced_without_a_script_too(writer, draft, evidence):
    page = reverse("proposals:attachment_change", args=[draft.code, evidence.pk])
    assert "Ganti “lama.pdf”" in markup(writer.get(page))
    assert "Pilih berkas untuk diunggah" in markup(writer.post(page))
    answer = writer.post(page, {"file": proposals.SimpleUploadedFile("baru.pdf", long_file())})
    assert answer.url == reverse("proposals:section", args=[draft.code, "signifikansi"])
    assert [file.name for file in Attachment.objects.present()] == ["baru.pdf"]
    assert writer.get(page).status_code == 404


def test_a_full_part_has_room_for_a_replacement(writer, draft, evidence):
    evidence.section.evidence_max_files = 1
    evidence.section.save()
    address = reverse("proposals:uploads_instead", args=[draft.code, evidence.pk])
    content = long_file()
    assert send_all(writer, begin(writer, draft, content, address=address), content).json()["done"]


def test_what_was_removed_meanwhile_is_replaced_by_nothing(writer, cast, draft, evidence):
    content = long_file()
    begun = begin(writer, draft, content, address=reverse("proposals:uploads_instead", args=[draft.code, evidence.pk]))
    attachments.detach(evidence, by=cast.colleague, at=DURING)
    answer = send_all(writer, begun, content)
    assert (answer.status_code, answer.json()["sentence"]) == (403, str(attachments.GONE.sentence))
    assert not Attachment.objects.present().exists()


# --- what never ends


def test_what_was_begun_long_ago_is_forgotten_with_its_pieces(writer, draft):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    send(writer, address, content, 0)
    pieces.keep(str(uuid4()), 0, b"of a process that was killed")
    assert uploads.forget_old(at=DURING + uploads.LIFETIME) == 1
    assert pieces.tokens() == [str(Upload.objects.get().token)]


def test_after_its_time_nothing_is_left_of_it(writer, draft, django_capture_on_commit_callbacks):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    send(writer, address, content, 0)
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads.forget_old(at=timezone.now() + uploads.LIFETIME + timedelta(seconds=1)) == 1
    assert (Upload.objects.count(), pieces.tokens()) == (0, [])
    assert writer.get(address).status_code == 404


def test_a_person_has_so_many_on_the_way_and_the_oldest_gives_way(writer, draft):
    begun = [
        begin(writer, draft, long_file(str(number))).json()["address"] for number in range(uploads.MOST_ON_THE_WAY + 1)
    ]
    assert Upload.objects.count() == uploads.MOST_ON_THE_WAY
    assert writer.get(begun[0]).status_code == 404
    assert writer.get(begun[1]).status_code == 200


def test_a_piece_costs_a_bounded_number_of_statements(writer, draft, django_assert_max_num_queries):
    content = long_file()
    address = begin(writer, draft, content).json()["address"]
    # Session, person, offices; then the file, its lock, what came, and the bounds of a transaction.
    with django_assert_max_num_queries(9):
        send(writer, address, content, 0)
