"""Texts of several lines: reasons, remarks, minutes. As long as anybody may want to read, and no longer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

# Some twenty pages. Reasons go into letters and into the trail, where nothing is ever taken away again.
MOST_LETTERS = 50_000


class TextField(forms.CharField):
    """A text in a box of so many lines. One that is too long stays in its box and is not saved."""

    def __init__(self, *, rows, most=MOST_LETTERS, **options):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **options)
        self.most = most

    def validate(self, value):
        super().validate(value)
        if len(value) > self.most:
            raise ValidationError(
                _("Teks ini %(number)s huruf, terlalu panjang untuk disimpan. Ringkas dahulu sampai %(limit)s huruf.")
                % {"number": grouped(len(value)), "limit": grouped(self.most)}
            )


def grouped(number):
    """Thousands apart, as everywhere on the pages."""
    return number_format(number, force_grouping=True)
