"""A name for a way to look at a list."""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

# What says where one is in a list, and what it is written to: no part of how one looks at it.
PASSING = {"page", "bentuk"}


class SavedViewForm(forms.Form):
    """The list, how it is looked at, and the name."""

    nama = forms.CharField(
        label=_("Nama tampilan"),
        max_length=60,
        error_messages={
            "required": _("Beri nama tampilan ini"),
            "max_length": _("Nama tampilan paling panjang 60 huruf"),
        },
    )
    daftar = forms.CharField(
        max_length=200,
        error_messages={"required": _("Buka daftarnya sekali lagi"), "max_length": _("Buka daftarnya sekali lagi")},
    )
    saringan = forms.CharField(
        max_length=1000, required=False, error_messages={"max_length": _("Filter ini terlalu panjang untuk disimpan")}
    )

    def clean_daftar(self):
        """An address of the portal, and no other."""
        path = self.cleaned_data["daftar"]
        try:
            resolve(path)
        except Resolver404:
            raise forms.ValidationError(_("Buka daftarnya sekali lagi")) from None
        return path

    def clean_saringan(self):
        """The filters and columns, without the page one happens to be on."""
        pairs = parse_qsl(self.cleaned_data["saringan"])
        return urlencode([(name, value) for name, value in pairs if name not in PASSING])
