"""The second factor in our words: a code, or the key of a device; what is wrong counts like a wrong password."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as key_forms
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.entrance import attempts, second_factor
from accounts.forms.people import reason_field
from accounts.models import Attempt, SignIn
from accounts.rules import Refused

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
EMPTY = _("Isi kode dari aplikasi Anda")


def tidied(code):
    """A code without the blanks and hyphens that people put between its digits."""
    return code.replace(" ", "").replace("-", "")


def code_field(label, help_text=""):
    """A box for a code that somebody copies from an app or a sheet of paper."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        widget=forms.TextInput(attrs=CODE),
        error_messages={"required": EMPTY},
    )


class CodeForm(mfa_forms.AuthenticateForm):
    """The code of the app, or a spare one."""

    code = code_field(_("Kode"), _("Enam angka dari aplikasi Anda, atau satu kode cadangan"))

    def clean_code(self):
        door, at = get_account_adapter(), timezone.now()
        try:
            attempt = attempts.begin(Attempt.Kind.CODE, self.user.email, door.visitor(), at=at)
        except Refused as refused:
            door.note(SignIn.Outcome.HELD, self.user.email)
            raise door.validation_error("too_many_login_attempts") from refused
        code = tidied(self.cleaned_data["code"])
        self.authenticator = second_factor.take(self.user, code, at=at)
        if self.authenticator is None:
            door.note(SignIn.Outcome.WRONG_CODE, self.user.email)
            raise get_adapter().validation_error("incorrect_code")
        attempts.forgive(attempt)
        return code

    def save(self):
        super().save()
        get_account_adapter().note(SignIn.Outcome.LET_IN, self.user.email)


def answer_field():
    """What a device answered: the browser writes it, nobody types it."""
    said = {"required": _("Perangkat belum menjawab"), "invalid": _("Perangkat belum menjawab")}
    return forms.JSONField(widget=forms.HiddenInput, error_messages=said)


class KeyForm(key_forms.AuthenticateWebAuthnForm):
    """What the key of a device answered, after the password."""

    credential = answer_field()

    def save(self):
        super().save()
        get_account_adapter().note(SignIn.Outcome.LET_IN, self.cleaned_data["credential"].user.email)


class KeyAloneForm(key_forms.LoginWebAuthnForm):
    """What the key of a device answered, in place of address and password."""

    credential = answer_field()

    def save(self):
        super().save()
        get_account_adapter().note(SignIn.Outcome.LET_IN, self.cleaned_data["credential"].user.email)


class AppForm(forms.Form):
    """The first code of an app that is being set up."""

    code = code_field(_("Kode dari aplikasi"), _("Enam angka yang sekarang ditampilkan aplikasi"))

    def clean_code(self):
        return tidied(self.cleaned_data["code"])


class NewKeyForm(forms.Form):
    """A key of a device that is being set up: what it is called, and what it answered."""

    name = forms.CharField(
        label=_("Nama kunci"),
        help_text=_("Misalnya: ponsel kantor"),
        max_length=60,
        error_messages={"required": _("Beri kunci ini nama")},
    )
    credential = answer_field()

    def clean_credential(self):
        credential = self.cleaned_data["credential"]
        if not isinstance(credential, dict):
            raise get_adapter().validation_error("incorrect_code")
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
        return credential


class FactorReleaseForm(forms.Form):
    """Why somebody's second factors go."""

    use_required_attribute = False

    reason = reason_field(_("Misalnya: ponsel hilang, dipastikan lewat telepon. Dibaca orang kedua dan orangnya"))
