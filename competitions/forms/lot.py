"""What is asked of each of the two people who draw a lot."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DateField
from competitions import rules
from competitions.domain import lot


class LotForm(forms.Form):
    """The public number, its day and where it was read."""

    use_required_attribute = False

    value = forms.CharField(
        label=_("Angka umum"),
        help_text=_("Seperti tertulis di sumbernya, dengan dua desimal. Contoh: 7.234,56"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "short"}),
        error_messages={"required": _("Isi angka umum"), "max_length": rules.VALUE_MALFORMED.sentence},
    )
    day = DateField(
        label=_("Tanggal angka itu"),
        help_text=_("Contoh: 31/12/2026"),
        widget=forms.DateInput(format=DateField.SHOWN, attrs={"autocomplete": "off", "class": "short"}),
        error_messages={
            "required": _("Isi tanggal angka itu"),
            "invalid": _("Tulis tanggal sebagai hari/bulan/tahun, seperti 31/12/2026"),
        },
    )
    found_at = forms.CharField(
        label=_("Di mana Anda membacanya"),
        help_text=_("Alamat halaman atau nama koran; sebaiknya bukan sumber orang pertama"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": rules.FOUND_NOWHERE.sentence,
            "max_length": _("Sumber paling banyak 200 huruf"),
        },
    )

    def __init__(self, *args, edition, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition, self.today = edition, timezone.localdate(at)
        # Length is the server's to check: a box that stops taking letters loses what is pasted.
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)

    def clean_value(self):
        value = self.cleaned_data["value"]
        if lot.canonical(value) is None:
            raise forms.ValidationError(str(rules.VALUE_MALFORMED))
        return value

    def clean_day(self):
        day = self.cleaned_data["day"]
        refusal = rules.value_refusal(self.edition, value="0.00", day=day, found_at="-", today=self.today)
        if refusal:
            raise forms.ValidationError(str(refusal))
        return day
