"""Finding one's way on the desk, and leaving a dossier for a tie."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.forms.motions import why_field
from accounts.forms.texts import TextField
from judging.models import Interest
from judging.motions import REOPEN

# What is left to do: what the home page counts.
LEFT = "belum-selesai"
STATES = {
    LEFT: (_("Belum dikunci"), Q(scorecard__locked_at=None)),
    "belum": (_("Belum dinilai"), Q(scorecard__isnull=True)),
    "tersimpan": (_("Tersimpan"), Q(scorecard__isnull=False, scorecard__locked_at=None)),
    "terkunci": (_("Terkunci"), Q(scorecard__locked_at__isnull=False)),
}

# What of it is left to the one whose desk it is: a visit is done with the own signature.
VISITS = {
    LEFT: (_("Belum Anda tandatangani"), Q(signed_at=None, reported_at=None)),
    "dilaporkan": (_("Anda tandatangani atau selesai"), Q(signed_at__isnull=False) | Q(reported_at__isnull=False)),
}


class DeskFilter(Filter):
    """Which of a stage's pieces of work to list; `states` by key, none where nothing is marked."""

    stays = ("tahap",)

    keadaan = forms.ChoiceField(label=_("Status"), required=False)
    q = forms.CharField(label=_("Nomor atau judul"), required=False, max_length=200)
    tahap = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, *, stage, states):
        super().__init__({**data.dict(), "tahap": stage}, auto_id="filter_%s")
        self.states = states
        self.fields["keadaan"].choices = [
            ("", _("Semua status")),
            *((key, label) for key, (label, _condition) in states.items()),
        ]
        if not states:
            del self.fields["keadaan"]

    def applied_to(self, pieces):
        """Those of the pieces that were asked for; what makes no sense narrows nothing."""
        chosen = self.chosen
        if state := chosen.get("keadaan"):
            pieces = pieces.filter(self.states[state][1])
        for word in chosen["q"].split():
            pieces = pieces.filter(Q(proposal__code__icontains=word) | Q(title__icontains=word))
        return pieces


class InterestForm(forms.Form):
    """Why a judge may not read a dossier."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Jenis hubungan"),
        choices=Interest.Kind.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = TextField(
        label=_("Apa hubungan Anda dengan usulan ini?"),
        help_text=_("Misalnya pernah menjadi konsultan, atau keluarga bekerja di unit itu"),
        rows=4,
        error_messages={"required": _("Tulis hubungan Anda dengan usulan ini")},
    )

    def clean_kind(self):
        """The kind that was chosen; another one where none was."""
        return self.cleaned_data["kind"] or Interest.Kind.OTHER


class PactForm(forms.Form):
    """That one has read the pact and promises it."""

    use_required_attribute = False

    promises = forms.BooleanField(
        label=_("Saya sudah membaca pakta ini dan mematuhinya"),
        error_messages={"required": _("Centang bila Anda sudah membaca dan mematuhi pakta ini")},
    )


class OpeningForm(forms.Form):
    """Why a signed card should be opened again."""

    use_required_attribute = False

    reason = why_field(REOPEN, label=_("Mengapa lembar ini perlu dibuka lagi?"))
