"""Refusals of a door: the role a page is for is not held."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from accounts.rules.refusals import Refusal

WRONG_ROLE = Refusal("wrong_role", _("Halaman ini bukan untuk peran Anda."))
NO_OFFICE = Refusal(
    "no_office",
    _(
        "Akun Anda belum memegang peran. Penulis usulan diangkat admin instansinya, yang lain oleh sekretariat"
        " kompetisi."
    ),
)
# Whose office ended: who can give it again.
ENDED = {
    Role.UNIT: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi admin instansi Anda."),
    Role.AGENCY_ADMIN: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi sekretariat kompetisi."),
    Role.EVALUATOR: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi sekretariat kompetisi."),
    Role.PANELIST: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi sekretariat kompetisi."),
    Role.SECRETARY: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi admin kementerian."),
    Role.MINISTRY_ADMIN: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi admin kementerian yang lain."),
    Role.AUDITOR: _("Peran Anda sebagai %(role)s berakhir %(day)s. Hubungi admin kementerian."),
}
BEGINS_LATER = _("Peran Anda sebagai %(role)s mulai berlaku %(day)s.")
TOO_MANY_ATTEMPTS = Refusal("too_many_attempts", _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."))
SECOND_FACTOR_MISSING = Refusal(
    "second_factor_missing",
    _("Peran Anda memerlukan pengaman kedua. Pasang dahulu aplikasi kode atau kunci sandi; perlu dua menit."),
)
NO_SECOND_FACTOR = Refusal("no_second_factor", _("Orang ini tidak memasang pengaman kedua."))
OWN_SECOND_FACTOR = Refusal("own_second_factor", _("Yang mempertanggungjawabkannya harus orang lain."))
LINK_TOO_OLD = Refusal("link_too_old", _("Tautan ini tidak berlaku lagi. Minta tautan baru."))


def without_office(last: Membership | None, *, on: date) -> Refusal:
    """Why somebody without an office of today cannot work, and whom to ask, by their `last` office."""
    if last is None:
        return NO_OFFICE
    is_coming = last.state(on) == Membership.State.COMING
    day = last.since if is_coming or last.until is None else last.until
    words = {"role": last.label, "day": date_format(day, "j F Y")}
    sentence = BEGINS_LATER if is_coming else ENDED[Role(last.role)]
    return Refusal(NO_OFFICE.key, str(sentence) % words)
