"""A list of earlier winners that is handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.motions import SetMoment, why_field
from accounts.forms.people import sheet_field
from proposals.motions import TAKE_OVER


class WinnerListForm(forms.Form):
    """The spreadsheet, and what says that these won."""

    use_required_attribute = False

    file = sheet_field(_("CSV atau XLSX, paling besar 5 MB dan 10.000 baris"))
    reason = forms.CharField(
        label=_("Dasar"),
        help_text=_("Tampil di halaman tiap inovasi, misalnya Keputusan Menteri PANRB 18 Tahun 2019"),
        max_length=300,
        error_messages={
            "required": _("Tulis dasarnya"),
            "max_length": _("Dasarnya paling panjang 300 huruf"),
        },
    )


class TakeOverForm(SetMoment):
    """Why a list that was looked at is to be taken over, and when."""

    use_required_attribute = False

    reason = why_field(TAKE_OVER)
