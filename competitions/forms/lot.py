"""What is asked of each of the two people who draw a lot."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DAY_EXAMPLE, WRONG_DAY, DateField
from accounts.templatetags.moments import day as day_in_full
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
        help_text=DAY_EXAMPLE,
        widget=forms.DateInput(format=DateField.SHOWN, attrs={"autocomplete": "off", "class": "short"}),
        error_messages={
            "required": _("Isi tanggal angka itu"),
            "invalid": WRONG_DAY,
        },
    )
    reason = forms.CharField(
        label=_("Mengapa bukan hari kerja pertama"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Alasan paling banyak 200 huruf")},
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
        self.edition, self.today = edition, timezone.localdate(at, timezone.get_default_timezone())
        self.expected = lot.expected_day(edition)
        self.fields["reason"].help_text = _(
            "Isi hanya bila bursa tutup pada %(day)s, misalnya hari libur bursa. Alasan ini dibaca siapa pun."
        ) % {"day": day_in_full(self.expected)}
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
        if refusal := self.refusal_of(day, reason="-"):
            raise forms.ValidationError(str(refusal))
        return day

    def clean_reason(self):
        reason, day = self.cleaned_data["reason"], self.cleaned_data.get("day")
        if day and (refusal := self.refusal_of(day, reason=reason)):
            raise forms.ValidationError(str(refusal))
        return reason

    def refusal_of(self, day, *, reason):
        """Why the number cannot be of this day, for this reason."""
        return rules.value_refusal(
            self.edition, value="0.00", day=day, reason=reason, found_at="-", expected=self.expected, today=self.today
        )
