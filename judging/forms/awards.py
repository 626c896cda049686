"""Which awards of a stage to list."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from proposals.models import in_contest

STATES = {
    "dicetak": (_("Sertifikat dicetak"), Q(certificate__isnull=False, ended_at=None) & in_contest("proposal__")),
    "belum": (_("Belum dicetak"), Q(certificate=None, ended_at=None) & in_contest("proposal__")),
    "dicabut": (_("Dicabut"), Q(ended_at__isnull=False) | ~in_contest("proposal__")),
}


class AwardFilter(Filter):
    """By whether its certificate is there, and words of its number, name, innovation, unit or agency."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=lambda: [("", _("Semua status")), *((key, label) for key, (label, _where) in STATES.items())],
    )
    q = forms.CharField(label=_("Nomor, judul, unit, atau instansi"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, awards):
        """Those of the awards that were asked for."""
        chosen = self.chosen
        if state := chosen["status"]:
            awards = awards.filter(STATES[state][1])
        for word in chosen["q"].split():
            awards = awards.filter(
                Q(number__icontains=word)
                | Q(name__icontains=word)
                | Q(title__icontains=word)
                | Q(unit_name__icontains=word)
                | Q(agency_name__icontains=word)
            )
        return awards
