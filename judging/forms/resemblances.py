"""What a resemblance is, and why."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField
from judging.models import Resemblance


class ResemblanceForm(forms.Form):
    """The secretariat's answer; it rejects nothing by itself."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Putusan"),
        choices=[(value, capfirst(label)) for value, label in Resemblance.Answer.choices],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih putusan atas kemiripan ini"),
            "invalid_choice": _("Pilih putusan dari daftar"),
        },
    )
    reason = TextField(label=_("Alasan putusan"), rows=3, error_messages={"required": _("Tulis alasan putusan ini")})
