"""A card is kept while it is filled in: by itself, in two tabs, without a network, past a session and a lock."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from judging.models import Assignment, Scorecard
from tests.factories import judging
from tests.journeys import places, promises
from tests.journeys.conftest import let_in
from tests.journeys.visitor import PASSWORD, Visitor

MINE, THEIRS = "Bukti kuat, angka jelas.", "Ditulis di tab kedua."
COPIES = "() => Object.keys(localStorage).filter(key => key.startsWith('sinovik.kept.')).length"
HIDE = """() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""
KEPT = re.compile(r"^Tersimpan \d\d\.\d\d$")


@pytest.fixture
def desk():
    stage, office, assignments = judging.desk(2)
    let_in(office.user)
    return stage, office, assignments


def remark(visitor):
    return visitor.page.get_by_label("Catatan umum")


def state(visitor):
    return visitor.page.locator("[data-card] [data-said]")


def alone(visitor):
    return visitor.page.locator("[data-kept-alone] textarea")


def trouble(visitor):
    return visitor.page.locator("[data-card]").get_by_role("alert")


def test_what_is_typed_is_saved_by_itself_and_said_in_words(visitor, desk):
    _stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    expect(state(visitor)).to_have_text("Tersimpan otomatis saat Anda mengetik.")
    visitor.page.keyboard.press("4")
    remark(visitor).fill(MINE)
    expect(state(visitor)).to_have_text(KEPT)
    card = Scorecard.objects.get()
    assert (card.remark, card.marks.exclude(points=None).get().points) == (MINE, 80)
    assert visitor.page.evaluate(COPIES) == 0
    # Nothing asks before leaving, and what was kept is there again.
    visitor.go(places.card(assignments[1]))
    visitor.go(places.card(assignments[0]))
    expect(remark(visitor)).to_have_value(MINE)
    remark(visitor).fill(f"{MINE} Juga hemat.")
    visitor.press("Simpan, lanjutkan nanti")
    assert Scorecard.objects.get().remark == f"{MINE} Juga hemat."


def test_it_goes_out_as_a_box_is_left_and_as_the_page_is_hidden_also_behind_a_save(visitor, desk):
    """No pause passes here: the clock of the page stands still."""
    _stage, office, assignments = desk
    visitor.sign_in(office)
    page, address = visitor.page, places.card(assignments[0])
    page.clock.install()
    visitor.go(address)
    page.clock.pause_at(timezone.now() + timedelta(hours=1))
    remark(visitor).fill(MINE)
    remark(visitor).blur()
    expect(state(visitor)).to_have_text(KEPT)
    assert Scorecard.objects.get().remark == MINE
    held = []
    page.route(f"**{address}ketikan/", lambda route: route.continue_() if held else held.append(route))
    with page.expect_request(f"**{address}ketikan/"):
        remark(visitor).fill(f"{MINE} Juga")
        remark(visitor).blur()
    remark(visitor).fill(f"{MINE} Juga hemat.")
    page.evaluate(HIDE)
    with page.expect_request(f"**{address}ketikan/"):
        held[0].continue_()
    expect(state(visitor)).to_have_text(KEPT)
    assert Scorecard.objects.get().remark == f"{MINE} Juga hemat."


def test_without_a_network_it_waits_in_the_browser_and_goes_when_it_is_back(visitor, desk):
    _stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    visitor.page.context.set_offline(True)
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("^Tidak ada sambungan. Isian Anda disimpan di peramban ini"))
    assert visitor.page.evaluate(COPIES) == 1
    assert not Scorecard.objects.exists()
    visitor.page.context.set_offline(False)
    expect(state(visitor)).to_have_text(KEPT)
    assert Scorecard.objects.get().remark == MINE
    expect(trouble(visitor)).to_be_empty()
    visitor.trouble.clear()


def test_two_tabs_are_compared_and_neither_overwrites_the_other(visitor, desk):
    _stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    second = Visitor(visitor.page.context.new_page())
    second.go(places.card(assignments[0]))
    remark(second).fill(THEIRS)
    expect(state(second)).to_have_text(KEPT)
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("tab atau perangkat lain"))
    assert Scorecard.objects.get().remark == THEIRS
    visitor.trouble.clear()
    visitor.press("Bandingkan", status=409)
    visitor.see(THEIRS)
    expect(remark(visitor)).to_have_value(MINE)


def test_a_session_that_is_over_costs_no_word(visitor, desk):
    _stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    visitor.page.context.clear_cookies(name="sessionid")
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("^Sesi Anda sudah berakhir."))
    with visitor.page.context.expect_page() as opened:
        visitor.link("Masuk di tab baru").click()
    door = Visitor(opened.value)
    door.fill("Alamat surel", office.user.email)
    door.fill("Kata sandi", PASSWORD)
    door.press("Masuk")
    visitor.page.bring_to_front()
    visitor.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(state(visitor)).to_have_text(KEPT)
    assert Scorecard.objects.get().remark == MINE


@pytest.mark.parametrize(
    ("ends", "said"), [("locked", "Lembar nilai ini sudah dikunci"), ("closed", "Tahap ini tidak sedang")]
)
def test_a_card_locked_elsewhere_or_a_stage_closed_says_so_and_the_text_stays(visitor, desk, ends, said):
    stage, office, assignments = desk
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    judging.marked(assignments[0], office, 80, lock=True)
    if ends == "closed":
        judging.closed(stage)
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile(f"^{said}.*Isian Anda tetap ada"))
    expect(remark(visitor)).to_have_value(MINE)
    assert visitor.page.evaluate(COPIES) == 1
    assert Scorecard.objects.get().remark == ""
    # The page of a card that is shut has no such box any more: the text stands beside it, until it is thrown away.
    visitor.trouble.clear()
    visitor.go(places.card(assignments[0]))
    expect(alone(visitor)).to_have_value(f"Catatan umum:\n{MINE}")
    visitor.button("Buang").click()
    expect(visitor.page.get_by_role("heading", name="Isian Anda yang tidak tersimpan")).to_be_hidden()
    assert visitor.page.evaluate(COPIES) == 0


def test_what_was_typed_on_a_card_that_went_to_another_is_shown_to_its_writer(visitor, desk):
    _stage, office, assignments = desk
    visitor.sign_in(office)
    own = places.card(assignments[0])
    visitor.go(own)
    visitor.page.context.set_offline(True)
    visitor.page.keyboard.press("4")
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("^Tidak ada sambungan."))
    visitor.page.get_by_label("Catatan pribadi").fill(THEIRS)
    expect(visitor.page.locator(".private-note").get_by_role("alert")).not_to_be_empty()
    Assignment.objects.filter(pk=assignments[0].pk).update(recused_at=timezone.now(), recusal_reason="Dipindahkan.")
    visitor.page.context.set_offline(False)
    expect(trouble(visitor)).to_have_text(re.compile("Isian Anda tetap ada di halaman ini dan di peramban ini.$"))
    visitor.trouble.clear()
    # Where the card is refused, and on both lists that led to it; the mark is named as it was on the card.
    first = assignments[0].stage.rubric.criteria.order_by("position").first().name
    for path in (own, "/penilaian/", "/penilaian/luring/"):
        visitor.page.goto(path)
        expect(alone(visitor)).to_have_count(2)
        expect(alone(visitor).first).to_have_value(f"{first}: 80\n\nCatatan umum:\n{MINE}")
        expect(alone(visitor).last).to_have_value(f"Catatan pribadi:\n{THEIRS}")
    # What the other card still offers by itself is not listed.
    visitor.page.goto(places.card(assignments[1]))
    visitor.page.context.set_offline(True)
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("^Tidak ada sambungan."))
    visitor.page.goto("about:blank")
    visitor.page.context.set_offline(False)
    visitor.page.goto("/penilaian/")
    expect(alone(visitor)).to_have_count(2)
    # The lists asked the refused page whether it still has its form.
    visitor.trouble.clear()
    promises.keep(visitor.page)


def test_somebody_else_at_the_same_machine_never_sends_it(visitor, desk):
    stage, office, assignments = desk
    other = judging.judge(stage)
    let_in(other.user)
    visitor.sign_in(office)
    visitor.go(places.card(assignments[0]))
    visitor.page.context.clear_cookies()
    second = Visitor(visitor.page.context.new_page())
    second.sign_in(other)
    remark(visitor).fill(MINE)
    expect(trouble(visitor)).to_have_text(re.compile("^Di peramban ini orang lain sudah masuk."))
    expect(remark(visitor)).to_have_value(MINE)
    assert not Scorecard.objects.exists()
