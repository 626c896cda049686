"""The sample letter of a document, filled with what the proposal says."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from tests.factories import proposals
from tests.factories.competitions import DURING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _during_registration(time_machine):
    time_machine.move_to(DURING, tick=False)


def visit(office, address):
    """A page as the holder of an office opens it."""
    client = Client()
    client.force_login(office.user)
    return client.get(address)


def test_the_sample_letter_of_a_document_comes_filled_in(cast, edition):
    proposal = proposals.filled(edition, by=cast.proposer, title="Perahu <Sehat> & Co", contact_phone="")
    requirement = edition.requirements.order_by("position").first()
    edition.requirements.filter(pk=requirement.pk).update(
        specimen="SURAT\n\n{unit} menjalankan {nama inovasi} sejak {tanggal mulai}, telepon {telepon inovator}."
    )
    unit = proposal.unit.name
    expected = f"SURAT {unit} menjalankan Perahu <Sehat> & Co sejak 1 Maret 2021, telepon [telepon inovator]."
    page = visit(cast.proposer, reverse("proposals:document", args=[proposal.code, requirement.key]))
    for kind in ("docx", "pdf"):
        address = reverse("proposals:specimen", args=[proposal.code, requirement.key, kind])
        assert address in page.content.decode()
        content = io.BytesIO(visit(cast.proposer, address).content)
        if kind == "docx":
            said = " ".join(paragraph.text for paragraph in Document(content).paragraphs)
        else:
            said = " ".join(part.extract_text() for part in PdfReader(content).pages)
        assert " ".join(said.split()) == expected
        assert visit(cast.stranger, address).status_code == 404
    unknown = reverse("proposals:specimen", args=[proposal.code, requirement.key, "exe"])
    assert visit(cast.proposer, unknown).status_code == 404
