import pytest
from django.urls import reverse

from accounts.files import keeping, taking
from proposals.domain import lifecycle, submission
from proposals.domain.draft import attachments
from proposals.models import Attachment
from tests.factories import documents, proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


@pytest.fixture
def proposal(cast, edition):
    return proposals.filled(edition, by=cast.proposer)


@pytest.fixture
def file(proposal):
    return Attachment.objects.filter(section__isnull=False).order_by("pk").first()


def address(file, name="attachment"):
    return reverse(f"proposals:{name}", args=[file.proposal.code, file.pk])


def test_a_file_is_downloaded_and_never_shown_in_our_pages(client, cast, file):
    client.force_login(cast.colleague.user)
    response = client.get(address(file))
    assert b"".join(response.streaming_content) == proposals.pdf_bytes()
    response.close()
    assert response["Content-Disposition"] == 'attachment; filename="bukti.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("stranger", 404),
        ("stranger_admin", 404),
        ("secretary", 404),
        ("judge", 403),
        ("judge_of_same_agency", 403),
        ("panelist", 403),
    ],
)
def test_others_do_not_get_the_file_of_a_draft(client, cast, file, who, status):
    client.force_login(getattr(cast, who).user)
    assert client.get(address(file)).status_code == status


def test_the_ministry_gets_the_files_of_what_was_submitted(client, cast, edition):
    submitted = proposals.submitted(edition, by=cast.proposer)
    client.force_login(cast.secretary.user)
    response = client.get(address(submitted.attachments.order_by("pk").first()))
    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize("change", [documents.with_script, documents.with_launch, documents.with_a_file_inside])
@pytest.mark.parametrize("who", ["proposer", "agency_admin", "secretary", "ministry_admin"])
def test_nobody_downloads_what_runs_whatever_signature_stands_in_it(client, cast, edition, change, who):
    """A signature that says it covers everything is no proof of who signed: anybody can write one."""
    content = documents.signed(change)
    letter = edition.requirements.get(key="surat-implementasi")
    proposal = proposals.filled(edition, by=cast.proposer)
    file = taking.taken(proposals.SimpleUploadedFile("surat.pdf", content), taking.Allowed())
    attachment = attachments.attach(proposal, file, requirement=letter, by=cast.proposer, at=DURING)
    assert attachment.came_sha256 == attachment.sha256 == keeping.digest(content)
    handed = lifecycle.hand_over(proposal, by=cast.proposer, at=DURING)
    submission.submit(handed, declared=True, by=cast.agency_admin, at=DURING)
    client.force_login(getattr(cast, who).user)
    response = client.get(address(attachment))
    got = b"".join(response.streaming_content)
    response.close()
    assert len(documents.words_of(got)) > 5
    assert not documents.words_of(got) & documents.RUNS
    assert keeping.digest(got) == attachment.clean_sha256


def test_a_signed_letter_in_which_nothing_runs_is_downloaded_with_its_signature(client, cast, proposal):
    content = documents.signed()
    letter = proposal.edition.requirements.get(key="surat-implementasi")
    file = taking.taken(proposals.SimpleUploadedFile("surat.pdf", content), taking.Allowed())
    attachment = attachments.attach(proposal, file, requirement=letter, by=cast.proposer, at=DURING)
    client.force_login(cast.proposer.user)
    response = client.get(address(attachment))
    assert b"".join(response.streaming_content) == content
    response.close()


def test_a_file_of_another_proposal_is_not_found_under_this_one(client, cast, edition, file):
    other = proposals.draft(edition, by=cast.proposer)
    client.force_login(cast.proposer.user)
    assert client.get(reverse("proposals:attachment", args=[other.code, file.pk])).status_code == 404
    assert client.get(reverse("proposals:attachment", args=[other.code, 10**18])).status_code == 404


def test_a_file_the_store_has_lost_is_not_found(client, cast, file):
    file.file.storage.delete(file.file.name)
    client.force_login(cast.proposer.user)
    assert client.get(address(file)).status_code == 404


def test_removing_asks_first(client, cast, file):
    client.force_login(cast.proposer.user)
    page = client.get(address(file, "attachment_removal")).content.decode()
    assert "Hapus “bukti.pdf”?" in page
    file.refresh_from_db()
    assert file.removed_at is None
    response = client.post(address(file, "attachment_removal"))
    assert response.url == reverse("proposals:section", args=[file.proposal.code, file.section.key])
    assert client.post(address(file, "attachment_removal")).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("proposer", 200), ("agency_admin", 200), ("secretary", 404)])
def test_an_earlier_file_is_there_for_those_who_wrote_the_proposal_alone(client, cast, edition, who, status):
    submitted = proposals.submitted(edition, by=cast.proposer)
    file = submitted.attachments.order_by("pk").first()
    Attachment.objects.filter(pk=file.pk).update(removed_at=DURING, removed_by=cast.proposer)
    client.force_login(getattr(cast, who).user)
    response = client.get(address(file))
    assert response.status_code == status
    response.close()


def test_nothing_is_removed_from_what_is_with_the_agency(client, cast, edition):
    proposal = proposals.with_agency(edition, by=cast.proposer)
    file = proposal.attachments.order_by("pk").first()
    client.force_login(cast.proposer.user)
    assert client.get(address(file, "attachment_removal")).status_code == 403
    assert client.post(address(file, "attachment_removal")).status_code == 403


def upload(client, proposal, file):
    return client.post(reverse("proposals:document", args=[proposal.code, "surat-implementasi"]), {"file": file})


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("surat.pdf", b"", "Berkas ini kosong. Pilih berkas lain"),
        ("surat.exe", b"MZ\x90\x00", "Nama berkas ini berakhiran program."),
        ("surat.pdf", b"MZ\x90\x00" + bytes(50), "Isi berkas tidak sesuai dengan namanya."),
        ("surat.pdf", b"%PDF-1.7 " + bytes(1_048_576), "Ukuran berkas paling besar 1 MB"),
        ("surat.pdf", proposals.pdf_bytes(password="x"), "PDF ini terkunci kata sandi."),
    ],
)
def test_a_refused_upload_gives_the_reason_and_keeps_what_was_there(client, cast, proposal, name, content, sentence):
    client.force_login(cast.proposer.user)
    kept = Attachment.objects.present().get(requirement__key="surat-implementasi")
    response = upload(client, proposal, proposals.SimpleUploadedFile(name, content))
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert '<a href="#id_file">' in response.content.decode()
    assert Attachment.objects.present().get(requirement__key="surat-implementasi") == kept
