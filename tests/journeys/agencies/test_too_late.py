"""Registration closes while somebody writes, or the line goes silent: the text stays, what can be done is said."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from competitions.models import Edition
from proposals.models import SectionVersion
from tests.journeys import promises

MINE, MORE = "Perahu obat menjangkau pulau terluar.", "Kapal obat berlayar tiap pekan."
SMALL_DOOR = re.compile("/bagian/ringkasan/ketikan/$")
COPIES = "() => Object.values(localStorage).filter((value) => value.includes('Kapal obat')).length"
KEPT = re.compile(r"^Tersimpan \d\d\.\d\d$")
CLOSED = re.compile(r"^Pendaftaran ditutup .+ Permintaan Anda sampai di server .+ Usulan masih dapat dibaca")


def box(visitor):
    return visitor.page.get_by_label("Ringkasan", exact=True)


def state(visitor):
    return visitor.page.locator("[data-said]")


def trouble(visitor):
    return visitor.page.locator("[data-trouble]")


def close(draft):
    """Registration ends now, whoever is writing."""
    Edition.objects.filter(pk=draft.edition_id).update(closes_at=timezone.now() - timedelta(seconds=1))


def stands():
    return SectionVersion.objects.current().get().texts["ringkasan"]


@pytest.mark.parametrize("width", [1280, 360])
def test_the_close_passes_with_text_in_the_boxes(visitor, cast, draft, address, width):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    box(visitor).fill(MINE)
    expect(state(visitor)).to_have_text(KEPT)
    close(draft)
    box(visitor).fill(f"{MINE} {MORE}")
    expect(trouble(visitor)).to_have_text(CLOSED)
    expect(trouble(visitor)).to_contain_text("Isian Anda tetap ada di halaman ini dan di peramban ini.")
    expect(box(visitor)).to_have_value(f"{MINE} {MORE}")
    visitor.arrive()
    # Whoever presses all the same gets a page that says so, and what was written stands on it to be copied.
    visitor.press("Simpan, lanjutkan nanti", status=403)
    visitor.see(CLOSED)
    expect(visitor.page.get_by_label("Isian 1", exact=True)).to_have_value(f"{MINE} {MORE}")
    assert stands() == MINE
    # What is in the browser alone is shown where the dossier can only be read.
    visitor.page.goto(f"/usulan/{draft.code}/")
    visitor.see("Isian Anda yang tidak tersimpan")
    expect(visitor.page.locator("[data-kept-alone] textarea")).to_have_value(re.compile(re.escape(MORE)))
    assert visitor.page.evaluate(COPIES) == 1
    promises.keep(visitor.page)
    # The page of the part was asked whether it still has its form.
    assert all(" for http" in one and "403" in one for one in visitor.trouble), visitor.trouble


def test_without_typing_a_press_too_late_costs_nothing_either(visitor, cast, draft, address):
    visitor.page.context.add_init_script("window.fetch = () => Promise.reject(new TypeError('no line'));")
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    box(visitor).fill(MORE)
    expect(visitor.page.locator("form[data-copied]")).to_be_visible()
    close(draft)
    visitor.press("Simpan dan lanjutkan", status=403)
    visitor.see(CLOSED)
    expect(visitor.page.get_by_label("Isian 1", exact=True)).to_have_value(MORE)
    assert visitor.page.evaluate(COPIES) == 1
    assert not SectionVersion.objects.exists()


def test_a_server_that_takes_and_never_answers_holds_nobody(visitor, cast, address):
    """The save is given up after its time, said, and tried again; what was typed is there all along."""
    page, asked = visitor.page, []
    visitor.sign_in(cast.proposer)
    page.clock.install()
    visitor.go(address)
    page.route(SMALL_DOOR, lambda route: asked.append(route.request.method))
    box(visitor).fill(MORE)
    page.clock.run_for(2_500)
    expect(state(visitor)).to_have_text("Menyimpan …")
    page.clock.run_for(30_500)
    expect(trouble(visitor)).to_have_text(re.compile("^Tidak ada sambungan. Isian Anda disimpan di peramban ini"))
    expect(box(visitor)).to_have_value(MORE)
    assert page.evaluate(COPIES) == 1
    assert asked == ["POST"]
    assert not SectionVersion.objects.exists()
    page.unroute(SMALL_DOOR)
    page.clock.run_for(5_500)
    expect(state(visitor)).to_have_text(KEPT)
    expect(trouble(visitor)).to_be_empty()
    assert stands() == MORE
    assert page.evaluate(COPIES) == 0


def test_a_silent_save_does_not_hold_the_button(visitor, cast, address):
    page = visitor.page
    visitor.sign_in(cast.proposer)
    page.clock.install()
    visitor.go(address)
    page.route(SMALL_DOOR, lambda route: None)
    box(visitor).fill(MORE)
    page.clock.run_for(2_500)
    expect(state(visitor)).to_have_text("Menyimpan …")
    visitor.button("Simpan, lanjutkan nanti").click()
    page.clock.run_for(5_500)
    expect(page).to_have_url(re.compile("/usulan/[^/]+/$"))
    assert stands() == MORE
