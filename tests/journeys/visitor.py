"""One person at a browser: goes, presses, fills and sees, and is let down by nothing on the way."""

import os
import re
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import expect

from accounts.domain.entrance import second_factor
from accounts.models import User
from tests.journeys import promises

PASSWORD = "kuda lari di padang hijau"
# Chromium's own line about a page that answered 403, 404 or 409; the status is checked where the page arrives.
ABOUT_A_STATUS = "Failed to load resource"
# And about axe, which looks into every frame, in one of ours where nothing may run: that is what the frame promises.
ABOUT_A_SANDBOX = re.compile(r"Blocked script execution in '\S+/lihat/' because the document's frame is sandboxed")
# htmx tells of a look at what was filled in that ended because its page was left; what fails otherwise is told besides.
ABOUT_LEAVING = re.compile(r"htmx:(sendAbort|afterRequest)\b")
# The small doors beside a form answer in values what they did not take, and the page says it in words.
SMALL_DOOR, NOT_TAKEN = re.compile(r"/ketikan/$|/unggahan/([0-9a-f-]{36}/)?$"), {403, 404, 409, 422, 507}


class Visitor:
    """Every arrival on a page is held to what all pages promise (see `promises`); where scripts do not run, axe
    does not either, and the answer's status must do.
    """

    def __init__(self, page, *, has_scripts=True):
        self.page = page
        self.has_scripts = has_scripts
        self.trouble = []
        self.status = 200
        page.on("response", self._note_response)
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.trouble.append(f"error in script: {error}"))

    # --- going
    def go(self, path, *, status=200):
        self.page.goto(path)
        self.arrive(status)

    def sign_in(self, office):
        """As a holder of an office (or any user) through the form."""
        self.go("/akun/masuk/")
        self.fill("Alamat surel", getattr(office, "user", office).email)
        self.fill("Kata sandi", PASSWORD)
        self.press("Masuk")
        self.give_second_factor(getattr(office, "user", office).email)
        self.see_heading(re.compile("."))
        assert self.path == "/beranda/", self.path

    def give_second_factor(self, email):
        """The code of the person's app, where one is asked for; an app set up first, where there has to be one."""
        if self.path == "/akun/masuk/kode/":
            self.fill("Kode", second_factor.next_code(User.objects.get(email=email), at=timezone.now()))
            self.press("Masuk")
        if self.path == "/akun/pengaman/":
            self.follow("Aplikasi kode di ponsel")
            key = self.page.locator("main code").first.inner_text().replace(" ", "")
            self.fill("Kode dari aplikasi", second_factor.code_at(key, timezone.now().timestamp()))
            self.press("Pasang")
            self.go("/beranda/")

    def press(self, text, *, status=200, within=None):
        """A button that sends its form."""
        with self.page.expect_navigation():
            self.button(text, within=within).click()
        self.arrive(status)

    def follow(self, text, *, status=200, within=None):
        """A link to another page."""
        with self.page.expect_navigation():
            self.link(text, within=within).click()
        self.arrive(status)

    def arrive(self, status=200):
        """Hold the page that has just come to its promises."""
        assert self.status == status, f"{self.path} answered {self.status}, not {status}"
        if self.has_scripts:
            promises.keep(self.page)
        assert not self.trouble, f"{self.path}: {self.trouble}"

    @property
    def path(self):
        return urlsplit(self.page.url).path

    def narrow(self, width=360):
        """Put the screen away and take the phone."""
        self.page.set_viewport_size({"width": width, "height": 800})

    def pictured(self, name):
        """A picture for whoever wants to look, where the environment names a folder."""
        if folder := os.environ.get("PICTURES"):
            self.page.screenshot(path=f"{folder}/{name}.png", full_page=True)

    # --- doing
    def take_away(self, text):
        """The bytes of the file that a link brings."""
        with self.page.expect_download() as download:
            self.link(text).click()
        return download.value.path().read_bytes()

    def fill(self, label, value):
        self.field(label).fill(value)

    def choose(self, label, option):
        """An option by its words or its value; in brackets behind the words stands how many it would find."""
        field, counted = self.field(label), re.compile(rf"{re.escape(option)} \([\d.]+\)")
        words = (text.strip() for text in field.locator("option").all_inner_texts())
        field.select_option(next(filter(counted.fullmatch, words), option))

    def tick(self, label, *, within=None):
        """A checkbox or a radio button, by the words beside it."""
        place, exact = within or self.page, isinstance(label, str)
        place.get_by_role("radio", name=label, exact=exact).or_(
            place.get_by_role("checkbox", name=label, exact=exact)
        ).check()

    def field(self, label):
        """What a label names, whether or not it adds that an answer is optional."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+\(opsional\))?\s*$"))

    def button(self, text, *, within=None):
        return (within or self.page).get_by_role("button", name=text, exact=isinstance(text, str))

    def link(self, text, *, within=None):
        return (within or self.page).get_by_role("link", name=text, exact=isinstance(text, str)).first

    # --- seeing
    def see(self, *texts, within=None):
        for text in texts:
            expect((within or self.page).get_by_text(text).filter(visible=True).first).to_be_visible()

    def see_none_of(self, *texts):
        for text in texts:
            expect(self.page.get_by_text(text)).to_have_count(0)

    def see_heading(self, text):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(text)

    def see_error(self, *sentences):
        """The summary of errors has the focus, the title says so, and each sentence stands at its field too."""
        summary = self.page.locator("[data-error-summary]")
        expect(summary).to_be_focused()
        expect(self.page).to_have_title(re.compile("^Kesalahan:"))
        for sentence in sentences:
            expect(summary.get_by_role("link", name=sentence).first).to_be_visible()

    def row(self, text):
        """The row of a table that tells of something."""
        return self.page.get_by_role("row").filter(has_text=text)

    # --- what the browser says
    def _note_response(self, response):
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
            if response.status >= 500:
                self.trouble.append(f"{response.status} at {response.url}")
        elif response.status >= 400 and not (SMALL_DOOR.search(response.url) and response.status in NOT_TAKEN):
            self.trouble.append(f"{response.status} for {response.url}")

    def _note_console(self, message):
        said = message.text
        is_expected = said.startswith(ABOUT_A_STATUS) or ABOUT_A_SANDBOX.match(said) or ABOUT_LEAVING.match(said)
        if message.type in ("error", "warning") and not is_expected:
            self.trouble.append(f"{message.type}: {message.text}")
