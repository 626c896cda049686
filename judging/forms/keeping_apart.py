"""Which two judges read no dossier together, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.texts import TextField
from accounts.models import User


class JudgesApartForm(forms.Form):
    """The other judge and the reason."""

    use_required_attribute = False

    other = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Juri lain"),
        error_messages={"required": _("Pilih juri lain"), "invalid_choice": _("Pilih juri dari daftar")},
    )
    reason = TextField(
        label=_("Alasan"),
        help_text=_("Hanya dibaca kementerian"),
        rows=3,
        error_messages={"required": _("Tulis alasannya")},
    )

    def __init__(self, data=None, *, judges):
        super().__init__(data)
        self.fields["other"].queryset = judges
        self.fields["other"].label_from_instance = lambda judge: judge.told_apart
