"""A sheet of another programme: handed in, its columns named, its rows narrowed."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.forms.filters import Filter
from accounts.forms.people import sheet_field
from accounts.forms.texts import TextField
from proposals.domain.catalogue import import_rows
from proposals.domain.catalogue.earlier_rows import FIRST_YEAR
from proposals.forms.winner_lists import basis_field
from proposals.models import OtherProgramme, SheetRow
from proposals.rules import imports as rules

EITHER = _("Pilih program dari daftar, atau tulis nama yang baru")


class ImportForm(forms.Form):
    """Which programme, its spreadsheet, and what it rests on.

    Of the two fields of the programme one is needed, so neither is called optional.
    """

    use_required_attribute = False

    programme = forms.ModelChoiceField(
        label=_("Program lain"),
        queryset=OtherProgramme.objects.by_name(),
        empty_label=_("Program baru"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), EITHER),
    )
    named = forms.CharField(
        label=_("Program baru"),
        help_text=_("Isi bila di atas terpilih “Program baru”, misalnya IGA, InoLAN, atau JIPPNas"),
        max_length=80,
        error_messages={"required": EITHER, "max_length": _("Nama program paling panjang 80 huruf")},
    )
    counts_as_top = forms.BooleanField(
        label=_("Penghargaan program baru ini dihitung sebagai penghargaan utama terdahulu"),
        help_text=_(
            "Bila ya, setiap penghargaan yang tertulis di berkasnya dihitung, apa pun namanya, dan orang kedua melihat "
            "daftarnya. Bila tidak, inovasinya tidak dihitung saat usulan dicocokkan dengan pemenang terdahulu"
        ),
        required=False,
    )
    file = sheet_field(_("CSV atau XLSX, paling besar 30 MB dan 100.000 baris; yang besar dibaca sekitar dua menit"))
    reason = basis_field(_("Tampil di halaman tiap inovasi, misalnya surat pengantar dan tanggalnya"))

    def full_clean(self):
        """Clean as if neither were needed; `clean` says what is missing."""
        of_programme = self.fields["programme"], self.fields["named"]
        for field in of_programme:
            field.required = False
        super().full_clean()
        for field in of_programme:
            field.required = True

    def clean(self):
        cleaned = super().clean()
        chosen, named = cleaned.get("programme"), (cleaned.get("named") or "").strip()
        if chosen and named:
            self.add_error("named", _("Pilih program dari daftar atau tulis nama yang baru, bukan keduanya"))
        elif chosen:
            cleaned["whose"] = chosen
            # Of one that is chosen the tick only says something where it is set.
            self.compare(chosen, counts_as_top=cleaned["counts_as_top"] or chosen.counts_as_top)
        elif not named and not self.errors:
            self.add_error("named", EITHER)
        elif named:
            fresh = OtherProgramme(name=named, counts_as_top=cleaned["counts_as_top"])
            cleaned["whose"] = known = OtherProgramme.objects.called(named) or fresh
            self.compare(known, counts_as_top=cleaned["counts_as_top"])
        return cleaned

    def compare(self, known, *, counts_as_top):
        """Say where a programme on record is named with the other tick."""
        if refusal := rules.counting_refusal(known, counts_as_top=counts_as_top):
            self.add_error("counts_as_top", refusal.sentence)


class ProgrammeForm(forms.Form):
    """What the public reads of a programme."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Nama program"),
        max_length=80,
        error_messages={
            "required": _("Tulis nama programnya"),
            "max_length": _("Nama program paling panjang 80 huruf"),
        },
    )
    description = TextField(
        label=_("Keterangan"),
        help_text=_("Apa programnya dan siapa penyelenggaranya. Tampil di katalog"),
        required=False,
        rows=3,
        most=500,
    )
    url = forms.URLField(
        label=_("Tautan"),
        help_text=_("Halaman resmi programnya, diawali https://"),
        required=False,
        max_length=300,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        error_messages={
            "invalid": _("Tulis alamat halaman, diawali https://"),
            "max_length": _("Tautannya paling panjang 300 huruf"),
        },
    )


class MappingForm(forms.Form):
    """For each field of the catalogue the column that holds it, as far as the sheet has one."""

    use_required_attribute = False

    def __init__(self, *args, headings, guesses, year, **kwargs):
        super().__init__(*args, **kwargs)
        columns = [
            (str(place), f"{letter(place)}: {heading or _now('tanpa judul')}") for place, heading in enumerate(headings)
        ]
        for field, label in import_rows.LABELS.items():
            self.fields[f"kolom-{field}"] = forms.ChoiceField(
                label=label,
                required=field in import_rows.REQUIRED,
                choices=[("", _("Tidak ada")), *columns],
                initial=str(guesses.get(field, "")),
                error_messages={
                    "required": _("Pilih kolomnya"),
                    "invalid_choice": _("Pilih kolom dari daftar"),
                },
            )
        last = timezone.localdate().year
        self.fields["tahun"] = forms.IntegerField(
            label=_("Tahun semua baris"),
            help_text=_("Bila berkas tidak punya kolom tahun, atau selnya kosong"),
            required=False,
            min_value=FIRST_YEAR,
            max_value=last,
            initial=year,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 4}),
            error_messages=dict.fromkeys(
                ("invalid", "min_value", "max_value"),
                _("Tulis tahun dari %(first)s sampai %(last)s") % {"first": FIRST_YEAR, "last": last},
            ),
        )

    @property
    def mapping(self):
        """{field: place} as chosen."""
        chosen = {field: self.cleaned_data[f"kolom-{field}"] for field in import_rows.LABELS}
        return {field: int(place) for field, place in chosen.items() if place}


class OutcomeFilter(Filter):
    """Which rows of a sheet."""

    hasil = forms.ChoiceField(
        label=_("Hasil"), required=False, error_messages={"invalid_choice": _("Pilih hasil dari daftar")}
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hasil"].choices = [("", _("Semua baris")), *SheetRow.Outcome.choices]


def letter(place):
    """What a spreadsheet calls a column: A, B, ..., Z, AA, ..."""
    first, last = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)
