"""Deciding one proposal in plenary, and narrowing the lists of a stage."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.forms.texts import TextField
from judging.models import Decision

CHOICES = [("1", _("Lanjut")), ("0", _("Tidak lanjut"))]


class ChoiceForm(forms.Form):
    """Whether a proposal goes on, why it differs from the machine's proposal, and its special awards."""

    use_required_attribute = False
    goes_on = forms.ChoiceField(
        label=_("Keputusan rapat"),
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih keputusan rapat"), "invalid_choice": _("Pilih keputusan rapat")},
    )
    reason = TextField(
        label=_("Alasan bila berbeda dari saran sistem"),
        required=False,
        rows=4,
    )
    honours = forms.MultipleChoiceField(
        label=_("Penghargaan khusus"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih penghargaan dari daftar")},
    )

    def __init__(self, *args, choice, awards, **kwargs):
        super().__init__(*args, **kwargs)
        self.choice = choice
        if awards:
            self.fields["honours"].choices = [(award.key, award.name) for award in awards]
        else:
            del self.fields["honours"]

    def clean(self):
        cleaned = super().clean()
        if "goes_on" in cleaned:
            cleaned["goes_on"] = cleaned["goes_on"] == "1"
            differs = cleaned["goes_on"] != self.choice.proposed_by_machine
            if differs and not cleaned.get("reason", "").strip():
                self.add_error("reason", _("Tulis mengapa rapat memutuskan lain daripada saran sistem"))
            if cleaned.get("honours") and not cleaned["goes_on"]:
                self.add_error("honours", _("Penghargaan khusus hanya untuk usulan yang lanjut"))
        return cleaned


class ListingForm(forms.Form):
    """Which of the two lists of a provisional result counts, and why."""

    use_required_attribute = False
    listing = forms.ChoiceField(
        label=_("Daftar yang berlaku"),
        choices=[
            (Decision.Listing.ADJUSTED, _("Nilai setara")),
            (Decision.Listing.PLAIN, _("Rata-rata mentah")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih daftar yang berlaku"), "invalid_choice": _("Pilih daftar yang berlaku")},
    )
    reason = TextField(label=_("Alasan"), rows=4, error_messages={"required": _("Tulis alasannya")})


class StageFilter(Filter):
    """One group, one state and a word."""

    q = forms.CharField(label=_("Kata kunci"), required=False)
    kelompok = forms.ChoiceField(label=_("Kelompok"), required=False)
    keadaan = forms.ChoiceField(label=_("Status"), required=False)

    def __init__(self, data, *, groups=(), states=()):
        super().__init__(data)
        self.fields["kelompok"].choices = [("", _("Semua kelompok")), *((one.key, one.name) for one in groups)]
        # On the page its values are links.
        self.fields["keadaan"].choices = [("", _("Semua")), *states]
        self.fields["keadaan"].widget = forms.HiddenInput()
        if len(groups) < 2:
            del self.fields["kelompok"]
        if not states:
            del self.fields["keadaan"]


class EntrantFilter(StageFilter):
    """The same, and one judge, to whom a link leads."""

    penilai = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class MarkFilter(StageFilter):
    """One group, one judge by code, and a word."""

    penilai = forms.CharField(label=_("Kode penilai"), required=False)
