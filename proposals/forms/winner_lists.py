"""A list of earlier winners that is handed in; any list that is put before a second person."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.motions import SetMoment, why_field
from accounts.forms.people import sheet_field
from proposals.motions import TAKE_BACK, TAKE_OVER


def basis_field(help_text):
    """What a list that is handed in rests on."""
    return forms.CharField(
        label=_("Dasar"),
        help_text=help_text,
        max_length=300,
        error_messages={"required": _("Tulis dasarnya"), "max_length": _("Dasarnya paling panjang 300 huruf")},
    )


class WinnerListForm(forms.Form):
    """The spreadsheet, and what says that these won."""

    use_required_attribute = False

    file = sheet_field(_("CSV atau XLSX, paling besar 5 MB dan 10.000 baris"))
    reason = basis_field(_("Tampil di halaman tiap inovasi, misalnya Keputusan Menteri PANRB 18 Tahun 2019"))


class TakeOverForm(SetMoment):
    """Why a list or a sheet that was looked at is to be taken over, and when."""

    use_required_attribute = False

    reason = why_field(TAKE_OVER)


class TakeBackForm(SetMoment):
    """Why what another programme sent is to be taken back, and when."""

    use_required_attribute = False

    reason = why_field(TAKE_BACK)
