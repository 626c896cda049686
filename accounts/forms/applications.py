"""An agency's wish to join, and the secretariat's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.domain.applications import LETTER
from accounts.forms.files import FileField, FilesChosenAgain
from accounts.forms.filters import Filter
from accounts.forms.people import reason_field


def words(label, required, *, limit, autocomplete="off", hint=""):
    """A short text that must be there."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=limit,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        error_messages={
            "required": required,
            "max_length": _("Isian ini paling panjang %(limit)s huruf") % {"limit": limit},
        },
    )


class AgencyFilter(Filter):
    """Which agency, by a part of its name."""

    q = forms.CharField(label=_("Nama instansi"), required=False, max_length=200)


class ApplicationForm(FilesChosenAgain, forms.Form):
    """Who would be the agency's admin, and the letter that says so."""

    use_required_attribute = False

    full_name = words(_("Nama lengkap"), _("Isi nama lengkap"), limit=150, autocomplete="name")
    position = words(
        _("Jabatan"), _("Isi jabatan Anda"), limit=150, autocomplete="organization-title", hint=_("Seperti dalam surat")
    )
    email = forms.EmailField(
        label=_("Alamat surel"),
        help_text=_("Sebaiknya alamat kedinasan. Undangan dikirim ke sini"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Isi alamat surel"),
            "invalid": _("Tulis alamat surel yang lengkap, seperti nama@instansi.go.id"),
            "max_length": _("Alamat surel paling panjang 254 huruf"),
        },
    )
    phone = words(_("Telepon"), _("Isi nomor telepon"), limit=30, autocomplete="tel")
    letter = FileField(allowed=LETTER, label=_("Surat penunjukan dari pimpinan instansi"))


class AcceptForm(forms.Form):
    """Whether whoever was the agency's admin before stays one."""

    use_required_attribute = False

    ends_previous = forms.BooleanField(label=_("Akhiri peran admin instansi yang sekarang"), required=False)


class DeclineForm(forms.Form):
    """Why a wish is not met."""

    use_required_attribute = False

    reason = reason_field(_("Dibaca pemohonnya"))
