"""Ten cards without a network, and back: nothing is lost, and nothing stays for whoever comes next."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from judging.models import Scorecard
from tests.factories import judging
from tests.journeys import places
from tests.journeys.conftest import PHONE, let_in

LIST = "/penilaian/luring/"
CARDS = 10
COPIES = """async () => {
    const store = await caches.open("sinovik-meja");
    const kept = (await store.keys()).map(({ url }) => new URL(url).pathname);
    return kept.filter((path) => path.startsWith("/penilaian/"));
}"""
OFFLINE = re.compile("^Tidak ada sambungan. Isian Anda disimpan di peramban ini")


@pytest.fixture
def desk():
    stage, office, assignments = judging.desk(CARDS + 2)
    let_in(office.user)
    return stage, office, assignments


def state(page, word):
    expect(page.locator("[data-desk-carried]")).to_have_attribute("data-state", word)


def carried(visitor, office):
    """The list with its dossiers, kept in this browser."""
    visitor.sign_in(office)
    visitor.go(LIST)
    state(visitor.page, "ready")


@pytest.mark.parametrize("width", [PHONE])
def test_ten_cards_in_flight_mode(visitor, desk):
    stage, office, assignments = desk
    ten, scale = assignments[:CARDS], sorted(stage.rubric.levels.values_list("points", flat=True))
    n_criteria = stage.rubric.criteria.count()
    carried(visitor, office)
    page = visitor.page
    assert set(page.evaluate(COPIES)) == {LIST, *map(places.card, ten)}

    page.context.set_offline(True)
    for place, one in enumerate(ten):
        page.goto(LIST)
        page.get_by_role("link", name=one.proposal.title, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(one.proposal.title)
        for step in range(n_criteria):
            page.keyboard.press(str((place + step) % 5 + 1))
        page.get_by_label("Catatan umum").fill(f"Ditulis tanpa jaringan, ke-{place}.")
        page.get_by_label("Catatan pribadi").fill(f"Tanyakan angka ke-{place}.")
    # Signing needs the server: the card stays as it is, and says why.
    page.get_by_role("button", name="Kunci nilai").click()
    expect(page.locator("[data-card]").get_by_role("alert")).to_have_text(OFFLINE)
    # The ordinary way back leads to the list that is kept.
    page.get_by_role("link", name="Kembali ke daftar").click()
    expect(page.locator("[data-waiting-count]")).to_have_text(f"{CARDS} lembar menunggu dikirim")

    # The browser's flight mode lets by what a page says as it is left, so that is no news; what the list sends is.
    sent = set()
    page.on("request", lambda request: request.method == "POST" and sent.add(urlsplit(request.url).path))
    page.context.set_offline(False)
    expect(page.locator("[data-waiting-count]")).to_be_empty()
    state(page, "ready")
    assert sent == {f"{places.card(one)}{door}" for one in ten for door in ("ketikan/", "catatan/ketikan/")}
    for place, one in enumerate(ten):
        card = Scorecard.objects.get(assignment=one)
        given = card.marks.order_by("criterion__position").values_list("points", flat=True)
        assert list(given) == [scale[(place + step) % 5] for step in range(n_criteria)]
        assert card.remark == f"Ditulis tanpa jaringan, ke-{place}."
        assert one.private_note.text == f"Tanyakan angka ke-{place}."
    visitor.trouble.clear()

    # What is kept now is what stands: the next change is drawn from it, without a network too.
    page.context.set_offline(True)
    page.goto(places.card(ten[0]))
    expect(page.get_by_label("Catatan umum")).to_have_value("Ditulis tanpa jaringan, ke-0.")
    page.context.set_offline(False)
    # Signed out, nothing of it is left.
    page.goto(LIST)
    page.locator("details.user-menu summary").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile("/$"))
    assert page.evaluate(COPIES) == []
    visitor.trouble.clear()


def test_a_sign_out_that_is_cut_takes_nothing_away(visitor, desk):
    _stage, office, assignments = desk
    carried(visitor, office)
    page = visitor.page
    kept = set(page.evaluate(COPIES))
    page.context.set_offline(True)
    page.locator("details.user-menu summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("chrome-error://chromewebdata/")
    page.goto(places.card(assignments[0]))
    expect(page.get_by_role("heading", level=1)).to_contain_text(assignments[0].proposal.title)
    assert set(page.evaluate(COPIES)) == kept
    page.context.set_offline(False)
    visitor.trouble.clear()


def test_a_session_that_is_over_takes_the_copies_along(visitor, desk):
    _stage, office, _assignments = desk
    carried(visitor, office)
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.go(LIST)
    visitor.see_heading("Masuk")
    assert visitor.page.evaluate(COPIES) == []


def test_a_copy_ends_with_its_stage_and_says_so(visitor, desk):
    _stage, office, assignments = desk
    carried(visitor, office)
    page, own = visitor.page, places.card(assignments[0])
    page.evaluate(
        """async (path) => {
            const store = await caches.open("sinovik-meja");
            const kept = await store.match(path);
            const headers = new Headers(kept.headers);
            headers.set("X-Kept-Until", String(Date.now() - 1000));
            await store.put(path, new Response(await kept.text(), { headers }));
        }""",
        own,
    )
    page.context.set_offline(True)
    page.goto(own)
    visitor.see_heading("Halaman ini tidak tersimpan di peramban ini")
    assert own not in page.evaluate(COPIES)
    page.context.set_offline(False)
    visitor.trouble.clear()


def test_what_was_saved_elsewhere_meanwhile_is_not_overwritten(visitor, desk):
    _stage, office, assignments = desk
    carried(visitor, office)
    page = visitor.page
    page.context.set_offline(True)
    page.goto(places.card(assignments[0]))
    page.get_by_label("Catatan umum").fill("Di kereta.")
    # Before the list opens: a page that opens may take itself to be online for a moment, and send.
    judging.marked(assignments[0], office, 80)
    page.goto(LIST)
    page.context.set_offline(False)
    visitor.see(re.compile("^Isian ini sudah disimpan dari tab atau perangkat lain."))
    assert Scorecard.objects.get().remark == ""
    visitor.trouble.clear()
    # Its own page offers the text.
    visitor.follow(assignments[0].proposal.title)
    visitor.see(re.compile("^Ada tulisan yang belum tersimpan"))
