"""allauth, bent to our ways: accounts are handed out by agencies, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.entrance import attempts, second_factor, sign_ins
from accounts.models import Attempt, SignIn
from accounts.pages import above, doors
from accounts.rules import Refused


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

    def get_login_redirect_url(self, request):
        """Whoever still has to set up a second factor is led there at once."""
        if doors.lacks_second_factor(request, doors.offices(request)):
            return reverse("second_factor")
        return super().get_login_redirect_url(request)

    def get_logout_redirect_url(self, request):
        """The front page, told in its address that the session is over: only then does the browser forget texts."""
        return f"{super().get_logout_redirect_url(request)}#keluar"

    def get_password_change_redirect_url(self, request):
        return above.address("home")

    def authenticate(self, request, **credentials):
        """Who that is, or None; refused without looking once too many passwords were wrong."""
        address = credentials.get("email", "")
        try:
            attempt = attempts.begin(Attempt.Kind.SIGN_IN, address, visitor(request), at=timezone.now())
        except Refused as refused:
            note(request, SignIn.Outcome.HELD, address)
            raise self.validation_error("too_many_login_attempts") from refused
        user = super().authenticate(request, **credentials)
        if user:
            attempts.forgive(attempt)
        if user is None:
            note(request, SignIn.Outcome.WRONG, address)
        elif request.user.is_authenticated:
            note(request, SignIn.Outcome.AGAIN, address)
        else:
            # Who has one is let in by it.
            asked = second_factor.is_on(user)
            note(request, SignIn.Outcome.ASKED if asked else SignIn.Outcome.LET_IN, address)
        return user

    def note(self, outcome, address, means=SignIn.Means.PASSWORD):
        """Keep in the log of the door what came of a try of this request."""
        note(self.request, outcome, address, means)

    def visitor(self):
        """The network address this request came from."""
        return visitor(self.request)

    def reauthenticate(self, user, password):
        """Whether `password` is the signed-in person's own; wrong ones count like those of signing in."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user):
        """The password, always: a browser that was left open has its keys and its app at hand."""
        words = {"id": "reauthenticate", "description": _("Kata sandi"), "url": reverse("account_reauthenticate")}
        return [words] if user.is_authenticated else []

    def send_mail(self, template_prefix, email, context):
        """Every letter of ours goes through the outbox, with words of ours."""
        raise NotImplementedError(template_prefix)


def note(request, outcome, address, means=SignIn.Means.PASSWORD):
    """Keep in the log of the door what came of a try by some means."""
    browser = request.headers.get("User-Agent", "")
    sign_ins.note(outcome, address, visitor=visitor(request), browser=browser, at=timezone.now(), means=means)


def visitor(request):
    """The network address a request came from, an IPv6 one as its network; empty where none is known."""
    try:
        return ratelimit.get_ip(request)
    except PermissionDenied:
        return ""
