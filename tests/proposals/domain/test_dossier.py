import pytest

from proposals.domain import dossier
from proposals.models import Proposal
from tests.factories import proposals


@pytest.fixture
def proposal(cast, edition):
    made = proposals.submitted(edition, by=cast.proposer, video_url="https://contoh.go.id/video", sdgs=(3, 11))
    return Proposal.objects.with_places().get(pk=made.pk)


def test_the_dossier_holds_everything(proposal):
    whole = dossier.read(proposal, blind=False)
    facts = {fact.label: fact.value for fact in whole.facts}
    assert facts["Instansi"] == proposal.agency.name
    assert facts["Mulai diterapkan"] == "1 Maret 2021"
    assert facts["Tujuan pembangunan berkelanjutan"] == (
        "3. Kehidupan sehat dan sejahtera; 11. Kota dan permukiman yang berkelanjutan"
    )
    assert facts["Tautan video"] == "https://contoh.go.id/video"
    assert [chapter.key for chapter in whole.chapters][:3] == ["ringkasan", "latar-belakang", "kebaruan"]
    assert whole.chapters[0].replies[0].text == proposals.text(200)
    assert whole.chapters[1].files[0].name == "bukti.pdf"
    assert [document.file.name for document in whole.documents] == ["bukti.pdf"] * 3


def test_a_blind_dossier_names_nobody(proposal):
    told = repr(dossier.read(proposal, blind=True))
    for secret in (
        proposal.agency.name,
        proposal.unit.name,
        "Sari Wulandari",
        "0812",
        "sari@contoh.go.id",
        "contoh.go.id/video",
        "bukti.pdf",
        "Surat",
    ):
        assert secret not in told
    assert "Bukti 1.pdf" in told
    assert proposal.title in told


@pytest.mark.parametrize("blind", [True, False])
def test_it_costs_four_queries(proposal, django_assert_num_queries, blind):
    with django_assert_num_queries(4):
        dossier.read(proposal, blind=blind)


def test_an_empty_draft_can_be_read(cast, edition):
    draft = proposals.draft(edition, by=cast.proposer)
    whole = dossier.read(Proposal.objects.with_places().get(pk=draft.pk), blind=False)
    assert {reply.text for chapter in whole.chapters for reply in chapter.replies} == {""}
    assert {document.file for document in whole.documents} == {None}
