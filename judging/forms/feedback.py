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


class FeedbackFilter(Filter):
    """Which feedback to list."""

    keadaan = forms.ChoiceField(label=_("Status"), required=False, choices=[("", _("Semua status")), *STATES.items()])

    def applied_to(self, rows):
        """Those of the rows that were asked for."""
        return rows.filter(**WHICH.get(self.chosen.get("keadaan", ""), {}))


class FeedbackForm(forms.Form):
    """The reasons, to be mended before they go."""

    use_required_attribute = False

    text = TextField(
        label=_("Alasan untuk pengusul"),
        help_text=_("Disusun dari catatan penilai. Hapus nama orang, angka nilai, dan nada yang menyinggung."),
        required=False,
        rows=14,
    )
