"""The hash of a receipt, typed or pasted."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

HASH = re.compile("[0-9a-f]{64}")


class ReceiptForm(forms.Form):
    use_required_attribute = False

    sidik = forms.CharField(
        label=_("Sidik digital naskah (SHA-256)"),
        help_text=_("64 huruf dan angka, tertulis pada bukti pengajuan"),
        error_messages={"required": _("Isi sidik digital naskah")},
    )

    def clean_sidik(self):
        """The hash without blanks, in small letters."""
        text = "".join(self.cleaned_data["sidik"].split()).lower()
        if not HASH.fullmatch(text):
            raise forms.ValidationError(_("Sidik digital terdiri atas 64 huruf a sampai f dan angka"))
        return text
