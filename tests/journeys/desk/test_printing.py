"""A dossier on paper: whole, without what is only to press."""

from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import expect

from competitions.kinds import StageKind
from judging.models import Assignment
from tests import carrying
from tests.journeys.conftest import DESKTOP, let_in
from tests.judging.views.desk.cards import address


@pytest.mark.parametrize("width", [DESKTOP])
def test_a_dossier_is_printed_by_its_judge(visitor):
    crew, edition, _dossiers = carrying.begun(2, evaluators=2)
    stage = carrying.carried_to(edition, StageKind.DESK, crew)
    held = Assignment.objects.filter(stage=stage).select_related("judge", "proposal", "stage__edition").first()
    let_in(held.judge)
    visitor.sign_in(crew.office_of(held.judge_id))
    visitor.go(address(held))
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator(".desk-dossier")).to_be_visible()
    for hidden in (".desk-scorecard", ".masthead", ".section-nav", ".desk-bar"):
        expect(visitor.page.locator(hidden).first).to_be_hidden()
    paper = pypdfium2.PdfDocument(BytesIO(visitor.page.pdf(format="A4")))
    text = "".join(page.get_textpage().get_text_range() for page in paper)
    assert held.proposal.code in text
    assert "Kunci nilai" not in text
    # Nothing is cut off at the bottom of a window: every answer is there.
    for title in edition.sections.values_list("title", flat=True):
        assert title.split()[0] in text
