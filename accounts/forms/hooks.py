"""What is said when an address of a partner is to be told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.choices import in_capitals
from accounts.forms.partners import boxes, partner_name
from accounts.models import Happening
from accounts.rules.partners import address_refusal


class HookForm(forms.Form):
    """Whose address, which one, told of what."""

    use_required_attribute = False

    partner = partner_name()
    url = forms.CharField(
        label=_("Alamat program mitra"),
        help_text=_("Dimulai dengan https://, seperti https://jippnas.contoh.go.id/sinovik"),
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"required": _("Isi alamatnya"), "max_length": _("Alamat paling panjang 500 huruf")},
    )
    kinds = boxes(
        _("Yang dikabarkan"),
        _("Kabarnya menyebut apa yang terjadi dan di mana dibaca, tidak lebih dari yang dibaca umum"),
        required=_("Pilih paling sedikit satu kejadian"),
    )

    def __init__(self, data):
        super().__init__(data)
        offered = {one.value for one in Happening.offered()}
        self.fields["kinds"].choices = [pair for pair in in_capitals(Happening) if pair[0] in offered]

    def clean_url(self):
        """The address, where it is one that can be called."""
        if refusal := address_refusal(self.cleaned_data["url"]):
            raise forms.ValidationError(refusal.sentence)
        return self.cleaned_data["url"]
