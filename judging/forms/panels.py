"""Choosing judges for a stage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField


class SeatingForm(forms.Form):
    """Judges by user id, out of those offered."""

    use_required_attribute = False
    judges = forms.TypedMultipleChoiceField(
        label=_("Orang yang memegang peran penilai tahap ini"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu penilai"),
            "invalid_choice": _("Pilih penilai dari daftar"),
        },
    )
    at_most = forms.IntegerField(
        label=_("Paling banyak usulan untuk setiap penilai yang dipilih"),
        help_text=_("Kosongkan bila tidak dibatasi"),
        required=False,
        min_value=1,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Tulis dengan angka, seperti 150"),
            "min_value": _("Paling sedikit 1"),
            "max_value": _("Paling banyak 9.999"),
        },
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["judges"].choices = [(one.pk, one.label) for one in candidates]


class ReleaseForm(forms.Form):
    """Why a judge's unfinished work is taken back."""

    use_required_attribute = False

    reason = TextField(
        label=_("Alasan"),
        help_text=_("Alasan ini tercatat"),
        rows=3,
        error_messages={"required": _("Tulis alasan penarikan")},
    )
