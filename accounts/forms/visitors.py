"""A visitor's address, to be confirmed."""

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _


class VisitorForm(forms.Form):
    """Where the letter with the link should go, and the page it leads back to."""

    use_required_attribute = False

    email = forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Kami mengirim tautan untuk memastikan bahwa alamat ini milik Anda"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Isi alamat surel"),
            "invalid": _("Tulis alamat surel yang lengkap, seperti nama@contoh.id"),
            "max_length": _("Alamat surel paling panjang 254 huruf"),
        },
    )
    back = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def clean_back(self):
        """Only pages of ours."""
        back = self.cleaned_data["back"]
        is_ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
        return back if is_ours else "/"
