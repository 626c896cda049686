"""What a resemblance is, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.choices import in_capitals
from accounts.forms.texts import TextField
from judging.models import Resemblance


class ResemblanceForm(forms.Form):
    """The secretariat's answer; it rejects nothing by itself."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=_("Putusan"),
        choices=lambda: in_capitals(Resemblance.Answer),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih putusan atas kemiripan ini"),
            "invalid_choice": _("Pilih putusan dari daftar"),
        },
    )
    reason = TextField(label=_("Alasan putusan"), rows=3, error_messages={"required": _("Tulis alasan putusan ini")})
