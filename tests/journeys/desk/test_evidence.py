"""A judge reads evidence in the page, beside the card, in a frame that runs nothing; also on a phone."""

import re

import pytest
from playwright.sync_api import expect

from judging.models import UnopenedFile
from tests.factories import judging
from tests.journeys.conftest import DESKTOP, PHONE, let_in
from tests.judging.views.desk.cards import attached


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_evidence_opens_in_its_place_and_the_card_stays_in_reach(visitor, width):
    stage, office, (assignment, *_) = judging.desk(1)
    attached(assignment.proposal)
    let_in(office.user)
    visitor.sign_in(office)
    visitor.go(f"/penilaian/{stage.edition.slug}/{stage.position}/{assignment.proposal.code}/")
    visitor.page.get_by_text(re.compile("^Lihat di sini")).click()
    expect(visitor.page.frame_locator("iframe").get_by_role("img")).to_have_js_property("naturalWidth", 600)
    if width == DESKTOP:
        stands_beside_its_claim_and_its_criterion(visitor.page)
    visitor.arrive()
    first = visitor.page.get_by_role("radio").first
    visitor.page.keyboard.press("l")
    expect(first).to_be_focused()
    # What does not open is reported by one key, and its row says so.
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("x")
    visitor.see("Anda melaporkan berkas ini tidak terbuka.")
    assert UnopenedFile.objects.get().judge_id == assignment.judge_id


def stands_beside_its_claim_and_its_criterion(page):
    """The evidence, what the applicant says of it and the marks for it, each in view at once."""
    part = page.locator("section").filter(has=page.locator("details.evidence[open]")).last
    expect(part.locator("iframe")).to_be_in_viewport(ratio=0.9)
    expect(part.locator(".answers .prose").first).to_be_in_viewport()
    key = part.get_attribute("id").removeprefix("bagian-")
    criterion = page.locator(f".criterion[data-part='{key}']")
    for level in criterion.get_by_role("radio").all():
        expect(level).to_be_in_viewport(ratio=1)
    # Between what stands above and below the levels, not behind it.
    levels = criterion.locator(".levels").bounding_box()
    assert levels["y"] >= sum(page.locator(".card-overview").bounding_box()[side] for side in ("y", "height"))
    assert levels["y"] + levels["height"] <= page.locator("[data-card] .action-bar").bounding_box()["y"]
    # The answer can be read to its end by keyboard, under the name of its part.
    answers = part.locator(".answers")
    answers.press("End")
    expect(answers.locator("p").last).to_be_in_viewport()
    expect(part.locator("iframe")).to_be_in_viewport(ratio=0.9)
