"""Which acts on many at once to list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter

OWN = "saya"


class ActsFilter(Filter):
    """Everybody's, or the own ones."""

    oleh = forms.ChoiceField(
        label=_("Oleh"), required=False, choices=(("", _("Semua orang")), (OWN, _("Saya sendiri")))
    )

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, acts, user):
        """Those of the acts that were asked for."""
        return acts.filter(begun_by__user=user) if self.chosen["oleh"] == OWN else acts
