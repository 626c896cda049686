"""The second factor in our words: a code, or the key of a device; what is wrong counts like a wrong password."""

import json
from contextlib import contextmanager

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.webauthn import forms as key_forms
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.domain.entrance import attempts, second_factor
from accounts.forms.motions import why_field
from accounts.models import Attempt, SignIn
from accounts.motions import RELEASE_FACTOR
from accounts.rules import Refused

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
EMPTY = _("Isi kode dari aplikasi Anda")
TOO_MANY = _(
    "Terlalu banyak kode yang salah hari ini. Coba lagi besok, pakai kunci sandi, atau hubungi sekretariat kompetisi."
)
NO_ANSWER = _("Perangkat belum menjawab")
KEY_UNKNOWN = _("Kunci sandi tidak dikenali, atau halamannya terbuka terlalu lama. Coba lagi.")
# Far more than any device answers.
ANSWER_CHARACTERS = 65_536
# What is read of an answer: texts all of them. A number in the place of bytes would be that many bytes of memory.
OF_ANSWER = ("id", "rawId", "type", "authenticatorAttachment")
OF_RESPONSE = ("clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle")
# What reading an answer that a stranger wrote may come to.
UNREADABLE = (KeyError, ValueError, TypeError, AttributeError, AssertionError, IndexError)


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


class DeviceAnswerField(forms.CharField):
    """What a device answered: the browser writes it, nobody types it. Comes out as a dict of texts."""

    def __init__(self):
        super().__init__(
            widget=forms.HiddenInput,
            max_length=ANSWER_CHARACTERS,
            error_messages={"required": NO_ANSWER, "max_length": NO_ANSWER},
        )

    def clean(self, value):
        """The parts of an answer that are read, and nothing else of it."""
        try:
            told = json.loads(super().clean(value))
            extensions = told.get("clientExtensionResults") or {}
            is_resident = bool((extensions.get("credProps") or {}).get("rk"))
            return {
                **texts(told, OF_ANSWER),
                "response": texts(told["response"], OF_RESPONSE),
                "clientExtensionResults": {"credProps": {"rk": is_resident}},
            }
        except (*UNREADABLE, RecursionError):
            raise forms.ValidationError(NO_ANSWER) from None


def texts(told, names):
    """The values under these names that are texts."""
    return {name: told[name] for name in names if isinstance(told.get(name), str)}


@contextmanager
def readable():
    """Meanwhile an answer that cannot be read, or is no right one, is said in our words."""
    try:
        yield
    except (forms.ValidationError, *UNREADABLE):
        raise forms.ValidationError(KEY_UNKNOWN) from None


class LetIn:
    """A second step that was right stands in the log of the door, with what it was."""

    def save(self):
        super().save()
        get_account_adapter().note(SignIn.Outcome.LET_IN, self.user.email, self.means)


class CodeForm(LetIn, mfa_forms.AuthenticateForm):
    """The code of the app, or a spare one."""

    code = code_field(_("Kode"), _("Enam angka dari aplikasi Anda, atau satu kode cadangan"))

    @property
    def means(self):
        return SignIn.Means(self.authenticator.type)

    def clean_code(self):
        door, at = get_account_adapter(), timezone.now()
        try:
            attempt = attempts.begin(Attempt.Kind.CODE, self.user.email, door.visitor(), at=at)
        except Refused as refused:
            door.note(SignIn.Outcome.HELD, self.user.email, SignIn.Means.CODE)
            raise forms.ValidationError(TOO_MANY) from refused
        code = tidied(self.cleaned_data["code"])
        self.authenticator = second_factor.take(self.user, code, at=at)
        if self.authenticator is None:
            door.note(SignIn.Outcome.WRONG_CODE, self.user.email, SignIn.Means.CODE)
            if second_factor.was_right(self.user, code, at=at):
                # Pressed twice: no guess.
                attempts.forgive(attempt)
            raise get_adapter().validation_error("incorrect_code")
        attempts.forgive(attempt)
        return code


class KeyForm(LetIn, key_forms.AuthenticateWebAuthnForm):
    """What the key of a device answered, after the password."""

    means = SignIn.Means.KEY
    credential = DeviceAnswerField()

    def clean_credential(self):
        try:
            with readable():
                return super().clean_credential()
        except forms.ValidationError:
            get_account_adapter().note(SignIn.Outcome.WRONG_CODE, self.user.email, SignIn.Means.KEY)
            raise


class KeyAloneForm(key_forms.LoginWebAuthnForm):
    """What the key of a device answered, in place of address and password."""

    credential = DeviceAnswerField()

    def clean_credential(self):
        with readable():
            return super().clean_credential()

    def full_clean(self):
        """Whose key it was to be is not known where it fits none."""
        super().full_clean()
        if self._errors:
            get_account_adapter().note(SignIn.Outcome.WRONG_KEY, "", SignIn.Means.KEY)


class AppForm(forms.Form):
    """The first code of an app that is being set up."""

    code = code_field(_("Kode dari aplikasi"), _("Enam angka yang sekarang ditampilkan aplikasi"))

    def clean_code(self):
        return tidied(self.cleaned_data["code"])


class NewKeyForm(forms.Form):
    """A key of a device that is being set up: what it is called, and what it answered.

    The device keeps the key before the name is looked at: a name that is missing is made up, so that none is left
    there of which the portal knows nothing.
    """

    name = forms.CharField(label=_("Nama kunci"), help_text=_("Misalnya: ponsel kantor"), max_length=60, required=False)
    credential = DeviceAnswerField()

    def clean_name(self):
        return self.cleaned_data["name"] or str(_("Kunci sandi"))

    def clean_credential(self):
        credential = self.cleaned_data["credential"]
        with readable():
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        return credential


class FactorReleaseForm(forms.Form):
    """Why somebody's second factors go."""

    use_required_attribute = False

    reason = why_field(RELEASE_FACTOR, rows=3)
