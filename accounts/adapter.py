"""allauth, bent to our ways: accounts are handed out by agencies, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _


class ClosedSignup(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Akun ini tidak aktif. Hubungi admin instansi Anda."),
        "email_password_mismatch": _("Alamat surel atau kata sandi tidak cocok"),
        "enter_current_password": _("Kata sandi sekarang tidak cocok"),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi. Minta tautan baru."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    }

    def is_open_for_signup(self, request):
        return False
