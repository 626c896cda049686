"""What the portal holds of a person, for that person to take along; the floors above add what they know."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import JUDGES, CalendarAddress, Event, Letter, Membership, SavedView, SignIn, User


@dataclass(frozen=True)
class PersonalPart:
    """One kind of data: its name among the files, its heading, what each column is called, and its rows."""

    key: str
    title: str | Promise
    columns: tuple[tuple[str, str | Promise], ...]
    rows: Callable[[User], Iterable[tuple[Any, ...]]]


def account(user):
    """The account itself."""
    return [(user.full_name, user.email, user.last_login)]


def offices(user):
    """Every office ever held."""
    held = Membership.objects.filter(user=user).with_places().order_by("since", "pk")
    return [(one.label, one.since, one.until) for one in held]


def factors(user):
    """Which second factors there are; their secrets stay where they are."""
    return Authenticator.objects.filter(user=user).order_by("pk").values_list("type", "created_at", "last_used_at")


def sign_ins(user):
    """The tries to sign in that are still kept."""
    found = SignIn.objects.filter(user=user).order_by("at", "pk")
    return [(one.at, one.get_outcome_display(), one.visitor, one.browser) for one in found]


def browsers(user):
    """Where somebody is signed in."""
    return UserSession.objects.filter(user=user).order_by("pk").values_list("created_at", "ip", "user_agent")


def letters(user):
    """Every letter to the person, as it was sent."""
    return Letter.objects.filter(recipient=user).order_by("pk").values_list("written_at", "sent_at", "subject", "body")


def acts(user):
    """What the person did. Of judges without what it was about: some of it is not for them to know."""
    found = Event.objects.filter(actor_id=user.pk).order_by("number")
    return [
        (one.number, one.at, one.office, one.name, {} if one.office in JUDGES else one.particulars)
        for one in found.iterator()
    ]


def views(user):
    """The lists kept under a name."""
    return SavedView.objects.filter(user=user).order_by("pk").values_list("name", "path", "query", "saved_at")


def calendars(user):
    """The calendar addresses, without their secrets."""
    found = CalendarAddress.objects.filter(user=user).order_by("pk")
    return found.values_list("made_at", "revoked_at")


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
        (AT, ("hasil", _("Hasil")), ("jaringan", _("Alamat jaringan")), BROWSER),
        sign_ins,
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
        "tindakan",
        _("Tindakan Anda di riwayat"),
        (
            ("nomor", _("Nomor")),
            AT,
            ("peran", _("Peran")),
            ("peristiwa", _("Peristiwa")),
            ("keterangan", _("Keterangan")),
        ),
        acts,
    ),
    PersonalPart(
        "tampilan",
        _("Tampilan daftar tersimpan"),
        (NAME, ("daftar", _("Daftar")), ("saringan", _("Filter")), ("disimpan", _("Disimpan"))),
        views,
    ),
    PersonalPart("kalender", _("Alamat kalender"), (("dibuat", _("Dibuat")), ("dicabut", _("Dicabut"))), calendars),
]


def join(*parts):
    """Have a floor above add what it knows; joined twice, nothing happens."""
    PARTS.extend(part for part in parts if part not in PARTS)


def archive(user, *, at: datetime) -> bytes:
    """Everything as a ZIP: a JSON file for each kind of data, and one page that a person can read."""
    parts = [(part, [tuple(row) for row in part.rows(user)]) for part in PARTS]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as files:
        for part, rows in parts:
            keys = [key for key, _label in part.columns]
            told = [dict(zip(keys, row, strict=True)) for row in rows]
            text = json.dumps(told, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
            files.writestr(f"{part.key}.json", text)
        shown = {"parts": parts, "person": user, "at": at}
        files.writestr("data-saya.html", render_to_string("accounts/personal/archive.html", shown))
    return packed.getvalue()
