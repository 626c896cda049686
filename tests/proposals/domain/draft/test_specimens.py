"""The letters to sign of every ready-made edition, filled with a proposal's own data."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from competitions.domain.templates import TEMPLATES
from proposals.domain.draft import specimen
from proposals.models import Proposal
from tests.factories import competitions, proposals

pytestmark = pytest.mark.django_db


def in_docx(content):
    return " ".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def in_pdf(content):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.pdf
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_letter_of_a_template_is_filled_with_what_the_proposal_says(template):
    edition = competitions.edition(template)
    pk = proposals.filled(edition, title="Perahu Sehat", contact_name="Siti Rahma").pk
    proposal = Proposal.objects.with_places().get(pk=pk)
    letters = list(edition.requirements.exclude(specimen="").order_by("position"))
    assert letters
    for requirement in letters:
        for kind, read in (("docx", in_docx), ("pdf", in_pdf)):
            said = " ".join(read(specimen.filled(proposal, requirement, kind)).split())
            assert {sign for sign in "{}[]" if sign in said} == set(), (requirement.key, kind, said)
            assert said.startswith("SURAT PERNYATAAN"), (requirement.key, kind)
            for told in ("Perahu Sehat", proposal.agency_name, proposal.proposer_name, edition.name):
                assert told in said, (requirement.key, kind, told)
