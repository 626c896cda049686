"""A part is written and its evidence sent over a telephone in a valley: 400 kbit/s, 400 ms until anything comes."""

import re

import pytest
from playwright.sync_api import expect

from proposals.models import Attachment, SectionVersion
from tests.factories import documents

# Bytes a second, both ways, and milliseconds.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
TEXT = "Perahu obat menjangkau pulau terluar."


@pytest.fixture
def letter():
    """A file that takes four seconds on such a line."""
    return documents.pdf(lambda document: document.docinfo.__setitem__("/Title", "x" * 200_000))


@pytest.fixture
def slow(visitor):
    """Somebody at the end of such a line."""
    visitor.page.context.new_cdp_session(visitor.page).send("Network.emulateNetworkConditions", SLOW)
    return visitor


@pytest.mark.parametrize("width", [360])
def test_a_part_is_written_and_its_evidence_sent_over_a_slow_line(slow, cast, draft, letter, width):
    slow.sign_in(cast.proposer)
    slow.go(f"/usulan/{draft.code}/bagian/signifikansi/")
    page, lines = slow.page, slow.page.locator("[data-uploads] > li")
    box = page.locator("textarea").first
    page.locator("input[type=file]").set_input_files(
        [{"name": "surat.pdf", "mimeType": "application/pdf", "buffer": letter}]
    )
    # How far it is can be seen, and writing goes on meanwhile.
    expect(lines.get_by_role("progressbar")).to_be_visible()
    box.press_sequentially(TEXT)
    expect(lines).to_contain_text("“surat.pdf” terunggah.")
    expect(page.locator("[data-said]")).to_contain_text("Tersimpan")
    expect(box).to_have_value(TEXT)
    slow.press("Simpan, lanjutkan nanti")
    expect(page).to_have_url(re.compile(rf"/usulan/{draft.code}/$"))
    assert Attachment.objects.get().name == "surat.pdf"
    assert TEXT in SectionVersion.objects.latest("pk").texts.values()
