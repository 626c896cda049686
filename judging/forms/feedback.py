"""The reasons that an applicant reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.forms.texts import TextField
from judging.reporting.feedback import STATES

WHICH = {
    "belum": {"checked_at": None},
    "diperiksa": {"checked_at__isnull": False, "approved_at": None},
    "disetujui": {"approved_at__isnull": False},
}


# What waits for the reader: somebody else has read it last.
MINE = "bagi-saya"


class FeedbackFilter(Filter):
    """Which feedback to list; `reader` is whoever looks."""

    keadaan = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("Semua status")), *STATES.items(), (MINE, _("Menunggu persetujuan Anda"))],
    )

    def __init__(self, data, *, reader):
        super().__init__(data)
        self.reader = reader

    def applied_to(self, rows):
        """Those of the rows that were asked for."""
        asked = self.chosen.get("keadaan", "")
        if asked == MINE:
            return rows.filter(**WHICH["diperiksa"]).exclude(checked_by=self.reader)
        return rows.filter(**WHICH.get(asked, {}))


class FeedbackForm(forms.Form):
    """The reasons, to be mended before they go."""

    use_required_attribute = False

    text = TextField(
        label=_("Alasan untuk pengusul"),
        help_text=_("Disusun dari catatan penilai. Hapus nama orang, angka nilai, dan nada yang menyinggung."),
        required=False,
        rows=14,
    )
