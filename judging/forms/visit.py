"""The report of a field visit, its photographs and files."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.files import taking
from accounts.forms.choices import in_capitals
from accounts.forms.dates import DateField
from accounts.forms.files import FileField
from accounts.forms.texts import TextField
from accounts.rules import Refused
from judging import rules
from judging.domain.visits import visit_evidence
from judging.domain.visits.visit_reports import Seen
from judging.models import Claim


@dataclass(frozen=True)
class ClaimRow:
    """One claim with its two fields."""

    claim: Claim
    outcome: BoundField
    note: BoundField


class VisitForm(forms.Form):
    """What was seen. `send` asks for everything; `today` is the last day a visit can have been.

    `own` is the report as it stands, None while there is none; `found` what it says of each claim.
    """

    use_required_attribute = False

    visited_on = DateField(
        label=gettext_lazy("Tanggal kunjungan"),
        help_text=gettext_lazy("Contoh: 31/12/2024"),
        error_messages={
            "required": gettext_lazy("Isi tanggal kunjungan"),
            "invalid": gettext_lazy("Tulis tanggal kunjungan seperti 31/12/2024"),
        },
    )
    summary = TextField(
        label=gettext_lazy("Ringkasan kunjungan"),
        help_text=gettext_lazy("Siapa yang ditemui, apa yang diperiksa, dan kesan umum"),
        rows=6,
        error_messages={"required": gettext_lazy("Tulis ringkasan kunjungan")},
    )

    def __init__(self, data=None, *, visit, claims, own, found, today, send=False):
        self.visit, self.claims, self.today = visit, claims, today
        initial = {"visited_on": own.visited_on if own else None, "summary": own.summary if own else ""}
        for one in found:
            initial |= {f"hasil-{one.claim_id}": one.outcome, f"catatan-{one.claim_id}": one.note}
        super().__init__(data, initial=initial)
        for claim in claims:
            self.fields[f"hasil-{claim.pk}"] = outcome_field(claim)
            self.fields[f"catatan-{claim.pk}"] = note_field()
        names = [name for claim in claims for name in (f"hasil-{claim.pk}", f"catatan-{claim.pk}")]
        self.order_fields(["visited_on", *names, "summary"])
        self.asked = ["visited_on", "summary", *(f"hasil-{claim.pk}" for claim in claims)]
        self.ask(all_of_it=send or data is None)

    def ask(self, *, all_of_it):
        """Whether what the report must hold in the end must be there already."""
        for name in self.asked:
            self.fields[name].required = all_of_it

    @property
    def lines(self):
        """The claims in order, each with its fields."""
        return [ClaimRow(one, self[f"hasil-{one.pk}"], self[f"catatan-{one.pk}"]) for one in self.claims]

    def clean_visited_on(self):
        day = self.cleaned_data["visited_on"]
        if refusal := rules.visit_date_refusal(self.visit, day, today=self.today):
            raise forms.ValidationError(str(refusal))
        return day

    def clean(self):
        # A draft may have gaps; shown again, its fields are no less needed in the end.
        self.ask(all_of_it=True)
        for claim in self.claims:
            outcome, note = self.cleaned_data.get(f"hasil-{claim.pk}"), self.cleaned_data.get(f"catatan-{claim.pk}")
            if outcome in (Claim.Outcome.PARTLY, Claim.Outcome.NOT) and not note:
                self.add_error(
                    f"catatan-{claim.pk}",
                    _("Jelaskan yang tidak terbukti pada %(section)s") % {"section": claim.section.title},
                )

    def seen(self):
        """What was seen, by claim id, for `visit_reports.report`; what did not come stays as it was."""
        return {one.pk: Seen(self.said(f"hasil-{one.pk}"), self.said(f"catatan-{one.pk}")) for one in self.claims}

    def said(self, name):
        """What came for a field; what is saved if nothing did."""
        return self.cleaned_data[name] if name in self.data else self.initial[name]


def outcome_field(claim):
    """The radios of one claim."""
    choose = _("Pilih hasil untuk %(section)s") % {"section": claim.section.title}
    return forms.ChoiceField(
        label=claim.section.claim,
        choices=in_capitals(Claim.Outcome),
        widget=forms.RadioSelect,
        error_messages={"required": choose, "invalid_choice": choose},
    )


def note_field():
    """What was missing, needed unless the claim was confirmed."""
    return TextField(
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Wajib bila hasilnya bukan “Terbukti”"),
        required=False,
        rows=3,
    )


def claim_field(claims):
    """Which claim a photograph or a file shows something of; none where it is about the whole."""
    return forms.TypedChoiceField(
        label=_("Klaim yang ditunjukkan"),
        choices=[("", _("Kunjungan pada umumnya")), *((claim.pk, claim.section.title) for claim in claims)],
        coerce=lambda pk: next(claim for claim in claims if str(claim.pk) == pk),
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Pilih klaim dari daftar")},
    )


class PhotoForm(forms.Form):
    """One photograph with what it shows, and of which claim."""

    use_required_attribute = False

    photo = forms.FileField(
        label=gettext_lazy("Foto"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Pilih foto")},
    )
    caption = forms.CharField(
        label=gettext_lazy("Apa yang terlihat?"),
        help_text=gettext_lazy("Satu kalimat, misalnya loket prioritas di ruang tunggu"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Tulis apa yang terlihat pada foto"),
            "max_length": gettext_lazy("Keterangan foto paling banyak 200 huruf"),
        },
    )

    def __init__(self, *args, stage, claims, **kwargs):
        super().__init__(*args, **kwargs)
        self.allowed = visit_evidence.pictures_allowed(stage)
        self.fields["claim"] = claim_field(claims)
        self.fields["photo"].help_text = self.allowed.in_words
        self.fields["photo"].widget = forms.FileInput(attrs={"accept": self.allowed.endings})

    def clean_photo(self):
        """The upload as a picture of our own making."""
        try:
            return taking.taken(self.cleaned_data["photo"], self.allowed)
        except Refused as refused:
            raise forms.ValidationError(str(refused.refusal)) from refused


class CarriedPhotoForm(PhotoForm):
    """A photograph that was taken without a network: the hash of its bytes then, and when the device says it was."""

    sha256 = forms.RegexField(
        r"^[0-9a-f]{64}$",
        error_messages={
            "required": gettext_lazy("Sidik digital foto tidak ikut terkirim"),
            "invalid": gettext_lazy("Sidik digital foto tidak terbaca"),
        },
    )
    taken = forms.CharField(required=False, max_length=40)


class VisitFileForm(forms.Form):
    """One file with what it holds, and of which claim."""

    use_required_attribute = False

    caption = forms.CharField(
        label=gettext_lazy("Apa isi berkas ini?"),
        help_text=gettext_lazy("Satu kalimat, misalnya buku layanan bulan Mei"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Tulis apa isi berkas ini"),
            "max_length": gettext_lazy("Keterangan berkas paling banyak 200 huruf"),
        },
    )

    def __init__(self, *args, stage, claims, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"] = FileField(allowed=visit_evidence.files_allowed(stage), label=_("Berkas"))
        self.fields["claim"] = claim_field(claims)
        self.order_fields(["file", "caption", "claim"])
