"""The secretariat's checklist for one proposal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.forms.motions import why_field
from accounts.forms.texts import TextField
from judging.domain.verification import Found
from judging.motions import CORRECT

ANSWERS = [("1", _("Terpenuhi")), ("0", _("Tidak terpenuhi"))]


class ChecklistForm(forms.Form):
    """One question a rule; a machine's finding is there already, and contradicting it needs a note."""

    use_required_attribute = False

    def __init__(self, *args, findings, openings=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.findings = findings
        # The parts that each rule would open to be mended, by its id.
        self.openings = openings or {}
        for finding in findings:
            self.fields[met(finding)] = forms.ChoiceField(
                label=finding.check_row.statement,
                choices=ANSWERS,
                widget=forms.RadioSelect,
                initial=None if finding.is_met is None else str(int(finding.is_met)),
                error_messages={
                    "required": _("Pilih hasil untuk “%(rule)s”") % {"rule": finding.check_row.statement},
                    "invalid_choice": _("Pilih hasil untuk “%(rule)s”") % {"rule": finding.check_row.statement},
                },
            )
            self.fields[note(finding)] = TextField(
                label=_("Catatan"),
                required=False,
                initial=finding.note,
                rows=2,
            )

            if parts := self.openings.get(finding.check_row_id):
                self.fields[opening(finding)] = forms.MultipleChoiceField(
                    label=_("Bagian yang dibuka untuk diperbaiki"),
                    help_text=_("Bila syarat ini tidak terpenuhi, instansi hanya dapat mengubah bagian ini"),
                    choices=parts,
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                    error_messages={"invalid_choice": _("Pilih bagian dari daftar")},
                )

    def clean(self):
        cleaned = super().clean()
        for finding in self.findings:
            answer = cleaned.get(met(finding))
            if opening(finding) in self.fields and answer == "0" and not cleaned.get(opening(finding)):
                self.add_error(opening(finding), _("Pilih paling sedikit satu bagian yang dibuka"))
            if finding.machine_says is None or answer is None:
                continue
            if (answer == "1") != finding.machine_says and not cleaned.get(note(finding), "").strip():
                self.add_error(
                    note(finding),
                    _("Tulis mengapa “%(rule)s” diputuskan lain daripada pemeriksaan otomatis")
                    % {"rule": finding.check_row.statement},
                )
        return cleaned

    def found(self):
        """What was found, by the id of the rule."""
        return {
            finding.check_row_id: Found(
                self.cleaned_data[met(finding)] == "1",
                self.cleaned_data[note(finding)].strip(),
                tuple(self.cleaned_data.get(opening(finding), ())),
            )
            for finding in self.findings
        }

    def rows(self):
        """Each finding with its two bound fields, for the page."""
        return [
            {
                "finding": finding,
                "met": self[met(finding)],
                "note": self[note(finding)],
                "opening": self[opening(finding)] if opening(finding) in self.fields else None,
            }
            for finding in self.findings
        ]


class CorrectionForm(ChecklistForm):
    """The checklist once more, and why the verdict is corrected."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = why_field(
            CORRECT, label=_("Alasan koreksi"), error_messages={"required": _("Tulis alasan koreksi")}
        )


def met(finding):
    """The name of the field that says whether a rule is met."""
    return f"syarat-{finding.pk}"


def note(finding):
    """The name of the field for the note on a rule."""
    return f"catatan-{finding.pk}"


def opening(finding):
    """The name of the field for the parts that a rule opens."""
    return f"bagian-{finding.pk}"


class VerdictFilter(Filter):
    """Narrowing the list of entrants to check."""

    STATES = [
        ("", _("Semua")),
        ("belum", _("Belum diputuskan")),
        ("lolos", _("Lolos")),
        ("tidak-lolos", _("Tidak lolos")),
        ("temuan", _("Ada temuan otomatis")),
        ("diperbaiki", _("Sedang diperbaiki instansi")),
        ("periksa-ulang", _("Perbaikan masuk, periksa ulang")),
    ]
    q = forms.CharField(label=_("Judul, nomor, atau instansi"), required=False)
    # On the page its values are links.
    keadaan = forms.ChoiceField(choices=STATES, required=False, widget=forms.HiddenInput)
