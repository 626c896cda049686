"""Visits in the control room: which to list, when and with whom they are made, what is decided about them."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms.dates import DAY_EXAMPLE, WRONG_DAY, DateField
from accounts.forms.filters import Filter
from accounts.forms.texts import TextField
from accounts.templatetags.moments import day
from judging import rules
from judging.domain.visits.visit_reports import Decided
from judging.forms.visit import ClaimRow, outcome_field


class VisitFilter(Filter):
    """Which visits of a stage to list."""

    DIFFERING = "berbeda"
    STATES = (
        ("", gettext_lazy("Semua status")),
        ("belum", gettext_lazy("Belum dilaporkan")),
        (DIFFERING, gettext_lazy("Berbeda, menunggu putusan")),
        ("selesai", gettext_lazy("Dilaporkan")),
    )

    keadaan = forms.ChoiceField(label=gettext_lazy("Status"), required=False, choices=STATES)
    q = forms.CharField(label=gettext_lazy("Nomor, judul, atau instansi"), required=False, max_length=200)

    def __init__(self, data):
        super().__init__(data, auto_id="filter_%s")

    def applied_to(self, visits, differing):
        """Those of the visits that were asked for; `differing` are the codes of those that two saw differently."""
        chosen = self.chosen
        if state := chosen["keadaan"]:
            visits = visits.filter(
                Q(proposal__code__in=differing) if state == self.DIFFERING else Q(reported_at__isnull=state == "belum")
            )
        for word in chosen["q"].split():
            visits = visits.filter(
                Q(proposal__code__icontains=word)
                | Q(proposal__title__icontains=word)
                | Q(proposal__agency__name__icontains=word)
            )
        return visits


class VisitMoveForm(forms.Form):
    """On which day a visit is to be made instead, and why; `is_asked_only` while only its clashes are wanted."""

    use_required_attribute = False

    day = DateField(
        label=gettext_lazy("Hari"),
        help_text=DAY_EXAMPLE,
        error_messages={"required": gettext_lazy("Isi harinya"), "invalid": WRONG_DAY},
    )
    reason = TextField(
        label=gettext_lazy("Alasan"),
        help_text=gettext_lazy("Tertulis dalam surat kepada yang diberi tahu"),
        rows=3,
        error_messages={"required": gettext_lazy("Tulis alasannya")},
    )

    def __init__(self, data=None, *, visit, is_asked_only=False):
        super().__init__(data, initial={"day": visit.planned_on})
        self.is_asked_only = is_asked_only
        self.fields["reason"].required = not is_asked_only

    def clean(self):
        # Asked for clashes alone it may be empty; in the end it is needed no less.
        self.fields["reason"].required = True
        return super().clean()


class ArrangementForm(forms.Form):
    """Who else was asked to come, and whether the agency knows the day."""

    use_required_attribute = False

    KNOWN = (("ya", gettext_lazy("Diberitahukan")), ("tidak", gettext_lazy("Tanpa pemberitahuan")))

    party = forms.CharField(
        label=gettext_lazy("Pihak lain yang ditugaskan"),
        help_text=gettext_lazy("Nama dan lembaga, misalnya Rina Hapsari, Ombudsman RI; kosongkan bila tidak ada"),
        max_length=200,
        required=False,
        error_messages={"max_length": gettext_lazy("Paling banyak 200 huruf")},
    )
    announced = forms.ChoiceField(
        label=gettext_lazy("Apakah instansi tahu hari kunjungannya?"),
        help_text=gettext_lazy("Bila tanpa pemberitahuan, instansi tidak melihat harinya dan tidak menerima surat"),
        choices=KNOWN,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Pilih apakah instansi tahu hari kunjungannya"),
            "invalid_choice": gettext_lazy("Pilih apakah instansi tahu hari kunjungannya"),
        },
    )

    def __init__(self, data=None, *, visit):
        self.visit = visit
        super().__init__(data, initial={"party": visit.party, "announced": "ya" if visit.is_announced else "tidak"})

    def clean_announced(self):
        is_announced = self.cleaned_data["announced"] == "ya"
        if refusal := rules.announcing_refusal(self.visit, is_announced=is_announced):
            raise forms.ValidationError(str(refusal))
        return is_announced


class DifferenceForm(forms.Form):
    """What is decided about each claim that two verifiers saw differently, and about the day."""

    use_required_attribute = False

    def __init__(self, data=None, *, differences):
        super().__init__(data)
        self.claims = [one.claim for one in differences if one.claim]
        for claim in self.claims:
            self.fields[f"hasil-{claim.pk}"] = outcome_field(claim)
            self.fields[f"alasan-{claim.pk}"] = TextField(
                label=_("Alasan"),
                rows=3,
                error_messages={"required": _("Tulis alasan untuk %(section)s") % {"section": claim.section.title}},
            )
        for one in differences:
            if one.claim is None:
                self.fields["visited_on"] = forms.ChoiceField(
                    label=_("Tanggal kunjungan"),
                    choices=[(f"{value:%Y-%m-%d}", day(value)) for value in sorted(set(one.values))],
                    widget=forms.RadioSelect,
                    error_messages={
                        "required": _("Pilih tanggal kunjungan"),
                        "invalid_choice": _("Pilih tanggal kunjungan"),
                    },
                )

    @property
    def lines(self):
        """The claims in order, each with its fields."""
        return [ClaimRow(one, self[f"hasil-{one.pk}"], self[f"alasan-{one.pk}"]) for one in self.claims]

    @property
    def decided(self):
        """What was decided, by claim id."""
        said = self.cleaned_data
        return {one.pk: Decided(said[f"hasil-{one.pk}"], said[f"alasan-{one.pk}"]) for one in self.claims}

    @property
    def day_box(self):
        """The box of the day; None where it does not differ."""
        return self["visited_on"] if "visited_on" in self.fields else None

    @property
    def chosen_day(self):
        """The day that was chosen; None where it does not differ."""
        chosen = self.cleaned_data.get("visited_on")
        return date.fromisoformat(chosen) if chosen else None
