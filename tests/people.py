"""People who know nothing but what pages show: they sign in, follow links, fill the forms they find and press."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.utils import timezone

from accounts.domain.entrance import second_factor
from accounts.models import User
from sinovik.season.sign_ins import PASSWORD

ADMIN, SECOND, SECRETARY = (f"{name}@sinovik.test" for name in ("admin", "admin2", "sekretariat"))


@dataclass
class Form:
    """A form as it stands on a page: what it would send, what may be chosen, and how many words a box takes."""

    method: str
    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    limits: dict[str, int] = field(default_factory=dict)
    accepts: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """An answer read the way a person does: its text, links, forms, and the one thing it asks for."""

    def __init__(self, address, written):
        super().__init__()
        self.address = address
        self.links, self.forms, self.words, self.primary = [], [], [], ""
        self._form = self._link = self._button = self._area = self._select = None
        self._hidden = 0
        self.feed(written)
        self.text = " ".join("".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("script", "style", "title"):
            self._hidden += 1
        elif tag == "form":
            action = urljoin(self.address, attrs.get("action") or self.address)
            self._form = Form(attrs.get("method", "get").lower(), action)
            self.forms.append(self._form)
        elif tag == "a" and "href" in attrs:
            self._link = [attrs["href"], "", "btn-primary" in attrs.get("class", "")]
        elif tag == "button" and self._form:
            is_primary = "btn-primary" in attrs.get("class", "")
            self._button = [attrs.get("name", ""), attrs.get("value", ""), "", is_primary]
        elif self._form and "data-limit" in attrs:
            # The count of words stands below its box.
            box = [name for name, kind in self._form.kinds.items() if kind == "textarea"][-1]
            self._form.limits[box] = int(attrs["data-limit"])
        elif self._form and tag in ("input", "textarea", "select", "option"):
            self._control(tag, attrs)

    def _control(self, tag, attrs):
        form, name, kind = self._form, attrs.get("name", ""), attrs.get("type", tag)
        if tag == "option":
            if self._select:
                form.choices[self._select].append(attrs.get("value", ""))
                if "selected" in attrs:
                    form.values[self._select] = [attrs.get("value", "")]
            return
        if not name or "disabled" in attrs or kind in ("submit", "reset", "button"):
            return
        form.kinds[name] = kind
        form.accepts[name] = attrs.get("accept", "")
        if tag == "select":
            self._select = name
            form.choices[name] = []
        elif tag == "textarea":
            self._area = name
            form.values[name] = [""]
        elif kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(attrs.get("value", "on"))
            if "checked" in attrs:
                form.values.setdefault(name, []).append(attrs.get("value", "on"))
        elif kind != "file":
            form.values.setdefault(name, []).append(attrs.get("value", ""))

    def handle_endtag(self, tag):
        if tag in ("script", "style", "title"):
            self._hidden -= 1
        elif tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "a" and self._link:
            href, text, is_primary = self._link
            self.links.append((" ".join(text.split()), urljoin(self.address, href)))
            self.primary = self.primary or (self.links[-1][0] if is_primary else "")
            self._link = None
        elif tag == "button" and self._button:
            name, value, text, is_primary = self._button
            text = " ".join(text.split())
            self._form.buttons.append((text, name, value))
            self.primary = self.primary or (text if is_primary else "")
            self._button = None
        self.words.append(" ")

    def handle_data(self, data):
        if self._area:
            # A newline after the tag belongs to the markup.
            self._form.values[self._area] = [self._form.values[self._area][0] + data.removeprefix("\n")]
        if self._hidden or self._area:
            return
        self.words.append(data)
        if self._link:
            self._link[1] += data
        if self._button:
            self._button[2] += data

    def links_to(self, pattern):
        """The addresses on the page whose path matches, each once, in order."""
        return list(dict.fromkeys(href for _text, href in self.links if re.fullmatch(pattern, urlsplit(href).path)))

    def form_with(self, button):
        """The form with a button of this text (or pattern), or None."""
        return next((form for form in self.forms if any(says(button, text) for text, *_ in form.buttons)), None)


def says(wanted, text):
    """Whether a text is, or matches, what is wanted."""
    return bool(wanted.search(text)) if isinstance(wanted, re.Pattern) else wanted == text


# What whoever follows a letter's link makes; the demo's own would be refused there.
OWN_PASSWORD = "kuda lari di padang hijau"


class Person:
    """One person with a session of their own; forged forms would be refused."""

    def __init__(self, email=""):
        self.email, self.page = email, None
        # Addresses of what was asked once and is answered.
        self.answered = set()
        self.client = Client(enforce_csrf_checks=True)
        if email:
            self.sign_in()

    @property
    def password(self):
        """That of the demo, which is printed on purpose; of whoever made one by a letter, their own."""
        return PASSWORD if User.objects.get(email=self.email).check_password(PASSWORD) else OWN_PASSWORD

    def sign_in(self):
        """Through the form."""
        self.go("/akun/masuk/")
        self.press("Masuk", login=self.email, password=self.password)
        self.give_the_second_factor()
        assert self.page.address == "/beranda/", f"{self.email}: {self.page.text[:300]}"

    def give_the_second_factor(self):
        """The code of the app, where one is asked for; an app set up first, where there has to be one."""
        user = User.objects.get(email=self.email)
        if self.page.address == "/akun/masuk/kode/":
            self.press("Masuk", code=second_factor.next_code(user, at=timezone.now()))
        if self.page.address == "/akun/pengaman/":
            self.follow("Aplikasi kode di ponsel")
            key = re.search(r"Kunci: ((?:[A-Z2-7]{4} ?){8})", self.page.text)[1].replace(" ", "")
            self.press("Pasang", code=second_factor.code_at(key, timezone.now().timestamp()))
            self.go("/beranda/")

    def go(self, address):
        """Open an address; anything but an ordinary page ends the play."""
        return self._arrive(address, self.client.get(address, follow=True))

    def fetch(self, address):
        """The bytes of a file behind an address."""
        return b"".join(self.client.get(address))

    def follow(self, wanted):
        """Follow the first link with this text (or pattern)."""
        found = [href for text, href in self.page.links if says(wanted, text)]
        assert found, f"{self.email} finds no link {wanted} on {self.page.address}: {self.page.text[:400]}"
        return self.go(found[0])

    def press(self, button, **values):
        """Send the form of a button as it stands, with `values` in place of its own."""
        form = self.page.form_with(button)
        assert form, f"{self.email} finds no button {button} on {self.page.address}: {self.page.text[:600]}"
        unknown = values.keys() - form.kinds.keys()
        assert not unknown, f"no field {unknown} on {self.page.address}"
        given = {key: value if isinstance(value, list) else [value] for key, value in values.items()}
        arrived = self._send(form, next(one for one in form.buttons if says(button, one[0])), given)
        if form.method == "get":
            return arrived
        asked = next((key for one in arrived.forms for key, kind in one.kinds.items() if kind == "password"), None)
        if asked is None or not self.email:
            return arrived
        # A grave act asks for the password again: once.
        assert asked not in values, f"{self.email} gave the password and is asked again: {arrived.text[:400]}"
        form = next(one for one in arrived.forms if asked in one.kinds)
        return self.press(form.buttons[0][0], **{asked: self.password})

    def _send(self, form, button, given):
        """Send a form by one of its buttons, its fields as they stand but for those `given`."""
        _text, name, value = button
        data = {**form.values, **given, **({name: [value]} if name else {})}
        send = self.client.get if form.method == "get" else self.client.post
        return self._arrive(form.action, send(form.action, data, follow=True))

    def _arrive(self, address, answer):
        if answer.redirect_chain:
            address = answer.redirect_chain[-1][0]
        page = self.page = Page(address, answer.content.decode())
        assert answer.status_code == 200, f"{self.email} at {address}: {answer.status_code} {page.text[:500]}"
        form = answer.context["form"] if answer.context and "form" in answer.context else None
        errors = form.errors if form else {}
        assert not errors or answer.wsgi_request.method == "GET", f"{self.email} at {address}: {dict(errors)}"
        return page


class People(dict):
    """Persons by address, each signed in when first needed."""

    def __missing__(self, email):
        self[email] = Person(email)
        return self[email]
