"""Looking for letters in the outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.reading.outbox import STATES


class OutboxForm(forms.Form):
    """Which letters; everything may be left open."""

    use_required_attribute = False

    penerima = forms.CharField(label=_("Nama atau alamat penerima"), required=False)
    jenis = forms.ChoiceField(label=_("Jenis surat"), required=False)
    edisi = forms.ChoiceField(label=_("Edisi"), required=False)
    keadaan = forms.ChoiceField(label=_("Status"), choices=STATES.items(), required=False)

    def __init__(self, *args, kinds, editions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jenis"].choices = [("", _("Semua")), *kinds.items()]
        self.fields["edisi"].choices = [("", _("Semua")), *((slug, slug) for slug in editions)]

    @property
    def chosen(self):
        """What to look for; a choice that there is not counts as none."""
        self.full_clean()
        data = getattr(self, "cleaned_data", {})
        names = {"words": "penerima", "name": "jenis", "edition": "edisi", "state": "keadaan"}
        return {name: data.get(box, "") for name, box in names.items()}
