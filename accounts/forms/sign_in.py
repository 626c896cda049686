"""allauth's forms in our words: what to do when empty, what is wrong when wrong."""

from allauth.account import forms
from allauth.account.adapter import get_adapter
from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.entrance import attempts
from accounts.models import SignIn


class LoginForm(forms.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_email(self.fields["login"])
        reword(self.fields["password"], _("Kata sandi"), _("Isi kata sandi"), hint="")


class LinkForm(django_forms.Form):
    """Where the link to make a new password should go."""

    email = django_forms.EmailField(
        label=_("Alamat surel"), widget=django_forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_email(self.fields["email"])


class ResetPasswordKeyForm(forms.ResetPasswordKeyForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reword_new_password(self)

    def save(self):
        super().save()
        attempts.forget(self.user.email)
        get_adapter().note(SignIn.Outcome.CHANGED, self.user.email, SignIn.Means.LINK)


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

    def clean_oldpassword(self):
        """Wrong ones count like those of signing in."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password

    def save(self):
        super().save()
        get_adapter().note(SignIn.Outcome.CHANGED, self.user.email)


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
