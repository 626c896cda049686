"""What is said when somebody is named a holder of heads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.choices import in_capitals
from accounts.models import HeadHolder


class HolderForm(forms.Form):
    """Who of another house gets heads of the trail, and how often."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama"), max_length=150, error_messages={"required": _("Isi nama orang yang memegang sidik")}
    )
    house = forms.CharField(
        label=_("Lembaga"),
        help_text=_("Di luar kementerian: Ombudsman, perguruan tinggi, pers, atau lembaga masyarakat"),
        max_length=200,
        error_messages={"required": _("Isi lembaganya")},
    )
    address = forms.EmailField(
        label=_("Alamat surel"),
        max_length=254,
        error_messages={"required": _("Isi alamat surel"), "invalid": _("Alamat surel belum lengkap")},
    )
    rhythm = forms.ChoiceField(
        label=_("Seberapa sering"),
        help_text=_("Selain itu, setiap ada daftar atau hasil yang diumumkan"),
        choices=in_capitals(HeadHolder.Rhythm),
        initial=HeadHolder.Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih seberapa sering")},
    )
