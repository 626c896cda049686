"""Looking for letters in the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.reading.outbox import STATES


class OutboxFilter(Filter):
    """Which letters; everything may be left open."""

    penerima = forms.CharField(label=_("Nama atau alamat penerima"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis surat"), required=False)
    edisi = forms.ChoiceField(label=_("Edisi"), required=False)
    keadaan = forms.ChoiceField(label=_("Status"), choices=STATES.items(), required=False)

    def __init__(self, *args, kinds, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", _("Semua")), *kinds.items()]
        self.fields["edisi"].choices = [("", _("Semua")), *editions.items()]

    @property
    def asked(self):
        """What to look for, by the names of a letter."""
        chosen = self.chosen
        return {
            "words": chosen["penerima"],
            "name": chosen["jenis"],
            "edition": chosen["edisi"],
            "state": chosen["keadaan"],
        }
