"""allauth's forms in our words: what to do when empty, what is wrong when wrong."""

from allauth.account import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_email(self.fields["login"])
        reword(self.fields["password"], _("Kata sandi"), _("Isi kata sandi"), hint="")


class ResetPasswordForm(forms.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_email(self.fields["email"])


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_new_password(self)


class SetPasswordForm(forms.SetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_new_password(self)


class ReauthenticateForm(forms.ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self.fields["password"], _("Kata sandi"), _("Isi kata sandi Anda"), hint="")


class ChangePasswordForm(forms.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword(self.fields["oldpassword"], _("Kata sandi sekarang"), _("Isi kata sandi Anda sekarang"), hint="")
        reword_new_password(self)


def reword(field, label, required, hint=None):
    """Give a field our label and our words for an empty answer, and a hint where one is said here."""
    field.label = label
    field.error_messages["required"] = required
    if hint is not None:
        field.help_text = hint


def reword_email(field):
    """The same words wherever an e-mail address is asked for."""
    reword(field, _("Alamat surel"), _("Isi alamat surel"))
    for validator in field.validators:
        validator.message = _("Tulis alamat surel yang lengkap, seperti nama@instansi.go.id")


def reword_new_password(form):
    """The same words wherever a new password is chosen."""
    reword(
        form.fields["password1"],
        _("Kata sandi baru"),
        _("Isi kata sandi baru"),
        hint=_("Paling sedikit 15 huruf, misalnya beberapa kata yang hanya Anda ingat"),
    )
    reword(form.fields["password2"], _("Kata sandi baru, sekali lagi"), _("Isi kata sandi baru sekali lagi"))
