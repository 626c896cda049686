"""allauth, bent to our ways: accounts are handed out by agencies, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class ClosedSignup(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Akun ini tidak aktif. Hubungi admin instansi Anda."),
        "email_password_mismatch": _("Alamat surel atau kata sandi tidak cocok"),
        "enter_current_password": _("Kata sandi sekarang tidak cocok"),
        "incorrect_password": _("Kata sandi tidak cocok"),
        "invalid_password_reset": _("Tautan ini tidak berlaku lagi. Minta tautan baru."),
        "too_many_login_attempts": _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return reverse("home")

    def get_reset_password_from_key_url(self, key):
        """At the portal's own address, whatever host the request was sent to."""
        uidb36, _, key = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": key})
        return f"{settings.BASE_URL}{path}"

    def reauthenticate(self, user, password):
        """Whether `password` is the signed-in person's own; wrong ones count like those of signing in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk
