"""Exchanging two proposals in plenary, noting who is there, and putting something to the vote."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.dates import DateField
from accounts.forms.texts import TextField
from judging.models import Ballot, PanelMember

ASK_OUT = _("Pilih usulan yang keluar")
ASK_IN = _("Pilih usulan yang masuk")
CHOOSE = _("Pilih suara dari daftar")


class ExchangeForm(forms.Form):
    """Who gives way, who comes in, and why; `keluar` and `masuk` are codes of the page's own lists."""

    use_required_attribute = False
    keluar = forms.CharField(max_length=40, error_messages={"required": ASK_OUT}, widget=forms.HiddenInput)
    masuk = forms.CharField(max_length=40, error_messages={"required": ASK_IN}, widget=forms.HiddenInput)
    alasan = TextField(
        label=_("Alasan pertukaran"),
        rows=3,
        error_messages={"required": _("Tulis alasan pertukaran")},
    )


class AttendanceForm(forms.Form):
    """When and where the plenary is held, who is there, and who leads it."""

    use_required_attribute = False
    held_on = DateField(label=_("Tanggal rapat"), error_messages={"required": _("Isi tanggal rapat")})
    held_on.css_classes = "field-date"
    place = forms.CharField(label=_("Tempat rapat"), max_length=200, error_messages={"required": _("Isi tempat rapat")})
    present = forms.ModelMultipleChoiceField(
        PanelMember.objects.none(),
        label=_("Anggota yang hadir"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih anggota yang hadir"), "invalid_choice": _("Pilih anggota dari daftar")},
    )
    chair = forms.ModelChoiceField(
        PanelMember.objects.none(),
        label=_("Pimpinan rapat"),
        empty_label=_("Pilih pimpinan rapat"),
        error_messages={"required": _("Pilih pimpinan rapat"), "invalid_choice": _("Pilih anggota dari daftar")},
    )

    def __init__(self, *args, stage, **kwargs):
        super().__init__(*args, **kwargs)
        members = PanelMember.objects.filter(stage=stage).select_related("judge").order_by("code")
        for name in ("present", "chair"):
            self.fields[name].queryset = members
            self.fields[name].label_from_instance = lambda one: one.label


class BallotForm(forms.Form):
    """What one member says to an open question."""

    use_required_attribute = False
    answer = forms.ChoiceField(
        label=_("Suara Anda"),
        choices=Ballot.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih suara Anda"), "invalid_choice": CHOOSE},
    )


class ClosingForm(forms.Form):
    """What each member without a screen says to an open question."""

    use_required_attribute = False

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.members = members
        for one in members:
            self.fields[f"suara-{one.pk}"] = forms.ChoiceField(
                label=one.label,
                choices=[*Ballot.Answer.choices, ("", _("tidak bersuara"))],
                required=False,
                widget=forms.RadioSelect,
                initial="",
                error_messages={"invalid_choice": CHOOSE},
            )

    def ballots(self):
        """The answers by member id, of those who gave one."""
        given = {one.pk: self.cleaned_data.get(f"suara-{one.pk}", "") for one in self.members}
        return {pk: answer for pk, answer in given.items() if answer}


class VoteForm(ClosingForm):
    """A question and what each member who stays in the room says to it."""

    question = forms.CharField(
        label=_("Yang ditanyakan"), max_length=300, error_messages={"required": _("Isi yang ditanyakan kepada rapat")}
    )
