"""Refusals of a door: the role a page is for is not held."""

from django.utils.translation import gettext_lazy as _

from accounts.rules.refusals import Refusal

WRONG_ROLE = Refusal("wrong_role", _("Halaman ini bukan untuk peran Anda."))
NO_OFFICE = Refusal(
    "no_office", _("Akun Anda belum memegang peran yang berlaku hari ini. Hubungi admin instansi Anda.")
)
TOO_MANY_ATTEMPTS = Refusal("too_many_attempts", _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."))
