"""Which dossiers of earlier editions a round has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField


class CalibrationForm(forms.Form):
    """Codes of dossiers, one a line."""

    use_required_attribute = False

    codes = TextField(
        label=_("Nomor usulan, satu per baris"),
        help_text=_("8 sampai 10 usulan dari edisi lalu, dari yang kuat sampai yang lemah"),
        rows=10,
        most=1000,
        error_messages={"required": _("Isi nomor usulannya")},
    )

    def clean_codes(self):
        """The codes in the order of the lines, written as codes are."""
        return [line.strip().upper() for line in self.cleaned_data["codes"].splitlines() if line.strip()]
