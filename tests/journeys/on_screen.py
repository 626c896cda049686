"""The people of the plays at real browsers: what they know is the same, and they click, choose and type it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.people import Page, People, Person, says

# Stand in what a page is written as and are not on the screen.
OFF_THE_SCREEN = re.compile(r"<(noscript|template)\b.*?</\1>", re.DOTALL)
# What may be folded away is unfolded before it is filled in.
UNFOLD = "form => form.querySelectorAll('details').forEach(one => one.open = true)"
LINK = "address => [...document.links].find(one => one.href === new URL(address, document.baseURI).href)"


class OnScreen(Person):
    """A person of the plays whose pages come through a visitor's browser, and are held to what all pages promise."""

    def __init__(self, visitor, email=""):
        self.visitor = visitor
        super().__init__(email)

    def go(self, address):
        self.visitor.go(address)
        return self._see()

    def fetch(self, address):
        return self.visitor.page.request.get(address).body()

    def follow(self, wanted):
        found = [href for text, href in self.page.links if says(wanted, text)]
        assert found, f"{self.email} finds no link {wanted} on {self.page.address}: {self.page.text[:400]}"
        link = self.visitor.page.evaluate_handle(LINK, found[0]).as_element()
        if not link.is_visible():
            # In a menu that is folded.
            return self.go(found[0])
        with self.visitor.page.expect_navigation():
            link.click()
        self.visitor.arrive()
        return self._see()

    def _send(self, form, button, given):
        place = self.visitor.page.locator("form").nth(self.page.forms.index(form))
        place.evaluate(UNFOLD)
        for name, values in given.items():
            self._fill(place.locator(f'[name="{name}"]'), form.kinds[name], values)
        with self.visitor.page.expect_navigation():
            place.locator("button").nth(form.buttons.index(button)).click()
        self.visitor.arrive()
        expect(self.visitor.page.locator("[data-error-summary]")).to_have_count(0)
        return self._see()

    def _fill(self, boxes, kind, values):
        if kind in ("radio", "checkbox"):
            for box in boxes.all():
                if kind == "checkbox" or box.get_attribute("value") in values:
                    box.set_checked((box.get_attribute("value") or "on") in values)
        elif kind == "select":
            boxes.select_option(values)
        elif kind == "file":
            (file,) = values
            boxes.set_input_files({"name": file.name, "mimeType": file.content_type, "buffer": file.read()})
        else:
            boxes.fill(values[0])

    def _see(self):
        seen = urlsplit(self.visitor.page.url)
        address = f"{seen.path}?{seen.query}" if seen.query else seen.path
        self.page = Page(address, OFF_THE_SCREEN.sub("", self.visitor.page.content()))
        return self.page


class AtScreens(People):
    """Persons by address, each called to a screen and signed in when first needed."""

    def __init__(self, another):
        super().__init__()
        self.another = another

    def __missing__(self, email):
        self[email] = OnScreen(self.another(), email)
        return self[email]
