"""A text too large to send stays in the browser; leaving a box or the page saves what was typed."""

import re

import pytest
from playwright.sync_api import expect

from proposals.models import SectionVersion
from tests.journeys.visitor import Visitor

MINE = "Perahu obat menjangkau pulau terluar."
KEPT = re.compile(r"^Tersimpan \d\d\.\d\d$")
FILL = """(box, size) => {
    box.value = "x".repeat(size);
    box.dispatchEvent(new Event("input", { bubbles: true }));
}"""
HIDE = """() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
# Timers of a pause never ring: what is saved was saved by leaving. The shortest is that of the copy, 300 ms.
NO_TIMERS = """const soon = window.setTimeout;
window.setTimeout = (act, wait, ...rest) => (wait >= 300 ? 0 : soon(act, wait, ...rest));
"""


def box(visitor):
    return visitor.page.get_by_label("Ringkasan", exact=True)


def state(visitor):
    return visitor.page.locator("[data-said]")


def test_more_than_a_request_may_hold_is_said_and_stays_in_the_browser(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    much = 8 * 1_048_576 + 1
    box(visitor).evaluate(FILL, much)
    trouble = visitor.page.get_by_role("alert")
    expect(trouble).to_have_text(re.compile("^Tulisan yang dikirim lebih dari 8 MB. Ringkas, lalu kirim lagi."))
    assert not SectionVersion.objects.exists()
    visitor.trouble.clear()
    context = visitor.page.context
    visitor.page.close()
    again = Visitor(context.new_page())
    again.go(address)
    again.see(re.compile("^Ada tulisan yang belum tersimpan, dari "))
    again.button("Pakai").click()
    assert box(again).evaluate("(box) => box.value.length") == much
    again.trouble.clear()


@pytest.mark.parametrize(
    "leave",
    [
        lambda visitor: box(visitor).blur(),
        lambda visitor: visitor.page.evaluate(HIDE),
    ],
    ids=["the box", "the page"],
)
def test_leaving_saves_without_waiting(visitor, cast, address, leave):
    visitor.sign_in(cast.proposer)
    visitor.page.context.add_init_script(NO_TIMERS)
    visitor.go(address)
    box(visitor).fill(MINE)
    leave(visitor)
    expect(state(visitor)).to_have_text(KEPT)
    assert SectionVersion.objects.current().get().texts == {"ringkasan": MINE}


def test_a_page_that_goes_is_copied_before(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.page.context.add_init_script(f"{NO_TIMERS} window.fetch = () => Promise.reject(new TypeError('no line'));")
    visitor.go(address)
    box(visitor).fill(MINE)
    copies = "() => Object.values(localStorage).filter((value) => value.includes('Perahu obat')).length"
    assert visitor.page.evaluate(copies) == 0
    visitor.page.evaluate("() => window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert visitor.page.evaluate(copies) == 1
