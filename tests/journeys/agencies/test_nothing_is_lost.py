"""What a person typed is there again: after a killed browser, beside another writer's text, behind a lost session."""

import os
import re
import signal
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Error, expect

from proposals.models import SectionVersion
from tests.journeys.conftest import arriving
from tests.journeys.visitor import PASSWORD, Visitor

A_FORTNIGHT = timedelta(days=14)
MINE, THEIRS = "Perahu obat menjangkau pulau terluar.", "Kapal obat berlayar tiap pekan."
NO_LINE = "window.fetch = () => Promise.reject(new TypeError('no line'));"
COPIES = "() => Object.keys(localStorage).filter(key => key.startsWith('sinovik.kept.')).length"

FIRM_COPIES = """() => new Promise((resolve) => {
    indexedDB.open("sinovik-tulisan", 1).onsuccess = ({ target: { result } }) => {
        const copies = result.transaction("copies").objectStore("copies").count();
        copies.onsuccess = () => resolve(copies.result);
    };
})"""


@pytest.fixture(autouse=True)
def _no_typing_saves(visitor):
    """What the browser alone must keep: nothing that a script sends arrives."""
    visitor.page.context.add_init_script(NO_LINE)


def box(visitor):
    return visitor.page.get_by_label("Ringkasan", exact=True)


def types(visitor, address, text):
    visitor.go(address)
    box(visitor).fill(text)
    expect(visitor.page.locator("form[data-copied]")).to_be_visible()


def test_a_browser_that_dies_keeps_what_was_typed_and_offers_it(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    types(visitor, address, MINE)
    context = visitor.page.context
    visitor.page.close()
    again = Visitor(context.new_page())
    again.go(address)
    expect(box(again)).to_have_value("")
    again.see(re.compile("^Ada tulisan yang belum tersimpan, dari "))
    again.button("Pakai").click()
    expect(box(again)).to_have_value(MINE)
    again.press("Simpan, lanjutkan nanti")
    assert SectionVersion.objects.get().texts == {"ringkasan": MINE}
    assert again.page.evaluate(COPIES) == 0
    again.go(address)
    expect(again.page.get_by_text("Ada tulisan yang belum tersimpan")).to_be_hidden()


def test_what_was_sent_and_not_taken_is_still_offered_wherever_one_went_meanwhile(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    types(visitor, address, MINE)

    def fail(route):
        if route.request.method == "POST":
            route.fulfill(status=500, content_type="text/html", body="<title>500</title>")
        else:
            route.continue_()

    visitor.page.route("**/*", fail)
    visitor.button("Simpan, lanjutkan nanti").click()
    expect(visitor.page).to_have_title("500")
    visitor.page.unroute("**/*", fail)
    visitor.trouble.clear()
    # Whoever is signed in is led on from here: another page than the form's, and it was not the form that led there.
    visitor.page.goto("/akun/masuk/")
    expect(visitor.page).to_have_url(re.compile("/beranda/$"))
    assert visitor.page.evaluate(COPIES) == 1
    visitor.go(address)
    visitor.see(re.compile("^Ada tulisan yang belum tersimpan, dari "))


def test_what_is_thrown_away_is_gone_and_nothing_outlives_signing_out(visitor, cast, address):
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.sign_in(cast.proposer)
    types(visitor, address, MINE)
    visitor.go(address)
    visitor.button("Buang").click()
    assert visitor.page.evaluate(COPIES) == 0
    types(visitor, address, MINE)
    visitor.page.locator(".user-menu summary").click()
    visitor.press("Keluar")
    assert visitor.page.evaluate(COPIES) == 0


def cut(visitor):
    visitor.page.context.set_offline(True)
    visitor.button("Keluar").click()
    visitor.page.wait_for_url("chrome-error://chromewebdata/")
    visitor.page.context.set_offline(False)


def with_an_old_token(visitor):
    visitor.page.context.clear_cookies(name="csrftoken")
    visitor.press("Keluar", status=403)


@pytest.mark.parametrize("sign_out", [cut, with_an_old_token])
def test_signing_out_forgets_nothing_before_it_is_done(visitor, cast, address, sign_out):
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.sign_in(cast.proposer)
    types(visitor, address, MINE)
    visitor.page.locator(".user-menu summary").click()
    sign_out(visitor)
    visitor.trouble.clear()
    visitor.go(address)
    visitor.see(re.compile("^Ada tulisan yang belum tersimpan, dari "))
    # A page that merely looks like the one after signing out makes the browser forget nothing.
    visitor.go("/#keluar")
    visitor.go(address)
    visitor.see(re.compile("^Ada tulisan yang belum tersimpan, dari "))
    visitor.button("Pakai").click()
    expect(box(visitor)).to_have_value(MINE)
    visitor.page.locator(".user-menu summary").click()
    visitor.press("Keluar")
    assert visitor.page.evaluate(COPIES) == 0
    assert not visitor.page.url.endswith("#keluar")
    assert visitor.page.evaluate(FIRM_COPIES) == 0


def test_who_signed_out_and_never_saw_it_leaves_nothing_behind(visitor, cast, address):
    """The server has ended the session, and its answer is lost."""
    visitor.page.on("dialog", lambda dialog: dialog.accept())
    visitor.sign_in(cast.proposer)
    types(visitor, address, MINE)

    def lose(route):
        route.fetch(max_redirects=0)
        route.abort()

    visitor.page.route("**/akun/keluar/", lose)
    visitor.page.locator(".user-menu summary").click()
    visitor.button("Keluar").click()
    visitor.page.wait_for_url("chrome-error://chromewebdata/")
    visitor.trouble.clear()
    visitor.go(address)
    assert "/akun/masuk/" in visitor.page.url
    assert visitor.page.evaluate(COPIES) == 0
    assert visitor.page.evaluate(FIRM_COPIES) == 0


def test_two_writers_see_both_texts_and_the_later_one_chooses(visitor, another, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    colleague = another()
    colleague.sign_in(cast.colleague)
    colleague.go(address)
    box(colleague).fill(THEIRS)
    colleague.press("Simpan, lanjutkan nanti")
    box(visitor).fill(MINE)
    visitor.press("Simpan, lanjutkan nanti", status=409)
    visitor.see_heading("Ada yang lebih dahulu menyimpan")
    visitor.see(THEIRS)
    expect(box(visitor)).to_have_value(MINE)
    assert SectionVersion.objects.get().texts == {"ringkasan": THEIRS}
    box(visitor).fill(f"{THEIRS} {MINE}")
    visitor.press("Simpan isian saya")
    assert SectionVersion.objects.current().get().texts == {"ringkasan": f"{THEIRS} {MINE}"}


def test_a_lost_session_costs_no_text(visitor, cast, address):
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    box(visitor).fill(MINE)
    visitor.page.context.clear_cookies(name="sessionid")
    visitor.press("Simpan, lanjutkan nanti", status=403)
    visitor.see(re.compile("^Sesi Anda sudah berakhir."))
    visitor.fill("Alamat surel", cast.proposer.user.email)
    visitor.fill("Kata sandi", PASSWORD)
    visitor.press("Masuk")
    visitor.see(re.compile("Isian Anda ada lagi di formulir ini"))
    expect(box(visitor)).to_have_value(MINE)
    assert not SectionVersion.objects.exists()
    expect(visitor.page).to_have_url(re.compile(f"{address}$"))
    visitor.press("Simpan, lanjutkan nanti")
    assert SectionVersion.objects.get().texts == {"ringkasan": MINE}


@pytest.fixture
def profile(tmp_path, browser_type, browser_type_launch_args, browser_context_args):
    """Starts the browser with one and the same profile: what is on the disk is there when it is started again."""
    own = {**browser_type_launch_args, **browser_context_args, "user_data_dir": tmp_path / "profile"}
    started = []

    def start():
        started.append(browser_type.launch_persistent_context(**own))
        started[-1].add_init_script(NO_LINE)
        return arriving(started[-1].pages[0], browser_context_args)

    yield start
    started[-1].close()


def kill_browser_of(folder):
    """Kill, without a word of warning, every process that was started with a profile."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"--user-data-dir={folder}".encode() in (process / "cmdline").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)


def test_a_killed_browser_costs_two_seconds_of_steady_typing_at_most(profile, tmp_path, cast, address):
    visitor = profile()
    visitor.sign_in(cast.proposer)
    visitor.go(address)
    keys = "abcdefghij"
    typed = []  # when each key had been pressed
    started = monotonic()
    while monotonic() - started < 8:
        # Never a pause as long as the quiet time.
        box(visitor).press_sequentially(keys[len(typed) % len(keys)], delay=20)
        typed.append(monotonic())
    killed = monotonic()
    kill_browser_of(tmp_path / "profile")
    with suppress(Error):
        visitor.page.context.close()
    again = profile()
    again.sign_in(cast.proposer)
    again.go(address)
    again.see(re.compile("^Ada tulisan yang belum tersimpan, dari "))
    again.button("Pakai").click()
    kept = box(again).input_value()
    everything = (keys * len(typed))[: len(typed)]
    assert everything.startswith(kept)
    assert len(kept) >= sum(at <= killed - 2 for at in typed) > 0
