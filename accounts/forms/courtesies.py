"""Which letters a person wants."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CourtesiesForm(forms.Form):
    """One box for each kind of letter that is not official."""

    mau = forms.MultipleChoiceField(
        label=_("Surat yang ingin Anda terima"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, kinds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mau"].choices = list(kinds.items())
