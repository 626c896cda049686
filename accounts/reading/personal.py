"""What the portal holds of a person, for that person to take along; the floors above add what they know."""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.domain.correspondence import envelopes
from accounts.models import CalendarAddress, Letter, Membership, Reading, SavedView, SignIn, User
from accounts.moments import moment

FACTORS = {
    Authenticator.Type.TOTP: _("Aplikasi kode"),
    Authenticator.Type.WEBAUTHN: _("Kunci sandi"),
    Authenticator.Type.RECOVERY_CODES: _("Kode cadangan"),
}


@dataclass(frozen=True)
class PersonalPart:
    """One kind of data: its name among the files, its heading, what each column is called, and its rows.

    The columns `for_programs` are in the file alone, not on the page for people.
    """

    key: str
    title: str | Promise
    columns: tuple[tuple[str, str | Promise], ...]
    rows: Callable[[User], Iterable[tuple[Any, ...]]]
    for_programs: tuple[str, ...] = ()

    @property
    def shown(self):
        """(place in a row, heading) of the columns that people read."""
        return [(at, label) for at, (key, label) in enumerate(self.columns) if key not in self.for_programs]


def account(user):
    """The account itself."""
    return [(user.full_name, user.email, user.last_login)]


def offices(user):
    """Every office ever held."""
    held = Membership.objects.filter(user=user).with_places().order_by("since", "pk")
    return [(one.label, one.since, one.until) for one in held]


def factors(user):
    """Which second factors there are; their secrets stay where they are."""
    found = Authenticator.objects.filter(user=user).order_by("pk")
    return [(FACTORS.get(one.type, one.type), one.created_at, one.last_used_at) for one in found]


def sign_ins(user):
    """The tries to sign in that are still kept."""
    found = SignIn.objects.filter(user=user).order_by("at", "pk")
    told = found.iterator(AT_ONCE)
    return ((one.at, one.get_outcome_display(), one.get_means_display(), one.visitor, one.browser) for one in told)


def readings(user):
    """What of the blind or private the person opened, as far as it is kept."""
    found = Reading.objects.filter(user=user).order_by("at", "pk")
    return ((one.at, one.get_kind_display(), one.about, one.visitor) for one in found.iterator(AT_ONCE))


def browsers(user):
    """Where somebody is signed in."""
    return UserSession.objects.filter(user=user).order_by("pk").values_list("created_at", "ip", "user_agent")


def letters(user):
    """Every letter to the person; a key in one that has not left is for its mailbox alone."""
    found = Letter.objects.filter(recipient=user).order_by("pk")
    return ((one.written_at, one.sent_at, one.subject, envelopes.shown_body(one)) for one in found.iterator(AT_ONCE))


def views(user):
    """The lists kept under a name."""
    return SavedView.objects.filter(user=user).order_by("pk").values_list("name", "path", "query", "saved_at")


def calendars(user):
    """The calendar addresses, without their secrets."""
    found = CalendarAddress.objects.filter(user=user).order_by("pk")
    return found.values_list("made_at", "revoked_at")


# So many rows are held at once: a letter or an answer may be long.
AT_ONCE = 100
# Where in a page that is drawn what is written row by row belongs.
BETWEEN = "\N{WHITE SQUARE}"
AT, NAME, BROWSER = ("saat", _("Saat")), ("nama", _("Nama")), ("peramban", _("Peramban"))
PARTS: list[PersonalPart] = [
    PersonalPart("akun", _("Akun"), (NAME, ("surel", _("Surel")), ("terakhir-masuk", _("Terakhir masuk"))), account),
    PersonalPart(
        "peran", _("Peran"), (("peran", _("Peran")), ("mulai", _("Mulai")), ("sampai", _("Sampai sebelum"))), offices
    ),
    PersonalPart(
        "pengaman",
        _("Pengaman kedua"),
        (("jenis", _("Jenis")), ("dipasang", _("Dipasang")), ("dipakai", _("Terakhir dipakai"))),
        factors,
    ),
    PersonalPart(
        "masuk",
        _("Percobaan masuk"),
        (AT, ("hasil", _("Hasil")), ("cara", _("Cara")), ("jaringan", _("Alamat jaringan")), BROWSER),
        sign_ins,
    ),
    PersonalPart(
        "pembacaan",
        _("Pembacaan Anda"),
        (AT, ("dibaca", _("Yang dibaca")), ("tentang", _("Tentang")), ("jaringan", _("Alamat jaringan"))),
        readings,
    ),
    PersonalPart(
        "peramban",
        _("Peramban yang masuk"),
        (("sejak", _("Masuk sejak")), ("jaringan", _("Alamat jaringan")), BROWSER),
        browsers,
    ),
    PersonalPart(
        "surat",
        _("Surat untuk saya"),
        (("ditulis", _("Ditulis")), ("dikirim", _("Dikirim")), ("perihal", _("Perihal")), ("isi", _("Isi"))),
        letters,
    ),
    PersonalPart(
        "tampilan",
        _("Tampilan daftar tersimpan"),
        (NAME, ("daftar", _("Daftar")), ("saringan", _("Filter")), ("disimpan", _("Disimpan"))),
        views,
    ),
    PersonalPart("kalender", _("Alamat kalender"), (("dibuat", _("Dibuat")), ("dicabut", _("Dicabut"))), calendars),
]


def texts(value):
    """A value as people read it: each answer of several is a text of its own; none where there is nothing."""
    if isinstance(value, dict):
        return [str(one) for one in value.values() if one not in ("", None)]
    if isinstance(value, date):
        return [moment(value)]
    return [] if value in ("", None) else [str(value)]


def join(*parts):
    """Have a floor above add what it knows; joined twice, nothing happens."""
    PARTS.extend(part for part in parts if part not in PARTS)


def archive(user, file, *, at: datetime) -> None:
    """Write everything as a ZIP into `file`, row by row, however much there is.

    It holds a JSON file for each kind of data, and one page that a person can read.
    """
    told = {"person": user, "at": at, "between": BETWEEN}
    head, _between, foot = render_to_string("accounts/personal/archive.html", told).rpartition(BETWEEN)
    with ZipFile(file, "w", ZIP_DEFLATED) as files, TemporaryFile() as page:
        page.write(head.encode())
        for part in PARTS:
            with files.open(f"{part.key}.json", "w", force_zip64=True) as listed:
                put(part, user, listed, page)
        page.write(foot.encode())
        page.seek(0)
        with files.open("data-saya.html", "w", force_zip64=True) as shown:
            shutil.copyfileobj(page, shown)


def put(part, user, listed, page):
    """The rows of one kind of data: into its file for programs and into the page."""
    keys, headings = [key for key, _label in part.columns], [label for _at, label in part.shown]
    rows, start = iter(part.rows(user)), b"["
    first = next(rows, None)
    told = {"title": part.title, "headings": headings, "has_rows": first is not None, "between": BETWEEN}
    head, _between, foot = render_to_string("accounts/personal/archive_part.html", told).partition(BETWEEN)
    page.write(head.encode())
    for row in chain([first] if first is not None else [], rows):
        told = dict(zip(keys, row, strict=True))
        listed.write(start + b"\n" + json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder).encode())
        start = b","
        cells = [texts(row[at]) for at, _label in part.shown]
        page.write(render_to_string("accounts/personal/archive_row.html", {"cells": cells}).encode())
    listed.write(b"[]" if first is None else b"\n]")
    page.write(foot.encode())
